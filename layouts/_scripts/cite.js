// @ts-check
/**
 * Beside the paragraph that one points at, taps, reaches with the Tab key or selects in, a link to its permanent
 * address. It opens, as does the link beside each section's heading, the dialog of the page, from which the address
 * and a citation can be copied: layouts/_partials/cite.html.
 */

import { find } from "./elements.js";
import { named } from "./fill.js";

/** What stands in a text and is not of it. */
const APART = ".pilcrow, .age, .back, .letter";

/**
 * A place that can be cited: a section, or a paragraph of it.
 * @typedef {object} Place
 * @property {Element} element
 * @property {string} anchor
 * @property {string} clause the number of the paragraph, as the anchor has it; "" for the section
 */

/** @typedef {{ range: Range, text: string }} Selected what the reader has selected in the text */

const text = find("text");
const here = /** @type {HTMLAnchorElement} */ (find("cite-here"));
const dialog = /** @type {HTMLDialogElement} */ (find("cite"));
const data = /** @type {Record<string, string>} */ ({ ...dialog.dataset, ...here.dataset });
const select = /** @type {HTMLSelectElement} */ (find("cite-place"));
const address = /** @type {HTMLAnchorElement} */ (find("cite-address"));
const result = find("cite-said");

/** @param {HTMLAnchorElement} link */
function anchorOf({ hash }) {
  return decodeURIComponent(hash.slice(1));
}

/** @param {Range} range */
function elementOf({ commonAncestorContainer: node }) {
  return /** @type {Element} */ (node instanceof Element ? node : node.parentElement);
}

/**
 * Puts the link beside the paragraph that an element stands in.
 * @param {Element} element
 */
export function point(element) {
  const section = element.closest(".section");
  if (!section || here === document.activeElement) return;
  const place = placesOf(section).findLast((place) => place.clause && place.element.contains(element)
    && place.element.tagName !== "SPAN");
  if (!place || anchorOf(here) === place.anchor) return;
  here.href = addressOf(place);
  here.hidden = false;
  const table = place.element.closest(".table");
  if (table) table.before(here);
  else place.element.append(here);
  here.style.top = `${place.element.getBoundingClientRect().top - text.getBoundingClientRect().top}px`;
}

/** @type {WeakMap<Element, Place[]>} by section */
const known = new WeakMap();

/**
 * A section with its paragraphs.
 * @param {Element} section
 */
function placesOf(section) {
  const places = known.get(section) ?? findPlaces(section);
  known.set(section, places);
  return places;
}

/**
 * @param {Element} section
 * @returns {Place[]}
 */
function findPlaces(section) {
  const own = section.querySelector(".heading > [id]") ?? [...section.querySelectorAll(":scope > .alias")].at(-1);
  if (!own) return [];
  const places = [{ element: section, anchor: own.id, clause: "" }];
  for (const element of section.querySelectorAll("[id]")) {
    const clause = element.id.startsWith(`${own.id}.`) ? element.id.slice(own.id.length + 1) : "";
    if (!/^\d+(\.[^.]+)*$/.test(clause) || element.closest(".ids, .alias")) continue;
    const row = element.matches("td, th") ? element.closest("tr") : undefined; // its first cell has the id
    places.push({ element: row ?? element, anchor: element.id, clause });
  }
  return places;
}

/** @param {Place} place */
function addressOf({ anchor }) {
  return `${data.address}#${encodeURIComponent(anchor)}`;
}

/** @returns {Selected | undefined} */
function selected() {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  const words = String(selection).trim().replace(/\s+/g, " ");
  return words && text.contains(range.commonAncestorContainer) ? { range, text: words } : undefined;
}

/** @type {Selected | undefined} what was selected when the reader last touched the page; a tap may end it */
let before;

/** @type {Place[]} those of the section that the dialog shows */
let places = [];

/** @type {Selected | undefined} */
let quoted;

/**
 * Opens the dialog.
 * @param {HTMLAnchorElement} link to the place that is cited, if nothing is selected in another
 */
export function open(link) {
  const section = /** @type {Element} */ (link.closest(".section"));
  quoted = selected() ?? before;
  places = placesOf(section);
  const options = places.map((place) => new Option(nameOf(place, section), place.anchor));
  select.replaceChildren(...options);
  const inside = places.findLast(({ element }) => quoted && element.contains(quoted.range.commonAncestorContainer));
  select.value = inside?.clause ? inside.anchor : anchorOf(link);
  show();
  link.focus({ preventScroll: true }); // comes back to it
  dialog.showModal();
}

/** Shows the address and the citation of the place that is picked. */
function show() {
  const place = places[select.selectedIndex];
  address.href = addressOf(place);
  address.textContent = address.href;
  const words = { place: wordsOf(place, places[0].element), address: address.href };
  const citation = fill(data.citation, words);
  const quotes = quoted && place.element.contains(quoted.range.commonAncestorContainer);
  find("cite-text").textContent = quotes ? fill(data.quotation, { text: quoted?.text ?? "", citation }) : citation;
  result.textContent = "";
}

/**
 * Values in the places of their names.
 * @param {string} sentence
 * @param {Record<string, string>} values
 */
function fill(sentence, values) {
  return named(sentence, values).join("");
}

/**
 * What the dialog calls a place: a paragraph by its first words.
 * @param {Place} place
 * @param {Element} section
 */
function nameOf({ element, clause }, section) {
  if (!clause) return beginning(sectionWords(section));
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const apart of copy.querySelectorAll(APART)) apart.remove();
  const words = (copy.textContent ?? "").trim().replace(/\s+/g, " ");
  const first = words.length > 60 ? `${words.slice(0, 60)}…` : words;
  return beginning(paragraphWords(clause)) + (first && `: ${first}`);
}

/**
 * Words that begin with a capital.
 * @param {string} words
 */
function beginning(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * @param {Place} place
 * @param {Element} section
 */
function wordsOf({ clause }, section) {
  return sectionWords(section) + (clause && data.separator + paragraphWords(clause));
}

/** @param {string} clause such as 2, or 2.iv */
function paragraphWords(clause) {
  const [n, ...signs] = clause.split(".");
  return fill(data.paragraph, { n: [n, ...signs.map((sign) => `(${sign})`)].join(" ") });
}

/**
 * The words for a section; with the section that it stands in, if another has its title.
 * @param {Element} section
 */
function sectionWords(section) {
  const { number, title } = headingOf(section);
  if (!title) return data.introduction;
  const words = fill(number ? data.numbered : data.section, { number, title: apart(title) });
  const all = [...text.querySelectorAll(".section")];
  const alike = all.filter((other) => headingOf(other).title === title);
  if (alike.length < 2) return words;
  const outer = all.slice(0, all.indexOf(section)).findLast((other) => depthOf(other) < depthOf(section));
  return outer ? fill(data.inside, { section: words, title: apart(headingOf(outer).title) }) : words;
}

/**
 * Words of the text in a sentence of the interface: between isolates (UAX #9) if the two run against each other.
 * @param {string} words
 */
function apart(words) {
  const same = getComputedStyle(text).direction === getComputedStyle(dialog).direction;
  return same ? words : `\u2068${words}\u2069`;
}

/** @param {Element} section */
function headingOf(section) {
  const heading = section.querySelector(":scope > .heading > [id]");
  const number = heading?.querySelector(":scope > .number")?.textContent ?? "";
  const title = (heading?.textContent ?? "").slice(number.length).trim();
  return { number: number.replace(/\.$/, ""), title };
}

/** @param {Element} section */
function depthOf(section) {
  return Number(section.className.match(/depth-(\d+)/)?.[1]);
}

/**
 * Lets a button copy the words of an element.
 * @param {HTMLElement} button
 * @param {Element} element
 */
function copies(button, element) {
  button.addEventListener("click", async () => {
    let done = true;
    try {
      await navigator.clipboard.writeText(element.textContent ?? "");
    } catch {
      getSelection()?.selectAllChildren(element);
      done = document.execCommand("copy");
    }
    result.textContent = (done ? button : result).dataset[done ? "done" : "failed"] ?? "";
  });
}

for (const type of ["pointerdown", "keydown"]) {
  document.addEventListener(type, () => {
    if (!dialog.open) before = selected();
  }, { capture: true });
}
document.addEventListener("selectionchange", () => {
  const range = selected()?.range;
  if (range) point(elementOf(range));
});
text.addEventListener("mousedown", (event) => {
  if (/** @type {Element} */ (event.target).closest(".cite-here, .permalink")) {
    event.preventDefault(); // what is selected stays so
  }
});
dialog.addEventListener("click", ({ target }) => {
  if (target === dialog) dialog.close(); // beside what it shows
});
select.addEventListener("change", show);
copies(find("cite-link"), address);
copies(find("cite-copy"), find("cite-text"));
for (const link of text.querySelectorAll(".permalink")) link.setAttribute("aria-haspopup", "dialog");
