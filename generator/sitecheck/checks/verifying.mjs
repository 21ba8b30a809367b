import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { Report } from "../report.mjs";
import { violations } from "./accessibility.mjs";

/** The most milliseconds from the address of a check to its answer. */
const patience = 1000;

/** How often that is tried. */
const tries = 5;

/** Lines of a long log. */
const many = 500;

/**
 * The page that compares with the log what a reader has, driven as a reader does: by the link of a version, with files
 * that are dropped and chosen, with texts and mails that are pasted, and by keyboard. What was tampered with is found:
 * the copy, the file that is served, the log, its checkpoint, its signature, and the whole record since a checkpoint
 * was kept.
 */
export async function checkVerifying({ site, host, visitors }) {
  const report = new Report("copies and versions verified");
  report.mayBeNone = true;
  const page = site.pages.find(({ kind }) => kind === "verify");
  if (!page) return report;
  const published = await readLog(site);
  for (const step of steps) {
    report.seen++;
    try {
      await step({ site, host, visitors, page, report, published });
    } catch (error) {
      const what = `${step.name}: ${error.message.split("\n")[0]}`;
      report.find(page.url.pathname, what, "see checks/verifying.mjs for what the page is asked");
    }
  }
  return report;
}

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const hex = (data) => sha256(data).toString("hex");

/** The root of lines, as RFC 6962, section 2.1, writes it. */
function root(lines) {
  if (lines.length < 2) return lines.length ? sha256("\0", lines[0]) : sha256();
  let half = 1;
  while (2 * half < lines.length) half *= 2;
  return sha256("\x01", root(lines.slice(0, half)), root(lines.slice(half)));
}

/** Lines with that of a version changed. */
const withLine = (lines, { number }, change) => lines.with(number - 1, change(lines[number - 1]));
const numbered = (lines) => lines.map((line, index) => line.replace(/^\d+/, index + 1));
const logOf = (lines) => lines.map((line) => `${line}\n`).join("");
const bodyOf = (origin, lines) => `${origin}\n${lines.length}\n${root(lines).toString("base64")}\n`;
const checkpointOf = (origin, lines) => `${bodyOf(origin, lines)}\n`;

/**
 * The log that the site publishes, without its keys: nobody here can sign for the publisher. What it has are its lines,
 * its checkpoint and its origin; files to serve in place of the site's own, where there are keys; and the versions that
 * the site has pages of, each with the number of its line here and on the site.
 */
async function readLog(site) {
  const all = String(await site.read("log/LOG")).split("\n").slice(0, -1);
  const keyless = all.filter((line) => !line.includes(" - - key "));
  const lines = numbered(keyless);
  const own = String(await site.read("log/checkpoint"));
  const [origin] = own.split("\n");
  const signed = lines.length < all.length;
  const checkpoint = signed ? checkpointOf(origin, lines) : own;
  const served = signed ? { "log/LOG": logOf(lines), "log/checkpoint": checkpoint } : {};
  const versions = keyless.map((line, index) => ({ number: index + 1, fields: line.split(" ") }))
    .map(({ number, fields: [onSite, day, policy, name, act] }) => ({ number, onSite, day, policy, name, act }))
    .filter(({ act, policy, name }) => {
      return /^(snapshot|import|adopt)$/.test(act) && site.files.has(`${policy}/archive/${name}/policy.md`);
    })
    .map((version) => ({ ...version, folder: `${version.policy}/archive/${version.name}` }));
  return { lines, checkpoint, origin, served, versions };
}

/** Ed25519 as signed notes have it (golang.org/x/mod/sumdb/note). */
function newKey(name) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const bytes = Buffer.concat([Buffer.of(1), publicKey.export({ type: "spki", format: "der" }).subarray(-32)]);
  const hash = sha256(`${name}\n`, bytes).subarray(0, 4);
  const signature = (text) => Buffer.concat([hash, sign(null, Buffer.from(text), privateKey)]).toString("base64");
  return {
    verifier: `${name}+${hash.toString("hex")}+${bytes.toString("base64")}`,
    signature,
    line: (text) => `— ${name} ${signature(text)}\n`,
  };
}

/** Lines with one more, by which a key signs from there on. */
function withKey(origin, lines, key) {
  const number = lines.length + 1;
  const taken = `${origin}\nkey from line ${number}\n${key.verifier}\n`;
  return [...lines, `${number} 2026-12-01 - - key key:${key.verifier} new:${key.signature(taken)}`];
}

/**
 * Opens the page, as a visitor to whom some files are served otherwise, and does something there.
 * @param {object} context of the step
 * @param {Record<string, string | Buffer | null>} served by path below the site's root; null is not there
 */
function visiting({ visitors, host, site, page, published }, served, query, deed, look = {}) {
  return visitors.visit(host, { width: 1440, ...look }, async (tab) => {
    await serve(tab, site, { ...published.served, ...served });
    return open(tab, page, query, deed);
  });
}

/** As visiting, in a browser that a script has changed before it opens the page. */
async function visitingChanged({ visitors, host, site, page, published }, served, query, change, deed) {
  const visit = await visitors.newVisit(host, { width: 1440 });
  const tab = await visit.newPage();
  await serve(tab, site, { ...published.served, ...served });
  await tab.addInitScript(change);
  await open(tab, page, query, deed);
  await visit.close();
}

/** Lets a tab get other files than the site has. */
async function serve(tab, site, served) {
  for (const [file, body] of Object.entries(served)) {
    const answer = body === null ? { status: 404 } : { body };
    await tab.route(new URL(file, site.base).href, (route) => route.fulfill(answer));
  }
}

async function open(tab, page, query, deed) {
  await tab.goto(page.url.href + query, { waitUntil: "load" });
  const words = await tab.evaluate(() => JSON.parse(document.getElementById("_verified").dataset.words));
  return deed(new Reader(tab, words), tab);
}

/** A reader of the page. */
class Reader {
  constructor(tab, words) {
    this.tab = tab;
    this.words = words;
  }

  /** The answer: its verdicts, each by the name of its first words, with the class, the text and the links. */
  async answer() {
    await this.tab.waitForFunction(() => {
      const place = document.getElementById("_verified");
      return place.firstElementChild && !place.ariaBusy;
    });
    const all = await this.tab.locator("#_verified .notice").evaluateAll((found) => found.map((element) => ({
      kind: element.classList[1],
      head: element.querySelector("strong").textContent,
      text: element.textContent,
      links: [...element.querySelectorAll("a")].map(({ pathname }) => pathname),
      days: [...element.querySelectorAll("time")].map(({ dateTime }) => dateTime),
      paragraphs: element.childElementCount,
    })));
    const names = Object.fromEntries(Object.entries(this.words).map(([name, text]) => [text, name]));
    const text = await this.tab.locator("#_verified").textContent();
    return { all: all.map((verdict) => ({ ...verdict, head: names[verdict.head] })), text };
  }

  /** Wants verdicts that begin with some words, in order; returns them. */
  async wants(...heads) {
    const { all, text } = await this.answer();
    const found = all.map(({ kind, head }) => `${kind} ${head}`).join(", ");
    if (found !== heads.join(", ")) {
      throw new Error(`the verdicts are "${found}", not "${heads.join(", ")}": ${text.trim()}`);
    }
    return { ...all[0], text };
  }

  async paste(text) {
    await this.tab.locator("#_verify-text").fill(text);
    await this.tab.locator("#_verify button").click();
  }

  /** Drops files, by name. */
  async drop(files) {
    const list = Object.entries(files).map(([name, data]) => [name, Buffer.from(data).toString("base64")]);
    await this.tab.evaluate((dropped) => {
      const dataTransfer = new DataTransfer();
      for (const [name, data] of dropped) {
        dataTransfer.items.add(new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], name));
      }
      const event = { bubbles: true, cancelable: true, dataTransfer };
      for (const type of ["dragenter", "dragover", "drop"]) {
        document.querySelector(".drop").dispatchEvent(new DragEvent(type, event));
      }
    }, list);
  }

  /** Whether the words of a note are said: those before the first value that is filled in. */
  says(text, name) {
    return text.includes(this.words[name].split("{")[0]);
  }
}

/** Wants a verdict to name a version, its line and its day. */
function names({ site }, verdict, { folder, number, day }) {
  const own = new URL(`${folder}/`, site.base).pathname;
  if (!verdict.links.includes(own)) throw new Error(`the verdict leads to ${verdict.links}, not to ${own}`);
  if (!verdict.days.includes(day) || !verdict.text.match(/\d+/g).includes(String(number))) {
    throw new Error(`"${verdict.text}" lacks the number ${number} or the day ${day}`);
  }
}

const queryOf = ({ policy, name }) => `?version=${policy}/${name}`;

async function byTheLinkOfAVersion(context) {
  const { site, host, visitors, published: { versions }, report } = context;
  for (const version of [versions[0], versions.at(-1)]) {
    await visitors.visit(host, { width: 1440 }, async (tab) => {
      await tab.goto(new URL(`${version.folder}/`, site.base).href);
      await tab.locator('.record a[href*="/verify/"]').focus();
      await tab.keyboard.press("Enter");
      await tab.waitForURL(/\/verify\/\?version=/);
      await tab.waitForFunction(() => document.querySelector("#_verified .good"));
      const took = await tab.evaluate(() => Math.round(performance.now()));
      report.note(`the check of ${version.folder} took ${took} ms`);
      const words = await tab.evaluate(() => JSON.parse(document.getElementById("_verified").dataset.words));
      names(context, await new Reader(tab, words).wants("good unchanged"), { ...version, number: version.onSite });
    });
  }
}

async function fromTheLog({ site, host, visitors, page }) {
  await visitors.visit(host, { width: 1440 }, async (tab) => {
    await tab.goto(new URL("log/", site.base).href);
    await tab.locator('main a[href$="/verify/"]').click();
    if (tab.url() !== page.url.href) throw new Error(`the link of /log/ leads to ${tab.url()}`);
  });
}

/** In a log of many lines, from the address to the answer: the best of some tries, since others use the machine. */
async function inTime(context) {
  const { site, published: { lines, origin, versions }, report } = context;
  const version = versions.at(-1);
  const own = lines[version.number - 1];
  const others = Array.from({ length: many - 1 }, (_, n) => {
    return `0 2020-01-01 other v${n} snapshot sha256:${hex(`a${n}`)} words:${hex(`b${n}`)} record:${hex(`c${n}`)}`;
  });
  const long = numbered([...others, own]);
  const served = { "log/LOG": logOf(long), "log/checkpoint": checkpointOf(origin, long) };
  let took = Infinity;
  for (let turn = 0; turn < tries && took > patience; turn++) {
    const now = await visiting(context, served, queryOf(version), async (reader, tab) => {
      await tab.waitForFunction(() => document.querySelector("#_verified .good"), undefined, { polling: 10 });
      return tab.evaluate(() => performance.now());
    });
    took = Math.min(took, now);
  }
  report.note(`in a log of ${many} lines, the check of a version took ${Math.round(took)} ms`);
  if (took > patience) {
    const what = `takes ${Math.round(took)} ms to check a version in a log of ${many} lines; the limit is ${patience}`;
    report.find(`${site.base.pathname}verify/`, what, "compute less, or fetch at a time");
  }
}

async function dropped(context) {
  const { site, published: { versions } } = context;
  const [version] = versions;
  const text = await site.read(`${version.folder}/policy.md`);
  await visiting(context, {}, "", async (reader) => {
    await reader.drop({ "old.md": text });
    names(context, await reader.wants("good unchanged"), version);
    await reader.drop({ "version.json": await site.read(`${version.folder}/version.json`), "folder.md": text });
    await reader.wants("good unchanged", "good unchanged");
    const altered = Buffer.from(text);
    altered[altered.length >> 1] ^= 1;
    await reader.drop({ "old.md": altered });
    const { text: verdict } = await reader.wants("open notFound");
    if (!verdict.includes(hex(altered)) || !verdict.includes("old.md")) {
      throw new Error(`"${verdict}" lacks the digest or the name of the file`);
    }
    await reader.drop({ "old.md": Buffer.from(text).subarray(1) });
    await reader.wants("open notFound");
  });
}

/** By keyboard: the field of files, the text and the button are reached by Tab, and Enter asks. */
async function pasted(context) {
  const { site, published: { versions } } = context;
  const version = versions.at(-1);
  const text = String(await site.read(`${version.folder}/policy.md`));
  await visiting(context, {}, "", async (reader, tab) => {
    await tab.locator("#_verify-file").focus();
    await tab.keyboard.press("Tab");
    await tab.keyboard.insertText(text);
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Enter");
    names(context, await reader.wants("good unchanged"), version);
    if (reader.says((await reader.answer()).text, "lastLine")) {
      throw new Error("says that an exact copy has another end");
    }
    for (const [other, note] of [[`${text.trimEnd()}\n\n\n`, "lastLine"], [text.replace(/[\r\n]+$/, ""), "lastLine"]]) {
      await reader.paste(other);
      const { text: verdict } = await reader.wants("good unchanged");
      if (!reader.says(verdict, note)) throw new Error(`"${verdict}" does not say in what the copy differs`);
    }
    await reader.drop({ "mail.md": text.replace(/\r?\n/g, "\r\n") });
    const { text: verdict } = await reader.wants("good unchanged");
    if (!text.includes("\r") && !reader.says(verdict, "lineEnds")) {
      throw new Error(`"${verdict}" does not say that line ends differ`);
    }
    await reader.paste(text.replace(/\p{L}(?=\P{L}*$)/u, "x"));
    await reader.wants("open notFound");
    await tab.locator("#_verify-text").fill("");
    await tab.evaluate((clip) => {
      const field = document.getElementById("_verify-text");
      field.value = clip; // as the browser does behind the event
      field.dispatchEvent(new ClipboardEvent("paste", { bubbles: true }));
    }, text);
    await reader.wants("good unchanged");
  });
}

async function aVersionThatIsNone(context) {
  for (const asked of ["nothing", "../../x", "privacy/1999-01-01", "<img src=x onerror=alert(1)>/..", ""]) {
    await visiting(context, {}, `?version=${encodeURIComponent(asked)}`, async (reader) => {
      const { text } = await reader.wants("open notFound");
      if (!text.includes(asked)) throw new Error(`"${text}" does not name ${asked}`);
    });
  }
}

/** The site serves other bytes than were recorded, or none. */
async function servedOtherwise(context) {
  const { site, published: { versions } } = context;
  const version = versions[0];
  const text = await site.read(`${version.folder}/policy.md`);
  const last = versions.at(-1);
  const other = await site.read(`${last.folder}/policy.md`);
  const faults = [["policy.md", `${text}\n`], ["policy.md", null], ["version.json", "{}"], ["policy.md", other]];
  for (const [file, body] of faults) {
    if (body === other && other.equals(text)) continue;
    await visiting(context, { [`${version.folder}/${file}`]: body }, queryOf(version), async (reader) => {
      const { text: verdict } = await reader.wants("bad differs");
      if (!verdict.includes(file) || body && !verdict.includes(hex(body))) {
        throw new Error(`"${verdict}" does not say what is served`);
      }
      if (body === other && !reader.says(verdict, "isOther")) {
        throw new Error(`"${verdict}" does not say which text is served`);
      }
    });
  }
  await visiting(context, { "log/LOG": null }, queryOf(version), (reader) => reader.wants("open notChecked"));
  const broken = () => {
    SubtleCrypto.prototype.digest = () => Promise.reject(new Error("broken"));
  };
  await visitingChanged(context, {}, queryOf(version), broken, (reader) => reader.wants("open notChecked"));
}

/** A version that was withdrawn or corrected says so, and the record of that is checked, too. */
async function aStatement(context) {
  const { site, published: { lines, versions } } = context;
  const fields = lines.map((line) => line.split(" "));
  for (const kind of ["withdraw", "correct"]) {
    const [number, day, policy, name] = fields.find(([, , , , act]) => act === kind) ?? [];
    if (!number) continue;
    const version = versions.find((other) => other.policy === policy && other.name === name);
    const end = kind === "withdraw" ? ".withdrawn/withdrawal.json" : `.corrected-${day}/correction.json`;
    const file = `${policy}/archive/${name}${end}`;
    await visiting(context, {}, queryOf(version), async (reader) => {
      const verdict = await reader.wants("good unchanged");
      names(context, verdict, version);
      names(context, verdict, { ...version, number, day });
      if (!verdict.links.includes(new URL(file, site.base).pathname)) throw new Error(`does not check ${file}`);
      await reader.drop({ "kept.json": await site.read(file) });
      names(context, await reader.wants("good found"), { ...version, number, day });
    });
    await visiting(context, { [file]: "{}" }, queryOf(version), (reader) => reader.wants("bad differs"));
  }
}

async function aKeptCheckpoint(context) {
  const { published: { lines, origin, checkpoint } } = context;
  await visiting(context, {}, "", async (reader) => {
    const mail = `On Monday you wrote:\n> Dear reader,\n>\n${checkpoint.replace(/^/gm, "> > ")}\nIs this so?\n`;
    await reader.paste(mail);
    await reader.wants("good fits");
    await reader.drop({ "mail.eml": mail.replaceAll("\n", "\r\n") });
    await reader.wants("good fits");
    await reader.paste(bodyOf(origin, lines.slice(0, 1)));
    await reader.wants("good fits");
    const strange = bodyOf("elsewhere.example", lines);
    await reader.paste(`${strange}…\n${bodyOf(origin, lines)}`);
    await reader.wants("good fits", "bad otherLog");
    await reader.paste(bodyOf(origin, [...lines, "one more"]));
    await reader.wants("bad contradicts");
    await reader.paste(checkpoint.replace(/^([^\n]*\n\d+\n)./, (_, before) => `${before}!`));
    await reader.wants("open notFound");
  });
}

/** Whoever rewrites a version with every list is found by the checkpoint of before, and by nothing else. */
async function rewritten(context) {
  const { published: { lines, origin, versions } } = context;
  const version = versions[0];
  const forged = "# Forged\n\nWe always sold your data.\n";
  const record = '{"forged": true}\n';
  const others = withLine(lines, version, (line) => {
    return line.replace(/sha256:\w+/, `sha256:${hex(forged)}`).replace(/record:\w+/, `record:${hex(record)}`);
  });
  const served = {
    "log/LOG": logOf(others), "log/checkpoint": checkpointOf(origin, others),
    [`${version.folder}/policy.md`]: forged, [`${version.folder}/version.json`]: record,
  };
  await visiting(context, served, queryOf(version), async (reader) => {
    await reader.wants("good unchanged"); // as the page says below, this proves no more
    await reader.paste(`Kept:\n\n${checkpointOf(origin, lines)}`);
    await reader.wants("bad contradicts");
  });
  const dropped = numbered(lines.slice(1));
  const shorter = { "log/LOG": logOf(dropped), "log/checkpoint": checkpointOf(origin, dropped) };
  await visiting(context, shorter, "", async (reader) => {
    await reader.paste(checkpointOf(origin, lines));
    await reader.wants("bad contradicts");
  });
}

/** A log that its checkpoint contradicts, and one that is none. */
async function aTamperedLog(context) {
  const { site, published: { lines, versions } } = context;
  const version = versions[0];
  const text = await site.read(`${version.folder}/policy.md`);
  const changed = withLine(lines, version, (line) => {
    return line.replace(/words:\w/, (digit) => (digit.endsWith("0") ? "words:1" : "words:0"));
  });
  await visiting(context, { "log/LOG": logOf(changed) }, queryOf(version), async (reader) => {
    await reader.wants("bad doubtful", "bad found");
    await reader.drop({ "policy.md": text });
    await reader.wants("bad doubtful", "bad found");
  });
  await visiting(context, { "log/LOG": logOf(lines.slice(0, -1)) }, "", async (reader) => {
    await reader.paste("nothing");
    await reader.wants("bad doubtful", "open notFound");
  });
  for (const body of [logOf([...lines, "x"]), logOf(lines).slice(0, -1), "<!doctype html>\n"]) {
    await visiting(context, { "log/LOG": body }, queryOf(version), (reader) => reader.wants("bad doubtful"));
  }
  await visiting(context, { "log/checkpoint": "nothing" }, queryOf(version), (reader) => reader.wants("bad doubtful"));
}

async function aSignature(context) {
  const { published: { lines, origin, versions } } = context;
  const version = versions[0];
  const key = newKey(origin);
  const signed = withKey(origin, lines, key);
  const body = bodyOf(origin, signed);
  const served = { "log/LOG": logOf(signed), "log/checkpoint": `${body}\n${key.line(body)}` };
  await visiting(context, served, queryOf(version), async (reader) => {
    const { text } = await reader.wants("good unchanged");
    if (!reader.says(text, "signed")) throw new Error(`"${text}" does not say who signed`);
    await reader.paste(served["log/checkpoint"]);
    if (!reader.says((await reader.wants("good fits")).text, "keptSigned")) {
      throw new Error("does not say who signed a kept checkpoint");
    }
    await reader.paste(`${body}\n${newKey(origin).line(body)}`);
    await reader.wants("bad contradicts");
  });
  const withoutEd25519 = () => {
    SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException("", "NotSupportedError"));
  };
  await visitingChanged(context, served, queryOf(version), withoutEd25519, async (reader) => {
    const { text } = await reader.wants("good unchanged");
    if (reader.says(text, "signed") || !reader.says(text, "unchecked")) {
      throw new Error(`a browser that cannot check says "${text}"`);
    }
  });
  const doubts = (reader) => reader.wants("bad doubtful", "bad found");
  for (const other of [`${body}\n`, `${body}\n${newKey(origin).line(body)}`, `${body}\n${key.line(`${body}x`)}`]) {
    await visiting(context, { ...served, "log/checkpoint": other }, queryOf(version), doubts);
  }
  const thief = newKey(origin);
  const taken = withKey(origin, signed, thief);
  const stolen = bodyOf(origin, taken);
  const theirs = { "log/LOG": logOf(taken), "log/checkpoint": `${stolen}\n${thief.line(stolen)}` };
  await visiting(context, theirs, queryOf(version), doubts);
}

/** What else was done to a version is named, also by acts that no script knows; and a lawful removal is called so. */
async function otherActs(context) {
  const strange = "A text of an act that nobody knows.\n";
  const { site, published: { lines, origin, versions } } = context;
  const version = versions[0];
  const line = (act, rest) => `0 2026-12-02 ${version.policy} ${version.name} ${act} ${rest}`;
  const more = [line("frobnicate", `with:care sha256:${hex(strange)}`), line("reread", `words:${hex("words")}`)];
  const longer = numbered([...lines, ...more]);
  const served = { "log/LOG": logOf(longer), "log/checkpoint": checkpointOf(origin, longer) };
  await visiting(context, served, queryOf(version), async (reader) => {
    const { text, days } = await reader.wants("good unchanged");
    if (days.filter((day) => day === "2026-12-02").length < 2 || !text.includes("frobnicate")) {
      throw new Error(`"${text}" does not name the other acts`);
    }
    await reader.paste(strange);
    await reader.wants("open notFound");
  });
  const redaction = "It is removed.\n";
  const shorter = numbered([...longer, line("redact", `record:${hex(redaction)}`)]);
  const without = { "log/LOG": logOf(shorter), "log/checkpoint": checkpointOf(origin, shorter),
    [`${version.folder}/policy.md`]: "Removed.\n" };
  const removed = { ...without, [`${version.folder}.redacted/redaction.json`]: redaction };
  await visiting(context, removed, queryOf(version), async (reader) => {
    await reader.wants("open removed");
    await reader.drop({ "kept.md": await site.read(`${version.folder}/policy.md`) });
    names(context, await reader.wants("good unchanged"), version);
    await reader.paste(redaction);
    await reader.wants("good found");
  });
  await visiting(context, without, queryOf(version), (reader) => reader.wants("bad differs"));
  const behind = { ...served, "log/checkpoint": checkpointOf(origin, lines) };
  await visiting(context, behind, queryOf(version), async (reader) => {
    const { text } = await reader.wants("good unchanged");
    if (!reader.says(text, "logBehind")) {
      throw new Error(`"${text}" does not say that the checkpoint stands for fewer lines`);
    }
  });
}

/** A browser that computes no digests here is told so, and one without scripts finds the commands. */
async function withoutDigests(context) {
  const { visitors, host, page, published: { versions } } = context;
  const withoutSubtle = () => Object.defineProperty(Crypto.prototype, "subtle", { get: () => undefined });
  await visitingChanged(context, {}, queryOf(versions[0]), withoutSubtle, (reader) => reader.wants("open notChecked"));
  await visitors.visit(host, { width: 1440, javaScriptEnabled: false }, async (tab) => {
    await tab.goto(page.url.href);
    if (await tab.locator("#_verify").isVisible()) {
      throw new Error("without a script, the form is there and does nothing");
    }
    const text = await tab.locator("main").innerText();
    for (const words of ["sha256sum", "verify.py", new URL("log/LOG", page.url.href.replace("verify/", "")).href]) {
      if (!text.includes(words)) throw new Error(`without a script, the page lacks ${words}`);
    }
    if (!await tab.locator("noscript .notice").isVisible()) {
      throw new Error("without a script, the page does not say so");
    }
  });
}

/** With verdicts of every kind, on a phone and in the dark: nothing scrolls sideways, and axe finds nothing. */
async function looks(context) {
  const { page, report, published: { lines, origin, versions } } = context;
  for (const look of [{ width: 360 }, { width: 360, dark: true }, { width: 1440 }, { width: 1440, dark: true }]) {
    await visiting(context, {}, queryOf(versions[0]), async (reader, tab) => {
      await reader.wants("good unchanged");
      await judge(tab, page, look, report);
      const long = `${"long.".repeat(30)}example`;
      await reader.paste(bodyOf(origin, lines) + bodyOf(origin, ["x"]) + bodyOf(long, lines));
      await reader.wants("good fits", "bad contradicts", "bad otherLog");
      await judge(tab, page, look, report);
      await reader.paste("nothing");
      await reader.wants("open notFound");
      await judge(tab, page, look, report);
    }, look);
  }
}

async function judge(tab, page, look, report) {
  const where = `${page.url.pathname} at ${look.width} px${look.dark ? ", dark" : ""}`;
  if (await tab.evaluate(() => document.scrollingElement.scrollWidth > document.documentElement.clientWidth)) {
    report.find(where, "scrolls sideways", "let it wrap");
  }
  for (const { id, help, node } of await violations(tab)) {
    report.find(`${where} ${node}`, `${id}: ${help}`, "see the rule's page of axe");
  }
}

const steps = [
  byTheLinkOfAVersion, fromTheLog, inTime, dropped, pasted, aVersionThatIsNone, servedOtherwise, aStatement,
  aKeptCheckpoint, rewritten, aTamperedLog, aSignature, otherActs, withoutDigests, looks,
];
