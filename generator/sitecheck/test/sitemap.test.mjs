import { checkSitemap } from "../checks/sitemap.mjs";
import { testFaults } from "./faults.mjs";
import { base, remove, replace } from "./sample.mjs";

testFaults(checkSitemap, [
  ["an entry without a page", replace("public/sitemap.xml", `${base}privacy/changelog/`, `${base}privacy/changes/`), /changes\/ is no published page/],
  ["a page that is not listed", replace("public/sitemap.xml", `<url><loc>${base}privacy/changelog/</loc></url>`, ""), /lacks .*changelog/],
  ["a page listed twice", replace("public/sitemap.xml", "</urlset>", `<url><loc>${base}privacy/</loc></url></urlset>`), /listed twice/],
  ["a listed page that wants not to be found", replace("public/privacy/archive/index.html", "<title>", '<meta name="robots" content="noindex"><title>'), /asks not to be indexed/],
  ["a listed page with another canonical", replace("public/privacy/archive/2020-01-01/index.html", `${base}privacy/archive/2020-01-01/`, `${base}privacy/`), /its canonical address is/],
  ["a page without a canonical", replace("public/privacy/index.html", 'rel="canonical"', 'rel="help"'), /names no canonical address/],
  ["a 404 page that may be indexed", replace("public/404.html", "noindex", "index"), /404\.html: does not ask to be left out/],
  ["a robots.txt that shuts readers out", replace("public/robots.txt", "Allow: /", "Disallow: /privacy/archive/"), /keeps search engines from reading/],
  ["a robots.txt that names no sitemap", replace("public/robots.txt", "Sitemap:", "# Sitemap:"), /does not name/],
  ["no robots.txt", remove("public/robots.txt"), /robots\.txt: is missing/],
]);
