// @ts-check
/** Walks the changes of a redline, as a list that is gone through with focus, and shows in the bar where one is. */

import { find } from "./elements.js";
import { fill } from "./fill.js";
import "./print.js";

const CHANGES = ".heading:has(ins, del), .added, .removed, .changed, .moved, .moved-away";

/** Those of the redline that is shown; another may be drawn behind it. */
const SECTIONS = ".redline:not([inert]) .section";

const bar = find("bar");
const place = find("place");
const texts = /** @type {HTMLElement} */ (document.querySelector("#_texts, #_text"));

/**
 * The change that was reached; in another redline, that is none.
 * @type {HTMLElement | undefined}
 */
let reached;

/** Shows the bar of a redline that is new, if it has changes; tells whether it has. */
export function begin() {
  reached = undefined;
  const { length } = changes();
  bar.hidden = !length;
  place.textContent = `– / ${length}`;
  return length > 0;
}

/**
 * Goes to the next change or the one before, and announces which it is.
 * @param {number} by 1 or -1
 */
export function step(by) {
  const list = changes();
  if (!list.length) {
    say(bar.dataset.none);
    return;
  }
  const at = next(reached ? list.indexOf(reached) : -1, by, list.length);
  reached = list[at];
  reached.closest("details")?.setAttribute("open", "");
  goTo(reached);
  place.textContent = `${at + 1} / ${list.length}`;
  say(fill(bar.dataset.place ?? "", at + 1).replace("%d", () => String(list.length)));
}

/** The changes of the redline: whole sections that were added or removed, and else what changed in a section. */
function changes() {
  /** @type {HTMLElement[]} */
  const sections = [...texts.querySelectorAll(/** @type {"section"} */ (SECTIONS))];
  return sections.flatMap((section) => {
    const whole = /added|removed/.test(section.dataset.status ?? "");
    return whole ? [section] : [...section.querySelectorAll(/** @type {"p"} */ (CHANGES))];
  });
}

/**
 * Has a screen reader say something.
 * @param {string} [what]
 */
function say(what = "") {
  find("said").textContent = what;
}

/**
 * The index behind one or before it, round and round; at -1, one is before the first.
 * @param {number} at
 * @param {number} by
 * @param {number} length
 */
function next(at, by, length) {
  if (at < 0 && by < 0) return length - 1;
  return (at + by + length) % length;
}

/**
 * Scrolls to an element and moves the focus there.
 * @param {HTMLElement} element
 */
export function goTo(element) {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: element.offsetHeight < innerHeight / 2 ? "center" : "start" });
}

bar.addEventListener("click", ({ target }) => {
  const button = /** @type {Element} */ (target).closest(/** @type {"button"} */ (".walk button"));
  if (button) step(Number(button.value));
});
