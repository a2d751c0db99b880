import { readEvents } from "./events.js";

const RETRIES = [0, 1000, 3000];
const BACKOFF = [250, 1000, 2000, 4000, 8000, 15000];
// The service sends a comment at least every 20 s; twice that without a byte is a dead line.
const SILENCE = 45000;
const POLL = 5000;

/** An answer of the service that says no; `message` is meant for people. */
class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }

  get sessionGone() {
    return this.status === 401 || this.status === 404;
  }

  get final() {
    return this.status < 500 && this.status !== 408 && this.status !== 429;
  }
}

/**
 * The talk with the service: one session, sending in order, receiving without loss or doubles.
 *
 * Events: `change` (items differ), `typing` (detail: boolean), `state` (detail: idle | connecting | open | offline).
 * An item is a message of the service with `key` and `state`, or one of the insured that is still on its way
 * (`state` sending | sent | failed, `reason`), or a notice of our own (`author` system, `notice` a string's name).
 */
export class Conversation extends EventTarget {
  #api;
  #store;
  #opening;
  #credentials = null;
  #past = [];
  #messages = new Map();
  #outbox = [];
  #last = 0;
  #generation = 0;
  #pumping = false;
  #starting = null;
  #abort = null;
  #wake = null;

  /**
   * @param {string} api base address, ending in a slash
   * @param {import("./store.js").Store} store
   * @param {() => object} opening body of the request that opens a session
   */
  constructor(api, store, opening) {
    super();
    this.#api = api;
    this.#store = store;
    this.#opening = opening;
  }

  get items() {
    const received = [...this.#messages.values()].sort((a, b) => a.seq - b.seq);
    return [...this.#past, ...received, ...this.#outbox];
  }

  /** Picks up where an earlier page left off; without one, nothing is asked of the service yet. */
  resume() {
    const kept = this.#store.read();
    if (!kept) return;
    this.#credentials = kept.token ? { session: kept.session, token: kept.token } : null;
    this.#outbox = (kept.outbox ?? []).map((entry) => ({ ...entry, key: entry.client_id }));
    this.#changed();
    if (this.#credentials) this.#connect();
    this.#pump();
  }

  /** Leaves the conversation on this device; the service keeps what it was told. */
  restart() {
    this.#past = [];
    this.#outbox = [];
    this.#forget();
  }

  stop() {
    this.#abort?.abort();
    this.#abort = null;
  }

  /** Tries at once instead of at the end of the current pause. */
  hurry() {
    this.#wake?.();
  }

  /** @param {{text: string} | {button: string, text: string}} content */
  send(content) {
    // The mark in the identifier lets a later page tell a pressed button from typed words.
    const id = (content.button ? "button-" : "text-") + randomId();
    const entry = { ...content, client_id: id, key: id, author: "insured", at: new Date().toISOString() };
    this.#outbox.push({ ...entry, state: "sending" });
    this.#changed();
    this.#pump();
  }

  retry(clientId) {
    this.#mark(clientId, "sending");
    this.#pump();
    this.hurry();
  }

  #mark(clientId, state, reason) {
    this.#outbox = this.#outbox.map((entry) => (entry.client_id === clientId ? { ...entry, state, reason } : entry));
    this.#changed();
  }

  #changed() {
    const outbox = this.#outbox.filter((entry) => entry.state !== "sent");
    this.#store.write(this.#credentials || outbox.length ? { ...this.#credentials, outbox } : null);
    this.dispatchEvent(new Event("change"));
  }

  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  async #call(path, { headers, body, signal } = {}) {
    const response = await fetch(new URL(path, this.#api), {
      method: body ? "POST" : "GET",
      headers: {
        ...(this.#credentials && { Authorization: `Bearer ${this.#credentials.token}` }),
        ...(body && { "Content-Type": "application/json" }),
        ...headers,
      },
      body: body && JSON.stringify(body),
      signal,
      cache: "no-store",
      credentials: "omit",
    });
    if (response.ok) return response;
    const { error } = await response.json().catch(() => ({}));
    throw new Refused(response.status, error?.message ?? "");
  }

  async #ensureSession() {
    if (this.#credentials) return;
    this.#starting ??= this.#call("sessions", { body: this.#opening() }).then((response) => response.json());
    try {
      const { session, token } = await this.#starting;
      this.#credentials = { session, token };
    } finally {
      this.#starting = null;
    }
    this.#changed();
    this.#connect();
  }

  async #pump() {
    if (this.#pumping) return;
    this.#pumping = true;
    for (let entry; (entry = this.#outbox.find(({ state }) => state === "sending")); ) await this.#deliver(entry);
    this.#pumping = false;
  }

  async #deliver({ client_id }) {
    let reason;
    for (const wait of RETRIES) {
      await sleep(wait);
      const entry = this.#outbox.find((other) => other.client_id === client_id);
      if (!entry) return;
      const known = this.#credentials;
      try {
        await this.#ensureSession();
        await this.#call("messages", {
          body: { client_id, ...(entry.button ? { button: entry.button } : { text: entry.text }) },
        });
        return this.#mark(client_id, "sent");
      } catch (error) {
        if (!(error instanceof Refused)) continue;
        if (known && error.sessionGone) {
          this.#expire(known);
          continue;
        }
        reason = error.message;
        if (error.final) break;
      }
    }
    this.#mark(client_id, "failed", reason);
  }

  /** The service no longer knows the session: what was said stays readable, the next message opens a new one. */
  #expire(credentials) {
    if (this.#credentials !== credentials) return;
    const notice = { key: `expired-${this.#generation}`, author: "system", notice: "expired" };
    this.#past = [...this.#past, ...[...this.#messages.values()].map((item) => ({ ...item, buttons: [] })), notice];
    // Buttons belong to their session; in the next one the same choice is said in words.
    this.#outbox = this.#outbox.map(({ button, ...entry }) => entry);
    this.#forget();
  }

  #forget() {
    this.stop();
    this.#credentials = null;
    this.#messages.clear();
    this.#last = 0;
    this.#generation += 1;
    this.#say("typing", false);
    this.#say("state", "idle");
    this.#changed();
  }

  async #connect() {
    this.stop();
    const abort = (this.#abort = new AbortController());
    const credentials = this.#credentials;
    this.#say("state", "connecting");
    for (let failures = 0; !abort.signal.aborted; ) {
      try {
        await this.#sync(abort.signal);
        failures = (await this.#listen(abort.signal)) ? 1 : failures + 1;
      } catch (error) {
        if (abort.signal.aborted) return;
        if (error instanceof Refused && error.sessionGone) return this.#expire(credentials);
        failures += 1;
        this.#say("state", "offline");
      }
      this.#say("typing", false);
      await this.#pause(BACKOFF[Math.min(failures, BACKOFF.length) - 1]);
    }
  }

  async #sync(signal) {
    const response = await this.#call(`messages?after=${this.#last}`, { signal });
    const { messages } = await response.json();
    if (!signal.aborted) this.#receive(messages);
  }

  /** Follows the stream until it ends or falls silent; tells whether it brought anything. */
  async #listen(signal) {
    const line = new AbortController();
    const hangUp = () => line.abort();
    signal.addEventListener("abort", hangUp);
    let heard = false;
    let useful = false;
    let silence = setTimeout(hangUp, SILENCE);
    // Some proxies hold a stream back until it ends: until the first byte, we ask as well.
    const open = () => this.#say("state", "open");
    const poll = setInterval(() => heard || this.#sync(line.signal).then(open, () => {}), POLL);
    try {
      const headers = { Accept: "text/event-stream", "Last-Event-ID": String(this.#last) };
      const response = await this.#call("events", { headers, signal: line.signal });
      open();
      const events = readEvents(response.body, () => {
        heard = true;
        clearTimeout(silence);
        silence = setTimeout(hangUp, SILENCE);
      });
      for await (const { type, data } of events) {
        if (signal.aborted) break;
        useful = true;
        if (type === "message") this.#receive([JSON.parse(data)]);
        else if (type === "typing") this.#say("typing", JSON.parse(data).typing);
      }
      return useful;
    } finally {
      clearTimeout(silence);
      clearInterval(poll);
      signal.removeEventListener("abort", hangUp);
    }
  }

  #receive(messages) {
    for (const message of messages) {
      const key = message.client_id ?? `${this.#generation}-${message.seq}`;
      this.#messages.set(message.seq, { ...message, key });
      this.#outbox = this.#outbox.filter((entry) => entry.client_id !== message.client_id);
      this.#last = Math.max(this.#last, message.seq);
      if (message.author !== "insured") this.#say("typing", false);
    }
    if (messages.length) this.#changed();
  }

  #pause(milliseconds) {
    const jitter = 0.75 + Math.random() / 2;
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, milliseconds * jitter);
    });
  }
}

function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** `crypto.randomUUID` exists on secure pages only. */
function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
