/**
 * Reads a weave: all versions of a policy in one file, or in one and its
 * parts. The format is described by generator/weave/weave.schema.json.
 */

const FORMAT = 3;
const TELLS_WORD = /[\p{L}\p{N}\p{S}%§&]/u;
/** An address that the text shows: it is seen as its host, and compared as a link. */
const ADDRESS = /^(?:(?:https?:\/\/|www\.)[^ \t]*|(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}\/[^ \t]*)$/i;
/** Characters that only say where a line may end. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/g;

/** The blank between words of a script that writes none: what is a word there is a matter of opinion. */
export const UNSPACED = / (?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])(?=[\p{L}〇])(?<=(?=[\p{L}〇])[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}][\p{M}\p{Cf}ーｰﾞﾟ]* )/gu;
/** The link of a note's mark, which is no word. */
const NOTE = /^#fn:/;

/** Opens the weave at an address; load(url) gives the JSON behind one. */
export async function openWeave(address, load = fetchJSON) {
  const index = await load(address);
  if (index.format !== FORMAT) throw new Error(`format ${index.format}`);
  return new Weave(index, (file) => load(address.replace(/[^/]*$/, file)));
}

async function fetchJSON(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(url);
  return answer.json();
}

class Weave {
  #index;
  #load;
  #words = new Map();
  #looks = new Map(); // one for all styles that are the same
  #lists = { layouts: [], lines: [], versions: [], leads: [], sections: [], blocks: [] };

  constructor(index, load) {
    this.#index = index;
    this.#load = load;
    this.names = index.names;
    for (const part of index.parts) if (!part.file) this.#take(part);
  }

  #take({ of, ids, items = [], styles = [{}], words = {} }) {
    for (const [text, word] of Object.entries(words)) this.#words.set(text, word);
    const looks = styles.map((style) => this.#look(style));
    let n = 0;
    for (let i = 0; i < ids.length; i += 2) {
      for (let id = ids[i]; id < ids[i + 1]; id++) {
        if (of === "blocks") items[n].looks = looks;
        this.#lists[of][id] = items[n++];
      }
    }
  }

  #look(style) {
    const key = JSON.stringify(style);
    if (!this.#looks.has(key)) this.#looks.set(key, { ...style, number: this.#looks.size });
    return this.#looks.get(key);
  }

  /** Fetches the parts that hold blocks, or all, those not fetched yet. A weave that this fails for is to be opened again. */
  fetch(ids) {
    return ids ? this.#fetch("blocks", ids) : Promise.all(Object.keys(this.#lists).map((of) => this.#fetch(of)));
  }

  /** Fetches what the documents of versions need. */
  async open(numbers) {
    const { versions } = this.#lists;
    await Promise.all([this.#fetch("versions", numbers), this.#fetch("layouts"), this.#fetch("lines")]);
    const opened = numbers.map((number) => versions[number]);
    await Promise.all([this.#fetch("sections", opened.flatMap(({ sections }) => sections)), this.#fetch("leads", opened.map(({ leads = 0 }) => leads - 1))]);
  }

  async #fetch(of, ids) {
    const wanted = this.#index.parts.filter((part) => part.of === of && part.file && (ids?.some((id) => has(part.ids, id)) ?? true));
    await Promise.all(wanted.map((part) => (part.loaded ??= this.#load(part.file).then((data) => this.#take(data)))));
  }

  /**
   * A version that was opened, as a flat text: its blocks in order, and its sections over them.
   * A section has the indexes of its heading, or -1, and of its blocks.
   */
  document(number) {
    const { layouts, lines, versions, leads, sections: states } = this.#lists, version = versions[number], blocks = [];
    const put = ([block, state, layout] = [], section) => (block >= 0 ? blocks.push({ block, state, section, ...layouts[layout] }) - 1 : -1);
    const titleBlock = put(version.heading);
    const sections = version.sections.map((id) => {
      const state = states[id], heading = put(state.heading);
      const section = { ...state, id, anchor: lines[state.line].anchor, heading, headline: blocks[heading], blocks: [] };
      for (let i = 0; i < state.blocks.length; i += 3) section.blocks.push(put(state.blocks.slice(i, i + 3), section));
      return section;
    });
    return { ...version, leads: leads[version.leads - 1], blocks, titleBlock, sections, titleTokens: this.#run(version.titleRun) };
  }

  /** What stands in a block, in weave order: runs of tokens with their states. */
  #tokens(block) {
    return block.tokens ??= block.runs.flatMap((run) => {
      const [text, states, style] = typeof run === "string" ? [run] : run;
      return this.#run(text, states, block.looks[style ?? 0]);
    });
  }

  /** The tokens of a run. */
  #run(run = "", states = [], look = {}) {
    return (look.verbatim ? [run] : run.match(/[ \t\n][^ \t\n]*/g) ?? []).map((part) => {
      const text = part.slice(1), word = NOTE.test(look.link) ? "" : this.#word(text), address = ADDRESS.test(text);
      const seen = address ? "//" + word : text.replace(UNSEEN, "");
      return { text, word, seen, address, space: part[0] === " ", joined: part[0] === "\n", style: look.number, look, states };
    });
  }

  /** The word of a token, as it counts for a change of wording; "" for punctuation. */
  #word(text) {
    let word = this.#words.get(text);
    if (word === undefined) this.#words.set(text, word = TELLS_WORD.test(text) ? text.toLowerCase().replaceAll("’", "'") : "");
    return word;
  }

  /** The tokens of a block in one of its states, always the same list; none of no block. */
  text({ block, state } = {}) {
    if (block === undefined) return [];
    const stored = this.#lists.blocks[block], texts = stored.texts ??= [];
    return texts[state] ??= this.#tokens(stored).filter((token) => has(token.states, state));
  }

  /** What a section of a document is called, without its number; nothing if there is none. */
  titleTokens({ headline, title = [] } = {}) {
    return this.text(headline).slice(...title);
  }

  titleOf(section) {
    return plain(this.titleTokens(section));
  }
}

/** The words of tokens, as they count for a change of wording; punctuation has none. Tokens that are joined make one. */
export function wordsOf(tokens) {
  const words = [];
  tokens.forEach(({ word, joined }, n) => {
    if (word && joined && tokens[n - 1]?.word) words.push(words.pop() + word);
    else if (word) words.push(word);
  });
  return words;
}

/** The words of tokens as one text: a blank ends a word, and U+0000 tells where one may end or not. */
export function spell(tokens) {
  let text = "";
  tokens.forEach(({ word, joined }, n) => {
    if (word) text += (text && (joined && tokens[n - 1]?.word ? "\0" : " ")) + word;
  });
  return text.replace(UNSPACED, "\0");
}

/** Where two tokens that are seen as the same lead: by their links or, if these are the same, as addresses that they show. */
export function leads(was, is) {
  const [old, now] = [was, is].map(({ look }) => look.link ?? "");
  return old === now && is.address ? [was.text, is.text] : [old, now];
}

/** Tokens as a text with single blanks. */
export function plain(tokens) {
  return tokens.map((token, i) => (i && (token.space || token.look.break) ? " " : "") + token.text).join("");
}

/** Whether ranges, from, up to, from, up to …, have a number; those that are empty have all. */
function has(ranges, number) {
  let inside = !ranges.length;
  for (const bound of ranges) if (bound <= number) inside = !inside;
  return inside;
}
