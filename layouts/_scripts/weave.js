/**
 * Reads a weave: all versions of a policy in one file, or in one and its
 * parts. The format is described by generator/weave/weave.schema.json.
 */

const FORMAT = 1;
const TELLS_WORD = /[\p{L}\p{N}\p{S}%§&]/u;

/** Opens the weave at an address, which may be relative to the page; load(url) gives the JSON behind one. */
export async function openWeave(address, load = fetchJSON) {
  const url = new URL(address, globalThis.document?.baseURI).href;
  const index = await load(url);
  if (index.format !== FORMAT) throw new Error(`format ${index.format}`);
  return new Weave(index, (file) => load(new URL(file, url).href));
}

async function fetchJSON(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

class Weave {
  #index;
  #load;
  #blocks = new Map();
  #texts = new Map();
  #words;

  constructor(index, load) {
    this.#index = index;
    this.#load = load;
    this.#words = new Map(Object.entries(index.words));
    this.styles = index.styles;
    this.layouts = index.layouts;
    this.names = index.versions.map(({ name }) => name);
    
    this.parts = index.parts.map((part) => ({ file: part.file, ids: part.ids, loaded: undefined }));
    index.parts.forEach((part) => part.file || this.#take(part));
  }

  #take({ ids, blocks = [] }) {
    let n = 0;
    for (let i = 0; i < ids.length; i += 2) {
      for (let id = ids[i]; id < ids[i + 1]; id++) this.#blocks.set(id, blocks[n++]);
    }
  }

  /** Fetches the parts that hold blocks, those not fetched yet. */
  async fetch(ids) {
    const wanted = this.parts.filter((part) => part.file && ids.some((id) => has(part.ids, id)));
    await Promise.all(wanted.map((part) => (part.loaded ??= this.#load(part.file).then((data) => this.#take(data), (error) => {
      part.loaded = undefined;
      throw error;
    }))));
  }

  /** A version as a flat text: its blocks in order, and its sections over them. */
  document(number) {
    const version = this.#index.versions[number];
    const doc = { ...version, number, blocks: [], titleBlock: -1, sections: [] };
    const put = (block, state, layout, line) => doc.blocks.push({ block, state, line, ...this.layouts[layout] }) - 1;
    if (version.heading) doc.titleBlock = put(...version.heading, -1);
    for (const id of version.sections) {
      const { heading, blocks, ...rest } = this.#index.sections[id];
      const section = { number: "", level: 0, title: [0, 0], ...rest, ...this.#index.lines[rest.line], titleAt: rest.title ?? [0, 0], id, heading: -1 };
      if (heading) section.heading = put(...heading, -1);
      section.first = doc.blocks.length;
      for (let i = 0; i < blocks.length; i += 3) put(blocks[i], blocks[i + 1], blocks[i + 2], rest.line);
      section.end = doc.blocks.length;
      doc.sections.push(section);
    }
    return doc;
  }

  /** What stands in a block, in weave order: runs of tokens with their states. */
  #runs(id) {
    const block = this.#blocks.get(id);
    return block.tokens ??= block.runs.flatMap((run) => {
      const [text, states = [], style = 0] = typeof run === "string" ? [run] : run;
      const parts = this.styles[style].verbatim ? [text] : text.match(/[ \t][^ \t]*/g);
      return parts.map((part) => ({ text: part.slice(1), space: part[0] === " ", style, states }));
    });
  }

  /** The tokens of a block in one of its states, always the same list; none of no block. */
  text({ block, state } = {}) {
    if (block === undefined) return [];
    const key = block + ":" + state;
    let text = this.#texts.get(key);
    if (!text) this.#texts.set(key, text = this.#runs(block).filter((token) => has(token.states, state)));
    return text;
  }

  /** Calls each(was, is) for every token of a block that stands in one of two states. */
  walk(block, from, to, each) {
    for (const token of this.#runs(block)) {
      const was = has(token.states, from), is = has(token.states, to);
      if (was || is) each(was, is);
    }
  }

  /** The word of a token, as it counts for a change of wording; "" for punctuation. */
  word(token) {
    return token.word ??= this.#word(token.text);
  }

  #word(text) {
    if (/^[a-z]+$/.test(text)) return text;
    if (!this.#words.has(text)) this.#words.set(text, TELLS_WORD.test(text) ? text.toLowerCase().replaceAll("’", "'") : "");
    return this.#words.get(text);
  }

  words(tokens) {
    return tokens.map((token) => this.word(token)).filter(Boolean);
  }

  titleTokens(doc, section) {
    return this.text(doc.blocks[section?.heading]).slice(...section?.titleAt ?? []);
  }

  /** What a section is called in a version. */
  titleOf(doc, section) {
    return plain(this.titleTokens(doc, section));
  }
}

/** Tokens as a text with single blanks. */
export function plain(tokens, styles) {
  return tokens.map((token, i) => (i && (token.space || styles?.[token.style].break) ? " " : "") + token.text).join("");
}

function has(states, state) {
  if (!states.length) return true;
  for (let i = 0; i < states.length; i += 2) if (state >= states[i] && state < states[i + 1]) return true;
  return false;
}
