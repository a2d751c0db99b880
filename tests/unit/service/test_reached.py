"""How somebody is reached: the number of a call is theirs, what was told before is meant, and who waits hears who calls."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversations.model import HandoffReason
from bot.extraction.found import Reading
from tests.builders import a_claim, a_complete_claim, a_conversation, a_text, a_type
from tests.unit.service.hearing import Turned, hear

SATURDAY = datetime(2026, 4, 11, 19, 30, tzinfo=ZoneInfo("Europe/Berlin"))


def test_the_number_of_a_call_is_how_they_are_reached() -> None:
    claim = a_complete_claim(without="insured_contact")
    turned = hear(
        "request_callback", claim=claim, text="Sie können mich anrufen, aber nicht vor zehn, 089 5550171"
    )
    assert turned.claim.value("insured_contact") == "089 5550171"
    assert turned.conversation.callback["time"] == "aber nicht vor zehn"
    assert turned.outcome.asks == "confirm"


def test_days_on_which_no_call_is_wanted_are_none_of_it() -> None:
    number = Reading(insured_contact=a_text("+49 30 901820"))
    turned = hear("request_callback", number, claim=a_claim(), text="rufen Sie mich an, nur nicht am Freitag")
    assert turned.conversation.callback["time"] == "nur nicht am Freitag"
    assert turned.conversation.callback["days"] == ""


@pytest.mark.parametrize(
    "text",
    [
        "the number I gave you ten minutes ago",
        "you have it already",
        "the one from above",
        "same number as for the call",
        "die Nummer die ich Ihnen gegeben hab",
        "d'Nummere han i scho gäh",
    ],
)
def test_a_number_told_before_is_meant(text: str) -> None:
    claim = a_complete_claim({"description": "It broke. My desk is 030 901820."}, without="insured_contact")
    turned = hear("nlu_fallback", claim=claim, asks="insured_contact", text=text)
    assert turned.claim.value("insured_contact") == "030 901820"
    assert turned.outcome.asks == "confirm"


def test_what_was_never_told_is_asked_for_and_no_question_of_cover() -> None:
    claim = a_complete_claim(without="insured_contact")
    turned = hear("ask_coverage", claim=claim, asks="insured_contact", text="it's the same as on my policy")
    assert "utter_coverage" not in turned.said
    assert "utter_not_told" in turned.said
    assert turned.outcome.asks == "insured_contact"


@pytest.mark.parametrize("text", ["just write here", "schreiben Sie mir einfach hier", "text me here"])
def test_the_chat_as_the_best_way_is_answered_as_such(text: str) -> None:
    claim = a_complete_claim(without="insured_contact")
    turned = hear("skip", claim=claim, asks="insured_contact", text=text)
    assert "utter_chat_suits" in turned.said
    assert turned.claim.value("preferred_contact") == "chat"


@pytest.mark.parametrize("number", ["07700 900461", "0171 5550123", "+44 20 7946 0018"])
def test_a_telephone_number_is_no_policy(number: str) -> None:
    claim = a_complete_claim(without="insured_contact")
    reading = Reading(policy_number=a_text(number))
    turned = hear("inform", reading, claim=claim, asks="policy_number", text=number)
    assert turned.claim.value("policy_number") != number
    assert turned.claim.value("insured_contact") is not None


@pytest.mark.parametrize(
    "text", ["will share the same shortly", "it's on the letter at home", "reiche ich nach", "liegt im Büro"]
)
def test_a_policy_number_that_is_not_at_hand_follows(text: str) -> None:
    claim = a_complete_claim(without="policy_number")
    turned = hear("nlu_fallback", claim=claim, asks="policy_number", text=text)
    assert turned.outcome.asks == "confirm"


def test_the_same_number_written_otherwise_changes_nothing() -> None:
    claim = a_complete_claim({"insured_contact": "+49 30 901820"})
    reading = Reading(insured_contact=a_text("030 901820"))
    turned = hear("inform", reading, claim=claim, asks="statement_made", text="030 901820", region="DE")
    assert turned.claim.value("insured_contact") == "+49 30 901820"
    assert "utter_changed" not in turned.said


def test_what_nobody_can_do_without_is_named_when_nothing_else_is_left() -> None:
    claim = a_complete_claim(without="insured_contact")
    conversation = a_conversation(asks="insured_contact")
    for _ in range(12):
        turned = hear("nlu_fallback", claim=claim, conversation=conversation, text="hm and now what then")
    assert "utter_still_missing" in turned.said
    assert "utter_unknown_ok" not in turned.said
    assert conversation.asks == "insured_contact"


# Who waits for a call


def attacked() -> Turned:
    reading = Reading(notice_kind=a_text("cyber_emergency"), incident_type=a_type("own_cyber_loss"))
    first = hear("report_claim", reading, text="our servers are being encrypted right now")
    given = Reading(insured_contact=a_text("+49 30 901820"))
    return hear(
        "inform", given, claim=first.claim, conversation=first.conversation, text="030 901820", at=SATURDAY
    )


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("ask_process", "kann jetzt einer anrufen oder was"),
        ("request_callback", "ruft mich jetzt wer an?"),
        ("complaint", "warum ruft keiner an"),
        ("ask_process", "why does nobody ring"),
        ("nlu_fallback", "is anyone going to call me now"),
        ("nlu_fallback", "wann meldet sich jemand"),
        ("nlu_fallback", "kimmt da no wer oder ruaft wer o"),
    ],
)
def test_under_attack_they_hear_who_calls_under_which_number(intent: str, text: str) -> None:
    first = attacked()
    turned = hear(intent, claim=first.claim, conversation=first.conversation, text=text, at=SATURDAY)
    assert turned.value_of("utter_emergency_calling", "number") == "+49 30 901820"
    assert turned.value_of("utter_emergency_calling", "hotline") == "0800 000 000"
    assert "utter_process" not in turned.said


@pytest.mark.parametrize(
    ("intent", "text"), [("ask_process", "what happens now"), ("nlu_fallback", "how long does this take?")]
)
def test_under_attack_nobody_is_told_of_working_days(intent: str, text: str) -> None:
    first = attacked()
    turned = hear(intent, claim=first.claim, conversation=first.conversation, text=text, at=SATURDAY)
    assert "utter_emergency_steps" in turned.said


def test_who_waits_for_a_call_is_not_asked_for_the_number_again() -> None:
    claim, conversation = a_complete_claim(without="insured_contact"), a_conversation(asks="amount_claimed")
    hear("request_callback", claim=claim, conversation=conversation, text="call me after 5, 030 901820")
    turned = hear(
        "request_callback",
        claim=claim,
        conversation=conversation,
        text="wann ruft mich jetzt endlich einer an",
    )
    assert HandoffReason.CALLBACK in conversation.reasons
    assert turned.value_of("utter_callback_noted", "number") == "030 901820"
    assert turned.outcome.asks != "callback_number"


@pytest.mark.parametrize(
    "text", ["niemand hat was gefordert", "nobody called about money", "er kommt morgen"]
)
def test_other_words_ask_after_no_call(text: str) -> None:
    first = attacked()
    turned = hear("inform", claim=first.claim, conversation=first.conversation, text=text, at=SATURDAY)
    assert "utter_emergency_calling" not in turned.said
