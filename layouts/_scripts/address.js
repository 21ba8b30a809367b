// @ts-check
/** Tells where the links of a text lead, as generator/link does. */

/** @import { Document } from "./types.js" */

const HARMLESS = /^(?:https?|mailto|tel|sms|ftps?|xmpp|sip|irc|news):/i;

/**
 * The address on the public site that a path has. The page itself may have been opened from a disk.
 * @param {string} path
 */
export function published(path) {
  const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="canonical"]'));
  return new URL(path, canonical?.href ?? document.baseURI).href;
}

/**
 * The part of an address that leads to an anchor, as Fragment of generator/link has it.
 * @param {string} anchor
 */
export function fragment(anchor) {
  return `#${anchor.replaceAll("%", "%25")}`;
}

/**
 * The address of a link in a version, if it is harmless and known: a fragment leads to a section of the text,
 * a relative address counts against the base. The generator knows better of the fragments in leads and of the
 * addresses in fixed.
 * @param {string} link
 * @param {Pick<Document, "base" | "leads" | "fixed"> & { sections: { anchor: string }[] }} version
 */
export function addressOf(link, { base, sections, leads = {}, fixed = {} }) {
  if (link.startsWith("#")) {
    const anchor = link in leads ? leads[link] : sections.find((section) => link === `#${section.anchor}`)?.anchor;
    return typeof anchor === "string" && fragment(anchor);
  }
  if (link in fixed) return fixed[link];
  const from = base || undefined;
  if (!URL.canParse(link, from)) return false;
  const url = new URL(link, from).href;
  return HARMLESS.test(url) && url;
}
