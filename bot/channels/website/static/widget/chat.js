import { readableAccent } from "./accent.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { button, el } from "./dom.js";
import { Header } from "./header.js";
import { Launcher } from "./launcher.js";
import { Log } from "./log.js";
import { Question } from "./question.js";
import { Store } from "./store.js";
import { stringsFor } from "./strings.js";
import { fitViewport, isHere, isSmall, keepForTab, keptForTab, save, subjectOf, tabWithin } from "./surroundings.js";

/* global STYLES: the style sheets in one text, put in by the service. */

const TYPING_AT_MOST = 30000;
const OWN_WORDS = ["heading", "subtitle", "launcher", "greeting", "hint", "notice", "placeholder"];

/**
 * `<firstnotice-chat>`: the chat in a shadow root. Its attributes and methods are those of docs/widget.md; events are
 * `open`, `close`, `unread` (detail: count) and `message` (detail: {author}).
 */
export class FirstnoticeChat extends HTMLElement {
  /** Where the service is. */
  static base = "/";
  #strings;
  #conversation;
  #log;
  #composer;
  #header;
  #question;
  #launcher;
  #panel;
  #box;
  #status = el("div", { class: "status", role: "status" });
  #over;
  #life;
  #heard = null;
  #unread = 0;
  #openedFrom = null;
  #typingTimer;

  connectedCallback() {
    if (!this.#box) this.#build();
    const { signal } = (this.#life = new AbortController());
    const on = (target, type, react) => target?.addEventListener(type, react, { signal });
    on(window, "online", () => this.#conversation.hurry());
    on(window, "offline", () => this.#conversation.cut());
    on(window, "storage", ({ key }) => key === this.#key && this.#conversation.follow());
    on(window, "popstate", () => this.#place());
    on(window.navigation, "navigatesuccess", () => this.#place());
    on(document, "visibilitychange", () => this.#looked());
    const fit = () => fitViewport(this.#box);
    on(window, "resize", () => this.#modal());
    on(visualViewport, "resize", fit);
    on(visualViewport, "scroll", fit);
    fit();
    this.#place();
    this.#conversation.resume();
    this.#composer.resume(this.#conversation.known);
  }

  disconnectedCallback() {
    this.#life.abort();
    this.#conversation.stop();
  }

  /** @param {{focus?: boolean}} [how] */
  open({ focus = true } = {}) {
    if (this.#panel.hidden) {
      this.#openedFrom = document.activeElement;
      this.#show(true);
    }
    this.#log.toLatest();
    if (focus) this.#composer.focus();
  }

  close() {
    if (this.#inline || this.#panel.hidden) return;
    this.#show(false);
    const from = this.#openedFrom;
    if (from?.isConnected && from !== document.body && from !== this) from.focus();
    else this.#launcher.root.focus();
  }

  compose(text) {
    this.open();
    this.#composer.compose(text);
  }

  get #inline() {
    return this.getAttribute("mode") === "inline";
  }

  get #api() {
    return new URL(this.getAttribute("api") ?? "chat/v1/", FirstnoticeChat.base).href;
  }

  get #key() {
    return `firstnotice:${this.#api}:${subjectOf(this.getAttribute("identity"))}`;
  }

  #build() {
    const strings = (this.#strings = stringsFor(this));
    for (const name of OWN_WORDS) strings[name] = this.getAttribute(name) ?? strings[name];
    const conversation = (this.#conversation = new Conversation(this.#api, new Store(this.#key), () => this.#opening()));
    this.#log = new Log(
      strings,
      {
        press: ({ value, label }) => this.#say({ button: value, text: label }),
        change: (label) => this.#say({ text: label, point: true }),
        retry: (key) => conversation.retry(key),
        discard: (key) => conversation.discard(key),
        preview: (id) => conversation.preview(id),
        save: async ({ id, name }) => save(await conversation.document(id), name),
      },
      el("div", { class: "welcome" }, ...["greeting", "hint", "notice"].map((name) => el("p", {}, strings[name]))),
    );
    this.#composer = new Composer(strings, (content) => this.#say(content), conversation, `${this.#key} draft`);
    this.#header = new Header(
      strings,
      {
        textFile: () => this.#save("txt"),
        pdfFile: () => this.#save("pdf"),
        restart: () => this.#question.ask("restart", () => conversation.restart()),
        end: () => this.#question.ask("end", () => conversation.end()),
        erase: () => this.#question.ask("erase", () => conversation.erase(), () => conversation.erasing()),
      },
      this.#inline ? null : () => this.close(),
      this.getAttribute("privacy"),
    );
    this.#over = el("div", { class: "over", hidden: true }, el("p", {}, strings.ended));
    const again = (name, act) => button({ click: () => (act(), this.#composer.focus()) }, strings[name]);
    this.#over.append(again("reopen", () => conversation.reopen()), again("restart", () => conversation.restart()));
    this.#question = new Question(
      strings,
      () => [this.#header.root, this.#log.root, this.#composer.root, this.#over],
      () => this.#refocus(),
    );
    this.#panel = el("section", { class: "panel", "aria-label": strings.heading, keydown: (event) => this.#pressed(event) });
    this.#panel.append(this.#header.root, this.#status, this.#question.root, this.#log.root, this.#log.newer);
    this.#panel.append(this.#over, this.#composer.root, el("div", { class: "drop" }, strings.drop));
    // The page can't see that it is our field that somebody types into, and may have keys of its own.
    for (const type of ["keydown", "keypress", "keyup"]) this.#panel.addEventListener(type, (event) => event.stopPropagation());
    for (const type of ["dragenter", "dragover", "dragleave", "drop"]) {
      this.#panel.addEventListener(type, (event) => this.#dragged(event));
    }
    this.#launcher = new Launcher(strings, () => (this.#panel.hidden ? this.open() : this.close()));
    this.#box = el("div", { class: "firstnotice", lang: strings.language, dir: strings.direction }, this.#panel);
    if (!this.#inline) this.#box.append(this.#launcher.said, this.#launcher.root);
    this.#dress();
    const before = keptForTab(this.#key) ?? this.hasAttribute("open");
    this.#show(this.#inline || (before && !isSmall()));
    conversation.addEventListener("change", () => this.#changed());
    conversation.addEventListener("typing", ({ detail }) => this.#typing(detail));
    conversation.addEventListener("forgotten", () => this.#composer.uploads.clear());
    conversation.addEventListener("state", ({ detail }) => this.#state(detail));
    this.#changed();
  }

  #dress() {
    const { style } = this.#box;
    const accent = readableAccent(this.getAttribute("accent"));
    if (accent) {
      style.setProperty("--accent-light", accent.light);
      style.setProperty("--accent-dark", accent.dark);
    }
    const [across, up] = (this.getAttribute("position") ?? "").match(/\d+/g) ?? [];
    if (across) style.setProperty("--across", `${across}px`);
    if (up) style.setProperty("--up", `${up}px`);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(this.#box);
  }

  /** The top layer is above whatever the page has stacked, and free of what its ancestors do to fixed boxes. */
  #place() {
    const away = isHere(this.getAttribute("hide"));
    this.#box.hidden = away;
    if (this.#inline || !this.#box.showPopover) return;
    this.#box.popover = "manual";
    if (this.#box.matches(":popover-open") === away) this.#box.togglePopover(!away);
  }

  #show(on) {
    this.#panel.hidden = !on;
    this.#launcher.expanded = on;
    keepForTab(this.#key, on ? "open" : "");
    this.#composer.grow();
    this.#modal();
    this.#noteRead();
    this.#tell(on ? "open" : "close");
  }

  /** Over the whole screen there is nothing else; beside a page, the page goes on. */
  #modal() {
    if (this.#inline) return;
    this.#panel.setAttribute("role", "dialog");
    this.#panel.setAttribute("aria-modal", isSmall());
  }

  #looked() {
    this.#conversation.rest(document.hidden);
    this.#conversation.hurry();
    this.#launcher.title();
    this.#noteRead();
  }

  #noteRead() {
    if (!this.#panel.hidden && !document.hidden) this.#conversation.read();
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
    if (matchMedia("(pointer: fine)").matches || content.documents) this.#composer.focus();
  }

  #changed() {
    const conversation = this.#conversation;
    const { items, ended } = conversation;
    const told = items.filter(({ seq }) => seq);
    this.#composer.fit(items.findLast(({ author }) => author === "bot"));
    this.#log.loading = conversation.known && !items.length;
    this.#log.render(items);
    const speaker = told.findLast(({ author }) => author === "bot" || author === "staff");
    const { staff, subtitle } = this.#strings;
    this.#header.about = speaker?.author === "staff" ? [speaker.name, staff].filter(Boolean).join(" · ") : subtitle;
    const any = items.length > 0;
    const kept = told.length > 0;
    this.#header.offer({ textFile: kept, pdfFile: kept, restart: any, end: kept && !ended, erase: any });
    this.#over.hidden = !ended;
    this.#composer.root.hidden = ended > 0;
    this.#noteRead();
    this.#count(conversation.unread);
    if (this.#heard !== null && told.length > this.#heard) this.#tell("message", { author: told.at(-1).author });
    this.#heard = told.length;
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #count(unread) {
    this.#launcher.count = unread;
    if (unread !== this.#unread) this.#tell("unread", unread);
    this.#unread = unread;
  }

  #typing(writer) {
    clearTimeout(this.#typingTimer);
    this.#log.typing = writer;
    // The word that ends it can be lost with the connection.
    if (writer) this.#typingTimer = setTimeout(() => (this.#log.typing = null), TYPING_AT_MOST);
  }

  #state(state) {
    // Every failed attempt says so again; the button must stay under the finger that is about to press it.
    if (this.#panel.dataset.state === state) return;
    // While it tries anew it is still true that there was no connection.
    if (state === "loading" && this.#panel.dataset.state) return;
    this.#panel.dataset.state = state;
    const now = () => button({ class: "link", click: () => this.#conversation.hurry() }, this.#strings.tryNow);
    const lost = state === "offline" || state === "reconnecting";
    this.#status.replaceChildren(...(lost ? [el("span", {}, this.#strings[state]), " ", now()] : []));
    if (state === "open") setTimeout(() => this.#log.announce());
  }

  /** Where the keyboard goes on after a question: where it came from, if that is still there. */
  #refocus() {
    const places = [this.#header.menu.firstChild, this.#composer.field, this.#over.lastChild];
    places.find((place) => place.checkVisibility())?.focus({ preventScroll: true });
  }

  async #save(format) {
    const { fileName, notNow } = this.#strings;
    try {
      save(await this.#conversation.transcript(format), `${fileName}.${format}`);
    } catch (error) {
      this.#status.textContent = error.message || notNow;
    }
  }

  #dragged(event) {
    if (!event.dataTransfer?.types.includes("Files") || this.#composer.root.hidden) return;
    event.preventDefault();
    const over = event.type === "dragenter" || event.type === "dragover";
    if (event.type !== "dragleave" || !this.#panel.contains(event.relatedTarget)) this.#panel.classList.toggle("dropping", over);
    if (event.type === "drop") this.#composer.uploads.add(event.dataTransfer.files);
  }

  #pressed(event) {
    if (event.key === "Escape") this.close();
    if (event.key !== "Tab" || this.#panel.ariaModal !== "true") return;
    const next = tabWithin(this.#panel, event);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}
