/** Finds where a phrase stands in all versions. */

import { plain } from "./weave.js";

/** Text as it is searched: in one case, with single blanks and plain apostrophes. */
export function searched(text) {
  return text.normalize("NFC").toLowerCase().replaceAll("’", "'").replace(/\s+/g, " ").trim();
}

/** Where a phrase, as it is searched, stands: stretches of versions, each in one section. */
export function stretches(weave, phrase) {
  const found = new Map(), open = new Map(), list = [];
  for (let number = 0; number < weave.names.length; number++) {
    const doc = weave.document(number);
    for (const section of doc.sections) {
      const blocks = [section.headline, ...section.blocks.map((i) => doc.blocks[i])].filter(Boolean);
      const stands = blocks.some((block) => {
        const key = block.block + ":" + block.state;
        if (!found.has(key)) found.set(key, searched(plain(weave.text(block))).includes(phrase));
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
