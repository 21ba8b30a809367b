// @ts-check
/**
 * The words of a text that somebody typed, as generator/policy has them: what
 * Token.Word gives, with a blank between two. Between letters of scripts that
 * write no blanks there is none.
 */

import { UNSPACED, UNSPACED_LETTER } from "./weave.js";

/** Letters that only old encodings and typesetting know, and those of other widths. */
const COMPATIBLE = /[ĲĳⅠ-ⅿﬀ-ﭏﭐ-ﷻﹰ-ﻼ\uFF01-\uFFEE\u3000]/gu;

/** Characters that nobody sees, or that only choose a look. */
const INVISIBLE = /[\p{Cf}\uFE00-\uFE0Fـ]/gu;

/** Letters and digits of scripts that write blanks between words. */
const SPACED =
  "[\\p{sc=Latin}\\p{sc=Cyrillic}\\p{sc=Greek}\\p{sc=Arabic}\\p{sc=Hebrew}\\p{sc=Armenian}\\p{sc=Georgian}\\p{Nd}]";

/** A line may end there; the word goes on. Elsewhere such a space divides words. */
const WITHIN_WORD = new RegExp(`(?<=${SPACED})\u200B(?=${SPACED})`, "gu");

/** Begins an address. */
const ADDRESS_BEGINS = "(?<![\\p{L}\\p{Nd}@_./-])";

/** A letter of an address. */
const IN_ADDRESS = "[^\\s<>\"“”«»|`]";

/** A letter of a script that writes blanks, or a digit. */
const LETTER = `(?:(?!${UNSPACED_LETTER})[\\p{L}\\p{Nl}\\p{Nd}_]\\p{M}*)`;

/** Signs that belong to the number behind them. */
const BEFORE_NUMBER = "(?:(?<![\\p{L}\\p{M}\\p{Nd}+<>=])[+<>][+<>=]*(?=[0-9]))?";

/** A sign within a word, or within a number, and the letter behind it. */
const SIGN_WITHIN = `(?<=\\p{L}\\p{M}*)['.:·](?=\\p{L})${LETTER}|(?<=\\p{Nd})['.,;](?=\\p{Nd})${LETTER}`;

/** Signs that are no words. */
const NO_WORD =
  "`^|~<>=+\\p{Sk}\\u{FFFD}\\u{1F5BC}\\u{2190}-\\u{21FF}\\u{2500}-\\u{25FF}\\u{2794}\\u{2798}-\\u{27BE}";

/** What is a word; an address is its host. */
const WORDS = new RegExp([
  `${ADDRESS_BEGINS}(?:https?:\\/\\/(?:www\\.)?|www\\.)(?<host>[^\\s/?#<>"“”«»|\`]+)${IN_ADDRESS}*`,
  `${ADDRESS_BEGINS}(?<bare>(?:[a-z\\d](?:[a-z\\d-]*[a-z\\d])?\\.)+[a-z]{2,})\\/${IN_ADDRESS}+`,
  `(?:${UNSPACED_LETTER}[\\p{M}ー]*)+\\+*`,
  `${BEFORE_NUMBER}${LETTER}(?:${SIGN_WITHIN}|${LETTER})*\\+*`,
  "\\p{No}",
  `(?![${NO_WORD}])[\\p{S}%&§]`,
].join("|"), "giu");

/** What may stand behind an address that is not of it. */
const BEHIND_HOST = /[.,:;!?'*_~\]})]+$/;

/**
 * The words of a text, with a blank between two.
 * @param {string} text
 */
export function folded(text) {
  /** @type {string[]} */
  const words = [];
  for (const { 0: match, groups = {} } of plainLetters(text).matchAll(WORDS)) {
    const word = groups.host?.replace(BEHIND_HOST, "") ?? groups.bare ?? match;
    words.push(fold(word).replace(/^_+|_+$/g, ""));
  }
  return words.filter(Boolean).join(" ").replace(UNSPACED, "");
}

/**
 * A text without what only typesetting knows.
 * @param {string} text
 */
function plainLetters(text) {
  return text
    .replace(WITHIN_WORD, "")
    .replaceAll("\u200B", " ")
    .normalize("NFC")
    .replace(COMPATIBLE, (letter) => letter.normalize("NFKC"))
    .replace(/[‘’ʼ]/g, "'")
    .replace(INVISIBLE, "");
}

/**
 * Text in one case; those letters whose capitals have others for small ones are few.
 * @param {string} text
 */
function fold(text) {
  return text
    .replace(/[^ıͅ]/gu, (letter) => letter.toLowerCase().toUpperCase().toLowerCase())
    .replaceAll("ς", "σ")
    .replaceAll("i\u0307", "i")
    .normalize("NFC");
}
