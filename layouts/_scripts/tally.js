// @ts-check
/** Counts and collects by a key. */

/**
 * @template K
 * @param {Map<K, number>} counts
 * @param {K} key
 * @param {number} number
 */
export function add(counts, key, number = 1) {
  counts.set(key, (counts.get(key) ?? 0) + number);
}

/**
 * @template K, T
 * @param {Map<K, T[]>} lists
 * @param {K} key
 * @param {T} member
 */
export function append(lists, key, member) {
  const list = lists.get(key);
  if (list) list.push(member);
  else lists.set(key, [member]);
}

/**
 * The first member with the highest count, if that is not 0.
 * @template T
 * @param {T[]} list
 * @param {(member: T) => number} count
 */
export function mostOf(list, count) {
  /** @type {T | undefined} */
  let best;
  let most = 0;
  for (const member of list) {
    const found = count(member);
    if (found <= most) continue;
    best = member;
    most = found;
  }
  return best;
}
