import { documentCard } from "./documents.js";
import { button, el, unseen } from "./dom.js";
import { fill } from "./strings.js";
import { renderText } from "./text.js";

const GROUP_MINUTES = 5;
const NEAR = 80;
const GAP = 16;

/** The list of messages: keeps its nodes, so that screen readers hear each message once. */
export class Log {
  #strings;
  #actions;
  #nodes = new Map();
  #typing;
  #loading;
  #pinned = true;

  /**
   * @param {object} strings
   * @param {object} actions `press(button)`, `change(label)`, `retry(key)`, `discard(key)`, `preview(id)`, `save(document)`
   * @param {Node} welcome shown until there is a message
   */
  constructor(strings, actions, welcome) {
    this.#strings = strings;
    this.#actions = actions;
    this.#typing = el("div", { class: "typing", hidden: true }, el("i"), el("i"), el("i"), el("span"));
    this.welcome = welcome;
    this.list = el("div", { class: "list", role: "log", "aria-live": "off" });
    this.newer = button({ class: "newer", hidden: true, click: () => this.#toEnd() }, strings.newer);
    const root = { class: "scroll", tabindex: "0", role: "group", "aria-label": strings.log };
    this.root = el("div", { ...root, scroll: () => this.#scrolled() });
    this.#loading = el("div", { class: "loading", role: "status", hidden: true }, el("p", {}, strings.loading));
    this.#loading.append(el("i"), el("i"), el("i"));
    this.root.append(welcome, this.#loading, this.list, this.#typing);
    // A growing composer or keyboard takes its room from the end of the conversation.
    new ResizeObserver(() => this.#pinned && this.#toEnd()).observe(this.root);
  }

  /** From now on, new messages are read out; the restored history is not. */
  announce() {
    this.list.setAttribute("aria-live", "polite");
  }

  /** Whether there is an earlier conversation that has not come yet. */
  set loading(on) {
    this.#loading.hidden = !on;
  }

  /** @param {{who: string, name: string | null} | null} writer */
  set typing(writer) {
    const { typing, writes } = this.#strings;
    this.#typing.hidden = !writer;
    const staff = writer?.who === "staff";
    this.#typing.lastChild.className = staff ? "" : "unseen";
    const name = writer?.name ?? this.#strings.staff;
    this.#typing.lastChild.textContent = staff ? fill(writes, { name }) : typing;
    if (this.#pinned) this.#toEnd();
  }

  /** @param {object[]} items as `Conversation.items` gives them */
  render(items) {
    const known = this.#nodes;
    this.#nodes = new Map();
    let added = null;
    let day = "";
    const wanted = [];
    items.forEach((item, index) => {
      const date = item.at && new Date(item.at).toDateString();
      if (date && date !== day) {
        wanted.push(this.#node(known, `day ${date}`, () => this.#day(item.at)));
        day = date;
      }
      const node = this.#node(known, item.key, () => (added = this.#message(item)));
      this.#update(node, item, items[index - 1], items[index + 1]);
      wanted.push(node);
    });
    for (const [key, node] of known) if (!this.#nodes.has(key)) node.remove();
    wanted.forEach((node, index) => {
      if (this.list.children[index] !== node) this.list.insertBefore(node, this.list.children[index] ?? null);
    });
    this.#offerAnswers(items);
    this.welcome.hidden = items.length > 0 || !this.#loading.hidden;
    if (added?.dataset.author === "insured" || (this.#pinned && !added)) this.#toEnd();
    else if (this.#pinned) this.toLatest();
    else if (added) this.newer.hidden = false;
  }

  /** To the end, but to the beginning of a message that is taller than what can be seen. */
  toLatest() {
    this.#toEnd();
    const latest = this.list.lastElementChild;
    if (latest) this.root.scrollTop = latest.offsetTop - GAP;
    this.#scrolled();
    this.newer.hidden = this.#pinned;
  }

  #toEnd() {
    this.root.scrollTop = this.root.scrollHeight;
    this.newer.hidden = true;
    this.#pinned = true;
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.root;
    this.#pinned = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#pinned) this.newer.hidden = true;
  }

  #node(known, key, make) {
    const node = known.get(key) ?? make();
    this.#nodes.set(key, node);
    return node;
  }

  #day(at) {
    const date = new Date(at);
    const today = date.toDateString() === new Date().toDateString();
    const format = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
    return el("div", { class: "day" }, today ? this.#strings.today : date.toLocaleDateString(this.#strings.locale, format));
  }

  #message(item) {
    const strings = this.#strings;
    const pressed = item.author === "insured" && item.key.startsWith("button-");
    const text = item.text ?? strings[item.notice];
    const bubble = el("div", { class: "bubble" });
    if (text) bubble.append(renderText(text, item.asks === "confirm" ? this.#actions.change : null));
    const own = item.author === "insured";
    for (const each of item.documents ?? []) {
      bubble.append(documentCard(each, strings.locale, each.preview ? () => this.#actions.preview(each.id) : null, own ? null : () => this.#actions.save(each)));
    }
    return el(
      "div",
      { class: `message${pressed ? " pressed" : ""}`, "data-author": item.author, "data-asks": item.asks },
      unseen(`${item.name ?? strings[item.author]}: `),
      bubble,
      el("div", { class: "meta", "aria-live": "off" }),
    );
  }

  #update(node, item, before, after) {
    node.classList.toggle("first", !together(before, item));
    node.classList.toggle("last", !together(item, after));
    if (item.seq) node.dataset.seq = item.seq;
    node.dataset.state = item.state ?? "received";
    const meta = node.querySelector(".meta");
    const face = `${node.className} ${node.dataset.state} ${item.at} ${!after}`;
    if (meta.dataset.face === face) return;
    meta.dataset.face = face;
    meta.replaceChildren(...this.#meta(item, after));
  }

  #meta(item, after) {
    const strings = this.#strings;
    if (item.state === "failed") {
      const retry = button({ class: "link", click: () => this.#actions.retry(item.key) }, strings.retry);
      const discard = button({ class: "link", click: () => this.#actions.discard(item.key) }, strings.discard);
      return [el("span", { class: "problem", role: "alert" }, item.reason || strings.failed), " ", retry, " ", discard];
    }
    if (!item.at || item.author === "system" || together(item, after)) return [];
    const parts = [new Date(item.at).toLocaleTimeString(strings.locale, { timeStyle: "short" })];
    if (item.author === "staff") parts.unshift(item.name ?? strings.staff);
    if (item.state === "sending" || item.state === "waiting") parts.push(strings[item.state]);
    else if (item.author === "insured" && !after) parts.push(strings.sent);
    return [parts.join(" · ")];
  }

  /** Buttons and rows answer the latest message only; older ones would answer a question that is no longer open. */
  #offerAnswers(items) {
    const latest = items.findLast(({ author, buttons }) => author !== "system" || buttons?.length);
    const open = latest?.author === "bot" || latest?.author === "system" ? this.#nodes.get(latest.key) : null;
    for (const row of this.list.querySelectorAll(".card button")) row.disabled = !open?.contains(row);
    const buttons = (open && latest.buttons) ?? [];
    for (const group of this.list.querySelectorAll(".buttons")) {
      if (!buttons.length || group.parentNode !== open) group.remove();
    }
    if (!buttons.length || open.querySelector(".buttons")) return;
    const group = el("div", { class: "buttons", role: "group", "aria-label": this.#strings.answers });
    for (const each of buttons) {
      group.append(button({ "data-value": each.value, click: () => this.#actions.press(each) }, each.label));
    }
    open.querySelector(".meta").before(group);
  }
}

function together(one, other) {
  if (!one?.at || !other?.at || one.author === "system" || one.state === "failed") return false;
  if (one.author !== other.author || one.name !== other.name) return false;
  const [from, to] = [new Date(one.at), new Date(other.at)];
  return from.toDateString() === to.toDateString() && Math.abs(to - from) < GROUP_MINUTES * 60000;
}
