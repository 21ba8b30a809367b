/**
 * Turns edits that cover two texts into edits that people read well, as
 * generator/compare/clean.go does. An edit is a span of old tokens that became
 * new ones: [oldFrom, oldTo, newFrom, newTo]; what lies between spans matches.
 */

const HAN = /\p{sc=Han}/u, HIRAGANA = /\p{sc=Hiragana}/u;
const LONE = /^[\p{sc=Han}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u;
const STOP = set(". ! ? 。 ． ！ ？ ｡ ؟ ۔ । ။ ។"), COLON = set("; : ； ： ؛"), COMMA = set(", 、 ， ، ､ — –");
const ENCLOSED = set("「」 『』 （） () ［］ [] 【】 《》 〈〉 “” «»");
const UNSPACED = /^(?:(?=\p{L})[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF]|(?=\p{L})(?=\p{sc=Myanmar})[\uA9E0-\uAA7F]|[\u3041-\u3096\u309D\u309E\u30A1-\u30FA\u30FC-\u30FF\u31F0-\u31FF\uFF66-\uFF9D〇]|\p{sc=Han})/u;
const JOINS = /[\p{M}\p{Cf}ーｰﾞﾟ]+$/u;

function set(signs) {
  return new Set(signs.split(" "));
}

export function readable(spans, a, b, word) {
  const x = weigh(a, word), y = weigh(b, word);
  return slide(replaceUnlike(joinIslands(spans, a, b, x, y), b, x), a, b);
}

/** How many words, and how much in letters, stands before each token, and before the end. */
function weigh(tokens, word) {
  let words = 0, letters = 0;
  const all = { words: [0], letters: [0] };
  for (const token of tokens) {
    const w = word(token);
    if (w) words++;
    for (const letter of w) letters += letter < "\u3000" ? 2 : HAN.test(letter) ? 4 : HIRAGANA.test(letter) ? 1 : 2;
    all.words.push(words);
    all.letters.push(letters);
  }
  return all;
}

/** Absorbs matches that are too short, against the changes at both sides, to guide a reader. */
function joinIslands(spans, a, b, x, y) {
  const weight = ([i, j, k, l]) => Math.max(x.letters[j] - x.letters[i], y.letters[l] - y.letters[k]);
  for (let joined = true; joined;) {
    joined = false;
    for (let n = 0; n + 1 < spans.length; n++) {
      const left = spans[n], right = spans[n + 1], from = left[1], to = right[0];
      const words = x.words[to] - x.words[from], letters = x.letters[to] - x.letters[from];
      if (words > 3) continue;
      const l = weight(left), r = weight(right);
      const signs = words === 0 && l > 0 && r > 0 && to - from <= 2 && !a.slice(from, to).some((t) => t.text === ";" || STOP.has(t.text));
      const short = words > 0 && letters * 2 <= Math.min(l, r) && l + r >= 4 * letters;
      const lone = l > 0 && r > 0 && to - from === 1 && LONE.test(a[from].text);
      if (signs || short || lone) {
        spans.splice(n, 2, [left[0], right[1], left[2], right[3]]);
        joined = true;
        n--;
      }
    }
    spans = join(spans.map((span) => trim(span, a, b)));
  }
  return spans;
}

/** Gives back equal tokens at the ends of a change. */
function trim([i, j, k, l], a, b) {
  while (i < j && k < l && a[i].text === b[k].text) i++, k++;
  while (i < j && k < l && a[j - 1].text === b[l - 1].text) j--, l--;
  return [i, j, k, l];
}

/** Drops empty spans and joins those that touch. */
function join(spans) {
  const list = [];
  for (const [i, j, k, l] of spans) {
    if (i === j && k === l) continue;
    const last = list.at(-1);
    if (last && last[1] === i && last[3] === k) last[1] = j, last[3] = l;
    else list.push([i, j, k, l]);
  }
  return list;
}

/** Gives up on a paragraph of which less than a quarter stayed. */
function replaceUnlike(spans, b, { letters }) {
  const all = letters.at(-1), lost = spans.reduce((sum, [i, j]) => sum + letters[j] - letters[i], 0);
  return spans.length > 2 && all > 0 && (all - lost) * 4 < all ? [[0, letters.length - 1, 0, b.length]] : spans;
}

/** Moves a pure insertion or deletion between equal tokens to where it best starts. */
function slide(spans, a, b) {
  for (const [n, s] of spans.entries()) {
    let tokens = b, from = s[2], to = s[3];
    if (s[2] === s[3]) [tokens, from, to] = [a, s[0], s[1]];
    else if (s[0] !== s[1]) continue;
    const before = spans[n - 1], after = spans[n + 1];
    const room = before ? Math.min(s[0] - before[1], s[2] - before[3]) : from;
    const ahead = after ? Math.min(after[0] - s[1], after[2] - s[3]) : tokens.length - to;
    let best = 0, most = boundary(tokens, from, to);
    const attempt = (n) => {
      const score = boundary(tokens, from + n, to + n);
      if (score > most) [best, most] = [n, score];
    };
    for (let n = 1; n <= room && n <= from && tokens[from - n].text === tokens[to - n].text; n++) attempt(-n);
    for (let n = 1; n <= ahead && to + n <= tokens.length && tokens[from + n - 1].text === tokens[to + n - 1].text; n++) attempt(n);
    for (let i = 0; i < 4; i++) s[i] += best;
  }
  return join(spans);
}

/** Scores how naturally tokens stand alone. */
function boundary(tokens, from, to) {
  let score = 0;
  if (from === 0) score += 4;
  else {
    const before = tokens[from - 1].text, first = tokens[from];
    score += STOP.has(before) ? 4 : COLON.has(before) ? 3 : COMMA.has(before) ? 2 : 0;
    if (first && (first.space || phraseBegins(before, first.text))) score++;
  }
  if (to === tokens.length) score += 2;
  else {
    const last = tokens[to - 1]?.text;
    score += STOP.has(last) ? 2 : COLON.has(last) && last !== ":" && last !== "：" || COMMA.has(last) && last !== "—" && last !== "–" ? 1 : 0;
  }
  if (from < to && ENCLOSED.has(tokens[from].text + tokens[to - 1].text)) score += 3;
  return score;
}

function phraseBegins(before, first) {
  const last = [...before].at(-1) ?? "", next = [...first][0] ?? "";
  return HIRAGANA.test(last) && !HIRAGANA.test(next) && /\p{L}/u.test(next);
}

/** Whether two lists are the same words, however letters without blanks were divided. */
export function sameWords(x, y) {
  return x.length === y.length && x.every((word, i) => word === y[i]) || joinUnspaced(x) === joinUnspaced(y);
}

function joinUnspaced(words) {
  return words.map((word, i) => (i && !(UNSPACED.test([...words[i - 1].replace(JOINS, "")].at(-1) ?? "") && UNSPACED.test(word)) ? " " : "") + word).join("");
}
