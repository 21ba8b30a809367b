// @ts-check
/**
 * Where a phrase stands in all versions, on the page of all versions, to which the field in the head of each page
 * leads. The phrase stands in the address, ?phrase=….
 */

import { el, find } from "./elements.js";
import { fill, named } from "./fill.js";
import { searched, stretches } from "./stretches.js";
import { openWeave } from "./weave.js";

/** @import { Sentence } from "./sentences.js" */
/** @import { Found, SentenceStretch } from "./stretches.js" */
/** @import { Weave } from "./types.js" */

/** Sentences that are shown at once. */
const many = 40;

/** Words of the text before and behind a phrase by which a browser tells it from the same phrase elsewhere. */
const context = 4;

const form = /** @type {HTMLFormElement} */ (find("phrase"));
const input = /** @type {HTMLInputElement} */ (find("phrase-words"));
const answer = find("stood");
const summary = find("stood-said");
const results = find("stood-results");
const data = /** @type {Record<"words" | "versions" | "weave" | "current" | "lang", string>} */ (answer.dataset);

/** @type {Record<string, string>} */
const words = JSON.parse(data.words);

/**
 * The pages of versions and what these are called; of many versions, the newest.
 * @type {Record<string, { url: string, called: string }>}
 */
const versions = JSON.parse(data.versions);

const days = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });

/** @type {Weave | undefined} */
let weave;

/** Answers what the address asks. */
async function update() {
  const phrase = asked();
  input.value = phrase;
  results.replaceChildren();
  summary.replaceChildren();
  answer.hidden = !phrase;
  if (!phrase) return;
  const search = searched(phrase);
  if (!search) return say(fill(words.nowhere, phrase));
  say(words.loading);
  const opened = await openWhole();
  await new Promise((resolve) => setTimeout(resolve)); // what was said is shown before the search
  if (phrase !== asked()) return; // another was asked for meanwhile
  if (opened) show(phrase, opened, stretches(opened, search));
  else say(words.failed);
}

/** The phrase in the address. */
function asked() {
  return new URLSearchParams(location.search).get("phrase") ?? "";
}

/** The weave with all its parts; undefined if they cannot be had. */
async function openWhole() {
  try {
    weave ??= await openWeave(data.weave);
    await weave.fetch();
  } catch {
    weave = undefined;
  }
  return weave;
}

/** @param {...(Node | string)} what */
function say(...what) {
  summary.replaceChildren(...what);
}

/**
 * @param {string} phrase
 * @param {Weave} weave
 * @param {ReturnType<typeof stretches>} found
 */
function show(phrase, { names }, { sections, versions }) {
  if (!versions.size) return say(fill(words.nowhere, phrase));
  const all = [...versions];
  const [first, last] = [names[all[0]], names[all[all.length - 1]]];
  const until = versions.has(names.indexOf(data.current)) ? words.today : dateOf(last);
  const found = all.length.toLocaleString(document.documentElement.lang);
  const span = first === last ? dateOf(first) : named(words.until, { first: dateOf(first), last: until });
  say(...named(words.found, { phrase, found, span }));
  showMore(sections.flatMap((section) => [...section.sentences.values()].map((list) => ({ section, list }))), names);
}

/**
 * Shows the next results, and a button for those that follow.
 * @param {{ section: Found, list: SentenceStretch[] }[]} hits by section
 * @param {string[]} names of the versions
 * @param {Found} [shown] the section that was shown last
 */
function showMore(hits, names, shown) {
  for (const { section, list } of hits.slice(0, many)) {
    if (section !== shown) {
      results.append(el("h3", {}, el("bdi", {}, section.title || words.introduction)), el("ul", { class: "stood" }));
      shown = section;
    }
    results.lastElementChild?.append(itemOf(section, list, names));
  }
  if (hits.length <= many) return;
  const more = el("button", { type: "button" }, words.more);
  results.append(more);
  more.addEventListener("click", () => {
    const before = /** @type {Element} */ (more.previousElementSibling);
    const count = before.childElementCount;
    more.remove();
    showMore(hits.slice(many), names, shown);
    const next = before.children[count] ?? before.nextElementSibling?.nextElementSibling?.firstElementChild;
    next?.querySelector("a")?.focus();
  });
}

/**
 * A sentence with its phrase marked, and when it stood.
 * @param {Found} section
 * @param {SentenceStretch[]} list
 * @param {string[]} names
 */
function itemOf({ anchor }, list, names) {
  const { parts } = list[list.length - 1].to;
  const sentence = parts.map((part, index) => (index % 2 ? markOf(part) : part));
  const times = list.flatMap(({ first, last, from, to }, index) => {
    const place = linkTo(names[first], anchor, from);
    const span = named(words.until, { first: place, last: linkTo(names[last], anchor, to) });
    return [index > 0 && words.separator, ...(first === last ? [place] : span)];
  });
  return el("li", {}, el("q", { lang: data.lang, dir: "auto" }, ...sentence), el("p", { class: "dates" }, ...times));
}

/**
 * A phrase, marked, with the blank before it outside.
 * @param {string} part
 */
function markOf(part) {
  const words = part.trimStart();
  const mark = el("mark", {}, words);
  return words === part ? mark : el("span", {}, " ", mark);
}

/**
 * A link to the words in a version.
 * @param {string} name
 * @param {string} anchor
 * @param {Sentence} sentence
 */
function linkTo(name, anchor, sentence) {
  const url = versions[name]?.url ?? `${name}/`;
  const called = name === data.current ? words.today : dateOf(name);
  return el("a", { href: `${url}#${encodeURIComponent(anchor)}:~:text=${directive(sentence)}` }, called);
}

/**
 * The phrase of a sentence as a text directive of an address, with what stands around it.
 * @param {Sentence} sentence
 */
function directive({ parts, before, after }) {
  const prefix = before.split(" ").slice(-context).join(" ").trim();
  const suffix = after.trim().split(" ").slice(0, context).join(" ");
  const behind = suffix && `,-${encoded(suffix)}`;
  return (prefix && `${encoded(prefix)}-,`) + encoded(parts[1].trim()) + behind;
}

/** @param {string} text */
function encoded(text) {
  return encodeURIComponent(text).replaceAll("-", "%2D");
}

/**
 * The date of a version, in words.
 * @param {string} name
 */
function dateOf(name) {
  const [day, number] = name.split(".");
  const called = versions[name]?.called ?? days.format(new Date(day)) + (number ? ` (${number})` : "");
  return el("time", { datetime: day }, called);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.pushState(null, "", `?${new URLSearchParams({ phrase: input.value })}`);
  update();
});
addEventListener("popstate", update);
update();
