import path from "node:path";
import { parseAllRedirects } from "@netlify/redirect-parser";
import { Report } from "../report.mjs";

/**
 * Every rule of _redirects, tried in Netlify's own engine, leads in one step
 * to a published page and to an element of it, and is not hidden by a file of
 * the same address. A rule with placeholders is tried with the values of every
 * published page that its target can name.
 */
export async function checkRedirects({ site, host }) {
  const report = new Report("redirects tried");
  if (!site.files.has("_redirects")) {
    report.find("_redirects", "is missing", "have the build write it into the published folder");
    return report;
  }
  report.mayBeNone = true;
  const { redirects, errors } = await parseAllRedirects({ redirectsFiles: [path.join(site.dir, "_redirects")], minimal: false, configRedirects: [] });
  for (const error of errors) report.find("_redirects", error.message, "correct the line");
  for (const rule of redirects) {
    await tryRule(site, host, rule, report);
  }
  return report;
}

async function tryRule(site, host, rule, report) {
  const shown = `_redirects: ${rule.path ?? rule.from} → ${rule.to}`;
  if (rule.to === undefined || /^https?:/.test(rule.to) && new URL(rule.to).origin !== site.base.origin) {
    return report.find(shown, "leads to another host", "a policy's old address must stay on its own site");
  }
  const requests = instances(site, rule);
  if (requests.length === 0) return report.find(shown, "no published page has an address of this shape", "correct the target, or drop the rule");
  for (const request of requests) {
    report.seen++;
    await tryRequest(site, host, rule, request, shown, report);
  }
}

async function tryRequest(site, host, rule, request, shown, report) {
  const answer = await host.match(request);
  const tried = `${shown} (tried ${request.pathname}${request.search})`;
  if (!answer) return report.find(tried, "Netlify's engine does not apply it", "correct the pattern");
  if (site.fileAt(request) && !rule.force) {
    return report.find(tried, "a file of that address is published, so the rule is never used", "drop the rule or the file");
  }
  const target = new URL(answer.target.href);
  target.search = "";
  const file = site.owns(target) ? site.fileAt(target) : undefined;
  if (!file) return report.find(tried, `leads to ${answer.target.pathname}, which is no published file`, "correct the target");
  if (answer.redirect && (await redirectsOn(site, host, target))) report.find(tried, "leads to another redirect", "lead to the last address at once");
  const fragment = decodeURIComponent(answer.target.hash.slice(1));
  const page = site.pageByFile.get(file);
  if (fragment && page && !page.ids.some(({ id }) => id === fragment)) {
    report.find(tried, `${file} has no element with the id "${fragment}"`, "correct the fragment");
  }
}

async function redirectsOn(site, host, url) {
  const rule = await host.match(url);
  return Boolean(rule?.redirect && (rule.force || !site.fileAt(url)));
}

/**
 * Requests that the rule is for. Placeholders (:name, *) take the values that
 * make the target the address of a published file.
 */
function instances(site, rule) {
  const from = rule.path ?? new URL(rule.from, site.base).pathname;
  const names = [...`${from} ${Object.values(rule.query ?? {}).join(" ")}`.matchAll(/(?<=[/\s.]|^):([a-z_]\w*)/gi)].map((match) => match[1]);
  if (from.includes("*")) names.push("splat");
  if (names.length === 0) return [request(site, from, rule.query, {})];
  const target = new URL(rule.to, site.base);
  const pattern = new RegExp(`^${escape(target.pathname).replace(/:splat\b/g, "(?<splat>.*)").replace(/:([a-z_]\w*)/gi, "(?<$1>[^/]+)")}$`, "u");
  const found = [];
  for (const file of site.files) {
    const match = site.urlOf(file).pathname.match(pattern);
    if (match) found.push(request(site, from, rule.query, match.groups ?? {}));
  }
  return found;
}

function request(site, from, query, values) {
  const fill = (text) => text.replace(/\*/g, values.splat ?? "").replace(/:([a-z_]\w*)/gi, (whole, name) => values[name] ?? whole);
  const url = new URL(fill(from), site.base);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, fill(String(value)));
  return url;
}

function escape(text) {
  return text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
}
