// @ts-check
/** Shows a table that changed in one column: with the rows and columns of both texts, every cell under its heading. */

import { blockOf, classOf, contentOf, enter, put } from "./blocks.js";
import { el } from "./elements.js";
import { tableLevel } from "./tables.js";

/** @import { Open } from "./blocks.js" */
/** @import { Cell, Comparison, Container, Row } from "./types.js" */

/**
 * @param {Comparison} comparison
 * @param {Element} root
 * @param {Row[]} rows of the table
 */
export function putTable(comparison, root, rows) {
  const first = blockOf(comparison, rows[0]);
  const level = tableLevel(first);
  const grid = new Grid(comparison, root, (first.path ?? []).slice(0, level + 1));
  enter(root, grid.open, { path: grid.outer, fresh: Math.min(first.fresh ?? 0, level) });
  for (const row of rows) {
    if (row.cell && !row.taken) grid.add(row, row.cell);
  }
  grid.endRow();
}

class Grid {
  /** @type {Open} */
  open = [];

  /** The row that is being filled, or -1. */
  #row = -1;

  /** The next column of it. */
  #column = 0;

  /**
   * The last cell.
   * @type {Cell | undefined}
   */
  #last;

  /**
   * @param {Comparison} comparison
   * @param {Element} root
   * @param {Container[]} outer the containers up to the table
   */
  constructor(comparison, root, outer) {
    this.comparison = comparison;
    this.root = root;
    this.outer = outer;
  }

  /**
   * @param {Row} row
   * @param {Cell} cell
   */
  add(row, cell) {
    const block = blockOf(this.comparison, row);
    const inner = (block.path ?? []).slice(tableLevel(block) + 1);
    const path = [...this.outer, ...inner];
    const depth = this.outer.length; // of a row of the table
    let { fresh = 0 } = block;
    if (!this.#goesOn(cell, fresh)) {
      fresh = depth;
      if (cell.row >= 0) {
        this.#beginCell(cell, inner[0]);
        fresh = depth + 1;
        path[fresh] = { ...path[fresh], span: cell.span };
      }
    }
    this.#last = cell;
    put(this.root, this.open, { ...block, path, fresh }, classOf(row), contentOf(this.comparison, row));
  }

  /**
   * Whether a block goes on in the last cell.
   * @param {Cell} cell
   * @param {number} fresh
   */
  #goesOn({ row, column, span }, fresh) {
    const last = this.#last;
    return last && last.row === row && last.column === column && last.span === span && fresh > this.outer.length + 1;
  }

  /**
   * @param {Cell} cell
   * @param {Container} row
   */
  #beginCell(cell, row) {
    if (cell.row !== this.#row || !this.#last) {
      this.endRow();
      enter(this.root, this.open, { path: [...this.outer, row], fresh: this.outer.length });
      this.#row = cell.row;
      this.#column = 0;
    }
    this.#fillUpTo(cell.column);
    this.#column = Math.max(this.#column, cell.column) + (cell.span ?? 1);
  }

  /** Fills the rest of the row with empty cells. */
  endRow() {
    if (this.#last && this.#row >= 0) this.#fillUpTo(this.#last.of ?? 0);
  }

  /** @param {number} column */
  #fillUpTo(column) {
    for (; this.#column < column; this.#column++) this.open[this.outer.length].element.append(el("td"));
  }
}
