/* global KEYS, WORDS: the names in strings.<language>.json, and by language the words in that order; put in by the service. */

/**
 * The words for one element: by its own or an enclosing `lang`, else by the browser.
 *
 * @param {Element} element
 * @returns {object} the entries of strings.<language>.json, with `language`, and as `locale` the reader's own where it is of that language
 */
export function stringsFor(element) {
  const wanted = [element.closest("[lang]")?.lang, ...(navigator.languages ?? [])].filter(Boolean);
  const codes = wanted.map((tag) => tag.toLowerCase().split("-")[0]);
  const language = codes.find((code) => Object.hasOwn(WORDS, code)) ?? "en";
  const strings = Object.fromEntries(KEYS.map((key, index) => [key, WORDS[language][index]]));
  return { ...strings, language, locale: wanted.find((tag) => tag.startsWith(`${language}-`)) ?? strings.locale };
}

/** Puts values into the places of a text; one with several forms is chosen by `count`. */
export function fill(text, values, language) {
  const form = typeof text === "string" ? text : (text[new Intl.PluralRules(language).select(values.count)] ?? text.other);
  return form.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}
