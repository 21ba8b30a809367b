#!/usr/bin/env node
import { openBrowser } from "./browser.mjs";

const usage = `How long the compare page takes from the arrival of the weave to the redline: node measure-compare.mjs URL [TIMES]

  URL  of a compare page that some host serves, with ?from=…&to=… if not by default`;

/** In the page: notes when the last file of the weave came, and when the redline stood. */
function watch() {
  globalThis.stood = new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector("#_answer:not([aria-busy]) .redline")) return;
      observer.disconnect();
      const arrived = performance.getEntriesByType("resource").filter(({ name }) => /weave/.test(name)).map(({ responseEnd }) => responseEnd);
      const standing = performance.now();
      requestAnimationFrame(() => setTimeout(() => resolve({
        redline: standing - Math.max(...arrived), painted: performance.now() - Math.max(...arrived), files: arrived.length,
      })));
    }).observe(document, { childList: true, subtree: true, attributeFilter: ["aria-busy"] });
  });
}

const [url, times = "9"] = process.argv.slice(2);
if (!url) {
  console.error(usage);
  process.exit(2);
}
const browser = await openBrowser();
for (const [when, delay] of [["has come", 0], ["has come to a page at rest", 1000]]) {
  const results = [];
  for (let n = 0; n < Number(times); n++) {
    const visit = await browser.newContext();
    const tab = await visit.newPage();
    await tab.addInitScript(watch);
    await tab.route(/weave/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, delay));
      await route.continue();
    });
    await tab.goto(url, { waitUntil: "load" });
    results.push(await tab.evaluate(() => globalThis.stood));
    await visit.close();
  }
  const median = (key) => results.map((result) => result[key]).sort((a, b) => a - b)[results.length >> 1].toFixed(0);
  console.log(`${results.length} visits, ${results[0].files} files: the redline stands ${median("redline")} ms (median) after the weave ${when}, and is painted after ${median("painted")} ms`);
}
await browser.close();
