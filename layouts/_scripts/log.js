// @ts-check
/**
 * Reads the log of the archive and its checkpoints, as package translog does, whose documentation has the formats. The
 * tree of the lines is that of RFC 6962, section 2.1; signatures are those of signed notes, made with Ed25519.
 */

import { isDay } from "./dates.js";

/**
 * A line of the log.
 * @typedef {object} Entry
 * @property {number} number from 1
 * @property {string} day of the act, YYYY-MM-DD
 * @property {string} policy
 * @property {string} version
 * @property {string} act
 * @property {Record<string, string>} fields what stands behind the act, by name: sha256, record and others
 */

/** @typedef {{ entries: Entry[], leaves: Uint8Array[] }} Log lines, and the hashes of these as leaves of the tree */

/**
 * Stands for the first lines of a log.
 * @typedef {object} Checkpoint
 * @property {string} origin names the log
 * @property {number} size is the number of lines
 * @property {string} root in Base64
 * @property {string} body is what is signed: three lines
 * @property {string[]} signatures are lines
 */

/** @typedef {"right" | "wrong" | "missing" | "unchecked"} Judgement of a signature; unchecked by this browser */

/** What stands behind the acts that are known, in order. */
const FIELDS = new Map([
  ["snapshot", ["sha256", "words", "record"]],
  ["import", ["sha256", "words", "record"]],
  ["adopt", ["sha256", "words", "record"]],
  ["withdraw", ["record"]],
  ["correct", ["record"]],
  ["redact", ["record"]],
  ["reread", ["words"]],
  ["key", ["key", "old", "new"]],
]);

const NAME = /^[\w-][\w.-]*$/;
const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;
const ROOT = /^[A-Za-z\d+/]{42}[AEIMQUYcgkosw048]=$/;
const DIGEST = /^[\da-f]{64}$/;
const VERIFIER = /^([^+]+)\+([\da-f]{8})\+(.+)$/;
/** What Go takes for blank at the ends of a line. */
const BLANK = "[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const BLANKS = new RegExp(`^${BLANK}|${BLANK}$`, "g");
/** The greatest number of lines that Go counts. */
const MOST = 2n ** 63n - 1n;

/** A line of a log that is none. */
export class FaultyLine extends Error {
  /** @param {number} line from 1 */
  constructor(line) {
    super(`line ${line} of the log is faulty`);
    this.line = line;
  }
}

/** Whether the browser lets this page compute digests: not at addresses that begin with http:. */
export function canDigest() {
  return Boolean(globalThis.crypto?.subtle);
}

/**
 * @param {...Uint8Array} parts
 * @returns {Promise<Uint8Array>}
 */
async function sha256(...parts) {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all));
}

/**
 * The SHA-256 of bytes, as lines of the log have it.
 * @param {Uint8Array} bytes
 */
export async function digest(bytes) {
  return hex(await sha256(bytes));
}

/** @param {Uint8Array} bytes */
function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} text in Base64 */
function decoded(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

/**
 * Reads a log. Acts that this script does not know may be of a newer program; what else no log has is a FaultyLine.
 * @param {Uint8Array} bytes
 * @returns {Promise<Log>}
 */
export async function parseLog(bytes) {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const lines = text.split("\n");
  if (lines.at(-1)) throw new FaultyLine(lines.length); // it was cut off
  lines.pop();
  const entries = lines.map((line, index) => {
    const entry = parseEntry(line, index + 1);
    if (!entry) throw new FaultyLine(index + 1);
    return entry;
  });
  const encoder = new TextEncoder();
  const leaves = await Promise.all(lines.map((line) => sha256(Uint8Array.of(0), encoder.encode(line))));
  return { entries, leaves };
}

/**
 * @param {string} line
 * @param {number} number that it must have
 * @returns {Entry | undefined}
 */
function parseEntry(line, number) {
  const [counted, day, policy, version, act, ...rest] = line.split(" ");
  if (counted !== String(number) || !act || line.includes("\ufffd")) return undefined;
  if (!isDay(day) || !NAME.test(policy) || !NAME.test(version)) return undefined;
  const names = FIELDS.get(act);
  const fields = names ? knownFields(names, rest) : Object.fromEntries(rest.map(pair));
  return fields && { number, day, policy, version, act, fields };
}

/**
 * A field of a line: its name, and what stands behind the first colon.
 * @param {string} field
 * @returns {[name: string, value: string]}
 */
function pair(field) {
  const [name] = field.split(":", 1);
  return [name, field.slice(name.length + 1)];
}

/**
 * The fields of an act that is known; undefined if they are not those that it has.
 * @param {string[]} names
 * @param {string[]} rest
 */
function knownFields(names, rest) {
  /** @type {Record<string, string>} */
  const fields = {};
  let next = 0;
  for (const [name, value] of rest.map(pair)) {
    next = names.indexOf(name, next) + 1;
    if (!next) return undefined;
    fields[name] = value;
  }
  return names.every((name) => fits(name, fields[name] ?? "")) ? fields : undefined;
}

/**
 * @param {string} name
 * @param {string} value
 */
function fits(name, value) {
  if (name === "key") return VERIFIER.test(value);
  if (name === "old" || name === "new") return BASE64.test(value) && (value !== "" || name === "old");
  return DIGEST.test(value);
}

/**
 * Whether an act put a version into the archive.
 * @param {Entry} entry
 */
export function archives({ act }) {
  return act === "snapshot" || act === "import" || act === "adopt";
}

/**
 * Whether what an act put into the archive goes when the text of its version is removed.
 * @param {Entry} entry
 */
export function goes(entry) {
  return archives(entry) || entry.act === "correct";
}

/**
 * The files that a line tells of, by their paths below the site's root, with their digests, as FilesOf of package
 * archive has them.
 * @param {Entry} entry
 */
export function filesOf(entry) {
  const { day, policy, version, act, fields } = entry;
  const folder = `${policy}/archive/${version}`;
  if (act === "withdraw") return [{ path: `${folder}.withdrawn/withdrawal.json`, digest: fields.record }];
  if (act === "redact") return [{ path: `${folder}.redacted/redaction.json`, digest: fields.record }];
  if (act === "correct") return [{ path: `${folder}.corrected-${day}/correction.json`, digest: fields.record }];
  if (!archives(entry)) return [];
  return [
    { path: `${folder}/policy.md`, digest: fields.sha256 }, { path: `${folder}/version.json`, digest: fields.record },
  ];
}

/**
 * The root of the tree of the first lines of a log, in Base64.
 * @param {Log} log
 * @param {number} size
 */
export async function rootOf({ leaves }, size) {
  let level = leaves.slice(0, size);
  while (level.length > 1) {
    const pairs = level.filter((_, index) => index % 2 === 0);
    const others = level.filter((_, index) => index % 2);
    level = await Promise.all(pairs.map((left, index) => {
      return others[index] ? sha256(Uint8Array.of(1), left, others[index]) : left;
    }));
  }
  return base64(level[0] ?? await sha256());
}

/**
 * Whether a checkpoint stands for the beginning of a log: "fits"; "differs", if its root is another; or "longer", if
 * it stands for more lines than the log has.
 * @param {Checkpoint} checkpoint
 * @param {Log} log
 * @returns {Promise<"fits" | "differs" | "longer">}
 */
export async function against({ size, root }, log) {
  if (size > log.leaves.length) return "longer";
  return await rootOf(log, size) === root ? "fits" : "differs";
}

/**
 * Reads the file of a checkpoint; undefined if it is none.
 * @param {string} text
 * @returns {Checkpoint | undefined}
 */
export function parseCheckpoint(text) {
  const lines = text.split("\n");
  if (lines.length < 5 || lines[3] || lines.pop()) return undefined;
  const signatures = lines.slice(4);
  const checkpoint = parseBody(lines);
  return checkpoint && signatures.every(isSignature) ? { ...checkpoint, signatures } : undefined;
}

/**
 * Reads the three lines with which a checkpoint begins.
 * @param {string[]} lines
 * @returns {Checkpoint | undefined}
 */
function parseBody([origin, size, root]) {
  if (!isOrigin(origin) || !/^(?:0|[1-9]\d{0,18})$/.test(size) || BigInt(size) > MOST || !ROOT.test(root)) {
    return undefined;
  }
  return { origin, size: Number(size), root, body: `${origin}\n${size}\n${root}\n`, signatures: [] };
}

/**
 * Whether a text can name a log, and its keys.
 * @param {string} text
 */
function isOrigin(text) {
  return text !== "" && new TextEncoder().encode(text).length <= 200 && !/[\0- +\x7f\xa0\u2028\ufffd]/.test(text);
}

/**
 * Whether a line is a signature of a signed note.
 * @param {string} line
 */
function isSignature(line) {
  const [, name, signature] = /^— ([^ ]*) (.*)$/.exec(line) ?? [];
  return name !== undefined && isOrigin(name) && BASE64.test(signature) && decoded(signature).length > 4;
}

/**
 * What may stand between two lines where a text is the source of a mail, a page, a feed or JSON; and how the sign with
 * which a root ends is written there. Package translog has the same.
 */
const IN_TAG = String.raw`(?:[^<>&]|&(?:amp;)*(?:quot|apos|#x?[0-9A-Fa-f]{2,4});){0,200}`;
const BETWEEN = String.raw`(?:[\t\n\f\r >|\xa0]|\\[nrt]|\\u[0-9A-Fa-f]{4}|=0[AD]|<[^<>]{0,200}>|`
  + String.raw`&(?:amp;)*(?:lt;${IN_TAG}&(?:amp;)*gt;|gt;|nbsp;|#x?[0-9A-Fa-f]{1,4};))+`;
const EQUALS = String.raw`(?:=|&(?:amp;)*#(?:61|x3[Dd]);|\\u003[Dd])`;
const BEFORE = String.raw`(?:^|\\[nrt]|\\u[0-9A-Fa-f]{4}|[^\p{L}\p{N}_.\-])`;
const ANY_ORIGIN = String.raw`[^\s<>|"'=&;\\]{1,200}`;
const BASE64_LINES = /(?:[A-Za-z0-9+/]{60,}\r?\n)*[A-Za-z0-9+/]{60,}={0,2}(?:\r?\n[A-Za-z0-9+/]+={0,2})?/g;

/**
 * All checkpoints that stand in a text of any kind, as Find of package translog has them: first those that stand there
 * as such, with their signatures, then those in the source of a mail, a page, a feed, a calendar or JSON.
 * @param {string} text
 * @param {string} [origin] of the log; that of any, if it is left out
 */
export function findCheckpoints(text, origin) {
  const list = findLines(text, origin);
  const add = (/** @type {Checkpoint} */ found) => {
    const known = list.some((other) => {
      return other.origin === found.origin && other.size === found.size && other.root === found.root;
    });
    if (!known) list.push(found);
  };
  const name = origin === undefined ? ANY_ORIGIN : origin.replace(/[^\p{L}\p{N}_]/gu, (sign) => {
    return sign < "\x80" ? `\\x${sign.charCodeAt(0).toString(16).padStart(2, "0")}` : sign;
  });
  const embedded = new RegExp(`${BEFORE}(${name})${BETWEEN}(\\d+)${BETWEEN}([A-Za-z0-9+\\/]{43})${EQUALS}`, "gu");
  for (const reading of readings(text)) {
    for (const [, found, size, root] of reading.matchAll(embedded)) {
      const checkpoint = parseBody([found, size, `${root}=`]);
      if (checkpoint) add(checkpoint);
    }
  }
  for (const [block] of text.matchAll(BASE64_LINES)) {
    const joined = block.replace(/\s/g, "");
    if (!BASE64.test(joined)) continue;
    findCheckpoints(new TextDecoder().decode(decoded(joined)), origin).forEach(add);
  }
  return list;
}

/**
 * A text as it stands, without the breaks that a mail puts into lines, and without those of a calendar.
 * @param {string} text
 */
function readings(text) {
  const plain = text.replace(/&(?:amp;)*#(?:43|x2[Bb]);|\\u002[Bb]|=2B/g, "+")
    .replace(/&(?:amp;)*#(?:47|x2[Ff]);|\\\/|=2F/g, "/");
  return [plain, plain.replace(/=\r?\n/g, ""), plain.replace(/\r?\n[ \t]/g, "")];
}

/**
 * Checkpoints that stand in a text as such: their lines may be indented, or quoted with > or |. Of signatures only
 * those that follow at once are taken.
 * @param {string} text
 * @param {string} [origin]
 */
function findLines(text, origin) {
  const lines = text.split("\n").map((line) => line.replace(/^[> |\t\xa0]+/, "").replace(BLANKS, ""));
  /** @type {Checkpoint[]} */
  const list = [];
  for (let start = 0; start + 2 < lines.length; start++) {
    if (origin !== undefined && lines[start] !== origin) continue;
    const checkpoint = parseBody(lines.slice(start, start + 3));
    if (!checkpoint) continue;
    if (lines[start + 3] === "") {
      for (let at = start + 4; at < lines.length && isSignature(lines[at]); at++) checkpoint.signatures.push(lines[at]);
    }
    list.push(checkpoint);
  }
  return list;
}

/**
 * The key that signs checkpoints of the first lines of a log, as its last line about keys names it; undefined if it
 * names none.
 * @param {Log} log
 * @param {number} size
 */
export function keyOf({ entries }, size) {
  return entries.slice(0, size).findLast(({ act }) => act === "key")?.fields.key;
}

/**
 * Judges the signature of a key below a text.
 * @param {string} body
 * @param {string[]} signatures
 * @param {string} key
 * @returns {Promise<Judgement>}
 */
export async function judgeSignature(body, signatures, key) {
  const [, name, hash, coded] = VERIFIER.exec(key) ?? [];
  const bytes = BASE64.test(coded) ? decoded(coded) : new Uint8Array(); // the number of the algorithm, and the key
  const encoder = new TextEncoder();
  const hashed = hex((await sha256(encoder.encode(`${name}\n`), bytes)).slice(0, 4));
  if (!isOrigin(name) || hashed !== hash || bytes.length !== 33 || bytes[0] !== 1) return "wrong";
  const ours = signatures.filter(isSignature).map((line) => line.slice(2).split(" "))
    .find(([signer, signature]) => signer === name && hex(decoded(signature).slice(0, 4)) === hash);
  if (!ours) return "missing";
  try {
    const imported = await crypto.subtle.importKey("raw", bytes.slice(1), "Ed25519", false, ["verify"]);
    const signature = decoded(ours[1]).slice(4);
    const right = await crypto.subtle.verify("Ed25519", imported, signature, encoder.encode(body));
    return right ? "right" : "wrong";
  } catch (error) {
    return error instanceof DOMException && error.name === "NotSupportedError" ? "unchecked" : "wrong";
  }
}

/**
 * Judges the lines of a log by which a key took over: each is signed by that key, and by the one before it. Returns
 * "missing" of a log that names no key.
 * @param {Log} log
 * @param {string} origin
 * @returns {Promise<Judgement>}
 */
export async function judgeKeys({ entries }, origin) {
  /** @type {Judgement} */
  let all = "missing";
  let before = "";
  for (const { number, act, fields } of entries) {
    if (act !== "key") continue;
    const { key } = fields;
    const body = `${origin}\nkey from line ${number}\n${key}\n`;
    for (const [signer, signature] of [[key, fields.new], ...(before ? [[before, fields.old]] : [])]) {
      const judgement = await judgeSignature(body, [`— ${signer.split("+")[0]} ${signature}`], signer);
      if (judgement !== "right" && judgement !== "unchecked") return "wrong";
      if (all !== "unchecked") all = judgement;
    }
    before = key;
  }
  return all;
}
