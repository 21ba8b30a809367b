import assert from "node:assert/strict";
import test from "node:test";
import path from "node:path";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { run } from "../run.mjs";
import { openSample, remove, replace } from "./sample.mjs";

async function runOn(root, ...args) {
  const lines = [];
  const status = await run([path.join(root, "public"), ...args], (line) => lines.push(line));
  return { status, output: lines.join("\n") };
}

test("a valid site passes and the last line counts", async (t) => {
  const { root } = await openSample(t);
  const { status, output } = await runOn(root, "--only", "links,sitemap,feeds,headers,redirects,archive,weight");
  assert.equal(status, 0, output);
  assert.match(output, /\n7 passed, 0 failed$/);
});

test("a fault fails, and says where, what and what to do", async (t) => {
  const { root } = await openSample(t, replace("public/privacy/index.html", "/privacy/changelog/", "/gone/"));
  const { status, output } = await runOn(root, "--only", "links,feeds");
  assert.equal(status, 1);
  assert.match(output, /FAIL {2}links/);
  assert.match(output, /privacy\/index\.html:\d+: \/gone\/ leads nowhere\n\s+→ \S/);
  assert.match(output, /\n1 passed, 1 failed$/);
});

test("a check that finds nothing to look at fails", async (t) => {
  const { root } = await openSample(t, (files) => {
    for (const name of ["atom.xml", "feed.json"]) remove(`public/privacy/changelog/${name}`)(files);
  });
  const { status, output } = await runOn(root, "--only", "feeds");
  assert.equal(status, 1);
  assert.match(output, /no feed entries found, so nothing was checked/);
});

test("a check that cannot run fails", async (t) => {
  const { root } = await openSample(t);
  const { status, output } = await runOn(root, "--only", "archive", "--archive", path.join(root, "nowhere"));
  assert.equal(status, 1);
  assert.match(output, /could not run: .*nowhere/);
});

test("an empty folder is an error", async (t) => {
  const root = await mkdtemp(path.join(tmpdir(), "sitecheck-"));
  t.after(() => rm(root, { recursive: true }));
  await assert.rejects(run([root], () => {}), /holds no HTML page/);
});

test("a check that does not exist is an error", async (t) => {
  const { root } = await openSample(t);
  await assert.rejects(runOn(root, "--only", "speling"), /no check is called "speling"/);
});
