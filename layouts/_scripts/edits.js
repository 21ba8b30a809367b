// @ts-check
/** Finds what came and went between two texts. */

import { clean, textsOf } from "./clean.js";
import { countWords } from "./count.js";
import { markOf } from "./mark.js";
import { reorder } from "./order.js";
import { differences, spansBetween, stretchesOf } from "./sequences.js";
import { leads } from "./weave.js";

/** @import { Layout, Part, Row, Span, Token } from "./types.js" */

/**
 * What a pair of texts stands for.
 * @typedef {object} Options
 * @property {boolean} [both] whether they are texts of something that stands on both sides
 * @property {Span[]} [between] the spans in which changes are to be found; what lies between them matches
 * @property {Layout} [oldBlock] whose item marks of the new text may count
 * @property {Layout} [newBlock] whose item marks of the old text may count
 */

/**
 * What came and went between tokens, as spans and in words.
 * @param {Token[]} old
 * @param {Token[]} now
 * @param {Options} options
 */
export function edits(old, now, { both, between, oldBlock, newBlock } = {}) {
  let spans = readable(old, now, between);
  if (both) spans = withoutMark(spans, old, now, oldBlock, newBlock);
  else for (const span of spans) span.minor = false;
  let added = 0;
  let removed = 0;
  for (const span of spans) {
    if (span.minor) continue;
    const [oldFrom, oldTo, newFrom, newTo] = span;
    const [lost, gained] = countWords(old.slice(oldFrom, oldTo), now.slice(newFrom, newTo));
    removed += lost;
    added += gained;
  }
  return { spans, added, removed };
}

/**
 * Spans that people read well.
 * @param {Token[]} old
 * @param {Token[]} now
 * @param {Span[]} between
 */
function readable(old, now, between = [[0, old.length, 0, now.length]]) {
  if (seenAlike(old, now)) return [];
  const texts = textsOf(old, now);
  const spans = between.flatMap((span) => differences(texts.oldSeen, texts.newSeen, span));
  return reorder(clean(spans, texts), texts);
}

/**
 * Whether a reader sees the same in two texts.
 * @param {Token[]} old
 * @param {Token[]} now
 */
export function seenAlike(old, now) {
  return old.length === now.length && old.every(({ seen }, at) => seen === now[at].seen);
}

/**
 * The spans between tokens that the weave knows as the same.
 * @param {Token[]} old
 * @param {Token[]} now
 */
export function gaps(old, now) {
  const places = new Map(old.map((token, place) => [token, place]));
  /** @type {[number, number][]} */
  const matches = [];
  now.forEach((token, newAt) => { // those that both have are in the same order
    const oldAt = places.get(token);
    if (oldAt !== undefined) matches.push([oldAt, newAt]);
  });
  return spansBetween(matches, old.length, now.length);
}

/**
 * Divides the span that a text begins with, if a mark went or came in it that counts an item of the other text.
 * @param {Span[]} spans
 * @param {Token[]} old
 * @param {Token[]} now
 * @param {Layout} [oldBlock]
 * @param {Layout} [newBlock]
 */
function withoutMark(spans, old, now, oldBlock, newBlock) {
  const [first, ...rest] = spans;
  if (!first || first.minor || first[0] || first[2]) return spans;
  const [, oldTo, , newTo] = first;
  const went = oldTo > 0;
  if (went && newTo || oldTo === old.length && newTo === now.length) return spans;
  const length = went ? markOf(old.slice(0, oldTo), newBlock) : markOf(now.slice(0, newTo), oldBlock);
  if (!length) return spans;
  const at = (went ? oldTo : newTo) - length;
  /** @type {Span} */
  const mark = went ? [at, oldTo, 0, 0] : [0, 0, at, newTo];
  mark.minor = true;
  /** @type {Span} */
  const before = went ? [0, at, 0, 0] : [0, 0, 0, at];
  return at ? [before, mark, ...rest] : [mark, ...rest];
}

/**
 * Tokens in order, what stayed and what changed.
 * @param {Token[]} old
 * @param {Token[]} now
 * @param {Span[]} spans
 * @returns {Part[]}
 */
export function parts(old, now, spans) {
  return stretchesOf(spans, old.length, now.length).map(({ matches, span }) => ({
    old: old.slice(span[0], span[1]),
    now: now.slice(span[2], span[3]),
    change: matches ? undefined : span,
  }));
}

/**
 * The block of the old text in which a part of a row stood.
 * @param {Row} row
 * @param {Part} part
 */
export function sourceOf(row, { edit }) {
  return edit ? edit.source : row.old;
}

/**
 * Whether a token that stayed leads elsewhere.
 * @param {Token} was
 * @param {Token} is
 */
export function relinked(was, is) {
  const [old, now] = leads(was, is);
  return old !== now;
}
