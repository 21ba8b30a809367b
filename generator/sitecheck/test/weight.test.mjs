import { randomBytes } from "node:crypto";
import { checkWeight } from "../checks/weight.mjs";
import { testFaults } from "./faults.mjs";
import { replace, style } from "./sample.mjs";

const bulk = () => randomBytes(16000).toString("hex");

testFaults(checkWeight, [
  ["a policy page that is too heavy", replace("public/privacy/index.html", "We take great care.", bulk()), /privacy\/index\.html: costs \d+ bytes/],
  ["a style sheet that is too heavy", (files) => { files[`public/${style}`] += `/* ${bulk()} */`; }, /style\.\w+\.css \d{5}/],
  ["an icon that is too heavy", replace("public/icon.svg", "<rect", `<!-- ${bulk()} --><rect`), /icon\.svg \d{5}/],
]);
