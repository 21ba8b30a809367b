// Looks for phrases with the script of the page of all versions, and prints a
// line of JSON for each. Standard input is a JSON object: scripts (folder),
// index (of the weave, in one file) and phrases.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { scripts, index, phrases } = JSON.parse(readFileSync(0, "utf8"));
const script = (name) => import(pathToFileURL(`${scripts}/${name}`).href);
const { openWeave } = await script("weave.js");
const { searched, stretches } = await script("stretches.js");

const weave = await openWeave("https://example.org/weave.json", async () => JSON.parse(index));
for (const phrase of phrases) {
  const { list, sections } = stretches(weave, searched(phrase));
  const sentences = sections.flatMap((section) => [...section.sentences.values()].flat());
  const marks = sentences.flatMap(({ from, to }) => [from, to]).flatMap(({ parts }) => parts.filter((_, n) => n % 2));
  const stretch = ({ first, last }) => ({ first, last });
  console.log(JSON.stringify({ list, marks: [...new Set(marks)], sentences: sentences.map(stretch) }));
}
