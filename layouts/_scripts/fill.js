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
 * A sentence with a node, or a text, in the place of %s, if it has one.
 * @template {Node | string} T
 * @param {string} text
 * @param {T} inserted
 * @returns {(T | string)[]}
 */
export function sentence(text, inserted) {
  return text.split("%s").flatMap((piece, index) => (index ? [inserted, piece] : [piece]));
}
