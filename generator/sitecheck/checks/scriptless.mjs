import { Report } from "../report.mjs";

/**
 * With JavaScript switched off a page says the same: scripts may add buttons
 * and other controls, never text, but for the answer to what was picked
 * (data-words), which pages of their own give as well. Each paragraph has a link of
 * its own where no script puts one beside the paragraph at hand. The contents of a
 * long text are whole without a script, which folds them to the part at hand.
 */
export async function checkScriptless({ host, visited, visitors }) {
  const report = new Report("pages read twice");
  const linesOf = (javaScriptEnabled) => visitors.visit(host, { width: 1440, javaScriptEnabled }, async (tab) => {
    const lines = new Map();
    for (const page of visited) lines.set(page, await visibleLines(tab, page));
    return lines;
  });
  const [on, off] = [await linesOf(true), await linesOf(false)];
  for (const page of visited) {
    const [scripted, plain] = [on.get(page), off.get(page)];
    report.seen++;
    if (plain.length === 0) report.find(page.url.pathname, "shows no text without JavaScript", "put the text into the page");
    judge(page, scripted, plain, report);
  }
  return report;
}

function judge(page, scripted, plain, report) {
  const added = surplus(scripted, plain);
  const lost = surplus(plain, scripted);
  if (added !== undefined) report.find(page.url.pathname, `without JavaScript it lacks "${added}"`, "write the text into the page when it is built");
  if (lost !== undefined) report.find(page.url.pathname, `a script takes away "${lost}"`, "leave the text of the page alone");
}

/** The first line that stands more often among the lines than among the others. */
function surplus(lines, others) {
  const left = [...others];
  return lines.find((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

async function visibleLines(tab, page) {
  await tab.goto(page.url.href, { waitUntil: "load" });
  return tab.evaluate(() => {
    const controls = "button, output, dialog, select, option, script, style, noscript, [role=status], [role=search], " +
      "[data-words], .pilcrow, .contents";
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent.replace(/\s+/g, " ").trim();
      const element = walker.currentNode.parentElement;
      if (text && !element.closest(controls) && element.checkVisibility()) found.push(text);
    }
    return found;
  });
}
