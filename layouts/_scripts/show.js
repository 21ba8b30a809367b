/**
 * Shows a comparison as the pre-rendered pages do (generator/render): the same
 * elements and classes.
 */

import { el } from "./elements.js";
import { fill } from "./fill.js";
import { divide } from "./sequences.js";
import { count, sentence, words } from "./words.js";
import { address, text, view } from "./question.js";
import { addressOf, fragment } from "./address.js";
import { edits, parts, relinked, rowsOf, sourceOf } from "./compare.js";
import { tableLevel } from "./tables.js";
import { plain } from "./weave.js";

/**
 * The redline of a comparison, as the form wants it to be shown.
 * @param page the address of the new text
 * @param only the anchor of the only section to show, if not all
 */
export function redline(c, page, only) {
  const sections = c.sections.filter((s) => !only || anchorOf(s) === only);
  const unchanged = (list) => fold(list[1] ? [count("sections", list.length)] : sentence(words.oneSection, named(titleOf(c, list[0].is))),
    el("ul", {}, ...list.map((s) => el("li", { id: s.is.anchor }, el("a", { href: `${page}#${s.is.anchor}` }, titleOf(c, s.is)), former(c, s)))));
  const titles = [c.old.titleTokens, c.now.titleTokens];
  return el("div", { class: view.checked ? "redline columns" : "redline" },
    c.titleChanged && el("p", { class: "title changed" }, inline(c, parts(...titles, edits(...titles, true).spans), titles[1], true)),
    ...divide(sections, (s) => s.status === "unchanged" && !text.checked && !only).flatMap(([list, folded]) => (folded ? unchanged(list) : list.map((s) => section(c, s, only)))));
}

export function anchorOf({ was, is }) {
  return (is ?? was).anchor;
}

/** What a section is called, in the first of two versions in which it has a title. */
export function titleOf({ weave }, section, other) {
  return weave.titleOf(section) || weave.titleOf(other) || words.introduction;
}

function fold(summary, ...children) {
  return el("details", { class: "fold" }, el("summary", {}, ...told(summary)), ...children);
}

function section(c, s, only) {
  const anchor = anchorOf(s), headed = s.is?.headline || s.was?.headline && !s.heading.taken;
  const root = el(headed ? "section" : "div", { class: "section change", "data-status": s.status },
    former(c, s), headed ? headline(c, s, anchor, only) : alias(anchor));
  let into = root, open = [], unit = 0; // open are the containers that are open, with their elements
  const rows = rowsOf(c, s), units = rows.map((row, n) => (unit += !inRow(blockOf(c, row)) && !(row.cell && row.cell.table === rows[n - 1]?.cell?.table))), near = new Set(rows.flatMap((row, n) => (kind(row) ? [units[n] - 1, units[n], units[n] + 1] : [])));
  for (const [list, isNear] of divide(rows, (_, n) => near.has(units[n]))) {
    const folded = !isNear && list.length > 1 && near.size && !text.checked;
    if (folded || into !== root) open = [];
    into = folded ? root.appendChild(fold([count("unchanged", list.length)])) : root;
    for (const [[row, ...others]] of divide(list, (r, n) => (r.cell ? `table ${r.cell.table}` : n))) {
      if (row.cell) {
        open = [];
        if (view.checked) into.append(pairOfTables(c, [row, ...others]));
        else joinedTable(c, into, [row, ...others]);
      } else if (row.taken) continue;
      else if (view.checked) into.append(pair(c, row));
      else if (row.movedTo >= 0) {
        open = [];
        into.append(movedAway(c, row));
      } else put(into, open, blockOf(c, row), kind(row), content(c, row));
    }
  }
  return root;
}

function alias(id) {
  return el("span", { id, class: "alias" });
}

/** The place of the anchor that a section had in the old text, if it has another one, and no section that one. */
function former({ now }, { was, is }) {
  return was && is && !now.sections.some(({ anchor }) => anchor === was.anchor) && alias(was.anchor);
}

function headline(c, s, anchor, only) {
  const { was, is } = s, b = c.weave.titleTokens(is), a = s.heading.edits ? formerTitle(s.heading, c.weave.text(is.headline).length - b.length) : c.weave.titleTokens(was);
  const numbers = was?.number === is?.number ? [is?.number] : [["del", was], ["ins", is]].map(([name, section]) => section?.number && el(name, { class: "minor" }, section.number));
  const numbered = numbers.some(Boolean);
  return el("div", { class: "heading" },
    el("h" + Math.min((is ?? was).depth + 1, 6), { id: anchor }, numbered && el("span", { class: "number" }, ...numbers), numbered && " ", inline(c, parts(a, b, edits(a, b, was && is).spans), b, true)),
    el("a", { class: "permalink", lang: words.own.lang, href: fragment(anchor), "aria-label": fill(words.permalink, titleOf(c, is, was)) }, "#"),
    !only && s.status !== "unchanged" && el("a", { ...words.own, class: "alone", href: address({ section: anchor }, fragment(anchor)), "data-anchor": anchor }, words.alone));
}

/** The words of a text from which a heading was made, but for its number. */
function formerTitle({ edits }, number) {
  return edits.flatMap(({ matches, old, span }) => old.slice(matches ? Math.max(0, number - span[2]) : 0));
}

function blockOf(c, row) {
  return c.now.blocks[row.now] ?? c.old.blocks[row.old];
}

/** Whether a block stands in a row of a table that has begun before: it is never torn apart. */
function inRow({ path, fresh }) {
  return fresh > 1 && path[0].kind === "table";
}

/** What became of a row, as a class. */
function kind(row) {
  return row.movedTo >= 0 ? "moved-away" : row.moved ? "moved" : row.edits ? row.changed ? "changed" : "" : row.old < 0 ? "added" : row.now < 0 && !row.taken ? "removed" : row.changed ? "changed" : "";
}

/**
 * Puts a block into the containers it stands in; open are those that the blocks
 * before it left open. An item that began elsewhere does not show its sign again.
 * Without content, only the containers are put there.
 * @param alone whether the block stands beside another text, for itself
 */
function put(root, open, { kind: what, path = [], fresh = 0, tight }, of, content, alone) {
  let keep = 0;
  while (keep < fresh && open[keep]?.kind === path[keep].kind) keep++;
  open.length = keep;
  const bare = tight && fresh < path.length; // the innermost container is the block's element
  let into = open.at(-1)?.element ?? root;
  path.slice(keep).forEach(({ kind, start, type, span }, n) => {
    const next = path[keep + n + 1];
    const element = el(alone && /^(term|desc)/.test(kind) ? "div" : words.elements[kind] ?? kind, { // half of a pair is no definition list
      class: kind === "item" && keep + n < fresh ? "on" : type === "n" ? "notes" : !next && bare && of,
      start: kind === "numbers" && (next?.start || start),
      type: !/^[1n]$/.test(type) && type,
      value: kind === "item" && start,
      colspan: span > 1 && !alone && span, // a cell alone has no columns to span
    });
    into.append(kind === "table" ? el("div", { class: "table", role: "group", tabindex: "0", "aria-label": words.table }, element) : element);
    open.push({ kind, element });
    into = element;
  });
  if (!content) return;
  const inner = words.inner[what];
  into.append(bare ? content : el(words.blocks[what] ?? "p", { class: of }, inner ? el(inner, {}, content) : what !== "rule" && content));
}

/** Shows a table that changed in one column: with the rows and columns of both texts, every cell under its heading. */
function joinedTable(c, root, rows) {
  const first = blockOf(c, rows[0]), level = tableLevel(first), outer = first.path.slice(0, level + 1), open = [];
  let at = -1, column = 0, last;
  const fill = (to) => {
    for (; column < to; column++) open[level + 1].element.append(el("td"));
  };
  put(root, open, { ...first, path: outer, fresh: Math.min(first.fresh ?? 0, level) });
  for (const row of rows) {
    if (row.taken) continue;
    const b = blockOf(c, row), { cell } = row, inner = b.path.slice(tableLevel(b) + 1), path = [...outer, ...inner];
    let { fresh = 0 } = b;
    const goesOn = last && last.row === cell.row && last.column === cell.column && last.span === cell.span && fresh > level + 2;
    if (cell.row >= 0 && !goesOn) {
      if (cell.row !== at || !last) {
        if (last && at >= 0) fill(last.of);
        put(root, open, { ...b, path: [...outer, inner[0]], fresh: level + 1 });
        [at, column] = [cell.row, 0];
      }
      fill(cell.column);
      column = Math.max(column, cell.column) + cell.span;
      path[level + 2] = { ...path[level + 2], span: cell.span };
      fresh = level + 2;
    } else if (!goesOn) fresh = level + 1;
    last = cell;
    put(root, open, { ...b, path, fresh }, kind(row), content(c, row));
  }
  if (last && at >= 0) fill(last.of);
}

/** Shows a table that changed side by side: the old one as a whole, and the new one. */
function pairOfTables(c, rows) {
  const { old } = c.tables[rows[0].cell.table], pieces = new Map(), [was, is] = ["old", "new"].map((side) => el("div", { class: side })), open = [[], []];
  const at = (part) => part[3]?.span[0] ?? 0;
  for (const row of rows) for (const part of row.parts) if (part[0].length) pieces.set(sourceOf(row, part), [...pieces.get(sourceOf(row, part)) ?? [], part]);
  const before = (block) => inline(c, (pieces.get(block) ?? []).sort((x, y) => at(x) - at(y)), [], false, "old");
  for (const block of pieces.keys()) if (block < old.first || block >= old.end) put(was, [], c.old.blocks[block], "", before(block), true);
  for (let block = old.first; block < old.end; block++) put(was, open[0], c.old.blocks[block], "", before(block));
  for (const row of rows.filter(({ now }) => now >= 0).sort((x, y) => x.now - y.now)) put(is, open[1], c.now.blocks[row.now], kind(row), content(c, row, "new"));
  return el("div", { class: rows.some(kind) ? "pair changed" : "pair" }, was, is);
}

function pair(c, row) {
  const [was, is] = ["old", "new"].map((side) => el("div", { class: side })), block = c.now.blocks[row.now];
  if (row.movedTo >= 0) was.append(movedAway(c, row));
  else for (const [list, source] of oldBlocks(row)) put(was, [], c.old.blocks[source], "", inline(c, list, [], false, "old"), true);
  if (block) put(is, [], block, "", content(c, row, "new"), true);
  return el("div", { class: "pair " + kind(row) }, was, is);
}

/** The parts of a row by the block of the old text in which they stood. */
function oldBlocks(row) {
  const list = divide(row.parts.filter(([old]) => old.length), (part) => sourceOf(row, part));
  return list.length || row.now >= 0 || row.taken ? list : [[[], row.old]]; // a rule, an empty cell
}

/** What stands in a row, of both sides or of one. */
function content(c, row, side) {
  const was = c.old.blocks[row.old], is = c.now.blocks[row.now];
  const nodes = inline(c, row.parts, c.weave.text(is), false, side);
  if (side === "old") return nodes;
  if (row.divided) nodes.prepend(border("divided"), " ");
  if (row.moved && !row.cell) nodes.prepend(el("span", { class: "moved-from" }, ...place(c, was, words.movedFrom)), " ");
  return nodes;
}

/** Marks where a block was divided, or where two were joined. */
function border(what) {
  return el("span", { class: what, title: words[what] }, el("span", { "aria-hidden": "true" }, "¶"), el("span", { class: "hidden" }, ...told([words[what]])));
}

function movedAway(c, row) {
  return el("p", { class: "moved-away" }, ...place(c, c.now.blocks[row.movedTo], words.movedTo));
}

/** A sentence that names the section of a block. */
function place(c, { section }, text) {
  return told(sentence(text, el("a", { href: "#" + section.anchor }, named(titleOf(c, section)))));
}

/** What the text calls a section, in a sentence of the interface. */
function named(title) {
  return el("bdi", { lang: words.textLang }, title);
}

/** Words of the interface within those of a text, in their own language if that is another. */
function told(nodes) {
  return words.own.lang ? [el("span", words.own, ...nodes)] : nodes;
}

/** Parts of two texts as one run of text: of both sides, what stayed as the new text has it, or of one; b is all of the new text. */
function inline(c, list, b, unlinked, side) {
  const nodes = new DocumentFragment();
  let deleted = false;
  for (const [old, now, span, edit] of list) {
    if (edit?.joined && side !== "old") nodes.append(border("joined"));
    const stretches = span ? [["del", side === "new" ? [] : old], ["ins", side === "old" ? [] : now]] : [["", side === "old" ? old : now]];
    for (const [edit, tokens] of stretches) {
      const [first] = tokens;
      if (!first) continue;
      const moved = (token, n) => !span && relinked(old[n], token);
      // Behind what was deleted, the first word of a paragraph begins with a blank, too, if the text has any.
      const apart = first.space || (edit ? !side && first === b[0] && (b.length === 1 || b.some(({ space }) => space)) : deleted && old[0].space);
      if (apart && nodes.hasChildNodes() && !first.look.break) nodes.append(" ");
      const holder = edit ? el(edit, { class: span.minor && "minor" }) : nodes;
      for (const [run, , n] of divide(tokens, (token, n) => [token.style, moved(token, n), token.look.break && n].join())) {
        const [token] = run, { link, marks = [] } = token.look;
        if (token.look.break) holder.hasChildNodes() && holder.append(el("br"));
        else if (n && token.space) holder.append(" ");
        let node = plain(run);
        for (const mark of marks) node = el(words.elements[mark] ?? mark, { class: mark === "image" && mark }, node);
        if (moved(token, n)) node = el("span", { class: "relinked" }, node);
        const href = link && !unlinked && addressOf(link, edit === "del" || side === "old" ? c.old : c.now);
        holder.append(href ? el("a", { href }, node) : node);
      }
      if (edit) nodes.append(holder);
      deleted = edit === "del";
    }
  }
  return nodes;
}
