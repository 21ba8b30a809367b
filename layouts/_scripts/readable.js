/**
 * Turns edits that cover two texts into edits that people read well, as
 * generator/compare/clean.go does. An edit is a span of old tokens that became
 * new ones: [oldFrom, oldTo, newFrom, newTo]; what lies between spans matches.
 */

import { join, trim } from "./sequences.js";
import { wordsOf } from "./weave.js";

const STOP = /^\p{STerm}$/u, COLON = /^[;:；：؛]$/, COMMA = /^[,、，،､—–]$/;
const ENCLOSED = /^(\p{Ps}\p{Pe}|\p{Pi}\p{Pf})$/u;
/** One letter of a script without blanks, such as half of a Chinese word; a particle of hiragana is a word of its own. */
const LONE = /^[\p{sc=Han}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u;
/** Behind a particle or an ending of hiragana, a phrase of Japanese begins with the next token. */
const PHRASE = /\p{sc=Hira}\n(?!\p{sc=Hira})\p{L}/u;
/** The blank between words of a script that writes none: what is a word there is a matter of opinion. */
const UNSPACED = / (?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])(?=[\p{L}〇])(?<=(?=[\p{L}〇])[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}][\p{M}\p{Cf}ーｰﾞﾟ]* )/gu;

/** @param spans what differs between x and y, which are the texts of the tokens a and b */
export function readable(spans, a, b, x, y) {
  return slide(replaceUnlike(joinIslands(spans, a, b, x, y), a, b), a, b, x, y);
}

/**
 * How much the letters of tokens tell: a Chinese character as much as two
 * letters of an alphabet, hiragana, of which endings and particles are made,
 * half as much as one.
 */
export function weigh(tokens, from, to) {
  let weight = 0;
  for (const { word } of tokens.slice(from, to)) {
    for (const letter of word) weight += letter < "\u3000" ? 2 : /\p{sc=Han}/u.test(letter) ? 4 : /\p{sc=Hira}/u.test(letter) ? 1 : 2;
  }
  return weight;
}

/** Absorbs matches that are too short, against the changes at both sides, to guide a reader. */
export function joinIslands(spans, a, b, x, y) {
  const weight = ([i, j, k, l]) => Math.max(weigh(a, i, j), weigh(b, k, l));
  const joins = (left, right) => {
    const from = left[1], to = right[0], words = wordsOf(a.slice(from, to)).length;
    if (words > 3) return false;
    const least = Math.min(weight(left), weight(right));
    return least > 0 && (words ? weigh(a, from, to) * 2 <= least || to - from === 1 && LONE.test(x[from])
      : to - from <= 2 && !x.slice(from, to).some((sign) => sign === ";" || STOP.test(sign)));
  };
  for (;;) {
    const joined = join(spans, joins);
    if (joined.length === spans.length) return spans;
    spans = join(joined.map((span) => trim(x, y, span)));
  }
}

/** Gives up on a paragraph of which less than a quarter stayed. */
function replaceUnlike(spans, a, b) {
  if (spans.length < 3) return spans;
  const all = weigh(a), lost = spans.reduce((sum, [i, j]) => sum + weigh(a, i, j), 0);
  return (all - lost) * 4 < all ? [[0, a.length, 0, b.length]] : spans;
}

/** Moves a pure insertion or deletion between equal tokens to where it best starts. */
function slide(spans, a, b, x, y) {
  spans.forEach((span, n) => {
    const [i, j, k, l] = span;
    if (i < j && k < l) return;
    const [tokens, texts, from, to] = i < j ? [a, x, i, j] : [b, y, k, l];
    const before = spans[n - 1] ?? [0, 0, 0, 0], after = spans[n + 1] ?? [a.length, 0, b.length];
    const fits = (by) => texts[from + by] === texts[to + by];
    let by = 0, best = 0, most = 0;
    while (by > Math.max(before[1] - i, before[3] - k) && fits(by - 1)) by--;
    do { // of places as good as each other, it stays, or else goes back, and not far
      const score = boundary(tokens, from + by, to + by);
      if (score > most || score === most && by <= 0) [best, most] = [by, score];
    } while (by < Math.min(after[0] - j, after[2] - l) && fits(by++));
    for (const at of [0, 1, 2, 3]) span[at] += best;
  });
  return join(spans);
}

/** Scores how naturally tokens stand alone. */
function boundary(tokens, from, to) {
  const before = tokens[from - 1]?.text, first = tokens[from], last = tokens[to - 1].text;
  return (from ? rank(before) + (first.space || PHRASE.test(before + "\n" + first.text)) : 4)
    + (to < tokens.length ? !/[:：—–]/.test(last) && rank(last) >> 1 : 2)
    + ENCLOSED.test(first.text + last) * 3;
}

/** How strongly a sign divides a text; 4 at the end of a sentence. */
function rank(sign) {
  return COMMA.test(sign) ? 2 : COLON.test(sign) ? 3 : STOP.test(sign) ? 4 : 0;
}

/** Whether two lists are the same words, however letters without blanks were divided. */
export function sameWords(x, y) {
  const [a, b] = [x, y].map((words) => words.join(" "));
  return a === b || a.replace(UNSPACED, "") === b.replace(UNSPACED, "");
}
