import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { Report } from "../report.mjs";

/**
 * What a first visit to a page costs: the page, its style sheets, scripts,
 * pictures and icon, each compressed by itself as a host sends it. A policy
 * page must stay below the limit with `gzip -9`, the worse of the two
 * compressions that hosts use. The heaviest page of each kind is shown.
 */
export async function checkWeight({ site, weightLimit }) {
  const report = new Report("pages weighed");
  const heaviest = new Map();
  const sizes = new Map();
  for (const page of site.pages) {
    if (page.kind === "forward") continue;
    report.seen++;
    const total = await weigh(site, page, sizes);
    if (!(heaviest.get(page.kind)?.total.gzip > total.gzip)) heaviest.set(page.kind, { file: page.file, total });
    if (page.kind === "policy" && total.gzip > weightLimit) {
      report.find(page.file, `costs ${total.gzip} bytes (gzip -9) with ${[...total.parts].map(([file, size]) => `${file} ${size}`).join(", ")}; the limit is ${weightLimit}`, "make the style sheet or the markup smaller: beyond the limit a first visit takes another round trip");
    }
  }
  await tabulate(site, heaviest, report);
  return report;
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
