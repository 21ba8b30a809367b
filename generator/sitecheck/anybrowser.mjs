import puppeteer from "puppeteer-core";

/**
 * Starts a browser, which is a Chromium or a Firefox. Its window has the size of a desktop's: to set that of a page
 * is more than Firefox 140 understands.
 */
export function launch(executablePath) {
  const size = { defaultViewport: null, executablePath };
  return puppeteer.launch(/firefox/i.test(executablePath)
    ? { ...size, browser: "firefox", args: ["--width=1440", "--height=900"] }
    : { ...size, browser: "chrome", args: ["--no-sandbox", "--disable-gpu", "--window-size=1440,900"] });
}
