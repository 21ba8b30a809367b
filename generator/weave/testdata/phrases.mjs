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
  console.log(JSON.stringify(stretches(weave, searched(phrase)).list));
}
