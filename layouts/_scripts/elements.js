// @ts-check
/** Makes and finds elements. Text only ever becomes text nodes. */

/** @typedef {string | number | boolean | null | undefined} Value */

/**
 * An element; attributes and children that are undefined, false or empty are left out.
 * @param {string} name
 * @param {Record<string, Value>} [attributes]
 * @param {(Node | Value)[]} children
 */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value) element.setAttribute(key, String(value));
  }
  for (const child of children) {
    if (child) element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

/**
 * An element of the page that its templates always have.
 * @param {string} name its id without the leading underscore
 */
export function find(name) {
  return /** @type {HTMLElement} */ (document.getElementById(`_${name}`));
}
