// @ts-check
/**
 * Holds two versions together by what is visible in either: the pairs of sections and blocks, and the edits between
 * them. It gives what Weave.Compare in generator/weave and package compare give.
 */

import { across } from "./across.js";
import { wordsChanged } from "./count.js";
import { edits, gaps, parts, relinked } from "./edits.js";
import { judge } from "./judge.js";
import { divide, increasing } from "./sequences.js";
import { inTables } from "./tables.js";
import { append } from "./tally.js";
import { leads, plain, wordsOf } from "./weave.js";

/** @import { Rest } from "./pieces.js" */
/** @import { Block, Comparison, Document, Pairing, Part } from "./types.js" */
/** @import { Row, Section, SectionChange, Token, Weave } from "./types.js" */

/**
 * What stands on either side, by its index there, or -1.
 * @typedef {object} Place
 * @property {number} old
 * @property {number} now
 * @property {boolean} moved
 */

/**
 * The blocks that a comparison of two documents needs: those of sections that differ, or all.
 * @param {Document} old
 * @param {Document} now
 * @param {boolean} [all]
 */
export function blocksNeeded(old, now, all) {
  return [...blocksOfOthers(old, now, all), ...blocksOfOthers(now, old, all)];
}

/**
 * @param {Document} document
 * @param {Document} other
 * @param {boolean} [all]
 */
function blocksOfOthers(document, other, all) {
  const same = new Set(other.sections.map(({ id }) => id));
  return document.blocks.filter(({ section }) => all || !section || !same.has(section.id));
}

/**
 * Compares two documents of a weave. Rows of sections that are the same in both are left to rowsOf.
 * @param {Weave} weave
 * @param {Document} old
 * @param {Document} now
 * @param {Rest} rest
 * @returns {Promise<Comparison>}
 */
export async function compare(weave, old, now, rest) {
  for (const block of blocksNeeded(old, now)) {
    weave.text(block); // keeps what it reads
    await rest();
  }
  /** @type {Pairing} */
  const pairing = {
    weave,
    old,
    now,
    rest,
    sections: arrangedSections(weave, old, now),
    oldBlocks: pairBlocks(weave, old, now),
    moved: new Set(),
    crossed: new Map(),
    absorbed: new Set(),
    links: [],
    tables: [],
    markup: 0,
  };
  await across(pairing);
  await rest();
  pairing.moved = movedBlocks(pairing);
  fillIn(pairing, newRow(old.titleBlock, now.titleBlock));
  for (const change of pairing.sections) {
    const { was, is } = change;
    change.heading = fillIn(pairing, newRow(was?.heading, is?.heading));
    if (!change.moved && was?.id === is?.id) continue;
    change.rows = inTables(pairing, change, blockRows(pairing, was, is));
    for (const row of change.rows) {
      await rest();
      fillIn(pairing, row);
    }
  }
  return { ...pairing, ...judge(pairing) };
}

/**
 * The sections of both texts, in the order in which they are shown.
 * @param {Weave} weave
 * @param {Document} old
 * @param {Document} now
 * @returns {SectionChange[]}
 */
function arrangedSections(weave, old, now) {
  const oldSections = pairSections(weave, old, now);
  /** @type {Place[]} */
  const places = oldSections.map((oldSection, index) => ({ old: oldSection, now: index, moved: false }));
  const still = increasing(places.filter((place) => place.old >= 0), (place) => place.old);
  for (const place of places) place.moved = place.old >= 0 && !still.has(place);
  const lost = (/** @type {number} */ index) => {
    return oldSections.includes(index) ? undefined : { old: index, now: -1, moved: false };
  };
  return arrange(places, [...old.sections.keys()], lost).map((place) => ({
    ...place,
    was: old.sections[place.old],
    is: now.sections[place.now],
    heading: newRow(),
    took: false,
    gave: false,
    status: "unchanged",
    changes: [],
    wordsAdded: 0,
    wordsRemoved: 0,
  }));
}

/**
 * The section of the old text that each of the new was, or -1, as generator/compare/sections.go finds them.
 * @param {Weave} weave
 * @param {Document} old
 * @param {Document} now
 */
function pairSections(weave, old, now) {
  const oldSections = now.sections.map(({ line }) => old.sections.findIndex((section) => section.line === line));
  if (!oldSections.includes(-1)) return oldSections;
  const titleOf = (/** @type {Section} */ section) => wordsOf(weave.titleTokens(section)).join(" ");
  const left = queues(old.sections, (section, index) => (oldSections.includes(index) ? "" : titleOf(section)));
  return oldSections.map((oldSection, index) => {
    if (oldSection >= 0) return oldSection;
    return left.get(titleOf(now.sections[index]))?.shift() ?? -1;
  });
}

/**
 * The indexes of members by their keys, those without a key left out.
 * @template T
 * @param {T[]} list
 * @param {(member: T, index: number) => string} keyOf
 */
function queues(list, keyOf) {
  /** @type {Map<string, number[]>} */
  const queues = new Map();
  list.forEach((member, index) => {
    const key = keyOf(member, index);
    if (key) append(queues, key, index);
  });
  return queues;
}

/**
 * The block of the old text that each of the new is, or -1: the same of the weave, or one with the same words.
 * @param {Weave} weave
 * @param {Document} old
 * @param {Document} now
 */
function pairBlocks(weave, old, now) {
  const places = new Map(old.blocks.map(({ block }, place) => [block, place]));
  const oldBlocks = now.blocks.map(({ block }) => places.get(block) ?? -1);
  const paired = new Set(oldBlocks);
  const keyOf = (/** @type {Block} */ block) => {
    return block.kind === "heading" ? "" : wordsOf(weave.text(block)).join(" ");
  };
  const left = queues(old.blocks, (block, index) => (paired.has(index) ? "" : keyOf(block)));
  return now.blocks.map((block, index) => {
    const oldBlock = oldBlocks[index] >= 0 ? oldBlocks[index] : left.get(keyOf(block))?.shift() ?? -1;
    return block.section && old.blocks[oldBlock]?.section ? oldBlock : -1; // headings stay with their sections
  });
}

/**
 * The blocks that have moved, as generator/compare/comparison.go finds them (places).
 * @param {Pairing} pairing
 */
function movedBlocks({ old, sections, oldBlocks }) {
  /** @type {Set<number>} */
  const moved = new Set();
  /** @type {[old: number, now: number][]} */
  const fixed = [];
  /** @type {number[]} blocks that other sections had */
  const handed = [];
  for (const change of sections.filter(({ is }) => is).sort((left, right) => left.now - right.now)) {
    const { was, is } = change;
    const paired = is?.blocks.filter((block) => oldBlocks[block] >= 0) ?? [];
    const inside = paired.filter((block) => was?.blocks.includes(oldBlocks[block]));
    const still = increasing(inside, (block) => oldBlocks[block]);
    if (!change.moved && was?.headline && is?.headline) fixed.push([was.heading, is.heading]);
    for (const block of paired) {
      if (!still.has(block)) moved.add(block);
      else if (!change.moved) fixed.push([oldBlocks[block], block]);
    }
    handed.push(...paired.filter((block) => !inside.includes(block)));
  }
  const inPlace = handed.filter((block) => isInPlace(block, oldBlocks[block], fixed, old.blocks.length));
  for (const block of increasing(inPlace, (block) => oldBlocks[block])) moved.delete(block);
  return moved;
}

/**
 * Whether a block stands between the same fixed blocks as before.
 * @param {number} block
 * @param {number} oldBlock
 * @param {[old: number, now: number][]} fixed in the order of the new text
 * @param {number} length of the old text
 */
function isInPlace(block, oldBlock, fixed, length) {
  const found = fixed.findIndex(([, now]) => now > block);
  const next = found < 0 ? fixed.length : found;
  const [before] = fixed[next - 1] ?? [-1];
  const [behind] = fixed[next] ?? [length];
  return before < oldBlock && oldBlock < behind;
}

/**
 * The rows of a section, also of one in which nothing changed: its words are read when asked for, for they may not
 * be here.
 * @param {Comparison} comparison
 * @param {SectionChange} change
 */
export function rowsOf(comparison, { rows, was, is }) {
  if (rows) return rows;
  const { weave, old, now } = comparison;
  return blockRows(comparison, was, is).map((row) => ({
    ...row,
    get parts() {
      return parts(weave.text(old.blocks[row.old]), weave.text(now.blocks[row.now]), []);
    },
  }));
}

/**
 * The rows of a section, not filled in.
 * @param {Pairing} pairing
 * @param {Section} [was]
 * @param {Section} [is]
 */
function blockRows({ oldBlocks, moved, absorbed }, was, is) {
  const rows = (is?.blocks ?? []).map((block) => ({ ...newRow(oldBlocks[block], block), moved: moved.has(block) }));
  return arrange(rows, was?.blocks ?? [], (oldBlock) => {
    const movedTo = oldBlocks.indexOf(oldBlock);
    if (absorbed.has(oldBlock) || movedTo >= 0 && !moved.has(movedTo)) return undefined;
    return { ...newRow(oldBlock), movedTo };
  });
}

/**
 * Puts behind what they followed the rows of what was deleted or moved away.
 * @template {Place} T
 * @param {T[]} rows of what is, in order
 * @param {number[]} olds what was, in order
 * @param {(old: number) => T | undefined} gone makes the row of what is not among the rows, if it has one
 */
function arrange(rows, olds, gone) {
  let at = 0;
  for (const old of olds) {
    const found = rows.findIndex((row) => row.old === old && !row.moved);
    if (found >= 0) {
      at = found + 1;
      continue;
    }
    const lost = gone(old);
    if (lost) {
      rows.splice(at, 0, lost);
      at++;
    }
  }
  return rows;
}

/**
 * A row that tells nothing yet.
 * @returns {Row}
 */
function newRow(old = -1, now = -1) {
  return {
    old, now, moved: false, movedTo: -1, taken: false, spans: [], parts: [], added: 0, removed: 0, markup: 0,
    presented: false, changed: false,
  };
}

/**
 * Fills in the edits of a row, and what of its presentation changed; a row that only tells where a block went has
 * none.
 * @param {Pairing} pairing
 * @param {Row} row
 */
function fillIn(pairing, row) {
  if (row.movedTo >= 0) return row;
  const oldBlock = pairing.old.blocks[row.old];
  const newBlock = pairing.now.blocks[row.now];
  const crossed = newBlock && pairing.crossed.get(row.now);
  row.taken = !newBlock && pairing.absorbed.has(row.old);
  if (crossed) {
    const [removed, added] = wordsChanged(crossed.edits);
    const parts = crossed.edits.map((edit) => ({
      old: edit.old, now: edit.now, change: edit.matches ? undefined : edit, edit,
    }));
    Object.assign(row, crossed, { removed, added, parts });
  } else if (!row.taken) {
    const old = pairing.weave.text(oldBlock);
    const now = pairing.weave.text(newBlock);
    const both = Boolean(oldBlock && newBlock);
    const between = old === now ? [] : gaps(old, now);
    Object.assign(row, edits(old, now, { both, between, oldBlock, newBlock }));
    row.parts = parts(old, now, row.spans);
  }
  if (crossed || oldBlock && newBlock) judgePresentation(pairing, row, oldBlock, newBlock);
  return row;
}

/**
 * Tells what changed in a row's unchanged words: where they link to, how they are marked; its layout; and where it
 * was divided or joined.
 * @param {Pairing} pairing
 * @param {Row} row
 * @param {Block | undefined} oldBlock
 * @param {Block} newBlock
 */
function judgePresentation(pairing, row, oldBlock, newBlock) {
  const kept = row.parts.filter(({ change }) => !change);
  const origin = oldBlock ?? pairing.old.blocks[row.edits?.find(({ matches }) => matches)?.source ?? -1];
  const links = kept.flatMap(changedLinks);
  row.markup = origin && kindsOf(origin) !== kindsOf(newBlock) ? 1 : 0;
  if (row.divided) row.markup++;
  for (const part of kept) {
    if (part.edit?.joined) row.markup++;
    row.markup += changesOfMarks(part);
  }
  pairing.links.push(...links);
  pairing.markup += row.markup;
  const reworded = row.added + row.removed > 0;
  row.presented = links.length > 0 || row.markup > 0 || kept.length < row.parts.length && !reworded;
  row.changed = row.presented || reworded;
}

/**
 * What a block is and stands in.
 * @param {Block} block
 */
function kindsOf({ kind, level, path = [] }) {
  return [kind, kind === "heading" && level, ...path.map((container) => container.kind)].join();
}

/**
 * The links of words that stayed and lead elsewhere now.
 * @param {Part} part
 */
function changedLinks({ old, now }) {
  return divide(now, (token, at) => relinked(old[at], token) && leads(old[at], token).join("\n"))
    .filter(({ key }) => key)
    .map(({ members, first }) => {
      const [was, is] = leads(old[first], members[0]);
      return { old: was, new: is, text: plain(members) };
    });
}

/**
 * How many stretches of words that stayed are marked otherwise now.
 * @param {Part} part
 */
function changesOfMarks({ old, now }) {
  return divide(now, (token, at) => marksOf(token) !== marksOf(old[at])).filter(({ key }) => key).length;
}

/** @param {Token} token */
function marksOf({ look }) {
  return [look.marks, look.break].join();
}
