import { FirstnoticeChat } from "./chat.js";

/**
 * One tag puts the chat on any page; each of its `data-…` attributes becomes the attribute of that name on the element.
 * A page that has the element already gets no second one. Called by the service at the end of the script.
 */
export function boot() {
  const name = "firstnotice-chat";
  const script = document.currentScript;
  FirstnoticeChat.base = script.src;
  // A page may load it twice, or run it anew with each of its own pages.
  if (!customElements.get(name)) customElements.define(name, FirstnoticeChat);
  let chat = document.querySelector(name);
  if (!chat) {
    chat = document.createElement(name);
    for (const [key, value] of Object.entries(script.dataset)) chat.setAttribute(key, value);
    const place = () => document.body.append(chat);
    if (document.body) place();
    else addEventListener("DOMContentLoaded", place);
  }
  window.firstnotice = {
    open: () => chat.open(),
    close: () => chat.close(),
    compose: (text) => chat.compose(text),
    destroy: () => chat.remove(),
    /** @returns {() => void} takes the listener away again */
    on(type, react) {
      const listener = ({ detail }) => react(detail);
      chat.addEventListener(type, listener);
      return () => chat.removeEventListener(type, listener);
    },
  };
}
