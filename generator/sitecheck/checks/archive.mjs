import { execFile } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { Report } from "../report.mjs";

const execute = promisify(execFile);

/**
 * Every archived version is published with exactly its archived bytes, nothing
 * is published as archived that the archive does not hold, and the archive
 * passes `sha256sum -c` with a manifest that names every file.
 */
export async function checkArchive({ site, archive }) {
  const report = new Report("archived files");
  const entries = await readdir(archive, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile())
    .map((entry) => path.relative(archive, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/"))
    .filter((file) => /^[^/]+\/[^/]+\/[^/]+$/.test(file));
  report.seen = files.length;
  for (const file of files) await judgePublished(site, archive, file, report);
  for (const file of site.files) judgeKnown(file, files, report);
  await judgeManifest(archive, files, report);
  return report;
}

/** archive/privacy/2016-11-04/policy.md is published as privacy/archive/2016-11-04/policy.md. */
function publishedName(file) {
  const [policy, version, name] = file.split("/");
  return `${policy}/archive/${version}/${name}`;
}

async function judgePublished(site, archive, file, report) {
  const published = publishedName(file);
  if (!site.files.has(published)) {
    if (file.endsWith("/policy.md")) report.find(published, "is not published, though the archive holds it", "publish the text of every version");
    return;
  }
  const kept = await readFile(path.join(archive, file));
  const sent = await site.read(published);
  if (!kept.equals(sent)) {
    let at = 0;
    while (kept[at] === sent[at] && at < kept.length) at++;
    report.find(published, `differs from archive/${file} from byte ${at} on`, "publish the archived bytes untouched: no template, no minifier");
  }
  if (/\.(?:withdrawn|corrected-[0-9-]+)\/[^/]+$/.test(file)) return; // the version's page tells of it
  const page = published.replace(/(\.redacted)?\/[^/]*$/, "/index.html"); // of a text that was removed, one says so
  if (!site.files.has(page)) report.find(page, "is missing, though the version's files are published", "publish a page for every version");
}

function judgeKnown(file, files, report) {
  const match = file.match(/^([^/]+)\/archive\/([^/]+)\/policy\.md$/);
  if (match && !files.includes(`${match[1]}/${match[2]}/policy.md`)) {
    report.find(file, "is published as archived, but the archive does not hold it", "freeze the version with the snapshot command, or stop publishing it");
  }
}

async function judgeManifest(archive, files, report) {
  const manifest = (await readFile(path.join(archive, "SHA256SUMS"), "utf8")).split("\n");
  const listed = new Set(manifest.filter(Boolean).map((line) => line.replace(/^\\?[0-9a-f]{64} [ *]/, "")));
  for (const file of files) {
    if (!listed.has(file)) report.find(`archive/${file}`, "is not in archive/SHA256SUMS", "freeze versions with the snapshot or import command only");
  }
  try {
    await execute("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"], { cwd: archive });
  } catch (error) {
    for (const line of `${error.stdout ?? ""}${error.stdout ? "" : error.message}`.trim().split("\n")) {
      report.find("archive/SHA256SUMS", line, "restore the archived bytes from Git; they never change");
    }
  }
}
