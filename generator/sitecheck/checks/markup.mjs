import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { Report } from "../report.mjs";

const jar = path.join(path.dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
const filesPerRun = 400;

/**
 * What the checker finds fault with, and HTML allows. Rows of a table that are shorter
 * or longer than the first, as long as a cell begins in every column: texts have them,
 * and a redline has rows of two texts. A text in another
 * language than the page's, at which it guesses: it is that of the interface, and
 * the text has its own lang and dir. What the site's own policy lets pages fetch from
 * 'self': the checker reads files, which have no site. Browsers are asked elsewhere.
 */
const allowed = /^(A table row was \d+ columns wide(, which is less than| and exceeded) the column count|This document appears to be written in |Resource violates Content Security Policy \(meta tag\): external (stylesheet|script) “\/)/;

/**
 * A block of data, which is no script that a Content-Security-Policy could block
 * (https://html.spec.whatwg.org/multipage/scripting.html#data-block); the checker takes it
 * for one. The check "browsing" asks a browser.
 */
const isDataBlock = ({ message, extract }) => message.startsWith("Inline script violates Content Security Policy") &&
  /<script type="?application\/ld\+json"?>/.test(extract ?? "");

/** Every HTML, CSS and SVG file passes the Nu HTML checker without an error or a warning. */
export async function checkMarkup({ site }) {
  const report = new Report("HTML, CSS and SVG files");
  const files = [...site.files].filter((file) => /\.(html|css|svg)$/.test(file));
  for (let start = 0; start < files.length; start += filesPerRun) {
    const batch = files.slice(start, start + filesPerRun);
    for (const message of await validate(site.dir, batch)) {
      const isRemark = message.type === "info" && message.subType !== "warning";
      if (isRemark || allowed.test(message.message) || isDataBlock(message)) continue;
      report.find(place(site, message), message.message, `see: ${(message.extract ?? "").replace(/\s+/g, " ").trim() || "the file"}`);
    }
    report.seen += batch.length;
  }
  return report;
}

function place(site, { url = "", firstLine, lastLine, firstColumn, lastColumn }) {
  const file = url.startsWith("file:") ? path.relative(site.dir, decodeURIComponent(new URL(url).pathname)) : url;
  return [file, firstLine ?? lastLine, firstColumn ?? lastColumn].filter((part) => part !== undefined && part !== "").join(":");
}

/** The checker's messages, in its JSON format. */
async function validate(dir, files) {
  const options = ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg"];
  const args = ["-Xss1m", "-jar", jar, ...options, ...files.map((file) => path.join(dir, file))];
  const java = spawn("java", args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "", errors = "";
  java.stdout.setEncoding("utf8").on("data", (chunk) => (output += chunk));
  java.stderr.setEncoding("utf8").on("data", (chunk) => (errors += chunk));
  const code = await new Promise((resolve, reject) => {
    java.on("error", (error) => reject(new Error(`java cannot be started (${error.message}); install a Java runtime, version 17 or newer`)));
    java.on("close", resolve);
  });
  if (code !== 0) throw new Error(`the Nu HTML checker ended with status ${code}: ${errors.trim() || output.trim()}`);
  return JSON.parse(output).messages;
}
