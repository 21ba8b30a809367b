#!/usr/bin/env node
import { parseArgs } from "node:util";
import path from "node:path";
import { realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { openSite } from "./site.mjs";
import { openHost } from "./host.mjs";
import { Visitors } from "./browser.mjs";
import { samples } from "./kinds.mjs";
import { printResult } from "./report.mjs";
import { checks } from "./checks/index.mjs";

const usage = `Checks a published site: node run.mjs PUBLIC [flags]

  --archive DIR       the archive the site was built from (default: archive beside PUBLIC)
  --base-url URL      the site's address (default: worked out from sitemap.xml)
  --only NAMES        comma-separated checks: ${checks.map(({ name }) => name).join(", ")}
  --chromium PATH     the browser (default: an installed Chromium or Chrome)
  --weight-limit N    bytes for a policy page with all it loads, compressed (default 14000)
  --preview           the site was built as a preview, not for the public
  --help

EXIT STATUS: 0 all passed, 1 a check failed, 2 the checks could not run.`;

/** Runs the chosen checks one after another; returns the exit status. */
export async function run(args, out) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      archive: { type: "string" },
      "base-url": { type: "string" },
      only: { type: "string" },
      chromium: { type: "string" },
      "weight-limit": { type: "string", default: "14000" },
      preview: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return out(usage), 0;
  if (positionals.length !== 1) throw new Error(`one published folder is needed\n\n${usage}`);
  const chosen = choose(values.only);
  const dir = path.resolve(positionals[0]);
  const site = await openSite(dir, values["base-url"]);
  const context = {
    site,
    host: await openHost(site),
    archive: path.resolve(values.archive ?? path.join(dir, "..", "archive")),
    visited: samples(site.pages),
    visitors: new Visitors(values.chromium),
    preview: values.preview,
    weightLimit: Number(values["weight-limit"]),
  };
  out(`${site.pages.length} pages, ${site.files.size} files of ${site.base}\n`);
  let failed = 0;
  try {
    for (const { name, check } of chosen) {
      const result = await runOne(name, check, context, out);
      if (result.findings.length > 0) failed++;
    }
  } finally {
    await context.visitors.close();
  }
  out(`\n${chosen.length - failed} passed, ${failed} failed`);
  return failed ? 1 : 0;
}

async function runOne(name, check, context, out) {
  const start = performance.now();
  let result;
  try {
    result = await check(context);
  } catch (error) {
    result = { seen: 0, noun: "", findings: [{ where: name, what: `could not run: ${error.message.split("\n")[0]}`, fix: "see the message; the check proves nothing until it runs" }] };
  }
  if (result.seen === 0 && !result.mayBeNone && result.findings.length === 0) {
    result.findings.push({ where: name, what: `no ${result.noun} found, so nothing was checked`, fix: "check that the site was built whole" });
  }
  printResult(name, result, (performance.now() - start) / 1000, out);
  return result;
}

function choose(only) {
  if (!only) return checks;
  return only.split(",").map((name) => {
    const found = checks.find((check) => check.name === name.trim());
    if (!found) throw new Error(`no check is called "${name}"; there are: ${checks.map((check) => check.name).join(", ")}`);
    return found;
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  try {
    process.exitCode = await run(process.argv.slice(2), console.log);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 2;
  }
}
