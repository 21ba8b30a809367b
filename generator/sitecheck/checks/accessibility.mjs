import axe from "axe-core";
import { Report } from "../report.mjs";

const looks = [360, 1440].flatMap((width) => [false, true].map((dark) => ({ width, dark })));
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** Rules whose absence from a run would mean that axe was set up wrongly. */
const mustRun = ["color-contrast", "target-size", "html-has-lang", "landmark-one-main"];

/**
 * axe-core finds no violation of WCAG 2.2 AA or of its best practices on a
 * few pages of each kind, on a phone and a wide screen, light and dark.
 */
export async function checkAccessibility({ host, visited, visitors }) {
  const report = new Report("pages × looks");
  const undecided = new Map();
  for (const look of looks) {
    await visitors.visit(host, look, async (tab) => {
      for (const page of visited) {
        await tab.goto(page.url.href, { waitUntil: "load" });
        const results = await run(tab);
        report.seen++;
        judge(page, look, results, report);
        countUndecided(page, results.incomplete, undecided);
      }
    });
  }
  for (const [key, { count, place }] of undecided) report.note(`left to your eyes, ${count} times, first at ${place}: ${key}`);
  return report;
}

async function run(tab) {
  await openFolded(tab);
  await tab.evaluate(axe.source);
  return tab.evaluate(
    // preload would fetch style sheets by script, which the site's own policy rightly forbids.
    (values) => globalThis.axe.run(document, { runOnly: { type: "tag", values }, preload: false }),
    tags,
  );
}

/** What axe finds on a page as it stands now: {id, help, node}. */
export async function violations(tab) {
  return (await run(tab)).violations.flatMap(({ id, help, nodes }) => nodes.map((node) => ({ id, help, node: node.target.join(" ") })));
}

/** What is folded away is content too. */
function openFolded(tab) {
  return tab.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
}

function judge(page, { width, dark }, results, report) {
  const where = `${page.url.pathname} (${width} px, ${dark ? "dark" : "light"})`;
  const ran = new Set([...results.passes, ...results.inapplicable, ...results.violations, ...results.incomplete].map(({ id }) => id));
  for (const rule of mustRun) {
    if (!ran.has(rule)) report.find(where, `axe did not run its rule ${rule}`, "correct the tags in checks/accessibility.mjs");
  }
  for (const { id, help, helpUrl, nodes } of results.violations) {
    for (const node of nodes) {
      const why = node.failureSummary.split("\n").slice(1).map((line) => line.trim()).join("; ");
      report.find(`${where} ${node.target.join(" ")}`, `${id}: ${help}. ${why}`, helpUrl);
    }
  }
}

/** Counts what axe left to a person, by rule and reason, with one place to look at. */
function countUndecided(page, incomplete, undecided) {
  for (const { id, nodes } of incomplete) {
    for (const { any, all, none, target } of nodes) {
      const reason = [...any, ...all, ...none][0]?.message ?? "";
      const key = `${id}: ${reason}`;
      const known = undecided.get(key) ?? { count: 0, place: `${page.url.pathname} ${target.join(" ")}` };
      undecided.set(key, { ...known, count: known.count + 1 });
    }
  }
}
