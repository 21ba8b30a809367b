// @ts-check
/** What the compare page says, in the language of its interface. */

import { el, find } from "./elements.js";

/**
 * The words that layouts/_partials/script-words.html gives.
 * @typedef {Record<string, string> & {
 *   samples: number[],
 *   statuses: Record<string, string>,
 *   verdicts: Record<string, string>,
 *   elements: Record<string, string>,
 *   blocks: Record<string, string>,
 *   inner: Record<string, string>,
 *   own: { lang?: string, dir?: string },
 *   text: { lang?: string, dir?: string },
 * }} Words
 */

/**
 * What is counted in words.
 * @typedef {"sectionsAdded" | "sectionsRemoved" | "wording" | "wordsAdded" | "wordsRemoved" | "links" | "markup"
 *   | "sections" | "unchanged"} Count
 */

/** What the page knows of the policy. */
export const page = /** @type {Record<string, string>} */ (find("comparing").dataset);

/** @type {Words} */
export const words = JSON.parse(page.words);

/**
 * Addresses of links that lead elsewhere than a browser takes them to, or nowhere: in texts of this site, and of
 * others.
 * @type {Record<"here" | "elsewhere", Record<string, string>>}
 */
export const links = JSON.parse(page.links);

const language = document.documentElement.lang;
const plural = new Intl.PluralRules(language);
const digits = new Intl.NumberFormat(language, { numberingSystem: "latn" }); // as Go writes numbers

/**
 * Words of a number, if it is not 0: the form of the sample that counts alike, with the numbers in their places.
 * @param {Count} name
 * @param {number} number
 * @param {number} of
 */
export function count(name, number, of = 0) {
  if (!number) return "";
  const forms = /** @type {string[]} */ (/** @type {unknown} */ (words[name]));
  const { samples } = words;
  const alike = samples.findIndex((sample) => plural.select(sample) === plural.select(number));
  const form = /** @type {string} */ (forms.at(alike));
  const sample = String(samples.at(alike));
  return form.replace(sample, digits.format(number)).replace("%d", digits.format(of));
}

/**
 * A list in words, without what is empty.
 * @param {(string | false)[]} parts
 */
export function listed(...parts) {
  return parts.filter(Boolean).join(words.listSeparator);
}

/**
 * Words of the interface within those of a text, in their own language if that is another.
 * @param {(Node | string)[]} nodes
 */
export function inOwnLanguage(nodes) {
  return words.own.lang ? [el("span", words.own, ...nodes)] : nodes;
}

/**
 * Announces something to those who cannot see it.
 * @param {string} what
 */
export function say(what) {
  find("said").textContent = what;
}
