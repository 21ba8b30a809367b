// @ts-check
/**
 * The history of a phrase, on the page of all versions, to which the field in the head of each page leads: in which sections and versions it stands. The phrase
 * stands in the address, ?phrase=….
 */

import { el } from "./elements.js";
import { fill } from "./fill.js";
import { searched, stretches } from "./stretches.js";
import { openWeave } from "./weave.js";

/** @import { Stretch } from "./stretches.js" */
/** @import { Weave } from "./types.js" */

const form = /** @type {HTMLFormElement} */ (document.getElementById("_phrase"));
const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("phrase"));
const answer = /** @type {HTMLElement} */ (document.getElementById("_stood"));
const data = /** @type {Record<"words" | "versions" | "weave", string>} */ (answer.dataset);

/** @type {Record<string, string>} */
const words = JSON.parse(data.words);

/**
 * The pages of versions and what these are called; of many versions, the newest.
 * @type {Record<string, { url: string, called: string }>}
 */
const versions = JSON.parse(data.versions);

/** @type {Weave | undefined} */
let weave;

/** Answers what the address asks. */
async function update() {
  const phrase = new URLSearchParams(location.search).get("phrase") ?? "";
  input.value = phrase;
  answer.replaceChildren();
  const stands = searched(phrase);
  if (!stands) return;
  const opened = await openWhole();
  if (opened) show(phrase, opened, stretches(opened, stands));
  else answer.replaceChildren(el("p", { class: "notice" }, words.failed));
}

/** The weave with all its parts; undefined if they cannot be had. */
async function openWhole() {
  try {
    weave ??= await openWeave(data.weave);
    await weave.fetch();
  } catch {
    weave = undefined;
  }
  return weave;
}

/**
 * @param {string} phrase
 * @param {Weave} weave
 * @param {Stretch[]} list
 */
function show(phrase, { names }, list) {
  const summary = fill(list.length ? words.found : words.nowhere, phrase);
  const items = list.map((stretch) => itemOf(stretch, names));
  answer.replaceChildren(el("p", {}, summary), el("ul", { class: "stood" }, ...items));
}

/**
 * @param {Stretch} stretch
 * @param {string[]} names of the versions
 */
function itemOf({ anchor, first, last, title }, names) {
  const places = [linkTo(names[first], anchor)];
  if (first !== last) places.push(linkTo(names[last], anchor));
  const still = last === names.length - 1 && ` (${words.still})`;
  const [from, to] = places;
  return el("li", {}, el("bdi", {}, title || words.introduction), ": ", from, to && " – ", to, still);
}

/**
 * A link to a section of a version.
 * @param {string} name
 * @param {string} anchor
 */
function linkTo(name, anchor) {
  const { url, called } = versions[name] ?? { url: `${name}/`, called: name };
  return el("a", { href: `${url}#${anchor}` }, called);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.pushState(null, "", `?${new URLSearchParams({ phrase: input.value })}`);
  update();
});
addEventListener("popstate", update);
update();
