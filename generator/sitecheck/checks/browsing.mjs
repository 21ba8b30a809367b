import { newVisit, openBrowser } from "../browser.mjs";
import { Report } from "../report.mjs";

// 320 px is what WCAG 2.2, criterion 1.4.10 (Reflow), asks for.
const widths = [320, 360, 1440];

/**
 * A visit to a few pages of each kind: nothing is asked of another host, no
 * cookie or stored item is left, the console stays empty, no rule of the
 * Content-Security-Policy is broken, and no page scrolls sideways.
 */
export async function checkBrowsing({ host, visited, chromium }) {
  const report = new Report("visits");
  const browser = await openBrowser(chromium);
  try {
    for (const width of widths) {
      for (const page of visited) await visitPage(browser, host, page, width, report);
    }
  } finally {
    await browser.close();
  }
  return report;
}

async function visitPage(browser, host, page, width, report) {
  const where = `${page.url.pathname} at ${width} px`;
  const visit = await newVisit(browser, host, { width });
  try {
    const tab = await visit.newPage();
    const complaints = [];
    tab.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    tab.on("pageerror", (error) => complaints.push(error.message));
    await tab.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
    });
    const response = await tab.goto(page.url.href, { waitUntil: "load" });
    report.seen++;
    if (!response.ok() && page.kind !== "not-found") report.find(where, `answers with status ${response.status()}`, "publish the page");
    await judgeTraces(visit, tab, where, report);
    for (const overflow of await sideways(tab)) {
      report.find(where, `scrolls sideways: ${overflow}`, "let it wrap, or give it a scrolling box of its own");
    }
    for (const text of complaints) report.find(where, `the console says: ${text}`, "load only the site's own files, without inline script or style");
  } finally {
    await visit.close();
  }
}

async function judgeTraces(visit, tab, where, report) {
  for (const href of visit.strangers) report.find(where, `asks ${href}`, "publish the file with the site: a reader's visit is nobody else's business");
  for (const cookie of await visit.cookies()) report.find(where, `sets the cookie ${cookie.name}`, "set none");
  const stored = await tab.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
  for (const key of stored) report.find(where, `stores "${key}" in the browser`, "store nothing on arrival");
}

/** The elements that reach beyond the window, the innermost of each branch; none if the page does not scroll sideways. */
function sideways(tab) {
  return tab.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= limit) return [];
    const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > limit + 0.5);
    const inner = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other))).slice(0, 5);
    const names = inner.map((element) => {
      const box = element.getBoundingClientRect();
      return `<${element.tagName.toLowerCase()}${element.id ? ` id="${element.id}"` : ""} class="${element.getAttribute("class") ?? ""}"> reaches ${Math.round(box.right)} px of ${limit}`;
    });
    return names.length ? names : [`the page is ${document.scrollingElement.scrollWidth} px wide in a window of ${limit}`];
  });
}
