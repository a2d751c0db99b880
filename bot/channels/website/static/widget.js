/**
 * One tag puts the chat on any page:
 *
 *   <script src="https://claims.example/static/widget.js" data-accent="#205080" defer></script>
 *
 * Every `data-…` attribute becomes the attribute of that name on `<firstnotice-chat>`. A page that has the element
 * already gets no second one.
 */
(() => {
  const script = document.currentScript;
  import(new URL("chat.js", script.src)).then(() => {
    if (document.querySelector("firstnotice-chat")) return;
    const chat = document.createElement("firstnotice-chat");
    for (const [name, value] of Object.entries(script.dataset)) chat.setAttribute(name, value);
    document.body.append(chat);
  });
})();
