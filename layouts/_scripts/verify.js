// @ts-check
/**
 * The page /verify/: tells which version a file or a text is, whether the site serves a version as it was recorded, and
 * whether a checkpoint that somebody kept fits the log. The version stands in the address, as
 * ?version=privacy/2016-11-04. Nothing leaves the browser.
 */

import { find } from "./elements.js";
import {
  against, archives, canDigest, digest, FaultyLine, filesOf, findCheckpoints, goes, judgeKeys, judgeSignature, keyOf,
  parseCheckpoint, parseLog,
} from "./log.js";
import * as verdicts from "./verdicts.js";

/** @import { Checkpoint, Entry, Judgement, Log } from "./log.js" */

/**
 * The log of this site, and what was found of its checkpoint.
 * @typedef {object} Site
 * @property {Log} log
 * @property {Checkpoint} checkpoint
 * @property {"fits" | "differs" | "longer"} root
 * @property {Judgement | "none"} signature of the key that the log names; "none" if it names none
 */

/**
 * A text that is looked for, and in what it differs from what was given.
 * @typedef {object} Variant
 * @property {Uint8Array} bytes
 * @property {boolean} [ends] its lines end in another way
 * @property {boolean} [last] its last line does
 */

/** @typedef {Variant & { entry: Entry, record: boolean }} Found a line that has the digest of a text, or of a record */

/** The most bytes of a file in which checkpoints are looked for, and whose line ends may be others: 16 MB. */
const MOST = 16 << 20;

const form = /** @type {HTMLFormElement} */ (find("verify"));
const files = /** @type {HTMLInputElement} */ (find("verify-file"));
const drop = /** @type {HTMLElement} */ (files.closest(".drop"));
const pasted = /** @type {HTMLTextAreaElement} */ (find("verify-text"));
const answer = find("verified");
const { log: logURL = "", checkpoint: checkpointURL = "", root = "" } = answer.dataset;

/** The number of the check whose answer is awaited. */
let awaited = 0;

/** @type {Promise<Site> | undefined} */
let site;

/** What keeps a check from an answer: something is not as it must be, or cannot be had. */
class Obstacle extends Error {
  /** @param {Element} verdict that says so */
  constructor(verdict) {
    super(verdict.textContent ?? "");
    this.verdict = verdict;
  }
}

/**
 * What the site serves now at an address; undefined if it has nothing there.
 * @param {string} url
 */
async function served(url) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, { cache: "reload" });
  } catch {
    throw new Obstacle(verdicts.unreachable(url));
  }
  if (response.status === 404 || response.status === 410) return undefined;
  if (!response.ok) throw new Obstacle(verdicts.unreachable(url));
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * Reads the log, after its checkpoint: it may grow in between.
 * @returns {Promise<Site>}
 */
async function readSite() {
  const file = await served(checkpointURL);
  const checkpoint = file && parseCheckpoint(new TextDecoder().decode(file));
  if (!checkpoint) throw new Obstacle(verdicts.faultyCheckpoint());
  const bytes = await served(logURL);
  if (!bytes) throw new Obstacle(verdicts.unreachable(logURL));
  const log = await parseLog(bytes).catch((error) => {
    throw error instanceof FaultyLine ? new Obstacle(verdicts.faultyLine(error.line)) : error;
  });
  return { log, checkpoint, root: await against(checkpoint, log), signature: await signatureOf(checkpoint, log) };
}

/**
 * Judges the signature of a checkpoint by the key that the log names, and the lines by which that took over.
 * @param {Checkpoint} checkpoint
 * @param {Log} log
 * @returns {Promise<Judgement | "none">}
 */
async function signatureOf({ origin, size, body, signatures }, log) {
  const keys = await judgeKeys(log, origin);
  if (keys === "wrong") return keys;
  const key = keyOf(log, size);
  return key ? judgeSignature(body, signatures, key) : "none";
}

/** The log of this site, which is read once. */
function ownSite() {
  if (!canDigest()) throw new Obstacle(verdicts.noDigests());
  site ??= readSite();
  site.catch(() => {
    site = undefined;
  });
  return site;
}

/**
 * The texts that a text may have been before it went through a mail or an editor: as it is; with other line ends; with
 * one line end, or none, at its end. What is no text stays as it is.
 * @param {Uint8Array} bytes
 * @returns {Variant[]}
 */
function variantsOf(bytes) {
  const text = textOf(bytes);
  if (text === undefined) return [{ bytes }];
  const fed = text.replace(/\r\n?/g, "\n");
  /** @type {Map<string, Omit<Variant, "bytes">>} */
  const variants = new Map([[text, {}]]);
  for (const [whole, end] of [[text, "\n"], [fed, "\n"], [fed.replaceAll("\n", "\r\n"), "\r\n"]]) {
    const bare = whole.replace(/[\r\n]+$/, "");
    for (const other of [whole, bare + end, bare]) {
      if (!variants.has(other)) variants.set(other, { ends: whole !== text, last: other !== whole });
    }
  }
  const encoder = new TextEncoder();
  return [...variants].map(([other, how]) => ({ bytes: other === text ? bytes : encoder.encode(other), ...how }));
}

/**
 * What bytes say; undefined if they are no text, or too many.
 * @param {Uint8Array} bytes
 */
function textOf(bytes) {
  try {
    return bytes.length > MOST ? undefined : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * The lines that have the digest of a text, as the first of its variants that any line has.
 * @param {Log} log
 * @param {Uint8Array} bytes
 * @returns {Promise<Found[]>}
 */
async function linesOf({ entries }, bytes) {
  for (const variant of variantsOf(bytes)) {
    const found = await digest(variant.bytes);
    const lines = entries.filter((entry) => filesOf(entry).some((file) => file.digest === found));
    if (lines.length) {
      return lines.map((entry) => ({ ...variant, entry, record: entry.fields.record === found }));
    }
  }
  return [];
}

/**
 * Tells what bytes are: versions, checkpoints or neither.
 * @param {Uint8Array} bytes
 * @param {string} [file] its name; that of what was pasted is left out
 */
async function checkBytes(bytes, file) {
  const own = await ownSite();
  const text = textOf(bytes) ?? "";
  const { origin } = own.checkpoint;
  const lines = await linesOf(own.log, bytes);
  const kept = findCheckpoints(text, origin);
  const strange = findCheckpoints(text).filter((checkpoint) => checkpoint.origin !== origin);
  const list = [];
  for (const checkpoint of kept) list.push(await checkKept(own, checkpoint));
  for (const checkpoint of strange) list.push(verdicts.otherLog(checkpoint.origin, origin));
  if (lines.length) list.push(verdicts.known(own, lines));
  if (!list.length) list.push(verdicts.unknown(await digest(bytes)));
  return verdicts.answer(own, list, file);
}

/**
 * @param {Site} own
 * @param {Checkpoint} kept
 */
async function checkKept({ log }, kept) {
  const root = await against(kept, log);
  const key = keyOf(log, kept.size);
  const judged = key && kept.signatures.length ? await judgeSignature(kept.body, kept.signatures, key) : undefined;
  return verdicts.kept(log, kept.size, root, judged);
}

/**
 * Tells whether the site serves a version as it was recorded.
 * @param {string} asked policy/version
 */
async function checkVersion(asked) {
  const own = await ownSite();
  const lines = own.log.entries.filter(({ policy, version }) => asked === `${policy}/${version}`);
  const entry = lines.find(archives);
  if (!entry) return verdicts.answer(own, [verdicts.noVersion(asked)]);
  const removed = lines.some(({ act }) => act === "redact");
  const files = lines.filter((line) => !removed || !goes(line)).flatMap(filesOf);
  if (location.protocol === "file:") return verdicts.answer(own, [verdicts.fromDisk(entry, files[0].path)]);
  const checked = await Promise.all(files.map(async ({ path, digest: recorded }) => {
    const url = root + path;
    const bytes = await served(url);
    const found = bytes && await digest(bytes);
    return { url, found, right: found === recorded };
  }));
  return verdicts.answer(own, [verdicts.version(own, entry, checked, removed)]);
}

/**
 * Shows the answer of a check, and that it is awaited; a later check takes its place.
 * @param {() => Promise<Element[]>} check
 */
async function run(check) {
  const number = ++awaited;
  answer.ariaBusy = "true";
  answer.replaceChildren(verdicts.checking());
  /** @type {Element[]} */
  let shown = [];
  try {
    shown = await check();
  } catch (error) {
    shown = [error instanceof Obstacle ? error.verdict : verdicts.failed()];
    if (!(error instanceof Obstacle)) throw error;
  } finally {
    if (number === awaited) {
      answer.ariaBusy = null;
      answer.replaceChildren(...shown);
      answer.scrollIntoView({ block: "nearest" });
    }
  }
}

/**
 * Checks files one by one.
 * @param {File[]} chosen
 */
async function checkFiles(chosen) {
  const shown = [];
  for (const file of chosen) {
    const buffer = await file.arrayBuffer().catch(() => undefined); // of a folder, or what is gone
    shown.push(...buffer ? await checkBytes(new Uint8Array(buffer), file.name) : [verdicts.unreadable(file.name)]);
  }
  return shown;
}

function checkPasted() {
  if (pasted.value) run(() => checkBytes(new TextEncoder().encode(pasted.value)));
  else pasted.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  checkPasted();
});
pasted.addEventListener("paste", () => setTimeout(checkPasted)); // when it stands there
files.addEventListener("change", () => {
  const chosen = [...files.files ?? []];
  if (chosen.length) run(() => checkFiles(chosen));
});
for (const type of /** @type {const} */ (["dragenter", "dragover", "dragleave", "drop"])) {
  addEventListener(type, (event) => {
    const transfer = event.dataTransfer;
    if (!transfer?.types.includes("Files")) return; // a text goes into its field
    event.preventDefault(); // else the browser leaves the page for the file
    drop.classList.toggle("over", type === "dragenter" || type === "dragover");
    if (type === "drop" && transfer.files.length) {
      const dropped = [...transfer.files]; // they are gone once the event is over
      run(() => checkFiles(dropped));
    }
  });
}

form.hidden = false;
const asked = new URLSearchParams(location.search).get("version");
if (asked !== null) run(() => checkVersion(asked));
