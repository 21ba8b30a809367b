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
 * @property {string} noun what those things are, plural
 * @property {string[]} [notes] for a person to read; they do not fail the check
 */

/** Collects the findings of one check and counts what it looked at. */
export class Report {
  constructor(noun) {
    this.noun = noun;
    this.seen = 0;
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

const shownFindings = 40;

/** Prints one check's outcome. */
export function printResult(name, result, seconds, out) {
  const failed = result.findings.length > 0;
  out(`${failed ? "FAIL" : "ok  "}  ${name.padEnd(14)} ${String(result.seen).padStart(6)} ${result.noun.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s`);
  for (const note of result.notes ?? []) out(`        ${note}`);
  for (const finding of result.findings.slice(0, shownFindings)) {
    out(`      ${finding.where}: ${finding.what}`);
    out(`        → ${finding.fix}`);
  }
  const more = result.findings.length - shownFindings;
  if (more > 0) out(`      … and ${more} more of the same check`);
}
