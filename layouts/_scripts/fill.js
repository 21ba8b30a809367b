// @ts-check
/** Puts values into sentences of the interface. */

/**
 * A sentence with a value in the place of %s, whatever signs the value has.
 * @param {string} sentence
 * @param {string | number} value
 */
export function fill(sentence, value) {
  return sentence.replace("%s", () => String(value));
}

/**
 * A sentence in pieces, with values in the places of their names, as {title}; other names stay.
 * @template {Node | string} T
 * @param {string} sentence
 * @param {Record<string, T | T[]>} values
 * @returns {(T | string)[]}
 */
export function named(sentence, values) {
  /** @type {(T | string | (T | string)[])[]} */
  const pieces = sentence.split(/\{(\w+)\}/).map((piece, index) => (index % 2 ? values[piece] ?? `{${piece}}` : piece));
  return /** @type {(T | string)[]} */ (pieces.flat());
}

/**
 * A sentence with a node, or a text, in the place of %s, if it has one.
 * @template {Node | string} T
 * @param {string} text
 * @param {T} inserted
 * @returns {(T | string)[]}
 */
export function sentence(text, inserted) {
  return text.split("%s").flatMap((piece, index) => (index ? [inserted, piece] : [piece]));
}
