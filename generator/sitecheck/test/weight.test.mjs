import { randomBytes } from "node:crypto";
import { checkWeight } from "../checks/weight.mjs";
import { testFaults } from "./faults.mjs";
import { replace, style } from "./sample.mjs";

const bulk = () => randomBytes(16000).toString("hex");

/** Three times the largest text is less than the least limit here. */
const long = " We take care.".repeat(20000);

testFaults(checkWeight, [
  ["a page that is too long", replace("public/privacy/changelog/index.html", "</main>", `${long}</main>`), /changelog\/index\.html: has \d+ bytes; the limit for the pages of this site is 262144/],
  ["a policy page that is too heavy", replace("public/privacy/index.html", "We take great care.", bulk()), /privacy\/index\.html: costs \d+ bytes/],
  ["a style sheet that is too heavy", (files) => { files[`public/${style}`] += `/* ${bulk()} */`; }, /style\.\w+\.css \d{5}/],
  ["an icon that is too heavy", replace("public/icon.svg", "<rect", `<!-- ${bulk()} --><rect`), /icon\.svg \d{5}/],
]);
