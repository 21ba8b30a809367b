import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openHost } from "../host.mjs";
import { openSite } from "../site.mjs";

const base = "https://policies.example/";
const style = "style.0123456789abcdef0123456789abcdef.css";
const digest = (text) => createHash("sha256").update(text).digest("hex");

function html(address, title, body, { head = "", canonical = address } = {}) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${canonical === null ? '<meta name="robots" content="noindex">' : `<link rel="canonical" href="${base}${canonical}">`}
<link rel="stylesheet" href="/${style}">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${head}</head>
<body>
<header><a href="#main">Skip to the text</a> <a href="/">Example</a></header>
<main id="main">
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}

const versions = {
  "2020-01-01": "# Privacy\n\n## Security\n\nWe take care.\n",
  "2021-01-01": "# Privacy\n\n## Security\n\nWe take great care.\n",
};

const entries = Object.keys(versions).reverse().map((version) => ({
  id: `tag:policies.example,2020:privacy/${version}`,
  url: `${base}privacy/archive/${version}/`,
  title: `Version of ${version}`,
  date: `${version}T00:00:00Z`,
  text: `<p>See <a href="${base}privacy/#security">Security</a>.</p>`,
}));

/** The files of a small valid site, below public/, and of its archive. */
export function sampleFiles() {
  const files = {
    [`public/${style}`]: ":root { background: #fff; color: #000; color-scheme: light dark }\n@media (prefers-color-scheme: dark) { :root { background: #000; color: #fff } }\nbody { font-family: serif; margin: 1rem auto; max-width: 40rem; padding: 0 1rem }\na { display: inline-block; padding: 4px 0 }\n",
    "public/icon.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>',
    "public/index.html": html("", "Policies", '<p><a href="/privacy/">Privacy</a></p>'),
    "public/404.html": html("404.html", "Not found", '<p><a href="/">Policies</a></p>', { canonical: null }),
    "public/privacy/index.html": html("privacy/", "Privacy", `<h2 id="security"><a href="/privacy/sections/security/">Security</a></h2>
<p id="security.1">We take great care.</p>
<p><a href="/privacy/archive/">Versions</a> <a href="/privacy/changelog/">Changes</a> <a href="#security">Security</a></p>`),
    "public/privacy/sections/security/index.html": html("privacy/sections/security/", "Security", '<p><a href="../../#security">In the policy</a></p>'),
    "public/privacy/archive/index.html": html("privacy/archive/", "Versions", Object.keys(versions).map((version) => `<p><a href="/privacy/archive/${version}/">${version}</a></p>`).join("\n")),
    "public/privacy/compare/2020-01-01/2021-01-01/index.html": html("privacy/compare/2020-01-01/2021-01-01/", "Comparison", "<p>We take <ins>great</ins> care.</p>"),
    "public/privacy/changelog/index.html": html("privacy/changelog/", "Changes", '<p><a href="/privacy/compare/2020-01-01/2021-01-01/">Compare</a></p>', {
      head: '<link rel="alternate" type="application/atom+xml" href="/privacy/changelog/atom.xml" title="Atom">\n<link rel="alternate" type="application/feed+json" href="/privacy/changelog/feed.json" title="JSON">\n',
    }),
    "public/privacy/changelog/atom.xml": `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:policies.example,2020:privacy</id><title>Changes</title><updated>${entries[0].date}</updated><author><name>Example</name></author>
<link rel="self" href="${base}privacy/changelog/atom.xml"/><link href="${base}privacy/changelog/"/>
${entries.map(({ id, url, title, date, text }) => `<entry><id>${id}</id><title>${title}</title><updated>${date}</updated><link href="${url}"/><content type="html">${text.replaceAll("<", "&lt;")}</content></entry>`).join("\n")}
</feed>
`,
    "public/privacy/changelog/feed.json": JSON.stringify({
      version: "https://jsonfeed.org/version/1.1", title: "Changes",
      feed_url: `${base}privacy/changelog/feed.json`, home_page_url: `${base}privacy/changelog/`,
      items: entries.map(({ id, url, title, date, text }) => ({ id, url, title, date_published: date, content_html: text })),
    }, null, 1),
    "public/robots.txt": `User-agent: *\nAllow: /\nSitemap: ${base}sitemap.xml\n`,
    "public/_headers": `/*
  Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
/privacy/
  Cache-Control: public, max-age=0, must-revalidate
/*.css
  Cache-Control: public, max-age=31536000, immutable
/privacy/archive/:version/policy.md
  Content-Type: text/markdown; charset=utf-8
  Cache-Control: public, max-age=31536000, immutable
/privacy/changelog/atom.xml
  Content-Type: application/atom+xml; charset=utf-8
/privacy/changelog/feed.json
  Content-Type: application/feed+json; charset=utf-8
`,
    "public/_redirects": `/old-privacy /privacy/#security 301
/privacy/compare from=:a to=:b /privacy/compare/:a/:b/ 302
/was/* /privacy/:splat 301
`,
  };
  for (const [version, text] of Object.entries(versions)) {
    const record = JSON.stringify({ effective: version });
    files[`archive/privacy/${version}/policy.md`] = text;
    files[`archive/privacy/${version}/version.json`] = record;
    files[`public/privacy/archive/${version}/policy.md`] = text;
    files[`public/privacy/archive/${version}/index.html`] = html(`privacy/archive/${version}/`, `Privacy, ${version}`, '<h2 id="security">Security</h2>\n<p>We take care. <a href="policy.md">Source</a></p>');
  }
  files["public/sitemap.xml"] = sitemap(Object.keys(files));
  files["archive/SHA256SUMS"] = manifest(files);
  return files;
}

function sitemap(files) {
  const pages = files.filter((file) => file.endsWith("/index.html")).map((file) => file.slice("public/".length, -"index.html".length));
  return `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${pages.map((page) => `<url><loc>${base}${page}</loc></url>`).join("")}</urlset>\n`;
}

function manifest(files) {
  return Object.entries(files).filter(([file]) => file.startsWith("archive/"))
    .map(([file, text]) => `${digest(text)}  ${file.slice("archive/".length)}\n`).join("");
}

/**
 * Writes the sample, changed by break (which gets the files by path and edits
 * them in place), and opens it as the checks want it, for visitors.
 */
export async function openSample(t, breakIt = () => {}, visitors = undefined) {
  const files = sampleFiles();
  breakIt(files);
  const root = await mkdtemp(path.join(tmpdir(), "sitecheck-"));
  t.after(() => rm(root, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
  const site = await openSite(path.join(root, "public"));
  const visited = site.pages.filter(({ kind }) => kind === "policy" || kind === "not-found");
  return { site, visited, host: await openHost(site), archive: path.join(root, "archive"), weightLimit: 14000, visitors, root };
}

/** Replaces the one place where a file of the sample holds a text; throws if it is not there. */
export function replace(file, from, to) {
  return (files) => {
    if (!files[file]?.includes(from)) throw new Error(`the sample's ${file} does not hold ${JSON.stringify(from)}`);
    files[file] = files[file].replace(from, () => to);
  };
}

/** Takes a file out of the sample. */
export function remove(file) {
  return (files) => {
    if (!(file in files)) throw new Error(`the sample has no ${file}`);
    delete files[file];
  };
}

export { base, style };
