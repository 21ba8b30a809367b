/** A sentence with a value in the place of %s, whatever signs the value has. */
export function fill(sentence, value) {
  return sentence.replace("%s", () => value);
}
