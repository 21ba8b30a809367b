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
