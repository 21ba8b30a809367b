import { Report } from "../report.mjs";

/** What is of no use on paper. */
const furniture = "form, nav, button, input, select, .masthead nav, .bar, .foot";

/**
 * As it prints, with scripts or without, a page shows its address and no control, its headings
 * stay with what follows, and no link that is its own address has it twice.
 */
export async function checkPrinting({ host, visited, visitors }) {
  const report = new Report("pages printed");
  for (const javaScriptEnabled of [true, false]) {
    await visitors.visit(host, { width: 794, javaScriptEnabled }, async (tab) => {
      for (const page of visited) {
        await tab.emulateMedia({ media: "screen" });
        await tab.goto(page.url.href, { waitUntil: "load" });
        if (javaScriptEnabled) await tab.waitForFunction(() => !document.querySelector("[aria-busy]"));
        await tab.emulateMedia({ media: "print" });
        if (javaScriptEnabled) await tab.evaluate(() => dispatchEvent(new Event("beforeprint")));
        judge(page, await tab.evaluate(printed, furniture), report);
        report.seen++;
      }
    });
  }
  return report;
}

/** What is seen of the page, in the page. */
function printed(furniture) {
  const visible = (element) => element.checkVisibility() && element.getClientRects().length > 0;
  const shown = (selector) => [...document.querySelectorAll(selector)].filter(visible);
  const bare = (address) => address.trim().replace(/^https?:\/*|\/$/gi, "");
  const twice = (link) => bare(link.href) === bare(link.textContent) && getComputedStyle(link, "::after").content !== "none";
  return {
    furniture: shown(furniture).map((element) => element.outerHTML.slice(0, 80)),
    address: shown(".printed").map((element) => element.textContent).join(" "),
    loose: shown("main :is(h1, h2, h3, h4)").filter((heading) => {
      const around = heading.closest(".heading") ?? heading;
      return getComputedStyle(around).breakAfter !== "avoid";
    }).map((heading) => heading.textContent),
    twice: shown(".prose a[href^=http]").filter(twice).length,
  };
}

function judge(page, { furniture: found, address, loose, twice }, report) {
  const where = page.url.pathname;
  if (found.length > 0) report.find(where, `prints ${found[0]}`, "hide it in layouts/_css/08-other-media.css");
  if (loose.length > 0) report.find(where, `the heading "${loose[0]}" can stand at the end of a page`, "let no page end behind a heading");
  if (twice > 0) report.find(where, `${twice} links print their address twice`, "leave out the address of links that are one");
  const texts = ["policy", "version", "comparison", "side-by-side", "changelog", "archive", "section"];
  if (texts.includes(page.kind) && !address.includes(page.url.pathname)) report.find(where, "does not print its address", "let it begin with layouts/_partials/printed.html");
}
