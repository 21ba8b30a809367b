import { Report } from "../report.mjs";
import { sitemapLocations } from "../site.mjs";

/**
 * The sitemap lists exactly the pages a search engine is to show: each once,
 * each published, none that asks to be left out or names another as canonical;
 * robots.txt bars nobody from reading that wish.
 */
export async function checkSitemap({ site }) {
  const report = new Report("sitemap entries");
  if (!site.files.has("sitemap.xml")) {
    report.find("sitemap.xml", "is missing", "have Hugo write it");
    return report;
  }
  const listed = new Set();
  for (const location of sitemapLocations((await site.read("sitemap.xml")).toString("utf8"))) {
    report.seen++;
    judgeLocation(site, location, listed, report);
  }
  for (const page of site.pages) {
    judgePage(site, page, listed, report);
  }
  await judgeRobots(site, report);
  return report;
}

function judgeLocation(site, location, listed, report) {
  if (!URL.canParse(location)) return report.find("sitemap.xml", `"${location}" is no absolute address`, "list absolute addresses");
  const url = new URL(location);
  const page = site.owns(url) && site.pageByFile.get(site.fileAt(url) ?? "");
  if (!page) return report.find("sitemap.xml", `${location} is no published page`, "leave it out, or publish the page");
  if (page.url.href !== url.href) report.find("sitemap.xml", `${location} is not the page's own address`, `list ${page.url}`);
  if (listed.has(page)) report.find("sitemap.xml", `${location} is listed twice`, "list each page once");
  listed.add(page);
}

function judgePage(site, page, listed, report) {
  if (page.canonical === "" && !page.noindex && !["forward", "not-found"].includes(page.kind)) {
    report.find(page.file, "names no canonical address", 'add <link rel="canonical">, or noindex');
  }
  if (page.canonical !== "" && !URL.canParse(page.canonical)) {
    return report.find(page.file, `the canonical address "${page.canonical}" is not absolute`, "write it with scheme and host");
  }
  const elsewhere = page.canonical !== "" && new URL(page.canonical).href !== page.url.href;
  const hidden = page.noindex || elsewhere || page.kind === "forward" || page.kind === "not-found";
  if (page.kind === "not-found" && !page.noindex) {
    report.find(page.file, "does not ask to be left out of search engines", 'add <meta name="robots" content="noindex">');
  }
  if (listed.has(page) && hidden) {
    const why = page.noindex ? "it asks not to be indexed" : elsewhere ? `its canonical address is ${page.canonical}` : "it is no page to find";
    report.find("sitemap.xml", `lists ${page.url}, but ${why}`, "leave it out of the sitemap");
  }
  if (!listed.has(page) && !hidden) {
    report.find("sitemap.xml", `lacks ${page.url}`, "list it, or mark the page noindex");
  }
}

async function judgeRobots(site, report) {
  if (!site.files.has("robots.txt")) return report.find("robots.txt", "is missing", "publish one that names the sitemap");
  const lines = (await site.read("robots.txt")).toString("utf8").split(/\r?\n/);
  lines.forEach((line, index) => {
    if (/^\s*disallow\s*:\s*\S/i.test(line)) {
      report.find(`robots.txt:${index + 1}`, `"${line.trim()}" keeps search engines from reading a page's own noindex`, "use noindex on the page instead");
    }
  });
  const named = lines.map((line) => line.match(/^\s*sitemap\s*:\s*(\S+)/i)?.[1]).filter(Boolean);
  const own = site.urlOf("sitemap.xml").href;
  if (!named.includes(own)) report.find("robots.txt", `does not name ${own}`, `add the line "Sitemap: ${own}"`);
}
