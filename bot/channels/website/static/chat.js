import { readableAccent } from "./accent.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { el, icon } from "./dom.js";
import { Log } from "./log.js";
import { Store } from "./store.js";
import { stringsFor } from "./strings.js";

const CONNECTING_SHOWN_AFTER = 1000;
const TYPING_AT_MOST = 30000;

/**
 * `<firstnotice-chat>`: the chat in a shadow root.
 *
 * Attributes, all optional: `mode` (`inline` fills its place, else launcher and floating panel), `open`, `lang`,
 * `heading`, `accent` (#rrggbb), `privacy` (address), `api` (address of /chat/v1/), `identity` (signed by the host),
 * `now` (test clock). Methods: `open()`, `close()`, `compose(text)`.
 */
export class FirstnoticeChat extends HTMLElement {
  #built = false;
  #strings;
  #conversation;
  #log;
  #composer;
  #status;
  #question;
  #panel;
  #launcher;
  #badge;
  #unread = 0;
  #seen = 0;
  #caughtUp = false;
  #statusTimer;
  #typingTimer;

  connectedCallback() {
    if (!this.#built) this.#build();
    this.#conversation.resume();
    addEventListener("online", this.#hurry);
    document.addEventListener("visibilitychange", this.#hurry);
    visualViewport?.addEventListener("resize", this.#fitViewport);
  }

  disconnectedCallback() {
    this.#conversation.stop();
    removeEventListener("online", this.#hurry);
    document.removeEventListener("visibilitychange", this.#hurry);
    visualViewport?.removeEventListener("resize", this.#fitViewport);
  }

  open() {
    this.#panel.hidden = false;
    this.#launcher.setAttribute("aria-expanded", "true");
    this.#count(0);
    this.#log.toEnd();
    this.#composer.focus();
  }

  close() {
    if (this.#inline) return;
    this.#panel.hidden = true;
    this.#launcher.setAttribute("aria-expanded", "false");
    this.#launcher.focus();
  }

  compose(text) {
    this.open();
    this.#composer.compose(text);
  }

  get #inline() {
    return this.getAttribute("mode") === "inline";
  }

  #hurry = () => {
    if (!document.hidden) this.#conversation.hurry();
  };

  /** The on-screen keyboard covers a fixed panel unless the panel follows what is visible. */
  #fitViewport = () => {
    this.style.setProperty("--visible-height", `${visualViewport.height}px`);
  };

  #build() {
    this.#built = true;
    const strings = (this.#strings = stringsFor(this));
    const api = new URL(this.getAttribute("api") ?? "/chat/v1/", import.meta.url).href;
    this.#conversation = new Conversation(api, new Store(api), () => this.#opening());
    this.#log = new Log(
      strings,
      {
        press: ({ value, label }) => this.#say({ button: value, text: label }),
        retry: (clientId) => this.#conversation.retry(clientId),
      },
      this.#welcome(),
    );
    this.#composer = new Composer(strings, (text) => this.#say({ text }));
    this.#status = el("div", { class: "status", role: "status" });
    this.#question = el("div", { class: "question", role: "alertdialog", "aria-label": strings.restart, hidden: true });
    this.#panel = el("section", { class: "panel", lang: strings.language, "aria-label": this.#heading, keydown: this.#key });
    this.#panel.append(this.#header(), this.#status, this.#question, this.#log.root, this.#log.newer, this.#composer.root);
    this.#badge = el("span", { class: "badge", hidden: true });
    this.#launcher = el("button", { type: "button", class: "launcher", lang: strings.language, click: () => this.#toggle() });
    this.#launcher.append(icon("M4 5h16v11H9l-5 4z"), el("span", { class: "label" }, strings.launcher), this.#badge);
    this.#panel.hidden = !(this.#inline || this.hasAttribute("open"));
    this.#launcher.setAttribute("aria-expanded", String(!this.#panel.hidden));
    this.#dress();
    this.#listen();
  }

  get #heading() {
    return this.getAttribute("heading") ?? this.#strings.title;
  }

  #header() {
    const { subtitle, restart, close } = this.#strings;
    const again = el("button", { type: "button", class: "tool restart", "aria-label": restart, title: restart });
    again.append(icon("M12 5v14M5 12h14"));
    again.addEventListener("click", () => this.#askRestart());
    const shut = el("button", { type: "button", class: "tool close", "aria-label": close, title: close });
    shut.append(icon("M6 6l12 12M18 6L6 18"));
    shut.addEventListener("click", () => this.close());
    shut.hidden = this.#inline;
    return el("header", {}, el("div", {}, el("h2", {}, this.#heading), el("p", {}, subtitle)), again, shut);
  }

  #welcome() {
    const { welcome, notice, privacy } = this.#strings;
    const node = el("div", { class: "welcome" }, el("p", {}, welcome), el("p", { class: "small" }, notice));
    const address = this.getAttribute("privacy");
    if (address) node.lastChild.append(" ", el("a", { href: address, target: "_blank", rel: "noopener" }, privacy));
    return node;
  }

  /** Everything stays out of sight until the style sheets are there. */
  #dress() {
    const root = this.attachShadow({ mode: "open", delegatesFocus: false });
    const box = el("div", { class: "box", hidden: true }, this.#panel, this.#inline ? null : this.#launcher);
    const sheets = ["tokens.css", "chat.css", "messages.css"].map((name) => {
      const link = el("link", { rel: "stylesheet", href: new URL(name, import.meta.url).href });
      return [link, new Promise((resolve) => ["load", "error"].forEach((type) => link.addEventListener(type, resolve)))];
    });
    root.append(...sheets.map(([link]) => link), box);
    Promise.all(sheets.map(([, loaded]) => loaded)).then(() => {
      box.hidden = false;
      this.#log.toEnd();
    });
    const accent = readableAccent(this.getAttribute("accent"));
    if (!accent) return;
    this.style.setProperty("--accent-light", accent.light);
    this.style.setProperty("--accent-dark", accent.dark);
  }

  #listen() {
    const conversation = this.#conversation;
    conversation.addEventListener("change", () => this.#changed());
    conversation.addEventListener("typing", ({ detail }) => this.#typing(detail));
    conversation.addEventListener("state", ({ detail }) => this.#state(detail));
  }

  #opening() {
    const given = ["identity", "now"].filter((name) => this.hasAttribute(name));
    return {
      locale: this.#strings.locale,
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...Object.fromEntries(given.map((name) => [name, this.getAttribute(name)])),
    };
  }

  #say(content) {
    this.#log.announce();
    this.#conversation.send(content);
    // Focus on a touch screen would raise the keyboard over the answer.
    if (matchMedia("(pointer: fine)").matches || !content.button) this.#composer.focus();
  }

  #changed() {
    const { items } = this.#conversation;
    this.#composer.fit(items.findLast(({ author }) => author === "bot"));
    this.#log.render(items);
    const heard = items.filter(({ author }) => author === "bot" || author === "staff").length;
    if (this.#panel.hidden && this.#caughtUp) this.#count(this.#unread + Math.max(0, heard - this.#seen));
    this.#seen = heard;
  }

  #count(unread) {
    this.#unread = unread;
    this.#badge.hidden = !unread;
    this.#badge.replaceChildren(String(unread), el("span", { class: "who" }, ` ${this.#strings.unread(unread)}`));
  }

  #typing(on) {
    clearTimeout(this.#typingTimer);
    this.#log.typing = on;
    // The word that ends it can be lost with the connection.
    if (on) this.#typingTimer = setTimeout(() => (this.#log.typing = false), TYPING_AT_MOST);
  }

  #state(state) {
    // Every failed attempt says so again; the button must stay under the finger that is about to press it.
    if (this.#panel.dataset.state === state) return;
    clearTimeout(this.#statusTimer);
    const { connecting, offline, tryNow } = this.#strings;
    this.#panel.dataset.state = state;
    if (state === "offline") {
      const now = el("button", { type: "button", click: () => this.#conversation.hurry() }, tryNow);
      this.#status.replaceChildren(el("span", {}, offline), " ", now);
    } else if (state === "connecting") {
      const show = () => this.#status.replaceChildren(el("span", {}, `${connecting} …`));
      this.#statusTimer = setTimeout(show, CONNECTING_SHOWN_AFTER);
    } else {
      this.#status.replaceChildren();
      this.#caughtUp = true;
      if (state === "open") setTimeout(() => this.#log.announce());
    }
  }

  #askRestart() {
    const { restartAsk, restartYes, restartNo } = this.#strings;
    const answer = (restart) => () => {
      this.#question.hidden = true;
      if (restart) this.#conversation.restart();
      this.#composer.focus();
    };
    const keep = el("button", { type: "button", click: answer(false) }, restartNo);
    const yes = el("button", { type: "button", class: "yes", click: answer(true) }, restartYes);
    this.#question.replaceChildren(el("p", {}, restartAsk), el("div", { class: "buttons" }, yes, keep));
    this.#question.hidden = false;
    keep.focus();
  }

  #toggle() {
    if (this.#panel.hidden) this.open();
    else this.close();
  }

  #key = (event) => {
    if (event.key !== "Escape") return;
    if (!this.#question.hidden) this.#question.querySelector("button:last-child").click();
    else this.close();
  };
}

customElements.define("firstnotice-chat", FirstnoticeChat);
