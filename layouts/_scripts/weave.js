// @ts-check
/**
 * Reads a weave: all versions of a policy in one file, or in one and its parts. The format is described by
 * generator/weave/weave.schema.json.
 */

/** @import { Block, BlockState, Document, Layout, Look, Section, SectionState, Token } from "./types.js" */

const FORMAT = 3;

/** Has a word; else it is punctuation. */
const TELLS_WORD = /[\p{L}\p{N}\p{S}%§&]/u;

/** An address that the text shows: it is seen as its host, and compared as a link. */
const ADDRESS = /^(?:(?:https?:\/\/|www\.)[^ \t]*|(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}\/[^ \t]*)$/i;

/** Characters that only say where a line may end. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/g;

/** Matches a letter of a script that writes no blanks between words. */
export const UNSPACED_LETTER =
  "(?=[\\p{L}〇])[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]";

/** The blank between words of such a script: what is a word there is a matter of opinion. */
export const UNSPACED =
  new RegExp(` (?=${UNSPACED_LETTER})(?<=${UNSPACED_LETTER}[\\p{M}\\p{Cf}ーｰﾞﾟ]* )`, "gu");

/** The link of a note's mark, which is no word. */
const NOTE = /^#fn:/;

/**
 * Items of one of the weave's lists, with their numbers.
 * @typedef {object} Part
 * @property {keyof Lists} of
 * @property {number[]} ids from, up to, from, up to …
 * @property {string} [file] where the items are, if not here
 * @property {any[]} [items]
 * @property {Look[]} [styles]
 * @property {Record<string, string>} [words]
 * @property {Promise<void>} [loaded]
 */

/** @typedef {[text: string, states?: number[], style?: number]} Run tokens that share their states and their style */

/**
 * A block through all versions.
 * @typedef {object} StoredBlock
 * @property {(string | Run)[]} runs
 * @property {(Look & { number: number })[]} looks by style
 * @property {Token[]} [tokens] of all states
 * @property {Token[][]} [texts] by state
 */

/**
 * @typedef {object} StoredVersion
 * @property {string} digest
 * @property {string} title
 * @property {string} [titleRun]
 * @property {number} [leads] counted from 1
 * @property {number[]} [heading]
 * @property {number[]} sections
 */

/**
 * The lists of a weave, as far as they have been fetched.
 * @typedef {object} Lists
 * @property {Layout[]} layouts
 * @property {{ anchor: string }[]} lines
 * @property {StoredVersion[]} versions
 * @property {Record<string, string | null>[]} leads
 * @property {SectionState[]} sections
 * @property {StoredBlock[]} blocks
 */

/** @typedef {{ format: number, names: string[], parts: Part[] }} Index */

/** @typedef {(address: string) => Promise<any>} Load gives the JSON at an address */

/**
 * Opens the weave at an address.
 * @param {string} address
 * @param {Load} load
 */
export async function openWeave(address, load = fetchJSON) {
  const index = await load(address);
  if (index.format !== FORMAT) throw new Error(`format ${index.format}`);
  return new Weave(index, (file) => load(address.replace(/[^/]*$/, file)));
}

/** @type {Load} */
async function fetchJSON(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(address);
  return response.json();
}

export class Weave {
  /** @type {Index} */
  #index;

  /** @type {Load} */
  #load;

  /**
   * The words of token texts.
   * @type {Map<string, string>}
   */
  #words = new Map();

  /**
   * One look for all styles that are alike, by their JSON.
   * @type {Map<string, Look & { number: number }>}
   */
  #looks = new Map();

  /** @type {Lists} */
  #lists = { layouts: [], lines: [], versions: [], leads: [], sections: [], blocks: [] };

  /**
   * @param {Index} index
   * @param {Load} load loads a part
   */
  constructor(index, load) {
    this.#index = index;
    this.#load = load;
    this.names = index.names;
    for (const part of index.parts) {
      if (!part.file) this.#take(part);
    }
  }

  /**
   * Puts the items of a part into their list.
   * @param {Part} part
   */
  #take({ of, ids, items = [], styles = [{}], words = {} }) {
    for (const [text, word] of Object.entries(words)) this.#words.set(text, word);
    const looks = styles.map((style) => this.#look(style));
    const numbers = numbersOf(ids);
    items.forEach((item, index) => {
      if (of === "blocks") item.looks = looks;
      this.#lists[of][numbers[index]] = item;
    });
  }

  /** @param {Look} style */
  #look(style) {
    const key = JSON.stringify(style);
    let look = this.#looks.get(key);
    if (!look) {
      look = { ...style, number: this.#looks.size };
      this.#looks.set(key, look);
    }
    return look;
  }

  /**
   * Fetches the parts that hold blocks, or all parts, those not fetched yet. A weave that this fails for is to be
   * opened again.
   * @param {number[]} [blocks]
   */
  async fetch(blocks) {
    if (blocks) return this.#fetch("blocks", blocks);
    const names = /** @type {(keyof Lists)[]} */ (Object.keys(this.#lists));
    await Promise.all(names.map((name) => this.#fetch(name)));
  }

  /**
   * Fetches what the documents of versions need.
   * @param {number[]} numbers
   */
  async open(numbers) {
    const { versions } = this.#lists;
    await Promise.all([this.#fetch("versions", numbers), this.#fetch("layouts"), this.#fetch("lines")]);
    const opened = numbers.map((number) => versions[number]);
    await Promise.all([
      this.#fetch("sections", opened.flatMap(({ sections }) => sections)),
      this.#fetch("leads", opened.map(({ leads = 0 }) => leads - 1)),
    ]);
  }

  /**
   * Fetches the parts of a list that have one of some items, or all of them.
   * @param {keyof Lists} of
   * @param {number[]} [ids]
   */
  async #fetch(of, ids) {
    const wanted = this.#index.parts.filter((part) => part.of === of && part.file
      && (!ids || ids.some((id) => has(part.ids, id))));
    await Promise.all(wanted.map((part) => {
      part.loaded ??= this.#load(/** @type {string} */ (part.file)).then((data) => this.#take(data));
      return part.loaded;
    }));
  }

  /**
   * A version that was opened, as a flat text.
   * @param {number} number
   * @returns {Document}
   */
  document(number) {
    const { layouts, lines, versions, leads, sections: states } = this.#lists;
    const version = versions[number];
    /** @type {Block[]} */
    const blocks = [];
    /**
     * Adds a block and returns its index, or -1 for none.
     * @param {number[]} entry
     * @param {Section} [section]
     */
    const add = ([block, state, layout] = [], section) => {
      if (block === undefined) return -1;
      return blocks.push({ block, state, section, ...layouts[layout] }) - 1;
    };
    const titleBlock = add(version.heading);
    const sections = version.sections.map((id) => {
      const state = states[id];
      const heading = add(state.heading);
      /** @type {Section} */
      const section = {
        ...state, id, anchor: lines[state.line].anchor, heading, headline: blocks[heading], blocks: [],
      };
      for (let at = 0; at < state.blocks.length; at += 3) {
        section.blocks.push(add(state.blocks.slice(at, at + 3), section));
      }
      return section;
    });
    return {
      ...version,
      leads: version.leads ? leads[version.leads - 1] : undefined,
      blocks,
      titleBlock,
      sections,
      titleTokens: this.#tokensOfRun(version.titleRun ?? ""),
    };
  }

  /**
   * What stands in a block in any state, in the order of the weave.
   * @param {StoredBlock} block
   */
  #tokensOf(block) {
    block.tokens ??= block.runs.flatMap((run) => {
      const [text, states, style = 0] = typeof run === "string" ? /** @type {Run} */ ([run]) : run;
      return this.#tokensOfRun(text, states, block.looks[style]);
    });
    return block.tokens;
  }

  /**
   * @param {string} run
   * @param {number[]} states
   * @param {Look} look
   * @returns {Token[]}
   */
  #tokensOfRun(run, states = [], look = {}) {
    const pieces = look.verbatim ? [run] : run.match(/[ \t\n][^ \t\n]*/g) ?? [];
    const note = NOTE.test(look.link ?? "");
    return pieces.map((piece) => {
      const before = piece[0];
      const text = piece.slice(1);
      const word = note ? "" : this.#word(text);
      const address = ADDRESS.test(text);
      const seen = address ? `//${word}` : text.replace(UNSEEN, "");
      const space = before === " ";
      const joined = before === "\n";
      return { text, word, seen, address, space, joined, style: look.number, look, states };
    });
  }

  /**
   * The word of a token, as it counts for a change of wording; "" for punctuation.
   * @param {string} text
   */
  #word(text) {
    let word = this.#words.get(text);
    if (word === undefined) {
      word = TELLS_WORD.test(text) ? text.toLowerCase().replaceAll("’", "'") : "";
      this.#words.set(text, word);
    }
    return word;
  }

  /**
   * The tokens of a block in one of its states, always the same list; none of no block.
   * @param {BlockState} [of]
   */
  text(of) {
    if (!of) return [];
    const block = this.#lists.blocks[of.block];
    block.texts ??= [];
    block.texts[of.state] ??= this.#tokensOf(block).filter((token) => has(token.states, of.state));
    return block.texts[of.state];
  }

  /**
   * What a section of a document is called, without its number; nothing if there is none.
   * @param {Section} [section]
   */
  titleTokens(section) {
    return this.text(section?.headline).slice(...section?.title ?? []);
  }

  /** @param {Section} [section] */
  titleOf(section) {
    return plain(this.titleTokens(section));
  }
}

/**
 * The words of tokens, as they count for a change of wording; punctuation has none. Tokens that are joined make one.
 * @param {Token[]} tokens
 */
export function wordsOf(tokens) {
  /** @type {string[]} */
  const words = [];
  tokens.forEach(({ word, joined }, index) => {
    if (!word) return;
    if (joined && tokens[index - 1]?.word) words.push(words.pop() + word);
    else words.push(word);
  });
  return words;
}

/**
 * The words of tokens as one text: a blank ends a word, and U+0000 tells where one may end or not.
 * @param {Token[]} tokens
 */
export function spell(tokens) {
  let text = "";
  tokens.forEach(({ word, joined }, index) => {
    if (!word) return;
    const goesOn = joined && tokens[index - 1]?.word;
    if (text) text += goesOn ? "\0" : " ";
    text += word;
  });
  return text.replace(UNSPACED, "\0");
}

/**
 * Where two tokens that are seen as the same lead: by their links or, if these are the same, as addresses that
 * they show.
 * @param {Token} was
 * @param {Token} is
 */
export function leads(was, is) {
  const old = was.look.link ?? "";
  const now = is.look.link ?? "";
  return old === now && is.address ? [was.text, is.text] : [old, now];
}

/**
 * Tokens as a text with single blanks.
 * @param {Token[]} tokens
 */
export function plain(tokens) {
  return tokens.map((token, index) => {
    const blank = index && (token.space || token.look.break);
    return blank ? ` ${token.text}` : token.text;
  }).join("");
}

/**
 * The numbers in ranges.
 * @param {number[]} ranges from, up to, from, up to …
 */
function numbersOf(ranges) {
  const numbers = [];
  for (let at = 0; at < ranges.length; at += 2) {
    for (let number = ranges[at]; number < ranges[at + 1]; number++) numbers.push(number);
  }
  return numbers;
}

/**
 * Whether ranges have a number; those that are empty have all.
 * @param {number[]} ranges from, up to, from, up to …
 * @param {number} number
 */
function has(ranges, number) {
  let inside = !ranges.length;
  for (const bound of ranges) {
    if (bound <= number) inside = !inside;
  }
  return inside;
}
