// @ts-check
/** Shows the words of a comparison with their marks and links, and what went and came. */

import { addressOf } from "./address.js";
import { relinked } from "./edits.js";
import { el } from "./elements.js";
import { divide } from "./sequences.js";
import { plain } from "./weave.js";
import { inOwnLanguage, words } from "./words.js";

/** @import { Comparison, Part, Token } from "./types.js" */

/**
 * @typedef {object} Options
 * @property {Token[]} [newText] all of the new text that the parts are of
 * @property {boolean} [unlinked] whether links are left out
 * @property {"old" | "new"} [side] shows this text only
 */

/**
 * Parts of two texts as one run of text: of both sides, what stayed as the new text has it, or of one side.
 * @param {Comparison} comparison
 * @param {Part[]} parts
 * @param {Options} options
 */
export function inline(comparison, parts, options) {
  const { side } = options;
  const view = new Inline(comparison, options);
  for (const part of parts) {
    if (part.edit?.joined && side !== "old") view.nodes.append(border("joined"));
    if (part.change) {
      if (side !== "new") view.addChanged("del", part.old, part.change.minor);
      if (side !== "old") view.addChanged("ins", part.now, part.change.minor);
    } else {
      view.addKept(part);
    }
  }
  return view.nodes;
}

/**
 * Marks where a block was divided, or where two were joined.
 * @param {"divided" | "joined"} what
 */
export function border(what) {
  return el("span", { class: what, title: words[what] },
    el("span", { "aria-hidden": "true" }, "¶"),
    el("span", { class: "hidden" }, ...inOwnLanguage([words[what]])));
}

/**
 * What a reader of an address reads; a link that shows it is not printed with its address once more.
 * @param {string} address
 */
const bare = (address) => address.replace(/^https?:\/*|\/$/gi, "").toLowerCase();

class Inline {
  nodes = new DocumentFragment();

  /** Whether the last words are deleted ones. */
  #deleted = false;

  /**
   * @param {Comparison} comparison
   * @param {Options} options
   */
  constructor(comparison, { newText = [], unlinked = false, side }) {
    this.comparison = comparison;
    this.newText = newText;
    this.unlinked = unlinked;
    this.side = side;
  }

  /**
   * Adds words that went or came.
   * @param {"del" | "ins"} what
   * @param {Token[]} tokens
   * @param {boolean} [minor]
   */
  addChanged(what, tokens, minor) {
    if (!tokens.length) return;
    this.#addBlank(tokens[0], this.#beginsText(tokens[0]));
    const holder = el(what, { class: minor && "minor" });
    this.#addRuns(holder, tokens, what === "del" || this.side === "old", () => false);
    this.nodes.append(holder);
    this.#deleted = what === "del";
  }

  /**
   * Adds words that stayed.
   * @param {Part} part
   */
  addKept({ old, now }) {
    const isOld = this.side === "old";
    const tokens = isOld ? old : now;
    if (!tokens.length) return;
    this.#addBlank(tokens[0], this.#deleted && old[0].space);
    this.#addRuns(this.nodes, tokens, isOld, (token, at) => relinked(old[at], token));
    this.#deleted = false;
  }

  /**
   * Whether a token begins the new text; behind what was deleted, it begins with a blank, too, if the text has any.
   * @param {Token} token
   */
  #beginsText(token) {
    const { newText, side } = this;
    return !side && token === newText[0] && (newText.length === 1 || newText.some(({ space }) => space));
  }

  /**
   * Adds a blank before a token that has one, or is to have one.
   * @param {Token} token
   * @param {boolean} apart
   */
  #addBlank({ space, look }, apart) {
    if ((space || apart) && this.nodes.hasChildNodes() && !look.break) this.nodes.append(" ");
  }

  /**
   * Adds tokens, those together that are marked alike.
   * @param {ParentNode & Node} holder
   * @param {Token[]} tokens
   * @param {boolean} isOld
   * @param {(token: Token, at: number) => boolean} isRelinked
   */
  #addRuns(holder, tokens, isOld, isRelinked) {
    const lookOf = (/** @type {Token} */ token, /** @type {number} */ at) => {
      return [token.style, isRelinked(token, at), token.look.break && at].join();
    };
    for (const { members, first } of divide(tokens, lookOf)) {
      const [token] = members;
      if (token.look.break) {
        if (holder.hasChildNodes()) holder.append(el("br"));
      } else if (first && token.space) {
        holder.append(" ");
      }
      holder.append(this.#linked(marked(members, isRelinked(token, first)), members, isOld));
    }
  }

  /**
   * @param {Node | string} node
   * @param {Token[]} tokens
   * @param {boolean} isOld
   */
  #linked(node, tokens, isOld) {
    const { old, now } = this.comparison;
    const { link } = tokens[0].look;
    const href = link && !this.unlinked && addressOf(link, isOld ? old : now);
    return href ? el("a", { class: bare(href) === bare(plain(tokens)) && "bare", href }, node) : node;
  }
}

/**
 * Tokens that are marked alike, within the elements of their marks.
 * @param {Token[]} tokens
 * @param {boolean} isRelinked
 */
function marked(tokens, isRelinked) {
  /** @type {Node | string} */
  let node = plain(tokens);
  for (const mark of tokens[0].look.marks ?? []) {
    node = el(words.elements[mark] ?? mark, { class: mark === "image" && mark }, node);
  }
  return isRelinked ? el("span", { class: "relinked" }, node) : node;
}
