#!/usr/bin/env node
import { readdir } from "node:fs/promises";
import path from "node:path";
import { openBrowser } from "./browser.mjs";

const usage = `Visits the pages of a site as a reader who touches everything: node hostile.mjs URL FOLDER [CHROMIUM]

  URL     at which the site is served
  FOLDER  in which it lies

It finds scripts of a text that run (they set window.__pwned), dialogs, and requests
that leave the site.

EXIT STATUS: 0 nothing was found, 1 something was.`;

const [base, folder, chromium] = process.argv.slice(2);
if (!folder) {
  console.error(usage);
  process.exit(2);
}
const faults = new Set();
const browser = await openBrowser(chromium);
const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
const tab = await context.newPage();
tab.on("dialog", (dialog) => { faults.add(`${tab.url()}: a dialog: ${dialog.message()}`); dialog.dismiss(); });
await context.route("**/*", (route) => {
  const url = route.request().url();
  if (url.startsWith(base + "/")) return route.continue();
  faults.add(`${tab.url()}: a request for ${url}`);
  return route.abort();
});

// One page of each kind: versions have the same names but for their days, sections but for their own.
const kind = (page) => page.replace(/\d{4}-\d\d-\d\d|(?<=\/sections\/)[^/]+/g, "*");
const all = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".html")).map((file) => file.split(path.sep).join("/"));
const kinds = new Map(all.map((page) => [kind(page), page]));
const pages = [...kinds.values()];
for (const page of pages) {
  await tab.goto(`${base}/${page.replace(/index\.html$/, "")}`);
  await tab.evaluate(() => {
    for (const element of document.querySelectorAll("*")) {
      if (![...element.attributes].some((attribute) => attribute.name.startsWith("on"))) continue; // nothing waits for an event
      for (const kind of ["mouseover", "mouseenter", "focus", "click", "load", "error", "toggle", "animationstart"]) {
        if (kind === "click" && element.closest("a, button, summary")) continue; // would leave the page
        element.dispatchEvent(new Event(kind, { bubbles: false }));
      }
      element.focus?.();
    }
  });
  await tab.waitForTimeout(0);
  if (await tab.evaluate(() => "__pwned" in window || "__pwned" in {})) faults.add(`${page}: a script of the text ran`);
}
// What scripts make of texts: a comparison that has no page.
for (const page of pages.filter((page) => page.endsWith("/compare/index.html"))) {
  await tab.goto(`${base}/${page.replace(/index\.html$/, "")}`);
  if (await tab.locator("#_to").count() === 0) continue; // there is but one version
  const names = await tab.evaluate(() => [...document.getElementById("_to").options].map((option) => option.value));
  await tab.selectOption("#_from", names.at(-1));
  await tab.locator("#_answer").waitFor({ timeout: 20_000 });
  await tab.locator("#_answer :is(ins, del)").first().waitFor({ timeout: 20_000 });
  if (await tab.evaluate(() => "__pwned" in window || "__pwned" in {})) faults.add(`${page}: a script of the text ran in a comparison`);
}
await browser.close();
console.log(`${pages.length} pages\n${[...faults].join("\n")}`);
process.exit(faults.size ? 1 : 0);
