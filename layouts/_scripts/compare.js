/**
 * Holds two versions together by what is visible in either: the pairs of
 * sections and blocks, and the edits between them. It gives what
 * Weave.Compare in generator/weave and package compare give.
 */

import { across } from "./across.js";
import { inTables } from "./tables.js";
import { judge } from "./judge.js";
import { leads, plain, wordsOf } from "./weave.js";
import { differences, divide, increasing } from "./sequences.js";
import { countWords, markOf, readable, wordsChanged } from "./readable.js";

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
  const c = { weave, old, now, links: [], tables: [], markup: 0, between: (a, b) => edits(a, b, true, gaps(a, b)).spans };
  const oldSections = pairSections(weave, old, now);
  const sections = now.sections.map((_, j) => ({ old: oldSections[j], now: j })), still = increasing(sections.filter((s) => s.old >= 0), (s) => s.old);
  for (const s of sections) s.moved = s.old >= 0 && !still.has(s);
  c.sections = arrange(sections, old.sections.map((_, i) => i), (i) => !oldSections.includes(i) && { old: i, now: -1 });
  for (const s of c.sections) [s.was, s.is] = [old.sections[s.old], now.sections[s.now]];
  c.oldBlocks = pairBlocks(c);
  across(c);
  c.moved = moved(c);
  row(c, { old: old.titleBlock, now: now.titleBlock });
  for (const s of c.sections) {
    s.heading = row(c, { old: s.was?.heading, now: s.is?.heading });
    if (s.moved || s.was?.id !== s.is?.id) s.rows = inTables(c, s, blockRows(c, s.was, s.is)).map((r) => row(c, r));
  }
  judge(c);
  return c;
}

/** The section of the old text that each of the new was, or -1, as generator/compare/sections.go finds them. */
function pairSections(weave, old, now) {
  const oldOf = now.sections.map(({ line }) => old.sections.findIndex((s) => s.line === line)), titled = new Map();
  if (!oldOf.includes(-1)) return oldOf;
  const title = (section) => wordsOf(weave.titleTokens(section)).join(" ");
  old.sections.forEach((s, i) => {
    const key = !oldOf.includes(i) && title(s);
    if (key) titled.set(key, [...titled.get(key) ?? [], i]);
  });
  return oldOf.map((i, j) => i < 0 ? titled.get(title(now.sections[j]))?.shift() ?? -1 : i);
}

/** The rows of a section, also of one in which nothing changed: its words are read when asked for, for they may not be here. */
export function rowsOf(c, { rows, was, is }) {
  return rows ?? blockRows(c, was, is).map((r) => ({ ...r, get parts() { return parts(c.weave.text(c.old.blocks[r.old]), c.weave.text(c.now.blocks[r.now])); } }));
}

function blockRows(c, was, is) {
  return arrange(is?.blocks.map((now) => ({ old: c.oldBlocks[now], now, moved: c.moved.has(now) })), was?.blocks, (old) => {
    const movedTo = c.oldBlocks.indexOf(old);
    return !c.absorbed.has(old) && (movedTo < 0 || c.moved.has(movedTo)) && { old, now: -1, movedTo };
  });
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

/** The blocks that have moved, as generator/compare/comparison.go finds them (places). */
function moved({ old, now, sections, oldBlocks }) {
  const list = new Set(), fixed = [], handed = [];
  for (const { is, was, moved } of sections.filter((s) => s.is).sort((s, t) => s.now - t.now)) {
    const own = is.blocks.filter((j) => oldBlocks[j] >= 0), inside = own.filter((j) => was?.blocks.includes(oldBlocks[j]));
    const still = increasing(inside, (j) => oldBlocks[j]);
    if (!moved && is.headline && was?.headline) fixed.push([was.heading, is.heading]);
    for (const j of own) {
      if (!still.has(j)) list.add(j);
      else if (!moved) fixed.push([oldBlocks[j], j]);
    }
    handed.push(...own.filter((j) => !inside.includes(j)));
  }
  const keeps = handed.filter((j) => {
    const behind = fixed.findIndex(([, k]) => k > j), next = behind < 0 ? fixed.length : behind;
    return (fixed[next - 1]?.[0] ?? -1) < oldBlocks[j] && oldBlocks[j] < (fixed[next]?.[0] ?? old.blocks.length);
  });
  for (const j of increasing(keeps, (j) => oldBlocks[j])) list.delete(j);
  return list;
}

/**
 * Rows of what is, in order, with what was deleted or moved away behind what it
 * followed, as gone tells; it may tell of nothing.
 */
function arrange(rows = [], was = [], gone) {
  let at = 0;
  for (const old of was) {
    const behind = rows.findIndex((r) => r.old === old && !r.moved) + 1, lost = !behind && gone(old);
    if (behind) at = behind;
    else if (lost) rows.splice(at++, 0, lost);
  }
  return rows;
}

/** Adds to a row its edits, and what of its presentation changed; a row that only tells where a block went has none. */
function row(c, r) {
  const [x, y] = r.movedTo >= 0 ? [] : [c.old.blocks[r.old], c.now.blocks[r.now]];
  const [a, b] = [x, y].map((block) => c.weave.text(block)), crossed = y && c.crossed.get(r.now);
  r.taken = !y && c.absorbed.has(r.old);
  if (crossed) {
    const [removed, added] = wordsChanged(crossed.edits);
    Object.assign(r, crossed, { removed, added });
    r.parts = crossed.edits.map((e) => [e.old, e.now, !e.matches && e, e]);
  } else {
    Object.assign(r, r.taken ? edits([], []) : edits(a, b, x && y, a === b ? [] : gaps(a, b), [y, x]));
    r.parts = r.taken ? [] : parts(a, b, r.spans);
  }
  if (crossed || x && y) presentation(c, r, x, y);
  return r;
}

/** The block of the old text in which a part of a row stood. */
export function sourceOf(row, [, , , edit]) {
  return edit ? edit.source : row.old;
}

/**
 * What came and went between tokens a and b, as spans and in words.
 * @param both whether a and b are texts of something that stands on both sides
 * @param between the spans in which this is to be found; what lies between them matches
 * @param blocks those whose items marks of the old text, and of the new one, may count
 */
export function edits(a, b, both, between = [[0, a.length, 0, b.length]], blocks = []) {
  const [x, y] = [a, b].map((tokens) => tokens.map(({ seen }) => seen));
  let spans = x.length === y.length && x.every((text, n) => text === y[n]) ? [] : readable(between.flatMap((span) => differences(x, y, span)), a, b, x, y);
  if (both) spans = withoutMark(spans, a, b, blocks);
  else for (const span of spans) span.minor = false;
  let added = 0, removed = 0;
  for (const span of spans) {
    const [i, j, k, l] = span, went = a.slice(i, j), came = b.slice(k, l);
    if (span.minor) continue;
    const [lost, gained] = countWords(went, came);
    removed += lost;
    added += gained;
  }
  return { spans, added, removed };
}

/** Divides the span that a text begins with, if a mark went or came in it that counts an item of the other text. */
function withoutMark([first, ...rest], a, b, blocks) {
  if (!first) return [];
  const [i, j, k, l] = first, one = !i && !k && (j === 0 || l === 0) && (j < a.length || l < b.length), side = j ? 0 : 1;
  const length = one && !first.minor && markOf([a.slice(i, j), b.slice(k, l)][side], blocks[side]), at = (side ? l : j) - length;
  if (!length) return [first, ...rest];
  const spans = side ? [[0, 0, 0, at], [0, 0, at, l]] : [[0, at, 0, 0], [at, j, 0, 0]];
  spans[1].minor = true;
  return [...at ? spans : spans.slice(1), ...rest];
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

/** Whether a token that stayed leads elsewhere. */
export function relinked(was, is) {
  const [old, now] = leads(was, is);
  return old !== now;
}

/** What changed in a row's unchanged words: where they link to, how they are marked; its layout; and where it was divided or joined. */
function presentation(c, r, x, y) {
  const kinds = ({ kind, level, path = [] }) => [kind, kind === "heading" && level, ...path.map((p) => p.kind)].join();
  const marks = ({ look }) => [look.marks, look.break].join();
  const links = c.links.length, origin = x ?? c.old.blocks[r.edits.find((e) => e.matches)?.source];
  r.markup = +!!(origin && kinds(origin) !== kinds(y)) + !!r.divided;
  for (const [was, is, span, edit] of r.parts) {
    if (span) continue;
    r.markup += !!edit?.joined;
    for (const [tokens, key, n] of divide(is, (token, n) => relinked(was[n], token) && leads(was[n], token).join("\n"))) {
      if (!key) continue;
      const [old, now] = leads(was[n], is[n]);
      c.links.push({ old, new: now, text: plain(tokens) });
    }
    r.markup += divide(is, (token, n) => marks(token) !== marks(was[n])).filter(([, changed]) => changed).length;
  }
  c.markup += r.markup;
  r.presented = c.links.length > links || r.markup > 0 || r.parts.some(([, , span]) => span) && r.added + r.removed === 0;
  r.changed = r.presented || r.added + r.removed > 0;
}
