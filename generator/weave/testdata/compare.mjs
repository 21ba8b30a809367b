// Compares pairs of versions with the script of the compare page, and prints
// what it finds, a line of JSON for each pair. Standard input is a JSON object:
// scripts (folder), files (name to text) and pairs; texts wants full texts.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { scripts, files, pairs, texts } = JSON.parse(readFileSync(0, "utf8"));
const script = (name) => import(pathToFileURL(`${scripts}/${name}`).href);
const { openWeave } = await script("weave.js");
const { blocksNeeded, compare, rowsOf } = await script("compare.js");

const base = "https://example.org/";
const fetched = new Set();
const load = async (url) => {
  const data = JSON.parse(files[url.slice(base.length)]);
  if (data.of === "blocks") fetched.add(url);
  return data;
};
const weave = await openWeave(base + "weave.json", load);

/** What a row shows: spans that changed; of one whose words crossed borders, all edits with the blocks they come from. */
const editsOf = (r) => r.edits?.map((e) => [e.source, ...e.span, Boolean(e.matches), Boolean(e.minor), Boolean(e.joined), Boolean(r.divided)]) ?? (r.spans ?? []).map((span) => [...span, Boolean(span.minor)]);

const shown = (c, s) => {
  const rows = [s.heading, ...rowsOf(c, s)].map((r) => [r.old ?? -1, r.now ?? -1, r.movedTo ?? -1, Boolean(r.moved), editsOf(r)]);
  return { status: s.status, changes: s.changes, added: s.wordsAdded, removed: s.wordsRemoved, old: s.old, now: s.now, rows };
};

for (const [from, to] of pairs) {
  await weave.open([from, to]);
  const old = weave.document(from), now = weave.document(to);
  await weave.fetch(blocksNeeded(old, now, texts).map(({ block }) => block));
  const c = await compare(weave, old, now, async () => {});
  const line = { verdict: c.verdict, links: c.links.map((l) => [l.old, l.new, l.text]), markup: c.markup, sections: c.sections.map((s) => shown(c, s)) };
  if (texts) line.text = now.blocks.map((b) => weave.text(b).map((t) => [t.text, t.space, t.look.link ?? ""]));
  line.parts = fetched.size;
  console.log(JSON.stringify(line));
}
