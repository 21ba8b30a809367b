import path from "node:path";
import { existsSync } from "node:fs";
import { HeadersHandler } from "@netlify/headers";
import { RedirectsHandler } from "@netlify/redirects";

const mediaTypes = {
  ".html": "text/html; charset=UTF-8", ".css": "text/css; charset=UTF-8", ".js": "application/javascript; charset=UTF-8",
  ".json": "application/json", ".xml": "application/xml", ".svg": "image/svg+xml", ".png": "image/png",
  ".ico": "image/vnd.microsoft.icon", ".txt": "text/plain; charset=UTF-8", ".webmanifest": "application/manifest+json",
};

// What Netlify and Cloudflare Pages send of themselves with a file that no rule names.
const defaultCaching = "public, max-age=0, must-revalidate";

/**
 * A host like Netlify: its own engines read _headers and _redirects, files
 * come first, redirects next, 404.html last. Nothing goes over a network.
 */
export class Host {
  constructor(site, headers, redirects) {
    this.site = site;
    this.headers = headers;
    this.redirects = redirects;
  }

  /** The redirect rule that answers an address, as Netlify's engine reports it; undefined if none. */
  match(url) {
    return this.redirects.match(new Request(url));
  }

  /** Headers that _headers adds for an address, names in lower case. */
  async headersFor(url) {
    const headers = await this.headers.apply(new Request(url));
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  }

  /**
   * What a browser gets: {status, headers, body}.
   * @param {boolean} [plain] a published file wins even over a forced rule, as
   *   on a host that only sends files
   */
  async respond(url, plain = false) {
    const file = this.site.owns(url) ? this.site.fileAt(url) : undefined;
    const rule = plain && file ? undefined : await this.match(url);
    if (rule && (rule.force || !file)) {
      if (rule.redirect) {
        return { status: rule.statusCode, headers: { location: rule.target.href }, body: Buffer.alloc(0) };
      }
      const target = this.site.fileAt(rule.target);
      if (target) return this.#send(rule.statusCode ?? 200, target, url);
    }
    if (file) return this.#send(200, file, url);
    if (this.site.files.has("404.html")) return this.#send(404, "404.html", url);
    return { status: 404, headers: {}, body: Buffer.from("Not found") };
  }

  async #send(status, file, url) {
    const type = mediaTypes[path.extname(file)] ?? "application/octet-stream";
    const headers = { "content-type": type, "cache-control": defaultCaching, ...(await this.headersFor(url)) };
    return { status, headers, body: await this.site.read(file) };
  }
}

/** Puts Netlify's engines before a site. */
export async function openHost(site) {
  // projectDir is the published folder itself, so that no other _headers file counts.
  const logger = { error: () => {}, log: () => {}, warn: () => {} };
  const headers = new HeadersHandler({ projectDir: site.dir, publishDir: site.dir, logger });
  const redirects = existsSync(path.join(site.dir, "_redirects"))
    ? new RedirectsHandler({ projectDir: site.dir, publicDir: site.dir, siteURL: site.base.origin, jwtSecret: "", jwtRoleClaim: "" })
    : { match: async () => undefined };
  return new Host(site, headers, redirects);
}
