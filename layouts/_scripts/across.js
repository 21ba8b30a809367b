/**
 * Pairs words across the borders of blocks: those of a paragraph that was
 * divided, or of several that were joined, made a list, or made a heading; as
 * generator/compare/across.go, elsewhere.go and rejoin.go do, which say how.
 */

import { differencesOfLines, increasing } from "./sequences.js";
import { begins, joinIslands, markOf, sameWords, weigh } from "./readable.js";
import { wordsOf } from "./weave.js";

/** How many words in a row part one gap from the next. */
const FIRM = 4;

/**
 * Adds to a comparison what crossed borders: edits of new blocks, and old blocks
 * that are told in rows of others. It pairs blocks anew.
 */
export function across(c) {
  Object.assign(c, { links: [], crossed: new Map(), absorbed: new Set() });
  const x = { c, links: [], released: new Set(), linked: [new Set(), new Set()], newOf: [], edited: new Map() };
  c.oldBlocks.forEach((i, j) => i >= 0 && (x.newOf[i] = j));
  for (const { moved, was, is } of c.sections) if (moved) flow(x, was.blocks, is.blocks);
  const all = [flowing(c.sections, "was", "is"), flowing(c.sections, "is", "was")];
  flow(x, ...all);
  elsewhere(x, all);
  if (x.links.length) rejoin(x);
}

/** The blocks of a text whose words may have crossed a border: a heading may, if its section has none in the other text. */
function flowing(sections, side, other) {
  return sections.flatMap((s) => (s[side] ? [...s[side].headline && !s[other]?.headline ? [s[side].heading] : [], ...s[side].blocks] : [])).sort((a, b) => a - b);
}

const textOf = ({ c }, side, block) => c.weave.text(c[side ? "now" : "old"].blocks[block]);
const id = (block, token) => `${block} ${token}`;
const keyOf = ({ word, seen }) => word || seen;

function equal({ c }, i, j) {
  const x = c.old.blocks[i], y = c.now.blocks[j];
  if (x.block === y.block && x.state === y.state) return true;
  const [a, b] = [x, y].map((block) => c.weave.text(block));
  return a.length === b.length && a.every(({ seen }, n) => seen === b[n].seen);
}

/** The edits between a new block and its partner: [matches, oldFrom, oldTo, newFrom, newTo]. */
function edited(x, j) {
  if (!x.edited.has(j)) {
    const i = x.c.oldBlocks[j], a = textOf(x, 0, i), b = textOf(x, 1, j), list = [];
    let [p, q] = [0, 0];
    for (const span of [...x.c.between(a, b), [a.length, a.length, b.length, b.length]]) {
      const [from, to, k, l] = span;
      if (p < from) list.push([true, p, from, q, k]);
      if (!span.minor && (from < to || k < l)) list.push([false, from, to, k, l]);
      [p, q] = [to, l];
    }
    x.edited.set(j, list);
  }
  return x.edited.get(j);
}

/** Compares the gaps of two stretches of text, given by their blocks in reading order. */
function flow(x, as, bs) {
  const { oldBlocks } = x.c, places = new Map(as.map((i, n) => [i, n])), begins = new Map();
  const inOrder = increasing(bs.filter((j) => places.has(oldBlocks[j])), (j) => places.get(oldBlocks[j]));
  const [went, came] = [0, 1].map(() => new Map());
  for (const [side, list, gaps] of [[1, bs, came], [0, as, went]]) {
    let gap = 0;
    for (const block of list) {
      const [i, j] = side ? [oldBlocks[block], block] : [block, x.newOf[block] ?? -1], ordered = inOrder.has(j);
      if (ordered && side) begins.set(j, gap);
      else if (ordered) gap = begins.get(j);
      const free = (from, to) => {
        const tokens = textOf(x, side, block);
        for (let n = from; n < (to ?? tokens.length); n++) {
          if (x.linked[side].has(id(block, n))) continue;
          if (!gaps.has(gap)) gaps.set(gap, { tokens: [], at: [], words: new Map() });
          const line = gaps.get(gap);
          line.tokens.push(tokens[n]);
          line.at.push([block, n]);
          line.words.set(block, (line.words.get(block) ?? 0) + !!tokens[n].word);
        }
      };
      if (i < 0 || j < 0) free(0);
      else if (equal(x, i, j)) gap += ordered;
      else for (const [matches, ...at] of edited(x, j)) {
        const [from, to] = side ? at.slice(2) : at;
        if (matches && ordered && textOf(x, side, block).slice(from, to).filter(({ word }) => word).length >= FIRM) gap++;
        else if (ordered || !matches) free(from, to);
      }
    }
  }
  for (const [gap, line] of went) if (came.has(gap)) bridge(x, line, came.get(gap));
}

/** Compares what went in a gap with what came in it. */
function bridge(x, a, b) {
  const { oldBlocks } = x.c, blocks = [a, b].map(({ words }) => [...words.keys()]);
  if (blocks.every((list) => list.length === 1) && oldBlocks[blocks[1][0]] === blocks[0][0]) return;
  if ([a, b].some(({ tokens }) => !wordsOf(tokens).length)) return;
  const pieces = evident(x, a, b, piecesOf(x, a, b));
  if (pieces.every((p) => oldBlocks[p.now] === p.old)) return;
  for (const at of a.at) x.released.add(id(...at));
  for (const p of pieces) {
    x.links.push(p);
    for (let n = 0; n < p.n; n++) {
      x.linked[0].add(id(p.old, p.oldAt + n));
      x.linked[1].add(id(p.now, p.nowAt + n));
    }
  }
}

/** What matches in a gap, as people read it well: stretches of one block in another; run is the number of what matches without anything between. */
function piecesOf({ c }, a, b) {
  const [k, l] = [a, b].map(({ tokens }) => tokens.map(keyOf)), [s, t] = [a, b].map(({ tokens }) => tokens.map(({ seen }) => seen));
  const list = [];
  let [p, q] = [0, 0];
  [...joinIslands(differencesOfLines(k, l), a.tokens, b.tokens, s, t), [k.length, 0, l.length, 0]].forEach(([from, to, , newTo], run) => {
    for (; p < from; p++, q++) {
      const [old, oldAt] = a.at[p], [now, nowAt] = b.at[q], last = list.at(-1);
      if (c.old.blocks[old].kind === "heading" && c.now.blocks[now].kind === "heading") continue; // of sections that are not the same
      const goesOn = last?.run === run && last.old === old && last.now === now && last.oldAt + last.n === oldAt && last.nowAt + last.n === nowAt;
      if (!goesOn) list.push({ old, oldAt, now, nowAt, n: 0, run, words: 0, weight: 0 });
      const piece = list.at(-1);
      piece.n++;
      piece.words += !!a.tokens[p].word;
      piece.weight += weigh(b.tokens, q, q + 1);
    }
    [p, q] = [to, newTo];
  });
  return list;
}

/** Leaves out the pieces without evidence that their words are the same words. */
function evident({ c, newOf }, a, b, pieces) {
  const sums = { old: new Map(), now: new Map() }, others = { old: new Map(), now: new Map() }, runs = new Map();
  const note = (side, block, other) => others[side].set(block, (others[side].get(block) ?? new Set()).add(other));
  for (const p of pieces) {
    const run = runs.get(p.run) ?? { words: 0, weight: 0 };
    runs.set(p.run, { words: run.words + p.words, weight: run.weight + p.weight });
    for (const [side, other] of [["old", "now"], ["now", "old"]]) {
      sums[side].set(p[side], (sums[side].get(p[side]) ?? 0) + p.words);
      if (p.words) note(side, p[side], p[other]);
    }
  }
  for (const i of others.old.keys()) if (newOf[i] >= 0) note("old", i, newOf[i]);
  for (const j of others.now.keys()) if (c.oldBlocks[j] >= 0) note("now", j, c.oldBlocks[j]);
  return pieces.filter((p) => {
    const { words, weight } = runs.get(p.run), found = [sums.old.get(p.old), sums.now.get(p.now)], lost = [a.words.get(p.old) - found[0], b.words.get(p.now) - found[1]];
    if (words >= 6 && weight >= 40 || c.oldBlocks[p.now] === p.old) return true;
    if (others.old.get(p.old)?.size > 1 || others.now.get(p.now)?.size > 1) return found.every((n, side) => lost[side] <= n);
    return lost[0] + lost[1] === 0 || p.words >= 3 && found.every((n, side) => 2 * lost[side] <= n);
  });
}

/** Links what is left of two texts and stands in another place: runs of words that stand once in each. */
function elsewhere(x, all) {
  const { c } = x, sides = all.map((blocks, side) => left(x, side, blocks)), grams = new Map(), pairs = new Map();
  if (sides.some((list) => !list.length)) return;
  const ROW = 4, keys = (side, block) => textOf(x, side, block).map(keyOf);
  sides.forEach((list, side) => list.forEach((s) => {
    s.keys = keys(side, s.block);
    for (let n = s.from; n + ROW <= s.to; n++) {
      const name = s.keys.slice(n, n + ROW).join("\0");
      if (!side && !grams.has(name)) grams.set(name, { counts: [0, 0], s, at: n });
      if (grams.has(name)) grams.get(name).counts[side]++;
    }
  }));
  const used = [new Set(), new Set()], heading = (side, block) => c[side].blocks[block].kind === "heading";
  for (const s of sides[1]) {
    for (let n = s.from; n + ROW <= s.to; n++) {
      const gram = grams.get(s.keys.slice(n, n + ROW).join("\0")), o = gram?.s;
      if (gram?.counts.some((count) => count !== 1) ?? true) continue;
      if (heading("old", o.block) && heading("now", s.block)) continue;
      const free = (i, j) => i >= o.from && i < o.to && j >= s.from && j < s.to && o.keys[i] === s.keys[j] && !used[0].has(id(o.block, i)) && !used[1].has(id(s.block, j));
      let [i, j] = [gram.at, n], length = 0;
      if (!free(i, j)) continue;
      for (; free(i - 1, j - 1); i--) j--;
      for (; free(i + length, j + length); length++) {
        used[0].add(id(o.block, i + length));
        used[1].add(id(s.block, j + length));
      }
      const pair = id(o.block, s.block);
      pairs.set(pair, [...pairs.get(pair) ?? [], { old: o.block, oldAt: i, now: s.block, nowAt: j, n: length }]);
      n = j + length - 1;
    }
  }
  const wordsAt = (side, block, from, to) => textOf(x, side, block).slice(from, to).filter(({ word }) => word).length;
  const wordsIn = (side, block) => sides[side].reduce((sum, s) => sum + (s.block === block && wordsAt(side, block, s.from, s.to)), 0);
  for (const found of pairs.values()) {
    const { old, now } = found[0], kept = x.links.filter((l) => l.old === old && l.now === now), known = kept.length;
    if (c.oldBlocks[now] === old) continue; // compared already
    for (const r of found.sort((a, b) => b.n - a.n)) if (!kept.some((l) => l.oldAt < r.oldAt !== l.nowAt < r.nowAt)) kept.push(r);
    const runs = kept.slice(known), counts = runs.map((r) => wordsAt(1, now, r.nowAt, r.nowAt + r.n));
    const sentence = (r) => [0, 1].every((side) => [0, r.n].every((n) => begins(textOf(x, side, [old, now][side]), [r.oldAt, r.nowAt][side] + n)));
    if (!runs.some((r, n) => counts[n] >= 6 && weigh(textOf(x, 1, now), r.nowAt, r.nowAt + r.n) >= 40 || sentence(r))) continue;
    if (5 * counts.reduce((a, b) => a + b, 0) >= 3 * Math.min(wordsIn(0, old), wordsIn(1, now))) x.links.push(...runs);
  }
}

/** The stretches of some blocks' tokens that have no partner. */
function left(x, side, blocks) {
  const list = [];
  for (const block of blocks) {
    const [i, j] = side ? [x.c.oldBlocks[block], block] : [block, x.newOf[block] ?? -1];
    const free = (from, to) => {
      for (let n = from, last; n < to; n++) {
        if (x.linked[side].has(id(block, n))) last = undefined;
        else if (last) last.to++;
        else list.push(last = { block, from: n, to: n + 1 });
      }
    };
    if (i < 0 || j < 0) free(0, textOf(x, side, block).length);
    else if (!equal(x, i, j)) for (const [matches, ...at] of edited(x, j)) if (!matches) free(...at.slice(2 * side, 2 * side + 2));
  }
  return list;
}

/** Makes the edits of the blocks whose words crossed a border: each token that stands in both texts matches, wherever it stood. */
function rejoin(x) {
  const { c, newOf } = x, { oldBlocks } = c, olds = new Map(), news = new Map();
  for (const { old, now } of x.links) {
    for (const i of [old, oldBlocks[now]]) if (i >= 0) olds.set(i, []);
    news.set(now, []);
  }
  for (const i of olds.keys()) if (newOf[i] >= 0) news.set(newOf[i], []);
  const tie = (i, k, j, l) => {
    olds.get(i)[k] = [j, l];
    news.get(j)[l] = [i, k];
  };
  for (const j of news.keys()) {
    const i = oldBlocks[j];
    if (i < 0) continue;
    for (const [matches, from, to, at] of edited(x, j)) {
      for (let k = from; matches && k < to; k++) if (!x.released.has(id(i, k))) tie(i, k, j, at + k - from);
    }
  }
  for (const { old, oldAt, now, nowAt, n } of x.links) for (let k = 0; k < n; k++) tie(old, oldAt + k, now, nowAt + k);
  partners(x, olds, news);
  const lost = removals(x, olds, news);
  for (const [j, places] of news) c.crossed.set(j, joined(x, j, olds, places, lost.get(j) ?? []));
}

const byNumber = (a, b) => a - b;

/** Pairs blocks anew, by what their tokens tell. */
function partners(x, olds, news) {
  const { c, newOf } = x, common = new Map(), isHeading = (side, n) => c[side].blocks[n].kind === "heading";
  for (const [i, places] of olds) {
    const tokens = textOf(x, 0, i), words = new Map();
    places.forEach(([j], n) => words.set(j, (words.get(j) ?? 0) + !!tokens[n].word));
    common.set(i, words);
  }
  for (const j of news.keys()) {
    const i = c.oldBlocks[j];
    if (i >= 0 && !common.get(i).get(j)) c.oldBlocks[j] = newOf[i] = -1;
  }
  for (const i of [...olds.keys()].sort(byNumber)) {
    if (newOf[i] >= 0) continue;
    let best = -1, most = 0;
    for (const [j, n] of common.get(i)) if (n > most && c.oldBlocks[j] < 0 && !isHeading("old", i) && !isHeading("now", j)) [best, most] = [j, n];
    if (best >= 0) [c.oldBlocks[best], newOf[i]] = [i, best];
    else if (common.get(i).size) c.absorbed.add(i);
  }
}

/** Where old tokens without a partner are told: by new block, [before which token, old block, from, to]. */
function removals(x, olds, news) {
  const list = new Map(), replaced = ([j, n], by) => n + by >= 0 && n + by < textOf(x, 1, j).length && !news.get(j)[n + by];
  for (const i of [...olds.keys()].sort(byNumber)) {
    const places = olds.get(i), { length } = textOf(x, 0, i);
    for (let from = 0, to; from < length; from = to) {
      to = from + 1;
      if (places[from]) continue;
      while (to < length && !places[to]) to++;
      const before = places[from - 1], behind = places[to];
      let [j, at] = [x.newOf[i] ?? -1, 0];
      if (before && !(behind && replaced(behind, -1) && !replaced(before, 1))) [j, at] = [before[0], before[1] + 1];
      else if (behind) [j, at] = behind;
      if (j >= 0) list.set(j, [...list.get(j) ?? [], [at, i, from, to]]);
    }
  }
  return list;
}

/** The edits of a new block, of the partners of its tokens: each with the old block, its source, and the spans of tokens of both. */
function joined(x, j, olds, places, lost) {
  const { c } = x, tokens = textOf(x, 1, j), edits = [];
  let went = [], from = 0, own = c.oldBlocks[j], at = 0, divided;
  const add = (matches, source, [i, to, k, l], minor = false) => {
    const last = edits.at(-1), inserts = i === to;
    if (last && last.matches === matches && last.minor === minor && last.source === source && last.span[1] === i && last.span[3] === k && (matches || inserts === (last.span[0] === last.span[1]))) [, last.span[1], , last.span[3]] = [i, to, k, l];
    else edits.push({ matches, source, span: [i, to, k, l], minor });
    [own, at] = [source, to];
  };
  const seen = (source, k) => textOf(x, 0, source)[k].seen;
  const change = (to) => { // what it begins and ends with alike is none
    for (let r; (r = went[0]) && from < to && seen(r[1], r[2]) === tokens[from].seen; from++) {
      add(true, r[1], [r[2], ++r[2], from, from + 1]);
      if (r[2] === r[3]) went.shift();
    }
    const alike = [], end = to;
    for (let r; (r = went.at(-1)) && from < to && seen(r[1], r[3] - 1) === tokens[to - 1].seen; to--) {
      alike.unshift([r[1], --r[3], to]);
      if (r[2] === r[3]) went.pop();
    }
    for (const [, source, i, k] of went) add(false, source, [i, k, from, from]);
    if (from < to) add(false, own, [at, at, from, to]);
    for (const [source, k, l] of alike) add(true, source, [k, k + 1, l - 1, l]);
    [went, from] = [[], end];
  };
  lost.sort((a, b) => a[0] - b[0]);
  for (let n = 0; n <= tokens.length; n++) {
    while (lost[0]?.[0] === n) went.push(lost.shift());
    const place = places[n];
    if (!place) continue;
    const [i, k] = place;
    divided ??= apart(olds.get(i), k, j);
    change(n);
    if (seen(i, k) === tokens[n].seen) add(true, i, [k, k + 1, n, n + 1]);
    else { // the same word otherwise written
      add(false, i, [k, k + 1, n, n], true);
      add(false, i, [k + 1, k + 1, n, n + 1], true);
    }
    from = n + 1;
  }
  change(tokens.length);
  return { divided: !!divided, edits: withoutMarks(x, olds, j, counted(x, edits, tokens)) };
}

/** Whether what stands in new block j from a token of an old block on stands apart from what that had before it. */
function apart(places, at, j) {
  while (at--) if (places[at]) return places[at][0] !== j;
  return false;
}

/** Divides edits that end in a mark which counts an item of a list in the other text, as generator/compare/mark.go does. */
function withoutMarks({ c }, olds, j, edits) {
  return edits.flatMap((e, n) => {
    const [i, k, from, to] = e.span, went = i < k, side = went ? "old" : "now", after = edits[n + 1];
    const [block, token] = (went ? olds.get(e.source)?.[k] : after?.matches ? [after.source, after.span[0]] : []) ?? [];
    const length = !e.matches && !e.minor && token === 0 && markOf(e[side], c[went ? "now" : "old"].blocks[block]);
    if (!length) return [e];
    const at = (went ? k : to) - length, rest = { ...e, span: went ? [i, at, from, to] : [i, k, from, at], [side]: e[side].slice(0, -length) };
    const mark = { ...e, span: went ? [at, k, from, to] : [i, k, at, to], [side]: e[side].slice(-length), minor: true };
    return rest[side].length ? [rest, mark] : [mark];
  });
}

/** Adds to edits their tokens, which of them change no word, and where blocks were joined. */
function counted(x, edits, tokens) {
  for (const e of edits) {
    const [i, k, from, to] = e.span;
    e.old = e.source >= 0 ? textOf(x, 0, e.source).slice(i, k) : [];
    e.now = tokens.slice(from, to);
  }
  let before;
  for (let n = 0, end; n < edits.length; n = end) {
    for (end = n; edits[end] && !edits[end].matches && !edits[end].minor; end++);
    const changes = edits.slice(n, end), minor = sameWords(...["old", "now"].map((side) => changes.flatMap((e) => e[side])));
    for (const e of changes) e.minor = minor;
    if (end > n) continue;
    end = n + 1;
    if (!edits[n].matches) continue;
    edits[n].joined = before !== undefined && before !== edits[n].source;
    before = edits[n].source;
  }
  return edits;
}
