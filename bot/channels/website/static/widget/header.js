import { button, el, icon, setText, tool } from "./dom.js";

/** Who one is writing with, and what can be done with the conversation. */
export class Header {
  #about;

  /**
   * @param {object} strings
   * @param {Record<string, () => void>} actions by the name of their words, in the order of the menu
   * @param {(() => void) | null} close
   * @param {string | null} privacy address of the notice
   */
  constructor(strings, actions, close, privacy) {
    this.#about = el("p", {}, strings.subtitle);
    const entries = Object.entries(actions).map(([name, act]) =>
      button({ "data-act": name, click: () => this.#chosen(act) }, strings[name]),
    );
    if (privacy) entries.push(el("a", { href: privacy, target: "_blank", rel: "noopener" }, strings.privacy));
    const more = el("summary", { class: "tool", "aria-label": strings.more, title: strings.more });
    more.append(icon("M5 12h.01M12 12h.01M19 12h.01"));
    const list = el("ul", {}, ...entries.map((entry) => el("li", {}, entry)));
    const on = { focusout: (event) => this.#left(event), keydown: (event) => this.#key(event) };
    this.menu = el("details", on, more, list);
    const cross = close && tool("close", strings.close, "M6 6l12 12M18 6L6 18", close);
    this.root = el("header", {}, el("div", {}, el("h2", {}, strings.heading), this.#about), this.menu, cross);
  }

  /** @param {string} about who speaks at the moment */
  set about(about) {
    setText(this.#about, about);
  }

  /** @param {Record<string, boolean>} offered which entries there is something to do for */
  offer(offered) {
    for (const [name, on] of Object.entries(offered)) {
      this.menu.querySelector(`[data-act="${name}"]`).parentNode.hidden = !on;
    }
    this.menu.hidden = !this.menu.querySelector("li:not([hidden])");
  }

  #chosen(act) {
    this.menu.open = false;
    this.menu.firstChild.focus();
    act();
  }

  #left({ relatedTarget }) {
    if (!this.menu.contains(relatedTarget)) this.menu.open = false;
  }

  #key(event) {
    if (event.key !== "Escape" || !this.menu.open) return;
    event.stopPropagation();
    this.menu.open = false;
    this.menu.firstChild.focus();
  }
}
