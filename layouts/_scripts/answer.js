// @ts-check
/** Says what a comparison found: the verdict, the changed sections and links, and the redline. */

import { fragment, published } from "./address.js";
import { el, find } from "./elements.js";
import { sentence } from "./fill.js";
import { anchorOf, around, named, titleOf } from "./names.js";
import { address, picked, section, view } from "./question.js";
import { redline, reveal } from "./show.js";
import { count, listed, page, words } from "./words.js";

/** @import { Value } from "./elements.js" */
/** @import { Comparison, LinkChange, SectionChange, Verdict } from "./types.js" */

/**
 * Fills in the parts of the answer, all at once when all are made, and returns the verdict in words.
 * @param {Comparison} comparison
 */
export async function answer(comparison) {
  const [before, after] = picked();
  const only = section.value;
  const alone = comparison.sections.some((change) => anchorOf(change) === only) ? only : "";
  const [oldPage, newPage] = [before, after].map(({ value }) => `${page.archive}${value}/`);
  const [verdict, ...counts] = [verdictOf(comparison.verdict), countsOf(comparison.verdict)]
    .filter(Boolean)
    .map((part) => part + words.fullStop);
  const { weave, old, now } = comparison;
  const outer = { old: around(weave, old.sections), now: around(weave, now.sections) };
  const changed = comparison.sections.filter(({ status }) => status !== "unchanged");
  const texts = await redline(comparison, find("texts"), newPage, alone);

  put("before", ...linkToPage(oldPage, before.title));
  put("after", ...linkToPage(newPage, after.title));
  put("verdict", el("strong", {}, verdict), " ", el("span", { class: "what" }, ...counts));
  put("own", linkToOwnPage(before.value, after.value));
  put("changed", ...changed.map((change) => {
    return changedSection(comparison, change, outer.now[change.now] ?? outer.old[change.old], alone);
  }));
  put("relinked", count("links", comparison.links.length));
  put("links", ...comparison.links.map(changedLink));
  put("markup", count("markup", comparison.markup));
  put("all", ...only ? linkToAll(only, alone) : []);
  put("heads", el("div", {}, before.title), el("div", {}, after.title));
  reveal(texts);
  find("sheet").classList.toggle("wide", view.checked);
  return [verdict, ...counts].join(" ");
}

/**
 * Fills in a part of the page; the style sheet hides what stays empty.
 * @param {string} name
 * @param {(Node | Value)[]} children
 */
function put(name, ...children) {
  const nodes = /** @type {(Node | string)[]} */ (children.filter(Boolean));
  find(name).replaceChildren(...nodes);
}

/**
 * A link to a version; printed, with its address.
 * @param {string} path
 * @param {string} title
 */
function linkToPage(path, title) {
  const address = published(path);
  return [el("a", { href: path }, title), el("span", { class: "printed" }, ` ${address}`)];
}

/**
 * The link to the page that the two versions have of their own, if they have one.
 * @param {string} old
 * @param {string} now
 */
function linkToOwnPage(old, now) {
  const names = now === page.current ? [now, "current"] : [now];
  const own = names.map((name) => `${old}/${name}/`).find((place) => page.pages.split(" ").includes(place));
  return own && el("a", { href: page.url + own }, words.ownPage);
}

/**
 * @param {Comparison} comparison
 * @param {SectionChange} change
 * @param {string} outer the title of the section around it, if it is shown
 * @param {string} alone the section that is shown alone, if one is
 */
function changedSection(comparison, change, outer, alone) {
  const { was, is, status } = change;
  const here = fragment(anchorOf(change));
  const number = (is ?? was)?.number;
  const own = titleOf(comparison, is, was);
  const title = [outer, own].filter(Boolean).join(" · ");
  const name = [number === own ? "" : number, title].filter(Boolean).join(" ");
  const former = status === "renumbered" ? was?.number ?? "" : named(comparison.weave.titleOf(was));
  const counts = countsOf(change);
  const href = alone ? address({ section: "" }, here) : here;
  return el("li", { "data-status": status },
    el("a", { href }, named(name)), " ",
    el("span", { class: "what" }, "· ", ...sentence(words.statuses[status], former), counts && ` · ${counts}`));
}

/** @param {LinkChange} link */
function changedLink({ text, old, new: now }) {
  return el("li", {},
    el("p", {}, el("strong", {}, el("bdi", {}, text))),
    linkTarget(words.before, old),
    linkTarget(words.after, now));
}

/**
 * @param {string} label
 * @param {string} address
 */
function linkTarget(label, address) {
  return el("p", { class: "target" }, el("span", { class: "label" }, label), " ", el("code", {}, address));
}

/**
 * The way back to all sections, from one that is shown alone or that is none.
 * @param {string} only
 * @param {string} alone
 */
function linkToAll(only, alone) {
  const href = address({ section: "" }, fragment(only));
  const link = el("a", { href, "data-anchor": alone || "_redline" }, words.allSections);
  return alone ? [link] : [el("span", {}, words.noSection, " "), link];
}

/** @param {Verdict} verdict */
function verdictOf(verdict) {
  const text = words.verdicts[verdict.kind] ?? (changesOf(verdict) || words.order);
  return text[0].toUpperCase() + text.slice(1);
}

/** @param {Verdict} verdict */
function changesOf({ title, added, removed, changed, of }) {
  return listed(
    title && words.titleChanged,
    count("sectionsAdded", added),
    count("sectionsRemoved", removed),
    changed > 0 && count("wording", of, changed),
  );
}

/** @param {{ wordsAdded: number, wordsRemoved: number }} counted */
function countsOf({ wordsAdded, wordsRemoved }) {
  return listed(count("wordsAdded", wordsAdded), count("wordsRemoved", wordsRemoved));
}
