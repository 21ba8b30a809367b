import assert from "node:assert/strict";
import test from "node:test";
import { checkHeaders, policyProblems } from "../checks/headers.mjs";
import { checkRedirects } from "../checks/redirects.mjs";
import { testFaults } from "./faults.mjs";
import { openSample, remove, replace } from "./sample.mjs";

const headers = "public/_headers";
const redirects = "public/_redirects";

testFaults(checkHeaders, [
  ["no _headers", remove(headers), /_headers: is missing/],
  ["a line that Netlify cannot read", replace(headers, "  X-Content-Type-Options: nosniff", "  : nosniff"), /_headers: /],
  ["no Content-Security-Policy", replace(headers, "  Content-Security-Policy", "  X-Policy"), /Content-Security-Policy: is missing/],
  ["a page without its own", replace("public/404.html", '<meta http-equiv="Content-Security-Policy"', "<meta name=\"policy\""), /404\.html: Content-Security-Policy in the page: is missing/],
  ["a page's own behind what it fetches", replace("public/404.html", '<meta http-equiv="Content-Security-Policy"', '<link rel="icon" href="/icon.svg"><meta http-equiv="Content-Security-Policy"'), /404\.html: Content-Security-Policy in the page: is missing/],
  ["inline style allowed", replace(headers, "style-src 'self'", "style-src 'self' 'unsafe-inline'"), /style-src allows 'unsafe-inline'/],
  ["sniffing allowed", replace(headers, "nosniff", "sniff"), /without X-Content-Type-Options/],
  ["no Referrer-Policy", replace(headers, "Referrer-Policy", "Referer-Policy"), /without a Referrer-Policy/],
  ["a style sheet asked for again and again", replace(headers, "/*.css", "/*.scss"), /style\..*never changes/],
  ["a page kept for ever", replace(headers, "public, max-age=0, must-revalidate", "public, max-age=31536000, immutable"), /index\.html: can change/],
  ["an archived text that may be asked for again", replace(headers, "/privacy/archive/:version/policy.md", "/privacy/archive/:version/text.md"), /policy\.md: never changes/],
  ["two rules for one header", replace(headers, "/privacy/\n", "/*\n"), /policy\.md: gets cache-control from two rules/],
  ["Markdown without its type", replace(headers, "text/markdown; charset=utf-8", "text/plain"), /policy\.md: is sent as text\/plain/],
  ["a feed of another type", replace(headers, "application/atom+xml; charset=utf-8", "text/xml"), /atom\.xml: is sent as text\/xml/],
  ["pages kept from search engines", replace(headers, "  Referrer-Policy", "  X-Robots-Tag: noindex\n  Referrer-Policy"), /asks search engines away/],
]);

test("a preview must keep search engines away", async (t) => {
  const open = await openSample(t);
  const { findings } = await checkHeaders({ ...open, preview: true });
  assert.equal(findings.length, open.site.pages.length);
  const hidden = await openSample(t, replace(headers, "  Referrer-Policy", "  X-Robots-Tag: noindex\n  Referrer-Policy"));
  assert.deepEqual((await checkHeaders({ ...hidden, preview: true })).findings, []);
});

testFaults(checkRedirects, [
  ["no _redirects", remove(redirects), /_redirects: is missing/],
  ["a line that Netlify cannot read", (files) => { files[redirects] += "/lonely\n"; }, /_redirects: /],
  ["a target that is not there", replace(redirects, "/old-privacy /privacy/#security", "/old-privacy /policy/"), /leads to \/policy\/, which is no published file/],
  ["a target without its element", replace(redirects, "#security", "#safety"), /no element with the id "safety"/],
  ["a target that redirects again", replace(redirects, "/old-privacy /privacy/#security 301", "/older /old-privacy 301\n/old-privacy /privacy/ 301"), /older .*no published file/],
  ["a rule behind a file", replace(redirects, "/old-privacy", "/privacy/"), /never used/],
  ["a pattern that fits no page", replace(redirects, "/privacy/compare/:a/:b/", "/privacy/differences/:a/:b/"), /no published page has an address of this shape/],
  ["another host", replace(redirects, "/privacy/#security", "https://other.example/"), /leads to another host/],
]);

test("policyProblems", () => {
  const good = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  assert.deepEqual(policyProblems(good), []);
  for (const [weak, problem] of [
    ["", "is missing"],
    [good.replace("default-src 'none'; ", ""), "has no default-src"],
    [good.replace("frame-ancestors 'none'", ""), "has no frame-ancestors"],
    [good.replace("style-src 'self'", "style-src *"), "style-src allows *"],
    [good.replace("style-src 'self'", "style-src https:"), "style-src allows https:"],
    [`${good}; script-src 'unsafe-eval'`, "script-src allows 'unsafe-eval'"],
    [`${good}; script-src data:`, "script-src allows data:"],
  ]) assert.ok(policyProblems(weak).some((found) => found.startsWith(problem)), `${weak}: ${policyProblems(weak)}`);
});

test("the host answers as Netlify does", async (t) => {
  const { host, site } = await openSample(t);
  const ask = (address) => host.respond(new URL(address, site.base));
  const moved = await ask("/old-privacy");
  assert.equal(moved.status, 301);
  assert.equal(moved.headers.location, "https://policies.example/privacy/#security");
  assert.equal((await ask("/privacy/compare?from=2020-01-01&to=2021-01-01")).status, 302);
  const lost = await ask("/nowhere");
  assert.equal(lost.status, 404);
  assert.match(lost.body.toString(), /Not found/);
  assert.equal((await ask("/privacy/archive/2020-01-01/policy.md")).headers["content-type"], "text/markdown; charset=utf-8");
});
