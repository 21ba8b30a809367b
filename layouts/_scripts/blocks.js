// @ts-check
/** Shows the blocks of a comparison in the containers they stand in. */

import { fragment } from "./address.js";
import { el } from "./elements.js";
import { sentence } from "./fill.js";
import { border, inline } from "./inline.js";
import { named, titleOf } from "./names.js";
import { inOwnLanguage, words } from "./words.js";

/** @import { Block, Comparison, Layout, Row } from "./types.js" */

/**
 * The containers that the blocks before left open, the outermost first.
 * @typedef {{ kind: string, element: HTMLElement }[]} Open
 */

/**
 * @param {Comparison} comparison
 * @param {Row} row
 */
export function blockOf({ old, now }, row) {
  return now.blocks[row.now] ?? old.blocks[row.old];
}

/**
 * What became of a row, as a class.
 * @param {Row} row
 */
export function classOf(row) {
  if (row.movedTo >= 0) return "moved-away";
  if (row.moved) return "moved";
  if (!row.edits) {
    if (row.old < 0) return "added";
    if (row.now < 0 && !row.taken) return "removed";
  }
  return row.changed ? "changed" : "";
}

/**
 * Puts a block into the containers it stands in. An item that began elsewhere does not show its sign again.
 * @param {Element} root
 * @param {Open} open
 * @param {Layout} block
 * @param {string} className of the block
 * @param {Node} content
 * @param {boolean} alone whether the block stands beside another text, for itself
 */
export function put(root, open, block, className, content, alone = false) {
  const { kind, path = [], fresh = 0, tight } = block;
  const bare = Boolean(tight && fresh < path.length); // the innermost container is the block's element
  const into = enter(root, open, block, bare ? className : "", alone);
  if (bare) {
    into.append(content);
    return;
  }
  const inner = words.inner[kind];
  const shown = inner ? el(inner, {}, content) : kind !== "rule" && content;
  into.append(el(words.blocks[kind] ?? "p", { class: className }, shown));
}

/**
 * Opens the containers of a block that are not open yet, and returns the innermost.
 * @param {Element} root
 * @param {Open} open
 * @param {Pick<Layout, "path" | "fresh">} block
 * @param {string} className of the innermost container
 * @param {boolean} alone
 */
export function enter(root, open, { path = [], fresh = 0 }, className = "", alone = false) {
  let kept = 0;
  while (kept < fresh && open[kept]?.kind === path[kept].kind) kept++;
  open.length = kept;
  /** @type {Element} */
  let into = open.at(-1)?.element ?? root;
  for (let depth = kept; depth < path.length; depth++) {
    const element = containerOf(path, depth, fresh, className, alone);
    into.append(path[depth].kind === "table" ? inTableHolder(element) : element);
    open.push({ kind: path[depth].kind, element });
    into = element;
  }
  return into;
}

/**
 * The element of a container.
 * @param {NonNullable<Layout["path"]>} path
 * @param {number} depth of the container
 * @param {number} fresh
 * @param {string} className of the innermost container
 * @param {boolean} alone
 */
function containerOf(path, depth, fresh, className, alone) {
  const { kind, start, type = "", span = 1 } = path[depth];
  const next = path[depth + 1];
  let ownClass = next ? "" : className;
  if (type === "n") ownClass = "notes";
  if (kind === "item" && depth < fresh) ownClass = "on";
  const isTerm = alone && /^(term|desc)/.test(kind); // half of a pair is no definition list
  return el(isTerm ? "div" : words.elements[kind] ?? kind, {
    class: ownClass,
    start: kind === "numbers" && (next?.start || start),
    type: !/^[1n]$/.test(type) && type,
    value: kind === "item" && start,
    colspan: span > 1 && !alone && span, // a cell alone has no columns to span
  });
}

/** @param {Element} table */
function inTableHolder(table) {
  return el("div", { class: "table", role: "group", tabindex: "0", "aria-label": words.table }, table);
}

/**
 * What stands in a row, of both sides or of the new one.
 * @param {Comparison} comparison
 * @param {Row} row
 * @param {"new"} [side]
 */
export function contentOf(comparison, row, side) {
  const { old, now, weave } = comparison;
  const nodes = inline(comparison, row.parts, { newText: weave.text(now.blocks[row.now]), side });
  if (row.divided) nodes.prepend(border("divided"), " ");
  if (row.moved && !row.cell) {
    const from = sectionNamed(comparison, old.blocks[row.old], words.movedFrom);
    nodes.prepend(el("span", { class: "moved-from" }, ...from), " ");
  }
  return nodes;
}

/**
 * Tells where a block went.
 * @param {Comparison} comparison
 * @param {Row} row
 */
export function movedAway(comparison, row) {
  const to = sectionNamed(comparison, comparison.now.blocks[row.movedTo], words.movedTo);
  return el("p", { class: "moved-away" }, ...to);
}

/**
 * A sentence that names the section of a block.
 * @param {Comparison} comparison
 * @param {Block} block
 * @param {string} text
 */
function sectionNamed(comparison, { section }, text) {
  const href = fragment(section?.anchor ?? "");
  return inOwnLanguage(sentence(text, el("a", { href }, named(titleOf(comparison, section)))));
}
