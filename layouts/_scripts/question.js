// @ts-check
/**
 * What is asked on the compare page. Its form holds it, and the address is the form's question: ?from=…&to=…,
 * with view=side-by-side, text=full, section=… and keys=off where they are wanted.
 */

import { find } from "./elements.js";
import { page } from "./words.js";

/**
 * @typedef {object} Controls
 * @property {HTMLSelectElement} from
 * @property {HTMLSelectElement} to
 * @property {HTMLInputElement} view
 * @property {HTMLInputElement} text
 * @property {HTMLInputElement} section
 * @property {HTMLInputElement} keys
 * @property {HTMLButtonElement} swap
 * @property {HTMLButtonElement} older
 * @property {HTMLButtonElement} newer
 */

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLButtonElement} Control */

/**
 * What is asked for as a version, and is none.
 * @typedef {{ select: HTMLSelectElement, name: string }} Unknown
 */

export const form = /** @type {HTMLFormElement} */ (find("pick"));
export const controls = /** @type {Iterable<Control>} */ (form.elements);
export const { from, to, view, text, section, keys, swap, older, newer } =
  /** @type {Controls} */ (/** @type {unknown} */ (form.elements));

/**
 * Makes the form ask what the address asks; what that leaves out makes sense by itself. Returns what is asked for
 * as a version and is none; the form then holds the one before, if there is any, else the oldest.
 */
export function read() {
  form.reset();
  section.value = "";
  const asked = askedByAddress();
  /** @type {Unknown[]} */
  const unknown = [];
  for (const control of controls) {
    const value = asked[control.name];
    if (value === undefined) continue;
    if (control instanceof HTMLSelectElement) {
      if (!pick(control, value)) unknown.push({ select: control, name: value });
    } else if (control.type === "checkbox") {
      /** @type {HTMLInputElement} */ (control).checked = value === control.value;
    } else {
      control.value = value;
    }
  }
  pickTheOther(asked);
  return unknown;
}

/**
 * What the address asks by name of a control: in its path, as compare/FROM/TO/, or in its query.
 * @returns {Record<string, string | undefined>}
 */
function askedByAddress() {
  const path = location.pathname.split(page.url)[1]?.match(/^(?!pair\/)([^/]+)\/([^/]*)/) ?? [];
  return { from: path[1], to: path[2] || undefined, ...Object.fromEntries(new URLSearchParams(location.search)) };
}

/**
 * Picks a version, or else the one before it, and tells whether it is known. The one in force is "current", too.
 * @param {HTMLSelectElement} select
 * @param {string} name
 */
function pick(select, name) {
  select.value = name === "current" ? page.current : name;
  if (select.selectedIndex >= 0) return true;
  const before = [...select.options].findIndex((option) => option.value < name);
  select.selectedIndex = before < 0 ? select.length - 1 : before;
  return false;
}

/**
 * Picks a version to compare with the only one that is asked for.
 * @param {Record<string, string | undefined>} asked
 */
function pickTheOther(asked) {
  if (asked.to && !asked.from) from.selectedIndex = Math.min(to.selectedIndex + 1, from.length - 1);
  if (asked.to || from.value !== to.value) return;
  if (to.selectedIndex) to.selectedIndex = 0;
  else from.selectedIndex = 1;
}

/**
 * Adds the versions that the page leaves out, which are older than all that it has.
 * @param {string[]} names of all versions, oldest first
 */
export function complete(names) {
  const { base, bases = "{}" } = form.dataset;
  const others = JSON.parse(bases);
  const missing = names.slice(0, names.length - to.length).reverse();
  for (const select of [from, to]) {
    for (const name of missing) {
      const option = new Option(name, name);
      option.title = name;
      option.dataset.base = others[name] ?? base;
      select.append(option);
    }
  }
}

/** The options of the two versions that are picked. */
export function picked() {
  return [from, to].map((select) => select.selectedOptions[0]);
}

/**
 * The address of what the form asks, with some of it changed.
 * @param {Record<string, string>} changes
 */
export function address(changes = {}, hash = "") {
  const query = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  if (!query.get("section")) query.delete("section");
  return `${page.url}?${query}${hash}`;
}
