import { Report } from "../report.mjs";
import { violations } from "./accessibility.mjs";

const widths = [360, 1440];

/** The smallest size of a target for a finger (WCAG 2.2, criterion 2.5.8). */
const smallest = 24;

/**
 * Quoting and searching, driven as a reader does: the text in force and an old
 * version are cited by mouse and by keyboard, words that are selected are quoted,
 * and a phrase is looked for from the head of a page. What is copied leads to a
 * place that is there.
 */
export async function checkQuoting({ site, host, visitors }) {
  const report = new Report("deeds of who quotes");
  const found = [];
  for (const kind of ["policy", "version"]) {
    for (const page of site.pages.filter((page) => page.kind === kind)) {
      if (/ id="?_cite"?[ >]/.test(await site.read(page.file))) {
        found.push(page);
        break;
      }
    }
  }
  for (const page of found) {
    for (const step of [citesByMouse, citesByKeyboard, quotesSelection, needsNoScript]) {
      for (const width of widths) await tryStep(step, { visitors, host, site, page, report, width });
    }
  }
  const policy = site.pages.find(({ kind }) => kind === "policy");
  for (const step of [looks, finds, saysHowItFares]) await tryStep(step, { visitors, host, site, page: policy, report, width: 1440 });
  return report;
}

async function tryStep(step, context) {
  context.report.seen++;
  try {
    await step(context);
  } catch (error) {
    context.report.find(context.page.url.pathname, `${step.name} at ${context.width} px: ${error.message.split("\n")[0]}`, "see checks/quoting.mjs for what the page is asked");
  }
}

/** Opens the page for a visitor, and does something there. */
function visiting({ visitors, host, page, width }, deed, look = {}) {
  return visitors.visit(host, { width, ...look }, async (tab, visit) => {
    await visit.grantPermissions(["clipboard-read", "clipboard-write"]);
    await tab.goto(page.url.href, { waitUntil: "load" });
    return deed(tab);
  });
}

const copied = (tab) => tab.evaluate(() => navigator.clipboard.readText());
const focused = (tab) => tab.evaluate(() => document.activeElement.id || document.activeElement.className);
const paragraph = (tab) => tab.locator(".prose .section > p[id]").filter({ hasText: /\p{L}{2}.{10}/u }).first();

/** Words of the text: three, or four letters of a script that writes no blanks. */
async function phraseOf(tab) {
  const text = await paragraph(tab).evaluate((element) => element.innerText);
  return (/\p{L}+ \p{L}+ \p{L}+/u.exec(text) ?? /\p{L}{2,4}/u.exec(text))[0];
}

/** Whether an address leads to a dated page and a place that it has. */
function judgeAddress({ site, page, report }, address, what) {
  const url = new URL(address);
  const target = site.pages.find((other) => other.url.pathname === url.pathname);
  if (target?.kind !== "version") report.find(page.url.pathname, `${what} has ${address}, which is no dated page`, "cite the dated page of the version");
  else if (!target.ids.some(({ id }) => (id ?? "") === decodeURIComponent(url.hash.slice(1)))) report.find(page.url.pathname, `${what} has ${address}, a place that is not there`, "give each paragraph of a dated page its id");
}

async function citesByMouse(context) {
  const { page, report, width } = context, where = `${page.url.pathname} at ${width} px`;
  await visiting(context, async (tab) => {
    const own = paragraph(tab);
    await own.scrollIntoViewIfNeeded();
    await own.hover();
    const link = tab.locator("#_cite-here");
    await link.waitFor();
    const [box, text] = [await link.boundingBox(), await own.boundingBox()];
    if (Math.min(box.width, box.height) < smallest) report.find(where, `the link beside a paragraph is ${box.width} by ${box.height} px`, `make it ${smallest} px at least`);
    if (box.x < 0 || box.x + box.width > width || Math.min(box.x + box.width, text.x + text.width) - Math.max(box.x, text.x) > 1) report.find(where, "the link beside a paragraph stands over its words, or outside the window", "put it into the margin");
    await link.click();
    await tab.locator("#_cite[open]").waitFor();
    const [citation, address] = await Promise.all([tab.locator("#_cite-text").textContent(), tab.locator("#_cite-address").textContent()]);
    judgeAddress(context, address, "the dialog");
    if (!citation.includes(address)) report.find(where, `the citation "${citation}" lacks the address`, "name it");
    for (const [button, text] of [["#_cite-copy", citation], ["#_cite-link", address]]) {
      await tab.locator(button).click();
      await tab.locator("#_cite-said:not(:empty)").waitFor();
      if (await copied(tab) !== text) report.find(where, `${button} copies "${await copied(tab)}", not "${text}"`, "copy what is shown");
    }
    await tab.keyboard.press("Escape");
    if (await tab.locator("#_cite").isVisible()) report.find(where, "the dialog stays when Escape is pressed", "close it");
    if (await focused(tab) !== "_cite-here") report.find(where, `the focus goes to "${await focused(tab)}" when the dialog is closed`, "give it back to the link");
  });
}

async function citesByKeyboard(context) {
  const { page, report, width } = context, where = `${page.url.pathname} at ${width} px`;
  await visiting(context, async (tab) => {
    await tab.locator(".prose .permalink").first().focus();
    await tab.keyboard.press("Enter");
    await tab.locator("#_cite[open]").waitFor();
    const section = await tab.locator("#_cite-address").textContent();
    judgeAddress(context, section, "the link beside a section");
    if (await focused(tab) !== "_cite-place") report.find(where, `the dialog opens with the focus on "${await focused(tab)}"`, "begin where a paragraph is picked");
    await tab.keyboard.press("ArrowDown");
    const address = await tab.locator("#_cite-address").textContent();
    if (!address.startsWith(`${section}.`) && await tab.locator("#_cite-place option").count() > 1) report.find(where, `the first paragraph of ${section} is ${address}`, "offer the paragraphs of the section");
    for (let stop = 0; stop < 10 && await focused(tab) !== "_cite-link"; stop++) await tab.keyboard.press("Tab");
    await tab.keyboard.press("Enter");
    await tab.locator("#_cite-said:not(:empty)").waitFor();
    if (await copied(tab) !== address) report.find(where, `copies "${await copied(tab)}" by keyboard`, "copy the address that is shown");
    await tab.keyboard.press("Escape");
    if (await focused(tab) !== "permalink") report.find(where, `the focus goes to "${await focused(tab)}" when the dialog is closed`, "give it back to the link");
  });
}

async function quotesSelection(context) {
  const { page, report, width } = context, where = `${page.url.pathname} at ${width} px`;
  await visiting(context, async (tab) => {
    const own = paragraph(tab);
    await own.scrollIntoViewIfNeeded();
    await own.hover();
    const words = await own.evaluate((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest(".pilcrow") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
      let node = walker.nextNode();
      while (node.data.trim().length < 6) node = walker.nextNode();
      const range = document.createRange();
      range.setStart(node, node.data.indexOf(" ") + 1);
      range.setEnd(node, node.data.trimEnd().length);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return String(range).trim().replace(/\s+/g, " ");
    });
    await tab.locator("#_cite-here").click();
    await tab.locator("#_cite[open]").waitFor();
    await tab.locator("#_cite-copy").click();
    await tab.locator("#_cite-said:not(:empty)").waitFor();
    const [citation, id] = [await copied(tab), await own.getAttribute("id")];
    if (!citation.includes(words) || !citation.includes(`#${encodeURIComponent(id)}`)) report.find(where, `quotes "${words}" as "${citation}"`, "quote the words that are selected, of their paragraph");
  });
}

/** Without a script, the link beside a section leads to the dated page, on which each paragraph has one. */
async function needsNoScript(context) {
  const { page, report, width } = context, where = `${page.url.pathname} at ${width} px`;
  await visiting(context, async (tab) => {
    judgeAddress(context, await tab.locator(".prose .permalink").first().evaluate(({ href }) => href), "without a script, the link beside a section");
    await tab.locator(".prose .permalink").first().focus();
    await tab.keyboard.press("Enter");
    await tab.waitForURL(/\/archive\/[^/]+\/#/);
    const link = tab.locator(".prose .pilcrow").first();
    const box = await link.boundingBox();
    if (!box || Math.min(box.width, box.height) < smallest || box.x < 0) report.find(where, "without a script, a paragraph has no link that can be seen and hit", "show one in the margin");
    else judgeAddress(context, await link.evaluate(({ href }) => href), "without a script, the link beside a paragraph");
  }, { javaScriptEnabled: false });
}

/** Looks for words of the text from the head of the page; returns what is said of them. */
async function lookFor(tab, phrase) {
  await tab.locator("#_phrase-words").fill(phrase);
  await tab.locator("#_phrase-words").press("Enter");
  await tab.locator("#_stood .stood li").first().waitFor();
  return tab.locator("#_stood-said").textContent();
}

async function finds(context) {
  const { page, report } = context, where = page.url.pathname;
  await visiting(context, async (tab) => {
    const words = await phraseOf(tab);
    const said = await lookFor(tab, words);
    if (!said.includes(words) || !/\d/.test(said)) report.find(where, `says "${said}" of "${words}"`, "say in how many versions the phrase stands");
    const marked = await tab.locator("#_stood mark").allTextContents();
    if (!marked.every((mark) => mark.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").includes(words.toLowerCase()))) report.find(where, `marks ${JSON.stringify(marked.slice(0, 3))} for "${words}"`, "mark the phrase");
    const other = await lookFor(tab, ` ${words.toUpperCase().replaceAll(" ", "\u00a0\u2013 ")}`);
    if (other.replace(/^.*?\p{Pf}/u, "") !== said.replace(/^.*?\p{Pf}/u, "")) report.find(where, `says "${said}", and with capitals and dashes "${other}"`, "ask for words as the verdict sees them");
    for (const which of ["first", "last"]) {
      await lookFor(tab, words);
      const link = tab.locator("#_stood .stood a")[which]();
      const mark = which === "first" ? marked[0] : marked.at(-1);
      await link.click();
      await tab.waitForURL(/\/archive\/[^/]+\//);
      await tab.waitForTimeout(300); // the browser looks for the words
      const place = await tab.evaluate(() => {
        const target = document.querySelector(":target");
        const box = target?.getBoundingClientRect();
        return { text: target?.textContent ?? "", seen: box && box.bottom > 0 && box.top < innerHeight };
      });
      if (!place.seen || !place.text.toLowerCase().includes(mark.toLowerCase())) report.find(where, `the ${which} link of "${words}" leads to "${place.text.slice(0, 60)}"`, "lead to the words: #anchor:~:text=…");
      await tab.goBack();
    }
  });
}

async function saysHowItFares(context) {
  const { page, report } = context, where = page.url.pathname;
  await visiting(context, async (tab) => {
    const said = tab.locator("#_stood-said");
    let answer = (route) => route.abort();
    await tab.route(/weave/, (route) => answer(route));
    await tab.locator("#_phrase-words").fill(await phraseOf(tab));
    await tab.locator("#_phrase-words").press("Enter");
    await said.and(tab.locator(":not(:empty)")).waitFor();
    await tab.waitForTimeout(300);
    const failed = await said.textContent();
    let go = () => {};
    const until = new Promise((resolve) => { go = resolve; });
    answer = (route) => until.then(() => route.fallback());
    await tab.locator("#_phrase-words").press("Enter");
    await tab.waitForTimeout(300);
    const loading = await said.textContent();
    await tab.locator("#_phrase-words").fill("what is typed meanwhile"); // asks for nothing yet
    go();
    await tab.waitForFunction((before) => document.getElementById("_stood-said").textContent !== before, loading);
    const done = await said.textContent();
    if (new Set([failed, loading, done, ""]).size < 4) report.find(where, `says "${failed}" when texts cannot be had, "${loading}" while they load, and then "${done}"`, "say each");
  });
}

/** With the dialog or an answer shown, on a phone and in the dark: nothing scrolls sideways, and axe finds nothing. */
async function looks(context) {
  const { page, report } = context;
  for (const look of [{ width: 360 }, { width: 1440, dark: true }]) {
    await visiting(context, async (tab) => {
      const judge = async (what) => {
        const where = `${page.url.pathname}, ${what} (${look.width} px)`;
        if (await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth)) report.find(where, "scrolls sideways", "let it wrap");
        for (const { id, help, node } of await violations(tab)) report.find(`${where} ${node}`, `${id}: ${help}`, "see the rule's page of axe");
      };
      await paragraph(tab).hover();
      await tab.locator("#_cite-here").click();
      await tab.locator("#_cite[open]").waitFor();
      await judge("citing");
      await tab.keyboard.press("Escape");
      await lookFor(tab, await phraseOf(tab));
      await judge("looking for a phrase");
    }, look);
  }
}
