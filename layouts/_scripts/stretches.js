// @ts-check
/** Finds where a phrase stands in all versions. */

import { folded } from "./folded.js";
import { spell } from "./weave.js";

/** @import { Block, Section, Weave } from "./types.js" */

/**
 * Versions, first to last, in which a phrase stands in a section.
 * @typedef {object} Stretch
 * @property {string} anchor
 * @property {number} first
 * @property {number} last
 * @property {string} title of the section, in the last of them
 */

/** @typedef {(text: string) => boolean} Stands tells whether a phrase stands in a text that is spelled as words */

/**
 * Tells where a phrase stands; nothing if the phrase has no words.
 * @param {string} phrase
 * @returns {Stands | undefined}
 */
export function searched(phrase) {
  const wanted = folded(phrase);
  if (!wanted) return undefined;
  const letters = [...wanted].map((letter) => (letter === " " ? "[ \\0]" : escaped(letter)));
  const pattern = new RegExp(letters.join("\\0?"), "u"); // where it is a matter of opinion whether a word ends
  return (text) => (text.includes("\0") ? pattern.test(text) : text.includes(wanted));
}

/** @param {string} letter */
function escaped(letter) {
  return `\\u{${letter.codePointAt(0)?.toString(16)}}`;
}

/**
 * Where a phrase stands, oldest first.
 * @param {Weave} weave
 * @param {Stands} stands
 */
export function stretches(weave, stands) {
  /** @type {Stretch[]} */
  const list = [];
  /** @type {Map<number, Stretch>} the last stretch of each section */
  const latest = new Map();
  const standsInBlock = remembered((block) => stands(spell(weave.text(block))));
  for (const version of weave.names.keys()) {
    const { blocks, sections } = weave.document(version);
    for (const section of sections) {
      if (!blocksOf(section, blocks).some(standsInBlock)) continue;
      let stretch = latest.get(section.line);
      if (stretch?.last !== version - 1) stretch = undefined;
      if (!stretch) {
        stretch = { anchor: section.anchor, first: version, last: version, title: "" };
        latest.set(section.line, stretch);
        list.push(stretch);
      }
      stretch.last = version;
      stretch.title = weave.titleOf(section);
    }
  }
  return list;
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
 * @param {(block: Block) => boolean} question
 */
function remembered(question) {
  /** @type {Map<string, boolean>} */
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
