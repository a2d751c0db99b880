/** What one browser remembers of a conversation: its token and whatever has not reached the service yet. */
export class Store {
  #key;
  #memory = null;

  /** @param {string} api address of the service, so that two services on one origin keep apart */
  constructor(api) {
    this.#key = `firstnotice:${api}`;
  }

  /** @returns {{session: string, token: string, outbox: object[]} | null} */
  read() {
    try {
      return JSON.parse(localStorage.getItem(this.#key)) ?? this.#memory;
    } catch {
      return this.#memory;
    }
  }

  write(value) {
    this.#memory = value;
    try {
      if (value) localStorage.setItem(this.#key, JSON.stringify(value));
      else localStorage.removeItem(this.#key);
    } catch {
      // Blocked or full storage: the conversation then lasts as long as the page.
    }
  }
}
