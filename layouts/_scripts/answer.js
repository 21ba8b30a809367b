/** Says what a comparison found: the verdict, the changed sections and links, and the redline. */

import { address, picked, section, view } from "./question.js";
import { count, listed, page, sentence, words } from "./words.js";
import { el, find } from "./elements.js";
import { fragment } from "./address.js";
import { anchorOf, redline, titleOf } from "./show.js";

/** Fills in the parts of the answer, and returns the verdict in words. */
export function answer(c) {
  const [before, after] = picked(), only = section.value;
  const alone = c.sections.some((s) => anchorOf(s) === only) && only;
  const texts = [before, after].map(({ value }) => `${page.archive}${value}/`);
  const verdict = [verdictOf(c.verdict), countsOf(c.verdict)].filter(Boolean).map((part) => part + words.fullStop);
  const own = [after.value, after.value === page.current && "current"].map((name) => find("lists").querySelector(`a[href$="/${before.value}/${name}/"]`)).find(Boolean);
  const target = (label, address) => el("p", { class: "target" }, el("span", { class: "label" }, label), " ", el("code", {}, address));

  fill("before", el("a", { href: texts[0] }, before.title));
  fill("after", el("a", { href: texts[1] }, after.title));
  fill("verdict", el("strong", {}, verdict[0]), " ", el("span", { class: "what" }, verdict[1]));
  fill("own", own && el("a", { href: own.href }, words.ownPage));
  fill("changed", ...c.sections.filter((s) => s.status !== "unchanged").map((s) => {
    const hash = fragment(anchorOf(s)), counts = countsOf(s);
    return el("li", { "data-status": s.status },
      el("a", { href: alone ? address({ section: "" }, hash) : hash }, el("bdi", {}, [(s.is ?? s.was).number, titleOf(c, s.is, s.was)].filter(Boolean).join(" "))), " ",
      el("span", { class: "what" }, "· ", ...sentence(words.statuses[s.status], s.status === "renumbered" ? s.was.number : el("bdi", {}, c.weave.titleOf(s.was))), counts && " · " + counts));
  }));
  fill("relinked", count("links", c.links.length));
  fill("links", ...c.links.map(({ text, old, new: now }) => el("li", {}, el("p", {}, el("strong", {}, el("bdi", {}, text))), target(words.before, old), target(words.after, now))));
  fill("markup", count("markup", c.markup));
  fill("all", ...only ? [!alone && el("span", {}, words.noSection, " "), el("a", { href: address({ section: "" }, fragment(only)), "data-anchor": alone || "_redline" }, words.allSections)] : []);
  fill("heads", el("div", {}, before.title), el("div", {}, after.title));
  fill("texts", redline(c, texts[1], alone));
  find("sheet").classList.toggle("wide", view.checked);
  return verdict.join(" ");
}

/** Fills in a part of the page; the style sheet hides what stays empty. */
function fill(name, ...children) {
  find(name).replaceChildren(...children.filter(Boolean));
}

function verdictOf(v) {
  const text = words.verdicts[v.kind] ?? (listed(v.title && words.titleChanged, count("sectionsAdded", v.added), count("sectionsRemoved", v.removed), v.changed && count("wording", v.of, v.changed)) || words.order);
  return text[0].toUpperCase() + text.slice(1);
}

function countsOf({ wordsAdded, wordsRemoved }) {
  return listed(count("wordsAdded", wordsAdded), count("wordsRemoved", wordsRemoved));
}
