// @ts-check
/** Shows two texts side by side. */

import { blockOf, classOf, contentOf, movedAway, put } from "./blocks.js";
import { sourceOf } from "./edits.js";
import { el } from "./elements.js";
import { inline } from "./inline.js";
import { divide } from "./sequences.js";
import { append } from "./tally.js";

/** @import { Comparison, Part, Row } from "./types.js" */

/**
 * Shows a row, with what was at one side and what is at the other.
 * @param {Comparison} comparison
 * @param {Row} row
 */
export function pairOfBlocks(comparison, row) {
  const was = el("div", { class: "old" });
  const is = el("div", { class: "new" });
  if (row.movedTo >= 0) was.append(movedAway(comparison, row));
  else for (const { members, key: block } of oldParts(row)) putOld(comparison, was, members, block);
  if (row.now >= 0) put(is, [], blockOf(comparison, row), "", contentOf(comparison, row, "new"), true);
  return el("div", { class: `pair ${classOf(row)}` }, was, is);
}

/**
 * The parts of a row by the block of the old text in which they stood.
 * @param {Row} row
 */
function oldParts(row) {
  const parts = divide(row.parts.filter(({ old }) => old.length), (part) => sourceOf(row, part));
  if (parts.length || row.now >= 0 || row.taken) return parts;
  return [{ members: [], key: row.old, first: 0 }]; // a rule, an empty cell
}

/**
 * Puts parts of an old block to the old side, for themselves.
 * @param {Comparison} comparison
 * @param {Element} side
 * @param {Part[]} parts
 * @param {number} block
 */
function putOld(comparison, side, parts, block) {
  put(side, [], comparison.old.blocks[block], "", inline(comparison, parts, { side: "old" }), true);
}

/**
 * Shows a table that changed: the old one as a whole, and the new one.
 * @param {Comparison} comparison
 * @param {Row[]} rows
 * @param {number} number of the table
 */
export function pairOfTables(comparison, rows, number) {
  const table = comparison.tables[number].old;
  const was = el("div", { class: "old" });
  const is = el("div", { class: "new" });
  const parts = partsByBlock(rows);
  for (const [block, list] of parts) {
    if (block < table.first || block >= table.end) putOld(comparison, was, list, block);
  }
  /** @type {import("./blocks.js").Open} */
  const openWas = [];
  for (let block = table.first; block < table.end; block++) {
    const content = inline(comparison, parts.get(block) ?? [], { side: "old" });
    put(was, openWas, comparison.old.blocks[block], "", content);
  }
  /** @type {import("./blocks.js").Open} */
  const openIs = [];
  for (const row of rows.filter(({ now }) => now >= 0).sort((left, right) => left.now - right.now)) {
    put(is, openIs, comparison.now.blocks[row.now], classOf(row), contentOf(comparison, row, "new"));
  }
  return el("div", { class: rows.some(classOf) ? "pair changed" : "pair" }, was, is);
}

/**
 * The parts of rows by the block of the old text in which they stood, in its order.
 * @param {Row[]} rows
 */
function partsByBlock(rows) {
  /** @type {Map<number, Part[]>} */
  const blocks = new Map();
  for (const row of rows) {
    for (const part of row.parts.filter(({ old }) => old.length)) {
      append(blocks, sourceOf(row, part), part);
    }
  }
  const placeOf = (/** @type {Part} */ { edit }) => edit?.span[0] ?? 0;
  for (const parts of blocks.values()) parts.sort((left, right) => placeOf(left) - placeOf(right));
  return blocks;
}
