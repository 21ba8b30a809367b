import { brotliCompressSync, constants } from "node:zlib";
import { Report } from "../report.mjs";
import { violations } from "./accessibility.mjs";

/** How many pages are driven: the smallest and the largest of them, and one between. */
const pages = 3;

/** How many bytes the script may take, compressed as the program brotli does at its best. */
const sizeLimit = 2000;

/**
 * The pages of versions of large texts, on which a button shows since when each
 * passage has stood: driven as a reader does. All of it comes in place and goes
 * again, its state stands in the address, and without scripts there is no button.
 */
export async function checkAnnotating({ site, host, visitors }) {
  const report = new Report("deeds on pages of large texts");
  report.mayBeNone = true;
  const found = [];
  for (const page of site.pages.filter(({ kind }) => kind === "version")) {
    if (/ id="?_ages"?[ >]/.test(await site.read(page.file))) found.push(page);
  }
  if (found.length === 0) return report;
  found.sort((a, b) => a.bytes - b.bytes);
  const chosen = new Set(Array.from({ length: pages }, (_, n) => found[Math.round(n * (found.length - 1) / (pages - 1))]));
  await small({ site, report });
  for (const page of chosen) {
    for (const step of [shows, keepsPlace, heedsData, needsScript, ...(page === found[0] ? [looks] : [])]) { // axe takes long on long pages
      try {
        await step({ visitors, host, page, report });
      } catch (error) {
        report.find(page.url.pathname, `${step.name}: ${error.message.split("\n")[0]}`, "see checks/annotating.mjs for what the page is asked");
      }
    }
  }
  return report;
}

/** Opens the page for a visitor of some look, does something there, and closes all. */
async function visiting({ visitors, host, page }, look, query, deed) {
  const visit = await visitors.newVisit(host, look);
  try {
    const tab = await visit.newPage();
    await tab.goto(page.url.href + query, { waitUntil: "load" });
    return await deed(tab, visit);
  } finally {
    await visit.close();
  }
}

const pressed = (tab) => tab.locator("#_since").getAttribute("aria-pressed");
const asked = (tab) => new URL(tab.url()).searchParams.has("since");
const told = (tab) => tab.locator(".annotated .age a").count();
const main = (tab) => tab.evaluate(() => document.querySelector("main").outerHTML);

async function shows(context) {
  const { page, report } = context, where = page.url.pathname;
  await visiting(context, { width: 1440 }, "", async (tab) => {
    const before = await main(tab);
    if (await pressed(tab) !== "false" || await tab.locator(".age, .passage").count() > 0) report.find(where, "shows since when before it is asked", "wait for the button");
    await tab.locator("#_since").click();
    const notes = await told(tab);
    if (await pressed(tab) !== "true" || notes === 0) report.find(where, "tells nothing when the button is pressed", "put the notes into the text");
    if (!await tab.locator("#_since-note").isVisible()) report.find(where, "does not explain what it shows", "show the sentence with the notes");
    if (!asked(tab)) report.find(where, "does not write into the address what it shows", "replace the state");
    await tab.reload({ waitUntil: "load" });
    if (await pressed(tab) !== "true" || await told(tab) !== notes) report.find(where, "shows something else at an address that was shared", "follow ?since when the page loads");
    await tab.locator("#_since").focus();
    await tab.keyboard.press("Space");
    if (await tab.evaluate(() => document.activeElement.id) !== "_since") report.find(where, "loses the focus", "leave the button where it is");
    if (await main(tab) !== before || asked(tab)) report.find(where, "leaves something behind when the button is pressed again", "take away all that came");
    report.seen += 4;
  });
}

/** What the reader has before him stays there, and so does the section that an address names. */
async function keepsPlace(context) {
  const { page, report } = context, where = page.url.pathname;
  const anchor = await visiting(context, { width: 360 }, "", (tab) => tab.evaluate(() => {
    const headings = document.querySelectorAll(".prose .heading > [id]");
    return headings[headings.length >> 1]?.id;
  }));
  if (!anchor) return;
  const top = (tab) => tab.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, anchor);
  const settled = (tab) => tab.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const want = await visiting(context, { width: 360 }, `#${anchor}`, top);
  await visiting(context, { width: 360 }, `?since#${anchor}`, async (tab) => {
    await settled(tab);
    if (Math.abs(await top(tab) - want) > 2) report.find(`${where}?since#${anchor}`, "does not go to the section", "keep the place when the notes come");
    for (const what of ["go", "come"]) {
      const before = await tab.evaluate(() => {
        const ceiling = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop); // below what sticks to the top
        const element = [...document.querySelectorAll(".prose :is(p, li, td, h2, h3, h4, h5, h6)")].find((e) => e.getBoundingClientRect().bottom > ceiling);
        const edge = element.getBoundingClientRect().top < ceiling ? "bottom" : "top";
        globalThis.where = () => element.getBoundingClientRect()[edge];
        const before = globalThis.where();
        document.getElementById("_since").click();
        return before;
      });
      await settled(tab);
      const moved = Math.abs(await tab.evaluate(() => globalThis.where()) - before);
      if (moved > 2) report.find(where, `moves the text by ${moved} pixels when the notes ${what}`, "keep what is at the top of the window where it is");
    }
  });
  report.seen += 3;
}

/** A text that the data were not made for is left alone. */
async function heedsData(context) {
  const { page, report, host } = context;
  const { body } = await host.respond(page.url, true);
  const [head, ...text] = String(body).split(/(?=<div [^>]*class="?prose"?)/);
  const changed = text.join("").replace(/<\/p>/, " changed</p>");
  await visiting(context, { width: 1440 }, "", async (tab) => {
    await tab.route("**/*", (route) => (route.request().isNavigationRequest() ? route.fulfill({ contentType: "text/html; charset=utf-8", body: head + changed }) : route.fallback()));
    await tab.goto(`${page.url.href}?since`, { waitUntil: "load" });
    if (await tab.locator("#_since").isVisible() || await tab.locator(".age, .passage").count() > 0) report.find(page.url.pathname, "marks a text that is not the one its data were made for", "count the text before the button is shown");
  });
  report.seen++;
}

async function needsScript(context) {
  const { page, report } = context;
  await visiting(context, { width: 1440, javaScriptEnabled: false }, "?since", async (tab) => {
    if (await tab.locator("#_since").isVisible() || await tab.locator("#_since-note").isVisible()) report.find(page.url.pathname, "has a button that does nothing without JavaScript", "let the script show it");
  });
  report.seen++;
}

/** With all shown, on a phone and in the dark: nothing scrolls sideways, and axe finds nothing. */
async function looks(context) {
  const { page, report } = context;
  for (const look of [{ width: 360 }, { width: 1440, dark: true }]) {
    await visiting(context, look, "?since", async (tab) => {
      const where = `${page.url.pathname}?since (${look.width} px)`;
      if (await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth)) report.find(where, "scrolls sideways", "let it wrap");
      for (const { id, help, node } of await violations(tab)) report.find(`${where} ${node}`, `${id}: ${help}`, "see the rule's page of axe");
    });
    report.seen++;
  }
}

async function small({ site, report }) {
  for (const script of [...site.files].filter((file) => /^assets\/since\.[0-9a-f]+\.js$/.test(file))) {
    const data = await site.read(script);
    const size = brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: data.length } }).length;
    report.seen++;
    report.note(`${script} takes ${data.length} bytes, ${size} with brotli -q 11`);
    if (size > sizeLimit) report.find(script, `takes ${size} bytes (brotli -q 11); the limit is ${sizeLimit}`, "leave out what the page can do without");
  }
}
