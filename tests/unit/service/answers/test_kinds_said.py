"""The kind of incident in words of the insured's own."""

import pytest

from bot.conversations.model import Doubt
from tests.builders import a_complete_claim, a_conversation, a_reading, a_type
from tests.unit.service.hearing import hear

DOUBT = Doubt("incident_type", ("missed_deadline", "data_error"))


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("de", "Softwarefehler", "software_error"),
        ("de", "Daten in falschen Händen", "privacy_breach"),
        ("de", "falsche Beratung", "professional_error"),
        ("en", "personal data / confidential documents in wrong hands", "privacy_breach"),
        ("en", "a missed deadline I think", "missed_deadline"),
        ("en", "no", "other"),
        ("de", "Fehler beim Kunden", None),
        ("en", "not a missed deadline", None),
        ("en", "is it a missed deadline?", None),
    ],
)
def test_a_kind_may_be_told_in_words_of_its_own(language: str, text: str, kind: str | None) -> None:
    claim = a_complete_claim(without="incident_type")
    talk = a_conversation(asks="incident_type", language=language, doubts=(DOUBT,))
    intent = "deny" if text == "no" else "ask_privacy" if "personal" in text else "inform"
    turned = hear(intent, claim=claim, conversation=talk, text=text)
    assert claim.value("incident_type") == kind
    assert (turned.conversation.doubts == ()) is (kind is not None)


@pytest.mark.parametrize(("asked", "kind"), [(1, None), (2, "data_loss")])
def test_the_second_answer_is_read_for_what_is_likeliest(asked: int, kind: str | None) -> None:
    claim = a_complete_claim(without="incident_type")
    talk = a_conversation(asks="incident_type", asked={"incident_type/first": asked}, doubts=(DOUBT,))
    reading = a_reading(incident_type=a_type("data_loss", 0.3, "data_error"))
    hear("inform", reading, claim=claim, conversation=talk, text="the stuff on it vanished")
    assert claim.value("incident_type") == kind


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("en", "hacked", ["security_incident", "own_cyber_loss"]),
        ("de", "gehackt", ["security_incident", "own_cyber_loss"]),
        ("de", "Virus", ["security_incident", "own_cyber_loss"]),
        ("en", "accident", ["bodily_injury", "property_damage"]),
    ],
)
def test_a_word_that_fits_two_kinds_offers_them(language: str, text: str, kinds: list[str]) -> None:
    claim = a_complete_claim(without="incident_type")
    talk = a_conversation(asks="incident_type", asked={"incident_type/first": 1}, language=language)
    turned = hear("inform", claim=claim, text=text, conversation=talk)
    assert [entities["incident_type"] for _, _, entities in turned.outcome.options] == [*kinds, "other"]
    assert turned.conversation.misunderstood == 0
    again = hear("inform", claim=claim, text=text, conversation=turned.conversation)
    assert again.conversation.misunderstood == 1


@pytest.mark.parametrize(
    ("text", "kind"), [("key", "lost_key"), ("Abmahnung", "rights_infringement"), ("not hacked", None)]
)
def test_a_word_that_fits_one_kind_is_taken(text: str, kind: str | None) -> None:
    claim = a_complete_claim(without="incident_type")
    reading = a_reading(incident_type=a_type("data_error", 0.7)) if kind is None else None
    hear("inform", reading, claim=claim, text=text, asks="incident_type")
    assert claim.value("incident_type") == kind
