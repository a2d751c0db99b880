import { button, el, icon, unseen } from "./dom.js";
import { fill } from "./strings.js";

const COUNT = /^\(\d+\) /;

/** The round button, with the number of unread messages; the page's title has it too while nobody looks. */
export class Launcher {
  #strings;
  #badge = el("span", { class: "badge", hidden: true });
  #count = 0;

  constructor(strings, click) {
    this.#strings = strings;
    this.said = el("p", { class: "unseen", role: "status" });
    const label = el("span", { class: "label" }, strings.launcher);
    this.root = button({ class: "launcher", click }, icon("M4 5h16v11H9l-5 4z"), label, this.#badge);
  }

  set expanded(on) {
    this.root.setAttribute("aria-expanded", on);
  }

  set count(count) {
    if (count === this.#count) return this.title();
    this.#count = count;
    const words = count ? fill(this.#strings.unread, { count }, this.#strings.language) : "";
    this.#badge.hidden = !count;
    this.#badge.replaceChildren(el("span", { "aria-hidden": "true" }, String(count)), unseen(` ${words}`));
    this.said.textContent = words;
    this.title();
  }

  title() {
    const own = document.title.replace(COUNT, "");
    const wanted = document.hidden && this.#count ? `(${this.#count}) ${own}` : own;
    if (document.title !== wanted) document.title = wanted;
  }
}
