/** Algorithms on sequences, each as generator/weave and generator/compare have it. */

const AFFORDABLE = 1 << 18;

/**
 * What changed between two lists of strings, or between stretches of them. A
 * change is a span of old members that became new ones, [from, to, newFrom,
 * newTo]; what lies between spans, the ends and a longest common subsequence of
 * what is between these, matches.
 */
export function differences(a, b, span) {
  let [i, j, k, l] = trim(a, b, span);
  const spans = [], rows = j - i, columns = l - k;
  if (rows && columns && rows * columns <= AFFORDABLE) {
    const width = columns + 1, common = new Uint16Array((rows + 1) * width); // how many, from here to the ends
    for (let m = rows; m--;) {
      for (let n = columns, at = m * width + n; n--;) {
        at--;
        common[at] = a[i + m] === b[k + n] ? common[at + width + 1] + 1 : Math.max(common[at + width], common[at + 1]);
      }
    }
    for (let at = 0; i < j && k < l;) {
      if (a[i] === b[k]) i++, k++, at += width + 1;
      else if (common[at + width] >= common[at + 1]) spans.push([i, ++i, k, k]), at += width;
      else spans.push([i, i, k, ++k]), at++;
    }
  }
  return join([...spans, [i, j, k, l]]);
}

/**
 * What changed between two long lists of strings, at a cost that is near linear:
 * members that only one has are left out, and long lists are divided where the
 * same few members stand in a row, once in each.
 */
export function differencesOfLines(a, b) {
  const [inA, inB] = [a, b].map((list) => new Set(list)), places = (list, other) => [...list.keys()].filter((n) => other.has(list[n]));
  const at = places(a, inB), bt = places(b, inA), x = at.map((n) => a[n]), y = bt.map((n) => b[n]), spans = [], found = [];
  let i = 0, k = 0;
  for (const [p, q] of x.length * y.length > AFFORDABLE ? anchors(x, y) : []) {
    if (p < i || q < k) continue;
    spans.push(...differences(x, y, [i, p, k, q]));
    for ([i, k] = [p, q]; i < x.length && k < y.length && x[i] === y[k];) i++, k++;
  }
  [...spans, ...differences(x, y, [i, x.length, k, y.length]), [x.length, 0, y.length, 0]].reduce(([p, q], [from, to, , newTo]) => {
    for (; p < from; p++, q++) found.push([at[p], bt[q]]);
    return [to, newTo];
  }, [0, 0]);
  [i, k] = [0, 0];
  return join([...found, [a.length, b.length]].map(([p, q]) => {
    const span = [i, p, k, q];
    [i, k] = [p + 1, q + 1];
    return span;
  }));
}

/** Places at which the same few members stand in a row, once in each list, and in the same order in both. */
function anchors(a, b) {
  const [x, y] = [a, b].map((list) => {
    const places = new Map();
    for (let n = 0; n + 4 <= list.length; n++) {
      const row = list.slice(n, n + 4).join("\n");
      places.set(row, places.has(row) ? -1 : n);
    }
    return places;
  });
  const both = [...x].filter(([row, p]) => p >= 0 && y.get(row) >= 0).map(([row, p]) => [p, y.get(row)]);
  return [...increasing(both, ([, q]) => q)].reverse();
}

/** A span without what is equal at its ends. */
export function trim(a, b, [i, j, k, l]) {
  while (i < j && k < l && a[i] === b[k]) i++, k++;
  while (i < j && k < l && a[j - 1] === b[l - 1]) j--, l--;
  return [i, j, k, l];
}

/** Drops empty spans, and joins neighbours: those that touch, or of which joins tells so. */
export function join(spans, joins = (left, right) => left[1] === right[0] && left[3] === right[2]) {
  const list = [];
  for (const span of spans) {
    const last = list.at(-1);
    if (last && joins(last, span)) [, last[1], , last[3]] = span;
    else if (span[0] < span[1] || span[2] < span[3]) list.push([...span]);
  }
  return list;
}

/** The members of a longest strictly increasing subsequence of what value gives for each. */
export function increasing(list, value) {
  const tails = [], before = new Map();
  for (const member of list) {
    let lo = 0, hi = tails.length;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (value(tails[mid]) < value(member)) lo = mid + 1;
      else hi = mid;
    }
    before.set(member, tails[lo - 1]);
    tails[lo] = member;
  }
  const found = new Set();
  for (let member = tails.at(-1); member !== undefined; member = before.get(member)) found.add(member);
  return found;
}

/** Divides a list into stretches whose members have a key in common: [members, key, index of the first]. */
export function divide(list, keyOf) {
  const stretches = [];
  list.forEach((member, n) => {
    const key = keyOf(member, n), last = stretches.at(-1);
    if (last?.[1] === key) last[0].push(member);
    else stretches.push([[member], key, n]);
  });
  return stretches;
}
