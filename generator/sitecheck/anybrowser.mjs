import puppeteer from "puppeteer-core";

/** Starts a browser, which is a Chromium or a Firefox. */
export function launch(executablePath) {
  return puppeteer.launch(/firefox/i.test(executablePath)
    ? { browser: "firefox", executablePath }
    : { browser: "chrome", executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}
