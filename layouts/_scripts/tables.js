// @ts-check
/** Gives tables that changed the rows and columns of both texts in one order, as generator/compare/grid.go does. */

import { seenAlike } from "./edits.js";
import { add, mostOf } from "./tally.js";

/** @import { Cell, Document, Layout, Pairing, Row, Section, SectionChange, Table } from "./types.js" */

/**
 * Where old and new rows, or columns, of a table stand in an order of both.
 * @typedef {object} Order
 * @property {Map<number, number>} old
 * @property {Map<number, number>} now
 * @property {number} length
 */

/**
 * How many cells tell of a new row, or column, that it was an old one.
 * @typedef {Map<number, Map<number, number>>} Votes
 */

/**
 * Where in a block's path its outermost table is; -1 without one.
 * @param {Layout} block
 */
export function tableLevel({ path = [] }) {
  return path.findIndex(({ kind }) => kind === "table");
}

/**
 * The tables of a section.
 * @param {Document} document
 * @param {Section} section
 */
function tablesOf(document, section) {
  /** @type {Table[]} */
  const list = [];
  for (const index of section.blocks) {
    const block = document.blocks[index];
    const level = tableLevel(block);
    if (level < 0) continue;
    let table = list.at(-1);
    if (table?.end !== index || (block.fresh ?? 0) <= level) {
      table = { first: index, end: index, cells: new Map(), rows: 0, columns: 0, next: 0 };
      list.push(table);
    }
    addToTable(table, index, block, level);
  }
  return list;
}

/**
 * Adds a block to its table, in the cell that it begins or goes on with.
 * @param {Table} table
 * @param {number} index
 * @param {Layout} block
 * @param {number} level of the table in the block's path
 */
function addToTable(table, index, { path = [], fresh = 0 }, level) {
  table.end = index + 1;
  if (path[level + 1]?.kind !== "row" || path.length < level + 3) return;
  if (fresh <= level + 1 || !table.rows) {
    table.rows++;
    table.next = 0;
  }
  const before = table.cells.get(index - 1);
  if (fresh > level + 2 && table.next) {
    if (before) table.cells.set(index, before);
    return;
  }
  const span = Math.max(1, path[level + 2].span ?? 0);
  table.cells.set(index, { row: table.rows - 1, column: table.next, span });
  table.next += span;
  table.columns = Math.max(table.columns, table.next);
}

/**
 * Puts the rows of a section that stand in tables into the order of these: row by row, and in a row column by column.
 * @param {Pairing} pairing
 * @param {SectionChange} change
 * @param {Row[]} rows
 */
export function inTables(pairing, { was, is }, rows) {
  if (!was || !is) return rows;
  let list = rows;
  for (const [old, now] of pairTables(pairing, tablesOf(pairing.old, was), tablesOf(pairing.now, is))) {
    if (!isSame(pairing, old, now)) list = inTable(pairing, old, now, list);
  }
  return list;
}

/**
 * Whether a block stands in a table.
 * @param {Table} table
 * @param {number} block
 */
function isInside({ first, end }, block) {
  return first <= block && block < end;
}

/**
 * @param {Pairing} pairing
 * @param {Table[]} olds
 * @param {Table[]} news
 */
function pairTables({ oldBlocks }, olds, news) {
  /** @type {[old: Table, now: Table][]} */
  const pairs = [];
  /** @type {Set<Table>} */
  const used = new Set();
  for (const now of news) {
    const blocks = oldBlocks.slice(now.first, now.end);
    const common = (/** @type {Table} */ table) => blocks.filter((block) => isInside(table, block)).length;
    const old = mostOf(olds.filter((table) => !used.has(table)), common);
    if (!old) continue;
    pairs.push([old, now]);
    used.add(old).add(now);
  }
  const oldLeft = olds.filter((table) => !used.has(table));
  const newLeft = news.filter((table) => !used.has(table));
  if (oldLeft.length === 1 && newLeft.length === 1) pairs.push([oldLeft[0], newLeft[0]]);
  return pairs;
}

/**
 * Whether a reader sees the same in two tables.
 * @param {Pairing} pairing
 * @param {Table} old
 * @param {Table} now
 */
function isSame(pairing, old, now) {
  if (old.end - old.first !== now.end - now.first) return false;
  for (let newIndex = now.first; newIndex < now.end; newIndex++) {
    const oldIndex = old.first + newIndex - now.first;
    if (pairing.oldBlocks[newIndex] !== oldIndex || !isBlockSame(pairing, oldIndex, newIndex)) return false;
  }
  return true;
}

/**
 * Whether a reader sees the same in two blocks.
 * @param {Pairing} pairing
 * @param {number} oldIndex
 * @param {number} newIndex
 */
export function isBlockSame({ weave, old, now }, oldIndex, newIndex) {
  const was = old.blocks[oldIndex];
  const is = now.blocks[newIndex];
  if (was.block === is.block && was.state === is.state) return true;
  return seenAlike(weave.text(was), weave.text(is));
}

/**
 * Puts the rows of a section that stand in a table into its order.
 * @param {Pairing} pairing
 * @param {Table} old
 * @param {Table} now
 * @param {Row[]} rows
 */
function inTable(pairing, old, now, rows) {
  const cellOf = cellsIn(pairing, old, now);
  /** @type {Row[]} */
  const others = [];
  /** @type {(Row & { cell: Cell })[]} */
  const inside = [];
  let at = -1; // where the table begins among the others
  for (const row of rows) {
    const gone = row.now < 0 && isInside(old, row.old);
    if (!gone && !isInside(now, row.now)) {
      others.push(row);
      continue;
    }
    if (at < 0) at = others.length;
    if (gone && isInside(now, row.movedTo)) continue;
    inside.push({ ...row, cell: gone ? cellOf(old, row.old) : cellOf(now, row.now) });
  }
  pairing.tables.push({ old, now });
  inside.sort((left, right) => left.cell.row - right.cell.row || left.cell.column - right.cell.column);
  others.splice(Math.max(0, at), 0, ...inside);
  return others;
}

/**
 * Tells where a block of either table stands in the one that has the rows and columns of both.
 * @param {Pairing} pairing
 * @param {Table} old
 * @param {Table} now
 */
function cellsIn(pairing, old, now) {
  const votes = votesOf(pairing, old, now);
  const rows = mergedOrder(old.rows, now.rows, votes.rows);
  const columns = mergedOrder(old.columns, now.columns, votes.columns);
  const number = pairing.tables.length;
  /**
   * @param {Table} table
   * @param {number} block
   * @returns {Cell}
   */
  return (table, block) => {
    const cell = table.cells.get(block);
    if (!cell) return { table: number, row: -1, column: 0 };
    const side = table === old ? "old" : "now";
    const placeOf = (/** @type {Order} */ order, /** @type {number} */ index) => order[side].get(index) ?? 0;
    const column = placeOf(columns, cell.column);
    const last = placeOf(columns, cell.column + cell.span - 1);
    const span = Math.max(1, last - column + 1);
    return { table: number, row: placeOf(rows, cell.row), column, span, of: columns.length };
  };
}

/**
 * @param {Pairing} pairing
 * @param {Table} old
 * @param {Table} now
 */
function votesOf({ oldBlocks }, old, now) {
  /** @type {Votes} */
  const rows = new Map();
  /** @type {Votes} */
  const columns = new Map();
  for (const [block, cell] of now.cells) {
    const was = old.cells.get(oldBlocks[block]);
    if (!was) continue;
    vote(rows, cell.row, was.row);
    vote(columns, cell.column, was.column);
  }
  return { rows, columns };
}

/**
 * @param {Votes} votes
 * @param {number} now
 * @param {number} old
 */
function vote(votes, now, old) {
  const counts = votes.get(now) ?? new Map();
  add(counts, old);
  votes.set(now, counts);
}

/**
 * One order of old and new things: the new ones, and behind what they followed the old ones that are none of them.
 * @param {number} oldCount
 * @param {number} newCount
 * @param {Votes} votes
 * @returns {Order}
 */
function mergedOrder(oldCount, newCount, votes) {
  /** @type {{ old: number, now: number }[]} */
  const order = [];
  /** @type {Set<number>} */
  const used = new Set();
  for (let now = 0; now < newCount; now++) {
    const counts = votes.get(now) ?? new Map();
    const candidates = [...counts.keys()].sort((left, right) => left - right).filter((old) => !used.has(old));
    const old = mostOf(candidates, (candidate) => counts.get(candidate)) ?? -1;
    used.add(old);
    order.push({ old, now });
  }
  let at = 0;
  for (let old = 0; old < oldCount; old++) {
    const found = order.findIndex((pair) => pair.old === old);
    if (found < 0) order.splice(at, 0, { old, now: -1 });
    at = found < 0 ? at + 1 : found + 1;
  }
  const places = (/** @type {"old" | "now"} */ side) => new Map(order.map((pair, place) => [pair[side], place]));
  return { old: places("old"), now: places("now"), length: order.length };
}
