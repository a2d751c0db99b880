import { el } from "./dom.js";
import { renderText } from "./text.js";

const GROUP_MINUTES = 5;
const NEAR = 80;

/** The list of messages: keeps its nodes, so that screen readers hear each message once. */
export class Log {
  #strings;
  #actions;
  #nodes = new Map();
  #typing;
  #pinned = true;

  /**
   * @param {object} strings
   * @param {{press: (button: object) => void, retry: (clientId: string) => void}} actions
   * @param {Node} welcome shown until there is a message
   */
  constructor(strings, actions, welcome) {
    this.#strings = strings;
    this.#actions = actions;
    this.#typing = el("div", { class: "typing", role: "img", "aria-label": strings.typing, hidden: true });
    this.#typing.append(el("i"), el("i"), el("i"));
    this.welcome = welcome;
    this.list = el("div", { class: "list", role: "log", "aria-live": "off", "aria-label": strings.log });
    this.newer = el("button", { type: "button", class: "newer", hidden: true, click: () => this.toEnd() }, strings.newer);
    this.root = el("div", { class: "scroll", tabindex: "0", scroll: () => this.#scrolled() });
    this.root.append(welcome, this.list, this.#typing);
    // A growing composer or keyboard takes its room from the end of the conversation.
    new ResizeObserver(() => this.#pinned && this.toEnd()).observe(this.root);
  }

  /** From now on, new messages are read out; the restored history is not. */
  announce() {
    this.list.setAttribute("aria-live", "polite");
  }

  set typing(on) {
    this.#typing.hidden = !on;
    if (this.#pinned) this.toEnd();
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
    this.#offerButtons(items);
    this.welcome.hidden = items.length > 0;
    if (this.#pinned || added?.dataset.author === "insured") this.toEnd();
    else if (added) this.newer.hidden = false;
  }

  toEnd() {
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
    const pressed = item.author === "insured" && item.key.startsWith("button-");
    const text = item.notice ? this.#strings[item.notice] : item.text;
    const bubble = el("div", { class: "bubble" });
    bubble.append(renderText(text ?? "", item.asks === "confirm"));
    return el(
      "div",
      { class: `message${pressed ? " pressed" : ""}`, "data-author": item.author, "data-asks": item.asks },
      el("span", { class: "who" }, `${this.#strings[item.author]}: `),
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
      const retry = el("button", { type: "button", class: "retry", click: () => this.#actions.retry(item.key) }, strings.retry);
      return [el("span", { class: "problem", role: "alert" }, item.reason || strings.failed), " ", retry];
    }
    if (!item.at || item.author === "system" || together(item, after)) return [];
    const time = new Date(item.at).toLocaleTimeString(strings.locale, { timeStyle: "short" });
    const parts = [time];
    if (item.author === "staff") parts.unshift(strings.staff);
    if (item.state === "sending") parts.push(strings.sending);
    else if (item.author === "insured" && !after) parts.push(strings.sent);
    return [parts.join(" · ")];
  }

  /** Buttons answer the latest message only; older ones would answer a question that is no longer open. */
  #offerButtons(items) {
    const latest = items.findLast((item) => item.author !== "system");
    const buttons = latest?.author === "bot" ? (latest.buttons ?? []) : [];
    const node = buttons.length ? this.#nodes.get(latest.key) : null;
    for (const group of this.list.querySelectorAll(".buttons")) if (group.parentNode !== node) group.remove();
    if (!node || node.querySelector(".buttons")) return;
    const group = el("div", { class: "buttons", role: "group", "aria-label": this.#strings.answers });
    for (const button of buttons) {
      const press = () => this.#actions.press(button);
      group.append(el("button", { type: "button", "data-value": button.value, click: press }, button.label));
    }
    node.querySelector(".meta").before(group);
  }
}

function together(one, other) {
  if (!one?.at || !other?.at || one.author !== other.author || one.author === "system") return false;
  if (one.state === "failed") return false;
  const [from, to] = [new Date(one.at), new Date(other.at)];
  return from.toDateString() === to.toDateString() && Math.abs(to - from) < GROUP_MINUTES * 60000;
}
