import { Api, Refused, randomId } from "./api.js";
import { Line } from "./line.js";

const RETRIES = [0, 1000, 3000];
const LONGEST_WAIT = 30;
const HEARD = ["bot", "staff"];

/**
 * The talk with the service: one session, sending in order, receiving by a `Line`, in step with other tabs.
 *
 * Events: `change` (items differ), `typing` (detail: {who, name} | null), `state` (as the line's), `forgotten` (what was
 * uploaded can't be sent any more).
 * An item is a message of the service with `key` and `state`, or one of the insured that is still on its way
 * (`state` sending | waiting | sent | failed, `reason`), or a notice of our own (`author` system, `notice` a string's name).
 */
export class Conversation extends EventTarget {
  /** The number of the last message when its person ended it; nothing while it goes on. */
  ended = 0;
  #api;
  #line;
  #store;
  #opening;
  #credentials = null;
  #past = [];
  #messages = new Map();
  #outbox = [];
  #mine = new Set();
  #seen = 0;
  #last = 0;
  #generation = 0;
  #pumping = false;
  #starting = null;

  /**
   * @param {string} base address of the interface, ending in a slash
   * @param {import("./store.js").Store} store
   * @param {() => object} opening body of the request that opens a session
   */
  constructor(base, store, opening) {
    super();
    this.#api = new Api(base, opening().locale);
    this.#store = store;
    this.#opening = opening;
    this.#line = new Line(this.#api, {
      last: () => this.#last,
      messages: (messages) => this.#receive(messages),
      typing: (detail) => this.#say("typing", detail),
      state: (state) => this.#moved(state),
      gone: (erased) => (erased ? this.#erased() : this.#expire(this.#credentials)),
    });
  }

  get items() {
    const received = [...this.#messages.values()].sort((a, b) => a.seq - b.seq);
    return [...this.#past, ...received, ...this.#outbox];
  }

  /** Whether the service has a conversation of ours. */
  get known() {
    return Boolean(this.#credentials);
  }

  /** Messages by bot or staff that were not seen in any tab. */
  get unread() {
    return [...this.#messages.values()].filter(({ author, seq }) => seq > this.#seen && HEARD.includes(author)).length;
  }

  /** Picks up where an earlier page left off; without one, nothing is asked of the service yet. */
  resume() {
    this.follow();
    this.#resend();
  }

  /** Another tab has changed what is kept. */
  follow() {
    const kept = this.#store.read();
    if (this.#credentials && kept?.token !== this.#credentials.token) this.#forget(false);
    this.#adopt();
    this.dispatchEvent(new Event("change"));
  }

  #adopt() {
    const kept = this.#store.read();
    if (!kept) return;
    this.#seen = Math.max(this.#seen, kept.seen ?? 0);
    this.ended = kept.ended ?? 0;
    for (const entry of kept.outbox ?? []) {
      // The other tab sends it; should that one be closed, whoever loads next does.
      if (this.#credentials || this.#mine.has(entry.client_id)) continue;
      this.#mine.add(entry.client_id);
      this.#outbox.push({ ...entry, key: entry.client_id });
    }
    if (!this.#credentials && kept.token) this.#use(kept);
  }

  #use({ session, token }) {
    this.#credentials = { session, token };
    this.#api.token = token;
    this.#line.open();
  }

  /** Leaves the conversation on this device; the service keeps what it was told. */
  restart() {
    this.#past = [];
    this.#outbox = [];
    this.#forget(true);
  }

  /** Nothing more is expected; a word by anybody opens it again. Raises Refused or TypeError. */
  async end() {
    await this.#api.call("end", { method: "POST" });
    this.ended = this.#last;
    this.#changed();
  }

  reopen() {
    this.ended = 0;
    this.#changed();
  }

  /** What is said before it is deleted, by the service, which knows what has to stay. */
  async erasing() {
    const response = await this.#api.call("session");
    return (await response.json()).erasing;
  }

  /** Everything is deleted, here and at the service. Raises Refused or TypeError. */
  async erase() {
    let kept;
    try {
      const response = this.#credentials && (await this.#api.call("session", { method: "DELETE" }));
      if (response?.status === 200) kept = (await response.json()).message;
    } catch (error) {
      if (!error.sessionGone) throw error;
    }
    this.#erased(kept);
  }

  #erased(text) {
    this.#outbox = [];
    this.#forget(true);
    this.#past = [{ key: `erased-${this.#generation}`, author: "system", notice: "erased", text }];
    this.dispatchEvent(new Event("change"));
  }

  /** @param {"txt" | "pdf"} format @returns {Promise<Blob>} */
  async transcript(format) {
    return (await this.#api.call(`transcript?format=${format}`)).blob();
  }

  /** @returns {Promise<Blob>} */
  async document(id) {
    return (await this.#api.call(`attachments/${id}`)).blob();
  }

  /** @returns {Promise<Blob>} */
  async preview(id) {
    return (await this.#api.call(`attachments/${id}/preview`)).blob();
  }

  stop() {
    this.#line.close();
  }

  /** Tries at once instead of at the end of the current pause. */
  hurry() {
    this.#resend();
    this.#line.hurry();
  }

  cut() {
    this.#line.cut();
  }

  rest(hidden) {
    this.#line.rest(hidden);
  }

  /** All there is has been seen. */
  read() {
    if (this.#seen === this.#last) return;
    this.#seen = this.#last;
    this.#changed();
  }

  /**
   * @param {{text?: string, button?: string, point?: boolean, documents?: object[]}} content `point`: the text is the
   *   label of a row of the summary
   */
  send(content) {
    // The mark in the identifier lets a later page tell a pressed button from typed words.
    const id = (content.button || content.point ? "button-" : "text-") + randomId();
    const entry = { ...content, client_id: id, key: id, author: "insured", at: new Date().toISOString() };
    this.#mine.add(id);
    this.#outbox.push({ ...entry, state: "sending" });
    this.#resend();
    this.#changed();
  }

  retry(id) {
    this.#mark(id, "sending");
    this.#pump();
    this.#line.hurry();
  }

  discard(id) {
    this.#outbox = this.#outbox.filter((entry) => entry.client_id !== id);
    this.#changed();
  }

  /** Opens a session if there is none; as `Api.upload`, but `done` may take that long. */
  async upload(file, id, progress) {
    await this.#ensureSession();
    const known = this.#credentials;
    const request = this.#api.upload(file, id, progress);
    request.done.catch((error) => error.sessionGone && this.#expire(known));
    return request;
  }

  async discardDocument(id) {
    await this.#api.call(`attachments/${id}`, { method: "DELETE" });
  }

  #mark(id, state, reason) {
    this.#outbox = this.#outbox.map((entry) => (entry.client_id === id ? { ...entry, state, reason } : entry));
    this.#changed();
  }

  #changed() {
    const others = (this.#store.read()?.outbox ?? []).filter((entry) => !this.#mine.has(entry.client_id));
    const outbox = [...others, ...this.#outbox.filter((entry) => entry.state !== "sent")];
    const kept = { ...this.#credentials, seen: this.#seen, outbox, ended: this.ended };
    this.#store.write(this.#credentials || outbox.length ? kept : null);
    this.dispatchEvent(new Event("change"));
  }

  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #moved(state) {
    this.#say("state", state);
    if (state === "open") this.#resend();
  }

  #resend() {
    this.#turn("waiting", "sending");
    this.#pump();
  }

  #turn(from, to) {
    this.#outbox = this.#outbox.map((entry) => (entry.state === from ? { ...entry, state: to } : entry));
  }

  #ensureSession() {
    if (this.#credentials) return null;
    this.#starting ??= alone(this.#store.key, () => this.#start()).finally(() => (this.#starting = null));
    return this.#starting;
  }

  async #start() {
    // Another tab may have been a moment earlier.
    this.#adopt();
    if (this.#credentials) return;
    const response = await this.#open(this.#opening());
    this.#use(await response.json());
    this.#changed();
  }

  async #open({ identity, ...opening }) {
    try {
      return await this.#api.call("sessions", { body: { ...opening, ...(identity && { identity }) } });
    } catch (error) {
      if (error.code !== "invalid_identity") throw error;
      // A matter between the site and us: its visitor can report all the same.
      console.warn(error.message);
      return this.#open(opening);
    }
  }

  async #pump() {
    if (this.#pumping) return;
    this.#pumping = true;
    for (let entry; (entry = this.#outbox.find(({ state }) => state === "sending")); ) await this.#deliver(entry.client_id);
    this.#pumping = false;
  }

  async #deliver(id) {
    let reason;
    let pause = 0;
    for (const wait of RETRIES) {
      await sleep(Math.max(wait, pause));
      const entry = this.#outbox.find((other) => other.client_id === id);
      if (!entry) return;
      const known = this.#credentials;
      try {
        await this.#ensureSession();
        await this.#api.call(entry.point ? "points" : "messages", { body: bodyOf(entry) });
        this.#mark(id, "sent");
        return this.#line.hurry();
      } catch (error) {
        if (!(error instanceof Refused)) continue;
        if (known && error.sessionGone) {
          this.#expire(known);
          continue;
        }
        reason = error.message;
        if (error.final) break;
        pause = Math.min(error.wait, LONGEST_WAIT) * 1000;
      }
    }
    const lost = !reason && (!navigator.onLine || ["offline", "reconnecting"].includes(this.#line.state));
    // What was written later must not overtake it.
    if (lost) this.#turn("sending", "waiting");
    this.#mark(id, lost ? "waiting" : "failed", reason);
  }

  /** The service no longer knows the session: what was said stays readable, the next message opens a new one. */
  #expire(credentials) {
    if (this.#credentials !== credentials) return;
    const notice = { key: `expired-${this.#generation}`, author: "system", notice: "expired" };
    this.#past = [...this.#past, ...[...this.#messages.values()].map((item) => ({ ...item, buttons: [] })), notice];
    // Buttons belong to their session; in the next one the same choice is said in words.
    this.#outbox = this.#outbox.map(({ button, point, ...entry }) => entry);
    this.#forget(true);
  }

  #forget(everywhere) {
    this.#credentials = this.#api.token = null;
    this.ended = 0;
    this.#messages.clear();
    this.#last = this.#seen = 0;
    this.#generation += 1;
    this.#line.close();
    this.#say("typing", null);
    this.#say("forgotten");
    if (everywhere) this.#changed();
  }

  #receive(messages) {
    for (const message of messages) {
      const key = message.client_id ?? `${this.#generation}-${message.seq}`;
      this.#messages.set(message.seq, { ...message, key });
      this.#outbox = this.#outbox.filter((entry) => entry.client_id !== message.client_id);
      this.#last = Math.max(this.#last, message.seq);
      if (message.author !== "insured") this.#say("typing", null);
      if (HEARD.includes(message.author) && message.seq > this.ended) this.ended = 0;
    }
    if (messages.length) this.#changed();
  }
}

function bodyOf({ client_id, button, point, text, documents }) {
  if (button) return { client_id, button };
  if (point) return { client_id, label: text };
  return { client_id, ...(text && { text }), ...(documents?.length && { attachment_ids: documents.map(({ id }) => id) }) };
}

/** One tab at a time, where the browser can arrange it. */
function alone(key, task) {
  return navigator.locks ? navigator.locks.request(key, task) : task();
}

function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
