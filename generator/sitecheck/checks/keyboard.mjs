import { Report } from "../report.mjs";

const widths = [360, 1440];
const stopsPerPage = 120;

/**
 * A walk through a few pages of each kind with the Tab key alone: the first
 * stop skips to the main text, every stop can be seen, is marked by its look
 * (WCAG 2.2, criterion 2.4.7) and is not hidden behind anything (2.4.11).
 */
export async function checkKeyboard({ host, visited, visitors }) {
  const report = new Report("stops of the Tab key");
  for (const width of widths) {
    await visitors.visit(host, { width }, async (tab) => {
      for (const page of visited) await walk(tab, page, width, report);
    });
  }
  return report;
}

async function walk(tab, page, width, report) {
  const where = `${page.url.pathname} at ${width} px`;
  // What a script fetches and shows would push a focused element out of view.
  await tab.goto(page.url.href, { waitUntil: "load" });
  await tab.waitForFunction(() => !document.querySelector("[aria-busy]"));
  for (let stop = 0; stop < stopsPerPage; stop++) {
    await tab.keyboard.press("Tab");
    const seen = await tab.evaluate(look);
    if (!seen) break;
    report.seen++;
    if (stop === 0 && !seen.skips) report.find(where, `the first stop is ${seen.name}, not a link to the main text`, 'begin the page with <a href="#…"> to <main> or into it');
    for (const fault of seen.faults) report.find(where, `${seen.name} ${fault}`, "let the focused element be seen and marked, also beside sticky parts");
  }
}

/** Judges the focused element, in the page; undefined at the end of the walk. */
function look() {
  const element = document.activeElement;
  if (!element || element === document.body || globalThis.walked?.has(element)) return undefined;
  (globalThis.walked ??= new Set()).add(element);
  const faults = [];
  // A link that wraps is several boxes, of which one must be in full view.
  const boxes = [...element.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  const inView = boxes.filter((box) => box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth);
  if (inView.length === 0) faults.push("cannot be seen while it has the focus");
  else if (!inView.some((box) => uncovered(box))) faults.push("is hidden behind another element while it has the focus");
  const looksOf = () => {
    const { outlineStyle, outlineWidth, boxShadow, backgroundColor, borderColor, textDecoration } = getComputedStyle(element);
    return { outline: outlineStyle !== "none" && parseFloat(outlineWidth) >= 1, rest: [boxShadow, backgroundColor, borderColor, textDecoration].join() };
  };
  const focused = looksOf();
  element.blur();
  const unfocused = looksOf();
  element.focus({ preventScroll: true, focusVisible: true });
  if (!focused.outline && focused.rest === unfocused.rest) faults.push("looks the same with and without the focus");
  const target = element.matches('a[href^="#"]') && document.getElementById(decodeURIComponent(element.hash.slice(1)));
  return {
    name: `<${element.tagName.toLowerCase()}> "${element.textContent.trim().slice(0, 40)}"`,
    skips: Boolean(target && (target.closest("main") || target.querySelector("main"))),
    faults,
  };

  function uncovered(box) {
    const x = Math.min(Math.max((box.left + box.right) / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max((box.top + box.bottom) / 2, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    return top && (element.contains(top) || top.contains(element));
  }
}
