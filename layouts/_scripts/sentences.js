// @ts-check
/** The sentences of a block that have a phrase. */

import { plain, spell } from "./weave.js";

/** @import { Search } from "./stretches.js" */
/** @import { Token } from "./types.js" */

/**
 * A sentence with a phrase. The phrase takes whole words.
 * @typedef {object} Sentence
 * @property {string} words by which it is told from others
 * @property {string[]} parts its text: before the phrase, the phrase, behind it, and so on
 * @property {string} before what stands in the block before the phrase for the first time
 * @property {string} after what stands behind it
 */

/** Letters of a sentence that are shown before the phrase and behind it, and of the words between two. */
const shown = 160;

/** Splits a text into sentences; without it, a block is one. */
const segmenter = "Segmenter" in Intl
  ? new Intl.Segmenter(undefined, { granularity: "sentence" })
  : undefined;

/**
 * The sentences of a block's tokens that have a phrase.
 * @param {Token[]} tokens
 * @param {Search} search
 * @returns {Sentence[]}
 */
export function sentencesOf(tokens, search) {
  const places = search(spell(tokens));
  if (!places.length) return [];
  const marks = marksOf(tokens, places);
  const starts = sentenceStarts(tokens);
  /** @type {Sentence[]} */
  const list = [];
  for (let at = 0; at < marks.length;) {
    const [first] = marks[at];
    const from = starts.findLast((start) => start <= first) ?? 0;
    let to = from;
    const own = [];
    while (at < marks.length && (!own.length || marks[at][0] < to)) { // a phrase can reach into the next sentence
      own.push(marks[at]);
      to = Math.max(to, starts.find((start) => start >= marks[at][1]) ?? tokens.length);
      at++;
    }
    const [, end] = own[0];
    list.push({
      words: spell(tokens.slice(from, to)),
      parts: partsOf(tokens, from, to, own),
      before: plain(tokens.slice(0, first)),
      after: plain(tokens.slice(end)),
    });
  }
  return list;
}

/**
 * The tokens, from and up to, that have the words at some places.
 * @param {Token[]} tokens
 * @param {[number, number][]} places in the text that the tokens spell
 */
function marksOf(tokens, places) {
  /** @type {[number, number][]} */
  const marks = [];
  let at = 0; // in the text
  let next = 0; // place
  tokens.forEach(({ word }, index) => {
    if (!word) return;
    const end = at + word.length;
    while (next < places.length && places[next][1] <= at) next++;
    for (let n = next; n < places.length && places[n][0] < end; n++) {
      const mark = marks[n];
      if (mark) mark[1] = index + 1;
      else marks[n] = [index, index + 1];
    }
    at = end + 1;
  });
  return marks.filter(([first], n) => !n || first >= marks[n - 1][1]); // a word can have the phrase twice
}

/**
 * The tokens that begin sentences.
 * @param {Token[]} tokens
 */
function sentenceStarts(tokens) {
  if (!segmenter) return [0];
  const starts = [...segmenter.segment(plain(tokens))].map(({ index }) => index);
  /** @type {number[]} */
  const list = [];
  let length = 0;
  tokens.forEach((token, index) => {
    const start = length + Number(index > 0 && (token.space || Boolean(token.look.break)));
    if (start >= starts[list.length]) {
      while (starts[list.length + 1] <= start) starts.splice(list.length, 1);
      list.push(index);
    }
    length = start + token.text.length;
  });
  return list;
}

/**
 * The text of a sentence in parts; of a long one, what stands around the phrase.
 * @param {Token[]} tokens
 * @param {number} from
 * @param {number} to
 * @param {[number, number][]} marks
 */
function partsOf(tokens, from, to, marks) {
  /** @type {string[]} */
  const parts = [];
  let at = from;
  for (const [first, end] of marks) {
    parts.push(spaced(tokens, at, first), spaced(tokens, first, end));
    at = end;
  }
  parts.push(spaced(tokens, at, to));
  return parts.map((part, index) => {
    if (index === 0) return part.length > shown ? `… ${ending(part)}` : part.trimStart();
    if (index % 2 || part.length <= 2 * shown) return part;
    const last = index === parts.length - 1;
    return last ? `${start(part)} …` : `${start(part)} … ${ending(part)}`;
  });
}

/**
 * The last letters of a text, from the first word on that begins there, if it has blanks.
 * @param {string} text
 */
function ending(text) {
  return text.slice(-shown).replace(/^\S{0,30}\s/, "");
}

/**
 * The first letters of a text, up to the last word that ends there.
 * @param {string} text
 */
function start(text) {
  return text.slice(0, shown).replace(/\s\S{0,30}$/, "");
}

/**
 * Some of the tokens as a text, with the blank before them.
 * @param {Token[]} tokens
 * @param {number} from
 * @param {number} to
 */
function spaced(tokens, from, to) {
  if (from >= to) return "";
  const { space, look } = tokens[from];
  const blank = from > 0 && (space || look.break) ? " " : "";
  return blank + plain(tokens.slice(from, to));
}
