// @ts-check
/** What only a script knows of a page that is printed: the day. */

addEventListener("beforeprint", () => {
  const { lang } = document.documentElement;
  const day = new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(new Date());
  for (const output of document.querySelectorAll(/** @type {"output"} */ (".printed-on"))) {
    output.textContent = output.dataset.printed?.replace("%s", day) ?? "";
  }
});
