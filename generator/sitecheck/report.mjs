/**
 * @typedef {object} Finding
 * @property {string} where file, file:line or address
 * @property {string} what is wrong
 * @property {string} fix what to do
 */

/**
 * @typedef {object} Result what a check hands back
 * @property {Finding[]} findings none if the check passed
 * @property {number} seen how many things were looked at; nothing seen is a failure
 * @property {boolean} mayBeNone unless a site may rightly have none of them
 * @property {string} noun what those things are, plural
 * @property {string[]} [notes] for a person to read; they do not fail the check
 */

/** Collects the findings of one check and counts what it looked at. */
export class Report {
  constructor(noun) {
    this.noun = noun;
    this.seen = 0;
    this.mayBeNone = false;
    this.findings = [];
    this.notes = [];
  }

  find(where, what, fix) {
    this.findings.push({ where, what, fix });
  }

  note(text) {
    this.notes.push(text);
  }
}

const shownFaults = 40;
const shownPlaces = 3;

/** Prints one check's outcome; a fault that a template repeats is told once, with its places. */
export function printResult(name, result, seconds, out) {
  const failed = result.findings.length > 0;
  out(`${failed ? "FAIL" : "ok  "}  ${name.padEnd(14)} ${String(result.seen).padStart(6)} ${result.noun.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s`);
  for (const note of result.notes ?? []) out(`        ${note}`);
  const faults = new Map();
  for (const { where, what, fix } of result.findings) {
    if (!faults.has(what)) faults.set(what, { fix, places: [] });
    faults.get(what).places.push(where);
  }
  for (const [what, { fix, places }] of [...faults].slice(0, shownFaults)) {
    out(`      ${places[0]}: ${what}`);
    for (const place of places.slice(1, shownPlaces)) out(`        also ${place}`);
    if (places.length > shownPlaces) out(`        and ${places.length - shownPlaces} more places`);
    out(`        → ${fix}`);
  }
  if (faults.size > shownFaults) out(`      … and ${faults.size - shownFaults} more faults`);
}
