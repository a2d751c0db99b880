import { pack } from "./api.js";

/** What one browser remembers of a conversation: its token, how far it was read, whatever has not reached the service yet. */
export class Store {
  #memory = null;
  #blocked = false;

  /** @param {string} key one for each service and person, so that two on one page's origin keep apart */
  constructor(key) {
    this.key = key;
  }

  /** @returns {{session?: string, token?: string, seen: number, outbox: object[]} | null} */
  read() {
    try {
      if (!this.#blocked) return JSON.parse(localStorage.getItem(this.key));
    } catch {
      // As below.
    }
    return this.#memory;
  }

  write(value) {
    this.#memory = value;
    try {
      if (value) localStorage.setItem(this.key, pack(value));
      else localStorage.removeItem(this.key);
    } catch {
      // Blocked or full storage: the conversation then lasts as long as the page.
      this.#blocked = true;
    }
  }
}
