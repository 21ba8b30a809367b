/** Walks the changes of the redline, as a list that is gone through with focus. */

import { find } from "./elements.js";
import { say, words } from "./words.js";

let reached; // the change; in another redline, that is none

/** Goes to the next change or the one before, and announces which it is. */
export function step(by) {
  const list = [...find("texts").querySelectorAll(".section")].flatMap((section) => (/added|removed/.test(section.dataset.status) ? section
    : [...section.querySelectorAll(".heading:has(ins, del), .added, .removed, .changed, .moved, .moved-away")]));
  if (!list.length) return say(words.noChange);
  let at = list.indexOf(reached);
  at = at < 0 && by < 0 ? list.length - 1 : (at + by + list.length) % list.length;
  reached = list[at];
  reached.closest("details")?.setAttribute("open", "");
  goTo(reached);
  say(words.changeOf.replace("%s", () => at + 1).replace("%d", () => list.length));
}

/** Scrolls to an element and moves the focus there. */
export function goTo(element) {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: element.offsetHeight < innerHeight / 2 ? "center" : "start" });
}
