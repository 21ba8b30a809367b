/**
 * Holds two versions together by what is visible in either: the pairs of
 * sections and blocks, and the edits between them. It gives what
 * Weave.Compare in generator/weave and package compare give.
 */

import { judge } from "./judge.js";
import { plain, wordsOf } from "./weave.js";
import { differences, divide, increasing } from "./sequences.js";
import { readable, sameWords } from "./readable.js";

/** The blocks that a comparison of two documents needs: those of sections that differ. */
export function blocksNeeded(old, now, all) {
  return [[old, now], [now, old]].flatMap(([doc, other]) => {
    const same = new Set(other.sections.map(({ id }) => id));
    return doc.blocks.filter(({ section }) => all || !same.has(section?.id)).map(({ block }) => block);
  });
}

/**
 * Compares two documents of a weave. A section of the comparison is what it
 * was in the old text and is in the new, if it stands there; its place among
 * either's sections, or -1; its heading, and rows, which are blocks. Rows of
 * sections that are the same in both are left to rowsOf.
 */
export function compare(weave, old, now) {
  const c = { weave, old, now, links: [], markup: 0 };
  const oldSections = now.sections.map(({ line }) => old.sections.findIndex((s) => s.line === line));
  c.oldBlocks = pairBlocks(c);
  row(c, { old: old.titleBlock, now: now.titleBlock });
  c.sections = arrange(oldSections, old.sections.map((_, i) => i), now.sections.map((_, j) => j)).filter((s) => !(s.movedTo >= 0));
  for (const s of c.sections) {
    const was = s.was = old.sections[s.old], is = s.is = now.sections[s.now];
    s.heading = row(c, { old: was?.heading, now: is?.heading });
    if (s.moved || was?.id !== is?.id) s.rows = rowsOf(c, s).map((r) => row(c, r));
  }
  judge(c);
  return c;
}

/** The rows of a section, also of one in which nothing changed. */
export function rowsOf(c, { rows, was, is }) {
  return rows ?? arrange(c.oldBlocks, was?.blocks, is?.blocks);
}

/** The block of the old text that each of the new is, or -1: the same of the weave, or one with the same words. */
function pairBlocks({ weave, old, now }) {
  const at = new Map(old.blocks.map(({ block }, i) => [block, i])), left = new Map();
  const oldOf = now.blocks.map(({ block }) => at.get(block) ?? -1), paired = new Set(oldOf);
  const key = (block) => block.kind !== "heading" && wordsOf(weave.text(block)).join(" ");
  old.blocks.forEach((block, i) => {
    const k = !paired.has(i) && key(block);
    if (k) left.set(k, [...left.get(k) ?? [], i]);
  });
  return now.blocks.map((block, j) => {
    const i = oldOf[j] < 0 ? left.get(key(block))?.shift() : oldOf[j];
    return block.section && old.blocks[i]?.section ? i : -1; // headings stay with their sections
  });
}

/**
 * Rows of what was and what is, given by their indexes: what is, in order, with
 * what was deleted or moved away behind what it followed.
 * @param oldOf what all that stands in the new text was in the old, or -1
 */
function arrange(oldOf, was = [], is = []) {
  const rows = is.map((now) => ({ old: oldOf[now], now }));
  const inPlace = increasing(rows.filter(({ old }) => was.includes(old)), ({ old }) => old);
  for (const r of rows) r.moved = r.old >= 0 && !inPlace.has(r);
  let at = 0;
  for (const old of was) {
    const behind = rows.findIndex((r) => r.old === old && !r.moved) + 1;
    if (behind) at = behind;
    else rows.splice(at++, 0, { old, now: -1, movedTo: oldOf.indexOf(old) });
  }
  return rows;
}

/** Adds to a row its edits, and what of its presentation changed; a row that only tells where a block went has none. */
function row(c, r) {
  const [x, y] = r.movedTo >= 0 ? [] : [c.old.blocks[r.old], c.now.blocks[r.now]];
  const [a, b] = [x, y].map((block) => c.weave.text(block));
  Object.assign(r, edits(a, b, x && y, a === b ? [] : gaps(a, b)));
  if (x && y) presentation(c, r, a, b, x, y);
  return r;
}

/**
 * What came and went between tokens a and b, as spans and in words.
 * @param both whether a and b are texts of something that stands on both sides
 * @param between the spans in which this is to be found; what lies between them matches
 */
export function edits(a, b, both, between = [[0, a.length, 0, b.length]]) {
  const [x, y] = [a, b].map((tokens) => tokens.map(({ text }) => text));
  const spans = x.length === y.length && x.every((text, n) => text === y[n]) ? [] : readable(between.flatMap((span) => differences(x, y, span)), a, b, x, y);
  let added = 0, removed = 0;
  for (const span of spans) {
    const [i, j, k, l] = span, went = wordsOf(a.slice(i, j)), came = wordsOf(b.slice(k, l));
    span.minor = both && sameWords(went, came);
    if (span.minor) continue;
    removed += went.length;
    added += came.length;
  }
  return { spans, added, removed };
}

/** The spans between tokens that the weave knows as the same. */
function gaps(a, b) {
  const spans = [], at = new Map(a.map((token, j) => [token, j]));
  let i = 0, k = 0;
  b.forEach((token, l) => { // those that both have are in the same order
    const j = at.get(token);
    if (j === undefined) return;
    if (j > i || l > k) spans.push([i, j, k, l]);
    [i, k] = [j + 1, l + 1];
  });
  return [...spans, [i, a.length, k, b.length]];
}

/** Tokens a and b in order, what stayed and what changed: [old tokens, new tokens, the span of a change]. */
export function parts(a, b, spans = []) {
  const list = [];
  let i = 0, k = 0;
  for (const span of [...spans, [a.length, a.length, b.length, b.length]]) {
    const [j, from, l, to] = span;
    if (j > i) list.push([a.slice(i, j), b.slice(k, l)]);
    if (from > j || to > l) list.push([a.slice(j, from), b.slice(l, to), span]);
    [i, k] = [from, to];
  }
  return list;
}

/** What changed in a row's unchanged words: where they link to, how they are marked; and its layout. */
function presentation(c, r, a, b, x, y) {
  const kinds = ({ kind, level, path = [] }) => [kind, kind === "heading" && level, ...path.map((p) => p.kind)].join();
  const marks = ({ look }) => [look.marks, look.break].join();
  const links = c.links.length;
  r.markup = +(kinds(x) !== kinds(y));
  for (const [was, is, span] of a === b ? [] : parts(a, b, r.spans)) {
    if (span) continue;
    for (const [tokens, key, n] of divide(is, ({ look: { link } }, n) => was[n].look.link !== link && `${was[n].look.link}\n${link}`)) {
      if (key) c.links.push({ old: was[n].look.link ?? "", new: is[n].look.link ?? "", text: plain(tokens) });
    }
    r.markup += divide(is, (token, n) => marks(token) !== marks(was[n])).filter(([, changed]) => changed).length;
  }
  c.markup += r.markup;
  r.presented = c.links.length > links || r.markup > 0 || r.spans.length > 0 && r.added + r.removed === 0;
  r.changed = r.presented || r.added + r.removed > 0;
}
