import { pack } from "./api.js";
import { button, el, setText, tool } from "./dom.js";
import { fill } from "./strings.js";
import { keepForTab, keptForTab } from "./surroundings.js";
import { Uploads } from "./uploads.js";

const LIMIT = 20000;
/** Says to a phone that its camera will do; the service judges by content. */
const KINDS = "image/*,application/pdf,text/plain,.eml,.msg,.doc,.docx,.odt,.xls,.xlsx,.ods,.csv,audio/*,video/*";

/** What a field's question asks of keyboard and autofill. Free text stays possible everywhere. */
const HINTS = {
  insured_name: { autocomplete: "name" },
  insured_contact: { autocomplete: "email", inputmode: "email" },
  insured_email: { autocomplete: "email", inputmode: "email" },
  insured_phone: { autocomplete: "tel", inputmode: "tel" },
  claimant_contact: { inputmode: "email" },
  preferred_contact: { autocomplete: "tel", inputmode: "tel" },
  callback: { autocomplete: "tel", inputmode: "tel" },
  amount_claimed: { inputmode: "decimal" },
  amount_estimated: { inputmode: "decimal" },
  personal_data_count: { inputmode: "numeric" },
};
const DATES = new Set(["incident_date", "occurred_on", "discovered_on", "claim_made_on", "deadlines"]);

/** The field at the foot of the panel, with files beside it. */
export class Composer {
  #strings;
  #send;
  #draft;
  #eager = false;

  /**
   * @param {object} strings with `placeholder`
   * @param {(content: {text?: string, documents?: object[]}) => void} send
   * @param {object} service takes uploads
   * @param {string} draft under which this tab keeps what was not sent
   */
  constructor(strings, send, service, draft) {
    this.#draft = draft;
    this.#strings = strings;
    this.#send = send;
    this.uploads = new Uploads(strings, service, (what) => this.#filesChanged(what));
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
      paste: (event) => this.#pasted(event),
    });
    this.problem = el("p", { class: "problem", id: "problem", role: "alert", hidden: true });
    this.date = el("input", { type: "date", id: "date", change: () => this.#dated() });
    this.dates = el("div", { class: "dates", hidden: true }, el("label", { for: "date" }, strings.pickDate), this.date);
    const picked = { accept: KINDS, "aria-label": strings.attach, change: () => this.#picked() };
    this.picker = el("input", { type: "file", multiple: true, hidden: true, ...picked });
    const clip = "M16 8l-7 7a2 2 0 0 0 3 3l7-7a4 4 0 0 0-6-6l-7 7a6 6 0 0 0 9 9l5-5";
    const attach = tool("attach", strings.attach, clip, () => this.picker.click());
    const submit = tool("send", strings.send, "M12 19V5M5 12l7-7 7 7");
    submit.type = "submit";
    const row = el("div", { class: "row" }, attach, this.picker, this.field, submit);
    this.root = el("form", { class: "composer", novalidate: true, submit: (event) => this.#submit(event) });
    this.root.append(this.uploads.root, this.uploads.said, this.problem, this.dates, row);
  }

  /** @param {string} text put into the field, ready to be sent or changed */
  compose(text) {
    this.field.value = text;
    this.#typed();
    this.focus();
  }

  /** Picks up what was not sent before the page was left; files need the conversation that they were given to. */
  resume(known) {
    const { text = "", documents = [] } = JSON.parse(keptForTab(this.#draft) || "{}");
    this.field.value ||= text;
    if (known) this.uploads.restore(documents);
    this.grow();
  }

  /** As high as what is written, once it can be seen. */
  grow() {
    const { field } = this;
    field.style.height = "auto";
    const borders = field.offsetHeight - field.clientHeight;
    if (field.scrollHeight) field.style.height = `${field.scrollHeight + borders}px`;
  }

  #keep() {
    keepForTab(this.#draft, pack({ text: this.field.value, documents: this.uploads.documents }));
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
    this.grow();
    this.#keep();
    const length = this.#length();
    this.#complain(length > LIMIT ? this.#tooLong(length) : "");
  }

  #submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    const length = this.#length();
    if (length > LIMIT) return this.#complain(this.#tooLong(length));
    this.focus();
    this.#eager = this.uploads.busy;
    if (this.#eager) return this.#complain(this.#strings.sendsSoon);
    const { documents } = this.uploads;
    if (!text && !documents.length) return;
    this.field.value = "";
    this.#typed();
    this.uploads.clear();
    this.#send({ text, documents });
  }

  #picked() {
    this.uploads.add(this.picker.files);
    this.picker.value = "";
    this.focus();
  }

  #pasted(event) {
    const { files } = event.clipboardData;
    if (!files.length) return;
    event.preventDefault();
    this.uploads.add(files);
  }

  #filesChanged(what) {
    this.#keep();
    if (what === "removed") this.focus();
    if (!this.#eager || this.uploads.busy) return;
    this.#eager = false;
    this.#complain("");
    this.root.requestSubmit();
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
    return fill(this.#strings.tooLong, { count: length.toLocaleString(this.#strings.locale) });
  }

  #complain(problem) {
    setText(this.problem, problem);
    this.problem.hidden = !problem;
  }
}
