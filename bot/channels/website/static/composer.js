import { el, icon } from "./dom.js";

const LIMIT = 20000;

/** What a field's question asks of keyboard and autofill. Free text stays possible everywhere. */
const HINTS = {
  insured_name: { autocomplete: "name" },
  insured_contact: { autocomplete: "email", inputmode: "email" },
  insured_email: { autocomplete: "email", inputmode: "email" },
  insured_phone: { autocomplete: "tel", inputmode: "tel" },
  preferred_contact: { autocomplete: "tel", inputmode: "tel" },
  callback: { autocomplete: "tel", inputmode: "tel" },
  amount_claimed: { inputmode: "decimal" },
  amount_estimated: { inputmode: "decimal" },
  personal_data_count: { inputmode: "numeric" },
};
const DATES = new Set(["incident_date", "occurred_on", "discovered_on", "claim_made_on", "deadlines"]);

/** The field at the foot of the panel. */
export class Composer {
  #strings;
  #send;

  /**
   * @param {object} strings
   * @param {(text: string) => void} send
   */
  constructor(strings, send) {
    this.#strings = strings;
    this.#send = send;
    this.field = el("textarea", {
      id: "field",
      rows: "1",
      placeholder: strings.placeholder,
      "aria-label": strings.message,
      "aria-describedby": "problem",
      enterkeyhint: "send",
      autocomplete: "off",
      input: () => this.#typed(),
      keydown: (event) => this.#key(event),
    });
    this.problem = el("p", { class: "problem", id: "problem", role: "alert", hidden: true });
    this.date = el("input", { type: "date", id: "date", change: () => this.#dated() });
    this.dates = el("div", { class: "dates", hidden: true }, el("label", { for: "date" }, strings.pickDate), this.date);
    const button = el("button", { type: "submit", class: "send", "aria-label": strings.send, title: strings.send });
    button.append(icon("M12 19V5M5 12l7-7 7 7"));
    this.root = el("form", { class: "composer", novalidate: true, submit: (event) => this.#submit(event) });
    this.root.append(this.problem, this.dates, el("div", { class: "row" }, this.field, button));
  }

  /** @param {string} text put into the field, ready to be sent or changed */
  compose(text) {
    this.field.value = text;
    this.#typed();
    this.focus();
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  /** @param {{asks: string | null, buttons: object[]} | undefined} question the latest message of the bot */
  fit(question) {
    const hints = HINTS[question?.asks] ?? {};
    // A keyboard of digits alone leaves no way to write "I don't know": it needs a button that says so.
    const digits = hints.inputmode === "decimal" || hints.inputmode === "numeric";
    const mode = digits && !question.buttons?.length ? "text" : (hints.inputmode ?? "text");
    this.field.setAttribute("inputmode", mode);
    this.field.setAttribute("autocomplete", hints.autocomplete ?? "off");
    this.dates.hidden = !DATES.has(question?.asks);
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.root.requestSubmit();
  }

  #typed() {
    this.field.style.height = "auto";
    const borders = this.field.offsetHeight - this.field.clientHeight;
    this.field.style.height = `${this.field.scrollHeight + borders}px`;
    const length = this.#length();
    this.#complain(length > LIMIT ? this.#tooLong(length) : "");
  }

  #submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    const length = this.#length();
    if (length > LIMIT) return this.#complain(this.#tooLong(length));
    this.focus();
    if (!text) return;
    this.field.value = "";
    this.#typed();
    this.#send(text);
  }

  #dated() {
    if (!this.date.value) return;
    const format = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
    this.compose(new Date(this.date.value).toLocaleDateString(this.#strings.locale, format));
  }

  /** In characters as the service counts them, not in UTF-16 units. */
  #length() {
    const { value } = this.field;
    return value.length > LIMIT ? [...value.trim()].length : value.length;
  }

  #tooLong(length) {
    return this.#strings.tooLong(length.toLocaleString(this.#strings.locale));
  }

  #complain(problem) {
    if (this.problem.textContent !== problem) this.problem.textContent = problem;
    this.problem.hidden = !problem;
  }
}
