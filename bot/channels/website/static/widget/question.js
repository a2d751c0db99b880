import { button, el, setText } from "./dom.js";

/** Asks before something that can't be undone; the rest of the panel waits meanwhile. */
export class Question {
  #strings;
  #others;
  #back;

  /**
   * @param {object} strings
   * @param {() => HTMLElement[]} others what waits
   * @param {() => void} back gives the keyboard back
   */
  constructor(strings, others, back) {
    this.#strings = strings;
    this.#others = others;
    this.#back = back;
    const key = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.#close();
    };
    const named = { role: "alertdialog", "aria-labelledby": "asked", "aria-describedby": "why" };
    this.root = el("div", { class: "question", ...named, hidden: true, keydown: key });
  }

  /**
   * @param {string} name of the words: `name`, `nameAsk`, `nameYes`
   * @param {() => Promise<void> | void} act
   * @param {(() => Promise<string>)} [why] fetches better words than `nameAsk`
   */
  ask(name, act, why) {
    const strings = this.#strings;
    const problem = el("p", { class: "problem", role: "alert" });
    const look = name === "erase" ? "grave" : "yes";
    const yes = button({ class: look, click: () => this.#do(act, yes, problem) }, strings[`${name}Yes`]);
    const keep = button({ click: () => this.#close() }, strings.keep);
    this.root.replaceChildren(
      el("p", { id: "asked" }, el("strong", {}, strings[name])),
      el("p", { id: "why" }, strings[`${name}Ask`]),
      problem,
      el("div", { class: "buttons" }, yes, keep),
    );
    this.#show(true);
    keep.focus();
    const reason = this.root.querySelector("#why");
    why?.()
      .then((text) => setText(reason, text))
      .catch(() => {});
  }

  async #do(act, yes, problem) {
    yes.disabled = true;
    try {
      await act();
      this.#close();
    } catch (error) {
      setText(problem, error.code ? error.message : this.#strings.notNow);
      yes.disabled = false;
    }
  }

  #close() {
    this.#show(false);
    this.#back();
  }

  #show(on) {
    this.root.hidden = !on;
    for (const other of this.#others()) other.inert = on;
  }
}
