/**
 * Turns edits that cover two texts into edits that people read well, as
 * generator/compare/clean.go does. An edit is a span of old tokens that became
 * new ones: [oldFrom, oldTo, newFrom, newTo]; what lies between spans matches.
 */

import { differences, divide, increasing, join, trim } from "./sequences.js";
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
  return reordered(tidy(spans, a, b, x, y), a, b, x, y);
}

/** Does so but for sentences that changed their places; tells of each span whether it is minor, for it changes no word. */
function tidy(spans, a, b, x, y) {
  const list = whole(slide(replaceUnlike(joinIslands(spans, a, b, x, y), a, b), a, b, x, y), a, b);
  for (const span of list) span.minor = sameWords(a.slice(span[0], span[1]), b.slice(span[2], span[3]));
  return list;
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

/** Tells sentences that only changed their places as minor, as generator/compare/order.go does. */
function reordered(spans, a, b, x, y) {
  const told = wordsTold(spans, a, b), [old, now] = told ? movedSentences(a, b) : [];
  if (!old) return spans;
  const [p, q] = [[a, old], [b, now]].map(([tokens, moved]) => [...tokens.keys()].filter((n) => !moved.has(n))), pick = (list, at) => at.map((n) => list[n]);
  const [c, d, s, t] = [pick(a, p), pick(b, q), pick(x, p), pick(y, q)], others = tidy(differences(s, t, [0, s.length, 0, t.length]), c, d, s, t);
  if (wordsTold(others, c, d) >= told) return spans;
  for (const [i, j, k, l] of others.filter(({ minor }) => minor)) {
    for (const n of p.slice(i, j)) old.add(n);
    for (const n of q.slice(k, l)) now.add(n);
  }
  const list = [];
  let [from, newFrom, m, n] = [0, 0, 0, 0];
  const gap = (to, newTo) => {
    let last;
    for (const [side, start, end, minor] of [[0, from, to, old], [1, newFrom, newTo, now]]) {
      for (let at = start; at < end; at++) {
        const is = minor.has(at);
        if (last?.minor !== is) list.push(last = Object.assign(side ? [to, to, at, at] : [at, at, newFrom, newFrom], { minor: is }));
        last[2 * side + 1] = at + 1;
      }
    }
    [from, newFrom] = [to + 1, newTo + 1];
  };
  for (const [i, j, k, l] of [...others, [p.length, 0, q.length, 0]]) {
    for (; m < i; m++, n++) gap(p[m], q[n]);
    [m, n] = [j, l];
  }
  gap(a.length, b.length);
  return list;
}

/** How many words spans tell as changed. */
function wordsTold(spans, a, b) {
  return spans.reduce((sum, span) => sum + (span.minor ? 0 : [...a.slice(span[0], span[1]), ...b.slice(span[2], span[3])].filter(({ word }) => word).length), 0);
}

/** The tokens of the sentences that both texts have, but not in the longest order that they share; nothing if there are none. */
function movedSentences(a, b) {
  const [olds, news] = [a, b].map(sentencesOf), at = new Map(olds.map(({ key }, n) => [key, n])), both = news.filter(({ key }) => at.has(key));
  const still = increasing(both, ({ key }) => at.get(key)), moved = both.filter((s) => !still.has(s));
  const tokens = (list) => new Set(list.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, n) => from + n)));
  return moved.length ? [tokens(moved.map(({ key }) => olds[at.get(key)])), tokens(moved)] : [];
}

/** The sentences of a text that have words. Of those with the same words, the key tells which it is. */
function sentencesOf(tokens) {
  const list = [], known = new Map();
  for (let from = 0, to = 1; to <= tokens.length; to++) {
    if (!begins(tokens, to)) continue;
    const words = wordsOf(tokens.slice(from, to)), key = words.join(" "), n = (known.get(key) ?? 0) + 1;
    if (key) known.set(key, n), list.push({ from, to, key: key + "\n" + n });
    from = to;
  }
  return list;
}

/** Whether a sentence may begin at a token, or the text ends before it. */
export function begins(tokens, at) {
  const next = tokens[at];
  if (!at || !next || next.look.break) return true;
  let last = at - 1;
  while (last && !tokens[last].space && /^[\p{Pe}\p{Pf}]$/u.test(tokens[last].text)) last--;
  const before = tokens[last].text;
  return STOP.test(before) ? next.space || before > "\x7f" && !/^[\p{Pe}\p{Pf}]$/u.test(next.text) : next.space && (before + " " + next.text).search(UNSPACED) >= 0;
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
