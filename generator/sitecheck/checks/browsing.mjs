import { Report } from "../report.mjs";

// 320 px is what WCAG 2.2, criterion 1.4.10 (Reflow), asks for.
const widths = [320, 360, 768, 1440];

/**
 * A visit to a few pages of each kind: nothing is asked of another host, no
 * cookie or stored item is left, the console stays empty, no rule of the
 * Content-Security-Policy is broken, no page scrolls sideways, and no field is
 * too narrow for a word.
 */
export async function checkBrowsing({ host, visited, visitors }) {
  const report = new Report("visits");
  for (const width of widths) {
    const visit = await visitors.newVisit(host, { width });
    try {
      const tab = await visit.newPage();
      await tab.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
      });
      for (const page of visited) await visitPage(tab, page, width, report);
    } finally {
      await visit.close();
    }
  }
  return report;
}

/** Judges a page by what its visit adds to those before: each trace is found once, on the page that leaves it. */
async function visitPage(tab, page, width, report) {
  const where = `${page.url.pathname} at ${width} px`;
  const complaints = [];
  const heed = (text) => complaints.push(text);
  const listen = (message) => ["error", "warning"].includes(message.type()) && heed(message.text());
  const fail = (error) => heed(error.message);
  tab.on("console", listen).on("pageerror", fail);
  const response = await tab.goto(page.url.href, { waitUntil: "load" });
  report.seen++;
  if (!response.ok() && page.kind !== "not-found") report.find(where, `answers with status ${response.status()}`, "publish the page");
  await judgeTraces(tab, where, report);
  for (const overflow of await sideways(tab)) {
    report.find(where, `scrolls sideways: ${overflow}`, "let it wrap, or give it a scrolling box of its own");
  }
  for (const name of await narrow(tab)) report.find(where, `the field ${name} is too narrow for a word`, "let it wrap to a line with more room");
  tab.off("console", listen).off("pageerror", fail);
  for (const text of complaints) report.find(where, `the console says: ${text}`, "load only the site's own files, without inline script or style");
}

/** The names of the fields in which people hardly see what they write. */
function narrow(tab) {
  return tab.evaluate(() => [...document.querySelectorAll("input[type=search], input[type=date]")]
    .filter((field) => field.checkVisibility() && field.clientWidth < 96).map((field) => field.name));
}

async function judgeTraces(tab, where, report) {
  const visit = tab.context();
  for (const href of visit.strangers.splice(0)) report.find(where, `asks ${href}`, "publish the file with the site: a reader's visit is nobody else's business");
  for (const cookie of await visit.cookies()) report.find(where, `sets the cookie ${cookie.name}`, "set none");
  const stored = await tab.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
  await visit.clearCookies();
  await tab.evaluate(() => [localStorage, sessionStorage].forEach((storage) => storage.clear()));
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
