"""What is said beside an answer, or takes the place of one, and changes nothing that was told."""

import pytest

from bot.extraction.found import Reading, Span
from tests.builders import a_complete_claim, a_conversation, a_date, a_reading, day
from tests.unit.service.hearing import hear


@pytest.mark.parametrize(
    ("asks", "text"),
    [
        ("ongoing", "yes still down, should be back tonight"),
        ("ongoing", "no, we rolled it back yesterday"),
        ("notice_kind", "Nein, er hat noch nichts verlangt. Angerufen hab ich ihn gestern auch schon"),
        ("statement_made", "Ich hab ihm am Dienstag gesagt das war unser Fehler. War das falsch?"),
    ],
)
@pytest.mark.parametrize("intent", ["inform", "correct"])
def test_a_told_day_stays(asks: str, text: str, intent: str) -> None:
    told = day("2026-04-03")
    claim = a_complete_claim({"incident_type": "system_outage", "occurred_on": told}, without=asks)
    hear(intent, Reading(occurred_on=a_date("2026-04-07")), claim=claim, text=text, asks=asks)
    assert claim.value("occurred_on") == told


@pytest.mark.parametrize(
    "text", ["no, sorry, it happened on the 7th", "it happened on 7 April, I looked it up"]
)
def test_a_told_day_is_set_right(text: str) -> None:
    claim = a_complete_claim({"occurred_on": day("2026-04-03")}, without="statement_made")
    said = Reading(occurred_on=a_date("2026-04-07", span=_all_of(text)))
    hear("correct", said, claim=claim, text=text, asks="statement_made")
    assert claim.value("occurred_on") == day("2026-04-07")


@pytest.mark.parametrize(
    ("asks", "text", "name"),
    [
        ("discovered_on", "same day, they called within ten minutes", "within ten minutes"),
        ("confirm", "Ja. Besten Dank", "Besten Dank"),
        ("ongoing", "no, asking for money yet", "money yet"),
    ],
)
def test_small_words_and_thanks_are_nobody(asks: str, text: str, name: str) -> None:
    claim = a_complete_claim({"claimant": "Bäckerei Zollinger AG"})
    hear("inform", a_reading(claimant=name), claim=claim, text=text, asks=asks)
    assert claim.value("claimant") == "Bäckerei Zollinger AG"


@pytest.mark.parametrize("text", ["mornings are best", "Mit freundlichen Grüßen K.-H. Ullmann"])
def test_who_takes_no_leave_is_still_there(text: str) -> None:
    turned = hear(
        "goodbye", claim=a_complete_claim(without="insured_contact"), text=text, asks="insured_contact"
    )
    assert turned.outcome.asks == "insured_contact"


@pytest.mark.parametrize("text", ["bye", "tschüss, bis morgen", "gotta go, see you later"])
def test_who_takes_leave_may_go(text: str) -> None:
    turned = hear(
        "goodbye", claim=a_complete_claim(without="insured_contact"), text=text, asks="insured_contact"
    )
    assert turned.said[0] == "utter_goodbye"


@pytest.mark.parametrize(
    ("text", "spoken", "language"),
    [
        ("can we switch to english? my german is not so good", "de", "en"),
        ("can we switch to english? my german is not so good, and nobody asked for money", "en", "en"),
        ("lieber auf deutsch bitte, mein englisch ist schlecht", "en", "de"),
    ],
)
def test_the_language_that_is_wished_for(text: str, spoken: str, language: str) -> None:
    conversation = a_conversation(language=spoken, asks="notice_kind", introduced=True)
    hear(
        "change_language", claim=a_complete_claim(without="notice_kind"), text=text, conversation=conversation
    )
    assert conversation.language == language


def _all_of(text: str) -> Span:
    return Span(0, len(text) - 3, len(text))
