/**
 * Since when each passage of a long text has stood, on the page of a version:
 * what the page tells of it (generator/render/standoff.go) is put into the text
 * as the annotated pages of shorter texts have it (annotated.go), and taken away.
 * It stands in the address, ?since.
 */

import { el, find } from "./elements.js";

const button = find("since"), note = find("since-note"), ages = find("ages"), text = document.querySelector(".prose");
const fields = (name) => ages.dataset[name].split(" "), number = (digits) => parseInt(digits, 36);
const told = new Map(), versions = fields("versions"), bases = fields("bases");
while (versions.length) told.set(number(versions.shift()), versions.splice(0, 4));
const blocks = read(fields("passages").map(number));

/** The blocks of the text with their parts, each of one text node and one passage; undefined if the text is another. */
function read(passages) {
  const list = [], walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let at = 0, left = 0;
  for (let node; (node = walker.nextNode()); ) {
    const { data, parentElement } = node;
    if (parentElement.closest(".permalink, .now, .pilcrow, .back")) continue;
    const element = parentElement.closest(":not(a, span, strong, em, u, s, sup, sub, code)");
    for (let n = 0, part; n < data.length; n++) {
      if (data[n] <= " ") continue;
      const inside = list.at(-1)?.element === element;
      if (!inside && left) return;
      if (!left) {
        left = passages[at + 1];
        at += 2;
        if (!left) return;
        if (part?.version !== passages[at - 2]) part = undefined;
      }
      if (!inside) list.push({ element, section: element.closest(".section"), parts: [] });
      if (!part) list.at(-1).parts.push((part = { node, from: n, version: passages[at - 2] }));
      part.to = n + 1;
      left--;
    }
  }
  if (!left && at === passages.length) return list;
}

function oldest({ parts }) {
  return Math.min(...parts.map(({ version }) => version));
}

/** What is told of a version, behind a letter if it has one. */
function since(version, letter) {
  const [child, , date, path] = told.get(version), stated = ages.content.children[child].cloneNode(true), link = stated.querySelector("a");
  stated.className = shadeOf(version);
  link.setAttribute("href", bases[child] + path);
  link.firstChild.textContent = date;
  if (letter) stated.prepend(el("sup", {}, letter), " ");
  return stated;
}

function shadeOf(version) {
  return `shade-${told.get(version)[1]}`;
}

function annotate() {
  let stated;
  blocks.forEach((block, n) => {
    const { element, section, parts } = block, before = blocks[n - 1], heading = element.closest(".heading");
    if (before?.section !== section) stated = undefined;
    if (heading) {
      const [{ version }] = parts, below = blocks[n + 1];
      if (below?.section === section && oldest(below) >= version) return;
      const { className, childNodes } = since(version);
      return heading.after(el("p", { class: `age ${className}` }, ...childNodes));
    }
    const base = oldest(block), letters = new Map();
    for (const { version } of parts) {
      const next = letters.size;
      if (version !== base && !letters.has(version)) letters.set(version, next < 26 ? String.fromCharCode(97 + next) : `${next - 25}`);
    }
    if (stated !== base || letters.size) {
      const notes = el("span", { class: "age" }, since(base), ...[...letters].flatMap((newer) => [" ", since(...newer)]));
      const sign = element.querySelector(":scope > .pilcrow");
      if (sign) sign.after(notes);
      else element.prepend(notes);
    }
    stated = base;
    for (let i = parts.length; i--; ) if (parts[i].version !== base) mark(parts, i, letters.get(parts[i].version));
  });
}

/** Marks a part of a block; those of its node that come behind it are marked already. */
function mark(parts, i, letter) {
  const { node, from, to, version } = parts[i], follows = parts[i - 1]?.version === version, goes = parts[i + 1]?.version === version;
  if (!goes && to < node.length) node.splitText(to);
  const start = follows ? 0 : from, piece = start ? node.splitText(start) : node;
  const span = el("span", { class: `passage ${shadeOf(version)} from-${letter}` }, !follows && el("sup", {}, letter));
  piece.replaceWith(span);
  span.append(piece);
}

function clear() {
  for (const notes of text.querySelectorAll(".age")) notes.remove();
  for (const span of text.querySelectorAll(".passage")) span.replaceWith(span.lastChild);
  text.normalize();
}

/** Shows it, or not; what the reader has before him stays where it is. */
function show(on) {
  const ceiling = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0, place = (element) => element.getBoundingClientRect();
  const first = [button, ...blocks.map(({ element }) => element)].find((element) => place(element).bottom > ceiling);
  const edge = first && place(first).top < ceiling ? "bottom" : "top", was = first && place(first)[edge];
  button.ariaPressed = on;
  note.hidden = !on;
  text.classList.toggle("annotated", on);
  if (on) annotate();
  else clear();
  if (first) scrollBy(0, place(first)[edge] - was);
}

if (blocks) {
  button.addEventListener("click", () => {
    const on = button.ariaPressed !== "true", address = new URL(location);
    if (on) address.searchParams.set("since", "");
    else address.searchParams.delete("since");
    history.replaceState(history.state, "", address);
    show(on);
  });
  button.parentElement.hidden = false;
  if (new URLSearchParams(location.search).has("since")) show(true);
}
