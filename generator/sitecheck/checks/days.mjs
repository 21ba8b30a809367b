import { Report } from "../report.mjs";
import { violations } from "./accessibility.mjs";

/** How many intervals are asked for: the newest and the oldest of them, and some between. */
const intervals = 4;

/**
 * What applied on a day, asked as a reader does: in the field on the page of
 * all versions, by keyboard; at the address of a day, on a host that knows the
 * site's rules and on one that does not; at a guessed address of a version; and
 * where a version is compared. All say what the page of all days says.
 */
export async function checkDays({ site, host, visitors }) {
  const report = new Report("days asked for");
  report.mayBeNone = true;
  for (const page of site.pages.filter(({ kind, url }) => kind === "days" && url.pathname.endsWith("/on/"))) {
    const known = await knownDays(visitors, host, page);
    const chosen = new Set(Array.from({ length: intervals }, (_, n) => known[Math.round(n * (known.length - 1) / (intervals - 1))]));
    for (const day of chosen) {
      for (const step of [onHistory, atItsAddress, withoutRules, asVersion, compared, withoutScript]) {
        try {
          await step({ visitors, site, host, page, day, report });
        } catch (error) {
          report.find(`${page.url.pathname} on ${day.day}`, `${step.name}: ${error.message.split("\n")[0]}`, "see checks/days.mjs for what the page is asked");
        }
      }
    }
    await noDay({ visitors, host, page, report });
    await looks({ visitors, host, page, report, day: known[0] });
  }
  return report;
}

/** Does something as a visitor of some look. */
function visiting({ visitors, host }, look, url, deed) {
  return visitors.visit(host, { width: 1440, ...look }, async (tab) => {
    if (look.rules === false) await tab.route("**/on/*/**", (route) => plainAnswer(host, route));
    return deed(tab, await tab.goto(url, { waitUntil: "load" }));
  });
}

/** What a host answers that has no rules: the file there, or the page for what is not there. */
async function plainAnswer({ site }, route) {
  const file = site.fileAt(new URL(route.request().url()));
  const body = await site.read(file ?? "404.html");
  await route.fulfill({ status: file ? 200 : 404, contentType: "text/html; charset=utf-8", body });
}

/** A day of each interval, newest first, with the version that is named: of the page, and of the oldest year with one of its own. */
async function knownDays(visitors, host, page) {
  const newest = await daysOn(visitors, host, page.url.href);
  const years = await visiting({ visitors, host }, {}, page.url.href, (tab) => tab.locator("nav.years a").evaluateAll((links) => links.map(({ href }) => href)));
  return years.length ? [...newest, ...await daysOn(visitors, host, years.at(-1))] : newest;
}

async function daysOn(visitors, host, url) {
  return visiting({ visitors, host }, {}, url, (tab) => tab.evaluate(() => {
    const days = (text, n) => new Date(Date.parse(text) + n * 86_400_000).toISOString().slice(0, 10);
    const items = [...document.querySelectorAll("#_days > li")];
    return items.map((item, index) => ({
      // Of the first, nothing says how long it goes on.
      day: item.dataset.from ? days(item.dataset.from, index ? 1 : 0) : days(items[index - 1].dataset.from, -1),
      version: item.dataset.version,
      says: item.querySelector(".known").textContent,
    })).filter(({ day }, index) => index === 0 || day < items[index - 1].dataset.from); // not of one day alone
  }));
}

const answer = (tab) => tab.locator("#_day-answer .notice");

/** Holds an answer to what is known. */
async function agrees(tab, where, { says, version }, report) {
  report.seen++;
  const text = await answer(tab).textContent();
  if (!text.includes(says)) report.find(where, `says "${text}"; the page of all days says "${says}"`, "let all read that page");
  const links = await answer(tab).locator(".known a").evaluateAll((found) => found.map((link) => new URL(link.href).pathname));
  if (version ? !links[0]?.endsWith(`/archive/${version}/`) : links.length) report.find(where, `leads to ${links}`, `lead to the version ${version}`);
}

async function onHistory({ visitors, host, page, day, report }) {
  const history = new URL("../archive/", page.url);
  await visiting({ visitors, host }, {}, history.href, async (tab) => {
    const [year, month, date] = day.day.split("-");
    await tab.locator("#_day-field").focus();
    await tab.keyboard.type(`${month}${date}${year}`); // as the American browser has the parts of a day
    if (await tab.locator("#_day-field").inputValue() !== day.day) await tab.locator("#_day-field").fill(day.day);
    await tab.keyboard.press("Enter");
    await answer(tab).waitFor();
    await agrees(tab, `${history.pathname} on ${day.day}`, day, report);
    if (new URL(tab.url()).searchParams.get("day") !== day.day) report.find(history.pathname, "does not write the day into the address", "push the state");
    await tab.goBack();
    await answer(tab).waitFor({ state: "detached" });
  });
}

const addressOf = (page, day) => new URL(`${day.day.replaceAll("-", "/")}/`, page.url);

async function atItsAddress({ visitors, host, page, day, report }) {
  const url = addressOf(page, day);
  await visiting({ visitors, host }, {}, url.href, async (tab, response) => {
    await answer(tab).waitFor();
    if (response.status() !== 200) report.find(url.pathname, `is sent with status ${response.status()}`, "have a rule show the page of all days");
    await agrees(tab, url.pathname, day, report);
    if (await tab.locator("#_day-field").inputValue() !== day.day) report.find(url.pathname, "does not show the day in its field", "fill it in");
  });
}

async function withoutRules({ visitors, host, page, day, report }) {
  const url = addressOf(page, day);
  await visiting({ visitors, host }, { rules: false }, url.href, async (tab, response) => {
    await answer(tab).waitFor();
    if (response.status() !== 404) report.find(url.pathname, `is sent with status ${response.status()} where there are no rules`, "correct this check");
    await agrees(tab, `${url.pathname} on a host without rules`, day, report);
    await tab.locator("#_day-field").fill("1900-01-01");
    await tab.locator("#_day-field").press("Enter");
    await tab.waitForURL(`${page.url.href}1900/01/01/`);
    await tab.waitForFunction(() => document.querySelector("#_day-answer time")?.dateTime === "1900-01-01");
  });
}

async function asVersion({ visitors, site, host, page, day, report }) {
  const url = new URL(`../archive/${day.day}/`, page.url);
  if (site.fileAt(url)) return;
  await visiting({ visitors, host }, {}, url.href, async (tab, response) => {
    await answer(tab).waitFor();
    if (response.status() !== 404) report.find(url.pathname, `is sent with status ${response.status()}`, "there is no such version");
    await agrees(tab, url.pathname, day, report);
    if (await tab.locator("#_day").count() !== 1) report.find(url.pathname, "has no field for another day", "offer one");
  });
}

async function compared({ visitors, site, host, page, day, report }) {
  if (site.fileAt(new URL(`../archive/${day.day}/`, page.url))) return;
  const compare = new URL("../compare/", page.url);
  await visiting({ visitors, host }, {}, `${compare.href}?from=${day.day}`, async (tab) => {
    if (await tab.locator("#_pick").count() === 0) return;
    await tab.locator("#_answer .redline").waitFor({ state: "attached" });
    report.seen++;
    const where = `${compare.pathname}?from=${day.day}`;
    // The redline is drawn in pieces, and the notice comes behind the last.
    await tab.locator("#_notice").filter({ hasText: day.day }).waitFor({ timeout: 10_000 }).catch(() => {});
    const notice = await tab.locator("#_notice").textContent();
    if (!notice.includes(day.day) || !notice.includes(day.says)) report.find(where, `says "${notice}"`, `say that there is no such version, and "${day.says}"`);
    const picked = await tab.locator("#_from").inputValue();
    if (day.version && picked !== day.version) report.find(where, `compares ${picked}`, `compare ${day.version}`);
    const [older, newer] = await tab.evaluate(() => [...document.querySelectorAll("#_from option")].map(({ value }) => value).reverse());
    if (!newer) return;
    await tab.goto(`${compare.href}?from=${newer}&to=${older}`);
    await tab.locator("#_answer .redline").waitFor({ state: "attached" });
    const visible = await tab.locator("#_notice").waitFor({ timeout: 10_000 }).then(() => true, () => false);
    const asked = `${compare.pathname}?from=${newer}&to=${older}`;
    if (!visible) report.find(asked, "does not say that the versions stand in reverse", "say it above the answer");
  });
}

async function withoutScript({ visitors, host, page, day, report }) {
  const url = addressOf(page, day);
  await visiting({ visitors, host }, { javaScriptEnabled: false }, url.href, async (tab) => {
    report.seen++;
    if (await tab.locator("#_days > li").count() === 0) report.find(url.pathname, "lists no days without a script", "show the page of all days");
    await tab.locator("#_day-field").fill(day.day);
    await tab.locator("#_day button").click();
    await tab.waitForURL(`${page.url.href}?day=${day.day}`);
  });
}

/** What is no day is called so. */
async function noDay({ visitors, host, page, report }) {
  await visiting({ visitors, host }, {}, `${page.url.href}?day=2019-02-31`, async (tab) => {
    await answer(tab).waitFor();
    report.seen++;
    const text = await answer(tab).textContent();
    if (!text.includes("2019-02-31")) report.find(`${page.url.pathname}?day=2019-02-31`, `says "${text}"`, "say that this is no day");
  });
}

/** With an answer there, on a phone and in the dark: nothing scrolls sideways, and axe finds nothing. */
async function looks({ visitors, host, page, day, report }) {
  for (const look of [{ width: 360 }, { width: 1440, dark: true }]) {
    for (const url of [addressOf(page, day), new URL(`../archive/1900-01-01/`, page.url), new URL(`../archive/?day=${day.day}`, page.url)]) {
      await visiting({ visitors, host }, look, url.href, async (tab) => {
        await answer(tab).waitFor();
        report.seen++;
        const where = `${url.pathname} at ${look.width} px`;
        if (await tab.evaluate(() => document.scrollingElement.scrollWidth > document.documentElement.clientWidth)) report.find(where, "scrolls sideways", "let it wrap");
        for (const { id, help, node } of await violations(tab)) report.find(`${where} ${node}`, `${id}: ${help}`, "see the rule's page of axe");
      });
    }
  }
}
