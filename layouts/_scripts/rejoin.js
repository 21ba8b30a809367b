// @ts-check
/**
 * Makes the edits of the blocks whose words crossed a border: each token that stands in both texts matches, wherever
 * it stood; as generator/compare/rejoin.go does.
 */

import { sameWords } from "./count.js";
import { NEW, OLD, placed } from "./crossing.js";
import { markOf } from "./mark.js";
import { add, append, mostOf } from "./tally.js";

/** @import { Crossing } from "./crossing.js" */
/** @import { Edit, Span, Token } from "./types.js" */

/** @typedef {{ block: number, at: number }} Place a token of a block */

/** @typedef {Map<number, (Place | undefined)[]>} Places by block, where its tokens stand in the other text */

/**
 * Old tokens without a partner, from one up to another, which are told before a token of a new block.
 * @typedef {{ before: number, block: number, from: number, to: number }} Removal
 */

/** @param {Crossing} crossing */
export function rejoin(crossing) {
  const { newOfOld, oldOfNew } = placesOf(crossing);
  pairAnew(crossing, newOfOld, oldOfNew);
  const removals = removalsOf(crossing, newOfOld, oldOfNew);
  for (const [newBlock, places] of oldOfNew) {
    const removed = removals.get(newBlock) ?? [];
    const edits = new BlockEdits(crossing, newBlock).of(places, removed);
    crossing.pairing.crossed.set(newBlock, {
      edits: withoutMarks(crossing, newOfOld, edits),
      divided: isDivided(newBlock, places, newOfOld),
    });
  }
}

/**
 * Where the tokens of the blocks concerned stand in the other text.
 * @param {Crossing} crossing
 */
function placesOf(crossing) {
  const { links, newBlocks, pairing, released } = crossing;
  /** @type {Places} */
  const newOfOld = new Map();
  /** @type {Places} */
  const oldOfNew = new Map();
  for (const { old, now } of links) {
    newOfOld.set(old, []);
    if (pairing.oldBlocks[now] >= 0) newOfOld.set(pairing.oldBlocks[now], []);
    oldOfNew.set(now, []);
  }
  for (const oldBlock of newOfOld.keys()) {
    const newBlock = newBlocks.get(oldBlock);
    if (newBlock !== undefined) oldOfNew.set(newBlock, []);
  }
  /**
   * @param {Place} old
   * @param {Place} now
   */
  const tie = (old, now) => {
    listOf(newOfOld, old.block)[old.at] = now;
    listOf(oldOfNew, now.block)[now.at] = old;
  };
  for (const newBlock of oldOfNew.keys()) {
    const oldBlock = pairing.oldBlocks[newBlock];
    if (oldBlock < 0) continue;
    for (const { matches, span: [from, to, newFrom] } of crossing.editsOf(newBlock)) {
      if (!matches) continue;
      for (let at = from; at < to; at++) {
        if (released.has(placed(oldBlock, at))) continue;
        tie({ block: oldBlock, at }, { block: newBlock, at: newFrom + at - from });
      }
    }
  }
  for (const { old, oldAt, now, nowAt, length } of links) {
    for (let n = 0; n < length; n++) tie({ block: old, at: oldAt + n }, { block: now, at: nowAt + n });
  }
  return { newOfOld, oldOfNew };
}

/**
 * @param {Places} places
 * @param {number} block
 */
function listOf(places, block) {
  return places.get(block) ?? [];
}

/**
 * The blocks, in reading order.
 * @param {Places} places
 */
function inOrder(places) {
  return [...places.keys()].sort((left, right) => left - right);
}

/**
 * Pairs blocks anew, by what their tokens tell.
 * @param {Crossing} crossing
 * @param {Places} newOfOld
 * @param {Places} oldOfNew
 */
function pairAnew(crossing, newOfOld, oldOfNew) {
  const { newBlocks, pairing: { oldBlocks, absorbed } } = crossing;
  const common = new Map(inOrder(newOfOld).map((oldBlock) => [oldBlock, wordsInCommon(crossing, newOfOld, oldBlock)]));
  for (const newBlock of oldOfNew.keys()) {
    const oldBlock = oldBlocks[newBlock];
    if (oldBlock < 0 || common.get(oldBlock)?.get(newBlock)) continue;
    oldBlocks[newBlock] = -1;
    newBlocks.delete(oldBlock);
  }
  for (const [oldBlock, words] of common) {
    if (newBlocks.has(oldBlock)) continue;
    const free = [...words.keys()].filter((newBlock) => {
      return oldBlocks[newBlock] < 0 && !crossing.isHeading(OLD, oldBlock) && !crossing.isHeading(NEW, newBlock);
    });
    const newBlock = mostOf(free, (block) => words.get(block) ?? 0);
    if (newBlock !== undefined) {
      oldBlocks[newBlock] = oldBlock;
      newBlocks.set(oldBlock, newBlock);
    } else if (words.size) {
      absorbed.add(oldBlock);
    }
  }
}

/**
 * How many words of an old block stand in each new one.
 * @param {Crossing} crossing
 * @param {Places} newOfOld
 * @param {number} oldBlock
 */
function wordsInCommon(crossing, newOfOld, oldBlock) {
  /** @type {Map<number, number>} */
  const words = new Map();
  const places = listOf(newOfOld, oldBlock);
  crossing.textOf(OLD, oldBlock).forEach(({ word }, at) => {
    const place = places[at];
    if (place) add(words, place.block, word ? 1 : 0);
  });
  return words;
}

/**
 * Where old tokens without a partner are told, by new block.
 * @param {Crossing} crossing
 * @param {Places} newOfOld
 * @param {Places} oldOfNew
 */
function removalsOf(crossing, newOfOld, oldOfNew) {
  /** @type {Map<number, Removal[]>} */
  const removals = new Map();
  for (const oldBlock of inOrder(newOfOld)) {
    const places = listOf(newOfOld, oldBlock);
    const { length } = crossing.textOf(OLD, oldBlock);
    for (let from = 0, to = 0; from < length; from = to) {
      to = from + 1;
      if (places[from]) continue;
      while (to < length && !places[to]) to++;
      const told = placeOfRemoval(crossing, oldOfNew, oldBlock, places[from - 1], places[to]);
      if (told) append(removals, told.block, { before: told.at, block: oldBlock, from, to });
    }
  }
  for (const list of removals.values()) list.sort((left, right) => left.before - right.before);
  return removals;
}

/**
 * Where old tokens without a partner are told: behind what stood before them, unless there only behind them words
 * came in their place.
 * @param {Crossing} crossing
 * @param {Places} oldOfNew
 * @param {number} oldBlock
 * @param {Place | undefined} before
 * @param {Place | undefined} behind
 * @returns {Place | undefined}
 */
function placeOfRemoval(crossing, oldOfNew, oldBlock, before, behind) {
  const isReplaced = (/** @type {Place} */ { block, at }, /** @type {number} */ by) => {
    const next = at + by;
    return next >= 0 && next < crossing.textOf(NEW, block).length && !listOf(oldOfNew, block)[next];
  };
  if (before && !(behind && isReplaced(behind, -1) && !isReplaced(before, 1))) {
    return { block: before.block, at: before.at + 1 };
  }
  if (behind) return behind;
  const newBlock = crossing.newBlocks.get(oldBlock);
  return newBlock === undefined ? undefined : { block: newBlock, at: 0 };
}

/** Makes the edits of a new block, of the partners of its tokens. */
class BlockEdits {
  /** @type {Edit[]} */
  #edits = [];

  /**
   * What went and is not told yet.
   * @type {Removal[]}
   */
  #went = [];

  /** The first new token that is not told yet. */
  #from = 0;

  /** Where the last edit ended in the old text. */
  #source;
  #sourceAt = 0;

  /**
   * @param {Crossing} crossing
   * @param {number} newBlock
   */
  constructor(crossing, newBlock) {
    this.crossing = crossing;
    this.tokens = crossing.textOf(NEW, newBlock);
    this.#source = crossing.pairing.oldBlocks[newBlock];
  }

  /**
   * @param {(Place | undefined)[]} places of the tokens in the old text
   * @param {Removal[]} removals in order
   */
  of(places, removals) {
    let told = 0;
    for (let at = 0; at <= this.tokens.length; at++) {
      while (removals[told]?.before === at) this.#went.push(removals[told++]);
      const place = places[at];
      if (!place) continue;
      this.#tellChange(at);
      this.#addPair(place, at);
      this.#from = at + 1;
    }
    this.#tellChange(this.tokens.length);
    judgeWords(this.#edits);
    return this.#edits;
  }

  /**
   * @param {number} block
   * @param {number} at
   */
  #seen(block, at) {
    return this.crossing.textOf(OLD, block)[at].seen;
  }

  /**
   * Adds a token that has a partner; a word that is written otherwise went and came, and no word changed.
   * @param {Place} place of its partner
   * @param {number} at
   */
  #addPair({ block, at: oldAt }, at) {
    if (this.#seen(block, oldAt) === this.tokens[at].seen) {
      this.#add(true, block, [oldAt, oldAt + 1, at, at + 1]);
    } else {
      this.#add(false, block, [oldAt, oldAt + 1, at, at], true);
      this.#add(false, block, [oldAt + 1, oldAt + 1, at, at + 1], true);
    }
  }

  /**
   * Tells what went and came up to a new token; what it begins and ends with alike did neither.
   * @param {number} end
   */
  #tellChange(end) {
    this.#tellAlikeBeginning(end);
    const alike = this.#takeAlikeEnd(end);
    const to = end - alike.length;
    for (const { block, from, to: removedTo } of this.#went) {
      this.#add(false, block, [from, removedTo, this.#from, this.#from]);
    }
    if (this.#from < to) this.#add(false, this.#source, [this.#sourceAt, this.#sourceAt, this.#from, to]);
    alike.forEach(({ block, at }, n) => this.#add(true, block, [at, at + 1, to + n, to + n + 1]));
    this.#went = [];
    this.#from = end;
  }

  /** @param {number} end */
  #tellAlikeBeginning(end) {
    for (let [first] = this.#went; first && this.#from < end; [first] = this.#went) {
      if (this.#seen(first.block, first.from) !== this.tokens[this.#from].seen) return;
      this.#add(true, first.block, [first.from, first.from + 1, this.#from, this.#from + 1]);
      this.#from++;
      first.from++;
      if (first.from === first.to) this.#went.shift();
    }
  }

  /**
   * Takes from what went the tokens that what came ends with, too.
   * @param {number} end
   */
  #takeAlikeEnd(end) {
    /** @type {Place[]} */
    const alike = [];
    for (let last = this.#went.at(-1); last && this.#from < end - alike.length; last = this.#went.at(-1)) {
      const { seen } = this.tokens[end - alike.length - 1];
      if (this.#seen(last.block, last.to - 1) !== seen) break;
      last.to--;
      alike.unshift({ block: last.block, at: last.to });
      if (last.from === last.to) this.#went.pop();
    }
    return alike;
  }

  /**
   * Adds an edit, or extends the last one if it goes on.
   * @param {boolean} matches
   * @param {number} source
   * @param {Span} span
   */
  #add(matches, source, span, minor = false) {
    const [oldFrom, oldTo, newFrom, newTo] = span;
    const old = source < 0 ? [] : this.crossing.textOf(OLD, source).slice(oldFrom, oldTo);
    const now = this.tokens.slice(newFrom, newTo);
    const last = this.#edits.at(-1);
    if (last && last.matches === matches && last.minor === minor && last.source === source && follows(last.span, span)
      && (matches || isInsertion(last.span) === isInsertion(span))) {
      last.span[1] = oldTo;
      last.span[3] = newTo;
      last.old.push(...old);
      last.now.push(...now);
    } else {
      this.#edits.push({ matches, source, span, minor, old, now });
    }
    this.#source = source;
    this.#sourceAt = oldTo;
  }
}

/**
 * @param {Span} last
 * @param {Span} next
 */
function follows(last, next) {
  return last[1] === next[0] && last[3] === next[2];
}

/** @param {Span} span */
function isInsertion([oldFrom, oldTo]) {
  return oldFrom === oldTo;
}

/**
 * Tells which edits change no word, and where old blocks were joined.
 * @param {Edit[]} edits
 */
function judgeWords(edits) {
  /** @type {number | undefined} */
  let before;
  for (let at = 0; at < edits.length;) {
    const first = edits[at];
    if (first.matches || first.minor) {
      if (first.matches) {
        first.joined = before !== undefined && before !== first.source;
        before = first.source;
      }
      at++;
      continue;
    }
    let end = at + 1;
    while (end < edits.length && !edits[end].matches && !edits[end].minor) end++;
    const changes = edits.slice(at, end);
    const minor = sameWords(changes.flatMap(({ old }) => old), changes.flatMap(({ now }) => now));
    for (const edit of changes) edit.minor = minor;
    at = end;
  }
}

/**
 * Whether a new block begins within an old one, apart from what stood before.
 * @param {number} newBlock
 * @param {(Place | undefined)[]} places of its tokens in the old text
 * @param {Places} newOfOld
 */
function isDivided(newBlock, places, newOfOld) {
  const first = places.find(Boolean);
  if (!first) return false;
  const before = listOf(newOfOld, first.block).slice(0, first.at).findLast(Boolean);
  return before !== undefined && before.block !== newBlock;
}

/**
 * Divides edits that end in a mark which counts an item of a list in the other text, as generator/compare/mark.go
 * does.
 * @param {Crossing} crossing
 * @param {Places} newOfOld
 * @param {Edit[]} edits
 */
function withoutMarks(crossing, newOfOld, edits) {
  return edits.flatMap((edit, index) => {
    if (edit.matches || edit.minor) return [edit];
    const went = !isInsertion(edit.span);
    const begun = went ? listOf(newOfOld, edit.source)[edit.span[1]] : beginningOf(edits[index + 1]);
    if (begun?.at !== 0) return [edit];
    const marked = went ? edit.old : edit.now;
    const length = markOf(marked, crossing.blockOf(went ? NEW : OLD, begun.block));
    return length ? divided(edit, went, marked, length) : [edit];
  });
}

/**
 * The old token that an edit begins with, if it matches.
 * @param {Edit} [edit]
 * @returns {Place | undefined}
 */
function beginningOf(edit) {
  return edit?.matches ? { block: edit.source, at: edit.span[0] } : undefined;
}

/**
 * What an edit has before a mark, if anything, and the mark, which is minor.
 * @param {Edit} edit
 * @param {boolean} went
 * @param {Token[]} tokens that went or came
 * @param {number} length of the mark
 * @returns {Edit[]}
 */
function divided(edit, went, tokens, length) {
  const [oldFrom, oldTo, newFrom, newTo] = edit.span;
  const side = went ? "old" : "now";
  const at = (went ? oldTo : newTo) - length;
  /** @type {Span} */
  const markSpan = went ? [at, oldTo, newFrom, newTo] : [oldFrom, oldTo, at, newTo];
  const mark = { ...edit, span: markSpan, [side]: tokens.slice(-length), minor: true };
  if (tokens.length === length) return [mark];
  /** @type {Span} */
  const span = went ? [oldFrom, at, newFrom, newTo] : [oldFrom, oldTo, newFrom, at];
  return [{ ...edit, span, [side]: tokens.slice(0, -length) }, mark];
}
