/**
 * Server-sent events read from a fetch response; EventSource cannot send the bearer token.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @param {() => void} onBytes called for every chunk, keep-alive comments included
 * @yields {{type: string, data: string}} the service puts all data into one line
 */
export async function* readEvents(body, onBytes) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    onBytes();
    // A proxy may have changed the line ends; a chunk may end in the middle of anything.
    const blocks = (buffer + value).replace(/\r\n/g, "\n").split("\n\n");
    buffer = blocks.pop();
    for (const block of blocks) {
      const field = (name) => block.match(new RegExp(`^${name}: ?(.*)$`, "m"))?.[1];
      if (field("data")) yield { type: field("event"), data: field("data") };
    }
  }
}
