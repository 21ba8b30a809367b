#!/usr/bin/env node
import { readdir } from "node:fs/promises";
import path from "node:path";
import { launch } from "./anybrowser.mjs";

const usage = `Visits the pages of a site as a reader who touches everything: node hostile.mjs URL FOLDER BROWSER

  URL      at which the site is served
  FOLDER   in which it lies
  BROWSER  the program of a Chromium or a Firefox

It finds scripts of a text that run (they set window.__pwned), dialogs, and requests
that leave the site.

EXIT STATUS: 0 nothing was found, 1 something was.`;

const [base, folder, executablePath] = process.argv.slice(2);
if (!executablePath) {
  console.error(usage);
  process.exit(2);
}
const faults = new Set();
let at = ""; // the page that is visited
const browser = await launch(executablePath);
const tab = await browser.newPage();
tab.on("dialog", (dialog) => { faults.add(`${at}: a dialog: ${dialog.message()}`); dialog.dismiss(); });
await tab.setRequestInterception(true);
tab.on("request", (request) => {
  const own = [`${base}/`, "data:"].some((beginning) => request.url().startsWith(beginning));
  if (!own) faults.add(`${at}: a request for ${request.url()}`);
  (own ? request.continue() : request.abort()).catch(() => {}); // it may be over already
});
const ran = () => tab.evaluate(() => "__pwned" in window || "__pwned" in {});

// One page of each kind: versions have the same names but for their days, sections but for their own.
const kind = (page) => page.replace(/\d{4}-\d\d-\d\d|(?<=\/sections\/)[^/]+/g, "*");
const all = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".html")).map((file) => file.split(path.sep).join("/"));
const kinds = new Map(all.map((page) => [kind(page), page]));
const pages = [...kinds.values()];
const visit = (page) => {
  at = page;
  return tab.goto(`${base}/${page.replace(/index\.html$/, "")}`);
};
for (const page of pages) {
  await visit(page);
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
  if (await ran()) faults.add(`${page}: a script of the text ran`);
}
// What scripts make of texts: a comparison that has no page.
for (const page of pages.filter((page) => page.endsWith("/compare/index.html"))) {
  await visit(page);
  if (!await tab.$("#_to")) continue; // there is but one version
  const names = await tab.evaluate(() => [...document.getElementById("_to").options].map((option) => option.value));
  await tab.select("#_from", names.at(-1));
  await tab.waitForSelector("#_answer :is(ins, del)", { timeout: 20_000 });
  if (await ran()) faults.add(`${page}: a script of the text ran in a comparison`);
}
const version = await browser.version();
await browser.close();
console.log(`${pages.length} pages, ${version}\n${[...faults].join("\n")}`);
process.exit(faults.size ? 1 : 0);
