// Keeps the desk's pages fresh: hears that something changed, fetches the page anew and exchanges its live parts.
// Everything works without it, by loading the page again.

const panes = document.querySelector("[data-conversation]");
const conversation = panes?.dataset.conversation;
const composer = document.getElementById("composer");
const text = document.getElementById("text");
const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");

// Live parts

// After a form that could not be taken the address is the form's, which can't be fetched.
const page = conversation ? `/desk/conversations/${conversation}` : location.pathname + location.search;

const busyWith = (part) => part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
let fetching = null;
// Each live part as the server sent it last: what has been opened or marked since is no news.
const sent = new Map([...document.querySelectorAll("[data-live]")].map((part) => [part.id, part.innerHTML]));

async function refresh() {
  if (fetching) {
    fetching.again = true;
    return;
  }
  fetching = {};
  try {
    const answer = await fetch(page, { headers: { "X-Refresh": "1" } });
    if (answer.redirected) return location.assign(page);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const list = document.getElementById("messages");
    const atEnd = !list || list.scrollHeight - list.scrollTop - list.clientHeight < 80;
    for (const part of document.querySelectorAll("[data-live]")) exchange(part, fresh.getElementById(part.id));
    document.body.className = fresh.body.className;
    if (atEnd) toEnd();
    count();
  } catch {
    // Not reached; what has changed is asked for once the events come again.
  } finally {
    const again = fetching.again;
    fetching = null;
    if (again) refresh();
  }
}

function exchange(part, fresh) {
  if (!fresh || sent.get(part.id) === fresh.innerHTML || busyWith(part)) return;
  sent.set(part.id, fresh.innerHTML);
  const open = [...part.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent);
  const scroll = part.scrollTop;
  const typed = unsent(part);
  // Who goes through the list by keys keeps their place in it.
  const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  part.replaceChildren(...document.adoptNode(fresh).childNodes);
  for (const summary of part.querySelectorAll("details > summary"))
    if (open.includes(summary.textContent)) summary.parentElement.open = true;
  for (const control of part.querySelectorAll(TYPED)) control.value = typed.get(place(control)) ?? control.value;
  if (focused) part.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  part.scrollTop = scroll;
  markSource();
}

// What somebody has typed into a form and not sent yet, or sent and was refused.

const TYPED = "form[method=post] :is(input:not([type=hidden], [type=checkbox]), textarea, select)";
const place = (control) => `${control.form.getAttribute("action")} ${control.name}`;

function unsent(part) {
  const typed = new Map();
  for (const control of part.querySelectorAll(TYPED)) {
    const refused = control.form.querySelector("[role=alert]");
    const first = control.matches("select")
      ? (control.querySelector("option[selected]") ?? control.options[0])?.value
      : control.defaultValue;
    if (refused || control.value !== first) typed.set(place(control), control.value);
  }
  return typed;
}

function toEnd() {
  const list = document.getElementById("messages");
  if (list) list.scrollTop = list.scrollHeight;
}

// What the server tells

function listen(again = false) {
  const asked = new URLSearchParams({ shown: document.getElementById("tabs")?.dataset.shown ?? "" });
  if (conversation) asked.set("conversation", conversation);
  const source = new EventSource(`/desk/live?${asked}`);
  source.addEventListener("open", () => {
    // What has changed while nobody told us.
    if (again) refresh();
    again = true;
  });
  source.addEventListener("error", () => {
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => refresh().then(() => listen(true)), 3000);
  });
  source.addEventListener("ended", () => location.assign(page));
  source.addEventListener("changed", () => {
    refresh().then(alertIfWaiting);
  });
  source.addEventListener("present", (event) => {
    const place = document.getElementById("present");
    if (!place) return;
    const people = JSON.parse(event.data);
    const names = (typing) => people.filter((each) => each.typing === typing).map((each) => each.name).join(", ");
    const lines = [];
    if (names(true)) lines.push(words.typing.replace("{names}", names(true)));
    if (names(false)) lines.push(words.looking.replace("{names}", names(false)));
    place.textContent = lines.join(" · ");
  });
}

// Alerts

// A browser asks only where somebody has just pressed something, and shows nothing before it was allowed.
function offerNotices() {
  const state = words.browser_alerts && "Notification" in window ? Notification.permission : "";
  for (const each of document.querySelectorAll("[data-allow]")) each.hidden = state !== "default";
  for (const each of document.querySelectorAll("[data-denied]")) each.hidden = state !== "denied";
}

for (const each of document.querySelectorAll("[data-allow]"))
  each.addEventListener("click", () => Notification.requestPermission().then(offerNotices));
offerNotices();

let waitingBefore = waiting();
const title = document.title;

function waiting() {
  return Number(document.querySelector("#tabs .count.strong")?.textContent ?? 0);
}

function count() {
  const number = waiting();
  document.title = number ? `(${number}) ${title}` : title;
}

function alertIfWaiting() {
  const number = waiting();
  if (number > waitingBefore) {
    if (words.browser_alerts && "Notification" in window && Notification.permission === "granted" && document.hidden) {
      const notice = new Notification(words.somebody_waits, { tag: "waiting" });
      notice.onclick = () => window.focus();
    }
    if (words.sound) beep();
  }
  waitingBefore = number;
}

function beep() {
  const sound = new AudioContext();
  const tone = sound.createOscillator();
  const volume = sound.createGain();
  volume.gain.setValueAtTime(0.05, sound.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.0001, sound.currentTime + 0.4);
  tone.frequency.value = 660;
  tone.connect(volume).connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + 0.4);
}

// Writing

let saving = null;
const kept = `draft ${conversation}`;

async function saveDraft() {
  saving = null;
  const body = new URLSearchParams({ csrf: panes.dataset.csrf, text: text.value });
  try {
    const answer = await fetch(`/desk/conversations/${conversation}/draft`, { method: "POST", body });
    if (answer.status === 204) return;
  } catch {
    // Not reached; tried again below.
  }
  saving ??= setTimeout(saveDraft, 5000);
}

text?.addEventListener("input", () => {
  sessionStorage.setItem(kept, text.value);
  saving ??= setTimeout(saveDraft, 1200);
});

// What was typed while the service could not be reached is only here.
const typedBefore = text && sessionStorage.getItem(kept);
if (typedBefore) {
  const written = [...document.querySelectorAll(".message.staff .text")].map((each) => each.textContent);
  if (written.includes(typedBefore.trim().replaceAll("**", ""))) sessionStorage.removeItem(kept);
  else if (text.value !== typedBefore) {
    text.value = typedBefore;
    saving ??= setTimeout(saveDraft, 1200);
  }
}

document.querySelector("form[action='/desk/sign-out']")?.addEventListener("submit", () => sessionStorage.clear());

text?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    composer.requestSubmit();
  }
});

const file = document.getElementById("file");
const attach = document.getElementById("attach");

// One way to send is enough where a script can choose it.
if (attach) attach.hidden = true;

composer?.addEventListener("submit", (event) => {
  if (file?.files.length && event.submitter !== attach) {
    event.preventDefault();
    // Not before this submission is over: within it there can't be another.
    setTimeout(() => composer.requestSubmit(attach));
    return;
  }
  clearTimeout(saving);
  // A second press would only be told that the first one counts, but it looks as if nothing had happened.
  setTimeout(() => composer.querySelector("button.main").setAttribute("disabled", ""));
});

document.addEventListener("click", (event) => {
  const canned = event.target.closest("[data-text]");
  if (canned) {
    text.setRangeText(canned.dataset.text, text.selectionStart, text.selectionEnd, "end");
    canned.closest("details")?.removeAttribute("open");
    text.focus();
    text.dispatchEvent(new Event("input"));
  }
  const link = event.target.closest("a.source");
  if (link) show(event, link);
});

// From a value to the words it was read from

let marked = null;

function show(event, link) {
  const message = document.getElementById(link.hash.slice(1));
  if (!message) return;
  event.preventDefault();
  for (const mark of document.querySelectorAll(".message mark")) mark.replaceWith(...mark.childNodes);
  marked = { message: message.id, start: Number(link.dataset.start), end: Number(link.dataset.end) };
  markSource();
  message.scrollIntoView({ block: "center" });
  message.classList.add("shown");
  setTimeout(() => message.classList.remove("shown"), 2500);
}

function markSource() {
  const place = marked && document.getElementById(marked.message)?.querySelector(".text");
  if (!place || place.querySelector("mark")) return;
  place.normalize();
  const said = place.firstChild;
  if (said?.nodeType !== Node.TEXT_NODE || marked.end <= marked.start) return;
  // Places are counted in characters, and JavaScript counts some of them twice.
  const at = (number) => [...said.data].slice(0, number).join("").length;
  const range = document.createRange();
  range.setStart(said, at(marked.start));
  range.setEnd(said, at(marked.end));
  range.surroundContents(document.createElement("mark"));
}

// Keys

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const entries = [...document.querySelectorAll(".entry")];
  const current = entries.findIndex((entry) => entry === document.activeElement || entry.hasAttribute("aria-current"));
  const acts = {
    j: () => go(entries[current + 1]),
    k: () => go(entries[Math.max(0, current - 1)]),
    t: () => document.getElementById("take")?.click(),
    r: () => text?.focus(),
    n: () => document.getElementById("note")?.focus(),
    g: () => location.assign("/desk/"),
    "/": () => document.getElementById("search")?.focus(),
    "?": () => document.getElementById("help")?.showModal(),
  };
  if (!acts[event.key]) return;
  event.preventDefault();
  acts[event.key]();
});

function go(entry) {
  if (!entry) return;
  if (conversation) location.assign(entry.href);
  else entry.focus();
}

// On a phone the pages' names scroll sideways.
document.querySelector(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });

if (document.querySelector("[data-live]")) {
  toEnd();
  // Where the whole page scrolls, as on a phone: to what was refused, else to what was said last.
  const list = document.getElementById("messages");
  if (list && list.scrollHeight === list.clientHeight && !location.hash && innerWidth <= 760) {
    const told = document.querySelector("main [role=alert]");
    if (told) told.scrollIntoView({ block: "center" });
    else list.lastElementChild?.scrollIntoView({ block: "end" });
  }
  count();
  listen();
}
