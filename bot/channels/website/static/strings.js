const TABLE = {
  en: {
    title: "Report a claim",
    subtitle: "Automated assistant",
    launcher: "Report a claim",
    unread: (count) => (count === 1 ? "1 new message" : `${count} new messages`),
    close: "Close chat",
    welcome: "Tell us in your own words what happened. One or two sentences are enough to begin.",
    notice: "You are writing with an automated assistant. You can ask for a person at any time.",
    privacy: "How we use your data",
    log: "Conversation",
    insured: "You",
    bot: "Assistant",
    staff: "Claims team",
    system: "Notice",
    answers: "Suggested answers",
    typing: "The assistant is writing",
    message: "Your message",
    placeholder: "Write a message",
    send: "Send",
    pickDate: "Pick a date",
    sending: "Sending",
    sent: "Sent",
    failed: "Not sent.",
    retry: "Try again",
    connecting: "Connecting",
    offline: "No connection at the moment. Nothing is lost; we keep trying.",
    tryNow: "Try now",
    tooLong: (count) => `This is ${count} characters long; a message can have 20,000. Please send it in two parts.`,
    expired: "The earlier conversation has expired. A new one begins here.",
    restart: "Start a new conversation",
    restartAsk: "Start a new conversation? This one will no longer be shown on this device.",
    restartYes: "Start new",
    restartNo: "Keep this one",
    newer: "New message",
    today: "Today",
    locale: "en-GB",
  },
  de: {
    title: "Schaden melden",
    subtitle: "Automatischer Assistent",
    launcher: "Schaden melden",
    unread: (count) => (count === 1 ? "1 neue Nachricht" : `${count} neue Nachrichten`),
    close: "Chat schließen",
    welcome: "Erzählen Sie mit Ihren Worten, was passiert ist. Ein, zwei Sätze genügen für den Anfang.",
    notice: "Sie schreiben mit einem automatischen Assistenten. Sie können jederzeit nach einem Menschen fragen.",
    privacy: "Wie wir Ihre Daten verwenden",
    log: "Unterhaltung",
    insured: "Sie",
    bot: "Assistent",
    staff: "Schadenteam",
    system: "Hinweis",
    answers: "Antwortvorschläge",
    typing: "Der Assistent schreibt",
    message: "Ihre Nachricht",
    placeholder: "Nachricht schreiben",
    send: "Senden",
    pickDate: "Datum wählen",
    sending: "Wird gesendet",
    sent: "Gesendet",
    failed: "Nicht gesendet.",
    retry: "Erneut versuchen",
    connecting: "Verbindung wird aufgebaut",
    offline: "Zurzeit keine Verbindung. Es geht nichts verloren; wir versuchen es weiter.",
    tryNow: "Jetzt versuchen",
    tooLong: (count) => `Das sind ${count} Zeichen; eine Nachricht fasst 20.000. Bitte senden Sie den Text in zwei Teilen.`,
    expired: "Die frühere Unterhaltung ist abgelaufen. Hier beginnt eine neue.",
    restart: "Neue Unterhaltung beginnen",
    restartAsk: "Neue Unterhaltung beginnen? Diese wird auf diesem Gerät dann nicht mehr angezeigt.",
    restartYes: "Neu beginnen",
    restartNo: "Diese behalten",
    newer: "Neue Nachricht",
    today: "Heute",
    locale: "de-DE",
  },
};

/**
 * The words for one element: by its own or an enclosing `lang`, else by the browser.
 *
 * @param {Element} element
 * @returns {typeof TABLE.en & {language: string}} `locale` is the reader's own where it is of that language
 */
export function stringsFor(element) {
  const wanted = element.closest("[lang]")?.lang || navigator.language || "en";
  const language = wanted.toLowerCase().startsWith("de") ? "de" : "en";
  const own = [wanted, ...(navigator.languages ?? [])].find((tag) => tag.startsWith(`${language}-`));
  return { ...TABLE[language], language, locale: own ?? TABLE[language].locale };
}
