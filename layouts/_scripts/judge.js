// @ts-check
/** Says what became of every section, and of the text, as generator/compare/verdict.go does. */

import { sameWords, wordsChanged } from "./count.js";
import { differences } from "./sequences.js";
import { wordsOf } from "./weave.js";

/** @import { Counts } from "./count.js" */
/** @import { Pairing, Row, Section, SectionChange, Token, Verdict } from "./types.js" */

/**
 * Fills in the status of every section of a comparison, and returns its verdict.
 * @param {Pairing} pairing
 * @returns {{ titleChanged: boolean, verdict: Verdict }}
 */
export function judge(pairing) {
  const { old, now, sections } = pairing;
  noteExchanges(pairing);
  for (const change of sections) judgeSection(pairing, change);
  judgeGroups(pairing);
  const count = (/** @type {string} */ status) => sections.filter((change) => change.status === status).length;
  const [titleRemoved, titleAdded] = changedWords(old.titleTokens, now.titleTokens);
  const counts = {
    added: count("added"),
    removed: count("removed"),
    changed: count("wording") + count("renamed"),
    of: now.sections.length,
    title: titleRemoved + titleAdded > 0,
    wordsAdded: titleAdded + sum(sections.map(({ wordsAdded }) => wordsAdded)),
    wordsRemoved: titleRemoved + sum(sections.map(({ wordsRemoved }) => wordsRemoved)),
  };
  const identical = old.digest === now.digest && count("unchanged") === sections.length;
  return {
    titleChanged: written(old.titleTokens) !== written(now.titleTokens),
    verdict: { ...counts, kind: kindOf(counts, identical) },
  };
}

/**
 * @param {Omit<Verdict, "kind">} counts
 * @param {boolean} identical whether the texts are the same to their readers
 * @returns {Verdict["kind"]}
 */
function kindOf({ added, removed, wordsAdded, wordsRemoved }, identical) {
  if (added + removed) return "sections";
  if (wordsAdded + wordsRemoved) return "wording";
  return identical ? "identical" : "presentation";
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * Tokens as a reader sees them, with the blanks between them.
 * @param {Token[]} tokens
 */
function written(tokens) {
  return tokens.map(({ seen, space }) => `${seen},${space}`).join("\n");
}

/**
 * Notes the sections that have blocks or words of others, which did not move, and those that gave them.
 * @param {Pairing} pairing
 */
function noteExchanges({ old, sections }) {
  /** @type {Map<number, Section>} the section of each old block */
  const holders = new Map();
  for (const section of old.sections) {
    for (const block of [section.heading, ...section.blocks]) holders.set(block, section);
  }
  /** @type {Set<Section | undefined>} */
  const givers = new Set();
  for (const change of sections) {
    const { heading, rows = [], was } = change;
    for (const source of [...heading.edits ? [heading] : [], ...rows].flatMap(sourcesOf)) {
      const holder = holders.get(source);
      if (!holder || holder === was) continue;
      change.took = true;
      givers.add(holder);
    }
  }
  for (const change of sections) change.gave = givers.has(change.was);
}

/**
 * The old blocks whose words stand in a row, and did not move there.
 * @param {Row} row
 */
function sourcesOf(row) {
  if (row.movedTo >= 0 || row.now < 0) return [];
  const { old, moved, edits = [] } = row;
  const others = edits.filter(({ matches, source }) => matches && source !== old).map(({ source }) => source);
  return [...moved ? [] : [old], ...others].filter((block) => block >= 0);
}

/**
 * @param {Pairing} pairing
 * @param {SectionChange} change
 */
function judgeSection(pairing, change) {
  const { was, is, heading, rows = [] } = change;
  const added = sum(rows.map((row) => row.added));
  const removed = sum(rows.map((row) => row.removed));
  const reworded = added + removed > 0;
  const moved = rows.some((row) => row.moved || row.movedTo >= 0);
  const exchanged = change.took || change.gave;
  const words = headingWords(pairing, change);
  const reheaded = heading.edits !== undefined && words.some(Boolean); // its heading was made of words of the text
  // A heading that came or went over text that stands is structure, not words.
  const handed = !(was && is) && (moved || exchanged) && !reworded;
  const titled = was && is ? was.headline && is.headline && heading.changed || reheaded : !handed || reheaded;
  const [titleRemoved, titleAdded] = titled ? words : [0, 0];
  const facts = { reworded, moved, exchanged, reheaded, handed, renamed: titleRemoved + titleAdded > 0 };
  change.changes = was && is ? changesOf(change, was, is, facts) : comingOrGoing(change, facts);
  change.wordsRemoved = removed + titleRemoved;
  change.wordsAdded = added + titleAdded;
  change.status = change.changes[0] ?? "unchanged";
  if (change.status.startsWith("heading")) change.status = moved || change.moved ? "moved" : "presentation";
}

/**
 * What is known of a section.
 * @typedef {object} Facts
 * @property {boolean} reworded
 * @property {boolean} moved whether blocks of it moved
 * @property {boolean} exchanged whether other sections have words of it, or it has theirs
 * @property {boolean} reheaded
 * @property {boolean} handed whether another section has its text, or had it
 * @property {boolean} renamed
 */

/**
 * What a section is that stands in one text only.
 * @param {SectionChange} change
 * @param {Facts} facts
 */
function comingOrGoing({ old, now, was, is }, { handed, reheaded }) {
  const goesOn = !(is ?? was)?.headline && (now > 0 || old > 0) && !handed; // its heading went earlier
  if (goesOn) return ["wording"];
  if (is) {
    if (!handed) return ["added"];
    return reheaded ? ["wording", "split"] : ["split"];
  }
  return handed && !reheaded ? ["merged"] : ["removed"];
}

/**
 * What changed in a section that stands in both texts, the most important first.
 * @param {SectionChange} change
 * @param {Section} was
 * @param {Section} is
 * @param {Facts} facts
 */
function changesOf({ heading, rows = [], moved }, was, is, facts) {
  const headed = Boolean(was.headline && is.headline);
  const sameNumber = was.number === is.number;
  const presented = facts.exchanged || rows.some(isPresentation)
    || headed && (was.level !== is.level || sameNumber && !facts.renamed && heading.changed);
  const applies = {
    wording: facts.reworded,
    "heading-regained": is.headline && !headed,
    "heading-lost": was.headline && !headed,
    renamed: facts.renamed,
    moved: facts.moved || moved,
    renumbered: headed && !sameNumber,
    presentation: presented,
  };
  return Object.entries(applies).filter(([, does]) => does).map(([change]) => change);
}

/**
 * Whether only the presentation of a row changed; what came or went without words, such as a rule, is presentation.
 * @param {Row} row
 */
function isPresentation(row) {
  if (row.presented) return true;
  const cameOrWent = (row.old < 0 || row.now < 0) && row.movedTo < 0 && !row.taken && !row.edits;
  return cameOrWent && row.added + row.removed === 0;
}

/**
 * Looks again at headings without a text of their own that came or went: over sections that stand in both versions
 * they are structure.
 * @param {Pairing} pairing
 */
function judgeGroups(pairing) {
  for (const change of pairing.sections.toReversed()) {
    if (change.rows?.length) continue;
    if (change.status === "added" && isOverStanding(pairing, change, "now")) regroup(change, "split");
    else if (change.status === "removed" && isOverStanding(pairing, change, "old")) regroup(change, "merged");
  }
}

/**
 * @param {SectionChange} change
 * @param {string} status
 */
function regroup(change, status) {
  change.wordsAdded = 0;
  change.wordsRemoved = 0;
  change.status = status;
  change.changes = [status];
}

/**
 * Whether a section has sections below it, and all of them stand in both texts.
 * @param {Pairing} pairing
 * @param {SectionChange} change
 * @param {"old" | "now"} side
 */
function isOverStanding(pairing, change, side) {
  const { sections } = pairing[side];
  const { depth } = sections[change[side]];
  const group = [];
  for (let index = change[side] + 1; sections[index]?.depth > depth; index++) {
    group.push(pairing.sections.find((other) => other[side] === index));
  }
  return group.length > 0 && group.every((below) => below?.status !== "added" && below?.status !== "removed");
}

/**
 * The words of a section's title that went and came.
 * @param {Pairing} pairing
 * @param {SectionChange} change
 * @returns {Counts}
 */
function headingWords({ weave }, { heading, was, is }) {
  if (heading.taken) return [0, 0];
  const title = weave.titleTokens(is);
  if (!heading.edits) return changedWords(weave.titleTokens(was), title);
  return wordsChanged(heading.edits, weave.text(is?.headline).length - title.length);
}

/**
 * How many words of old tokens went, and how many of new ones came.
 * @param {Token[]} old
 * @param {Token[]} now
 * @returns {Counts}
 */
function changedWords(old, now) {
  if (sameWords(old, now)) return [0, 0];
  const oldWords = wordsOf(old);
  const newWords = wordsOf(now);
  let removed = 0;
  let added = 0;
  for (const span of differences(oldWords, newWords, [0, oldWords.length, 0, newWords.length])) {
    removed += span[1] - span[0];
    added += span[3] - span[2];
  }
  return [removed, added];
}
