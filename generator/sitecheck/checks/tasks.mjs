import { Report } from "../report.mjs";

/** The ways to use the site. By keyboard, nothing is clicked. */
const ways = [
  { name: "at 1440 px", width: 1440 },
  { name: "at 360 px", width: 360 },
  { name: "by keyboard", width: 1440, keyboard: true },
];

/** How often a reader presses Tab before giving up. */
const patience = 400;

/**
 * What people come for, done from the text in force in each way, as the reader
 * who knows the page: what applied on a day, since when a sentence has stood, a
 * citation of an old paragraph, a printed comparison of the oldest version with the
 * newest, all changes of a section, and a phrase where it stands. The steps that
 * each takes are noted; Tab is counted apart.
 */
export async function checkTasks({ site, host, visitors }) {
  const report = new Report("tasks done");
  const policy = site.pages.find(({ kind }) => kind === "policy");
  for (const [task, run] of Object.entries(tasks)) {
    const counts = [];
    for (const way of ways) {
      try {
        await visitors.visit(host, way, async (tab, visit) => {
          const reader = new Reader(tab, way.keyboard);
          await visit.grantPermissions(["clipboard-read", "clipboard-write"]);
          await tab.goto(policy.url.href, { waitUntil: "load" });
          await run(reader, tab);
          counts.push(`${reader.steps} ${way.name}${reader.tabs ? ` and ${reader.tabs} times Tab` : ""}`);
        });
      } catch (error) {
        const what = `to ${task}: ${error.message.split("\n")[0]}`;
        report.find(`${policy.url.pathname} ${way.name}`, what, "see checks/tasks.mjs for what a reader does");
      }
      report.seen++;
    }
    report.note(`to ${task}: steps ${counts.join(", ")}`);
  }
  return report;
}

/** A reader, who counts the steps. */
class Reader {
  steps = 0;
  tabs = 0;

  constructor(tab, keyboard) {
    this.tab = tab;
    this.keyboard = keyboard;
  }

  async press(key) {
    this.steps++;
    await this.tab.keyboard.press(key);
  }

  /** Gets the focus onto an element by the Tab key. */
  async reach(locator) {
    const element = await locator.elementHandle();
    const has = () => element.evaluate((node) => node === document.activeElement);
    for (let n = 0; n < patience && !await has(); n++) {
      this.tabs++;
      await this.tab.keyboard.press("Tab");
    }
    if (!await has()) throw new Error(`Tab does not reach ${locator}`);
  }

  /** Follows a link or presses a button. */
  async follow(locator) {
    if (this.keyboard) {
      await this.reach(locator);
      return this.press("Enter");
    }
    this.steps++;
    return locator.click();
  }

  /** Writes into a field and sends it. */
  async ask(locator, text) {
    if (this.keyboard) await this.reach(locator);
    else await locator.click();
    this.steps += 2;
    if (await locator.getAttribute("type") === "date") await locator.fill(text);
    else await this.tab.keyboard.type(text);
    await this.tab.keyboard.press("Enter");
  }
}

const place = (tab, name) => tab.locator(`.masthead nav.places a[href$="/${name}/"]`);

/** Words of the first paragraph of the text that has four in a row. */
function sentence(tab) {
  return tab.locator(".prose .section > p[id]").evaluateAll((found) => found
    .map(({ innerText }) => /\p{L}+ \p{L}+ \p{L}+ \p{L}+/u.exec(innerText) ?? /\p{L}{4,8}/u.exec(innerText))
    .find((words) => words)[0]);
}

async function lookFor(reader, tab) {
  const words = await sentence(tab);
  await reader.ask(tab.locator("#_phrase-words"), words);
  await tab.locator("#_stood .stood li").first().waitFor();
  return words;
}

/** Opens the oldest version in the list of them. */
async function openOldest(reader, tab) {
  await reader.follow(place(tab, "archive"));
  await tab.waitForURL(/\/archive\/$/);
  const years = tab.locator("main nav.years a");
  if (await years.count()) await reader.follow(years.last());
  const folded = tab.locator("#_versions details:not([open]) > summary, main details.fold:not([open]) > summary");
  const link = tab.locator('main li a[href*="/archive/"]:not([href*="annotated"])').filter({ visible: true }).last();
  if (await folded.count() && !await link.isVisible()) await reader.follow(folded.last());
  await reader.follow(link);
  await tab.waitForURL(/\/archive\/\d{4}-\d\d-\d\d[^/]*\//);
}

const tasks = {
  async "know what applied on a day"(reader, tab) {
    await reader.follow(place(tab, "archive"));
    await tab.waitForURL(/\/archive\/$/);
    await reader.ask(tab.locator("#_day-field"), "2019-05-01");
    await tab.locator("#_day-answer .notice").waitFor();
  },
  async "know since when a sentence has stood"(reader, tab) {
    const words = await lookFor(reader, tab);
    const said = await tab.locator("#_stood-said").textContent();
    if (!said.includes(words) || !/\d{4}/.test(said)) throw new Error(`it says "${said}"`);
  },
  async "cite a paragraph of an old version"(reader, tab) {
    await openOldest(reader, tab);
    const version = tab.url();
    if (reader.keyboard) {
      await reader.follow(tab.locator(".prose .permalink").first());
      await tab.locator("#_cite[open]").waitFor();
      await reader.press("ArrowDown");
    } else {
      const paragraph = tab.locator(".prose .section > p[id]").first();
      await paragraph.click({ position: { x: 5, y: 5 } });
      reader.steps++;
      await reader.follow(tab.locator("#_cite-here"));
    }
    await reader.follow(tab.locator("#_cite-copy"));
    await tab.locator("#_cite-said:not(:empty)").waitFor();
    const cited = await tab.evaluate(() => navigator.clipboard.readText());
    if (!cited.includes(version.replace(/#.*/, ""))) throw new Error(`copies "${cited}"`);
  },
  async "print what changed since the oldest version"(reader, tab) {
    await reader.follow(place(tab, "compare"));
    await tab.locator("#_answer .redline").waitFor({ state: "attached" });
    const from = tab.locator("#_from");
    const oldest = await from.evaluate(({ options }) => [...options].at(-1).value);
    if (reader.keyboard) {
      await reader.reach(from);
      await reader.press("End");
    } else {
      reader.steps += 2; // opens the list, picks in it
      await from.selectOption(oldest);
    }
    await tab.waitForFunction((name) => document.getElementById("_from").value === name
      && !document.getElementById("_answer").ariaBusy, oldest);
    reader.steps++; // prints
    await tab.emulateMedia({ media: "print" });
    if (!await tab.locator("#_answer .redline").isVisible()) throw new Error("the print lacks the redline");
    if (await tab.locator("#_pick").isVisible()) throw new Error("the print has controls");
  },
  async "see all changes of a section"(reader, tab) {
    const link = tab.locator('.prose a[href*="/sections/"]').filter({ visible: true }).first();
    await reader.follow(link);
    await tab.waitForURL(/\/sections\//);
    await tab.locator("main h2").first().waitFor();
  },
  async "read a phrase where it stands"(reader, tab) {
    const words = await lookFor(reader, tab);
    await reader.follow(tab.locator("#_stood .stood a").first());
    await tab.waitForURL(/\/archive\/[^/]+\//);
    const text = (await tab.locator(".prose").allInnerTexts()).join(" ").replace(/\s+/g, " ");
    if (!text.includes(words)) throw new Error(`${tab.url()} does not have "${words}"`);
  },
};
