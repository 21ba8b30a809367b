/** Finds where a phrase stands in all versions. */

import { spell } from "./weave.js";
import { folded } from "./folded.js";

/** Whether a phrase stands in a text that is spelled as words, as a function of that; nothing if the phrase has none. */
export function searched(phrase) {
  const wanted = folded(phrase);
  const letters = [...wanted].map((letter) => (letter === " " ? "[ \\0]" : `\\u{${letter.codePointAt().toString(16)}}`));
  const pattern = new RegExp(letters.join("\\0?"), "u"); // where it is a matter of opinion whether a word ends
  return wanted && ((text) => (text.includes("\0") ? pattern.test(text) : text.includes(wanted)));
}

/** Where a phrase that is wanted, as searched has it, stands: stretches of versions, each in one section. */
export function stretches(weave, wanted) {
  const found = new Map(), open = new Map(), list = [];
  for (let number = 0; number < weave.names.length; number++) {
    const doc = weave.document(number);
    for (const section of doc.sections) {
      const blocks = [section.headline, ...section.blocks.map((i) => doc.blocks[i])].filter(Boolean);
      const stands = blocks.some((block) => {
        const key = block.block + ":" + block.state;
        if (!found.has(key)) found.set(key, wanted(spell(weave.text(block))));
        return found.get(key);
      });
      if (!stands) continue;
      let stretch = open.get(section.line);
      if (!stretch || stretch.last !== number - 1) {
        open.set(section.line, stretch = { anchor: section.anchor, first: number });
        list.push(stretch);
      }
      stretch.last = number;
      stretch.title = weave.titleOf(section);
    }
  }
  return list;
}
