/** Algorithms on sequences, each as generator/weave and generator/compare have it. */

const AFFORDABLE = 1 << 18;

/**
 * Pairs the members of two sequences of n and m that are equal, in order: what
 * they begin and end with, and a longest common subsequence between.
 */
export function longestCommon(n, m, equal) {
  const pairs = [];
  let from = 0, end = 0;
  while (from < n && from < m && equal(from, from)) pairs.push([from, from++]);
  while (n - end > from && m - end > from && equal(n - 1 - end, m - 1 - end)) end++;
  const rows = n - end - from, columns = m - end - from;
  if (rows > 0 && columns > 0 && rows * columns <= AFFORDABLE) {
    const width = columns + 1, length = new Uint16Array((rows + 1) * width);
    for (let i = rows - 1; i >= 0; i--) {
      for (let j = columns - 1; j >= 0; j--) {
        length[i * width + j] = equal(from + i, from + j) ? length[(i + 1) * width + j + 1] + 1
          : Math.max(length[(i + 1) * width + j], length[i * width + j + 1]);
      }
    }
    for (let i = 0, j = 0; i < rows && j < columns;) {
      if (equal(from + i, from + j)) pairs.push([from + i++, from + j++]);
      else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) i++;
      else j++;
    }
  }
  for (; end > 0; end--) pairs.push([n - end, m - end]);
  return pairs;
}

/**
 * What lies between pairs of members that match, in two sequences of n and m:
 * spans [from, to, newFrom, newTo], none of them empty.
 */
export function spansBetween(pairs, n, m) {
  const spans = [];
  let i = 0, j = 0;
  for (const [k, l] of [...pairs, [n, m]]) {
    if (k > i || l > j) spans.push([i, k, j, l]);
    [i, j] = [k + 1, l + 1];
  }
  return spans;
}

/** The indexes of a longest strictly increasing subsequence. */
export function increasing(list) {
  const tails = [], previous = [];
  list.forEach((value, i) => {
    let lo = 0, hi = tails.length;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (list[tails[mid]] < value) lo = mid + 1;
      else hi = mid;
    }
    previous[i] = lo ? tails[lo - 1] : -1;
    tails[lo] = i;
  });
  const found = [];
  for (let k = tails.at(-1) ?? -1; k >= 0; k = previous[k]) found.unshift(k);
  return found;
}
