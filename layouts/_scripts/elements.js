/** Makes elements. Text only ever becomes text nodes. */

/** An element; attributes and children that are undefined, false or empty are left out. */
export function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const key in attributes) if (attributes[key]) element.setAttribute(key, attributes[key]);
  element.append(...children.filter(Boolean));
  return element;
}

/** An element of the page. */
export function find(name) {
  return document.getElementById("_" + name);
}
