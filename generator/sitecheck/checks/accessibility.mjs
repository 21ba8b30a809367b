import axe from "axe-core";
import { newVisit, openBrowser } from "../browser.mjs";
import { Report } from "../report.mjs";

const looks = [360, 1440].flatMap((width) => [false, true].map((dark) => ({ width, dark })));
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** Rules whose absence from a run would mean that axe was set up wrongly. */
const mustRun = ["color-contrast", "target-size", "html-has-lang", "landmark-one-main"];

/**
 * axe-core finds no violation of WCAG 2.2 AA or of its best practices on a
 * few pages of each kind, on a phone and a wide screen, light and dark.
 */
export async function checkAccessibility({ host, visited, chromium }) {
  const report = new Report("pages × looks");
  const violations = new Map();
  const undecided = new Map();
  const browser = await openBrowser(chromium);
  try {
    for (const look of looks) {
      const visit = await newVisit(browser, host, look);
      for (const page of visited) {
        const results = await analyse(visit, page);
        report.seen++;
        judge(page, look, results, violations, report);
        for (const { id, nodes } of results.incomplete) undecided.set(id, (undecided.get(id) ?? 0) + nodes.length);
      }
      await visit.close();
    }
  } finally {
    await browser.close();
  }
  tell(violations, report);
  for (const [id, count] of undecided) report.note(`axe cannot decide ${id} for ${count} elements; look at them (screenshots.mjs)`);
  return report;
}

async function analyse(visit, page) {
  const tab = await visit.newPage();
  try {
    await tab.goto(page.url.href, { waitUntil: "load" });
    await openFolded(tab);
    await tab.evaluate(axe.source);
    return await tab.evaluate(
      // preload would fetch style sheets by script, which the site's own policy rightly forbids.
      (values) => globalThis.axe.run(document, { runOnly: { type: "tag", values }, preload: false }),
      tags,
    );
  } finally {
    await tab.close();
  }
}

/** What is folded away is content too. */
function openFolded(tab) {
  return tab.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
}

function judge(page, { width, dark }, results, violations, report) {
  const where = `${page.url.pathname} (${width} px, ${dark ? "dark" : "light"})`;
  const ran = new Set([...results.passes, ...results.inapplicable, ...results.violations, ...results.incomplete].map(({ id }) => id));
  for (const rule of mustRun) {
    if (!ran.has(rule)) report.find(where, `axe did not run its rule ${rule}`, "correct the tags in checks/accessibility.mjs");
  }
  for (const { id, help, helpUrl, nodes } of results.violations) {
    for (const node of nodes) {
      const why = node.failureSummary.split("\n").slice(1).map((line) => line.trim()).join("; ");
      const what = `${id}: ${help}. ${why}`;
      if (!violations.has(what)) violations.set(what, { helpUrl, places: [] });
      violations.get(what).places.push(`${where} ${node.target.join(" ")}`);
    }
  }
}

/** One finding for each violation, however often the same template repeats it. */
function tell(violations, report) {
  for (const [what, { helpUrl, places: [first, ...others] }] of violations) {
    const repeats = others.length ? ` In ${others.length} more places, the last ${others.at(-1)}.` : "";
    report.find(first, what + repeats, helpUrl);
  }
}
