// @ts-check
/** Finds where a phrase stands in all versions. */

import { folded } from "./folded.js";
import { sentencesOf } from "./sentences.js";

/** @import { Sentence } from "./sentences.js" */
/** @import { Block, Section, Weave } from "./types.js" */

/**
 * Versions, first to last, in which something stands without a break.
 * @typedef {object} Stretch
 * @property {number} first
 * @property {number} last
 */

/** @typedef {Stretch & { anchor: string }} SectionStretch that of a phrase in a section */

/**
 * Versions in which a sentence stands, and the sentence as the first and the last of them have it.
 * @typedef {Stretch & { from: Sentence, to: Sentence }} SentenceStretch
 */

/**
 * A section in which a phrase stands or stood, as the last version has it that has the phrase.
 * @typedef {object} Found
 * @property {string} anchor
 * @property {string} title
 * @property {number} last that version
 * @property {number} place of the section in it
 * @property {Map<string, SentenceStretch[]>} sentences with the phrase, by their words
 */

/**
 * Gives the places, from and up to, of a phrase in a text that is spelled as words.
 * @typedef {(text: string) => [from: number, to: number][]} Search
 */

/**
 * Looks for a phrase; nothing if the phrase has no words.
 * @param {string} phrase
 * @returns {Search | undefined}
 */
export function searched(phrase) {
  const wanted = folded(phrase);
  if (!wanted) return undefined;
  const letters = [...wanted].map((letter) => (letter === " " ? "[ \\0]" : escaped(letter)));
  const pattern = new RegExp(letters.join("\\0?"), "gu"); // where it is a matter of opinion whether a word ends
  return (text) => {
    if (!text.includes("\0") && !text.includes(wanted)) return [];
    return [...text.matchAll(pattern)].map(({ 0: { length }, index }) => [index, index + length]);
  };
}

/** @param {string} letter */
function escaped(letter) {
  return `\\u{${letter.codePointAt(0)?.toString(16)}}`;
}

/**
 * Where a phrase stands: the stretches of each section, oldest first; the sections, those first that have the phrase
 * in the newest version; and how many versions have it.
 * @param {Weave} weave
 * @param {Search} search
 */
export function stretches(weave, search) {
  /** @type {SectionStretch[]} */
  const list = [];
  /** @type {Map<number, SectionStretch>} the last stretch of each section */
  const latest = new Map();
  /** @type {Map<number, Found>} by line */
  const sections = new Map();
  /** @type {Set<number>} */
  const versions = new Set();
  const sentences = remembered((block) => sentencesOf(weave.text(block), search));
  for (const version of weave.names.keys()) {
    const { blocks, sections: own } = weave.document(version);
    own.forEach((section, place) => {
      const found = blocksOf(section, blocks).flatMap(sentences);
      if (!found.length) return;
      versions.add(version);
      const { anchor, line } = section;
      let stretch = latest.get(line);
      if (stretch?.last !== version - 1) {
        stretch = { anchor, first: version, last: version };
        latest.set(line, stretch);
        list.push(stretch);
      }
      stretch.last = version;
      const known = sections.get(line)?.sentences ?? new Map();
      const title = weave.titleOf(section) || (section.number ?? "");
      sections.set(line, { anchor, title, last: version, place, sentences: known });
      for (const sentence of found) add(known, sentence, version);
    });
  }
  const order = [...sections.values()].sort((a, b) => b.last - a.last || a.place - b.place);
  return { list, sections: order, versions };
}

/**
 * Adds a version to those of a sentence.
 * @param {Map<string, SentenceStretch[]>} known
 * @param {Sentence} sentence
 * @param {number} version
 */
function add(known, sentence, version) {
  const list = known.get(sentence.words) ?? [];
  known.set(sentence.words, list);
  const latest = list.at(-1);
  if (latest && latest.last >= version - 1) {
    latest.last = version;
    latest.to = sentence;
  } else {
    list.push({ first: version, last: version, from: sentence, to: sentence });
  }
}

/**
 * The blocks of a section, with its heading.
 * @param {Section} section
 * @param {Block[]} blocks of its document
 */
function blocksOf(section, blocks) {
  const list = section.blocks.map((index) => blocks[index]);
  return section.headline ? [section.headline, ...list] : list;
}

/**
 * Asks a question once of each state of a block.
 * @template T
 * @param {(block: Block) => T} question
 */
function remembered(question) {
  /** @type {Map<string, T>} */
  const answers = new Map();
  return (/** @type {Block} */ block) => {
    const key = `${block.block}:${block.state}`;
    let answer = answers.get(key);
    if (answer === undefined) {
      answer = question(block);
      answers.set(key, answer);
    }
    return answer;
  };
}
