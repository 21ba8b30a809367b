// @ts-check
/**
 * Says what applied on a day. The page of all days has what is known of each, in a list; pages with a field for a day
 * fetch it. The day stands in the address, as ?day=2019-05-01 or as /on/2019/05/01/; a page that was not found may have
 * been asked for by a day.
 */

import { answerFor, dayIn, daysOf } from "./day.js";
import { el } from "./elements.js";

/** Answers what the address asks. */
async function update() {
  const asked = new URLSearchParams(location.search).get("day") ?? dayIn(location.pathname, "on");
  const { place } = parts();
  if (asked) fillIn(asked);
  if (asked) await answer(asked, place.dataset.days ?? "");
  else place.replaceChildren();
}

/**
 * Shows in the field what is asked for.
 * @param {string} day
 */
function fillIn(day) {
  const { field } = parts();
  if (field) field.value = day;
}

/** The field for a day, where there is one, and the place of the answer. */
function parts() {
  return {
    form: /** @type {HTMLFormElement | null} */ (document.getElementById("_day")),
    field: /** @type {HTMLInputElement | null} */ (document.getElementById("_day-field")),
    place: /** @type {HTMLElement} */ (document.getElementById("_day-answer")),
  };
}

/**
 * @param {string} day
 * @param {string} url of the page of all days
 */
async function answer(day, url) {
  const days = await daysOf(url);
  const { lang, dir } = days.documentElement;
  const known = await answerFor(day, days, url);
  parts().place.replaceChildren(el("div", { class: "notice", lang, dir }, known));
}

/** Takes what the field asks for, as if it were another page. */
function listen() {
  const { form, field } = parts();
  if (!form || !field) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = `?${new URLSearchParams({ day: field.value })}`;
    const atDay = dayIn(location.pathname, "on");
    history.pushState(null, "", atDay ? `${form.action}${field.value.replaceAll("-", "/")}/` : query);
    update().catch(() => location.assign(form.action + query)); // what cannot be fetched may be opened
  });
  addEventListener("popstate", update);
}

/**
 * On the page for what is not there: shows the page of all days at the address of one, for hosts that did not; and says
 * what applied on the day of a version that is none.
 */
async function standIn() {
  const policies = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-policy]")]);
  const { path, url } = policies
    .map(({ dataset: { policy = "", days = "" } }) => ({ path: policy, url: days }))
    .find((policy) => location.pathname.startsWith(policy.path)) ?? {};
  if (!path || !url) return;
  const below = location.pathname.slice(path.length - 1);
  const day = dayIn(below, "archive");
  if (day) {
    const days = await daysOf(url);
    parts().place.before(document.importNode(/** @type {Node} */ (days.getElementById("_day")), true));
    fillIn(day);
    await answer(day, url);
  } else if (dayIn(below, "on")) {
    become(await daysOf(url));
    listen();
    await update();
  }
}

/**
 * Takes the place of this page.
 * @param {Document} page
 */
function become(page) {
  const { lang, dir } = page.documentElement;
  Object.assign(document.documentElement, { lang, dir });
  document.title = page.title;
  document.body.replaceWith(document.importNode(page.body, true));
}

if (parts().form) {
  listen();
  update();
} else {
  standIn();
}
