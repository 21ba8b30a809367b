#!/usr/bin/env node
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launch } from "./anybrowser.mjs";

const usage = `Reads an unpacked zip file of a site from the disk, as a reader does:

  node offline.mjs FOLDER POLICY ADDRESS DAY PHRASE BROWSER

  FOLDER   that was unpacked, as a file: address that ends in a slash
  POLICY   of three versions or more
  ADDRESS  at which the site is published
  DAY      on which the second version applied
  PHRASE   that stands in a version
  BROWSER  the program of a Chromium or a Firefox

EXIT STATUS: 0 all went well, 1 something did not.`;

const [folder, policy, address, day, phrase, executablePath] = process.argv.slice(2);
if (!executablePath) {
  console.error(usage);
  process.exit(2);
}
const faults = new Set();
const want = (right, what) => right || faults.add(what);
const browser = await launch(executablePath);
const tab = await browser.newPage();
/** Notes a fault of the page that is open. */
const fault = (what) => faults.add(`${tab.url()}: ${what}`);
tab.on("console", (message) => message.type() === "error" && fault(`the browser says: ${message.text()}`));
tab.on("pageerror", (error) => fault(`a script ended: ${error.message}`));
tab.on("request", (request) => /^(?:file|data):/.test(request.url()) || fault(`a request for ${request.url()}`));

/** Opens a file of the site. */
const open = (file) => tab.goto(`${folder}${file}`);
/**
 * Waits until a function of the page gives what is true, and returns that: no element. Puppeteer's own waiting
 * evaluates a text in the page, which its security policy forbids in Firefox 140.
 */
const until = async (seen, ...values) => {
  for (const end = Date.now() + 30_000; ;) {
    const value = await tab.evaluate(seen, ...values).catch(() => undefined); // the page may be about to change
    if (value) return value;
    if (Date.now() > end) throw new Error(`Waiting failed at ${tab.url()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
/** Follows a link of the page. */
const follow = (link) => Promise.all([
  tab.waitForNavigation(), tab.evaluate((found) => document.querySelector(found).click(), link),
]);

const tasks = {
  async "go around by the links of every page"() {
    await open("index.html"); // the home page of a site with one policy leads there
    await until((end) => location.pathname.endsWith(end) && document.readyState === "complete",
      `/${policy}/index.html`);
    for (const place of ["archive", "changelog", "compare"]) {
      await follow(`.masthead a[href$="${policy}/${place}/index.html"], .masthead a[href$="../${place}/index.html"]`);
      const { pathname } = new URL(tab.url());
      want(pathname.endsWith(`/${policy}/${place}/index.html`), `the link to ${place} leads to ${tab.url()}`);
    }
  },
  async "compare any two versions"() {
    await open(`${policy}/compare/index.html`);
    const names = await tab.evaluate(() => [...document.getElementById("_to").options].map(({ value }) => value));
    await tab.select("#_from", names.at(-1));
    await until((name) => new URLSearchParams(location.search).get("from") === name
      && document.querySelector("#_answer .redline :is(ins, del)") !== null, names.at(-1));
    await tab.reload();
    await until(() => document.querySelector("#_answer .redline :is(ins, del)") !== null);
    await tab.select("#_to", names.at(-2));
    await until((name) => new URLSearchParams(location.search).get("to") === name && document.title.length > 0,
      names.at(-2));
    await open(`${policy}/compare/index.html?from=1999-01-01`);
    await until(() => document.getElementById("_notice").textContent.includes("1999"));
  },
  async "find what applied on a day"() {
    await open(`${policy}/archive/index.html`);
    await tab.evaluate((value) => {
      const field = document.querySelector("input[type=date]");
      field.value = value;
      field.form.requestSubmit();
    }, day);
    const link = await until((value) => document.querySelector(`main a:has(time[datetime="${value}"])`)?.href, day);
    await tab.goto(link);
    const answered = await until((value) => document.querySelector(`main time[datetime="${value}"]`) !== null, day);
    want(answered, `${link} does not tell of ${day}`);
  },
  async "find a phrase, and read it where it stands"() {
    await open(`${policy}/archive/index.html?phrase=${encodeURIComponent(phrase)}`);
    const link = await until(() => document.querySelector('main a[href*=":~:text="]')?.href);
    await tab.goto(link);
    const text = await tab.evaluate(() => document.getElementById("_text").textContent);
    want(text.includes(phrase), `${link} does not have the phrase`);
  },
  async "check a version against the log"() {
    await open(`${policy}/archive/index.html`);
    const page = await tab.evaluate(() => [...document.querySelectorAll('main a[href*="-"]')].map(({ href }) => href)
      .find((href) => /\/archive\/\d{4}-\d\d-\d\d\/index\.html$/.test(href)));
    await tab.goto(page);
    await follow('.record a[href*="verify/"]');
    const file = await until(() => document.querySelector("#_verified .open p > code")?.textContent);
    const there = fileURLToPath(new URL(file, folder));
    want(existsSync(there), `to choose ${file} is advised, and it is not there`);
    await (await tab.$("#_verify-file")).uploadFile(there);
    const link = await until(() => document.querySelector("#_verified .good a")?.href);
    want(link === page, `${there} is called the version ${link}`);
    await tab.evaluate((mail) => {
      document.getElementById("_verify-text").value = mail;
      document.querySelector("#_verify button").click();
    }, await readFile(new URL("log/checkpoint", folder), "utf8"));
    await until(() => document.querySelector("#_verified .good:not(:has(a))") !== null);
  },
  async "cite a section"() {
    await open(`${policy}/index.html`);
    await tab.evaluate(() => document.querySelector(".permalink").click());
    const cited = await until(() => document.querySelector("dialog[open] #_cite-address")?.textContent);
    want(cited.startsWith(address), `the address to cite is ${cited}`);
  },
};
for (const [task, run] of Object.entries(tasks)) {
  try {
    await run();
  } catch (error) {
    faults.add(`to ${task}: ${error.message.split("\n")[0]} at ${tab.url()}`);
  }
}
await browser.close();
for (const fault of faults) console.log(fault);
console.log(`${Object.keys(tasks).length} tasks, ${faults.size} faults`);
process.exit(faults.size ? 1 : 0);
