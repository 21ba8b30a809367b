import path from "node:path";
import { parseAllHeaders } from "@netlify/headers-parser";
import { Report } from "../report.mjs";

const yearInSeconds = 31536000;
const fingerprinted = /[._-][0-9a-f]{16,}(\.min)?\.[a-z0-9]+$/;
const archived = /^[^/]+\/archive\/[^/]+\/(?!(?:policy\.json|version\.tlog-proof)$)[^/]+$/;

/** Media types (RFC 6838) that a plain file server would not give by itself. */
const typesByEnding = [
  [/\.md$/, /^text\/markdown;\s*charset=utf-8$/i],
  [/(^|\/)timemap$/, /^application\/link-format\b/i],
];

/**
 * What Netlify's engine makes of _headers: a strict Content-Security-Policy
 * and the usual guards on every page; fingerprinted and archived files cached
 * for ever, everything else asked for anew; types for Markdown and feeds. A
 * preview keeps search engines away from every page, the public site from none.
 */
export async function checkHeaders({ site, host, preview = false }) {
  const report = new Report("addresses");
  if (!site.files.has("_headers")) {
    report.find("_headers", "is missing", "have the build write it into the published folder");
    return report;
  }
  const { headers: rules, errors } = await parseAllHeaders({ headersFiles: [path.join(site.dir, "_headers")], minimal: false, configHeaders: [] });
  for (const error of errors) report.find("_headers", error.message, "correct the line");
  for (const file of site.files) {
    if (file === "_headers" || file === "_redirects") continue;
    report.seen++;
    const url = site.urlOf(file);
    const { headers } = await host.respond(url, true);
    judgeRules(file, url, rules, report);
    judgeCaching(file, headers["cache-control"] ?? "", report);
    for (const [pattern, type] of typesByEnding) {
      if (pattern.test(file)) judgeType(file, headers["content-type"] ?? "", type, report);
    }
    const page = site.pageByFile.get(file);
    if (page) judgePage(page, headers, preview, report);
    if ((headers["x-content-type-options"] ?? "").toLowerCase() !== "nosniff") {
      report.find(file, "is sent without X-Content-Type-Options: nosniff", "set it for /* in _headers");
    }
  }
  await judgeFeedTypes(site, host, report);
  return report;
}

/** A page's own feeds are sent as what its <link> says they are. */
async function judgeFeedTypes(site, host, report) {
  const seen = new Set();
  for (const page of site.pages) {
    for (const { href, type, rel } of page.links) {
      if (!rel.includes("alternate") || type === "" || !URL.canParse(href, page.url)) continue;
      const url = new URL(href, page.url);
      const file = site.owns(url) && site.fileAt(url);
      if (!file || seen.has(file) || site.pageByFile.has(file)) continue;
      seen.add(file);
      const { headers } = await host.respond(url, true);
      const sent = headers["content-type"] ?? "";
      if (sent.split(";")[0].trim().toLowerCase() !== type.split(";")[0].trim().toLowerCase()) {
        report.find(file, `is sent as ${sent}, while ${page.file} calls it ${type}`, "set Content-Type in _headers");
      }
    }
  }
}

/** Of two rules with the same header some hosts take the last, others join the values. */
function judgeRules(file, url, rules, report) {
  const givers = new Map();
  for (const rule of rules) {
    if (!rule.forRegExp.test(url.pathname)) continue;
    for (const name of Object.keys(rule.values).map((given) => given.toLowerCase())) {
      if (givers.has(name)) report.find(file, `gets ${name} from two rules, ${givers.get(name)} and ${rule.for}`, "let one rule give it: hosts differ in what they make of two");
      givers.set(name, rule.for);
    }
  }
}

function judgeCaching(file, value, report) {
  const directives = new Map(value.toLowerCase().split(",").map((part) => part.trim().split("=")));
  const age = Number(directives.get("max-age") ?? NaN);
  const forEver = archived.test(file) && !file.endsWith(".html") || fingerprinted.test(file);
  if (forEver && !(directives.has("immutable") && age >= yearInSeconds)) {
    report.find(file, `never changes but is sent with Cache-Control "${value}"`, `send "public, max-age=${yearInSeconds}, immutable"`);
  }
  if (!forEver && (age !== 0 || !directives.has("must-revalidate")) && !directives.has("no-cache")) {
    report.find(file, `can change but is sent with Cache-Control "${value}"`, 'send "public, max-age=0, must-revalidate"');
  }
}

function judgeType(file, sent, wanted, report) {
  if (!wanted.test(sent)) report.find(file, `is sent as ${sent}`, `set its Content-Type in _headers (wanted: ${wanted.source})`);
}

function judgePage(page, headers, preview, report) {
  for (const problem of policyProblems(headers["content-security-policy"] ?? "")) {
    report.find(page.file, `Content-Security-Policy: ${problem}`, "tighten the policy in _headers, for /*");
  }
  for (const problem of policyProblems(page.security, { inPage: true })) {
    report.find(page.file, `Content-Security-Policy in the page: ${problem}`, "put it into a <meta> before every link, script and style, for hosts that send no headers");
  }
  if (!headers["referrer-policy"]) report.find(page.file, "is sent without a Referrer-Policy", "set one for /* in _headers");
  const hidden = /noindex|none/i.test(headers["x-robots-tag"] ?? "");
  if (preview && !hidden) report.find(page.file, "does not ask search engines away, though this is a preview", "send X-Robots-Tag: noindex");
  if (!preview && hidden && !page.noindex) {
    report.find(page.file, "asks search engines away by X-Robots-Tag, though the page is to be found", "send it for previews only");
  }
}

/**
 * What is weak in a Content-Security-Policy (W3C CSP Level 3) of a site that
 * needs nothing but its own files and no inline script or style.
 */
export function policyProblems(value, { inPage = false } = {}) {
  if (value.trim() === "") return ["is missing"];
  const problems = [];
  const directives = new Map();
  for (const part of value.split(";")) {
    const [name, ...sources] = part.trim().split(/\s+/);
    if (name) directives.set(name.toLowerCase(), sources);
  }
  for (const [name, sources] of directives) {
    if (!name.endsWith("-src")) continue;
    for (const source of sources) {
      const strict = /^'(self|none|report-sample)'$/i.test(source) || /^'(sha256|sha384|sha512)-/i.test(source);
      if (!strict && !(name === "img-src" && source === "data:")) problems.push(`${name} allows ${source}`);
    }
  }
  if (!directives.has("default-src")) problems.push("has no default-src");
  for (const name of ["base-uri", "form-action", "frame-ancestors"]) {
    if (name === "frame-ancestors" && inPage) continue; // there it has no effect
    if (!directives.has(name)) problems.push(`has no ${name}, which default-src does not cover`);
  }
  return problems;
}
