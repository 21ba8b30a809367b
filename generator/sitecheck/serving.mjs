#!/usr/bin/env node
import { appendFile } from "node:fs/promises";
import { openBrowser } from "./browser.mjs";

const usage = `Drives a site that "generator serve" serves, as a reader and an editor do: node serving.mjs URL FOLDER FILE TEXT [CHROMIUM]

  URL     of the site
  FOLDER  of a policy with three versions or more, of which the second is large: privacy
  FILE    a template of every page, to which a paragraph of TEXT is appended; the open page must come to show it

EXIT STATUS: 0 all went well, 1 something did not.`;

const [base, folder, file, text, chromium] = process.argv.slice(2);
if (!text) {
  console.error(usage);
  process.exit(2);
}
const faults = [];
const want = (right, what) => right || faults.push(what);

const browser = await openBrowser(chromium);
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const tab = await context.newPage();
// What the page's own policy forbids, or the server sends as another type, is told on the console.
tab.on("console", (message) => message.type() === "error" && !/status of 404/.test(message.text()) && faults.push(`the browser says: ${message.text()}`));
tab.on("pageerror", (error) => faults.push(`a script ended: ${error.message}`));
tab.on("response", (response) => response.status() >= 400 && response.request().resourceType() !== "document" && faults.push(`${response.url()}: status ${response.status()}`));

const at = (path) => new URL(path, base).href;
const stands = (locator) => locator.first().waitFor({ timeout: 20_000 });

async function home() {
  await tab.goto(at("/"));
  want(new URL(tab.url()).pathname === `/${folder}/`, `the home page leads to ${tab.url()}`);
  const answer = await tab.goto(at(`/${folder}/`));
  want(/script-src 'self'/.test(answer.headers()["content-security-policy"]), "pages are sent without their Content-Security-Policy");
  want(answer.headers()["cache-control"] === "no-store", "the browser may keep pages");
}

async function compare() {
  await tab.goto(at(`/${folder}/compare/`));
  await stands(tab.locator("#_answer .redline"));
  const names = await tab.evaluate(() => [...document.getElementById("_to").options].map((option) => option.value));
  await tab.selectOption("#_from", names.at(-1));
  await tab.waitForURL((url) => url.searchParams.get("from") === names.at(-1));
  await stands(tab.locator("#_answer .redline :is(ins, del)"));
  // What the form asks without a script is answered by the page of the pair.
  const answer = await tab.goto(at(`/${folder}/compare/pair/?from=${names[1]}&to=${names[0]}`));
  want(answer.ok() && new URL(tab.url()).pathname === `/${folder}/compare/${names[1]}/${names[0]}/`, `the question for ${names[1]} and ${names[0]} is answered at ${tab.url()}`);
  await stands(tab.locator(".redline :is(ins, del)"));
}

async function phrase() {
  await tab.goto(at(`/${folder}/archive/`));
  await tab.fill("#_phrase-words", "nobody else says so here");
  await tab.press("#_phrase-words", "Enter");
  await stands(tab.locator("#_stood .stood li"));
}

async function ages() {
  await tab.goto(at(`/${folder}/archive/`));
  const names = await tab.evaluate(() => [...new Set([...document.querySelectorAll("ol.versions a")].map((link) => /archive\/([^/]+)\/$/.exec(link.href)?.[1]).filter(Boolean))].sort());
  await tab.goto(at(`/${folder}/archive/${names[1]}/`));
  await tab.locator("#_since").click();
  await stands(tab.locator(".annotated .age a"));
}

async function verify() {
  await tab.locator('.record a[href*="/verify/"]').click(); // of the version whose ages were shown
  await stands(tab.locator("#_verified .good a"));
}

async function lost() {
  const answer = await tab.goto(at("/nowhere/"));
  want(answer.status() === 404 && await tab.locator("h1").count() === 1, "what is not there has no page that says so");
}

async function reload() {
  await tab.goto(at(`/${folder}/`));
  await tab.evaluate(() => { globalThis.before = true; });
  await appendFile(file, `<p>${text}</p>\n`);
  await stands(tab.getByText(text));
  want(!await tab.evaluate(() => globalThis.before), "the page is the one from before");
}

for (const deed of [home, compare, phrase, ages, verify, lost, reload]) {
  const before = faults.length;
  try {
    await deed();
  } catch (error) {
    faults.push(error.message.split("\n")[0]);
  }
  console.log(`${faults.length === before ? "ok   " : "FAIL "} ${deed.name}`);
  for (const fault of faults.slice(before)) console.log(`      ${fault}`);
}
await browser.close();
process.exitCode = faults.length ? 1 : 0;
