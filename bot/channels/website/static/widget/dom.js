/**
 * Builds one element. Strings become text nodes, never markup.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} attributes functions become listeners; false and null are left out
 * @param {...(Node | string | null)} children
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

/** A button that does not submit; further attributes as for `el`. */
export function button(attributes, ...children) {
  return el("button", { type: "button", ...attributes }, ...children);
}

/** A button that is a drawing; `label` is its name, for the eye on hovering. */
export function tool(name, label, path, click) {
  return button({ class: `tool ${name}`, "aria-label": label, title: label, click }, icon(path));
}

/** A 24 × 24 line drawing in the colour of the text. */
export function icon(path) {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(namespace, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** Words for screen readers only. */
export function unseen(...words) {
  return el("span", { class: "unseen" }, ...words);
}

/** A text for every press of a key or pointer outside is too much: this one keeps a live region from repeating itself. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
