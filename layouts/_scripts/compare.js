/**
 * Holds two versions together by what is visible in either: the pairs of
 * sections and blocks, and the edits between them. It gives what
 * Weave.Compare in generator/weave and package compare give.
 */

import { increasing, longestCommon, spansBetween } from "./sequences.js";
import { readable, sameWords } from "./readable.js";
import { judge } from "./judge.js";
import { plain } from "./weave.js";

/** The blocks that a comparison of two documents needs: those of sections that differ. */
export function blocksNeeded(old, now, all) {
  const [was, is] = [old, now].map((doc) => new Set(doc.sections.map((s) => s.id)));
  const list = [];
  for (const [doc, other] of [[old, is], [now, was]]) {
    if (doc.titleBlock >= 0) list.push(doc.blocks[doc.titleBlock].block);
    for (const s of doc.sections) {
      if (s.heading >= 0) list.push(doc.blocks[s.heading].block);
      if (all || !other.has(s.id)) list.push(...doc.blocks.slice(s.first, s.end).map((b) => b.block));
    }
  }
  return list;
}

/**
 * Compares two documents of a weave. Rows of sections that are the same in
 * both are left to rowsOf.
 */
export function compare(weave, old, now) {
  const c = { weave, old, now, sections: [], links: [], markup: 0 };
  pairSections(c);
  pairBlocks(c);
  arrange(c);
  c.title = row(c, { old: old.titleBlock, now: now.titleBlock, movedTo: -1 });
  for (const s of c.sections) {
    row(c, s.heading);
    s.rows?.forEach((r) => r.movedTo < 0 && row(c, r));
  }
  judge(c);
  return c;
}

/** The rows of a section, also of one in which nothing changed; their texts are there once they are fetched. */
export function rowsOf(c, s) {
  if (s.rows) return s.rows;
  const { first } = c.old.sections[s.old], { first: from, end } = c.now.sections[s.now];
  return c.now.blocks.slice(from, end).map((block, n) => ({
    old: first + n, now: from + n, movedTo: -1, spans: [],
    get a() {
      return c.weave.text(block);
    },
    get b() {
      return this.a;
    },
  }));
}

function pairSections(c) {
  const at = new Map(c.old.sections.map((s, i) => [s.line, i]));
  c.newOf = c.old.sections.map(() => -1);
  c.oldOf = c.now.sections.map((s, j) => {
    const i = at.get(s.line) ?? -1;
    if (i < 0 || c.newOf[i] >= 0) return -1;
    c.newOf[i] = j;
    return i;
  });
  const which = c.oldOf.flatMap((i, j) => (i >= 0 ? [j] : []));
  const still = new Set(increasing(which.map((j) => c.oldOf[j])).map((k) => which[k]));
  c.movedSection = c.oldOf.map((i, j) => i >= 0 && !still.has(j));
}

function pairBlocks(c) {
  const { weave, old, now } = c;
  const at = new Map(old.blocks.map((b, i) => [b.block, i]));
  c.blockOld = now.blocks.map((b) => at.get(b.block) ?? -1);
  pairEqual(c);
  const headings = new Map(old.sections.map((s) => [s.line, s.heading]));
  const own = old.blocks.map(() => -1);
  for (const s of old.sections) own.fill(s.line, s.first, s.end);
  c.moved = now.blocks.map(() => false);
  for (const s of now.sections) {
    if (s.heading >= 0) c.blockOld[s.heading] = headings.get(s.line) ?? -1;
    const which = [];
    for (let j = s.first; j < s.end; j++) {
      const i = c.blockOld[j];
      if (i < 0) continue;
      if (own[i] < 0) c.blockOld[j] = -1;
      else {
        c.moved[j] = true;
        if (own[i] === s.line) which.push(j);
      }
    }
    for (const k of increasing(which.map((j) => c.blockOld[j]))) c.moved[which[k]] = false;
  }
  if (now.titleBlock >= 0) c.blockOld[now.titleBlock] = old.titleBlock;
  c.blockNew = old.blocks.map(() => -1);
  c.blockOld.forEach((i, j) => i >= 0 && (c.blockNew[i] = j));
}

/** Pairs blocks without a partner that have the same words. */
function pairEqual({ weave, old, now, blockOld }) {
  const paired = new Set(blockOld), left = new Map();
  const key = (block) => block.kind !== "heading" && weave.words(weave.text(block)).join(" ");
  old.blocks.forEach((block, i) => {
    const k = !paired.has(i) && key(block);
    if (k) left.set(k, [...(left.get(k) ?? []), i]);
  });
  if (left.size) now.blocks.forEach((block, j) => blockOld[j] < 0 && (blockOld[j] = left.get(key(block))?.shift() ?? -1));
}

/** Puts sections in reading order: a removed one stands behind the one it followed. */
function arrange(c) {
  const removed = new Map();
  let behind = -1;
  c.newOf.forEach((j, i) => {
    if (j < 0) removed.set(behind, [...(removed.get(behind) ?? []), i]);
    else if (!c.movedSection[j]) behind = j;
  });
  const add = (i, j) => {
    const [was, is] = [c.old.sections[i], c.now.sections[j]];
    const same = was && is && was.id === is.id && !c.movedSection[j];
    c.sections.push({ old: i, now: j, heading: { old: was?.heading ?? -1, now: is?.heading ?? -1, movedTo: -1 }, rows: same ? undefined : rows(c, was, is) });
  };
  const gone = (j) => (removed.get(j) ?? []).forEach((i) => add(i, -1));
  gone(-1);
  c.oldOf.forEach((i, j) => {
    add(i, j);
    gone(j);
  });
}

/** Interleaves the blocks of a section: deleted ones stand behind the block they followed. */
function rows(c, was, is) {
  const list = [];
  let old = was?.first ?? 0;
  const end = was?.end ?? 0;
  const lost = (to) => {
    for (; old < to; old++) {
      const n = c.blockNew[old];
      if (n < 0) list.push({ old, now: -1, movedTo: -1 });
      else if (c.moved[n]) list.push({ old, now: -1, movedTo: n });
    }
  };
  if (is) {
    const before = [];
    let next = end;
    for (let b = is.end - 1; b >= is.first; b--) {
      if (c.blockOld[b] >= 0 && !c.moved[b]) next = c.blockOld[b];
      before[b - is.first] = next;
    }
    for (let b = is.first; b < is.end; b++) {
      lost(before[b - is.first]);
      const o = c.blockOld[b];
      if (o >= 0 && !c.moved[b]) old = o + 1;
      list.push({ old: o, now: b, moved: o >= 0 && c.moved[b], movedTo: -1 });
    }
  }
  lost(end);
  return list;
}

/** Adds to a row its edits, and what of its presentation changed. */
function row(c, r) {
  const { weave, old, now } = c;
  const x = old.blocks[r.old], y = now.blocks[r.now];
  r.a = weave.text(x);
  r.b = weave.text(y);
  edits(weave, r, x && y, x, y);
  if (x && y) presentation(c, r, x, y);
  return r;
}

/** Adds to a row of tokens a and b its edits: what came and went if it stands on both sides, else all of it. */
export function edits(weave, r, both, x, y) {
  const { a, b } = r;
  r.spans = both ? spans(weave, a, b, x, y) : a.length + b.length ? [[0, a.length, 0, b.length]] : [];
  for (const s of r.spans) {
    [s.removed, s.added] = [weave.words(a.slice(s[0], s[1])), weave.words(b.slice(s[2], s[3]))];
    s.minor = Boolean(both) && sameWords(s.removed, s.added);
  }
  return r;
}

function spans(weave, a, b, x, y) {
  if (a === b || a.length === b.length && a.every((token, i) => token.text === b[i].text)) return [];
  const pairs = [];
  let i = 0, j = 0; // where the gap begins
  const gap = (m, n) => {
    const [p, q] = [i, j];
    for (const [k, l] of longestCommon(m - p, n - q, (k, l) => a[p + k].text === b[q + l].text)) pairs.push([p + k, q + l]);
  };
  if (x && x.block === y.block) {
    let m = 0, n = 0; // the next tokens
    weave.walk(x.block, x.state, y.state, (was, is) => {
      if (was && is) {
        gap(m, n);
        pairs.push([m++, n++]);
        [i, j] = [m, n];
      } else if (was) m++;
      else n++;
    });
  }
  gap(a.length, b.length);
  return readable(spansBetween(pairs, a.length, b.length), a, b, (token) => weave.word(token));
}

/** A row in order, what stayed and what changed: [old tokens, new tokens, the span of a change]. */
export function parts({ a, b, spans }) {
  const list = [];
  let i = 0, j = 0;
  for (const span of [...spans, [a.length, a.length, b.length, b.length]]) {
    if (span[0] > i) list.push([a.slice(i, span[0]), b.slice(j, span[2])]);
    if (span[1] > span[0] || span[3] > span[2]) list.push([a.slice(span[0], span[1]), b.slice(span[2], span[3]), span]);
    [, i, , j] = span;
  }
  return list;
}

/** What changed in a row's unchanged words: where they link to, how they are marked; and its layout. */
function presentation(c, r, x, y) {
  const { styles } = c.weave;
  const link = (token) => styles[token.style].link ?? "";
  r.markup = 0;
  for (const [was, is, span] of r.a === r.b ? [] : parts(r)) {
    if (span) continue;
    let marked = false;
    for (let n = 0, end = 0; n < is.length; n++) {
      if (was[n].style === is[n].style) {
        marked = false;
        continue;
      }
      const s = styles[was[n].style], t = styles[is[n].style], [old, now] = [link(was[n]), link(is[n])];
      if (n >= end && old !== now) {
        for (end = n; end < is.length && link(was[end]) === old && link(is[end]) === now;) end++;
        c.links.push({ old, new: now, text: plain(is.slice(n, end), styles) });
        r.links = true;
      }
      const changed = s !== t && (String(s.marks) !== String(t.marks) || s.break !== t.break);
      if (changed && !marked) r.markup++;
      marked = changed;
    }
  }
  const kinds = ({ kind, level, path = [] }) => [kind, kind === "heading" && level, ...path.map((p) => p.kind)].join();
  if (kinds(x) !== kinds(y)) r.markup++;
  c.markup += r.markup;
}
