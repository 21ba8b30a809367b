/**
 * Turns edits that cover two texts into edits that people read well, as
 * generator/compare/clean.go does. An edit is a span of old tokens that became
 * new ones: [oldFrom, oldTo, newFrom, newTo]; what lies between spans matches.
 */

import { divide, join, trim } from "./sequences.js";
import { plain, spell, UNSPACED, wordsOf } from "./weave.js";

const STOP = /^\p{STerm}$/u, COLON = /^[;:；：؛]$/, COMMA = /^[,、，،､—–]$/;
const ENCLOSED = /^(\p{Ps}\p{Pe}|\p{Pi}\p{Pf})$/u;
/** One letter of a script without blanks, such as half of a Chinese word; a particle of hiragana is a word of its own. */
const LONE = /^[\p{sc=Han}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u;
/** Behind a particle or an ending of hiragana, a phrase of Japanese begins with the next token. */
const PHRASE = /\p{sc=Hira}\n(?!\p{sc=Hira})\p{L}/u;
/** What a number counts, as generator/compare/whole.go has it. */
const UNIT = /^(?:[%‰°]|年間?|月|日間?|時間|分間?|週間?|[かヶカ]月間?|天|个月|個月|小时|小時|周|歳|岁|歲|円|元|seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|percent|[kmgt]b|km|sekunden|minuten|stunden?|tag|tagen?|wochen?|monat|monaten?|jahr|jahren?|prozent|secondes|heures?|jours?|semaines?|mois|ans?|années?|segundos|minutos|horas?|días?|semanas?|mes|meses|años?|secondi|minuti|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|dias?|mês|anos?|uur|dag|dagen|weken|maand|maanden|jaar)$/;
const CURRENCY = /^(?:EUR|USD|GBP|CHF|JPY|CNY|CAD|AUD|INR|SEK|NOK|DKK|PLN|CZK|BRL|\p{Sc})$/u;
/** A letter, a sign and the next word that are one: a compound with hyphens, an e-mail address, a date. */
const CONNECTED = /^(?:[\p{L}\p{Nd}]\n[-‐‑@]\n[\p{L}\p{Nd}]|\p{Nd}\n[/:.,]\n\p{Nd})/u;

/** @param spans what differs between x and y, which are the tokens a and b as they are seen */
export function readable(spans, a, b, x, y) {
  return whole(slide(replaceUnlike(joinIslands(spans, a, b, x, y), a, b), a, b, x, y), a, b);
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
    const from = left[1], to = right[0], words = a.slice(from, to).filter(({ word }) => word).length;
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

/** Extends each change of words to all of what is read as one, as generator/compare/whole.go does. */
function whole(spans, a, b) {
  const list = [], rest = spans.toReversed();
  while (rest.length) {
    const span = [...rest.pop()];
    for (let grows = !sameWords(a.slice(span[0], span[1]), b.slice(span[2], span[3])); grows;) {
      const [i, j, k, l] = span, before = list.at(-1), behind = rest.at(-1);
      if (before && i === before[1] && k === before[3]) [span[0], , span[2]] = list.pop();
      else if (behind && j === behind[0] && l === behind[2]) [, span[1], , span[3]] = rest.pop();
      else if (goesOn(a, i) || goesOn(b, k)) (grows = i > 0 && k > 0) && (span[0]--, span[2]--);
      else if (goesOn(a, j) || goesOn(b, l)) (grows = j < a.length && l < b.length) && (span[1]++, span[3]++);
      else grows = false;
    }
    list.push(span);
  }
  return list;
}

/** Whether the token at a place is read as one with the token before it. */
function goesOn(tokens, at) {
  const before = tokens[at - 1], behind = tokens[at];
  if (!before || !behind || behind.look.break) return false;
  return behind.joined || /\p{Nd}$/u.test(before.text) && (UNIT.test(behind.word || behind.text) || CURRENCY.test(behind.text)) || /^\p{Nd}/u.test(behind.text) && CURRENCY.test(before.text)
    || connects(tokens, at) || connects(tokens, at - 1);
}

/** Whether a token is a sign that makes one of the words at both of its sides. */
function connects(tokens, at) {
  const [before, sign, behind] = [at - 1, at, at + 1].map((n) => tokens[n]);
  return before && behind && ![sign, behind].some(({ space, look }) => space || look.break) && CONNECTED.test([...before.text].at(-1) + "\n" + sign.text + "\n" + behind.text);
}

/** What counts the parts of an enumeration, as generator/compare/mark.go has it. */
const COUNTS = /^(?:[(（]?(?:\p{Nd}{1,3}|\p{L}|[ivxlc]{2,5}|[一二三四五六七八九十]{2,3})[)）.、．]|[①-⑳])$/iu;

/** How many tokens at the end of what went or came count an item of a list, which is of which block. */
export function markOf(tokens, { path = [], fresh = 0 } = {}) {
  if (!tokens.length || !path.some(({ kind }, n) => kind === "item" && n >= fresh)) return 0;
  if (tokens.length > 3 && tokens.at(-3).text === "(" && COUNTS.test(plain(tokens.slice(-3)))) return 3;
  return COUNTS.test(plain(tokens)) && tokens.length;
}

/** Marks the spans that change no word, and divides those that hold sentences which only changed places. */
export function settled(spans, a, b) {
  for (const span of spans) span.minor = sameWords(a.slice(span[0], span[1]), b.slice(span[2], span[3]));
  const pieces = spans.flatMap((of) => [a, b].map((tokens, side) => ({ of, side, tokens, from: of[2 * side], to: of[2 * side + 1], minor: of.minor })));
  const list = [];
  let last;
  for (const { of, side, from, to, minor } of reordered(pieces)) {
    if (from === to) continue;
    if (side && last === of && list.at(-1).minor === minor && list.at(-1)[2] === list.at(-1)[3]) list.at(-1)[3] = to;
    else list.push(Object.assign(side ? [of[1], of[1], from, to] : [from, to, of[2], of[2]], { minor }));
    last = of;
  }
  return list;
}

/** Divides pieces of what went, side 0, and came, side 1, and marks the sentences that only changed places as minor, as generator/compare/order.go does. */
export function reordered(pieces) {
  const sides = [0, 1].map((side) => sentencesOf(pieces, side)), [went, came] = sides.map((list) => new Set(list.map(({ key }) => key)));
  if (!went.size || !came.size) return pieces;
  return pieces.flatMap((piece) => {
    if (piece.minor) return [piece];
    const list = [];
    let { from } = piece;
    for (const s of sides[piece.side].filter((s) => s.piece === piece && (piece.side ? went : came).has(s.key))) {
      if (from < s.from) list.push({ ...piece, from, to: s.from });
      list.push({ ...piece, from: s.from, to: s.to, minor: true });
      from = s.to;
    }
    return from < piece.to ? [...list, { ...piece, from }] : list;
  });
}

/** The sentences that pieces of one side hold as a whole; of those with the same words, the key tells which it is. */
function sentencesOf(pieces, side) {
  const list = [], known = new Map();
  for (const piece of pieces) {
    if (piece.minor || piece.side !== side) continue;
    for (let at = piece.from, start; at <= piece.to; at++) {
      if (!begins(piece.tokens, at) && !(at === piece.from && wordless(piece.tokens, at, -1)) && !(at === piece.to && wordless(piece.tokens, at, 1))) continue;
      const words = start === undefined ? [] : wordsOf(piece.tokens.slice(start, at));
      if (words.length > 1) {
        const key = words.join(" "), n = known.get(key) ?? 0;
        known.set(key, n + 1);
        list.push({ piece, from: start, to: at, key: key + "\n" + n });
      }
      start = at;
    }
  }
  return list;
}

/** Whether no word stands between a token and the place where the sentence begins, or where the next one does: step says which way to look. */
function wordless(tokens, at, step) {
  for (; !begins(tokens, at); at += step) if (tokens[at + Math.min(step, 0)].word) return false;
  return true;
}

/** Whether a sentence may begin at a token, or the text ends before it. */
function begins(tokens, at) {
  const next = tokens[at];
  if (!at || !next || next.look.break) return true;
  let last = at - 1;
  while (last && !tokens[last].space && /^[\p{Pe}\p{Pf}]$/u.test(tokens[last].text)) last--;
  const before = tokens[last].text;
  return STOP.test(before) ? next.space || before > "\x7f" : next.space && (before + " " + next.text).search(UNSPACED) >= 0;
}

/** How many words of tokens went, and how many came with others. What both begin and end with did neither. */
export function countWords(went, came) {
  if (sameWords(went, came)) return [0, 0];
  const x = wordsOf(went), y = wordsOf(came), [i, j, k, l] = trim(x, y, [0, x.length, 0, y.length]);
  return [j - i, l - k];
}

/** How many words went and came by edits; of the new tokens, those behind the first ones count. */
export function wordsChanged(edits, first = 0) {
  const all = [0, 0];
  for (const [changes, kept] of divide(edits, ({ matches, minor }) => matches || minor)) {
    if (kept) continue;
    const counts = countWords(changes.flatMap((e) => e.old), changes.flatMap((e) => e.now.slice(Math.max(0, first - e.span[2]))));
    counts.forEach((n, side) => (all[side] += n));
  }
  return all;
}

/** Whether two stretches of tokens are the same words; where it is a matter of opinion whether one ends, it may end or not. */
export function sameWords(x, y) {
  const [a, b] = [x, y].map(spell);
  let i = 0, j = 0;
  while (i < a.length && j < b.length) {
    const p = a[i], q = b[j];
    if (p === q || p === " " && q === "\0" || p === "\0" && q === " ") i++, j++;
    else if (p === "\0") i++;
    else if (q === "\0") j++;
    else return false;
  }
  return i === a.length && j === b.length;
}
