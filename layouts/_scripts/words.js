/** What the compare page says, in the language of its interface. */

import { find } from "./elements.js";

/** What the page knows of the policy. */
export const page = find("comparing").dataset;

export const words = JSON.parse(page.words);

/** Addresses of links that lead elsewhere than a browser takes them to, or nowhere: in texts of this site, and of others. */
export const links = JSON.parse(page.links);

const { lang } = document.documentElement;
const plural = new Intl.PluralRules(lang), number = new Intl.NumberFormat(lang, { numberingSystem: "latn" }); // as Go writes numbers

/** Words of a number, if it is not 0: the form of the sample that counts alike, with the numbers in their places. */
export function count(name, n, of = 0) {
  const { samples, [name]: forms } = words;
  const like = samples.findIndex((sample) => plural.select(sample) === plural.select(n));
  return n && forms.at(like).replace(samples.at(like), number.format(n)).replace("%d", number.format(of));
}

/** A list in words, without what is empty. */
export function listed(...parts) {
  return parts.filter(Boolean).join(words.listSeparator);
}

/** Announces something to those who cannot see it. */
export function say(what) {
  find("said").textContent = what;
}

/** A sentence with a node in the place of %s, if it has one. */
export function sentence(words, node) {
  return words.split("%s").flatMap((part, n) => (n ? [node, part] : part));
}
