const NEEDED = 4.5;
/** The grounds of tokens.css that accents have the least contrast to. */
const LIGHT_GROUND = [245, 246, 244];
const DARK_GROUND = [29, 36, 42];
/** Share of accent in the tint behind the insured's own words; links stand on it. */
const TINT = 0.13;

/**
 * The host's colour, moved towards black or white until text in it, and on it, is readable.
 *
 * @param {string | null} colour `#rgb` or `#rrggbb`; anything else gives null
 * @returns {{light: string, dark: string} | null} one for each colour scheme
 */
export function readableAccent(colour) {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour?.trim() ?? "")?.[1];
  if (!digits) return null;
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : digits.match(/../g);
  const rgb = pairs.map((pair) => parseInt(pair, 16));
  return { light: moved(rgb, 0, LIGHT_GROUND), dark: moved(rgb, 255, DARK_GROUND) };
}

function moved(rgb, target, ground) {
  let result = rgb;
  for (let share = 0; share <= 1 && contrast(result, mixed(ground, result, TINT)) < NEEDED; share += 0.03) {
    result = mixed(rgb, [target, target, target], share).map(Math.round);
  }
  return `rgb(${result.join(" ")})`;
}

function mixed(one, other, share) {
  return one.map((part, index) => part + (other[index] - part) * share);
}

/** Contrast ratio of WCAG 2.2, from 1 to 21. */
function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(rgb) {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
