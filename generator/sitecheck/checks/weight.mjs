import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { Report } from "../report.mjs";

/** Bytes that a page may have, unless three times the largest text are more. */
const pageLimit = 256 << 10;

/**
 * What a first visit to a page costs: the page, its style sheets, scripts,
 * pictures and icon, each compressed by itself as a host sends it. A policy
 * page must stay below the limit with `gzip -9`, the worse of the two
 * compressions that hosts use. The heaviest page of each kind is shown. No page
 * may grow with the history: its HTML stays below pageLimit, or three times the
 * largest text.
 */
export async function checkWeight({ site, weightLimit }) {
  const report = new Report("pages weighed");
  const heaviest = new Map();
  const sizes = new Map();
  const most = Math.max(pageLimit, 3 * (await largestText(site)));
  for (const page of site.pages) {
    if (page.kind === "forward") continue;
    report.seen++;
    if (page.bytes > most) {
      report.find(page.file, `has ${page.bytes} bytes; the limit for the pages of this site is ${most}`, "list fewer things on the page, and lead to the rest: see generator/docs/limits.md");
    }
    const total = await weigh(site, page, sizes);
    if (!(heaviest.get(page.kind)?.total.gzip > total.gzip)) heaviest.set(page.kind, { file: page.file, total });
    if (page.kind === "policy" && total.gzip > weightLimit) {
      report.find(page.file, `costs ${total.gzip} bytes (gzip -9) with ${[...total.parts].map(([file, size]) => `${file} ${size}`).join(", ")}; the limit is ${weightLimit}`, "make the style sheet or the markup smaller: beyond the limit a first visit takes another round trip");
    }
  }
  await tabulate(site, heaviest, report);
  return report;
}

/** Bytes of the largest text among the versions of the site. */
async function largestText(site) {
  const texts = [...site.files].filter((file) => file.endsWith(".md"));
  return Math.max(0, ...(await Promise.all(texts.map(async (file) => (await site.read(file)).length))));
}

async function tabulate(site, heaviest, report) {
  const rows = [["heaviest page of a kind", "raw", "gzip -9", "brotli"]];
  for (const [kind, { file, total }] of heaviest) {
    rows.push([`${kind}: ${file}`, total.raw, total.gzip, await brotliSize(site, total.parts.keys())]);
  }
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, ...sizes] of rows) {
    report.note([name.padEnd(width), ...sizes.map((size) => String(size).padStart(8))].join(" "));
  }
}

/** Bytes of a page with all it loads: raw, gzip, and parts, the compressed size by file. */
async function weigh(site, page, sizes) {
  const total = { raw: 0, gzip: 0, parts: new Map() };
  for (const file of [page.file, ...loaded(site, page)]) {
    if (!sizes.has(file)) sizes.set(file, sizeOf(await site.read(file)));
    const { raw, gzip } = sizes.get(file);
    total.raw += raw;
    total.gzip += gzip;
    total.parts.set(file, gzip);
  }
  return total;
}

function loaded(site, page) {
  const files = new Set();
  for (const link of page.links) {
    if (!link.fetched || !URL.canParse(link.href, page.url)) continue;
    const url = new URL(link.href, page.url);
    const file = site.owns(url) && site.fileAt(url);
    if (file) files.add(file);
  }
  return files;
}

/** What is compressed already is sent as it is. */
function sizeOf(bytes) {
  return { raw: bytes.length, gzip: Math.min(gzipSync(bytes, { level: 9 }).length, bytes.length) };
}

/** Bytes with brotli at its best; too slow to ask for every page. */
async function brotliSize(site, files) {
  let size = 0;
  for (const file of files) {
    const bytes = await site.read(file);
    size += Math.min(brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length, bytes.length);
  }
  return size;
}
