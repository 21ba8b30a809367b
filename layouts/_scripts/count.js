// @ts-check
/** Counts words that went and came. */

import { divide, trim } from "./sequences.js";
import { spell, wordsOf } from "./weave.js";

/** @import { Edit, Token } from "./types.js" */

/** @typedef {[removed: number, added: number]} Counts */

/**
 * How many words of tokens went, and how many came with others. What both begin and end with did neither.
 * @param {Token[]} went
 * @param {Token[]} came
 * @returns {Counts}
 */
export function countWords(went, came) {
  if (sameWords(went, came)) return [0, 0];
  const oldWords = wordsOf(went);
  const newWords = wordsOf(came);
  const [oldFrom, oldTo, newFrom, newTo] = trim(oldWords, newWords, [0, oldWords.length, 0, newWords.length]);
  return [oldTo - oldFrom, newTo - newFrom];
}

/**
 * How many words went and came by edits.
 * @param {Edit[]} edits
 * @param {number} first the first of the new tokens to count
 * @returns {Counts}
 */
export function wordsChanged(edits, first = 0) {
  let removed = 0;
  let added = 0;
  for (const { members, key: kept } of divide(edits, ({ matches, minor }) => matches || minor)) {
    if (kept) continue;
    const went = members.flatMap(({ old }) => old);
    const came = members.flatMap(({ now, span }) => now.slice(Math.max(0, first - span[2])));
    const [lost, gained] = countWords(went, came);
    removed += lost;
    added += gained;
  }
  return [removed, added];
}

/**
 * How many tokens have a word.
 * @param {Token[]} tokens
 */
export function countTokensWithWords(tokens, from = 0, to = tokens.length) {
  let count = 0;
  for (let at = from; at < to; at++) {
    if (tokens[at].word) count++;
  }
  return count;
}

/**
 * Whether two stretches of tokens are the same words; where it is a matter of opinion whether one ends, it may end
 * or not.
 * @param {Token[]} olds
 * @param {Token[]} news
 */
export function sameWords(olds, news) {
  const old = spell(olds);
  const now = spell(news);
  let oldAt = 0;
  let newAt = 0;
  while (oldAt < old.length && newAt < now.length) {
    if (alike(old[oldAt], now[newAt])) {
      oldAt++;
      newAt++;
    } else if (old[oldAt] === "\0") {
      oldAt++;
    } else if (now[newAt] === "\0") {
      newAt++;
    } else {
      return false;
    }
  }
  return oldAt === old.length && newAt === now.length;
}

/**
 * @param {string} old
 * @param {string} now
 */
function alike(old, now) {
  return old === now || old === " " && now === "\0" || old === "\0" && now === " ";
}
