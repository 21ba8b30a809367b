// What Netlify's own engines make of the rules in a folder:
// node netlify.mjs MODULES FOLDER '["/address", …]'
import path from "node:path";
import { pathToFileURL } from "node:url";

const [modules, dir, asked] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(path.join(modules, name, "dist", "main.js")));
const { HeadersHandler } = await load("@netlify/headers");
const { RedirectsHandler } = await load("@netlify/redirects");
const base = "https://policies.example";
const logger = { error: () => {}, log: () => {}, warn: () => {} };
const headers = new HeadersHandler({ projectDir: dir, publishDir: dir, logger });
const redirects = new RedirectsHandler({ projectDir: dir, publicDir: dir, siteURL: base, jwtSecret: "", jwtRoleClaim: "" });
const answers = [];
for (const address of JSON.parse(asked)) {
  const request = new Request(base + address);
  const rule = await redirects.match(request);
  answers.push({
    headers: await headers.apply(request),
    rule: rule && { to: rule.redirect ? rule.target.href.replace(base, "") : rule.target.pathname, status: rule.statusCode, force: rule.force },
  });
}
console.log(JSON.stringify(answers));
