// @ts-check
/** The compare page: answers what is asked, and asks otherwise. */

import { published } from "./address.js";
import { answer } from "./answer.js";
import { blocksNeeded, compare } from "./compare.js";
import { find } from "./elements.js";
import { rests } from "./pieces.js";
import {
  address, complete, controls, form, from, keys, newer, older, picked, read, section, swap, text, to,
} from "./question.js";
import { begin, goTo, step } from "./walk.js";
import { openWeave } from "./weave.js";
import { links, page, say, words } from "./words.js";

/** @import { Rest } from "./pieces.js" */
/** @import { Unknown } from "./question.js" */
/** @import { Comparison, Document, Weave } from "./types.js" */

/** How many milliseconds an answer may take before the page says that it is on its way. */
const SOON = 500;

const root = find("answer");
const notice = find("notice");
const reason = /** @type {HTMLElement} */ (notice.querySelector("span"));
const again = /** @type {HTMLButtonElement} */ (notice.querySelector("button"));

/** @type {Weave | undefined} */
let weave;

/**
 * The query that is answered; undefined if none is.
 * @type {string | undefined}
 */
let shown;

/** Ends the work on an answer that is not wanted any more. */
let work = new AbortController();

/**
 * Goes to an address of this page, as to another page.
 * @param {string} to
 */
function go(to) {
  history.pushState(null, "", to);
  return update();
}

/** The indexes of the versions that are picked, the later one first. */
function ends() {
  return [from.selectedIndex, to.selectedIndex].sort((left, right) => left - right);
}

/** Makes the page be what the address asks for. */
async function update() {
  work.abort();
  work = new AbortController();
  const { signal } = work;
  const unknown = read();
  root.ariaBusy = "true";
  const waiting = setTimeout(() => tell([words.loading]), SOON);
  try {
    const notes = unknown.length ? await nearest(unknown) : [];
    signal.throwIfAborted(); // someone picked others meanwhile
    const [late, early] = ends();
    older.disabled = early === to.length - 1;
    newer.disabled = !late;
    if (from.selectedIndex < to.selectedIndex) notes.push(words.reversed);
    weave ??= await openWeave(page.weave);
    await show(await compared(weave, rests(signal)), notes);
  } catch (error) {
    if (error === signal.reason) return;
    weave = undefined;
    if (signal.aborted) return;
    const otherFormat = error instanceof Error && error.message.startsWith("format");
    fail(otherFormat ? words.otherFormat : words.failed);
    again.hidden = false;
    throw error;
  } finally {
    clearTimeout(waiting);
  }
}

/**
 * Picks what is nearest to names that no version has, and says so. The script for it is needed now and then alone.
 * @param {Unknown[]} unknown
 */
async function nearest(unknown) {
  /** @type {typeof import("./nearest.js")} */
  const { nearest } = await import(page.nearest);
  return nearest(unknown, words.noVersion, page.days);
}

/**
 * Compares the versions that are picked.
 * @param {Weave} weave
 * @param {Rest} rest
 */
async function compared(weave, rest) {
  const options = picked();
  const numbers = options.map(({ value }) => weave.names.indexOf(value));
  await weave.open(numbers);
  const [old, now] = options.map((option, index) => documentOf(weave, numbers[index], option));
  await weave.fetch(blocksNeeded(old, now, text.checked).map(({ block }) => block));
  await rest();
  return compare(weave, old, now, rest);
}

/**
 * A version, and where its links lead.
 * @param {Weave} weave
 * @param {number} number
 * @param {HTMLOptionElement} option
 * @returns {Document}
 */
function documentOf(weave, number, { dataset: { base = "" } }) {
  return {
    ...weave.document(number),
    base: base && published(base),
    fixed: links[base.startsWith("/") ? "here" : "elsewhere"],
  };
}

/**
 * @param {Comparison} comparison
 * @param {(Node | string)[]} notes on what is compared
 */
async function show(comparison, notes) {
  if (root.hidden) root.classList.add("empty");
  root.hidden = false;
  const answered = await answer(comparison);
  settle(true, notes);
  say(`${reason.textContent} ${answered}`.trim());
  find("sheet").classList.toggle("unchanged", !begin());
  const names = picked().map((option) => option.text).join(" → ");
  document.title = `${names}: ${page.title}`;
  if (location.hash) location.replace(location.hash);
}

/**
 * Says why there is nothing to see.
 * @param {string} why
 */
function fail(why) {
  say(why);
  settle(false, [why]);
}

/**
 * Ends the wait for an answer: it stands there, or not.
 * @param {boolean} answered
 * @param {(Node | string)[]} notes on it, or the reason why there is none
 */
function settle(answered, notes) {
  shown = answered ? location.search : undefined;
  root.hidden = !answered;
  root.classList.remove("empty");
  root.ariaBusy = null;
  tell(notes);
}

/**
 * Says something above the answer, or nothing.
 * @param {(Node | string)[]} what
 */
function tell(what) {
  notice.hidden = !what.length;
  reason.replaceChildren(...what);
  again.hidden = true;
}

/** Swaps the versions, or takes those of the change before or after. */
function pickOthers(/** @type {Element} */ button) {
  const [late, early] = ends();
  if (button === swap) ask(to.selectedIndex, from.selectedIndex, section.value);
  else if (button === older) ask(early + 1, early);
  else if (button === newer) ask(late, late - 1);
}

/**
 * Asks for two versions by their indexes.
 * @param {number} old
 * @param {number} now
 */
function ask(old, now, only = "") {
  go(address({ from: to.options[old].value, to: to.options[now].value, section: only }));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go(address());
});

addEventListener("change", (event) => {
  const control = /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target);
  if (control.form !== form) return;
  go(address(control instanceof HTMLSelectElement ? { section: "" } : {})); // other versions have other sections
});

addEventListener("click", async (event) => {
  const target = /** @type {Element} */ (event.target);
  pickOthers(target);
  if (target === again) {
    await update();
    goTo(find("redline"));
  }
  const link = target.closest(/** @type {"a"} */ ("[data-anchor]"));
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { anchor = "" } = link.dataset;
  await go(link.href);
  goTo(/** @type {HTMLElement} */ (document.getElementById(anchor)));
});

addEventListener("keydown", (event) => {
  const by = { n: 1, p: -1 }[event.key];
  if (!by || !shown || keys.checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/** @type {Element} */ (event.target).closest("input, select, textarea")) return;
  event.preventDefault();
  step(by);
});

addEventListener("popstate", () => {
  if (shown !== location.search) update();
});

for (const control of controls) {
  control.disabled = false;
}
if ("bases" in form.dataset) { // the page leaves out the oldest versions
  try {
    weave = await openWeave(page.weave);
    complete(weave.names);
  } catch {
    // update says that the texts cannot be had
  }
}
update();
