import { Refused } from "./api.js";
import { readEvents } from "./events.js";

const BACKOFF = [250, 1000, 2000, 4000, 8000, 15000];
// The service sends a comment at least every 20 s; twice that without a byte is a dead line.
const SILENCE = 45000;
const POLL = 5000;
// A page that nobody looks at gives its line back: browsers allow six to one host over all tabs.
const RESTING_AFTER = 60000;
const RESTING_POLL = 20000;

/** What comes from the service, without loss or doubles, over whatever the network does. */
export class Line {
  state = "idle";
  #api;
  #tell;
  #abort = null;
  #stream = null;
  #wake = null;
  #resting = false;
  #restTimer;

  /**
   * @param {import("./api.js").Api} api
   * @param {object} tell `last()` is the highest number received; `messages(list)`, `typing(detail | null)`,
   *   `state(loading | open | reconnecting | offline | idle)`, `gone(erased)` when the service does not know the session any more
   */
  constructor(api, tell) {
    this.#api = api;
    this.#tell = tell;
  }

  async open() {
    this.close();
    const { signal } = (this.#abort = new AbortController());
    this.#state("loading");
    for (let failures = 0; !signal.aborted; ) {
      try {
        await this.#sync(signal);
        if (this.#resting) {
          this.#state("open");
          await this.#pause(RESTING_POLL);
          continue;
        }
        failures = (await this.#listen(signal)) ? 1 : failures + 1;
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof Refused && error.sessionGone) return this.#tell.gone(false);
        if (this.#resting) continue;
        failures += 1;
        this.#state(navigator.onLine ? "reconnecting" : "offline");
      }
      this.#tell.typing(null);
      await this.#pause(BACKOFF[Math.min(failures, BACKOFF.length) - 1]);
    }
  }

  close() {
    this.#abort?.abort();
    this.#abort = null;
    clearTimeout(this.#restTimer);
    this.#state("idle");
  }

  /** Tries at once instead of at the end of the current pause. */
  hurry() {
    this.#wake?.();
  }

  /** The network is gone: a stream that can't bring anything would only hang. */
  cut() {
    this.#stream?.abort();
  }

  /** @param {boolean} hidden whether nobody sees the page */
  rest(hidden) {
    clearTimeout(this.#restTimer);
    if (hidden) {
      this.#restTimer = setTimeout(() => {
        this.#resting = true;
        this.cut();
      }, RESTING_AFTER);
    } else {
      this.#resting = false;
      this.hurry();
    }
  }

  #state(state) {
    if (this.state === state) return;
    this.state = state;
    this.#tell.state(state);
  }

  async #sync(signal) {
    for (let more = true; more && !signal.aborted; ) {
      const response = await this.#api.call(`messages?after=${this.#tell.last()}`, { signal });
      const { messages } = await response.json();
      if (signal.aborted) return;
      this.#tell.messages(messages);
      more = messages.length > 0;
    }
  }

  /** Follows the stream until it ends or falls silent; tells whether it brought anything. */
  async #listen(signal) {
    const stream = (this.#stream = new AbortController());
    const hangUp = () => stream.abort();
    signal.addEventListener("abort", hangUp);
    let heard = false;
    let useful = false;
    let silence = setTimeout(hangUp, SILENCE);
    // Some proxies hold a stream back until it ends: until the first byte, we ask as well.
    const open = () => this.#state("open");
    const poll = setInterval(() => heard || this.#sync(stream.signal).then(open, () => {}), POLL);
    try {
      const headers = { Accept: "text/event-stream", "Last-Event-ID": String(this.#tell.last()) };
      const response = await this.#api.call("events", { headers, signal: stream.signal });
      open();
      const events = readEvents(response.body, () => {
        heard = true;
        clearTimeout(silence);
        silence = setTimeout(hangUp, SILENCE);
      });
      for await (const { type, data } of events) {
        if (signal.aborted) break;
        useful = true;
        const content = JSON.parse(data);
        if (type === "message") this.#tell.messages([content]);
        else if (type === "typing") this.#tell.typing(content.typing ? content : null);
        else if (type === "erased") this.#tell.gone(true);
      }
      return useful;
    } finally {
      clearTimeout(silence);
      clearInterval(poll);
      signal.removeEventListener("abort", hangUp);
    }
  }

  #pause(milliseconds) {
    const jitter = 0.75 + Math.random() / 2;
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, milliseconds * jitter);
    });
  }
}
