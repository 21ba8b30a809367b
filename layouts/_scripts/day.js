// @ts-check
/** Reads the page of all days, on which stands what is known of each. */

import { dateWriter, isDay } from "./dates.js";
import { el } from "./elements.js";
import { fill, sentence } from "./fill.js";

/** @type {Map<string, Promise<Document>>} the pages that were fetched, by their addresses */
const fetched = new Map();

/**
 * A page of days: this one, whatever its address is, or fetched.
 * @param {string} url
 */
export async function daysOf(url) {
  if (document.getElementById("_days")?.dataset.url === url) return document;
  const known = fetched.get(url) ?? fetchPage(url);
  fetched.set(url, known);
  known.catch(() => fetched.delete(url));
  return known;
}

/** @param {string} url */
async function fetchPage(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/**
 * The day that stands in the path of an address below a folder, as /on/2019/05/01/ or /archive/2019-05-01/.
 * @param {string} path
 * @param {string} folder
 */
export function dayIn(path, folder) {
  const [, year, month, day] = path.match(`/${folder}/(\\d{4})[-/](\\d\\d?)[-/](\\d\\d?)(?:\\.\\d+)?(?:/|$)`) ?? [];
  return year && [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
}

/**
 * The item of the list that tells of a day. A long history has its older days on pages of their own.
 * @param {string} day
 * @param {Document} days
 */
async function itemFor(day, days) {
  const found = itemIn(day, days);
  if (found) return found;
  const links = /** @type {HTMLAnchorElement[]} */ ([...days.querySelectorAll("nav.years a")]);
  const link = links.find((other) => periodOf(other) <= day.slice(0, periodOf(other).length)) ?? links.at(-1);
  const older = link && itemIn(day, await daysOf(String(link.getAttribute("href"))));
  if (!older) throw new Error(`nothing is said of ${day}`);
  return older;
}

/**
 * The year or the month that a link leads to: 2019 or 2019-05.
 * @param {HTMLAnchorElement} link
 */
function periodOf(link) {
  return String(link.getAttribute("href")).split("/").at(-2) ?? "";
}

/**
 * @param {string} day
 * @param {Document} days
 * @returns {HTMLElement | undefined}
 */
function itemIn(day, days) {
  const items = /** @type {HTMLElement[]} */ ([...days.querySelectorAll("#_days > li")]); // newest first
  return items.find(({ dataset: { from = "" } }) => from <= day);
}

/**
 * What is known of a day, in a paragraph; or that it is none.
 * @param {string} asked
 * @param {Document} days
 * @param {string} url of the page of all days
 */
export async function answerFor(asked, days, url) {
  const item = isDay(asked) && await itemFor(asked, days);
  return item ? known(asked, item, days, url) : el("p", {}, fill(readingOf(days).words.none, asked));
}

/**
 * The name of the version that applied on a day, if one is known, and what is known of that.
 * @param {string} day
 * @param {string} url of the page of all days
 */
export async function appliedOn(day, url) {
  const days = await daysOf(url);
  const item = isDay(day) && await itemFor(day, days);
  if (!item) return {};
  const answer = known(day, item, days, url);
  answer.querySelector(".current")?.remove();
  return { version: item.dataset.version, known: el("span", {}, ...answer.childNodes) };
}

/**
 * @param {string} asked
 * @param {HTMLElement} item
 * @param {Document} days
 * @param {string} url of the page of all days
 */
function known(asked, item, days, url) {
  const { words, made, written } = readingOf(days);
  const paragraph = document.importNode(/** @type {HTMLElement} */ (item.querySelector("p")), true);
  paragraph.querySelector("strong")?.remove();
  if (asked === item.dataset.from) paragraph.querySelector(".gap")?.remove(); // it is the first day, and was seen
  const link = el("a", { href: `${url}${asked.replaceAll("-", "/")}/` }, el("time", { datetime: asked }, written(asked)));
  const answer = el("p", {}, ...sentence(words.answer, link), " ", ...paragraph.childNodes);
  if (asked > made) answer.append(" ", words.ahead);
  return answer;
}

/**
 * What the page of all days says besides, and how it writes days.
 * @param {Document} days
 */
function readingOf(days) {
  const { words = "{}", dates = "[]", made = "" } = /** @type {HTMLElement} */ (days.getElementById("_days")).dataset;
  const written = dateWriter(JSON.parse(dates));
  return { words: /** @type {Record<string, string>} */ (JSON.parse(words)), made, written };
}
