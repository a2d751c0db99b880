/** The demo page: shows it in the reader's language and hands an example to the chat. Loaded first: the chat reads language and clock when it is made. */
const asked = new URLSearchParams(location.search);
const wanted = asked.get("lang") ?? navigator.language;
const language = wanted.toLowerCase().startsWith("de") ? "de" : "en";
const chat = document.querySelector("firstnotice-chat");

document.documentElement.lang = language;
for (const part of document.querySelectorAll("[data-lang]")) part.hidden = part.dataset.lang !== language;
document.title = document.querySelector(`h1[data-lang="${language}"]`).textContent;

// A test clock, for a service that allows one.
if (asked.has("now")) chat.setAttribute("now", asked.get("now"));

for (const example of document.querySelectorAll(".example")) {
  example.addEventListener("click", () => {
    chat.scrollIntoView({ block: "nearest" });
    chat.compose(example.textContent.trim());
  });
}
