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
  const cache = new Map();
  for (const page of site.pages) {
    if (page.kind === "forward") continue;
    report.seen++;
    const total = await weigh(site, page, cache);
    if (!(heaviest.get(page.kind)?.gzip > total.gzip)) heaviest.set(page.kind, { file: page.file, ...total });
    if (page.kind === "policy" && total.gzip > weightLimit) {
      report.find(page.file, `costs ${total.gzip} bytes (gzip -9) with ${total.parts.join(", ")}; the limit is ${weightLimit}`, "make the style sheet or the markup smaller: beyond the limit a first visit takes another round trip");
    }
  }
  tabulate(heaviest, report);
  return report;
}

function tabulate(heaviest, report) {
  const rows = [["heaviest page of a kind", "raw", "gzip -9", "brotli"]];
  for (const [kind, { file, raw, gzip, brotli }] of heaviest) rows.push([`${kind}: ${file}`, raw, gzip, brotli]);
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, ...sizes] of rows) {
    report.note([name.padEnd(width), ...sizes.map((size) => String(size).padStart(8))].join(" "));
  }
}

async function weigh(site, page, cache) {
  const files = new Set([page.file]);
  for (const link of page.links) {
    if (!link.fetched || !URL.canParse(link.href, page.url)) continue;
    const url = new URL(link.href, page.url);
    const file = site.owns(url) && site.fileAt(url);
    if (file) files.add(file);
  }
  const total = { raw: 0, gzip: 0, brotli: 0, parts: [] };
  for (const file of files) {
    if (!cache.has(file)) cache.set(file, compress(await site.read(file)));
    const part = cache.get(file);
    for (const measure of ["raw", "gzip", "brotli"]) total[measure] += part[measure];
    total.parts.push(`${file} ${part.gzip}`);
  }
  return total;
}

/** Sizes in bytes; what is compressed already is sent as it is. */
function compress(bytes) {
  const gzip = gzipSync(bytes, { level: 9 }).length;
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  return { raw: bytes.length, gzip: Math.min(gzip, bytes.length), brotli: Math.min(brotli, bytes.length) };
}
