import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { parseAtomFeed } from "feedsmith";
import { parseFragment } from "parse5";
import { Report } from "../report.mjs";
import { announcedFeeds } from "./feeds.mjs";

const execute = promisify(execFile);
const script = path.join(import.meta.dirname, "..", "readers", "read.py");

// Debian's, which has the modules of Debian's packages, whatever else is installed.
const python = "/usr/bin/python3";

/** What reads a feed, and the command that tells whether it is there. */
const readers = {
  feedparser: { there: [python, "-c", "import feedparser"], read: byScript("feedparser") },
  newsboat: { there: ["newsboat", "--version"], read: byScript("newsboat") },
  rss2email: { there: ["r2e", "--version"], read: byScript("rss2email") },
  gofeed: { there: ["go", "version"], read: byGofeed },
};

/**
 * Programs that readers use find in the feeds what feedsmith finds: the same entries
 * with their ids, titles, addresses and days, and in these every edit, marked as one.
 * A program that is missing is told of, and is a fault where CI is "true".
 */
export async function checkReaders({ site }) {
  const report = new Report("entries as readers show them");
  const feeds = [...announcedFeeds(site, report)].filter(([, type]) => type === "application/atom+xml");
  const chosen = await chooseFeeds(site, feeds.map(([file]) => file));
  for (const [name, reader] of Object.entries(readers)) {
    if (!(await isThere(reader.there))) {
      if (process.env.CI === "true") report.find(name, "is not installed", "install it, as .ci/run does");
      else report.note(`skipped: ${name} is not installed`);
      report.mayBeNone = true;
      continue;
    }
    for (const file of chosen) await judgeReader(site, name, reader, file, report);
  }
  return report;
}

/** The feeds at the site's root and beside changelogs, and the largest of a section. */
async function chooseFeeds(site, feeds) {
  const isSection = (file) => file.includes("/sections/");
  let largest = { file: undefined, size: -1 };
  for (const file of feeds.filter(isSection)) {
    const size = (await site.read(file)).length;
    if (size > largest.size) largest = { file, size };
  }
  return [...feeds.filter((file) => !isSection(file)), ...(largest.file ? [largest.file] : [])];
}

async function isThere([command, ...args]) {
  try {
    await execute(command, args);
    return true;
  } catch {
    return false;
  }
}

async function judgeReader(site, name, reader, file, report) {
  const wanted = parseAtomFeed((await site.read(file)).toString("utf8")).entries ?? [];
  let found;
  try {
    found = new Map((await reader.read(path.join(site.dir, file))).map((entry) => [entry.id, entry]));
  } catch (error) {
    const why = (error.stderr || error.message).trim().split("\n").at(-1);
    return report.find(file, `${name} cannot read it: ${why}`, "correct the feed");
  }
  for (const entry of wanted) {
    report.seen++;
    const where = `${file} entry ${entry.id} in ${name}`;
    const shown = found.get(entry.id);
    if (!shown) {
      report.find(where, "is missing", "give it all that the program needs");
      continue;
    }
    const same = (what, is, wants) => {
      if (is === wants) return;
      report.find(where, `has the ${what} "${is}", not "${wants}"`, "write it so that the program understands it");
    };
    same("title", oneLine(shown.title), oneLine(textOf(entry.title)));
    same("address", shown.url, entry.links.find(({ rel }) => (rel ?? "alternate") === "alternate").href);
    if (shown.updated) same("time", Date.parse(shown.updated), Date.parse(entry.updated));
    if (shown.published && entry.published) {
      same("day of publication", Date.parse(shown.published), Date.parse(entry.published));
    }
    const edits = editsOf(parseFragment(textOf(entry.content)));
    const kept = shown.text === undefined ? editsOf(parseFragment(shown.html)) : editsIn(shown.text);
    if (kept.join("\n") !== edits.join("\n")) {
      const at = edits.findIndex((edit, i) => edit !== kept[i]);
      const what = `shows the edit ${edits[at] ?? "(none)"} as ${kept[at] ?? "(none)"}`;
      report.find(where, what, "mark edits so that they outlive its cleaning");
    }
  }
  if (found.size !== wanted.length) {
    report.find(file, `${name} finds ${found.size} entries of ${wanted.length}`, "correct the feed");
  }
}

const textOf = (construct) => (typeof construct === "object" ? construct?.value : construct) ?? "";
const oneLine = (text) => text.replace(/\s+/g, " ").trim();

/** Only letters and digits: programs that make text of HTML escape or wrap the rest. */
const bare = (text) => text.replace(/[^\p{L}\p{N}]+/gu, "");

/** The edits in HTML, as lines such as "-old", without the signs that stand for them in bare text. */
function editsOf(node) {
  const edits = [];
  const text = (inner) => (inner.nodeName === "#text" ? inner.value : (inner.childNodes ?? []).map(text).join(""));
  const walk = (inner) => {
    const sign = { ins: "+", del: "-" }[inner.tagName];
    if (sign) edits.push(sign + bare(text(inner)));
    else (inner.childNodes ?? []).forEach(walk);
  };
  walk(node);
  return edits.filter((edit) => edit.length > 1);
}

/** The edits in bare text. */
function editsIn(text) {
  const edits = [];
  for (const [, gone, come] of text.matchAll(/\[-(.*?)-\]|\{\+(.*?)\+\}/gs)) {
    const words = (gone ?? come).replace(/\]\([^)]*\)/g, "");
    edits.push((gone === undefined ? "+" : "-") + bare(words));
  }
  return edits.filter((edit) => edit.length > 1);
}

function byScript(name) {
  return async (feed) => {
    const folder = await mkdtemp(path.join(tmpdir(), "reader-"));
    try {
      const { stdout } = await execute(python, [script, name, feed, folder], { maxBuffer: 64 << 20 });
      return JSON.parse(stdout);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

async function byGofeed(feed) {
  const command = ["run", "github.com/mmcdole/gofeed/cmd/ftest@v1.4.2", feed];
  const { stdout } = await execute("go", command, { maxBuffer: 64 << 20 });
  return (JSON.parse(stdout).items ?? []).map((item) => ({
    id: item.guid, title: item.title, url: item.link, html: item.content,
    updated: item.updatedParsed, published: item.publishedParsed,
  }));
}
