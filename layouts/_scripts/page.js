/**
 * The compare page: its state stands in the address, ?from=…&to=…, with
 * view=side-by-side, text=full and section=… where they are wanted.
 */

import { openWeave } from "./weave.js";
import { blocksNeeded, compare } from "./compare.js";
import { anchorOf, el, redline, sentence, titleOf } from "./show.js";

const root = document.getElementById("_compare");
const form = document.getElementById("_pick");
const status = document.getElementById("_said");
const { from: fromPicker, to: toPicker } = form.elements;
const words = JSON.parse(root.dataset.words);
const texts = JSON.parse(root.dataset.texts); // of versions: their pages
const names = [...toPicker.options].map((option) => option.value).reverse(); // oldest first
const plural = new Intl.PluralRules(document.documentElement.lang);

let weave, shown, walked = -1;

/** What the address asks for; what it leaves out makes sense by itself. */
function asked() {
  const query = new URLSearchParams(location.search);
  const path = location.pathname.startsWith(root.dataset.url) ? location.pathname.slice(root.dataset.url.length).split("/").map(decodeURIComponent) : [];
  const now = Math.max(names.indexOf(root.dataset.current), 0);
  let from = query.get("from") ?? (names.includes(path[0]) ? path[0] : null);
  let to = query.get("to") ?? (from !== null && names.includes(path[1]) ? path[1] : null);
  if (to === null) to = from !== null && from === names[now] ? names.at(-1) : names[now];
  if (from === null) from = names[Math.max(names.indexOf(to) - 1, 0)];
  return { from, to, beside: query.get("view") === "side-by-side", full: query.get("text") === "full", only: query.get("section") ?? "" };
}

function address({ from, to, beside, full, only }, hash = "") {
  const query = new URLSearchParams({ from, to });
  if (beside) query.set("view", "side-by-side");
  if (full) query.set("text", "full");
  if (only) query.set("section", only);
  return `${root.dataset.url}?${query}${hash}`;
}

/** Goes to a state, as to another page. */
function go(changes, hash) {
  const state = { ...asked(), ...changes };
  history.pushState(null, "", address(state, hash));
  return update();
}

/** Makes the page be what the address asks for. */
async function update() {
  const state = asked();
  const [from, to] = [names.indexOf(state.from), names.indexOf(state.to)];
  root.hidden = false;
  fromPicker.value = state.from;
  toPicker.value = state.to;
  if (from < 0 || to < 0) return tell(words.noVersion.replace("%s", from < 0 ? state.from : state.to));
  form.elements.older.disabled = Math.min(from, to) === 0;
  form.elements.newer.disabled = Math.max(from, to) === names.length - 1;
  root.setAttribute("aria-busy", "true");
  let old, now;
  try {
    weave ??= await openWeave(root.dataset.weave);
    [old, now] = [state.from, state.to].map((name) => weave.document(weave.find(name)));
    await weave.fetch(blocksNeeded(old, now, state.full));
  } catch (error) {
    weave = undefined;
    return tell(error.message.startsWith("format") ? words.otherFormat : words.failed, el("button", { type: "button", "data-do": "again" }, words.again));
  } finally {
    root.removeAttribute("aria-busy");
  }
  if (address(state) === address(asked())) show(compare(weave, old, now), state); // else someone picked others meanwhile
}

/** Says why there is nothing to see. */
function tell(text, ...more) {
  shown = undefined;
  root.replaceChildren(el("p", { class: "notice" }, text, " ", ...more));
  say(text);
}

function say(text) {
  status.textContent = text;
}

function show(c, state) {
  c.dir = root.dataset.dir;
  const changed = c.sections.filter((s) => s.status !== "unchanged");
  const verdict = verdictOf(c.verdict), counts = countsOf(c.verdict);
  const only = state.only && c.sections.find((s) => anchorOf(c, s) === state.only);
  const lang = { lang: root.dataset.lang, dir: root.dataset.dir };
  const title = (s) => [(c.now.sections[s.now] ?? c.old.sections[s.old]).number, titleOf(c, s, words)].filter(Boolean).join(" ");
  root.replaceChildren(
    el("div", { class: "held" }, ...[[words.before, state.from], [words.after, state.to]].map(([label, name]) =>
      el("p", {}, el("span", { class: "label" }, label), " ", el("a", { href: texts[name] }, optionOf(name).text)))),
    el("p", { class: "verdict" }, el("strong", {}, verdict + "."), " ", el("span", { class: "what" }, counts && counts + ".")),
    ...(changed.length ? [el("h2", {}, words.changedSections), el("ul", { class: "changes" }, ...changed.map((s) =>
      el("li", { "data-status": s.status }, el("a", { href: state.only ? address({ ...state, only: "" }, "#" + anchorOf(c, s)) : "#" + anchorOf(c, s), ...lang }, title(s)), " ",
        el("span", { class: "what" }, "· ", ...statusOf(c, s), countsOf(s) && " · " + countsOf(s)))))] : []),
    ...(c.links.length ? [el("details", { class: "fold" }, el("summary", {}, count(words.links, c.links.length)), el("ul", { class: "links" }, ...c.links.map((link) =>
      el("li", {}, el("p", {}, el("strong", lang, link.text)), ...[[words.before, link.old], [words.after, link.new]].map(([label, target]) =>
        el("p", { class: "target" }, el("span", { class: "label" }, label), " ", el("code", {}, target)))))))] : []),
    c.markup ? el("p", {}, count(words.markup, c.markup)) : "",
    el("div", { class: "views" }, el("h2", { id: "_redline" }, words.redline), el("p", {},
      el("a", { href: address({ ...state, beside: !state.beside }), "data-go": "" }, state.beside ? words.inline : words.beside), " ",
      el("a", { href: address({ ...state, full: !state.full }), "data-go": "" }, state.full ? words.partly : words.full))),
    el("p", { class: "legend" }, el("ins", {}, words.legendAdded), " ", el("del", {}, words.legendRemoved), " ",
      el("span", { class: "walk" }, el("button", { type: "button", "data-do": "previous", "aria-keyshortcuts": "p" }, words.previousChange), " ",
        el("button", { type: "button", "data-do": "next", "aria-keyshortcuts": "n" }, words.nextChange))),
    only ? el("p", {}, el("a", { href: address({ ...state, only: "" }, "#" + state.only), "data-go": "" }, words.allSections)) : "",
    state.beside ? el("div", { class: "pair heads" }, ...[state.from, state.to].map((name) => el("div", {}, optionOf(name).text))) : "",
    el("div", { class: "prose", ...lang }, redline(c, words, { beside: state.beside, full: state.full, only: only ? state.only : "", textURL: texts[state.to], alone: (anchor) => address({ ...state, only: anchor }) })),
  );
  root.classList.toggle("wide", state.beside);
  shown = state;
  walked = -1;
  document.title = `${optionOf(state.from).text} → ${optionOf(state.to).text}: ${root.dataset.title}`;
  say(counts ? `${verdict}. ${counts}.` : `${verdict}.`);
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

function optionOf(name) {
  return [...toPicker.options].find((option) => option.value === name);
}

/** Words of a number: those for one, or for others, with the number in the place of %s. */
function count(forms, n, also = n) {
  return forms[plural.select(n) === "one" ? 0 : 1].replace("%s", n.toLocaleString(document.documentElement.lang)).replace("%d", also);
}

function verdictOf(v) {
  const parts = v.kind === "identical" ? [words.identical] : v.kind === "presentation" ? [words.presentation] : [
    v.added && count(words.sectionsAdded, v.added), v.removed && count(words.sectionsRemoved, v.removed), v.changed && count(words.wording, v.of, v.changed),
  ].filter(Boolean);
  const text = parts.join(", ") || words.order;
  return text[0].toUpperCase() + text.slice(1);
}

function countsOf({ wordsAdded, wordsRemoved }) {
  return [wordsAdded && count(words.wordsAdded, wordsAdded), wordsRemoved && count(words.wordsRemoved, wordsRemoved)].filter(Boolean).join(", ");
}

function statusOf(c, s) {
  const was = c.old.sections[s.old];
  const value = s.status === "renumbered" ? was.number : s.status === "renamed" && el("bdi", {}, c.weave.titleOf(c.old, was));
  return value ? sentence(words.statuses[s.status], value) : [words.statuses[s.status]];
}

/** Goes to the next change, or the one before. */
function walk(step) {
  const list = [...root.querySelectorAll(".redline :is(.added, .removed, .changed, .moved, .moved-away), .redline .heading:has(ins, del)")];
  if (!list.length) return say(words.noChange);
  walked = walked < 0 ? (step > 0 ? 0 : list.length - 1) : (walked + step + list.length) % list.length;
  const change = list[walked];
  change.closest("details")?.setAttribute("open", "");
  change.tabIndex = -1;
  change.focus({ preventScroll: true });
  change.scrollIntoView({ block: "center" });
  say(words.changeOf.replace("%s", walked + 1).replace("%d", list.length));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go({ from: fromPicker.value, to: toPicker.value, only: "" });
});
form.addEventListener("change", () => go({ from: fromPicker.value, to: toPicker.value, only: "" }));
form.addEventListener("click", ({ target }) => {
  const { from, to } = asked();
  const [first, last] = [names.indexOf(from), names.indexOf(to)].sort((a, b) => a - b);
  if (target.name === "swap") go({ from: to, to: from });
  if (target.name === "older") go({ from: names[first - 1], to: names[first], only: "" });
  if (target.name === "newer") go({ from: names[last], to: names[last + 1], only: "" });
});
root.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-go], a.alone");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    history.pushState(null, "", link.href);
    update();
  }
  const { do: what } = event.target.dataset;
  if (what === "again") update();
  if (what === "next" || what === "previous") walk(what === "next" ? 1 : -1);
});
document.addEventListener("keydown", (event) => {
  if (!shown || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, [contenteditable]")) return;
  if (event.key === "n" || event.key === "p") {
    event.preventDefault();
    walk(event.key === "n" ? 1 : -1);
  }
});
addEventListener("popstate", () => shown && address(shown) === address(asked()) || update());
for (const button of form.querySelectorAll("button[hidden]")) button.hidden = false;
update();
