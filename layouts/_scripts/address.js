/** Where the links of a text lead, as generator/render has it. */

const SAFE = /^(?:https?|mailto|tel|sms|ftp):/i;

/**
 * The address of a link in a version, if it is harmless and known: a fragment
 * leads to a section of the text, a relative address counts against the base.
 */
export function addressOf(link, { base, sections }) {
  if (link[0] === "#") return sections.some(({ anchor }) => link === "#" + anchor) && link;
  const from = base || undefined;
  const url = URL.canParse(link, from) && new URL(link, from).href;
  return SAFE.test(url) && url;
}
