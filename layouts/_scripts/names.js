// @ts-check
/** Names the sections of a comparison. */

import { el } from "./elements.js";
import { words } from "./words.js";

/** @import { Comparison, Section, SectionChange, Weave } from "./types.js" */

/**
 * The anchor of a section as it is now or, if it is no more, as it was.
 * @param {Pick<SectionChange, "was" | "is">} change
 */
export function anchorOf({ was, is }) {
  return (is ?? was)?.anchor ?? "";
}

/**
 * What the text calls a section, or the interface if the text gives it no title, in a sentence of the interface.
 * @param {string} title
 */
export function named(title) {
  return el("bdi", title === words.introduction ? {} : words.text, title);
}

/**
 * What a section is called, in the first of two versions in which it has a title; where its heading is no more than a
 * number, that.
 * @param {Comparison} comparison
 * @param {Section} [section]
 * @param {Section} [other] the same section in the other version
 */
export function titleOf({ weave }, section, other) {
  return weave.titleOf(section) || weave.titleOf(other) || section?.number || other?.number || words.introduction;
}

/**
 * For each section of a text whose title another one has as well, the title of the section around it; else "".
 * @param {Weave} weave
 * @param {Section[]} sections
 */
export function around(weave, sections) {
  const titles = sections.map((section) => weave.titleOf(section));
  return titles.map((title, index) => {
    if (!title || titles.indexOf(title) === titles.lastIndexOf(title)) return "";
    return titles[sections.findLastIndex(({ depth }, other) => other < index && depth < sections[index].depth)] ?? "";
  });
}
