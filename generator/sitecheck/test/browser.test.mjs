import { findBrowser } from "../browser.mjs";
import { checkAccessibility } from "../checks/accessibility.mjs";
import { checkBrowsing } from "../checks/browsing.mjs";
import { checkKeyboard } from "../checks/keyboard.mjs";
import { checkScriptless } from "../checks/scriptless.mjs";
import { needs, testFaults } from "./faults.mjs";
import { replace, style } from "./sample.mjs";

const chromium = needs(findBrowser() !== undefined, "a Chromium browser");
const policy = "public/privacy/index.html";
const script = "code.0123456789abcdef.js";

/** Changes what pages may fetch, in the headers and in the policy page. */
function allow(before, after) {
  return (files) => {
    replace("public/_headers", before, after)(files);
    replace(policy, before, after)(files);
  };
}

/** Adds a script file to the policy page, and allows it. */
function withScript(code) {
  return (files) => {
    files[`public/${script}`] = code;
    allow("style-src", "script-src 'self'; style-src")(files);
    replace(policy, "</head>", `<script src="/${script}" defer></script></head>`)(files);
  };
}

testFaults(checkBrowsing, [
  ["a request to another host", (files) => {
    replace(policy, "<h1>", '<img src="https://tracker.example/dot.png" alt=""><h1>')(files);
    allow("img-src 'self'", "img-src *")(files);
  }, /asks https:\/\/tracker\.example/],
  ["an inline style", replace(policy, "<h1>", '<h1 style="color: red">'), /the console says: .*style/],
  ["an inline script", replace(policy, "</main>", "</main><script>1</script>"), /the console says: .*script/],
  ["a cookie", withScript('document.cookie = "id=1; max-age=1000"'), /sets the cookie id/],
  ["something stored", withScript('localStorage.seen = "1"'), /stores "seen"/],
  ["a script that fails", withScript('throw new Error("broken")'), /the console says: broken/],
  ["a page too wide for a phone", (files) => { files[`public/${style}`] += "h1 { width: 340px }\n"; }, /at 320 px: scrolls sideways: <h1/],
], chromium);

testFaults(checkScriptless, [
  ["text that a script writes", withScript('document.querySelector("main").append("Loaded.")'), /without JavaScript it lacks "Loaded\."/],
  ["text that a script hides", withScript('document.querySelector("h2").hidden = true'), /a script takes away "Security"/],
], chromium);

testFaults(checkKeyboard, [
  ["no way to skip to the text", replace(policy, '<a href="#main">Skip to the text</a> ', ""), /the first stop is <a> "Example"/],
  ["a focus that cannot be seen", (files) => { files[`public/${style}`] += "a:focus { outline: none }\n"; }, /looks the same with and without the focus/],
  ["a link off the screen", (files) => { files[`public/${style}`] += "h2 a { position: absolute; left: -9999px }\n"; }, /"Security" cannot be seen/],
  ["a link behind a sticky bar", (files) => { files[`public/${style}`] += "header { position: fixed; inset: 0; background: #fff; z-index: 1 }\n"; }, /"Security" is hidden behind/],
], chromium);

testFaults(checkAccessibility, [
  ["grey on white", (files) => { files[`public/${style}`] += "p { color: #aaa }\n@media (prefers-color-scheme: dark) { p { color: #eee } }\n"; }, /light\).*color-contrast/],
  ["grey on black, in the dark only", (files) => { files[`public/${style}`] += "@media (prefers-color-scheme: dark) { p { color: #444 } }\n"; }, /dark\).*color-contrast/],
  ["a page without a language", replace(policy, ' lang="en"', ""), /html-has-lang/],
  ["text outside all landmarks", replace(policy, '<main id="main">', '<p>Lost</p><main id="main">'), /region: /],
  ["targets too small to touch", (files) => { files[`public/${style}`] += "a { display: block; padding: 0; font-size: 8px; line-height: 9px }\n"; }, /target-size/],
  ["a fault inside what is folded", replace(policy, "</main>", "<details><summary>More</summary><img src=\"/icon.svg\"></details></main>"), /image-alt/],
], chromium);
