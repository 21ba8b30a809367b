/** Walks the changes of a redline, as a list that is gone through with focus. */

/** Begins with each redline in root; say announces which change one has gone to. */
export function walker(root, words, say) {
  let at;
  return {
    begin() {
      at = -1;
    },
    step(by) {
      const list = [...root.querySelectorAll(".section")].flatMap((section) => (/added|removed/.test(section.dataset.status) ? section
        : [...section.querySelectorAll(".heading:has(ins, del), .added, .removed, .changed, .moved, .moved-away")]));
      if (!list.length) return say(words.noChange);
      at = at < 0 && by < 0 ? list.length - 1 : (at + by + list.length) % list.length;
      list[at].closest("details")?.setAttribute("open", "");
      goTo(list[at]);
      say(words.changeOf.replace("%s", at + 1).replace("%d", list.length));
    },
  };
}

/** Scrolls to an element and moves the focus there. */
export function goTo(element) {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: element.offsetHeight < innerHeight / 2 ? "center" : "start" });
}
