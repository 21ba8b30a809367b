// @ts-check
/** Puts what the page /verify/ found into words: each verdict is an element that begins with it in a word or two. */

import { dateWriter, isDay } from "./dates.js";
import { el, find } from "./elements.js";
import { named } from "./fill.js";
import { archives } from "./log.js";

/** @import { Entry, Judgement, Log } from "./log.js" */
/** @import { Found, Site } from "./verify.js" */

/**
 * A file of a version, as the site serves it.
 * @typedef {object} Served
 * @property {string} url
 * @property {string} [found] its digest; undefined if the site has no such file
 * @property {boolean} right it is what was recorded
 */

const data = /** @type {Record<"words" | "policies" | "dates", string>} */ (find("verified").dataset);

/** @type {Record<string, string> & { acts: Record<string, string>, others: Record<string, string> }} */
const words = JSON.parse(data.words);

/** @type {Record<string, { title: string, lang: string, dir: string, archive: string }>} */
const policies = JSON.parse(data.policies);

const written = dateWriter(JSON.parse(data.dates));

/**
 * A sentence of the interface with values in the places of their names.
 * @param {string} name
 * @param {Record<string, Node | string | number>} [values]
 */
function say(name, values = {}) {
  const texts = Object.entries(values).map(([key, value]) => [key, typeof value === "number" ? String(value) : value]);
  return named(words[name], /** @type {Record<string, Node | string>} */ (Object.fromEntries(texts)));
}

/**
 * @param {"good" | "bad" | "open"} kind
 * @param {string} head the name of its first words
 * @param {(Node | string)[]} first
 * @param {...(Node | string)[]} more paragraphs
 */
function verdict(kind, head, first, ...more) {
  const paragraphs = more.map((content) => el("p", {}, ...content));
  const beginning = el("p", {}, el("strong", {}, words[head]), " ", ...first);
  return el("div", { class: `notice ${kind}` }, beginning, ...paragraphs);
}

/**
 * What comes from outside, in a sentence.
 * @param {string} text
 */
function quoted(text) {
  return el("bdi", { dir: "ltr", translate: "no" }, text);
}

/** @param {string} text */
function code(text) {
  return el("code", { dir: "ltr", translate: "no" }, text);
}

/** @param {string} day */
function dayOf(day) {
  return el("time", { datetime: day, title: day }, written(day));
}

/**
 * What a version is called: by its day and, if it is not the first of that, its number.
 * @param {string} version
 */
function calledOf(version) {
  const [day, number] = version.split(".");
  return isDay(day) ? el("span", {}, dayOf(day), number && ` (${number})`) : quoted(version);
}

/**
 * A version by its policy and its day, with a link to its page if the site has that.
 * @param {Entry} entry
 */
function nameOf({ policy, version }) {
  const known = Object.hasOwn(policies, policy) ? policies[policy] : undefined;
  const title = known ? el("bdi", { lang: known.lang, dir: known.dir }, known.title) : quoted(policy);
  const name = say("version", { policy: title, version: calledOf(version) });
  return known ? el("a", { href: `${known.archive}${version}/` }, ...name) : el("span", {}, ...name);
}

/**
 * @param {Entry} entry
 * @param {"recorded" | "wasRecorded"} how
 */
function recorded(entry, how) {
  const { number, day, act } = entry;
  return say(how, { version: nameOf(entry), n: number, day: dayOf(day), act: words.acts[act] });
}

/** That the answer is awaited. */
export function checking() {
  return el("p", {}, words.checking);
}

/** That this browser computes no digests here. */
export function noDigests() {
  return verdict("open", "notChecked", say("noDigests"));
}

/** That the check failed for a reason that nobody foresaw. */
export function failed() {
  return verdict("open", "notChecked", say("failed"));
}

/** @param {string} url */
export function unreachable(url) {
  return verdict("open", "notChecked", say("unreachable", { url: code(url) }));
}

/** @param {string} file */
export function unreadable(file) {
  return verdict("open", "notChecked", say("unreadable", { file: quoted(file) }));
}

export function faultyCheckpoint() {
  return verdict("bad", "doubtful", say("faultyCheckpoint"));
}

/** @param {number} line */
export function faultyLine(line) {
  return verdict("bad", "doubtful", say("faultyLine", { n: line }));
}

/** @param {string} asked */
export function noVersion(asked) {
  return verdict("open", "notFound", say("noVersion", { version: quoted(asked) }));
}

/**
 * A page that was opened from a disk may not read the file of a version.
 * @param {Entry} entry
 * @param {string} path
 */
export function fromDisk(entry, path) {
  return verdict("open", "notChecked", say("fromDisk", { version: nameOf(entry), file: code(path) }));
}

/**
 * What the log says of texts, or of records, that somebody has.
 * @param {Site} site
 * @param {Found[]} lines
 */
export function known(site, lines) {
  const [{ ends, last, record, entry }] = lines;
  const how = isSound(site) ? "recorded" : "wasRecorded";
  const own = record ? [words.isRecord, " "] : [];
  const [first, ...more] = lines.map((line) => recorded(line.entry, archives(line.entry) ? how : "wasRecorded"));
  const differs = ends ? last && "bothEnds" || "lineEnds" : last && "lastLine";
  const notes = [...(differs ? [say(differs)] : []), ...lines.flatMap((line) => otherActs(site.log, line.entry))];
  const { isWithdrawal, isCorrection, isRedaction } = words;
  const kind = { withdraw: isWithdrawal, correct: isCorrection, redact: isRedaction }[entry.act];
  if (kind) return verdict(isSound(site) ? "good" : "bad", "found", [kind, " ", ...first], ...notes);
  return verdict(isSound(site) ? "good" : "bad", isSound(site) ? "unchanged" : "found", [...own, ...first], ...more,
    ...notes);
}

/**
 * What else was done to a version, by other lines of the log.
 * @param {Log} log
 * @param {Entry} entry
 */
function otherActs({ entries }, entry) {
  const others = entries.filter((other) => {
    return other.policy === entry.policy && other.version === entry.version && other !== entry;
  });
  return others.map((other) => {
    const { number, day, act } = other;
    const known = Object.hasOwn(words.others, act);
    const what = known ? named(words.others[act], { version: nameOf(other) }) : say("otherAct", { act: quoted(act) });
    return say("line", { n: number, day: dayOf(day), what: el("span", {}, ...what) });
  });
}

/**
 * That no line has the digest of a text, why that may be, and what helps.
 * @param {string} digest
 */
export function unknown(digest) {
  const links = Object.values(policies).map(({ title, lang, dir, archive }) => {
    return el("li", {}, el("a", { href: archive, lang, dir }, title));
  });
  const box = verdict("open", "notFound", say("unknown", { digest: code(digest) }));
  const reasons = ["unknownOther", "unknownAltered", "unknownOlder"].map((name) => el("li", {}, words[name]));
  const help = [el("p", {}, words.unknownWhy), el("ul", {}, ...reasons), el("p", {}, words.unknownHelp)];
  return el("div", {}, box, ...help, el("ul", {}, ...links));
}

/**
 * Whether a kept checkpoint fits.
 * @param {Log} log
 * @param {number} size
 * @param {"fits" | "differs" | "longer"} root
 * @param {Judgement} [signature]
 */
export function kept(log, size, root, signature) {
  const values = { n: size, lines: log.entries.length };
  if (root === "differs") return verdict("bad", "contradicts", say("keptDiffers", values));
  if (root === "longer") return verdict("bad", "contradicts", say("keptLonger", values));
  if (signature === "wrong" || signature === "missing") return verdict("bad", "contradicts", say("keptForged", values));
  const signed = signature && say(signature === "right" ? "keptSigned" : "unchecked");
  return verdict("good", "fits", say("keptFits", values), ...(signed ? [signed] : []));
}

/**
 * That a kept checkpoint is of another log.
 * @param {string} origin
 * @param {string} own
 */
export function otherLog(origin, own) {
  return verdict("bad", "otherLog", say("keptOther", { origin: quoted(origin), own: quoted(own) }));
}

/**
 * Whether the site serves a version as it was recorded.
 * @param {Site} site
 * @param {Entry} entry
 * @param {Served[]} files
 * @param {boolean} removed its text was, and files are what stands in its place
 */
export function version(site, entry, files, removed) {
  const { log } = site;
  const faults = files.filter(({ right }) => !right);
  const acts = otherActs(log, entry);
  const was = recorded(entry, "wasRecorded");
  if (removed && !faults.length) return verdict("open", "removed", was, ...acts, say("cannotCompare"));
  if (!faults.length) {
    const links = files.flatMap(({ url }, index) => (index ? [words.listSeparator, linkTo(url)] : [linkTo(url)]));
    const served = say("served", { files: el("span", {}, ...links) });
    if (!isSound(site)) return verdict("bad", "found", was, ...acts, served);
    return verdict("good", "unchanged", recorded(entry, "recorded"), ...acts, served);
  }
  return verdict("bad", "differs", was, ...faults.map((fault) => faultOf(log, fault)), ...acts, say("keepIt"));
}

/** @param {string} url */
function linkTo(url) {
  return el("a", { href: url }, code(url.slice(url.lastIndexOf("/") + 1)));
}

/**
 * @param {Log} log
 * @param {Served} fault
 */
function faultOf({ entries }, { url, found }) {
  if (!found) return say("gone", { file: linkTo(url) });
  const other = entries.find(({ fields }) => fields.sha256 === found);
  const of = other && archives(other) ? [" ", ...say("isOther", { version: nameOf(other) })] : [];
  return [...say("fileDiffers", { file: linkTo(url), digest: code(found) }), ...of];
}

/**
 * Whether nothing is wrong with the checkpoint of the site.
 * @param {Site} site
 */
function isSound({ root, signature }) {
  return root === "fits" && signature !== "wrong" && signature !== "missing";
}

/**
 * The verdicts on what was asked, and what was found of the log itself.
 * @param {Site} site
 * @param {Element[]} list
 * @param {string} [file]
 */
export function answer({ log, checkpoint, root, signature }, list, file) {
  const lines = log.entries.length;
  const behind = lines - checkpoint.size;
  const notes = [];
  if (root === "fits") notes.push(say("logFits", { n: checkpoint.size }));
  if (root === "fits" && behind > 0) notes.push(say("logBehind", { n: behind }));
  if (signature === "right") notes.push(say("signed"));
  if (signature === "none") notes.push(say("unsigned"));
  if (signature === "unchecked") notes.push(say("unchecked"));
  const faults = [];
  if (root !== "fits") faults.push(verdict("bad", "doubtful", say("logDiffers")));
  if (signature === "wrong" || signature === "missing") faults.push(verdict("bad", "doubtful", say("forged")));
  return [
    ...(file ? [el("p", { class: "label" }, quoted(file))] : []),
    ...faults,
    ...list,
    ...(notes.length ? [el("ul", { class: "what" }, ...notes.map((note) => el("li", {}, ...note)))] : []),
  ];
}
