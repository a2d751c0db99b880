/** An answer of the service that says no; `message` is meant for people. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {{code?: string, message?: string}} error
   * @param {number} wait seconds that the service asks for
   */
  constructor(status, error = {}, wait = 0) {
    super(error.message ?? "");
    this.status = status;
    this.code = error.code;
    this.wait = wait;
  }

  get sessionGone() {
    return this.status === 401 || this.status === 404;
  }

  /** Whether the same request will be refused again. */
  get final() {
    return this.status < 500 && this.status !== 408 && this.status !== 429;
  }
}

/** Calls to `/chat/v1`; without cookies, the token is the only key. */
export class Api {
  token = null;
  #base;
  #locale;

  /**
   * @param {string} base address, ending in a slash
   * @param {string} locale in which refusals are said
   */
  constructor(base, locale) {
    this.#base = base;
    this.#locale = locale;
  }

  /** Raises Refused, or a TypeError if the service can't be reached. */
  async call(path, { method, headers, body, signal } = {}) {
    const response = await fetch(new URL(path, this.#base), {
      method: method ?? (body ? "POST" : "GET"),
      headers: { ...this.#key, ...(body && { "Content-Type": "application/json" }), ...headers },
      body: body && pack(body),
      signal,
      cache: "no-store",
      credentials: "omit",
    });
    if (response.ok) return response;
    const { error } = await response.json().catch(() => ({}));
    throw new Refused(response.status, error, Number(response.headers.get("Retry-After")));
  }

  /**
   * Fetch tells nothing of how far an upload is, so this one request is of the older kind.
   *
   * @param {File} file
   * @param {string} id the same again changes nothing
   * @param {(share: number) => void} progress from 0 to 1
   * @returns {{done: Promise<object>, cancel: () => void}}
   */
  upload(file, id, progress) {
    const request = new XMLHttpRequest();
    const done = new Promise((resolve, reject) => {
      request.open("POST", new URL("attachments", this.#base));
      for (const [name, value] of Object.entries(this.#key)) request.setRequestHeader(name, value);
      request.responseType = "json";
      request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
      request.onload = () => {
        if (request.status < 300) resolve(request.response);
        else reject(new Refused(request.status, request.response?.error));
      };
      request.onerror = request.onabort = () => reject(new TypeError());
      const form = new FormData();
      form.append("client_id", id);
      form.append("file", file, file.name);
      request.send(form);
    });
    return { done, cancel: () => request.abort() };
  }

  get #key() {
    return { "Accept-Language": this.#locale, ...(this.token && { Authorization: `Bearer ${this.token}` }) };
  }
}

/** JSON, on pages too where an old library has given lists a `toJSON` of their own. */
export function pack(value) {
  return JSON.stringify(value, function (key) {
    return this[key];
  });
}

/** `crypto.randomUUID` exists on secure pages only. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
