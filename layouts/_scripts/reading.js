// @ts-check
/**
 * On pages with a whole text: the contents mark the section that one is reading, and show its branch alone where
 * they are long; the bar of an old version leads to the same place of the current text; what is folded opens when
 * the address names it. The script that offers citations is loaded when it is needed.
 */

import "./print.js";

/** Entries of contents from which on only the branch of the section is shown. */
const many = 24;

const side = document.querySelector("nav.contents");
const folded = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details.contents"));
const away = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".stripe a.same-place"));
const entries = [...document.querySelectorAll("nav.contents li")].map(entryOf);
const folds = entries.length > many;

/** @typedef {ReturnType<typeof entryOf>} Entry */

/** @param {Element} item of the contents */
function entryOf(item) {
  const link = /** @type {HTMLAnchorElement} */ (item.querySelector("a"));
  const anchor = decodeURIComponent(link.hash.slice(1));
  const depth = Number(item.className.match(/depth-(\d+)/)?.[1] ?? 1);
  return { item: /** @type {HTMLElement} */ (item), link, anchor, depth, heading: document.getElementById(anchor) };
}

/** The number of the entry of the section at the top of the window; -1 above the first. */
function current() {
  const line = innerHeight / 4;
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle].heading?.getBoundingClientRect().top ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** @type {number | undefined} */
let marked;

/** Marks the section that one is reading. */
function mark() {
  const now = current();
  if (now === marked) return;
  if (marked !== undefined) entries[marked]?.link.removeAttribute("aria-current");
  marked = now;
  entries[now]?.link.setAttribute("aria-current", "true");
  if (folds) showBranch(now);
  if (away) away.hash = now < 0 ? "" : entries[now].anchor;
  keepInSight(entries[now]?.item);
}

/**
 * Hides the entries that are neither above an entry, nor beside one that is, nor directly below it.
 * @param {number} now
 */
function showBranch(now) {
  const open = new Set();
  for (let depth = Infinity, n = now; n >= 0; n--) {
    if (entries[n].depth >= depth) continue;
    depth = entries[n].depth;
    open.add(n);
  }
  /** @type {number[]} the entries above the one at hand, outermost first */
  const above = [];
  entries.forEach(({ item, depth }, n) => {
    while (above.length && entries[above[above.length - 1]].depth >= depth) above.pop();
    item.hidden = above.length > 0 && !open.has(above[above.length - 1]);
    above.push(n);
  });
}

/**
 * Scrolls the contents, not the page, to an entry.
 * @param {HTMLElement | undefined} item
 */
function keepInSight(item) {
  if (!item || !side) return;
  const box = side.getBoundingClientRect();
  const { top, bottom } = item.getBoundingClientRect();
  if (top < box.top) side.scrollTop -= box.top - top + box.height / 3;
  else if (bottom > box.bottom) side.scrollTop += bottom - box.bottom + box.height / 3;
}

/** Opens what hides the place that the address names, and goes there. */
function reveal() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = place?.closest("details");
  if (!place || !fold || fold.open) return;
  fold.open = true;
  place.scrollIntoView();
}

let waiting = false;

addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    mark();
  });
}, { passive: true });
addEventListener("hashchange", reveal);
folded?.addEventListener("click", ({ target }) => {
  if (target instanceof HTMLAnchorElement) folded.open = false;
});
if (entries.length) mark();
reveal();

const { script } = document.getElementById("_cite")?.dataset ?? {};

/**
 * Lets the script that offers citations heed what the reader does in the text; it is loaded when that happens first.
 * A link that it cannot open leads where it does without a script.
 * @param {MouseEvent} event
 */
function heed(event) {
  const target = /** @type {Element} */ (event.target);
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest(".cite-here, .permalink"));
  const clicked = event.type === "click";
  if (clicked) {
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
  }
  import(/** @type {string} */ (script)).then(
    ({ open, point }) => (clicked ? open(link) : point(target)),
    () => clicked && location.assign(/** @type {HTMLAnchorElement} */ (link).href),
  );
}

if (script && "HTMLDialogElement" in window) {
  const text = document.getElementById("_text");
  for (const type of ["pointerover", "focusin", "click"]) {
    text?.addEventListener(type, (event) => heed(/** @type {MouseEvent} */ (event)));
  }
}
