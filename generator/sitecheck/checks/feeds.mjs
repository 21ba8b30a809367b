import { XMLValidator } from "fast-xml-parser";
import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import { parseFragment } from "parse5";
import { Report } from "../report.mjs";
import { follow } from "./links.mjs";

// RFC 3339, section 5.6.
const timestamp = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Every feed that a page announces parses, and has what Atom (RFC 4287) and
 * JSON Feed 1.1 require: ids that are unique and absolute, dates that are
 * dates, its own address, entries that lead to published pages.
 */
export async function checkFeeds({ site, host }) {
  const report = new Report("feed entries");
  const announced = announcedFeeds(site, report);
  const idsByFolder = new Map();
  for (const [file, type] of announced) {
    const text = (await site.read(file)).toString("utf8");
    const feed = type === "application/atom+xml" ? readAtom(file, text, report) : readJson(file, text, report);
    if (!feed) continue;
    await judge(site, host, file, feed, report);
    if (!/(^|\/)(atom\.xml|feed\.json)$/.test(file)) continue; // of some entries
    const folder = file.replace(/[^/]*$/, "");
    idsByFolder.set(folder, [...(idsByFolder.get(folder) ?? []), { file, ids: feed.entries.map((entry) => entry.id) }]);
  }
  for (const [first, ...others] of idsByFolder.values()) {
    for (const other of others) {
      if (first.ids.join("\n") !== other.ids.join("\n")) {
        report.find(other.file, `its entries are not those of ${first.file}`, "write both feeds from the same entries, in the same order");
      }
    }
  }
  return report;
}

/** The files of all feeds that pages announce, with their types. */
export function announcedFeeds(site, report) {
  const announced = new Map();
  for (const page of site.pages) {
    for (const link of page.links) {
      const type = link.type.toLowerCase();
      if (!link.rel.includes("alternate") || !["application/atom+xml", "application/feed+json"].includes(type)) continue;
      const file = URL.canParse(link.href, page.url) && site.fileAt(new URL(link.href, page.url));
      if (file) announced.set(file, type);
    }
    if (page.kind !== "changelog") continue;
    for (const type of ["application/atom+xml", "application/feed+json"]) {
      if (!page.links.some((link) => link.rel.includes("alternate") && link.type === type)) {
        report.find(page.file, `announces no feed of the type ${type}`, `add <link rel="alternate" type="${type}" href="…">`);
      }
    }
  }
  return announced;
}

/** Brings an Atom feed into the shape that judge reads; undefined if it does not parse. */
function readAtom(file, text, report) {
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    report.find(`${file}:${valid.err.line}:${valid.err.col}`, `not well-formed XML: ${valid.err.msg}`, "correct the feed's template");
    return undefined;
  }
  let feed;
  try {
    feed = parseAtomFeed(text);
  } catch (error) {
    report.find(file, `no Atom feed: ${error.message}`, "correct the feed's template");
    return undefined;
  }
  const link = (links, rel) => links?.find((candidate) => (candidate.rel ?? "alternate") === rel)?.href;
  const textOf = (construct) => (typeof construct === "object" ? construct?.value : construct);
  return {
    id: feed.id, title: textOf(feed.title), updated: feed.updated, dates: [feed.updated],
    self: link(feed.links, "self"), page: link(feed.links, "alternate"),
    needsDates: true,
    entries: (feed.entries ?? []).map((entry) => ({
      id: entry.id, title: textOf(entry.title), updated: entry.updated,
      dates: [entry.updated, entry.published].filter((date) => date !== undefined),
      page: link(entry.links, "alternate"), html: textOf(entry.content) ?? textOf(entry.summary),
      authored: Boolean(entry.authors?.length || feed.authors?.length),
    })),
  };
}

/** Brings a JSON feed into the shape that judge reads; undefined if it does not parse. */
function readJson(file, text, report) {
  let raw, feed;
  try {
    raw = JSON.parse(text);
    feed = parseJsonFeed(text);
  } catch (error) {
    report.find(file, `no JSON feed: ${error.message}`, "correct the feed's template");
    return undefined;
  }
  if (raw.version !== "https://jsonfeed.org/version/1.1") {
    report.find(file, `its version is "${raw.version}"`, 'write "https://jsonfeed.org/version/1.1"');
  }
  return {
    id: raw.feed_url, title: feed.title, updated: undefined, dates: [],
    self: feed.feed_url, page: feed.home_page_url,
    needsDates: false,
    entries: (feed.items ?? []).map((item) => ({
      id: item.id, title: item.title, updated: item.date_modified,
      dates: [item.date_published, item.date_modified].filter((date) => date !== undefined),
      page: item.url, html: item.content_html ?? item.content_text, authored: true,
    })),
  };
}

async function judge(site, host, file, feed, report) {
  const need = (value, name, where = file) => {
    if (!value) report.find(where, `has no ${name}`, `write the ${name}; the format requires it`);
  };
  need(feed.id, "id");
  need(feed.title, "title");
  if (feed.needsDates) need(feed.updated, "updated date");
  judgeDates(file, feed.dates, report);
  if (feed.self !== site.urlOf(file).href) {
    report.find(file, `names ${feed.self ?? "no address"} as its own`, `write ${site.urlOf(file)}`);
  }
  await judgeAddress(site, host, file, "page", feed.page, report);
  const ids = new Set([feed.id]);
  for (const [index, entry] of feed.entries.entries()) {
    report.seen++;
    const where = `${file} entry ${index + 1} (${entry.title ?? entry.id ?? "untitled"})`;
    need(entry.id, "id", where);
    need(entry.title, "title", where);
    need(entry.html, "text", where);
    need(entry.authored, "author", where);
    need(entry.dates.length > 0, "date", where);
    if (feed.needsDates) need(entry.updated, "updated date", where);
    if (entry.id && !URL.canParse(entry.id)) report.find(where, `the id "${entry.id}" is no absolute IRI`, "use a tag: or https: id");
    if (ids.has(entry.id)) report.find(where, `the id "${entry.id}" is used twice`, "give each entry an id of its own, for ever");
    ids.add(entry.id);
    judgeDates(where, entry.dates, report);
    await judgeAddress(site, host, where, "page", entry.page, report);
    await judgeText(site, host, where, entry.html ?? "", report);
  }
}

function judgeDates(where, dates, report) {
  for (const date of dates) {
    if (date === undefined) continue;
    if (!timestamp.test(date) || Number.isNaN(Date.parse(date))) {
      report.find(where, `"${date}" is no RFC 3339 date and time`, "write it like 2026-11-23T00:00:00Z");
    }
  }
}

async function judgeAddress(site, host, where, name, address, report) {
  if (!address || !URL.canParse(address)) {
    return report.find(where, `its ${name} is ${address ? `"${address}"` : "missing"}`, "write an absolute address");
  }
  if (new URL(address).origin !== site.base.origin) {
    report.find(where, `its ${name} ${address} is on another host`, `write an address below ${site.base}`);
  }
  const before = report.seen;
  await follow(site, host, where, new URL(address), report);
  report.seen = before;
}

/** Feed readers know no base address and strip style sheets. */
async function judgeText(site, host, where, html, report) {
  const before = report.seen;
  const walk = async (node) => {
    if (["style", "script", "link"].includes(node.tagName)) {
      report.find(where, `contains <${node.tagName}>, which feed readers strip`, "use inline styles");
    }
    for (const { name, value } of node.attrs ?? []) {
      if (name !== "href" && name !== "src") continue;
      if (!URL.canParse(value)) report.find(where, `the address "${value}" is not absolute`, "write it with scheme and host");
      else await follow(site, host, where, new URL(value), report);
    }
    for (const child of node.childNodes ?? []) await walk(child);
  };
  await walk(parseFragment(html));
  report.seen = before;
}
