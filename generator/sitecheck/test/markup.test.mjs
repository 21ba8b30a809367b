import { spawnSync } from "node:child_process";
import { checkMarkup } from "../checks/markup.mjs";
import { needs, testFaults } from "./faults.mjs";
import { replace, style } from "./sample.mjs";

const java = spawnSync("java", ["-version"]).status === 0;

testFaults(checkMarkup, [
  ["an element in the wrong place", replace("public/privacy/index.html", '<p id="security.1">', '<p id="security.1"><div>x</div>'), /privacy\/index\.html:\d+:\d+: /],
  ["a page without a title", replace("public/privacy/archive/index.html", "<title>Versions</title>", ""), /archive\/index\.html.*title/],
  ["an unknown CSS property", (files) => { files[`public/${style}`] += "p { colour: red }\n"; }, /style\..*colour/],
  ["a warning", replace("public/privacy/index.html", "<h1>Privacy</h1>", "<section><p>Privacy</p></section>"), /Section lacks heading/],
], needs(java, "a Java runtime"));
