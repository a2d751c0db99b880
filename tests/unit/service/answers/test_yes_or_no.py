"""What answers a question for yes or no, and what is told of something else while one is open."""

import pytest

from bot.extraction.found import Reading
from bot.extraction.notice import find_ongoing, find_statement_made
from tests.builders import a_claim
from tests.unit.service.hearing import hear

_ELSE = {
    "statement_made": [
        "Alan Price", "Jan", "Frau Ja", "Nein GmbH", "Herr Jahn", "Gasthof hasn't asked for anything",
        "the server still doesn't work",
        "nobody was hurt", "no personal data in there", "läuft immer noch nicht", "die haben nix gefordert",
        "der hat sich nicht gemeldet",
        "ok", "passt", "alles klar", "grand", "thanks, got it", "not in writing", "schriftlich nichts", "is that right?",
        "they paid us 500", "der Kunde hat uns schon bezahlt", "not Thursday, Friday", "it wasn't me, it was our trainee",
    ],
    "notice_kind": [
        "läuft immer noch nicht, seit 8 Uhr", "haben se selber gemerkt, war ja nix mehr da", "the backup wasn't there",
        "unterschrieben hab ich nix", "verletzt wurde niemand", "I can't reach anyone there",
    ],
    "client_informed": ["die haben nix gefordert", "it's not encrypted", "nothing was signed"],
    "ongoing": ["gut", "fine", "they haven't asked for money", "das war nicht ich", "I didn't sign anything"],
    "personal_data": ["läuft immer noch nicht", "we haven't paid anyone"],
    "court_papers": ["das Foto ist nicht mehr online", "I haven't paid"],
    "key_marked": ["bei der Polizei war ich nicht", "they haven't asked for money"],
}  # fmt: skip
_NO = {
    "statement_made": [
        "no", "nah mate", "hell no", "not that I know", "none at all", "nuh uh", "I wish", "I wouldn't dare", "not a penny",
        "nö, hab nix unterschrieben", "ned wirklich", "um Gottes willen nein", "nei, gar nüt", "nichts dergleichen",
        "na sicher ned",
        "nein, hab mit Frau Huber nur telefoniert", "no, we have only exchanged emails with Ms Doyle",
    ],
    "client_informed": ["not a soul", "haven't dared", "keine Menschenseele", "noch keinem"],
    "ongoing": ["not any more", "nimmer", "no, fixed on Monday"],
}  # fmt: skip
_YES = {
    "statement_made": ["yes", "jo scho", "afraid so", "ja leider", "I did, yes", "yeah, sadly", "👍"],
    "client_informed": ["they did, by phone", "logisch", "sure have"],
}


def _told(asked: str, text: str, intent: str) -> object:
    lang = "de" if any(letter in text for letter in "äöüß") or "nicht" in text else "en"
    reading = Reading(
        ongoing=find_ongoing(text, lang=lang, asked=asked == "ongoing"),
        statement_made=find_statement_made(text, lang=lang, asked=asked == "statement_made"),
    )
    claim = a_claim({"description": "…", "incident_type": "system_outage"})
    return hear(intent, reading, claim=claim, asks=asked, text=text).claim.value(asked)


@pytest.mark.parametrize(("asked", "text"), [(name, text) for name, texts in _ELSE.items() for text in texts])
@pytest.mark.parametrize("intent", ["affirm", "deny"])
def test_what_is_told_of_something_else_answers_nothing(asked: str, text: str, intent: str) -> None:
    assert _told(asked, text, intent) is None


@pytest.mark.parametrize(("asked", "text"), [(name, text) for name, texts in _NO.items() for text in texts])
def test_a_no_in_any_words_is_one(asked: str, text: str) -> None:
    assert _told(asked, text, "deny") == "no"


@pytest.mark.parametrize(("asked", "text"), [(name, text) for name, texts in _YES.items() for text in texts])
def test_a_yes_in_any_words_is_one(asked: str, text: str) -> None:
    assert _told(asked, text, "affirm") == "yes"


@pytest.mark.parametrize("asked", ["amount_estimated", "amount_claimed", "occurred_on", "insured_contact"])
@pytest.mark.parametrize(
    "text",
    [
        "Frankly I told them I'd fix it for free",
        "honestly, we said we would cover the repair",
        "ich hab dem Kunden gesagt, ich mach das umsonst",
        "hab denen gesagt dass wir für alles aufkommen",
    ],
)
def test_a_promise_is_kept_whatever_is_asked_and_is_no_i_dont_know(asked: str, text: str) -> None:
    kind = "demand" if asked == "amount_claimed" else "circumstance"
    claim = a_claim({"description": "…", "incident_type": "lost_key", "notice_kind": kind})
    turned = hear("dont_know", Reading(), claim=claim, asks=asked, text=text)
    assert turned.claim.value("statement_made") == "yes"
    assert not turned.claim.knows(asked)
