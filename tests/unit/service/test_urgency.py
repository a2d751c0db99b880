"""What must not wait: emergencies, severity, clocks, and when a person answers."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversations.model import HandoffReason
from bot.extraction.found import Reading
from tests.builders import a_claim, a_complete_claim, a_press_of, a_sum, a_text, a_type
from tests.unit.service.hearing import Turned, hear

BERLIN = ZoneInfo("Europe/Berlin")
SATURDAY = datetime(2026, 4, 11, 19, 30, tzinfo=BERLIN)

# Emergency


def test_an_attack_that_goes_on_gets_the_hotline_before_anything_else() -> None:
    reading = Reading(notice_kind=a_text("cyber_emergency"), incident_type=a_type("own_cyber_loss"))
    turned = hear("report_claim", reading, text="our servers are being encrypted right now", introduced=False)
    assert turned.said == ["utter_emergency"]
    assert turned.value_of("utter_emergency", "hotline") == "0800 000 000"
    assert turned.outcome.asks == "callback_number"
    assert not turned.conversation.introduced
    assert turned.conversation.reasons == [HandoffReason.EMERGENCY]


def test_the_introduction_comes_with_the_next_calm_word() -> None:
    reading = Reading(notice_kind=a_text("cyber_emergency"), incident_type=a_type("own_cyber_loss"))
    first = hear("report_claim", reading, text="our servers are being encrypted right now", introduced=False)
    second = hear(
        "inform",
        Reading(insured_contact=a_text("+49 30 901820")),
        claim=first.claim,
        conversation=first.conversation,
        text="030 901820",
    )
    assert second.said[:2] == ["utter_opening", "utter_emergency_noted"]
    assert second.claim.value("insured_contact") == "+49 30 901820"


def test_an_attack_of_which_it_turns_out_that_it_goes_on_is_an_emergency_too() -> None:
    claim = a_complete_claim(
        {"incident_type": "own_cyber_loss", "notice_kind": "own_loss"}, without="ongoing"
    )
    turned = hear("affirm", claim=claim, asks="ongoing", text="yes")
    assert turned.said[0] == "utter_emergency"


def test_the_hotline_is_told_once() -> None:
    reading = Reading(notice_kind=a_text("cyber_emergency"))
    first = hear("report_claim", reading, text="they are encrypting everything")
    second = hear(
        "inform", reading, claim=first.claim, conversation=first.conversation, text="still encrypting all"
    )
    assert "utter_emergency" not in second.said


# When somebody answers


def at(moment: datetime, intent: str, text: str) -> Turned:
    """A wish at another time than the usual one."""
    return hear(intent, claim=a_complete_claim(without="claimant"), asks="claimant", text=text, at=moment)


def test_outside_opening_hours_the_time_of_return_is_told_and_a_call_offered() -> None:
    turned = at(SATURDAY, "request_human", "i want a human")
    assert turned.said == ["utter_human", "utter_back_on"]
    assert turned.value_of("utter_back_on", "time") == "on Monday 13 April at 08:00"
    assert turned.outcome.asks == "how_to_answer"
    assert turned.labels == ["Call me", "Write here", "It can't wait"]


@pytest.mark.parametrize(
    ("label", "said", "asks"),
    [
        ("Call me", None, "callback_number"),
        ("Write here", "utter_write_here", "claimant"),
        ("It can't wait", "utter_cant_wait", "claimant"),
    ],
)
def test_each_way_of_waiting_is_taken(label: str, said: str | None, asks: str) -> None:
    turned = at(SATURDAY, "request_human", "i want a human")
    option = next(option for option in turned.outcome.options if option[0] == label)
    chosen = hear(option[1], claim=turned.claim, conversation=turned.conversation, pressed=a_press_of(option))
    assert chosen.outcome.asks == asks
    assert said is None or said in chosen.said


# Clocks


def test_a_report_that_is_about_to_be_late_is_seen_by_staff() -> None:
    claim = a_complete_claim(without="claimant")
    turned = hear("inform", Reading(claimant=a_text("Alderway")), claim=claim, asks="claimant")
    assert HandoffReason.CLOCK in turned.conversation.reasons


def test_a_large_sum_is_told_to_a_person_and_when_they_answer() -> None:
    turned = hear("inform", Reading(amount_claimed=a_sum("90000")), claim=a_claim(), asks="amount_claimed")
    assert "utter_urgent" in turned.said
    assert "utter_answer_by" in turned.said


def test_words_of_an_attack_that_goes_on_are_enough() -> None:
    reading = Reading(notice_kind=a_text("own_loss"), incident_type=a_type("own_cyber_loss"))
    turned = hear("report_claim", reading, text="hackers are in, files are getting encrypted")
    assert turned.said == ["utter_emergency"]
    assert turned.claim.value("notice_kind") == "cyber_emergency"


def test_an_attack_on_the_client_that_goes_on_is_no_emergency_of_ones_own() -> None:
    reading = Reading(notice_kind=a_text("circumstance"), incident_type=a_type("security_incident"))
    turned = hear("report_claim", reading, text="our client's files are getting encrypted")
    assert "utter_emergency" not in turned.said
