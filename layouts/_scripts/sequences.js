// @ts-check
/** Algorithms on sequences, each as generator/weave and generator/compare have it. */

/** @import { Rest } from "./pieces.js" */
/** @import { Span } from "./types.js" */

/** How many pairs of members are compared one by one. */
const AFFORDABLE = 1 << 18;

/** How many members in a row are compared as one where lists are long. */
const ROW = 4;

/**
 * What changed between stretches of two lists of strings: what lies between the spans, the ends and a longest
 * common subsequence of what is between these, matches.
 * @param {string[]} olds
 * @param {string[]} news
 * @param {Span} stretch
 */
export function differences(olds, news, stretch) {
  const trimmed = trim(olds, news, stretch);
  const [oldFrom, oldTo, newFrom, newTo] = trimmed;
  const pairs = (oldTo - oldFrom) * (newTo - newFrom);
  return join(pairs && pairs <= AFFORDABLE ? smallest(olds, news, trimmed) : [trimmed]);
}

/**
 * The smallest changes between two stretches, one member each, and the rest.
 * @param {string[]} olds
 * @param {string[]} news
 * @param {Span} stretch
 */
function smallest(olds, news, stretch) {
  let [oldAt, oldTo, newAt, newTo] = stretch;
  const lengths = commonLengths(olds, news, stretch);
  const width = newTo - newAt + 1;
  /** @type {Span[]} */
  const spans = [];
  let at = 0;
  while (oldAt < oldTo && newAt < newTo) {
    if (olds[oldAt] === news[newAt]) {
      oldAt++;
      newAt++;
      at += width + 1;
    } else if (lengths[at + width] >= lengths[at + 1]) {
      spans.push([oldAt, oldAt + 1, newAt, newAt]);
      oldAt++;
      at += width;
    } else {
      spans.push([oldAt, oldAt, newAt, newAt + 1]);
      newAt++;
      at++;
    }
  }
  spans.push([oldAt, oldTo, newAt, newTo]);
  return spans;
}

/**
 * How long the longest common subsequence is from each pair of places on to the ends, row by row.
 * @param {string[]} olds
 * @param {string[]} news
 * @param {Span} stretch
 */
function commonLengths(olds, news, [oldFrom, oldTo, newFrom, newTo]) {
  const rows = oldTo - oldFrom;
  const columns = newTo - newFrom;
  const width = columns + 1;
  const lengths = new Uint16Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const at = row * width + column;
      lengths[at] = olds[oldFrom + row] === news[newFrom + column]
        ? lengths[at + width + 1] + 1
        : Math.max(lengths[at + width], lengths[at + 1]);
    }
  }
  return lengths;
}

/**
 * What changed between two long lists of strings, at a cost that is near linear: members that only one has are
 * left out, and long lists are divided where the same few members stand in a row, once in each.
 * @param {string[]} olds
 * @param {string[]} news
 * @param {Rest} rest
 */
export async function differencesOfLines(olds, news, rest) {
  const oldPlaces = placesOfShared(olds, news);
  const newPlaces = placesOfShared(news, olds);
  const oldShared = oldPlaces.map((place) => olds[place]);
  const newShared = newPlaces.map((place) => news[place]);
  await rest();
  const pairs = matchesBetween(await differencesOfShared(oldShared, newShared, rest), oldShared.length);
  await rest();
  const matches = pairs.map(([oldAt, newAt]) => /** @type {[number, number]} */ ([oldPlaces[oldAt], newPlaces[newAt]]));
  return spansBetween(matches, olds.length, news.length);
}

/**
 * The places of a list's members that another list has, too.
 * @param {string[]} list
 * @param {string[]} other
 */
function placesOfShared(list, other) {
  const members = new Set(other);
  return [...list.keys()].filter((place) => members.has(list[place]));
}

/**
 * @param {string[]} olds
 * @param {string[]} news
 * @param {Rest} rest
 */
async function differencesOfShared(olds, news, rest) {
  /** @type {Span[]} */
  const spans = [];
  let oldAt = 0;
  let newAt = 0;
  for (const [oldAnchor, newAnchor] of olds.length * news.length > AFFORDABLE ? anchors(olds, news) : []) {
    if (oldAnchor < oldAt || newAnchor < newAt) continue;
    await rest();
    spans.push(...differences(olds, news, [oldAt, oldAnchor, newAt, newAnchor]));
    [oldAt, newAt] = [oldAnchor, newAnchor];
    while (oldAt < olds.length && newAt < news.length && olds[oldAt] === news[newAt]) {
      oldAt++;
      newAt++;
    }
  }
  await rest();
  spans.push(...differences(olds, news, [oldAt, olds.length, newAt, news.length]));
  return spans;
}

/**
 * Places at which the same few members stand in a row, once in each list, and in the same order in both.
 * @param {string[]} olds
 * @param {string[]} news
 */
function anchors(olds, news) {
  const newRows = rowsOnce(news);
  /** @type {[number, number][]} */
  const both = [];
  for (const [row, oldPlace] of rowsOnce(olds)) {
    const newPlace = newRows.get(row) ?? -1;
    if (oldPlace >= 0 && newPlace >= 0) both.push([oldPlace, newPlace]);
  }
  return [...increasing(both, ([, newPlace]) => newPlace)].reverse();
}

/**
 * The place of each few members in a row, or -1 if they stand there more than once.
 * @param {string[]} list
 */
function rowsOnce(list) {
  /** @type {Map<string, number>} */
  const places = new Map();
  for (let place = 0; place + ROW <= list.length; place++) {
    const row = list.slice(place, place + ROW).join("\n");
    places.set(row, places.has(row) ? -1 : place);
  }
  return places;
}

/**
 * The pairs of places that lie between spans, which match, each with the number of the spans before it.
 * @param {Span[]} spans
 * @param {number} oldLength
 */
export function matchesBetween(spans, oldLength) {
  /** @type {[oldAt: number, newAt: number, before: number][]} */
  const pairs = [];
  let oldAt = 0;
  let newAt = 0;
  [...spans, [oldLength, 0, 0, 0]].forEach(([from, to, , newTo], before) => {
    while (oldAt < from) pairs.push([oldAt++, newAt++, before]);
    [oldAt, newAt] = [to, newTo];
  });
  return pairs;
}

/**
 * Two texts in order: what stayed, and the spans that changed.
 * @param {Span[]} spans
 * @param {number} oldLength
 * @param {number} newLength
 */
export function stretchesOf(spans, oldLength, newLength) {
  /** @type {{ matches: boolean, span: Span }[]} */
  const list = [];
  let oldAt = 0;
  let newAt = 0;
  /** @type {Span} */
  const end = [oldLength, oldLength, newLength, newLength];
  for (const span of [...spans, end]) {
    const [oldFrom, oldTo, newFrom, newTo] = span;
    if (oldAt < oldFrom) list.push({ matches: true, span: [oldAt, oldFrom, newAt, newFrom] });
    if (oldFrom < oldTo || newFrom < newTo) list.push({ matches: false, span });
    [oldAt, newAt] = [oldTo, newTo];
  }
  return list;
}

/**
 * The spans between pairs of places that match, which are in order.
 * @param {[number, number][]} matches
 * @param {number} oldLength
 * @param {number} newLength
 */
export function spansBetween(matches, oldLength, newLength) {
  /** @type {Span[]} */
  const spans = [];
  let oldFrom = 0;
  let newFrom = 0;
  for (const [oldAt, newAt] of [...matches, [oldLength, newLength]]) {
    if (oldFrom < oldAt || newFrom < newAt) spans.push([oldFrom, oldAt, newFrom, newAt]);
    [oldFrom, newFrom] = [oldAt + 1, newAt + 1];
  }
  return spans;
}

/**
 * A span without what is equal at its ends.
 * @param {string[]} olds
 * @param {string[]} news
 * @param {Span} span
 * @returns {Span}
 */
export function trim(olds, news, [oldFrom, oldTo, newFrom, newTo]) {
  while (oldFrom < oldTo && newFrom < newTo && olds[oldFrom] === news[newFrom]) {
    oldFrom++;
    newFrom++;
  }
  while (oldFrom < oldTo && newFrom < newTo && olds[oldTo - 1] === news[newTo - 1]) {
    oldTo--;
    newTo--;
  }
  return [oldFrom, oldTo, newFrom, newTo];
}

/**
 * Drops empty spans, and joins neighbours.
 * @param {Span[]} spans
 * @param {(left: Span, right: Span) => boolean} joins tells which; if left out, those that touch
 */
export function join(spans, joins = touch) {
  /** @type {Span[]} */
  const list = [];
  for (const span of spans) {
    const [oldFrom, oldTo, newFrom, newTo] = span;
    const last = list.at(-1);
    if (last && joins(last, span)) {
      last[1] = oldTo;
      last[3] = newTo;
    } else if (oldFrom < oldTo || newFrom < newTo) {
      list.push([oldFrom, oldTo, newFrom, newTo]);
    }
  }
  return list;
}

/**
 * @param {Span} left
 * @param {Span} right
 */
function touch(left, right) {
  return left[1] === right[0] && left[3] === right[2];
}

/**
 * The members of a longest strictly increasing subsequence, the last one first.
 * @template T
 * @param {T[]} list
 * @param {(member: T) => number} value
 */
export function increasing(list, value) {
  /** @type {T[]} */
  const tails = [];
  /** @type {Map<T, T | undefined>} */
  const before = new Map();
  for (const member of list) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value(tails[middle]) < value(member)) low = middle + 1;
      else high = middle;
    }
    before.set(member, tails[low - 1]);
    tails[low] = member;
  }
  /** @type {Set<T>} */
  const found = new Set();
  for (let member = tails.at(-1); member !== undefined; member = before.get(member)) found.add(member);
  return found;
}

/**
 * Divides a list into stretches whose members have a key in common.
 * @template T, K
 * @param {T[]} list
 * @param {(member: T, index: number) => K} keyOf
 */
export function divide(list, keyOf) {
  /** @type {{ members: T[], key: K, first: number }[]} */
  const stretches = [];
  list.forEach((member, index) => {
    const key = keyOf(member, index);
    const last = stretches.at(-1);
    if (last && last.key === key) last.members.push(member);
    else stretches.push({ members: [member], key, first: index });
  });
  return stretches;
}
