// @ts-check
/** Shows a comparison as the pre-rendered pages do (generator/render): the same elements and classes. */

import { fragment } from "./address.js";
import { blockOf, classOf, contentOf, movedAway, put } from "./blocks.js";
import { pairOfBlocks, pairOfTables } from "./columns.js";
import { rowsOf } from "./compare.js";
import { edits, parts } from "./edits.js";
import { el } from "./elements.js";
import { fill, sentence } from "./fill.js";
import { putTable } from "./grid.js";
import { inline } from "./inline.js";
import { anchorOf, named, titleOf } from "./names.js";
import { address, text, view } from "./question.js";
import { divide } from "./sequences.js";
import { count, inOwnLanguage, words } from "./words.js";

/** @import { Open } from "./blocks.js" */
/** @import { Value } from "./elements.js" */
/** @import { Block, Comparison, Row, Section, SectionChange, Token } from "./types.js" */

/**
 * Draws the redline of a comparison, as the form wants it to be shown, behind what a place shows: unseen until
 * reveal is called with what this returns.
 * @param {Comparison} comparison
 * @param {Element} into
 * @param {string} newPage the address of the new text
 * @param {string} only the anchor of the only section to show, if not all
 */
export async function redline(comparison, into, newPage, only) {
  const root = el("div", { class: view.checked ? "redline columns" : "redline", inert: true });
  into.append(root);
  try {
    await putSections(comparison, root, newPage, only);
  } catch (error) {
    root.remove();
    throw error;
  }
  return root;
}

/**
 * Shows a redline that was drawn in place of what stands before it. The browser has laid it out as it was drawn, and
 * need not do so again.
 * @param {Element} root
 */
export function reveal(root) {
  while (root.previousSibling) root.previousSibling.remove();
  root.removeAttribute("inert");
}

/**
 * @param {Comparison} comparison
 * @param {Element} root
 * @param {string} newPage
 * @param {string} only
 */
async function putSections(comparison, root, newPage, only) {
  const sections = comparison.sections.filter((change) => !only || anchorOf(change) === only);
  const isFolded = (/** @type {SectionChange} */ { status }) => status === "unchanged" && !text.checked && !only;
  root.append(...policyTitle(comparison));
  for (const { members, key: folded } of divide(sections, isFolded)) {
    if (folded) root.append(unchangedSections(comparison, newPage, members));
    else for (const change of members) await putSection(comparison, root, change, only);
  }
}

/**
 * The policy's title, if it changed.
 * @param {Comparison} comparison
 */
function policyTitle(comparison) {
  if (!comparison.titleChanged) return [];
  const title = changedTitle(comparison, comparison.old.titleTokens, comparison.now.titleTokens, true);
  return [el("p", { class: "title changed" }, title)];
}

/**
 * What went and came in a title.
 * @param {Comparison} comparison
 * @param {Token[]} old
 * @param {Token[]} now
 * @param {boolean} both whether both texts have the title
 */
function changedTitle(comparison, old, now, both) {
  const { spans } = edits(old, now, { both });
  return inline(comparison, parts(old, now, spans), { newText: now, unlinked: true });
}

/**
 * A list of sections that did not change, folded.
 * @param {Comparison} comparison
 * @param {string} newPage
 * @param {SectionChange[]} list
 */
function unchangedSections(comparison, newPage, list) {
  const summary = list.length > 1
    ? [count("sections", list.length)]
    : sentence(words.oneSection, named(titleOf(comparison, list[0].is)));
  const items = list.map((change) => {
    const anchor = anchorOf(change);
    const link = el("a", { href: newPage + fragment(anchor) }, titleOf(comparison, change.is));
    return el("li", { id: anchor }, link, formerAnchor(comparison, change));
  });
  return fold(summary, el("ul", {}, ...items));
}

/**
 * @param {(Node | string)[]} summary
 * @param {(Node | Value)[]} children
 */
function fold(summary, ...children) {
  return el("details", { class: "fold" }, el("summary", {}, ...inOwnLanguage(summary)), ...children);
}

/**
 * @param {Comparison} comparison
 * @param {Element} into
 * @param {SectionChange} change
 * @param {string} only
 */
async function putSection(comparison, into, change, only) {
  const { was, is, heading, status } = change;
  const anchor = anchorOf(change);
  const headed = is?.headline || was?.headline && !heading.taken;
  const root = el(headed ? "section" : "div", { class: "section change", "data-status": status },
    formerAnchor(comparison, change),
    headed ? headingOf(comparison, change, only) : alias(anchor));
  into.append(root);
  await putRows(comparison, root, rowsOf(comparison, change));
}

/**
 * Puts the rows of a section, those folded that are not near a change.
 * @param {Comparison} comparison
 * @param {Element} root
 * @param {Row[]} rows
 */
async function putRows(comparison, root, rows) {
  const units = unitsOf(comparison, rows);
  const changed = rows.flatMap((row, index) => (classOf(row) ? [units[index]] : []));
  const near = new Set(changed.flatMap((unit) => [unit - 1, unit, unit + 1]));
  /** @type {Open} */
  const open = [];
  let into = root;
  for (const { members, key: isNear } of divide(rows, (_, index) => near.has(units[index]))) {
    const folded = !isNear && members.length > 1 && near.size > 0 && !text.checked;
    if (folded || into !== root) open.length = 0;
    into = folded ? fold([count("unchanged", members.length)]) : root;
    if (folded) root.append(into);
    for (const { members: group } of divide(members, (row, index) => (row.cell ? `table ${row.cell.table}` : index))) {
      await comparison.rest();
      putGroup(comparison, into, open, group);
    }
  }
}

/**
 * The number of the unit of each row: what is never torn apart, a row of a table or a table that changed.
 * @param {Comparison} comparison
 * @param {Row[]} rows
 */
function unitsOf(comparison, rows) {
  let unit = 0;
  return rows.map((row, index) => {
    const sameTable = row.cell && row.cell.table === rows[index - 1]?.cell?.table;
    const before = index ? blockOf(comparison, rows[index - 1]) : undefined;
    if (!sameTable && !goesOn(before, blockOf(comparison, row))) unit++;
    return unit;
  });
}

/**
 * Whether a block stands in a row of a table that has begun before, or belongs to terms that have: HTML allows no list
 * of a term alone.
 * @param {Block | undefined} before
 * @param {Block} block
 */
function goesOn(before, { path = [], fresh = 0 }) {
  if (!fresh) return false;
  if (path[0]?.kind !== "terms") return fresh > 1 && path[0]?.kind === "table";
  return fresh > 1 || path[1]?.kind === "description" || before?.path?.[1]?.kind === "term";
}

/**
 * Puts a row, or the rows of a table that changed.
 * @param {Comparison} comparison
 * @param {Element} into
 * @param {Open} open
 * @param {Row[]} group
 */
function putGroup(comparison, into, open, group) {
  const [row] = group;
  if (row.cell) {
    open.length = 0;
    if (view.checked) into.append(pairOfTables(comparison, group, row.cell.table));
    else putTable(comparison, into, group);
  } else if (row.taken) {
    return;
  } else if (view.checked) {
    into.append(pairOfBlocks(comparison, row));
  } else if (row.movedTo >= 0) {
    open.length = 0;
    into.append(movedAway(comparison, row));
  } else {
    put(into, open, blockOf(comparison, row), classOf(row), contentOf(comparison, row));
  }
}

/** @param {string} id */
function alias(id) {
  return el("span", { id, class: "alias" });
}

/**
 * The place of the anchor that a section had in the old text, if it has another one, and no section that one.
 * @param {Comparison} comparison
 * @param {SectionChange} change
 */
function formerAnchor({ now }, { was, is }) {
  if (!was || !is || now.sections.some(({ anchor }) => anchor === was.anchor)) return undefined;
  return alias(was.anchor);
}

/**
 * @param {Comparison} comparison
 * @param {SectionChange} change
 * @param {string} only
 */
function headingOf(comparison, change, only) {
  const { was, is, status } = change;
  const anchor = anchorOf(change);
  const depth = (is ?? was)?.depth ?? 1;
  const former = formerTitle(comparison, change);
  const title = changedTitle(comparison, former, comparison.weave.titleTokens(is), Boolean(was && is));
  const label = fill(words.permalink, titleOf(comparison, is, was));
  return el("div", { class: "heading" },
    el(`h${Math.min(depth + 1, 6)}`, { id: anchor }, ...numberOf(was, is), title),
    el("a", { class: "permalink", lang: words.own.lang, href: fragment(anchor), "aria-label": label }, "#"),
    !only && status !== "unchanged" && linkToAlone(anchor));
}

/**
 * The number of a heading, or the old one and the new one.
 * @param {Section} [was]
 * @param {Section} [is]
 */
function numberOf(was, is) {
  const old = was?.number;
  const now = is?.number;
  if (!old && !now) return [];
  const numbers = old === now ? [now] : [
    old && el("del", { class: "minor" }, old),
    now && el("ins", { class: "minor" }, now),
  ];
  return [el("span", { class: "number" }, ...numbers), " "];
}

/**
 * The title that a section had: if its heading was made of words of the text, these, but for its number.
 * @param {Comparison} comparison
 * @param {SectionChange} change
 */
function formerTitle({ weave }, { heading, was, is }) {
  if (!heading.edits) return weave.titleTokens(was);
  const length = weave.text(is?.headline).length - weave.titleTokens(is).length; // of the number
  return heading.edits.flatMap(({ matches, old, span }) => old.slice(matches ? Math.max(0, length - span[2]) : 0));
}

/** @param {string} anchor */
function linkToAlone(anchor) {
  const href = address({ section: anchor }, fragment(anchor));
  return el("a", { ...words.own, class: "alone", href, "data-anchor": anchor }, words.alone);
}
