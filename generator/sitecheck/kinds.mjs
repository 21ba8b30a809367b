/**
 * What a page is to a reader, told from its address alone, so that the checks
 * hold for every organisation's site. "forward" is a page that only sends the
 * browser on; an address of no known shape is a kind of its own.
 */
const shapes = [
  ["home", /^$/],
  ["not-found", /^404\.html$/],
  ["log", /^log\/$/],
  ["verify", /^verify\/$/],
  ["policy", /^[^/]+\/$/],
  ["sections", /^[^/]+\/sections\/$/],
  ["section", /^[^/]+\/sections\/[^/]+\/$/],
  ["archive", /^[^/]+\/archive\/$/],
  ["version", /^[^/]+\/archive\/[^/]+\/$/],
  ["annotated", /^[^/]+\/(archive\/[^/]+\/)?annotated\/$/],
  ["days", /^[^/]+\/on\/([^/]+\/)?$/],
  ["comparisons", /^[^/]+\/compare\/$/],
  ["comparisonlist", /^[^/]+\/compare\/all\/$/],
  ["comparison", /^[^/]+\/compare\/[^/]+\/[^/]+\/$/],
  ["side-by-side", /^[^/]+\/compare\/[^/]+\/[^/]+\/side-by-side\/$/],
  ["changelog", /^[^/]+\/changelog\/$/],
  ["corrections", /^[^/]+\/corrections\/$/],
  ["upcoming", /^[^/]+\/upcoming\/$/],
  ["draft", /^[^/]+\/draft\/$/],
];

/** Kinds that every site of this generator has. */
export const requiredKinds = ["policy", "section", "archive", "version", "changelog", "not-found"];

export function kindOf(page) {
  if (page.refresh) return "forward";
  const below = page.file.replace(/(^|\/)index\.html$/, "$1");
  const shape = shapes.find(([, pattern]) => pattern.test(below));
  return shape ? shape[0] : `/${below.replace(/[^/]+\/?$/, "*")}`;
}

/**
 * A few pages of each kind: the first by address, the smallest and the
 * largest, so that short and long texts and both ends of a history are seen.
 * Pages that only forward are left out.
 */
export function samples(pages) {
  const kinds = new Map();
  for (const page of pages) kinds.set(page.kind, [...(kinds.get(page.kind) ?? []), page]);
  const chosen = [];
  for (const [kind, members] of kinds) {
    if (kind === "forward") continue;
    const bySize = [...members].sort((a, b) => a.bytes - b.bytes);
    chosen.push(...new Set([members[0], bySize[0], bySize.at(-1)]));
  }
  return chosen;
}
