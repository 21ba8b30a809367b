/** Where the links of a text lead, as generator/link has it. */

const SAFE = /^(?:https?|mailto|tel|sms|ftps?|xmpp|sip|irc|news):/i;

/** The part of an address that leads to an anchor, as Fragment of generator/link has it. */
export const fragment = (anchor) => "#" + anchor.replaceAll("%", "%25");

/**
 * The address of a link in a version, if it is harmless and known: a fragment
 * leads to a section of the text, a relative address counts against the base.
 * leads are the fragments, and fixed the addresses, of which the generator knows better.
 */
export function addressOf(link, { base, sections, leads = {}, fixed = {} }) {
  if (link[0] === "#") {
    const anchor = link in leads ? leads[link] : sections.find(({ anchor }) => link === "#" + anchor)?.anchor;
    return anchor != undefined && fragment(anchor);
  }
  if (link in fixed) return fixed[link];
  const from = base || undefined;
  const url = URL.canParse(link, from) && new URL(link, from).href;
  return SAFE.test(url) && url;
}
