// Puts standoffs into texts with the script of a version's page, in Chromium,
// and prints what is wrong. Standard input is a JSON object: modules (folder of
// node_modules), scripts (folder), chromium (program) and texts, a list of the
// HTML of texts: {name, plain, standoff, annotated}.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";

const { modules, scripts, chromium, texts } = JSON.parse(readFileSync(0, "utf8"));
const playwright = createRequire(`${modules}/`)("playwright-core");
const browser = await playwright.chromium.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
const tab = await browser.newPage();

const page = ({ plain, standoff }) => `<!doctype html><meta charset="utf-8">
<ul><li hidden><button id="_since" aria-pressed="false">Since</button></ul><p id="_since-note" hidden>Note</p>
${standoff}<div class="prose">${plain}</div><script type="module" src="/since.js"></script>`;

await tab.route("**/*", (route) => {
  const name = new URL(route.request().url()).pathname.slice(1);
  const script = name.endsWith(".js");
  return route.fulfill(script ? { contentType: "text/javascript", body: readFileSync(path.join(scripts, name), "utf8") } : { contentType: "text/html", body: page(texts[name]) });
});
tab.on("pageerror", (error) => console.log(error.stack));
for (const [n, { name, plain, annotated }] of texts.entries()) {
  await tab.goto(`https://policy.example/${n}?since`);
  const { want, got, left } = await tab.evaluate(look, { plain, annotated });
  const at = want.findIndex((event, n) => event !== got[n]);
  if (at >= 0 || want.length !== got.length) console.log(`${name}: of ${want.length}, number ${at} should be\n${want[at]}\nand is\n${got.at(at)}`);
  if (!want.some((event) => event.startsWith("note"))) console.log(`${name}: nothing is told`);
  if (!left) console.log(`${name}: when all is taken away the text is not what it was`);
}
await browser.close();

/** In the page: what the annotated text tells, what the script's does, and whether that leaves the text as it was. */
function look({ plain, annotated }) {
  const parse = (html) => new DOMParser().parseFromString(`<div class="prose">${html}</div>`, "text/html").querySelector(".prose");
  const text = document.querySelector(".prose"), got = told(text);
  document.getElementById("_since").click();
  return { want: told(parse(annotated)), got, left: text.isEqualNode(parse(plain)) };

  /** Notes, letters and words in their order. */
  function told(text) {
    const list = [], walker = document.createTreeWalker(text, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    let passage = "";
    for (let node; (node = walker.nextNode()); ) {
      const element = node.parentElement, marked = element.closest(".passage"), letter = marked?.className.split("from-")[1];
      if (node.className?.startsWith?.("age")) list.push(`note ${node.outerHTML}`);
      else if (node.nodeName === "SECTION" || node.nodeName === "P" || node.nodeName === "LI" || node.nodeName === "TD") list.push(node.nodeName);
      else if (node.data && !element.closest(".age")) {
        const words = node.data.replace(/[\0- ]/g, "");
        if (letter && element.localName === "sup" && words === letter && marked.textContent.startsWith(letter) && passage !== marked) {
          list.push(`letter ${letter}`);
          passage = marked;
        } else if (words) {
          const what = `${marked ? marked.className : "plain"}: `;
          if (list.at(-1)?.startsWith(what)) list.push(list.pop() + words);
          else list.push(what + words);
        }
      }
    }
    return list;
  }
}
