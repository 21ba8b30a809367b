import { brotliCompressSync, constants } from "node:zlib";
import { Report } from "../report.mjs";
import { violations } from "./accessibility.mjs";

/** How many pre-rendered comparisons the script's answer is held against. */
const pairs = 12;

/**
 * How many bytes the script may take, compressed as the program brotli does at its best.
 * It pairs words across blocks and cells across tables, and finds sentences that changed places, as the generator does.
 * The bundler shortens the names of variables, but not of properties.
 */
const sizeLimit = 20000;

/**
 * The page that compares any two versions, driven as a visitor does: its
 * answers are those of the pre-rendered pages, its state stands in the address,
 * changes can be walked, and what goes wrong is said.
 */
export async function checkComparing({ site, host, visitors }) {
  const report = new Report("questions put to the compare page");
  report.mayBeNone = true;
  for (const page of site.pages.filter(({ kind }) => kind === "comparisons")) {
    await small({ site, report });
    for (const step of [defaults, agrees, picks, yields, sections, walks, errs, looks]) {
      for (const look of step === looks ? [{ width: 360 }, { width: 1440, dark: true }] : [{ width: 1440 }]) {
        try {
          await visitors.visit(host, look, (tab, visit) => step({ tab, visit, page, site, look, report }));
        } catch (error) {
          report.find(page.url.pathname, `${step.name}: ${error.message.split("\n")[0]}`, "see checks/comparing.mjs for what the page is asked");
        }
      }
    }
  }
  return report;
}

/** Opens the page; whether it offers a choice, and gives the answer. */
async function open(tab, page, query = "") {
  await tab.goto(page.url.href + query, { waitUntil: "load" });
  if (await tab.locator("#_pick").count() === 0) return false;
  await answered(tab);
  return true;
}

async function answered(tab) {
  await tab.waitForFunction(() => {
    const answer = document.getElementById("_answer"), notice = document.getElementById("_notice");
    return !answer.hasAttribute("aria-busy") && (answer.querySelector(".redline") && !answer.hidden || !notice.hidden);
  });
}

/** Opens the page on the oldest version against the newest; whether anything changed between them. */
async function openChanged(tab, page) {
  if (!await open(tab, page)) return false;
  const oldest = await tab.evaluate(() => [...document.getElementById("_to").options].at(-1).value);
  await tab.goto(`${page.url.href}?from=${oldest}`);
  await answered(tab);
  return await tab.locator(".redline :is(.added, .removed, .changed)").count() > 0;
}

/** The name, or else the id, of what has the focus. */
const focused = (tab) => tab.evaluate(() => document.activeElement.name || document.activeElement.id);

const query = (tab) => new URL(tab.url()).searchParams;

async function defaults({ tab, page, report }) {
  if (!await open(tab, page)) return;
  report.seen++;
  const [from, to] = await tab.evaluate(() => [document.getElementById("_from").value, document.getElementById("_to").value]);
  if (from === to) report.find(page.url.pathname, `compares ${from} with itself when nothing is picked`, "compare the text in force with the one before");
  if (await tab.locator("#_said").textContent() === "") report.find(page.url.pathname, "announces no verdict", "write it into the status");
}

/** What the script answers is what the pre-rendered page says. */
async function agrees({ tab, page, site, report }) {
  const rendered = site.pages.filter(({ kind, url }) => kind === "comparison" && url.pathname.startsWith(page.url.pathname));
  const step = Math.max(1, Math.floor(rendered.length / pairs));
  for (const one of rendered.filter((_, n) => n % step === 0)) {
    await tab.goto(one.url.href, { waitUntil: "load" });
    const want = await tab.evaluate(answerOf);
    await open(tab, page, `?from=${want.from}&to=${want.to}`);
    const got = await tab.evaluate(answerOf);
    report.seen++;
    for (const key of ["verdict", "changes", "went", "came", "links"]) {
      if (String(want[key]) !== String(got[key])) {
        report.find(one.url.pathname, `says of ${key}: ${short(want[key])}; the script says ${short(got[key])}`, "let both come from the weave");
      }
    }
  }
}

const short = (value) => JSON.stringify(value).slice(0, 300);

/** In the page: what a comparison says. */
function answerOf() {
  const text = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const all = (selector) => [...document.querySelectorAll(selector)].map(text);
  const links = [...document.querySelectorAll(".compared a")];
  const names = links.map((link) => new URL(link.href).pathname.split("/").at(-2));
  return {
    from: names[0], to: names[1], verdict: text(document.querySelector(".verdict")), changes: all(".changes li"),
    went: all(".redline del").join("").replace(/\s/g, ""), came: all(".redline ins").join("").replace(/\s/g, ""),
    links: [...new Set([...document.querySelectorAll(".redline :is(:is(ins, del) a, a:has(ins, del))")].map((link) => link.href).filter((href) => !href.includes("#")))].sort(),
  };
}

async function picks({ tab, visit, page, report }) {
  if (!await open(tab, page)) return;
  const where = page.url.pathname;
  const names = await tab.evaluate(() => [...document.getElementById("_to").options].map((option) => option.value).reverse());
  await tab.selectOption("#_from", names[0]);
  await answered(tab);
  if (query(tab).get("from") !== names[0]) report.find(where, "does not write a pick into the address", "push the state");
  const shared = tab.url(), said = await tab.locator(".verdict").textContent();
  await tab.locator("button[name=swap]").click();
  await answered(tab);
  if (query(tab).get("to") !== names[0]) report.find(where, "does not swap the versions", "swap from and to");
  await tab.goBack();
  await answered(tab);
  if (tab.url() !== shared || await tab.locator("#_from").inputValue() !== names[0] || await tab.locator(".verdict").textContent() !== said) {
    report.find(where, "does not go back to what it showed before", "follow the address on popstate");
  }
  const other = await visit.newPage();
  await other.goto(shared, { waitUntil: "load" });
  await answered(other);
  if (await other.locator(".verdict").textContent() !== said) report.find(where, "shows something else at an address that was shared", "keep all state in the address");
  if (names.length > 2) {
    await tab.goto(page.url.href + `?from=${names[1]}&to=${names[2]}`);
    await answered(tab);
    await tab.locator("button[name=older]").click();
    await answered(tab);
    if (query(tab).get("from") !== names[0] || query(tab).get("to") !== names[1]) report.find(where, "does not go to the change before", "step both versions");
  }
  await tab.locator("[name=view]").check();
  await answered(tab);
  if (await focused(tab) !== "view") report.find(where, "loses the focus when the view changes", "leave the control where it is");
  if (query(tab).get("view") !== "side-by-side" || await tab.locator(".redline.columns .pair").count() === 0) report.find(where, "does not show texts side by side", "keep the view in the address");
  report.seen += 5;
}

/** In the page: each look at the clock finds that a while has gone by, so that each piece of work has taken its time. */
function hurry() {
  let now = 0;
  performance.now = () => now += 1000;
}

/**
 * In the page: asks for a pair of versions, and at once for another, and tells what stood there until it was answered,
 * each time that something else could run.
 */
async function askTwice([first, second]) {
  const answer = document.getElementById("_answer"), shown = [], { port1, port2 } = new MessageChannel();
  let ended;
  const end = new Promise((resolve) => { ended = resolve; });
  port1.onmessage = () => {
    const redlines = [...answer.querySelectorAll(".redline")].filter((redline) => redline.getBoundingClientRect().height);
    if (!answer.hasAttribute("aria-busy")) return ended();
    shown.push({ redlines: redlines.length, all: answer.querySelectorAll(".redline").length });
    port2.postMessage(0);
  };
  for (const name of [first, second]) {
    const select = document.getElementById("_from");
    select.value = name;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    port2.postMessage(0);
    for (let n = 0; n < 5; n++) await new Promise((resolve) => setTimeout(resolve));
  }
  await end;
  const count = (selector) => answer.querySelectorAll(selector).length;
  return { shown, left: count(".redline"), hidden: count(".redline[inert]") };
}

/** A long answer is made in pieces, and what it is to replace stands until it is complete; one not wanted any more ends. */
async function yields({ tab, page, report }) {
  if (!await open(tab, page)) return;
  const where = page.url.pathname;
  const names = await tab.evaluate(() => [...document.getElementById("_to").options].map((option) => option.value).reverse());
  await tab.goto(`${page.url.href}?from=${names.at(-1)}&to=${names.at(-1)}&text=full`);
  await answered(tab);
  await tab.evaluate(hurry);
  const { shown, left, hidden } = await tab.evaluate(askTwice, [names[1], names[0]]);
  const sections = await tab.locator(".redline > .section").count();
  if (shown.length < sections) report.find(where, `lets the browser go on ${shown.length} times while it draws ${sections} sections`, "rest between the pieces of the work: see layouts/_scripts/pieces.js");
  if (shown.some(({ redlines }) => redlines !== 1)) report.find(where, "shows no redline, or two, while another is drawn", "draw it behind the one that stands");
  if (!shown.some(({ all }) => all === 2)) report.find(where, "draws nothing while it lets the browser go on", "rest while the redline is drawn");
  if (left !== 1 || hidden) report.find(where, `leaves ${left} redlines, ${hidden} of them hidden`, "remove what was drawn for a question that is not asked any more");
  const from = await tab.evaluate(() => document.getElementById("_from").selectedOptions[0].title);
  const compared = await tab.locator(".compared").textContent();
  if (query(tab).get("from") !== names[0] || !compared.includes(from)) report.find(where, "answers a question that is not asked any more", "show the answer to the last one");
  report.seen += 5;
}

async function sections({ tab, page, report }) {
  if (!await openChanged(tab, page) || await tab.locator("a.alone").count() === 0) return;
  const where = page.url.pathname;
  const anchor = await tab.locator("a.alone").first().getAttribute("data-anchor");
  await tab.locator("a.alone").first().click();
  await answered(tab);
  if (query(tab).get("section") !== anchor || await tab.locator(".redline > .section").count() !== 1) report.find(where, `does not show the section ${anchor} alone`, "follow section= in the address");
  if (await focused(tab) !== anchor) report.find(where, "loses the focus when a section is shown alone", "focus its heading");
  await tab.locator("#_all a").click();
  await answered(tab);
  if (query(tab).has("section") || await focused(tab) !== anchor) report.find(where, "does not go back to all sections", "drop section= and focus the section's heading");
  await tab.reload();
  await answered(tab);
  if (!await tab.evaluate((id) => {
    const { top } = document.getElementById(id).getBoundingClientRect();
    return top >= -2 && top < innerHeight;
  }, anchor)) report.find(where, `does not go to #${anchor}`, "scroll to the fragment once the redline stands");
  await tab.goto(`${page.url.href}?section=there-is-none`);
  await answered(tab);
  if (!await tab.locator("#_all > :first-child").isVisible()) report.find(where, "does not say that there is no section there-is-none", "say it above the redline");
  report.seen += 4;
}

async function walks({ tab, page, report }) {
  if (!await openChanged(tab, page)) return;
  const where = page.url.pathname;
  const said = () => tab.locator("#_said").textContent();
  await tab.keyboard.press("n");
  const first = await said();
  if (!/1/.test(first) || !await tab.evaluate(() => document.activeElement.closest(".redline"))) report.find(where, `n does not go to a change, but says "${first}"`, "focus the change and announce its number");
  await tab.keyboard.press("n");
  await tab.keyboard.press("p");
  if (await said() !== first) report.find(where, "p does not go back to the change before", "walk both ways");
  await tab.locator("#_from").focus();
  await tab.keyboard.press("n");
  if (await said() !== first) report.find(where, "n walks changes while a version is being picked", "leave the keys to the field");
  await tab.locator("[name=keys]").check();
  await answered(tab);
  await tab.locator("#_main").focus();
  await tab.keyboard.press("n");
  if (await focused(tab) !== "_main") report.find(where, "walks changes by keys that were turned off", "heed keys=off");
  report.seen += 4;
}

async function errs({ tab, page, report }) {
  const where = page.url.pathname;
  if (!await open(tab, page, "?from=1900-01-01")) return;
  for (const wrong of ["?from=1900-01-01", "?to=1900-01-01", `${await tab.locator("#_from").inputValue()}/1900-01-01/`]) {
    await tab.goto(page.url.href + wrong);
    await answered(tab);
    if (!await tab.locator("#_notice").isVisible() || !/1900-01-01/.test(await tab.locator("#_notice").textContent())) report.find(where + wrong, "does not say that there is no version 1900-01-01", "name it");
  }
  await tab.goto(`${page.url.href}#%E0%A4%A`);
  await answered(tab);
  if (!await tab.locator(".redline").isVisible()) report.find(where, "fails at a fragment that is not well formed", "leave fragments to the browser");
  let broken = true;
  await tab.route("**/weave.json", (route) => (broken ? route.abort() : route.fallback()));
  await tab.goto(page.url.href);
  await answered(tab);
  const again = tab.locator("#_notice button:visible");
  if (await again.count() === 0) return report.find(where, "does not say that the texts could not be loaded", "say so, and offer to try again");
  broken = false;
  await again.click();
  await tab.waitForSelector(".redline");
  report.seen += 5;
}

async function small({ site, report }) {
  const script = [...site.files].find((file) => /^assets\/page\.[0-9a-f]+\.js$/.test(file));
  if (!script) return;
  report.seen++;
  const data = await site.read(script);
  const size = brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: data.length } }).length;
  if (size > sizeLimit) report.find(script, `takes ${size} bytes (brotli -q 11); the limit is ${sizeLimit}`, "leave out what the page can do without");
}

/** With the answer there, on a phone and in the dark: nothing scrolls sideways, and axe finds nothing. */
async function looks({ tab, page, look, report }) {
  for (const view of ["", "?view=side-by-side"]) {
    if (!await open(tab, page, view)) return;
    const where = `${page.url.pathname}${view} (${look.width} px)`;
    if (await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth)) report.find(where, "scrolls sideways", "let it wrap");
    for (const { id, help, node } of await violations(tab)) report.find(`${where} ${node}`, `${id}: ${help}`, "see the rule's page of axe");
    report.seen++;
  }
}
