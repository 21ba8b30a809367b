// @ts-check
/**
 * Pairs words across the borders of blocks: those of a paragraph that was divided, or of several that were joined,
 * made a list, or made a heading; as generator/compare/across.go does, which says how.
 */

import { joinIslands, textsOf, weigh } from "./clean.js";
import { countTokensWithWords } from "./count.js";
import { Crossing, endsOf, keyOf, NEW, OLD, placed } from "./crossing.js";
import { linkElsewhere } from "./elsewhere.js";
import { rejoin } from "./rejoin.js";
import { differencesOfLines, increasing, matchesBetween } from "./sequences.js";
import { add } from "./tally.js";

/** @import { Link, Side } from "./crossing.js" */
/** @import { Pairing, SectionChange, Token } from "./types.js" */

/** How many words in a row part one gap from the next. */
const FIRM = 4;

/** How many words, and how much they must tell, are evidence by themselves. */
const EVIDENT_WORDS = 6;
const EVIDENT_WEIGHT = 40;

/**
 * Tokens without a partner that stand between the same firm matches.
 * @typedef {object} Gap
 * @property {Token[]} tokens
 * @property {{ block: number, at: number }[]} places of the tokens
 * @property {Map<number, number>} words how many are of each block
 */

/**
 * A link that may be made; run is the number of what matches without anything between.
 * @typedef {Link & { run: number, words: number, weight: number }} Piece
 */

/**
 * Adds to a comparison what crossed borders: edits of new blocks, and old blocks that are told in rows of others.
 * It pairs blocks anew.
 * @param {Pairing} pairing
 */
export async function across(pairing) {
  const crossing = new Crossing(pairing);
  const { oldBlocks, rest, sections } = pairing;
  for (const [newBlock, oldBlock] of oldBlocks.entries()) {
    if (oldBlock >= 0 && !crossing.isSame(oldBlock, newBlock)) crossing.editsOf(newBlock); // which it keeps
    await rest();
  }
  for (const { moved, was, is } of sections) {
    if (moved && was && is) await linkInOrder(crossing, was.blocks, is.blocks);
  }
  const olds = blocksThatMayCross(sections, "was", "is");
  const news = blocksThatMayCross(sections, "is", "was");
  await linkInOrder(crossing, olds, news);
  await linkElsewhere(crossing, olds, news);
  await rest();
  if (crossing.links.length) rejoin(crossing);
}

/**
 * The blocks of a text whose words may have crossed a border: a heading may, if its section has none in the other
 * text.
 * @param {SectionChange[]} sections
 * @param {"was" | "is"} side
 * @param {"was" | "is"} other
 */
function blocksThatMayCross(sections, side, other) {
  const blocks = sections.flatMap((change) => {
    const section = change[side];
    if (!section) return [];
    return section.headline && !change[other]?.headline ? [section.heading, ...section.blocks] : section.blocks;
  });
  return blocks.sort((left, right) => left - right);
}

/**
 * Compares the gaps of two stretches of text.
 * @param {Crossing} crossing
 * @param {number[]} olds blocks in reading order
 * @param {number[]} news
 */
async function linkInOrder(crossing, olds, news) {
  const { oldBlocks } = crossing.pairing;
  const places = new Map(olds.map((block, place) => [block, place]));
  const placeOf = (/** @type {number} */ newBlock) => places.get(oldBlocks[newBlock]) ?? -1;
  const inOrder = increasing(news.filter((newBlock) => placeOf(newBlock) >= 0), placeOf);
  /** @type {Map<number, number>} the gap in which a new block begins that is in order */
  const first = new Map();
  const came = gapsOf(crossing, NEW, news, inOrder, first);
  await crossing.pairing.rest();
  const went = gapsOf(crossing, OLD, olds, inOrder, first);
  for (const [number, gone] of went) {
    await crossing.pairing.rest();
    const come = came.get(number);
    if (come) await bridge(crossing, gone, come);
  }
}

/**
 * The gaps of one side by their numbers.
 * @param {Crossing} crossing
 * @param {Side} side
 * @param {number[]} blocks
 * @param {Set<number>} inOrder new blocks
 * @param {Map<number, number>} first the gaps of these, which the new side tells the old one
 */
function gapsOf(crossing, side, blocks, inOrder, first) {
  /** @type {Map<number, Gap>} */
  const gaps = new Map();
  let number = 0;
  for (const block of blocks) {
    const [oldBlock, newBlock] = crossing.pairOf(side, block);
    const ordered = inOrder.has(newBlock);
    const addFree = (/** @type {number} */ from, /** @type {number} */ to) => {
      addToGap(crossing, side, gaps, number, block, from, to);
    };
    if (ordered && side === NEW) first.set(newBlock, number);
    else if (ordered) number = first.get(newBlock) ?? number;
    const paired = oldBlock >= 0 && newBlock >= 0;
    if (paired && crossing.isSame(oldBlock, newBlock)) { // the text of what did not change may not be here
      if (ordered) number++;
      continue;
    }
    const tokens = crossing.textOf(side, block);
    if (!paired) {
      addFree(0, tokens.length);
      continue;
    }
    for (const { matches, span } of crossing.editsOf(newBlock)) {
      const [from, to] = endsOf(span, side);
      if (matches && ordered && countTokensWithWords(tokens, from, to) >= FIRM) number++;
      else if (ordered || !matches) addFree(from, to);
    }
  }
  return gaps;
}

/**
 * Adds tokens of a block to a gap, but for those that are linked.
 * @param {Crossing} crossing
 * @param {Side} side
 * @param {Map<number, Gap>} gaps
 * @param {number} number of the gap
 * @param {number} block
 * @param {number} from
 * @param {number} to
 */
function addToGap(crossing, side, gaps, number, block, from, to) {
  const tokens = crossing.textOf(side, block);
  for (let at = from; at < to; at++) {
    if (crossing.linked[side].has(placed(block, at))) continue;
    let gap = gaps.get(number);
    if (!gap) {
      gap = { tokens: [], places: [], words: new Map() };
      gaps.set(number, gap);
    }
    gap.tokens.push(tokens[at]);
    gap.places.push({ block, at });
    add(gap.words, block, tokens[at].word ? 1 : 0);
  }
}

/**
 * Compares what went in a gap with what came in it, and links what it finds.
 * @param {Crossing} crossing
 * @param {Gap} gone
 * @param {Gap} come
 */
async function bridge(crossing, gone, come) {
  const { oldBlocks } = crossing.pairing;
  if (!countTokensWithWords(gone.tokens) || !countTokensWithWords(come.tokens)) return;
  const [oldBlock, ...otherOlds] = gone.words.keys();
  const [newBlock, ...otherNews] = come.words.keys();
  if (!otherOlds.length && !otherNews.length && oldBlocks[newBlock] === oldBlock) return;
  const pieces = withEvidence(crossing, gone, come, await piecesOf(crossing, gone, come));
  if (pieces.every((piece) => oldBlocks[piece.now] === piece.old)) return;
  for (const { block, at } of gone.places) crossing.released.add(placed(block, at));
  for (const piece of pieces) {
    crossing.links.push(piece);
    for (let n = 0; n < piece.length; n++) {
      crossing.linked[OLD].add(placed(piece.old, piece.oldAt + n));
      crossing.linked[NEW].add(placed(piece.now, piece.nowAt + n));
    }
  }
}

/**
 * What matches in a gap, as people read it well: stretches of one block in another.
 * @param {Crossing} crossing
 * @param {Gap} gone
 * @param {Gap} come
 */
async function piecesOf(crossing, gone, come) {
  const { rest } = crossing.pairing;
  const differences = await differencesOfLines(gone.tokens.map(keyOf), come.tokens.map(keyOf), rest);
  const spans = joinIslands(differences, textsOf(gone.tokens, come.tokens));
  await rest();
  /** @type {Piece[]} */
  const list = [];
  for (const [oldAt, newAt, run] of matchesBetween(spans, gone.tokens.length)) {
    const old = gone.places[oldAt];
    const now = come.places[newAt];
    // Headings are of sections that are not the same.
    if (crossing.isHeading(OLD, old.block) && crossing.isHeading(NEW, now.block)) continue;
    let piece = list.at(-1);
    if (!piece || !continues(piece, run, old, now)) {
      piece = { old: old.block, oldAt: old.at, now: now.block, nowAt: now.at, length: 0, run, words: 0, weight: 0 };
      list.push(piece);
    }
    piece.length++;
    piece.words += gone.tokens[oldAt].word ? 1 : 0;
    piece.weight += weigh(come.tokens, newAt, newAt + 1);
  }
  return list;
}

/**
 * Whether a piece goes on with a pair of tokens.
 * @param {Piece} piece
 * @param {number} run
 * @param {{ block: number, at: number }} old
 * @param {{ block: number, at: number }} now
 */
function continues(piece, run, old, now) {
  return piece.run === run
    && piece.old === old.block && piece.oldAt + piece.length === old.at
    && piece.now === now.block && piece.nowAt + piece.length === now.at;
}

/**
 * Leaves out the pieces without evidence that their words are the same words.
 * @param {Crossing} crossing
 * @param {Gap} gone
 * @param {Gap} come
 * @param {Piece[]} pieces
 */
function withEvidence(crossing, gone, come, pieces) {
  const { oldBlocks } = crossing.pairing;
  /** @type {Map<number, number>} */
  const runWords = new Map();
  /** @type {Map<number, number>} */
  const runWeights = new Map();
  /** @type {Map<number, number>} */
  const oldFound = new Map();
  /** @type {Map<number, number>} */
  const newFound = new Map();
  for (const { old, now, run, words, weight } of pieces) {
    add(runWords, run, words);
    add(runWeights, run, weight);
    add(oldFound, old, words);
    add(newFound, now, words);
  }
  const isShared = sharing(crossing, pieces);
  return pieces.filter(({ old, now, run, words }) => {
    if (oldBlocks[now] === old) return true;
    if (numberOf(runWords, run) >= EVIDENT_WORDS && numberOf(runWeights, run) >= EVIDENT_WEIGHT) return true;
    const found = [numberOf(oldFound, old), numberOf(newFound, now)];
    const lost = [numberOf(gone.words, old) - found[OLD], numberOf(come.words, now) - found[NEW]];
    if (isShared(old, now)) return lost[OLD] <= found[OLD] && lost[NEW] <= found[NEW];
    if (lost[OLD] + lost[NEW] === 0) return true;
    return words >= 3 && 2 * lost[OLD] <= found[OLD] && 2 * lost[NEW] <= found[NEW];
  });
}

/**
 * @param {Map<number, number>} numbers
 * @param {number} key
 */
function numberOf(numbers, key) {
  return numbers.get(key) ?? 0;
}

/**
 * Tells whether the words of an old block stand in several new ones, or those of a new block stood in several.
 * @param {Crossing} crossing
 * @param {Piece[]} pieces
 */
function sharing({ newBlocks, pairing }, pieces) {
  /** @type {Map<number, Set<number>>} */
  const news = new Map();
  /** @type {Map<number, Set<number>>} */
  const olds = new Map();
  /**
   * @param {Map<number, Set<number>>} sets
   * @param {number} key
   * @param {number} other
   */
  const note = (sets, key, other) => {
    const set = sets.get(key) ?? new Set();
    sets.set(key, set.add(other));
  };
  for (const { old, now, words } of pieces) {
    if (!words) continue;
    note(news, old, now);
    note(olds, now, old);
  }
  for (const old of news.keys()) {
    const now = newBlocks.get(old);
    if (now !== undefined) note(news, old, now);
  }
  for (const now of olds.keys()) {
    const old = pairing.oldBlocks[now];
    if (old >= 0) note(olds, now, old);
  }
  return (/** @type {number} */ old, /** @type {number} */ now) => {
    return (news.get(old)?.size ?? 0) > 1 || (olds.get(now)?.size ?? 0) > 1;
  };
}
