/** Says what a comparison found: the verdict, the changed sections and links, and the redline. */

import { el, sentence } from "./elements.js";
import { anchorOf, redline, titleOf } from "./show.js";

const { lang } = document.documentElement;
const plural = new Intl.PluralRules(lang), number = new Intl.NumberFormat(lang);

/**
 * Fills in the parts of the answer, each the last element of what find(name)
 * gives, and returns the verdict in words.
 * @param options.before, options.after the versions as they are picked
 * @param options.beside, options.full, options.only how the redline is shown
 * @param options.address gives the address of the question with some of it changed
 */
export function answer(c, words, { before, after, beside, full, only, address, find }) {
  const { archive, current } = find("comparing").dataset;
  const alone = c.sections.some((s) => anchorOf(c, s) === only) && only;
  const texts = [before, after].map(({ value }) => `${archive}${value}/`);
  const fill = (name, ...children) => {
    find(name).lastElementChild.replaceChildren(...children);
    find(name).hidden = !children.length;
  };
  const link = (name, href, ...data) => {
    Object.assign(find(name).lastElementChild, { href, ...data });
    find(name).hidden = !href;
  };
  const target = (label, address) => el("p", { class: "target" }, el("span", { class: "label" }, label), " ", el("code", {}, address));

  fill("before", el("a", { href: texts[0] }, before.title));
  fill("after", el("a", { href: texts[1] }, after.title));
  const verdict = [verdictOf(c.verdict, words), countsOf(c.verdict, words)].filter(Boolean).map((part) => part + ".");
  find("verdict").replaceChildren(el("strong", {}, verdict[0]), " ", el("span", { class: "what" }, verdict[1]));
  link("own", [after.value, after.value === current && "current"].map((name) => find("lists").querySelector(`a[href$="/${before.value}/${name}/"]`)?.href).find(Boolean));
  fill("changed", ...c.sections.filter((s) => s.status !== "unchanged").map((s) => {
    const hash = "#" + anchorOf(c, s), counts = countsOf(s, words);
    const title = [(c.now.sections[s.now] ?? c.old.sections[s.old]).number, titleOf(c, s, words)].filter(Boolean).join(" ");
    return el("li", { "data-status": s.status }, el("a", { href: alone ? address({ section: "" }, hash) : hash }, el("bdi", {}, title)), " ",
      el("span", { class: "what" }, "· ", ...statusOf(c, s, words), counts && " · " + counts));
  }));
  fill("links", ...c.links.map((link) => el("li", {}, el("p", {}, el("strong", {}, el("bdi", {}, link.text))), target(words.before, link.old), target(words.after, link.new))));
  find("links").firstElementChild.textContent = count(words.links, c.links.length, words);
  find("markup").textContent = c.markup && count(words.markup, c.markup, words);
  find("markup").hidden = !c.markup;
  link("all", only && address({ section: "" }, "#" + only));
  find("all").lastElementChild.dataset.anchor = alone || "_redline";
  find("all").firstElementChild.hidden = alone;
  find("heads").replaceChildren(el("div", {}, before.title), el("div", {}, after.title));
  find("heads").hidden = !beside;
  find("sheet").classList.toggle("wide", beside);
  find("texts").replaceChildren(redline(c, words, { beside, full, only: alone, text: texts[1], alone: (section) => address({ section }, "#" + section) }));
  return verdict.join(" ");
}

/** Words of a number: the form of the sample that counts alike, with the number in its place. */
function count(forms, n, { samples }, also) {
  const like = samples.findIndex((sample) => plural.select(sample) === plural.select(n));
  return forms.at(like).replace(samples.at(like), number.format(n)).replace("%d", also);
}

function verdictOf(v, words) {
  const parts = [
    v.added && count(words.sectionsAdded, v.added, words), v.removed && count(words.sectionsRemoved, v.removed, words),
    v.changed && count(words.wording, v.of, words, number.format(v.changed)),
  ].filter(Boolean);
  const text = words.verdicts[v.kind] ?? (parts.join(", ") || words.order);
  return text[0].toUpperCase() + text.slice(1);
}

function countsOf({ wordsAdded, wordsRemoved }, words) {
  return [wordsAdded && count(words.wordsAdded, wordsAdded, words), wordsRemoved && count(words.wordsRemoved, wordsRemoved, words)].filter(Boolean).join(", ");
}

function statusOf(c, s, { statuses }) {
  const was = c.old.sections[s.old];
  return sentence(statuses[s.status], s.status === "renumbered" ? was.number : s.status === "renamed" && el("bdi", {}, c.weave.titleOf(c.old, was)));
}
