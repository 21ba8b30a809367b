/**
 * Shows a comparison as the pre-rendered pages do (generator/render): the same
 * elements and classes. Text only ever becomes text nodes.
 */

import { matches, rowsOf } from "./compare.js";
import { same } from "./judge.js";
import { longestCommon, spansBetween } from "./sequences.js";
import { readable } from "./readable.js";

const ELEMENTS = { quote: "blockquote", bullets: "ul", numbers: "ol", item: "li", table: "table", caption: "caption", row: "tr", header: "th", cell: "td", terms: "dl", term: "dt", description: "dd" };
const MARKS = { strong: "strong", emphasis: "em", underline: "u", strike: "s", super: "sup", sub: "sub", code: "code", image: "span" };
const SAFE = /^(?:https?|mailto|tel|sms|ftp):/i;
const RTL = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Adlm}]/u, LTR = /[\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{Nd}]/u;

/** Makes an element; attributes that are undefined or false are left out. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false && value !== "") element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== ""));
  return element;
}

/** A sentence with a node in the place of %s. */
export function sentence(words, node) {
  const [before, after = ""] = words.split("%s");
  return [before, node, after];
}

/**
 * Shows the redline of a comparison.
 * @param options.beside side by side instead of in one column
 * @param options.full unchanged sections with their text; else by title
 * @param options.only the anchor of the only section to show
 * @param options.textURL the page of the new text
 */
export function redline(c, words, options) {
  const root = el("div", { class: options.beside ? "redline columns" : "redline" });
  const list = options.only ? c.sections.filter((s) => anchorOf(c, s) === options.only) : c.sections;
  for (let n = 0; n < list.length;) {
    let end = n;
    while (end < list.length && list[end].status === "unchanged") end++;
    if (end === n || options.full || options.only) {
      root.append(section(c, list[n++], words, options));
      continue;
    }
    const folded = list.slice(n, end);
    const summary = folded.length === 1 ? words.oneSection.replace("%s", titleOf(c, folded[0], words)) : words.sections.replace("%s", folded.length);
    root.append(el("details", { class: "fold" }, el("summary", {}, summary),
      el("ul", {}, ...folded.map((s) => el("li", { id: anchorOf(c, s) }, el("a", { href: options.textURL + "#" + anchorOf(c, s) }, titleOf(c, s, words)))))));
    n = end;
  }
  return root;
}

export function anchorOf(c, s) {
  return (c.now.sections[s.now] ?? c.old.sections[s.old]).anchor;
}

export function titleOf(c, s, words) {
  const [was, is] = [c.old.sections[s.old], c.now.sections[s.now]];
  return (is && c.weave.titleOf(c.now, is)) || (was && c.weave.titleOf(c.old, was)) || words.introduction;
}

function section(c, s, words, options) {
  const anchor = anchorOf(c, s), headed = s.heading.old >= 0 || s.heading.now >= 0;
  const root = el(headed ? "section" : "div", { class: "section change", "data-status": s.status, "aria-labelledby": headed && anchor },
    headed ? headline(c, s, anchor, words, options) : el("span", { id: anchor, class: "alias" }));
  const rows = rowsOf(c, s);
  for (const row of rows) if (!row.a && row.movedTo < 0) Object.assign(row, { a: c.weave.text(c.old.blocks[row.old]), b: c.weave.text(c.now.blocks[row.now]) });
  const near = new Set(rows.flatMap((row, n) => (same(row) ? [] : [n - 1, n, n + 1])));
  const open = [];
  for (let n = 0; n < rows.length;) {
    let end = n + 1;
    while (end < rows.length && near.has(end) === near.has(n)) end++;
    const run = rows.slice(n, end);
    let into = root;
    const fold = !near.has(n) && run.length > 1 && near.size && !options.full;
    if (fold) {
      open.length = 0;
      into = el("details", { class: "fold" }, el("summary", {}, words.unchanged.replace("%s", run.length)));
      root.append(into);
    }
    if (options.beside) into.append(...run.map((row) => pair(c, row, words)));
    else column(into, open, c, run, words);
    if (fold) open.length = 0;
    n = end;
  }
  return root;
}

function headline(c, s, anchor, words, options) {
  const [was, is] = [c.old.sections[s.old], c.now.sections[s.now]];
  const [a, b] = [[c.old, was], [c.now, is]].map(([doc, of]) => (of ? c.weave.titleTokens(doc, of) : []));
  const heading = el("h" + Math.min((is ?? was).depth + 1, 6), { id: anchor });
  if (was?.number || is?.number) {
    const number = el("span", { class: "number" });
    if (was?.number === is?.number) number.append(is.number);
    else number.append(...[["del", was], ["ins", is]].filter(([, of]) => of?.number).map(([name, of]) => el(name, { class: "minor" }, of.number)));
    heading.append(number, " ");
  }
  const row = { a, b, old: was ? 0 : -1, now: is ? 0 : -1 };
  row.spans = was && is ? titleSpans(c, a, b) : [[0, a.length, 0, b.length]];
  inline(heading, c, pieces(row, true), true);
  const alone = !options.only && s.status !== "unchanged" && el("a", { class: "alone", href: options.alone(anchor), "data-section": anchor }, words.alone);
  return el("div", { class: "heading" }, heading,
    el("a", { class: "permalink", href: "#" + anchor, "aria-label": words.permalink.replace("%s", titleOf(c, s, words)) }, "#"), alone || "");
}

function titleSpans(c, a, b) {
  const pairs = longestCommon(a.length, b.length, (k, l) => a[k].text === b[l].text);
  return readable(spansBetween(pairs, a.length, b.length), a, b, (token) => c.weave.word(token));
}

/** What became of a row, as a class. */
function kind(row) {
  if (row.movedTo >= 0) return "moved-away";
  if (row.moved) return "moved";
  if (row.old < 0) return "added";
  if (row.now < 0) return "removed";
  return same(row) ? undefined : "changed";
}

/** Appends rows in one column; open are the containers that are open, with their elements. */
function column(root, open, c, rows, words) {
  for (const row of rows) {
    const block = c.now.blocks[row.now] ?? c.old.blocks[row.old];
    const attributes = { class: kind(row) };
    if (row.movedTo >= 0) {
      open.length = 0;
      root.append(el("p", attributes, ...place(c.now, row.movedTo, words.movedTo, c, words)));
    } else put(root, open, block, attributes, words.table, (into) => fill(into, c, row, words, true));
  }
}

/** Puts a block into the containers it stands in; open are those that the blocks before it left open. */
function put(root, open, { kind: what, path = [], fresh = 0, tight }, attributes, table, fillIn) {
  let keep = 0;
  while (keep < open.length && keep < path.length && keep < fresh && open[keep].kind === path[keep].kind) keep++;
  open.length = keep;
  const bare = tight && path.length > 0 && fresh < path.length;
  let used = false;
  for (let n = keep; n < path.length; n++) {
    const container = path[n], last = n === path.length - 1;
    const into = open.at(-1)?.element ?? root;
    const element = el(ELEMENTS[container.kind], {
      ...(last && bare ? attributes : {}),
      start: container.kind === "numbers" && ((!last && path[n + 1].start) || container.start),
      type: container.kind === "numbers" && container.type !== "1" && container.type,
      value: container.kind === "item" && open.at(-1)?.kind === "numbers" && container.start,
      colspan: container.span > 1 && container.span,
    });
    used ||= last && bare;
    into.append(container.kind === "table" ? el("div", { class: "table", role: "region", tabindex: 0, "aria-label": table }, element) : element);
    open.push({ kind: container.kind, element });
  }
  const into = open.at(-1)?.element ?? root;
  if (used) return fillIn(into);
  if (what === "rule") return into.append(el("hr", attributes));
  const block = el(what === "code" ? "pre" : "p", attributes);
  into.append(block);
  if (what === "paragraph") return fillIn(block);
  const inner = el(what === "code" ? "code" : "strong");
  block.append(inner);
  fillIn(inner);
}

function pair(c, row, words) {
  const cells = ["old", "new"].map((side) => el("div", { class: side }));
  if (row.movedTo >= 0) cells[0].append(el("p", { class: "moved-away" }, ...place(c.now, row.movedTo, words.movedTo, c, words)));
  else if (row.old >= 0) put(cells[0], [], { ...c.old.blocks[row.old], fresh: 0 }, {}, words.table, (into) => inline(into, c, oldPieces(row)));
  if (row.now >= 0) put(cells[1], [], { ...c.now.blocks[row.now], fresh: 0 }, {}, words.table, (into) => fill(into, c, row, words, false));
  return el("div", { class: ["pair", kind(row)].filter(Boolean).join(" ") }, ...cells);
}

function fill(into, c, row, words, deleted) {
  if (row.moved) into.append(el("span", { class: "moved-from" }, ...place(c.old, row.old, words.movedFrom, c, words)), " ");
  inline(into, c, pieces(row, deleted));
}

/** A sentence that names the section of a block. */
function place(doc, block, words, c, all) {
  const s = doc.sections.find((s) => block >= s.first && block < s.end);
  return sentence(words, el("a", { href: "#" + s.anchor }, el("bdi", {}, c.weave.titleOf(doc, s) || all.introduction)));
}

/** The parts of a row: what stayed, went and came. */
function pieces(row, deleted) {
  const list = [];
  for (const part of parts(row)) {
    if (part.match) list.push({ tokens: spaced(part.now, list.at(-1)?.edit === "del" && part.old[0].space), was: part.old });
    else {
      const [a, b] = [row.a, row.b].map((tokens) => tokens.length === 1 || tokens.some((token) => token.space));
      if (deleted && part.old.length) list.push({ tokens: spaced(part.old, list.length > 0 && !part.from && a), edit: "del", minor: part.minor });
      if (part.now.length) list.push({ tokens: spaced(part.now, list.length > 0 && !part.newFrom && b), edit: "ins", minor: part.minor });
    }
  }
  return list;
}

function oldPieces(row) {
  return parts(row).flatMap((part) => (part.old.length ? [{ tokens: part.old, edit: part.match ? undefined : "del", minor: part.minor }] : []));
}

/** Matches and spans of a row in order. */
function parts(row) {
  const list = matches(row).map(([i, j, n]) => ({ match: true, from: i, newFrom: j, old: row.a.slice(i, i + n), now: row.b.slice(j, j + n) }));
  for (const s of row.spans) list.push({ from: s[0], newFrom: s[2], old: row.a.slice(s[0], s[1]), now: row.b.slice(s[2], s[3]), minor: s.minor });
  return list.sort((x, y) => x.from - y.from || x.newFrom - y.newFrom || Number(Boolean(x.match)) - Number(Boolean(y.match)));
}

/** Puts white space before what no longer begins a text. */
function spaced(tokens, space) {
  return space && tokens.length && !tokens[0].space ? [{ ...tokens[0], space }, ...tokens.slice(1)] : tokens;
}

/** Appends pieces as one run of text. */
function inline(into, c, list, unlinked) {
  const text = list.flatMap((piece) => piece.tokens.map((token) => token.text)).join("");
  const mixed = list.some((piece) => piece.edit) && RTL.test(text) && LTR.test(text);
  let first = true;
  for (const { tokens, was, edit, minor } of list) {
    const holder = edit ? el(edit, { class: minor && "minor", dir: mixed && c.dir }) : into;
    if (edit && tokens[0]?.space && !first) into.append(" ");
    for (let n = 0; n < tokens.length;) {
      const style = c.weave.styles[tokens[n].style];
      const relinked = was && (c.weave.styles[was[n].style].link ?? "") !== (style.link ?? "");
      let run = "", end = n;
      for (; end < tokens.length && tokens[end].style === tokens[n].style; end++) {
        if (was && ((c.weave.styles[was[end].style].link ?? "") !== (style.link ?? "")) !== relinked) break;
        if (style.break && end > n) break;
        if (tokens[end].space && !first && !style.break && !(edit && end === 0)) run += " ";
        run += tokens[end].text;
        first = false;
      }
      if (style.break && (n || holder !== into || into.hasChildNodes())) holder.append(el("br"));
      if (run.startsWith(" ")) {
        holder.append(" ");
        run = run.slice(1);
      }
      let node = document.createTextNode(run);
      for (const mark of style.marks ?? []) node = el(MARKS[mark], { class: mark === "image" && "image" }, node);
      if (relinked) node = el("span", { class: "relinked" }, node);
      if (!unlinked && SAFE.test(style.link ?? "")) node = el("a", { href: style.link }, node);
      holder.append(node);
      n = end;
    }
    if (edit && tokens.length) into.append(holder);
  }
}
