// @ts-check
/**
 * Since when each passage of a long text has stood, on the page of a version: what the page tells of it
 * (generator/render/standoff.go) is put into the text as the annotated pages of shorter texts have it
 * (annotated.go), and taken away. It stands in the address, ?since.
 */

import { dateWriter } from "./dates.js";
import { el, find } from "./elements.js";

/**
 * A part of a block: of one text node, from a character up to another, and of one passage.
 * @typedef {object} Part
 * @property {Text} node
 * @property {number} from
 * @property {number} to
 * @property {number} version since which it has stood
 */

/**
 * @typedef {object} Block
 * @property {Element} element
 * @property {Element | null} section
 * @property {Part[]} parts
 */

/**
 * What the text says of a version.
 * @typedef {object} Note
 * @property {number} sentence which of the sentences of the page says it
 * @property {string} shade
 * @property {string} day YYYY-MM-DD
 * @property {string} path of the version's page
 */

const button = /** @type {HTMLButtonElement} */ (find("since"));
const note = find("since-note");
const ages = /** @type {HTMLTemplateElement} */ (find("ages"));
const text = /** @type {HTMLElement} */ (document.querySelector(".prose"));

/** The block that a text node stands in. */
const BLOCK = ":not(a, span, strong, em, u, s, sup, sub, code)";

/** The bases of the paths to the versions' pages, by sentence. */
const bases = fieldsOf("bases");
const written = dateWriter(JSON.parse(ages.dataset.dates ?? "[]"));
const notes = readNotes(fieldsOf("versions"));
const blocks = readBlocks(fieldsOf("passages").map(numberOf));

/** @param {string} name */
function fieldsOf(name) {
  return (ages.dataset[name] ?? "").split(" ");
}

/** @param {string} digits */
function numberOf(digits) {
  return parseInt(digits, 36);
}

/**
 * What the text says of versions, five fields each.
 * @param {string[]} fields
 */
function readNotes(fields) {
  /** @type {Map<number, Note>} */
  const list = new Map();
  for (let at = 0; at < fields.length; at += 5) {
    const [version, sentence, shade, day, path] = fields.slice(at, at + 5);
    list.set(numberOf(version), { sentence: Number(sentence), shade, day, path });
  }
  return list;
}

/**
 * The blocks of the text with their parts; undefined if the text is another than the passages are of.
 * @param {number[]} passages a version, and the number of characters, white space left out, that stand since it
 */
function readBlocks(passages) {
  /** @type {Block[]} */
  const list = [];
  let at = 0; // the next passage
  let version = -1;
  let left = 0; // characters of the passage
  for (const node of textNodes()) {
    const element = /** @type {Element} */ (node.parentElement?.closest(BLOCK));
    /** @type {Part | undefined} */
    let part;
    for (let n = 0; n < node.data.length; n++) {
      if (node.data[n] <= " ") continue;
      let block = list.at(-1);
      const inside = block?.element === element;
      if (!inside && left) return undefined;
      if (!left) {
        if (part?.version !== passages[at]) part = undefined;
        [version, left] = passages.slice(at, at + 2);
        at += 2;
        if (!left) return undefined;
      }
      if (!block || !inside) {
        block = { element, section: element.closest(".section"), parts: [] };
        list.push(block);
      }
      if (!part) {
        part = { node, from: n, to: n, version };
        block.parts.push(part);
      }
      part.to = n + 1;
      left--;
    }
  }
  return !left && at === passages.length ? list : undefined;
}

/** The text nodes of the text, without those of its signs and links. */
function textNodes() {
  /** @type {Text[]} */
  const list = [];
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    if (!node.parentElement?.closest(".permalink, .now, .pilcrow, .back")) list.push(node);
  }
  return list;
}

/**
 * The oldest version of a block's passages.
 * @param {Block} block
 */
function oldest({ parts }) {
  return Math.min(...parts.map(({ version }) => version));
}

/** @param {number} version */
function noteOf(version) {
  return /** @type {Note} */ (notes.get(version));
}

/** @param {number} version */
function shadeOf(version) {
  return `shade-${noteOf(version).shade}`;
}

/**
 * What the text says of a version, behind a letter if it has one.
 * @param {number} version
 * @param {string} [letter]
 */
function since(version, letter) {
  const { sentence, day, path } = noteOf(version);
  const described = /** @type {Element} */ (ages.content.children[sentence].cloneNode(true));
  described.className = shadeOf(version);
  const link = /** @type {Element} */ (described.querySelector("a"));
  link.setAttribute("href", bases[sentence] + path);
  link.replaceChildren(el("time", { datetime: day }, written(day)));
  if (letter) described.prepend(el("sup", {}, letter), " ");
  return described;
}

/**
 * Puts into the text since when its passages have stood.
 * @param {Block[]} blocks
 */
function annotate(blocks) {
  /** @type {number | undefined} */
  let stated; // of the section, what was said last
  blocks.forEach((block, index) => {
    if (blocks[index - 1]?.section !== block.section) stated = undefined;
    const heading = block.element.closest(".heading");
    if (heading) {
      annotateHeading(heading, block, blocks[index + 1]);
    } else {
      annotateBlock(block, stated);
      stated = oldest(block);
    }
  });
}

/**
 * Tells the age of a heading, unless the block below says as much.
 * @param {Element} heading
 * @param {Block} block
 * @param {Block} [below]
 */
function annotateHeading(heading, { section, parts }, below) {
  const [{ version }] = parts;
  if (below?.section === section && oldest(below) >= version) return;
  const { className, childNodes } = since(version);
  heading.after(el("p", { class: `age ${className}` }, ...childNodes));
}

/**
 * Tells the age of a block, if it is not stated already, and marks its newer passages with letters.
 * @param {Block} block
 * @param {number} [stated]
 */
function annotateBlock(block, stated) {
  const { element, parts } = block;
  const base = oldest(block);
  const letters = lettersOf(parts, base);
  if (stated !== base || letters.size) {
    const newer = [...letters].flatMap(([version, letter]) => [" ", since(version, letter)]);
    const notes = el("span", { class: "age" }, since(base), ...newer);
    const sign = element.querySelector(":scope > .pilcrow");
    if (sign) sign.after(notes);
    else element.prepend(notes);
  }
  for (let index = parts.length - 1; index >= 0; index--) {
    const letter = letters.get(parts[index].version);
    if (letter) mark(parts, index, letter);
  }
}

/**
 * A letter, or else a number, for each version that is newer than the base.
 * @param {Part[]} parts
 * @param {number} base
 */
function lettersOf(parts, base) {
  /** @type {Map<number, string>} */
  const letters = new Map();
  for (const { version } of parts) {
    if (version === base || letters.has(version)) continue;
    const next = letters.size;
    letters.set(version, next < 26 ? String.fromCharCode(97 + next) : `${next - 25}`);
  }
  return letters;
}

/**
 * Marks a part of a block; those of its node that come behind it are marked already.
 * @param {Part[]} parts
 * @param {number} index
 * @param {string} letter
 */
function mark(parts, index, letter) {
  const { node, from, to, version } = parts[index];
  const follows = parts[index - 1]?.version === version;
  const goesOn = parts[index + 1]?.version === version;
  if (!goesOn && to < node.length) node.splitText(to);
  const start = follows ? 0 : from;
  const piece = start ? node.splitText(start) : node;
  const span = el("span", { class: `passage ${shadeOf(version)} from-${letter}` }, !follows && el("sup", { class: "letter" }, letter));
  piece.replaceWith(span);
  span.append(piece);
}

/** Takes away what was put into the text. */
function clear() {
  for (const notes of text.querySelectorAll(".age")) notes.remove();
  for (const span of text.querySelectorAll(".passage")) span.replaceWith(/** @type {ChildNode} */ (span.lastChild));
  text.normalize();
}

/**
 * Shows it, or not; what the reader has before him stays where it is.
 * @param {Block[]} blocks
 * @param {boolean} on
 */
function show(blocks, on) {
  const ceiling = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const elements = [button, ...blocks.map(({ element }) => element)];
  const first = elements.find((element) => element.getBoundingClientRect().bottom > ceiling);
  const edge = first && first.getBoundingClientRect().top < ceiling ? "bottom" : "top";
  const before = first?.getBoundingClientRect()[edge] ?? 0;
  button.ariaPressed = String(on);
  note.hidden = !on;
  text.classList.toggle("annotated", on);
  if (on) annotate(blocks);
  else clear();
  if (first) scrollBy(0, first.getBoundingClientRect()[edge] - before);
}

/**
 * @param {Block[]} blocks
 */
function offer(blocks) {
  button.addEventListener("click", () => {
    const on = button.ariaPressed !== "true";
    const address = new URL(location.href);
    if (on) address.searchParams.set("since", "");
    else address.searchParams.delete("since");
    history.replaceState(history.state, "", address);
    show(blocks, on);
  });
  /** @type {HTMLElement} */ (button.parentElement).hidden = false;
  if (new URLSearchParams(location.search).has("since")) show(blocks, true);
}

if (blocks) offer(blocks);
