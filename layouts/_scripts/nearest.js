// @ts-check
/** What the compare page needs when it is asked for a version that is none: the one of that day, or the one nearest. */

import { appliedOn } from "./day.js";
import { fill } from "./fill.js";

/** @import { Unknown } from "./question.js" */

/**
 * Picks the versions that applied on days that are asked for as versions; of other names, those before them are picked
 * already. Returns what is to be said of it.
 * @param {Unknown[]} unknown
 * @param {string} noVersion says that there is none of a name
 * @param {string} url of the page of all days
 */
export async function nearest(unknown, noVersion, url) {
  /** @type {(Node | string)[]} */
  const notes = [];
  for (const { select, name } of unknown) {
    notes.push(fill(noVersion, name), " ");
    const { version, known } = await appliedOn(name.split(".")[0], url);
    if (version) select.value = version;
    if (known) notes.push(known, " ");
  }
  return notes;
}
