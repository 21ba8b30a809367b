/**
 * The history of a phrase, on the page of all versions: in which sections and
 * versions it stands. The phrase stands in the address, ?phrase=….
 */

import { openWeave } from "./weave.js";
import { searched, stretches } from "./stretches.js";
import { el } from "./elements.js";
import { fill } from "./fill.js";

const form = document.getElementById("_phrase");
const answer = document.getElementById("_stood");
const words = JSON.parse(answer.dataset.words);
const versions = JSON.parse(answer.dataset.versions); // by name: their pages and what they are called; of many, the newest
let weave;

async function update() {
  const phrase = new URLSearchParams(location.search).get("phrase") ?? "";
  form.elements.phrase.value = phrase;
  answer.replaceChildren();
  const wanted = searched(phrase);
  if (!wanted) return;
  try {
    weave ??= await openWeave(answer.dataset.weave);
    await weave.fetch();
  } catch {
    weave = undefined;
    return answer.replaceChildren(el("p", { class: "notice" }, words.failed));
  }
  const list = stretches(weave, wanted);
  const place = (number, anchor) => {
    const name = weave.names[number], { url, called } = versions[name] ?? { url: `${name}/`, called: name };
    return el("a", { href: `${url}#${anchor}` }, called);
  };
  answer.replaceChildren(el("p", {}, fill(list.length ? words.found : words.nowhere, phrase)), el("ul", { class: "stood" }, ...list.map(({ anchor, first, last, title }) =>
    el("li", {}, el("bdi", {}, title || words.introduction), ": ", ...(first === last ? [place(first, anchor)] : [place(first, anchor), " – ", place(last, anchor)]),
      last === weave.names.length - 1 ? ` (${words.still})` : ""))));
}

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.pushState(null, "", `?${new URLSearchParams({ phrase: form.elements.phrase.value })}`);
  update();
});
addEventListener("popstate", update);
update();
