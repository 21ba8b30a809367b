#!/usr/bin/env node
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { newVisit, openBrowser } from "./browser.mjs";
import { openHost } from "./host.mjs";
import { samples } from "./kinds.mjs";
import { openSite } from "./site.mjs";

const usage = `Pictures of each kind of page, for people to look at: node screenshots.mjs PUBLIC FOLDER [flags]

  --base-url URL    the site's address (default: worked out from sitemap.xml)
  --chromium PATH   the browser
  --widths LIST     CSS pixels (default 360,1440)
  --print           a PDF of each page as well, as it prints

Files are named kind-WIDTH-light.png, kind-WIDTH-dark.png and kind.pdf; the
largest page of each kind is shown, the whole of it.`;

/** Takes the pictures and prints the name of each file. */
async function main(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      "base-url": { type: "string" }, chromium: { type: "string" }, widths: { type: "string", default: "360,1440" },
      print: { type: "boolean", default: false }, help: { type: "boolean", default: false },
    },
  });
  if (values.help || positionals.length !== 2) return console.log(usage);
  const [dir, folder] = positionals.map((name) => path.resolve(name));
  const site = await openSite(dir, values["base-url"]);
  const host = await openHost(site);
  await mkdir(folder, { recursive: true });
  const largest = new Map(samples(site.pages).map((page) => [page.kind, page]));
  const browser = await openBrowser(values.chromium);
  try {
    for (const page of largest.values()) {
      for (const width of values.widths.split(",").map(Number)) {
        for (const dark of [false, true]) await picture(browser, host, page, { width, dark }, folder);
      }
      if (values.print) await print(browser, host, page, folder);
    }
  } finally {
    await browser.close();
  }
}

async function picture(browser, host, page, look, folder) {
  const visit = await newVisit(browser, host, look);
  const tab = await visit.newPage();
  await tab.goto(page.url.href, { waitUntil: "load" });
  const file = path.join(folder, `${nameOf(page)}-${look.width}-${look.dark ? "dark" : "light"}.png`);
  await tab.screenshot({ path: file, fullPage: true });
  console.log(file);
  await visit.close();
}

async function print(browser, host, page, folder) {
  const visit = await newVisit(browser, host, { width: 1000 });
  const tab = await visit.newPage();
  await tab.goto(page.url.href, { waitUntil: "load" });
  const file = path.join(folder, `${nameOf(page)}.pdf`);
  await tab.pdf({ path: file, format: "A4", preferCSSPageSize: true });
  console.log(file);
  await visit.close();
}

function nameOf(page) {
  return page.kind.replace(/[^\w-]+/g, "_").replace(/^_+|_+$/g, "");
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
