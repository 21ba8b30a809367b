// @ts-check
/** Tells sentences that only changed their places as minor, as generator/compare/order.go does. */

import { clean, STOP, textsOf } from "./clean.js";
import { countTokensWithWords } from "./count.js";
import { differences, divide, increasing, matchesBetween, spansBetween } from "./sequences.js";
import { add } from "./tally.js";
import { UNSPACED, wordsOf } from "./weave.js";

/** @import { Texts } from "./clean.js" */
/** @import { Span, Token } from "./types.js" */

/**
 * A sentence of a text, from a token up to another.
 * @typedef {object} Sentence
 * @property {number} from
 * @property {number} to
 * @property {string} key its words, and which of the sentences with the same words it is
 */

const CLOSING = /^[\p{Pe}\p{Pf}]$/u;

/**
 * The spans of two texts; if that tells fewer words, those of the texts without the sentences that moved, with
 * these as minor ones.
 * @param {Span[]} spans
 * @param {Texts} texts
 */
export function reorder(spans, texts) {
  const told = wordsTold(spans, texts);
  const moved = told && movedTokens(texts);
  if (!moved) return spans;
  const oldPlaces = placesWithout(texts.old, moved.old);
  const newPlaces = placesWithout(texts.now, moved.now);
  const rest = textsOf(oldPlaces.map((at) => texts.old[at]), newPlaces.map((at) => texts.now[at]));
  const all = differences(rest.oldSeen, rest.newSeen, [0, rest.old.length, 0, rest.now.length]);
  const others = clean(all, rest);
  if (wordsTold(others, rest) >= told) return spans;
  for (const [oldFrom, oldTo, newFrom, newTo] of others.filter(({ minor }) => minor)) {
    for (const at of oldPlaces.slice(oldFrom, oldTo)) moved.old.add(at);
    for (const at of newPlaces.slice(newFrom, newTo)) moved.now.add(at);
  }
  const pairs = matchesBetween(others, oldPlaces.length);
  const matches = pairs.map(([oldAt, newAt]) => /** @type {[number, number]} */ ([oldPlaces[oldAt], newPlaces[newAt]]));
  return spansBetween(matches, texts.old.length, texts.now.length).flatMap((gap) => spansOfGap(gap, moved));
}

/**
 * The places of tokens that did not move.
 * @param {Token[]} tokens
 * @param {Set<number>} moved
 */
function placesWithout(tokens, moved) {
  return [...tokens.keys()].filter((place) => !moved.has(place));
}

/**
 * How many words spans tell as changed.
 * @param {Span[]} spans
 * @param {Texts} texts
 */
function wordsTold(spans, { old, now }) {
  let words = 0;
  for (const { 0: oldFrom, 1: oldTo, 2: newFrom, 3: newTo, minor } of spans) {
    if (!minor) words += countTokensWithWords(old, oldFrom, oldTo) + countTokensWithWords(now, newFrom, newTo);
  }
  return words;
}

/**
 * The tokens of the sentences that both texts have, but not in the longest order that they share; nothing if there
 * are none.
 * @param {Texts} texts
 */
function movedTokens(texts) {
  const oldSentences = sentencesOf(texts.old);
  const places = new Map(oldSentences.map(({ key }, place) => [key, place]));
  const placeOf = (/** @type {Sentence} */ { key }) => places.get(key) ?? -1;
  const both = sentencesOf(texts.now).filter((sentence) => placeOf(sentence) >= 0);
  const still = increasing(both, placeOf);
  const moved = both.filter((sentence) => !still.has(sentence));
  if (!moved.length) return undefined;
  return { old: tokensOf(moved.map((sentence) => oldSentences[placeOf(sentence)])), now: tokensOf(moved) };
}

/** @param {Sentence[]} sentences */
function tokensOf(sentences) {
  return new Set(sentences.flatMap(({ from, to }) => range(from, to)));
}

/**
 * The sentences of a text that have words.
 * @param {Token[]} tokens
 */
function sentencesOf(tokens) {
  /** @type {Sentence[]} */
  const list = [];
  /** @type {Map<string, number>} */
  const counts = new Map();
  let from = 0;
  for (let to = 1; to <= tokens.length; to++) {
    if (!begins(tokens, to)) continue;
    const words = wordsOf(tokens.slice(from, to)).join(" ");
    if (words) {
      add(counts, words);
      list.push({ from, to, key: `${words}\n${counts.get(words)}` });
    }
    from = to;
  }
  return list;
}

/**
 * Whether a sentence may begin at a token, or the text ends before it.
 * @param {Token[]} tokens
 * @param {number} at
 */
export function begins(tokens, at) {
  const next = tokens[at];
  if (!at || !next || next.look.break) return true;
  let last = at - 1;
  while (last && !tokens[last].space && CLOSING.test(tokens[last].text)) last--;
  const before = tokens[last].text;
  if (STOP.test(before)) return next.space || before > "\x7f" && !CLOSING.test(next.text);
  return next.space && `${before} ${next.text}`.search(UNSPACED) >= 0;
}

/**
 * The spans of what stands between two matches, divided by what is minor.
 * @param {Span} gap
 * @param {{ old: Set<number>, now: Set<number> }} minor
 */
function spansOfGap([oldFrom, oldTo, newFrom, newTo], minor) {
  /** @type {Span[]} */
  const list = divide(range(oldFrom, oldTo), (at) => minor.old.has(at)).map(({ members, key, first }) => {
    const from = oldFrom + first;
    return spanOf(from, from + members.length, newFrom, newFrom, key);
  });
  for (const { members, key, first } of divide(range(newFrom, newTo), (at) => minor.now.has(at))) {
    const from = newFrom + first;
    const to = from + members.length;
    const last = list.at(-1);
    if (last && first === 0 && last.minor === key) last[3] = to;
    else list.push(spanOf(oldTo, oldTo, from, to, key));
  }
  return list;
}

/**
 * @param {number} oldFrom
 * @param {number} oldTo
 * @param {number} newFrom
 * @param {number} newTo
 * @param {boolean} minor
 */
function spanOf(oldFrom, oldTo, newFrom, newTo, minor) {
  /** @type {Span} */
  const span = [oldFrom, oldTo, newFrom, newTo];
  span.minor = minor;
  return span;
}

/**
 * @param {number} from
 * @param {number} to
 */
function range(from, to) {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
