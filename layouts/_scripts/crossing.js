// @ts-check
/** What is known while words are paired across the borders of blocks. */

import { edits, gaps } from "./edits.js";
import { stretchesOf } from "./sequences.js";
import { isBlockSame } from "./tables.js";

/** @import { Pairing, Span, Token } from "./types.js" */

/**
 * Tokens of an old block that stand in a new one.
 * @typedef {object} Link
 * @property {number} old
 * @property {number} oldAt
 * @property {number} now
 * @property {number} nowAt
 * @property {number} length
 */

/** @typedef {typeof OLD | typeof NEW} Side */

/** @typedef {{ matches: boolean, span: Span }} OwnEdit an edit between a new block and its partner */

export const OLD = 0;
export const NEW = 1;

export class Crossing {
  /** @type {Link[]} */
  links = [];

  /**
   * The old tokens whose partners count no more, as placed names them.
   * @type {Set<string>}
   */
  released = new Set();

  /**
   * The tokens of both texts that links have, as placed names them.
   * @type {[Set<string>, Set<string>]}
   */
  linked = [new Set(), new Set()];

  /**
   * The new block that each old one became, if any.
   * @type {Map<number, number>}
   */
  newBlocks = new Map();

  /** @type {Map<number, OwnEdit[]>} */
  #edits = new Map();

  /** @param {Pairing} pairing */
  constructor(pairing) {
    this.pairing = pairing;
    pairing.oldBlocks.forEach((oldBlock, newBlock) => {
      if (oldBlock >= 0) this.newBlocks.set(oldBlock, newBlock);
    });
  }

  /**
   * @param {Side} side
   * @param {number} block
   */
  blockOf(side, block) {
    const { old, now } = this.pairing;
    return (side === OLD ? old : now).blocks[block];
  }

  /**
   * @param {Side} side
   * @param {number} block
   */
  textOf(side, block) {
    return this.pairing.weave.text(this.blockOf(side, block));
  }

  /**
   * @param {Side} side
   * @param {number} block
   */
  isHeading(side, block) {
    return this.blockOf(side, block).kind === "heading";
  }

  /**
   * The pair that a block stands in, -1 for none: the old block and the new one.
   * @param {Side} side
   * @param {number} block
   */
  pairOf(side, block) {
    return side === OLD ? [block, this.newBlocks.get(block) ?? -1] : [this.pairing.oldBlocks[block], block];
  }

  /**
   * Whether a reader sees the same in two blocks.
   * @param {number} oldBlock
   * @param {number} newBlock
   */
  isSame(oldBlock, newBlock) {
    return isBlockSame(this.pairing, oldBlock, newBlock);
  }

  /**
   * The edits between a new block and its partner, without what is minor.
   * @param {number} newBlock
   */
  editsOf(newBlock) {
    let list = this.#edits.get(newBlock);
    if (!list) {
      const old = this.textOf(OLD, this.pairing.oldBlocks[newBlock]);
      const now = this.textOf(NEW, newBlock);
      const { spans } = edits(old, now, { both: true, between: gaps(old, now) });
      list = stretchesOf(spans, old.length, now.length).filter(({ span }) => !span.minor);
      this.#edits.set(newBlock, list);
    }
    return list;
  }
}

/**
 * The tokens of a span on a side, from one up to another.
 * @param {Span} span
 * @param {Side} side
 */
export function endsOf([oldFrom, oldTo, newFrom, newTo], side) {
  return side === OLD ? [oldFrom, oldTo] : [newFrom, newTo];
}

/**
 * Names a token of a block.
 * @param {number} block
 * @param {number} at
 */
export function placed(block, at) {
  return `${block} ${at}`;
}

/**
 * What is compared of a token: its word, or else its sign.
 * @param {Token} token
 */
export function keyOf({ word, seen }) {
  return word || seen;
}
