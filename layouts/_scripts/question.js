/**
 * What is asked on the compare page. Its form holds it, and the address is the
 * form's question: ?from=…&to=…, with view=side-by-side, text=full, section=…
 * and keys=off where they are wanted.
 */

import { page } from "./words.js";
import { find } from "./elements.js";

export const form = find("pick");
export const { from, to, view, text, section, keys, swap, older, newer } = form.elements;

/**
 * Makes the form ask what the address asks; what that leaves out makes sense by
 * itself. Returns what is asked for as a version and is none; the form then
 * holds the one before, if there is any.
 */
export function read() {
  form.reset();
  section.value = "";
  const [, ...path] = location.pathname.split(page.url)[1]?.match(/^(?!pair\/)([^/]+)\/([^/]*)/) ?? [];
  const asked = { from: path[0], to: path[1] || undefined, ...Object.fromEntries(new URLSearchParams(location.search)) };
  let unknown;
  for (const control of form.elements) {
    const value = asked[control.name];
    if (value === undefined) continue;
    if (control.type === "checkbox") control.checked = value === control.value;
    else control.value = value === "current" ? page.current : value;
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

/** Adds the versions that the page leaves out, which are older than all that it has; names are of all, oldest first. */
export function complete(names) {
  const { base, bases } = form.dataset, others = JSON.parse(bases), older = names.slice(0, names.length - to.length).reverse();
  for (const select of [from, to]) {
    for (const name of older) {
      const option = Object.assign(new Option(name, name), { title: name });
      option.dataset.base = others[name] ?? base;
      select.append(option);
    }
  }
}

/** The options of the two versions that are picked. */
export function picked() {
  return [from, to].map((select) => select.selectedOptions[0]);
}

/** The address of what the form asks, with some of it changed. */
export function address(changes, hash = "") {
  const query = new URLSearchParams(new FormData(form));
  for (const name in changes) query.set(name, changes[name]);
  if (!query.get("section")) query.delete("section");
  return `${page.url}?${query}${hash}`;
}
