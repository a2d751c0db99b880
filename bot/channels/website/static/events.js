/**
 * Server-sent events read from a fetch response; EventSource cannot send the bearer token.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @param {() => void} onBytes called for every chunk, keep-alive comments included
 * @yields {{type: string, id: string, data: string}}
 */
export async function* readEvents(body, onBytes) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    onBytes();
    buffer += value;
    // A chunk may end between CR and LF: the CR waits for its LF.
    const held = buffer.endsWith("\r") ? "\r" : "";
    const blocks = buffer.slice(0, buffer.length - held.length).replace(/\r\n?/g, "\n").split("\n\n");
    buffer = blocks.pop() + held;
    for (const block of blocks) {
      const event = parse(block);
      if (event.data) yield event;
    }
  }
}

function parse(block) {
  const event = { type: "message", id: "", data: "" };
  const data = [];
  for (const line of block.split("\n")) {
    const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (name === "event") event.type = value;
    else if (name === "id") event.id = value;
    else if (name === "data") data.push(value);
  }
  event.data = data.join("\n");
  return event;
}
