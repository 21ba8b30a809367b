// Lets the scripts of a site work in pages that were opened from a disk: there a script
// may not fetch a file, and knows no root of the site. See generator/offline.

var offline = (() => {
  const script = document.currentScript;
  const top = new URL("..", script.src).href; // the folder that stands for the site's root
  const root = script.dataset.root;

  /** What was handed over: texts and modules, by the paths of their files. */
  const texts = {};
  const modules = {};

  /** The path below the root of an address that begins at the root, as /privacy/; undefined of others. */
  function below(address) {
    if (address.startsWith(top)) return undefined;
    const path = address.replace(/^file:\/\/(?:\/[A-Za-z]:(?=\/))?/, "");
    return path.startsWith(root) && !path.startsWith("//") ? path.slice(root.length) : undefined;
  }

  /** The address of the file for an address of the site. */
  function local(address) {
    const path = below(String(address));
    if (path === undefined) return String(address);
    let [, at, query, hash] = path.match(/^([^?#]*)(\?[^#]*)?(#.*)?$/s);
    const [, policy, folder, parts] = at.match(/^([^/]+)\/(on|compare)\/(.+)\/$/) ?? [];
    const [first, second, third] = parts?.split("/") ?? [];
    if (folder === "on" && third) { // a host answers for every day with the same page
      at = `${policy}/on/`;
      query = `?day=${[first, second, third].join("-")}`;
    } else if (folder === "compare" && second && !third) { // and for every two versions
      at = `${policy}/compare/`;
      query = `?from=${first}&to=${second}`;
    }
    if (at === "" || at.endsWith("/")) at += "index.html";
    return top + at + (query ?? "") + (hash ?? "");
  }

  /** Runs the script at an address, once. */
  const running = new Map();
  function run(address) {
    if (!running.has(address)) {
      running.set(address, new Promise((done, failed) => {
        const element = document.createElement("script");
        element.src = address;
        element.onload = done;
        element.onerror = () => {
          running.delete(address);
          failed(new TypeError(`${address} cannot be loaded`));
        };
        document.head.append(element);
      }));
    }
    return running.get(address);
  }

  /** The path of the file at a local address. */
  const pathOf = (address) => decodeURI(address.slice(top.length).replace(/[?#].*/s, ""));

  window.fetch = async (address) => {
    const file = new URL(local(address), location.href).href.replace(/[?#].*/s, "");
    const name = pathOf(file);
    if (!(name in texts)) await run(`${file}.js`);
    return new Response(texts[name]);
  };

  for (const name of ["pushState", "replaceState"]) {
    const change = history[name].bind(history);
    history[name] = (state, title, address) => change(state, title, address && local(address));
  }

  const kinds = { a: "href", form: "action" };
  const selector = Object.entries(kinds).map(([tag, name]) => `${tag}[${name}^="/"]`).join();
  const lead = (element) => {
    const name = kinds[element.localName];
    element.setAttribute(name, local(element.getAttribute(name)));
  };
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      if (target.matches?.(selector)) lead(target);
      for (const node of addedNodes) {
        if (node.matches?.(selector)) lead(node);
        node.querySelectorAll?.(selector).forEach(lead);
      }
    }
  }).observe(document, { subtree: true, childList: true, attributeFilter: Object.values(kinds) });

  return {
    modules,
    receive(name, text) { texts[name] = text; },
    /** Stands for import(): resolves to what a module exports. */
    async load(address) {
      const file = local(address);
      await run(file);
      return modules[pathOf(file)];
    },
  };
})();
