"""Whether the insured admitted, promised or paid anything: denials of every order, and promises of the contract."""

import pytest

from bot.extraction.notice import find_statement_made

TOLD = [
    ("no", "de", "Nee, weder gemailt noch angerufen noch sonst irgendwas versprochen"),
    ("no", "de", "Weder habe ich mich entschuldigt noch irgendeine Zahlung in Aussicht gestellt"),
    ("no", "en", "I have not replied to their mail and I certainly did not offer any money"),
    ("no", "de", "Geantwortet oder zugesagt habe ich denen noch nichts"),
    ("no", "de", "zugesagt hab ich auch nichts"),
    ("no", "de", "geld hat bisher niemand gefordert, und zugesagt hab ich auch nichts"),
    ("no", "de", "Unterschrieben, gezahlt oder anerkannt habe ich nichts."),
    ("no", "de", "Zurückgeschrieben oder irgendwas eingeräumt hab ich bis jetzt nicht"),
    ("no", "de", "unterschrieben oder überwiesen ham mir nix"),
    ("no", "de", "Entschuldigt oder etwas angeboten habe ich nicht"),
    ("no", "de", "Ich habe weder geantwortet noch etwas zugesagt"),
    ("no", "de", "bezahlt und unterschrieben wurde von uns bisher gar nichts"),
    ("no", "de", "Ich hab denen kein Geld angeboten und auch sonst nichts versprochen"),
    ("no", "de", "Ich habe nicht geantwortet, nicht bezahlt und nicht gesagt dass ich schuld bin"),
    ("no", "de", "Zugesagt? Nein, hab ich nicht"),
    ("no", "de", "Eine Zusage habe ich nicht gegeben"),
    ("no", "de", "Ich hab mich nicht entschuldigt und nix zugegeben"),
    ("no", "en", "I didn't say that I'm guilty"),
    ("no", "en", "I did not answer, I did not pay and I did not say that I am guilty."),
    ("no", "en", "I haven't admitted anything and haven't written back"),
    ("no", "en", "I never told them it was my fault nor offered them anything"),
    ("no", "en", "haven't replied, haven't paid, haven't signed"),
    ("no", "en", "I did NOT agree to anything"),
    ("no", "en", "i told them we'd get back to them, nothing more"),
    ("no", "en", "I have not answered and not promised anything"),
    ("no", "en", "admitted or paid i have nothing"),
    ("no", "en", "We did not apologise or offer money"),
    (None, "de", "Die Seite war vertraglich fest zugesagt zum 1. Oktober, wir wurden nicht fertig"),
    (None, "de", "Liefertermin war vertraglich auf den 3. März zugesichert, wir haben ihn gerissen"),
    (None, "de", "Wir hatten die Fertigstellung bis Ende Mai versprochen und nicht geschafft"),
    (None, "de", "einen neuen Onlineshop liefern, vertraglich fest zugesagt zum 1. Oktober"),
    (None, "de", "Im Angebot hatten wir 99,9 % Verfügbarkeit zugesagt"),
    (None, "de", "der Kunde hat die Abnahme schon unterschrieben"),
    (None, "en", "We had promised delivery for 1 May in the contract and could not make it"),
    (None, "en", "The launch was promised for Monday in the contract and slipped"),
    (None, "de", "zugesagter Termin war der 5. Juni"),
    ("yes", "de", "Ich habe dem Kunden am Telefon zugesagt, dass ich alles ersetze"),
    ("yes", "de", "hab ihm versprochen dass ich das zahle"),
    (
        "yes",
        "de",
        "Ich habe in meiner Panik gleich geantwortet, dass alles meine Schuld ist und ich das bezahle",
    ),
    ("yes", "en", "I promised to pay for it"),
    ("yes", "de", "Wir haben ihnen bis Freitag Ersatz zugesagt"),
    ("yes", "de", "Ich habe mich entschuldigt und den Schaden anerkannt"),
    ("yes", "de", "Ich hab nichts unterschrieben, aber zugesagt dass ich zahle"),
]


@pytest.mark.parametrize(("value", "lang", "text"), TOLD)
def test_told_in_a_story(value: str | None, lang: str, text: str) -> None:
    found = find_statement_made(text, lang=lang)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(("value", "lang", "text"), [told for told in TOLD if told[0]])
def test_told_in_the_answer(value: str, lang: str, text: str) -> None:
    found = find_statement_made(text, lang=lang, asked=True)
    assert found is not None
    assert found.value == value
