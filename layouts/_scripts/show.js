/**
 * Shows a comparison as the pre-rendered pages do (generator/render): the same
 * elements and classes.
 */

import { addressOf } from "./address.js";
import { el, sentence } from "./elements.js";
import { edits, parts, rowsOf } from "./compare.js";
import { same } from "./judge.js";

const ELEMENTS = { quote: "blockquote", bullets: "ul", numbers: "ol", item: "li", row: "tr", header: "th", cell: "td", terms: "dl", term: "dt", description: "dd" };
const MARKS = { emphasis: "em", underline: "u", strike: "s", super: "sup", image: "span" };

/**
 * Shows the redline of a comparison.
 * @param options.beside side by side instead of in one column
 * @param options.full unchanged sections with their text; else by title
 * @param options.only the anchor of the only section to show
 * @param options.text the page of the new text
 * @param options.alone gives the address of one section's comparison
 */
export function redline(c, words, options) {
  const root = el("div", { class: options.beside ? "redline columns" : "redline" });
  const list = options.only ? c.sections.filter((s) => anchorOf(c, s) === options.only) : c.sections;
  for (let n = 0; n < list.length;) {
    const from = n;
    while (n < list.length && list[n].status === "unchanged" && !options.full && !options.only) n++;
    if (n === from) {
      root.append(section(c, list[n++], words, options));
      continue;
    }
    const titles = list.slice(from, n).map((s) => [anchorOf(c, s), titleOf(c, s, words)]);
    root.append(fold(titles.length > 1 ? words.sections.replace("%s", titles.length) : words.oneSection.replace("%s", titles[0][1]),
      el("ul", {}, ...titles.map(([anchor, title]) => el("li", { id: anchor }, el("a", { href: `${options.text}#${anchor}` }, title))))));
  }
  return root;
}

export function anchorOf(c, s) {
  return (c.now.sections[s.now] ?? c.old.sections[s.old]).anchor;
}

export function titleOf(c, s, words) {
  return c.weave.titleOf(c.now, c.now.sections[s.now]) || c.weave.titleOf(c.old, c.old.sections[s.old]) || words.introduction;
}

function fold(summary, ...children) {
  return el("details", { class: "fold" }, el("summary", {}, summary), ...children);
}

function section(c, s, words, options) {
  const anchor = anchorOf(c, s), headed = s.heading.old >= 0 || s.heading.now >= 0;
  const root = el(headed ? "section" : "div", { class: "section change", "data-status": s.status, "aria-labelledby": headed && anchor },
    headed ? headline(c, s, anchor, words, options) : el("span", { id: anchor, class: "alias" }));
  const rows = rowsOf(c, s);
  const near = new Set(rows.flatMap((row, n) => (same(row) ? [] : [n - 1, n, n + 1])));
  let into = root, open = []; // the containers that are open, with their elements
  for (let n = 0; n < rows.length; n++) {
    if (!n || near.has(n) !== near.has(n - 1)) {
      let end = n + 1;
      while (end < rows.length && near.has(end) === near.has(n)) end++;
      const folded = !near.has(n) && end - n > 1 && near.size && !options.full;
      if (folded || into !== root) open = [];
      into = folded ? root.appendChild(fold(words.unchanged.replace("%s", end - n))) : root;
    }
    if (options.beside) into.append(pair(c, rows[n], words));
    else if (rows[n].movedTo >= 0) {
      open = [];
      into.append(movedAway(c, rows[n], words));
    } else put(into, open, c.now.blocks[rows[n].now] ?? c.old.blocks[rows[n].old], kind(rows[n]), words, (inner) => fill(inner, c, rows[n], words));
  }
  return root;
}

function headline(c, s, anchor, words, options) {
  const [was, is] = [c.old.sections[s.old], c.now.sections[s.now]];
  const [a, b] = [c.weave.titleTokens(c.old, was), c.weave.titleTokens(c.now, is)];
  const heading = el("h" + Math.min((is ?? was).depth + 1, 6), { id: anchor });
  const numbers = was?.number === is?.number ? [is.number] : [["del", was], ["ins", is]].map(([name, of]) => of?.number && el(name, { class: "minor" }, of.number));
  if (numbers.some(Boolean)) heading.append(el("span", { class: "number" }, ...numbers), " ");
  inline(heading, c, edits(c.weave, { a, b }, was && is), "both", true);
  return el("div", { class: "heading" }, heading,
    el("a", { class: "permalink", href: "#" + anchor, "aria-label": words.permalink.replace("%s", titleOf(c, s, words)) }, "#"),
    !options.only && s.status !== "unchanged" && el("a", { class: "alone", href: options.alone(anchor), "data-anchor": anchor }, words.alone));
}

/** What became of a row, as a class. */
function kind(row) {
  return row.movedTo >= 0 ? "moved-away" : row.moved ? "moved" : row.old < 0 ? "added" : row.now < 0 ? "removed" : same(row) ? "" : "changed";
}

/**
 * Puts a block into the containers it stands in; open are those that the blocks
 * before it left open. An item that began elsewhere does not show its sign again.
 */
function put(root, open, { kind: what, path = [], fresh = 0, tight }, of, words, fillIn) {
  let keep = 0;
  while (keep < open.length && keep < path.length && keep < fresh && open[keep].kind === path[keep].kind) keep++;
  open.length = keep;
  const bare = tight && fresh < path.length;
  let into = open.at(-1)?.element ?? root, filled;
  for (let n = keep; n < path.length; n++) {
    const { kind, start, type, span } = path[n], last = n === path.length - 1;
    const element = el(ELEMENTS[kind] ?? kind, {
      class: kind === "item" && n < fresh ? "on" : last && bare && of,
      start: kind === "numbers" && ((!last && path[n + 1].start) || start),
      type: kind === "numbers" && type !== "1" && type,
      value: kind === "item" && open.at(-1)?.kind === "numbers" && start,
      colspan: span > 1 && span,
    });
    filled = last && bare;
    into.append(kind === "table" ? el("div", { class: "table", role: "region", tabindex: "0", "aria-label": words.table }, element) : element);
    open.push({ kind, element });
    into = element;
  }
  if (filled) return fillIn(into);
  const block = into.appendChild(el({ rule: "hr", code: "pre" }[what] ?? "p", { class: of }));
  if (what === "rule") return;
  fillIn(what === "paragraph" ? block : block.appendChild(el(what === "code" ? what : "strong")));
}

function pair(c, row, words) {
  const [left, right] = ["old", "new"].map((side) => el("div", { class: side }));
  if (row.movedTo >= 0) left.append(movedAway(c, row, words));
  else if (row.old >= 0) put(left, [], c.old.blocks[row.old], "", words, (into) => inline(into, c, row, "old"));
  if (row.now >= 0) put(right, [], c.now.blocks[row.now], "", words, (into) => fill(into, c, row, words, "new"));
  return el("div", { class: "pair " + kind(row) }, left, right);
}

function fill(into, c, row, words, side = "both") {
  if (row.moved) into.append(el("span", { class: "moved-from" }, ...place(c, c.old, row.old, words, words.movedFrom)), " ");
  inline(into, c, row, side);
}

function movedAway(c, row, words) {
  return el("p", { class: "moved-away" }, ...place(c, c.now, row.movedTo, words, words.movedTo));
}

/** A sentence that names the section of a block. */
function place(c, doc, block, words, text) {
  const s = doc.sections.find((s) => block >= s.first && block < s.end);
  return sentence(text, el("a", { href: "#" + s.anchor }, el("bdi", {}, c.weave.titleOf(doc, s) || words.introduction)));
}

/** Appends a row's words as one run of text: of both sides, what stayed as the new text has it, or of one. */
function inline(into, c, row, side, unlinked) {
  const link = (token) => c.weave.styles[token.style].link;
  let first = true, deleted = false;
  const write = (tokens, was, edit, minor) => {
    const holder = edit ? el(edit, { class: minor && "minor" }) : into;
    let run = "", style, relinked;
    const flush = () => {
      let node = run;
      for (const mark of style?.marks ?? []) node = el(MARKS[mark] ?? mark, { class: mark === "image" && mark }, node);
      if (relinked) node = el("span", { class: "relinked" }, node);
      const href = !unlinked && style?.link && addressOf(style.link, edit === "del" || side === "old" ? c.old : c.now);
      if (href) node = el("a", { href }, node);
      if (node) holder.append(node);
      run = "";
    };
    tokens.forEach((token, n) => {
      const of = c.weave.styles[token.style], changed = Boolean(was) && link(was[n]) !== of.link;
      const space = token.space || !n && (edit ? side === "both" && !first && row.b.some((t, i) => t.space || !i && row.b.length === 1) && token === row.b[0] : deleted && was?.[0].space);
      if (of !== style || changed !== relinked || of.break) {
        flush();
        if (of.break && holder.hasChildNodes()) holder.append(el("br"));
        [style, relinked] = [of, changed];
      }
      if (space && !first && !of.break) {
        if (run) run += " ";
        else (n ? holder : into).append(" ");
      }
      run += token.text;
      first = false;
    });
    flush();
    if (edit) into.append(holder);
    deleted = edit === "del";
  };
  for (const [old, now, span] of parts(row)) {
    if (!span) write(side === "old" ? old : now, side === "old" ? undefined : old);
    else {
      if (side !== "new" && old.length) write(old, undefined, "del", span.minor);
      if (side !== "old" && now.length) write(now, undefined, "ins", span.minor);
    }
  }
}
