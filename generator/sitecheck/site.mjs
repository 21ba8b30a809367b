import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { readPage } from "./page.mjs";
import { kindOf } from "./kinds.mjs";

/**
 * A published folder as a visitor meets it: every file by its address below
 * the site's base URL, every HTML file parsed once.
 */
export class Site {
  /**
   * @param {string} dir the published folder
   * @param {URL} base address of the folder, with a closing slash
   * @param {string[]} files slash paths below dir, sorted
   * @param {import("./page.mjs").Page[]} pages
   */
  constructor(dir, base, files, pages) {
    this.dir = dir;
    this.base = base;
    this.files = new Set(files);
    this.pages = pages;
    this.pageByFile = new Map(pages.map((page) => [page.file, page]));
  }

  /** Bytes of a published file. */
  read(file) {
    return readFile(path.join(this.dir, file));
  }

  /** Address of a published file, as links should write it. */
  urlOf(file) {
    const shown = file.replace(/(^|\/)index\.html$/, "$1");
    return new URL(shown.split("/").map(encodeURIComponent).join("/"), this.base);
  }

  /** Whether an address belongs to this site. */
  owns(url) {
    return url.origin === this.base.origin && url.pathname.startsWith(this.base.pathname);
  }

  /**
   * The file a plain file server sends for an address of this site, without
   * any redirect; undefined if there is none.
   */
  fileAt(url) {
    let file;
    try {
      file = decodeURIComponent(url.pathname.slice(this.base.pathname.length));
    } catch {
      return undefined;
    }
    if (file === "" || file.endsWith("/")) file += "index.html";
    return this.files.has(file) ? file : undefined;
  }
}

/**
 * Reads a published folder. Without baseURL the address is worked out from
 * sitemap.xml.
 * @throws if the folder holds no HTML page, or its address cannot be told
 */
export async function openSite(dir, baseURL) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath ?? entry.path, entry.name)))
    .map((file) => file.split(path.sep).join("/"))
    .sort();
  const html = files.filter((file) => file.endsWith(".html"));
  if (html.length === 0) {
    throw new Error(`${dir} holds no HTML page: build the site first (go run ./generator build)`);
  }
  const base = baseURL ? new URL(baseURL) : await baseFromSitemap(dir, new Set(files));
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  const site = new Site(dir, base, files, []);
  for (const file of html) {
    const page = readPage(file, site.urlOf(file), await readFile(path.join(dir, file), "utf8"));
    page.kind = kindOf(page);
    site.pages.push(page);
    site.pageByFile.set(file, page);
  }
  return site;
}

/** The <loc> addresses of a sitemap, entities decoded. */
export function sitemapLocations(xml) {
  return [...xml.matchAll(/<loc>\s*([^<]*?)\s*<\/loc>/g)].map((match) =>
    match[1].replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')
      .replaceAll("&apos;", "'").replaceAll("&#39;", "'").replaceAll("&amp;", "&"));
}

/** The shortest address under which every location of the sitemap is a published file. */
async function baseFromSitemap(dir, files) {
  const hint = "give the site's address with --base-url";
  if (!files.has("sitemap.xml")) throw new Error(`${dir} has no sitemap.xml; ${hint}`);
  const locations = sitemapLocations(await readFile(path.join(dir, "sitemap.xml"), "utf8"));
  if (locations.length === 0 || !URL.canParse(locations[0])) {
    throw new Error(`${dir}/sitemap.xml lists no absolute address; ${hint}`);
  }
  const first = new URL(locations[0]);
  const parts = first.pathname.split("/").slice(1, -1);
  for (let kept = 0; kept <= parts.length; kept++) {
    const pathname = ["", ...parts.slice(0, kept), ""].join("/");
    const base = new URL(pathname, first.origin);
    const candidate = new Site(dir, base, files, []);
    if (candidate.fileAt(first)) return base;
  }
  throw new Error(`${dir}/sitemap.xml lists ${first}, which is no published file; ${hint}`);
}
