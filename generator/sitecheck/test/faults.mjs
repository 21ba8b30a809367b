import assert from "node:assert/strict";
import test, { after } from "node:test";
import { Visitors } from "../browser.mjs";
import { openSample } from "./sample.mjs";

/**
 * Holds a check to its word: it finds nothing in the valid sample, having
 * looked at something, and finds each fault when it is the only one.
 * @param {(context: object) => Promise<import("../report.mjs").Result>} check
 * @param {[string, (files: object) => void, RegExp][]} faults name, how to break the sample, what the finding says
 */
export function testFaults(check, faults, options = {}) {
  const visitors = new Visitors();
  after(() => visitors.close());
  test(`${check.name} passes a valid site`, options, async (t) => {
    const result = await check(await openSample(t, undefined, visitors));
    assert.deepEqual(result.findings, []);
    assert.ok(result.seen > 0, "looked at nothing");
  });
  for (const [name, breakIt, expected] of faults) {
    test(`${check.name} finds ${name}`, options, async (t) => {
      const { findings } = await check(await openSample(t, breakIt, visitors));
      const shown = findings.map(({ where, what }) => `${where}: ${what}`);
      assert.ok(shown.some((line) => expected.test(line)), `no finding matches ${expected}:\n${shown.join("\n")}`);
      for (const finding of findings) assert.ok(finding.fix, "a finding says what to do");
    });
  }
}

/** node:test options that skip without a tool of this machine; under CI=true its absence is a failure. */
export function needs(present, what) {
  if (present) return {};
  if (process.env.CI === "true") throw new Error(`${what} is needed when CI=true`);
  return { skip: `needs ${what}` };
}
