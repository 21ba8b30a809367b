import { parse } from "parse5";

/** Attributes whose value is an address, by element. */
const addressAttributes = {
  a: ["href"], area: ["href"], link: ["href"], img: ["src"], script: ["src"], source: ["src"],
  iframe: ["src"], embed: ["src"], object: ["data"], form: ["action"], use: ["href", "xlink:href"],
  image: ["href", "xlink:href"], video: ["src", "poster"], audio: ["src"], track: ["src"],
  blockquote: ["cite"], q: ["cite"], ins: ["cite"], del: ["cite"],
};

/** Relations of <link> that make a browser fetch the target when the page loads. */
const fetchedRelations = new Set(["stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"]);

/**
 * @typedef {object} Link
 * @property {string} href as written
 * @property {string} element
 * @property {string[]} rel
 * @property {string} type media type the link claims
 * @property {boolean} fetched whether a browser fetches it with the page
 * @property {number} line of the element in the file
 */

/**
 * @typedef {object} Page
 * @property {string} file slash path below the published folder
 * @property {URL} url
 * @property {string} kind
 * @property {number} bytes
 * @property {{id: string, line: number}[]} ids in document order, repeats included
 * @property {Link[]} links
 * @property {string} canonical as written, or ""
 * @property {boolean} noindex
 * @property {string} security the Content-Security-Policy in the page, or "" if there is none before all that is fetched or run
 * @property {string} refresh address the page forwards to, or ""
 */

/** Reads what the checks need to know of one HTML file. */
export function readPage(file, url, html) {
  const page = {
    file, url, kind: "", bytes: Buffer.byteLength(html),
    ids: [], links: [], canonical: "", security: "", begun: false, noindex: false, refresh: "",
  };
  for (const node of elements(parse(html, { sourceCodeLocationInfo: true }))) visit(page, node);
  return page;
}

function* elements(node) {
  if (node.tagName) yield node;
  for (const child of node.childNodes ?? []) yield* elements(child);
  if (node.content) yield* elements(node.content);
}

function visit(page, node) {
  const attributes = new Map(node.attrs.map((attr) => [attr.prefix ? `${attr.prefix}:${attr.name}` : attr.name, attr.value]));
  const line = node.sourceCodeLocation?.startLine ?? 0;
  if (attributes.has("id")) page.ids.push({ id: attributes.get("id"), line });
  if (["link", "script", "style", "base", "body"].includes(node.tagName)) page.begun = true; // from here on things are fetched and run
  if (node.tagName === "meta") visitMeta(page, attributes, line);
  const rel = (attributes.get("rel") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  if (node.tagName === "link" && rel.includes("canonical")) page.canonical = attributes.get("href") ?? "";
  const fetched = node.tagName === "link"
    ? rel.some((word) => fetchedRelations.has(word))
    : !["a", "area", "form", "blockquote", "q", "ins", "del"].includes(node.tagName);
  const add = (href) => page.links.push({
    href, element: node.tagName, rel, type: attributes.get("type") ?? "", fetched, line,
  });
  for (const name of addressAttributes[node.tagName] ?? []) {
    if (attributes.has(name)) add(attributes.get(name));
  }
  for (const candidate of (attributes.get("srcset") ?? "").split(/,\s+/).filter(Boolean)) {
    add(candidate.trim().split(/\s+/)[0]);
  }
}

function visitMeta(page, attributes, line) {
  const content = attributes.get("content") ?? "";
  if (attributes.get("name")?.toLowerCase() === "robots" && /\b(noindex|none)\b/i.test(content)) page.noindex = true;
  if (attributes.get("http-equiv")?.toLowerCase() === "content-security-policy" && !page.begun) page.security = content;
  if (attributes.get("http-equiv")?.toLowerCase() === "refresh") {
    const target = content.match(/^\s*\d+\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']*)/i);
    page.refresh = target ? target[1].trim() : page.url.href;
    page.links.push({ href: page.refresh, element: "meta", rel: [], type: "", fetched: false, line });
  }
}
