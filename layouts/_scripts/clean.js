// @ts-check
/** Turns edits that cover two texts into edits that people read well, as generator/compare/clean.go does. */

import { sameWords } from "./count.js";
import { join, trim } from "./sequences.js";
import { whole } from "./whole.js";

/** @import { Span, Token } from "./types.js" */

/**
 * Two texts, by their tokens and by what is seen of these.
 * @typedef {object} Texts
 * @property {Token[]} old
 * @property {Token[]} now
 * @property {string[]} oldSeen
 * @property {string[]} newSeen
 */

/** Ends a sentence. */
export const STOP = /^\p{STerm}$/u;

const COLON = /^[;:；：؛]$/;
const COMMA = /^[,、，،､—–]$/;
const ENCLOSED = /^(\p{Ps}\p{Pe}|\p{Pi}\p{Pf})$/u;

/** A letter of a script without blanks, such as half of a Chinese word; a particle of hiragana is a word of its own. */
const LONE = /^[\p{sc=Han}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u;

/** Behind a particle or an ending of hiragana, a phrase of Japanese begins with the next token. */
const PHRASE = /\p{sc=Hira}\n(?!\p{sc=Hira})\p{L}/u;

/**
 * @param {Token[]} old
 * @param {Token[]} now
 * @returns {Texts}
 */
export function textsOf(old, now) {
  return { old, now, oldSeen: old.map(({ seen }) => seen), newSeen: now.map(({ seen }) => seen) };
}

/**
 * Makes spans readable, but for sentences that changed their places, and tells of each whether it is minor.
 * @param {Span[]} spans
 * @param {Texts} texts
 */
export function clean(spans, texts) {
  const guided = replaceUnlike(joinIslands(spans, texts), texts);
  const list = whole(slide(guided, texts), texts.old, texts.now);
  for (const span of list) {
    const [oldFrom, oldTo, newFrom, newTo] = span;
    span.minor = sameWords(texts.old.slice(oldFrom, oldTo), texts.now.slice(newFrom, newTo));
  }
  return list;
}

/**
 * How much the letters of tokens tell: a Chinese character as much as two letters of an alphabet, hiragana, of
 * which endings and particles are made, half as much as one.
 * @param {Token[]} tokens
 */
export function weigh(tokens, from = 0, to = tokens.length) {
  let weight = 0;
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    token.weight ??= [...token.word].reduce((sum, letter) => sum + weightOf(letter), 0);
    weight += token.weight;
  }
  return weight;
}

/** @param {string} letter */
function weightOf(letter) {
  if (letter < "\u3000") return 2;
  if (/\p{sc=Han}/u.test(letter)) return 4;
  return /\p{sc=Hira}/u.test(letter) ? 1 : 2;
}

/**
 * Absorbs matches that are too short, against the changes at both sides, to guide a reader.
 * @param {Span[]} spans
 * @param {Texts} texts
 */
export function joinIslands(spans, texts) {
  for (;;) {
    const joined = join(spans, (left, right) => isIsland(left, right, texts));
    if (joined.length === spans.length) return spans;
    spans = join(joined.map((span) => trim(texts.oldSeen, texts.newSeen, span)));
  }
}

/**
 * Whether what matches between two spans is too short.
 * @param {Span} left
 * @param {Span} right
 * @param {Texts} texts
 */
function isIsland(left, right, texts) {
  const { old, oldSeen } = texts;
  const from = left[1];
  const to = right[0];
  const words = old.slice(from, to).filter(({ word }) => word).length;
  if (words > 3) return false;
  const least = Math.min(weightOfChange(left, texts), weightOfChange(right, texts));
  if (least <= 0) return false;
  if (words) return weigh(old, from, to) * 2 <= least || to - from === 1 && LONE.test(oldSeen[from]);
  return to - from <= 2 && !oldSeen.slice(from, to).some((sign) => sign === ";" || STOP.test(sign));
}

/**
 * @param {Span} span
 * @param {Texts} texts
 */
function weightOfChange([oldFrom, oldTo, newFrom, newTo], { old, now }) {
  return Math.max(weigh(old, oldFrom, oldTo), weigh(now, newFrom, newTo));
}

/**
 * Gives up on a paragraph of which less than a quarter stayed.
 * @param {Span[]} spans
 * @param {Texts} texts
 * @returns {Span[]}
 */
function replaceUnlike(spans, { old, now }) {
  if (spans.length < 3) return spans;
  const all = weigh(old);
  const lost = spans.reduce((sum, [from, to]) => sum + weigh(old, from, to), 0);
  return (all - lost) * 4 < all ? [[0, old.length, 0, now.length]] : spans;
}

/**
 * Moves pure insertions and deletions between equal tokens to where they best start.
 * @param {Span[]} spans
 * @param {Texts} texts
 */
function slide(spans, texts) {
  spans.forEach((span, index) => {
    const [oldFrom, oldTo, newFrom, newTo] = span;
    if (oldFrom < oldTo && newFrom < newTo) return;
    const before = spans[index - 1] ?? [0, 0, 0, 0];
    const after = spans[index + 1] ?? [texts.old.length, 0, texts.now.length, 0];
    const least = Math.max(before[1] - oldFrom, before[3] - newFrom);
    const most = Math.min(after[0] - oldTo, after[2] - newTo);
    const by = oldFrom < oldTo
      ? bestPlace(texts.old, texts.oldSeen, oldFrom, oldTo, least, most)
      : bestPlace(texts.now, texts.newSeen, newFrom, newTo, least, most);
    span[0] += by;
    span[1] += by;
    span[2] += by;
    span[3] += by;
  });
  return join(spans);
}

/**
 * By how much a stretch best moves. Of places as good as each other, it stays, or else goes back, and not far.
 * @param {Token[]} tokens
 * @param {string[]} seen
 * @param {number} from
 * @param {number} to
 * @param {number} least
 * @param {number} most
 */
function bestPlace(tokens, seen, from, to, least, most) {
  const fits = (/** @type {number} */ by) => seen[from + by] === seen[to + by];
  let by = 0;
  while (by > least && fits(by - 1)) by--;
  let best = 0;
  let highest = 0;
  for (;;) {
    const score = boundary(tokens, from + by, to + by);
    if (score > highest || score === highest && by <= 0) {
      best = by;
      highest = score;
    }
    if (by >= most || !fits(by)) return best;
    by++;
  }
}

/**
 * Scores how naturally a stretch of tokens stands alone.
 * @param {Token[]} tokens
 * @param {number} from
 * @param {number} to
 */
function boundary(tokens, from, to) {
  const first = tokens[from].text;
  const last = tokens[to - 1].text;
  const enclosed = ENCLOSED.test(first + last) ? 3 : 0;
  return scoreOfBeginning(tokens, from) + (to < tokens.length ? scoreOfEnd(last) : 2) + enclosed;
}

/**
 * @param {Token[]} tokens
 * @param {number} from
 */
function scoreOfBeginning(tokens, from) {
  if (!from) return 4;
  const before = tokens[from - 1].text;
  const { space, text } = tokens[from];
  return rank(before) + (space || PHRASE.test(`${before}\n${text}`) ? 1 : 0);
}

/** @param {string} last */
function scoreOfEnd(last) {
  return /[:：—–]/.test(last) ? 0 : rank(last) >> 1;
}

/**
 * How strongly a sign divides a text; 4 at the end of a sentence.
 * @param {string} sign
 */
function rank(sign) {
  if (COMMA.test(sign)) return 2;
  if (COLON.test(sign)) return 3;
  return STOP.test(sign) ? 4 : 0;
}
