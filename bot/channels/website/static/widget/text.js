import { button, el, icon } from "./dom.js";

const INLINE = /\*\*(?<bold>[^*\n]+)\*\*|(?<link>https?:\/\/[^\s<>"]+)/g;
const SHORT = 16;
const ROW = /^\s*[–•-]\s+(?<label>[^:]{1,40}):\s+(?<value>.+)$/;

/**
 * Message text as nodes: lines, **bold** and web addresses; everything else stays the text it is.
 *
 * @param {string} text
 * @param {((label: string) => void) | null} change for a summary: lines "– Label: value" become rows that can be pressed
 */
export function renderText(text, change) {
  const fragment = document.createDocumentFragment();
  let list = null;
  let paragraph = null;
  for (const line of text.split(/\r?\n/)) {
    const row = change && ROW.exec(line)?.groups;
    if (row) {
      list ??= fragment.appendChild(el("ul", { class: "card" }));
      list.append(el("li", {}, summaryRow(row, () => change(row.label))));
      paragraph = null;
    } else if (change && !line.trim()) {
      paragraph = null;
    } else {
      list = null;
      if (paragraph) paragraph.append(el("br"));
      paragraph ??= fragment.appendChild(el("p"));
      paragraph.append(...inline(line));
    }
  }
  return fragment;
}

function summaryRow({ label, value }, click) {
  const words = el("span", {}, el("small", {}, label), el("span", { class: "unseen" }, ": "), el("span", {}, ...inline(value)));
  return button({ click }, words, icon("M4 20h4L19 9l-4-4L4 16zM13 7l4 4"));
}

function inline(line) {
  const nodes = [];
  let from = 0;
  for (const match of line.matchAll(INLINE)) {
    const { bold, link } = match.groups;
    // A full stop or bracket after an address belongs to the sentence.
    const address = link?.replace(/[.,;:!?)\]'’”]+$/, "");
    const whole = address ?? match[0];
    nodes.push(line.slice(from, match.index));
    nodes.push(bold ? strong(bold) : anchor(address));
    from = match.index + whole.length;
  }
  nodes.push(line.slice(from));
  return nodes;
}

/** A reference or an amount stays on one line. */
function strong(text) {
  return el("strong", { class: text.length <= SHORT && "whole" }, ...inline(text));
}

function anchor(address) {
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, address);
}
