import { checkLinks } from "../checks/links.mjs";
import { testFaults } from "./faults.mjs";
import { remove, replace, style } from "./sample.mjs";

const policy = "public/privacy/index.html";

testFaults(checkLinks, [
  ["a link to a missing page", replace(policy, "/privacy/changelog/", "/privacy/changes/"), /privacy\/index\.html:\d+: \/privacy\/changes\/ leads nowhere/],
  ["a link without its closing slash", replace(policy, "/privacy/archive/", "/privacy/archive"), /\/privacy\/archive leads nowhere/],
  ["a link that only a redirect saves", replace(policy, "/privacy/changelog/", "/old-privacy"), /\/old-privacy leads nowhere/],
  ["a query to a page that does not read it", replace(policy, "/privacy/changelog/", "/privacy/changelog/?since=2020"), /carries a query/],
  ["a fragment without its element", replace("public/privacy/sections/security/index.html", "#security", "#safety"), /no element with the id "safety"/],
  ["an id that stands twice", replace(policy, 'id="security.1"', 'id="security"'), /the id "security" already stands/],
  ["a link without an address", replace(policy, 'href="#security"', 'href=""'), /a link without an address/],
  ["a missing style sheet", remove(`public/${style}`), /style\.[0-9a-f]+\.css leads nowhere/],
  ["a missing picture in a style sheet", (files) => { files[`public/${style}`] += 'body { background: url("paper.png") }'; }, /\/paper\.png leads nowhere/],
  ["an absolute link to a missing page", replace(policy, "/privacy/changelog/", "https://policies.example/gone/"), /\/gone\/ leads nowhere/],
  ["a relative link on the page for lost readers", replace("public/404.html", 'href="/"', 'href="privacy/"'), /relative address "privacy\/"/],
  ["a page that nothing links to", replace("public/privacy/changelog/index.html", "/privacy/compare/2020-01-01/2021-01-01/", "/privacy/"), /compare\/.*no chain of links/],
  ["a kind of page that is not there", remove("public/privacy/sections/security/index.html"), /no page of the kind "section"/],
]);
