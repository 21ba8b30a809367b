/**
 * The words of a text that somebody typed, as generator/policy has them: what
 * Token.Word gives, with a blank between two. Between letters of scripts that
 * write no blanks there is none.
 */

import { UNSPACED } from "./weave.js";

/** Letters that only old encodings and typesetting know, and those of other widths. */
const COMPATIBLE = /[ĲĳⅠ-ⅿﬀ-ﭏﭐ-ﷻﹰ-ﻼ\uFF01-\uFFEE\u3000]/gu;
/** Characters that nobody sees, or that only choose a look. */
const INVISIBLE = /[\p{Cf}\uFE00-\uFE0Fـ]/gu;
const SPACED = "[\\p{sc=Latin}\\p{sc=Cyrillic}\\p{sc=Greek}\\p{sc=Arabic}\\p{sc=Hebrew}\\p{sc=Armenian}\\p{sc=Georgian}\\p{Nd}]";
/** A line may end there; the word goes on. Elsewhere such a space divides words. */
const WITHIN_WORD = new RegExp(`(?<=${SPACED})\u200B(?=${SPACED})`, "gu");
const UNSPACED_WORD = "(?:(?=[\\p{L}〇])[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}][\\p{M}ー]*)+\\+*";
const LETTER = "(?:(?!(?=[\\p{L}〇])[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}])[\\p{L}\\p{Nl}\\p{Nd}_]\\p{M}*)";
const WORDS = new RegExp([
  "(?<![\\p{L}\\p{Nd}@_./-])(?:https?:\\/\\/(?:www\\.)?|www\\.)(?<host>[^\\s/?#<>\"“”«»|`]+)[^\\s<>\"“”«»|`]*", // an address is its host
  "(?<![\\p{L}\\p{Nd}@_./-])(?<bare>(?:[a-z\\d](?:[a-z\\d-]*[a-z\\d])?\\.)+[a-z]{2,})\\/[^\\s<>\"“”«»|`]+",
  UNSPACED_WORD,
  `(?:(?<![\\p{L}\\p{M}\\p{Nd}+<>=])[+<>][+<>=]*(?=[0-9]))?${LETTER}(?:(?<=\\p{L}\\p{M}*)['.:·](?=\\p{L})${LETTER}|(?<=\\p{Nd})['.,;](?=\\p{Nd})${LETTER}|${LETTER})*\\+*`,
  "\\p{No}",
  "(?![`^|~<>=+\\p{Sk}\\u{FFFD}\\u{1F5BC}\\u{2190}-\\u{21FF}\\u{2500}-\\u{25FF}\\u{2794}\\u{2798}-\\u{27BE}])[\\p{S}%&§]",
].join("|"), "giu");

export function folded(text) {
  const plain = text.replace(WITHIN_WORD, "").replaceAll("\u200B", " ").normalize("NFC").replace(COMPATIBLE, (letter) => letter.normalize("NFKC")).replace(/[‘’ʼ]/g, "'").replace(INVISIBLE, "");
  const words = [];
  for (const { 0: word, groups: { host, bare } } of plain.matchAll(WORDS)) words.push(fold((host?.replace(/[.,:;!?'*_~\]})]+$/, "") ?? bare ?? word).replace(/^_+|_+$/g, "")));
  return words.filter(Boolean).join(" ").replace(UNSPACED, "");
}

/** Text in one case; those letters whose capitals have others for small ones are few. */
function fold(text) {
  return text.replace(/[^ıͅ]/gu, (letter) => letter.toLowerCase().toUpperCase().toLowerCase()).replaceAll("ς", "σ").replaceAll("i\u0307", "i").normalize("NFC");
}
