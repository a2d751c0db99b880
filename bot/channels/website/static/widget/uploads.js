import { Refused, randomId } from "./api.js";
import { sizeText } from "./documents.js";
import { button, el, setText, tool } from "./dom.js";
import { fill } from "./strings.js";

/** The files beside a message that is being written: each with its state, and a way to take it back. */
export class Uploads {
  #strings;
  #service;
  #files = new Map();

  /**
   * @param {object} strings
   * @param {{upload: Function, discardDocument: Function}} service
   * @param {() => void} changed
   */
  constructor(strings, service, changed) {
    this.#strings = strings;
    this.#service = service;
    this.changed = changed;
    this.root = el("ul", { class: "tray", hidden: true, "aria-label": strings.files });
    this.said = el("p", { class: "unseen", role: "status" });
  }

  /** Whether any is still on its way. */
  get busy() {
    return [...this.#files.values()].some(({ state }) => state === "uploading");
  }

  /** @returns {object[]} those that have arrived, as the service describes them */
  get documents() {
    return [...this.#files.values()].filter(({ document }) => document).map(({ document }) => document);
  }

  /** @param {Iterable<File>} files */
  add(files) {
    for (const file of files) this.#start(this.#entry(`file-${randomId()}`, file));
  }

  /** @param {object[]} documents that had arrived on an earlier page */
  restore(documents) {
    for (const document of documents.filter(({ id }) => !this.#files.has(id))) {
      const entry = this.#entry(document.id, document);
      entry.document = document;
      this.#move(entry, "ready");
    }
  }

  /** Those that have arrived belong to a message now, or to a conversation that is over. */
  clear() {
    for (const entry of [...this.#files.values()]) if (entry.document) this.#remove(entry);
    setText(this.said, "");
  }

  #entry(id, file) {
    const entry = { id, file, node: el("li") };
    this.root.append(entry.node);
    this.#files.set(id, entry);
    return entry;
  }

  async #start(entry) {
    this.#move(entry, "uploading");
    try {
      const request = await this.#service.upload(entry.file, entry.id, (share) => (entry.bar.value = share));
      if (!this.#files.has(entry.id)) return request.cancel();
      entry.cancel = request.cancel;
      entry.document = await request.done;
      this.#move(entry, "ready");
    } catch (error) {
      if (!this.#files.has(entry.id)) return;
      const refused = error instanceof Refused;
      this.#move(entry, refused && error.final && !error.sessionGone ? "refused" : "lost", refused ? error.message : "");
    }
  }

  #move(entry, state, reason) {
    const strings = this.#strings;
    const { name, size } = entry.file;
    entry.state = state;
    const moving = state === "uploading";
    const said = moving ? "" : reason || strings[state];
    entry.bar = moving ? el("progress", { max: 1, value: 0, "aria-label": fill(strings.uploading, { name }) }) : null;
    const about = el("small", {}, sizeText(size, strings.locale));
    if (said) about.append(" · ", el("span", { class: state !== "ready" && "problem" }, said));
    const again = state === "lost" ? button({ class: "link", click: () => this.#start(entry) }, strings.retry) : null;
    const label = fill(moving ? strings.cancelUpload : strings.remove, { name });
    const away = tool("away", label, "M6 6l12 12M18 6L6 18", () => this.#takeBack(entry));
    entry.node.className = state;
    const words = el("span", {}, el("span", { class: "name" }, name), about);
    entry.node.replaceChildren(words, ...[entry.bar, again, away].filter(Boolean));
    setText(this.said, said && `${name}: ${said}`);
    this.#changed();
  }

  #takeBack(entry) {
    entry.cancel?.();
    // What was not sent with a message is swept up by the service anyway.
    if (entry.document) this.#service.discardDocument(entry.document.id).catch(() => {});
    this.#remove(entry);
    this.changed("removed");
  }

  #remove(entry) {
    this.#files.delete(entry.id);
    entry.node.remove();
    this.#changed();
  }

  #changed() {
    this.root.hidden = !this.#files.size;
    this.changed();
  }
}
