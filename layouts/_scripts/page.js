/**
 * The compare page. Its form holds what is asked, and the address is the form's
 * question: ?from=…&to=…, with view=side-by-side, text=full, section=… and
 * keys=off where they are wanted.
 */

import { openWeave } from "./weave.js";
import { blocksNeeded, compare } from "./compare.js";
import { answer } from "./answer.js";
import { goTo, walker } from "./walk.js";

const find = (name) => document.getElementById("_" + name);
const form = find("pick"), root = find("answer"), notice = find("notice"), status = find("said");
const { from, to, view, text, section, keys, swap, older, newer } = form.elements;
const { url, current, weave: file, title, words: inJSON } = find("comparing").dataset;
const words = JSON.parse(inJSON);
const walk = walker(find("texts"), words, say);
let weave, shown, turn = 0;

/**
 * Makes the form ask what the address asks; what that leaves out makes sense by
 * itself. Returns what is asked for as a version and is none; the form then
 * holds the one before, if there is any.
 */
function read() {
  form.reset();
  section.value = "";
  const query = new URLSearchParams(location.search);
  const path = location.pathname.split(url)[1]?.match(/^(?!pair\/)([^/]+)\/([^/]*)/) ?? [];
  const asked = { from: path[1], to: path[2] || undefined, ...Object.fromEntries(query) };
  let unknown;
  for (const control of form.elements) {
    const value = asked[control.name];
    if (value === undefined) continue;
    if (control.type === "checkbox") control.checked = value === control.value;
    else control.value = value === "current" ? current : value;
    if (control.selectedIndex < 0) {
      unknown ??= value;
      const before = [...control].findIndex((option) => option.value < value);
      control.selectedIndex = before < 0 ? control.length - 1 : before;
    }
  }
  if (asked.to && !asked.from) from.selectedIndex = Math.min(to.selectedIndex + 1, from.length - 1);
  if (!asked.to && from.value === to.value) {
    if (to.selectedIndex) to.selectedIndex = 0;
    else from.selectedIndex = 1;
  }
  return unknown;
}

/** The address of what the form asks, with some of it changed. */
function address(changes, hash = "") {
  const query = new URLSearchParams(new FormData(form));
  for (const name in changes) query.set(name, changes[name]);
  if (!query.get("section")) query.delete("section");
  return `${url}?${query}${hash}`;
}

/** Goes to an address of this page, as to another page. */
function go(to) {
  history.pushState(null, "", to);
  return update();
}

/** Makes the page be what the address asks for. */
async function update() {
  const mine = ++turn, unknown = read();
  const [late, early] = [from.selectedIndex, to.selectedIndex].sort((a, b) => a - b);
  newer.disabled = !late;
  older.disabled = early === to.length - 1;
  if (unknown) return fail(words.noVersion.replace("%s", unknown));
  root.setAttribute("aria-busy", "true");
  tell(words.loading, "loading");
  try {
    weave ??= await openWeave(file);
    const docs = [from, to].map(({ value, selectedIndex }) => ({ ...weave.document(weave.names.indexOf(value)), base: to[selectedIndex].dataset.base ?? document.baseURI }));
    await weave.fetch(blocksNeeded(...docs, text.checked));
    if (mine === turn) show(compare(weave, ...docs)); // else someone picked others meanwhile
  } catch (error) {
    if (mine !== turn) return;
    weave = undefined;
    fail(error.message.startsWith("format") ? words.otherFormat : words.failed);
    notice.lastElementChild.hidden = false;
    throw error;
  }
}

function show(c) {
  const [before, after] = [from, to].map(({ selectedIndex }) => to[selectedIndex]);
  say(answer(c, words, { before, after, beside: view.checked, full: text.checked, only: section.value, address, find }));
  root.removeAttribute("aria-busy");
  root.hidden = false;
  notice.hidden = true;
  shown = location.search;
  walk.begin();
  document.title = `${before.text} → ${after.text}: ${title}`;
  if (location.hash) location.replace(location.hash);
}

/** Says why there is nothing to see. */
function fail(reason) {
  shown = undefined;
  root.hidden = true;
  root.removeAttribute("aria-busy");
  tell(reason);
  say(reason);
}

function tell(reason, kind = "") {
  notice.hidden = false;
  notice.firstElementChild.textContent = reason;
  notice.firstElementChild.className = kind;
  notice.lastElementChild.hidden = true;
}

function say(reason) {
  status.textContent = reason;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go(address());
});
document.addEventListener("change", ({ target }) => target.form === form && go(address(target === from || target === to ? { section: "" } : {})));
form.addEventListener("click", ({ target }) => {
  const [late, early] = [from.selectedIndex, to.selectedIndex].sort((a, b) => a - b);
  const pick = (a, b, section = "") => go(address({ from: to[a].value, to: to[b].value, section }));
  if (target === swap) pick(to.selectedIndex, from.selectedIndex, section.value);
  if (target === older) pick(early + 1, early);
  if (target === newer) pick(late, late - 1);
});
root.addEventListener("click", (event) => {
  const step = event.target.closest("button")?.value;
  if (step) walk.step(+step);
  const link = event.target.closest("[data-anchor]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { anchor } = link.dataset;
  go(link.href).then(() => goTo(document.getElementById(anchor)));
});
notice.addEventListener("click", ({ target }) => target === notice.lastElementChild && update().then(() => goTo(find("redline"))));
document.addEventListener("keydown", (event) => {
  const step = { n: 1, p: -1 }[event.key];
  if (!step || !shown || keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  walk.step(step);
});
addEventListener("popstate", () => shown === location.search || update());
for (const control of form.elements) control.hidden = control.disabled = false;
update();
