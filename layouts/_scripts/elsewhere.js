// @ts-check
/**
 * Links what is left of two texts and stands in another place: runs of words that stand once in each; as
 * generator/compare/elsewhere.go does.
 */

import { weigh } from "./clean.js";
import { countTokensWithWords } from "./count.js";
import { endsOf, keyOf, NEW, OLD, placed } from "./crossing.js";
import { begins } from "./order.js";
import { append } from "./tally.js";

/** @import { Crossing, Link, Side } from "./crossing.js" */

/** How many tokens in a row are looked for. */
const ROW = 4;

/**
 * A stretch of a block without a partner, from a token up to another.
 * @typedef {object} Stretch
 * @property {number} block
 * @property {number} from
 * @property {number} to
 * @property {string[]} keys of all tokens of the block
 */

/**
 * Tokens in a row, where they stand in the old text first, and how often they do in each.
 * @typedef {{ stretch: Stretch, at: number, oldCount: number, newCount: number }} Row
 */

/**
 * @param {Crossing} crossing
 * @param {number[]} olds blocks of the old text
 * @param {number[]} news
 */
export async function linkElsewhere(crossing, olds, news) {
  const went = stretchesLeft(crossing, OLD, olds);
  const came = stretchesLeft(crossing, NEW, news);
  if (!went.length || !came.length) return;
  await crossing.pairing.rest();
  for (const found of runsOf(crossing, went, came).values()) {
    await crossing.pairing.rest();
    addRuns(crossing, went, came, found);
  }
}

/**
 * The stretches of some blocks that have no partner.
 * @param {Crossing} crossing
 * @param {Side} side
 * @param {number[]} blocks
 */
function stretchesLeft(crossing, side, blocks) {
  /** @type {Stretch[]} */
  const list = [];
  for (const block of blocks) {
    const [oldBlock, newBlock] = crossing.pairOf(side, block);
    if (oldBlock < 0 || newBlock < 0) {
      list.push(...unlinked(crossing, side, block, 0, crossing.textOf(side, block).length));
    } else if (!crossing.isSame(oldBlock, newBlock)) {
      for (const { matches, span } of crossing.editsOf(newBlock)) {
        const [from, to] = endsOf(span, side);
        if (!matches) list.push(...unlinked(crossing, side, block, from, to));
      }
    }
  }
  return list;
}

/**
 * The stretches of some tokens of a block that are not linked.
 * @param {Crossing} crossing
 * @param {Side} side
 * @param {number} block
 * @param {number} from
 * @param {number} to
 */
function unlinked(crossing, side, block, from, to) {
  const keys = crossing.textOf(side, block).map(keyOf);
  /** @type {Stretch[]} */
  const list = [];
  /** @type {Stretch | undefined} */
  let last;
  for (let at = from; at < to; at++) {
    if (crossing.linked[side].has(placed(block, at))) {
      last = undefined;
    } else if (last) {
      last.to++;
    } else {
      last = { block, from: at, to: at + 1, keys };
      list.push(last);
    }
  }
  return list;
}

/**
 * The runs of tokens that stand once in each text, by the pair of blocks in which they do.
 * @param {Crossing} crossing
 * @param {Stretch[]} went
 * @param {Stretch[]} came
 */
function runsOf(crossing, went, came) {
  const rows = rowsOf(went, came);
  /** @type {Map<string, Link[]>} */
  const pairs = new Map();
  const used = [new Set(), new Set()];
  for (const stretch of came) {
    for (let at = stretch.from; at + ROW <= stretch.to; at++) {
      const row = rows.get(nameOfRow(stretch, at));
      if (row?.oldCount !== 1 || row.newCount !== 1) continue;
      if (crossing.isHeading(OLD, row.stretch.block) && crossing.isHeading(NEW, stretch.block)) continue;
      const run = runAround(row, stretch, at, used);
      if (!run) continue;
      for (let n = 0; n < run.length; n++) {
        used[OLD].add(placed(run.old, run.oldAt + n));
        used[NEW].add(placed(run.now, run.nowAt + n));
      }
      append(pairs, placed(run.old, run.now), run);
      at = run.nowAt + run.length - 1;
    }
  }
  return pairs;
}

/**
 * Every few tokens in a row that stand in the old text.
 * @param {Stretch[]} went
 * @param {Stretch[]} came
 */
function rowsOf(went, came) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  for (const stretch of went) {
    for (let at = stretch.from; at + ROW <= stretch.to; at++) {
      const name = nameOfRow(stretch, at);
      const row = rows.get(name);
      if (row) row.oldCount++;
      else rows.set(name, { stretch, at, oldCount: 1, newCount: 0 });
    }
  }
  for (const stretch of came) {
    for (let at = stretch.from; at + ROW <= stretch.to; at++) {
      const row = rows.get(nameOfRow(stretch, at));
      if (row) row.newCount++;
    }
  }
  return rows;
}

/**
 * @param {Stretch} stretch
 * @param {number} at
 */
function nameOfRow({ keys }, at) {
  return keys.slice(at, at + ROW).join("\0");
}

/**
 * The longest run around a row that is not used yet; nothing if the row itself is used.
 * @param {Row} row
 * @param {Stretch} now
 * @param {number} at where it stands in the new text
 * @param {Set<string>[]} used tokens of both texts, as placed names them
 * @returns {Link | undefined}
 */
function runAround({ stretch: old, at: oldRow }, now, at, used) {
  const fits = (/** @type {number} */ oldAt, /** @type {number} */ nowAt) => {
    if (oldAt < old.from || oldAt >= old.to || nowAt < now.from || nowAt >= now.to) return false;
    if (used[OLD].has(placed(old.block, oldAt)) || used[NEW].has(placed(now.block, nowAt))) return false;
    return old.keys[oldAt] === now.keys[nowAt];
  };
  let oldAt = oldRow;
  let nowAt = at;
  if (!fits(oldAt, nowAt)) return undefined;
  while (fits(oldAt - 1, nowAt - 1)) {
    oldAt--;
    nowAt--;
  }
  let length = 0;
  while (fits(oldAt + length, nowAt + length)) length++;
  return { old: old.block, oldAt, now: now.block, nowAt, length };
}

/**
 * Links the runs of a pair of blocks, if there is evidence enough that their words are the same words.
 * @param {Crossing} crossing
 * @param {Stretch[]} went
 * @param {Stretch[]} came
 * @param {Link[]} found
 */
function addRuns(crossing, went, came, found) {
  const [{ old, now }] = found;
  if (crossing.pairing.oldBlocks[now] === old) return; // compared already
  const runs = inOrder(found, crossing.links.filter((link) => link.old === old && link.now === now));
  const tokens = crossing.textOf(NEW, now);
  const words = (/** @type {Link} */ { nowAt, length }) => countTokensWithWords(tokens, nowAt, nowAt + length);
  const isEvident = (/** @type {Link} */ run) => {
    const { nowAt, length } = run;
    return words(run) >= 6 && weigh(tokens, nowAt, nowAt + length) >= 40 || isSentence(crossing, run);
  };
  if (!runs.some(isEvident)) return;
  const linked = runs.reduce((sum, run) => sum + words(run), 0);
  const least = Math.min(wordsLeft(crossing, OLD, old, went), wordsLeft(crossing, NEW, now, came));
  if (5 * linked >= 3 * least) crossing.links.push(...runs);
}

/**
 * The longest runs that stand in the same order in both blocks.
 * @param {Link[]} found
 * @param {Link[]} known that are linked already
 */
function inOrder(found, known) {
  /** @type {Link[]} */
  const runs = [];
  for (const run of found.sort((left, right) => right.length - left.length)) {
    const crosses = (/** @type {Link} */ other) => other.oldAt < run.oldAt !== other.nowAt < run.nowAt;
    if (!known.some(crosses) && !runs.some(crosses)) runs.push(run);
  }
  return runs;
}

/**
 * Whether a run is one or more sentences in both texts.
 * @param {Crossing} crossing
 * @param {Link} run
 */
function isSentence(crossing, { old, oldAt, now, nowAt, length }) {
  const olds = crossing.textOf(OLD, old);
  const news = crossing.textOf(NEW, now);
  return begins(olds, oldAt) && begins(olds, oldAt + length) && begins(news, nowAt) && begins(news, nowAt + length);
}

/**
 * How many words of a block are left.
 * @param {Crossing} crossing
 * @param {Side} side
 * @param {number} block
 * @param {Stretch[]} stretches
 */
function wordsLeft(crossing, side, block, stretches) {
  const tokens = crossing.textOf(side, block);
  return stretches
    .filter((stretch) => stretch.block === block)
    .reduce((sum, { from, to }) => sum + countTokensWithWords(tokens, from, to), 0);
}
