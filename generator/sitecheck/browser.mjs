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
 * A fresh visitor: no cookie, no cache.
 * @param {object} look width and height in CSS pixels, dark, javaScriptEnabled
 * @returns the browser context, with strangers: the requests that left the site
 */
export async function newVisit(browser, host, { width, height = 900, dark = false, javaScriptEnabled = true, scale = 1 }) {
  const visit = await browser.newContext({
    viewport: { width, height }, deviceScaleFactor: scale, javaScriptEnabled,
    colorScheme: dark ? "dark" : "light", reducedMotion: "reduce", serviceWorkers: "block",
  });
  visit.strangers = [];
  await visit.route("**/*", async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== host.site.base.origin) {
      visit.strangers.push(url.href);
      return route.abort("blockedbyclient");
    }
    const { status, headers, body } = await host.respond(url, true);
    await route.fulfill({ status, headers, body });
  });
  return visit;
}
