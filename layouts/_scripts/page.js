/** The compare page: answers what is asked, and asks otherwise. */

import { openWeave } from "./weave.js";
import { goTo, step } from "./walk.js";
import { answer } from "./answer.js";
import { links, page, say, words } from "./words.js";
import { fill } from "./fill.js";
import { find } from "./elements.js";
import { blocksNeeded, compare } from "./compare.js";
import { address, complete, form, from, keys, newer, older, picked, read, section, swap, text, to } from "./question.js";

const root = find("answer"), notice = find("notice"), [reason, again] = notice.children;
let weave, shown, turn = 0;

/** Goes to an address of this page, as to another page. */
function go(to) {
  history.pushState(null, "", to);
  return update();
}

/** The indexes of the versions that are picked, the later one first. */
function ends() {
  return [from.selectedIndex, to.selectedIndex].sort((a, b) => a - b);
}

/** Makes the page be what the address asks for. */
async function update() {
  const mine = ++turn, unknown = read(), [late, early] = ends();
  older.disabled = early === to.length - 1;
  newer.disabled = !late;
  if (unknown) return fail(fill(words.noVersion, unknown));
  root.ariaBusy = "true";
  tell(words.loading, "loading");
  try {
    const opened = weave ??= await openWeave(page.weave);
    const numbers = picked().map(({ value }) => opened.names.indexOf(value));
    await opened.open(numbers);
    const docs = picked().map(({ dataset: { base } }, n) => ({
      ...opened.document(numbers[n]), base: base && new URL(base, document.baseURI).href, fixed: links[base[0] === "/" ? "here" : "elsewhere"],
    }));
    await opened.fetch(blocksNeeded(...docs, text.checked));
    if (mine === turn) show(compare(opened, ...docs)); // else someone picked others meanwhile
  } catch (error) {
    weave = undefined;
    if (mine !== turn) return;
    fail(error.message.startsWith("format") ? words.otherFormat : words.failed);
    again.hidden = false;
    throw error;
  }
}

function show(c) {
  say(answer(c));
  settle();
  document.title = `${picked().map((option) => option.text).join(" → ")}: ${page.title}`;
  if (location.hash) location.replace(location.hash);
}

/** Says why there is nothing to see. */
function fail(why) {
  say(why);
  settle(why);
}

/** Ends the wait for an answer: it stands there, or the reason why there is none. */
function settle(why) {
  shown = !why && location.search;
  root.hidden = !!why;
  root.ariaBusy = null;
  tell(why);
}

/** Says something above the answer, or nothing. */
function tell(what = "", kind = "") {
  notice.hidden = !what;
  reason.textContent = what;
  reason.className = kind;
  again.hidden = true;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go(address());
});
addEventListener("change", ({ target }) => target.form === form && go(address(target.options && { section: "" }))); // other versions have other sections
addEventListener("click", (event) => {
  const { target } = event, [late, early] = ends();
  const pick = { swap: [to.selectedIndex, from.selectedIndex], older: [early + 1, early], newer: [late, late - 1] }[target.name];
  if (pick) go(address({ from: to[pick[0]].value, to: to[pick[1]].value, section: target === swap ? section.value : "" }));
  if (target === again) update().then(() => goTo(find("redline")));
  const by = target.closest(".walk button")?.value, link = target.closest("[data-anchor]");
  if (by) step(+by);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { anchor } = link.dataset;
  go(link.href).then(() => goTo(document.getElementById(anchor)));
});
addEventListener("keydown", (event) => {
  const by = { n: 1, p: -1 }[event.key];
  if (!by || !shown || keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  step(by);
});
addEventListener("popstate", () => shown === location.search || update());
for (const control of form.elements) control.hidden = control.disabled = false;
if ("bases" in form.dataset) { // the page leaves out the oldest versions
  try {
    weave = await openWeave(page.weave);
    complete(weave.names);
  } catch {
    // update says that the texts cannot be had
  }
}
update();
