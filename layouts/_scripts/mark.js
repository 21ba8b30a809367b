// @ts-check
/** Tells the marks that count the items of lists from words, as generator/compare/mark.go does. */

import { plain } from "./weave.js";

/** @import { Layout, Token } from "./types.js" */

/** What counts the parts of an enumeration. */
const COUNTS = /^(?:[(（]?(?:\p{Nd}{1,3}|\p{L}|[ivxlc]{2,5}|[一二三四五六七八九十]{2,3})[)）.、．]|[①-⑳])$/iu;

/**
 * How many tokens at the end of what went or came count an item of a list.
 * @param {Token[]} tokens
 * @param {Partial<Layout>} [block] that begins the item
 */
export function markOf(tokens, { path = [], fresh = 0 } = {}) {
  const beginsItem = path.some(({ kind }, depth) => kind === "item" && depth >= fresh);
  if (!tokens.length || !beginsItem) return 0;
  if (tokens.length > 3 && tokens.at(-3)?.text === "(" && COUNTS.test(plain(tokens.slice(-3)))) return 3;
  return COUNTS.test(plain(tokens)) ? tokens.length : 0;
}
