// @ts-check
/** What only a script knows of a page that is printed: the day, and which links are their own address. */

/** @param {string} address */
const bare = (address) => address.trim().replace(/^[a-z]+:\/*|\/$/gi, "");

addEventListener("beforeprint", () => {
  const { lang } = document.documentElement;
  const day = new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(new Date());
  for (const output of document.querySelectorAll(/** @type {"output"} */ (".printed-on"))) {
    output.textContent = output.dataset.printed?.replace("%s", day) ?? "";
  }
  for (const link of document.querySelectorAll(/** @type {"a"} */ (".prose a[href]"))) {
    link.classList.toggle("bare", bare(link.href) === bare(link.textContent ?? ""));
  }
});
