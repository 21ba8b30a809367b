// @ts-check
/** Names the sections of a comparison. */

import { el } from "./elements.js";
import { words } from "./words.js";

/** @import { Comparison, Section, SectionChange } from "./types.js" */

/**
 * The anchor of a section as it is now or, if it is no more, as it was.
 * @param {Pick<SectionChange, "was" | "is">} change
 */
export function anchorOf({ was, is }) {
  return (is ?? was)?.anchor ?? "";
}

/**
 * What the text calls a section, in a sentence of the interface.
 * @param {string} title
 */
export function named(title) {
  return el("bdi", { lang: words.textLang }, title);
}

/**
 * What a section is called, in the first of two versions in which it has a title.
 * @param {Comparison} comparison
 * @param {Section} [section]
 * @param {Section} [other] the same section in the other version
 */
export function titleOf({ weave }, section, other) {
  return weave.titleOf(section) || weave.titleOf(other) || words.introduction;
}

/**
 * The title of the section around one, if other sections of its text have its title as well; else "".
 * @param {Comparison} comparison
 * @param {SectionChange} change
 */
export function around({ weave, old, now }, { was, is }) {
  const section = is ?? was;
  const { sections } = is ? now : old;
  const title = weave.titleOf(section);
  const same = title ? sections.filter((other) => weave.titleOf(other) === title) : [];
  if (!section || same.length < 2) return "";
  const before = sections.slice(0, sections.indexOf(section)).reverse();
  return weave.titleOf(before.find(({ depth }) => depth < section.depth));
}
