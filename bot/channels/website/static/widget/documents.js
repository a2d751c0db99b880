import { el, icon } from "./dom.js";

const EDGE = 200;

/**
 * A document as it stands in a conversation.
 *
 * @param {{name: string, size: number, preview?: boolean}} document
 * @param {string} locale
 * @param {(() => Promise<Blob>) | null} picture fetches its preview, if it has one
 * @param {(() => Promise<void>) | null} save hands it to the person, if it comes from somebody else
 */
export function documentCard(document, locale, picture, save) {
  // Its place is kept from the start, so that what comes late pushes nothing away that somebody reads.
  const canvas = picture && el("canvas");
  const card = el(
    "div",
    { class: "document" },
    canvas,
    icon("M14 3H6v18h12V7zM14 3v4h4"),
    el("span", {}, save ? fetched(document.name, save) : el("span", { class: "name" }, document.name), el("small", {}, sizeText(document.size, locale))),
  );
  picture?.()
    .then((blob) => paint(blob, canvas))
    // Without its picture the card still says what it is.
    .catch(() => canvas.remove());
  return card;
}

/** Its name as a button; what could not be fetched can be pressed again. */
function fetched(name, save) {
  const button = el("button", { type: "button", class: "name" }, name);
  button.addEventListener("click", () => {
    button.disabled = true;
    save().catch(() => {}).finally(() => (button.disabled = false));
  });
  return button;
}

/** A canvas needs no leave of the host's content policy, which an image of a blob would. */
async function paint(blob, canvas) {
  const image = await createImageBitmap(blob);
  const scale = Math.min(1, (EDGE * devicePixelRatio) / Math.max(image.width, image.height));
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
}

export function sizeText(bytes, locale) {
  const [unit, size] = bytes < 1e6 ? ["kilobyte", Math.max(1, bytes / 1e3)] : ["megabyte", bytes / 1e6];
  return size.toLocaleString(locale, { style: "unit", unit, maximumSignificantDigits: 2 });
}
