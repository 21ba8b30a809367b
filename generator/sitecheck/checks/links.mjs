import { Report } from "../report.mjs";
import { requiredKinds } from "../kinds.mjs";

/** Kinds of pages whose scripts answer what a query asks. */
const readQueries = new Set(["comparisons", "verify"]);

/**
 * Every internal address of every page and style sheet leads to a published
 * file and an element in it, on any host that can do no more than send files;
 * no id stands twice; every page can be reached from the home page.
 */
export async function checkLinks({ site, host }) {
  const report = new Report("internal links");
  for (const kind of requiredKinds) {
    if (!site.pages.some((page) => page.kind === kind)) {
      report.find(site.dir, `no page of the kind "${kind}"`, "build the whole site; see kinds.mjs for the addresses each kind has");
    }
  }
  for (const page of site.pages) {
    findRepeatedIds(page, report);
    for (const link of page.links) await followLink(site, host, page, link, report);
  }
  for (const file of site.files) {
    if (file.endsWith(".css")) await followStyleSheet(site, host, file, report);
  }
  findOrphans(site, report);
  return report;
}

function findRepeatedIds(page, report) {
  const first = new Map();
  for (const { id, line } of page.ids) {
    if (first.has(id)) {
      report.find(`${page.file}:${line}`, `the id "${id}" already stands in line ${first.get(id)}`, "give each element an id of its own: a link to it reaches only the first");
    } else first.set(id, line);
  }
}

async function followLink(site, host, page, link, report) {
  const where = `${page.file}:${link.line}`;
  if (link.href.trim() === "" && link.element === "a") {
    return report.find(where, "a link without an address", "write where it leads, or leave the link out");
  }
  if (!URL.canParse(link.href, page.url)) {
    return report.find(where, `"${link.href}" is no address`, "correct the address");
  }
  if (page.kind === "not-found" && /^(?![a-z]+:|\/|#)/i.test(link.href)) {
    report.find(where, `the relative address "${link.href}" on a page that is shown at any address`, "begin it with a slash");
  }
  await follow(site, host, where, new URL(link.href, page.url), report);
}

/**
 * Follows an absolute address if it is one of the site's own.
 * @param {string} where the address stands
 */
export async function follow(site, host, where, url, report) {
  if (url.origin !== site.base.origin) return;
  report.seen++;
  const shown = url.href.slice(url.origin.length);
  if (!site.owns(url)) {
    return report.find(where, `${shown} lies outside the site's base ${site.base.pathname}`, "build links from the base URL");
  }
  const file = site.fileAt(url);
  if (!file) return report.find(where, `${shown} leads nowhere`, await remedy(site, host, url));
  const page = site.pageByFile.get(file);
  if (url.search && !readQueries.has(page?.kind)) {
    report.find(where, `${shown} carries a query, which a static file ignores`, "link to the page itself");
  }
  const fragment = url.hash.slice(1).split(":~:")[0];
  if (fragment === "" || fragment === "top") return;
  if (!page) return;
  if (!page.ids.some(({ id }) => id === fragment || id === decodeFragment(fragment))) {
    report.find(where, `${shown}: ${file} has no element with the id "${decodeFragment(fragment)}"`, "correct the fragment, or keep the anchor on the target page");
  }
}

async function remedy(site, host, url) {
  const slashed = new URL(url.href);
  slashed.pathname += "/";
  if (site.fileAt(slashed)) return `write it with a closing slash: ${slashed.pathname}`;
  const rule = await host.match(new URL(url.pathname + url.search, url.origin));
  if (rule) return `a redirect leads from it to ${rule.target.pathname}: link there, for hosts that cannot redirect`;
  return "correct the address, or publish the file";
}

function decodeFragment(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

async function followStyleSheet(site, host, file, report) {
  const css = (await site.read(file)).toString("utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  for (const match of css.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')/g)) {
    const href = match.slice(1).find((group) => group !== undefined);
    if (/^(data:|#)/.test(href) || !URL.canParse(href, site.urlOf(file))) continue;
    await follow(site, host, file, new URL(href, site.urlOf(file)), report);
  }
}

function findOrphans(site, report) {
  const home = site.pageByFile.get("index.html");
  if (!home) return report.find(site.dir, "there is no index.html", "publish a home page");
  const reached = new Set([home]);
  for (const page of reached) {
    for (const { href, element, rel } of page.links) {
      if (!["a", "form", "meta"].includes(element) && !rel.includes("alternate")) continue;
      if (!URL.canParse(href, page.url)) continue;
      const url = new URL(href, page.url);
      const target = site.owns(url) && site.pageByFile.get(site.fileAt(url) ?? "");
      if (target) reached.add(target);
    }
  }
  for (const page of site.pages) {
    if (reached.has(page) || page.kind === "not-found" || page.kind === "forward") continue;
    report.find(page.file, "no chain of links leads here from the home page", "link to the page from where a reader would look for it");
  }
}
