import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const executables = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** Path of an installed Chromium or Chrome; undefined if there is none. */
export function findBrowser() {
  return executables.find((candidate) => existsSync(candidate));
}

/**
 * Starts Chromium. It reaches no network: newVisit answers every request for
 * the site from its host, at the site's real address, so that its headers,
 * redirects and absolute addresses are those of the published site.
 */
export async function openBrowser(executablePath) {
  const found = executablePath ?? findBrowser();
  if (!found) throw new Error("no Chromium found; install the package chromium, or name one with --chromium");
  return chromium.launch({
    executablePath: found,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/**
 * Visitors who use one Chromium, one after the other: to begin a tab takes longer than to
 * open a page. Who comes next finds no cookie, nothing stored and no cache.
 */
export class Visitors {
  #executablePath;
  /** @type {Promise<import("playwright-core").Browser> | undefined} */
  #browser;
  #resting = { withScripts: [], without: [] };

  /** @param {string} [executablePath] of the browser, which is started when the first visitor comes */
  constructor(executablePath) {
    this.#executablePath = executablePath;
  }

  /** A fresh visitor, as newVisit gives one, for who closes it. */
  async newVisit(host, look) {
    return newVisit(await (this.#browser ??= openBrowser(this.#executablePath)), host, look);
  }

  /**
   * Lets a visitor of some look do something in a tab; returns what comes of it.
   * @param {import("./host.mjs").Host} host that answers
   * @param {object} look as newVisit takes it, without scale
   * @param {(tab: import("playwright-core").Page, visit: import("playwright-core").BrowserContext) => Promise<any>} deed
   */
  async visit(host, { width, height = 900, dark = false, javaScriptEnabled = true }, deed) {
    const resting = javaScriptEnabled ? this.#resting.withScripts : this.#resting.without;
    let tab = resting.pop();
    if (!tab) tab = await (await this.newVisit(host, { width, height, dark, javaScriptEnabled })).newPage();
    const visit = tab.context();
    try {
      visit.host = host;
      await tab.setViewportSize({ width, height });
      await tab.emulateMedia({ media: null, colorScheme: dark ? "dark" : "light" });
      const result = await deed(tab, visit);
      if (await leave(tab, javaScriptEnabled)) resting.push(tab);
      else await visit.close();
      return result;
    } catch (error) {
      await visit.close();
      throw error;
    }
  }

  async close() {
    await (await this.#browser)?.close();
  }
}

/**
 * Takes away what a visitor left: other tabs, what listens and answers, what is stored, where
 * the mouse is. Returns whether all is away.
 */
async function leave(tab, javaScriptEnabled) {
  const visit = tab.context();
  for (const other of visit.pages()) {
    if (other !== tab) await other.close();
  }
  for (const event of ["console", "pageerror", "request", "response", "dialog"]) tab.removeAllListeners(event);
  await tab.unrouteAll({ behavior: "ignoreErrors" });
  await visit.clearCookies();
  visit.strangers.length = 0;
  await tab.mouse.move(-1, -1);
  return !javaScriptEnabled || tab.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
    return true;
  }).catch(() => false); // the page of an error has no storage
}

/**
 * A fresh visitor: no cookie, no cache.
 * @param {object} look width and height in CSS pixels, dark, javaScriptEnabled
 * @returns the browser context, with host, which answers, and strangers: the requests that left the site
 */
export async function newVisit(browser, host, { width, height = 900, dark = false, javaScriptEnabled = true, scale = 1 }) {
  const visit = await browser.newContext({
    viewport: { width, height }, deviceScaleFactor: scale, javaScriptEnabled,
    colorScheme: dark ? "dark" : "light", reducedMotion: "reduce", serviceWorkers: "block",
  });
  visit.host = host;
  visit.strangers = [];
  await visit.route("**/*", async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== visit.host.site.base.origin) {
      visit.strangers.push(url.href);
      return route.abort("blockedbyclient");
    }
    const { status, headers, body } = await visit.host.respond(url, true);
    await route.fulfill({ status, headers, body });
  });
  return visit;
}
