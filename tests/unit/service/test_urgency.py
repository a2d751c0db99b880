"""What must not wait: emergencies, severity, clocks, and when a person answers."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.claims.model import Claim
from bot.conversations.model import Conversation, HandoffReason
from bot.extraction.found import Reading, Span, Stated
from bot.service.hearing import Understood
from tests.builders import (
    NOW,
    a_claim,
    a_complete_claim,
    a_conversation,
    a_message,
    a_press_of,
    a_sum,
    a_text,
    a_type,
    day,
)
from tests.unit.service.hearing import INTAKE, Turned, hear

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


def test_an_attack_on_the_client_that_goes_on_gets_the_hotline_and_stays_the_clients() -> None:
    reading = Reading(notice_kind=a_text("circumstance"), incident_type=a_type("security_incident"))
    turned = hear("report_claim", reading, text="our client's files are getting encrypted")
    assert turned.said == ["utter_emergency"]
    assert turned.claim.value("notice_kind") == "circumstance"


def test_an_attack_that_was_read_as_nothing_is_kept_with_its_words() -> None:
    text = "Können Sie helfen? Lösegeldforderung auf allen Rechnern"
    turned = hear("request_human", text=text)
    assert turned.said == ["utter_emergency"]
    assert turned.claim.value("description") == text
    assert turned.claim.value("incident_type") == "own_cyber_loss"


@pytest.mark.parametrize("asked", ["occurred_on", "ongoing", "mitigation"])
@pytest.mark.parametrize(
    "text", ["it's still spreading", "no they are in there NOW", "help???", "idk, just now"]
)
def test_words_of_haste_are_enough_once_an_attack_was_told(asked: str, text: str) -> None:
    claim = a_complete_claim(
        {"incident_type": "own_cyber_loss", "notice_kind": "own_loss"}, without="ongoing"
    )
    turned = hear("nlu_fallback", claim=claim, asks=asked, text=text)
    assert turned.said[0] == "utter_emergency"


def test_an_attack_that_is_over_gets_no_hotline() -> None:
    claim = a_complete_claim({"incident_type": "own_cyber_loss", "notice_kind": "own_loss", "ongoing": "no"})
    turned = hear(
        "inform", claim=claim, asks="amount_estimated", text="we need help, the hackers broke a lot"
    )
    assert "utter_emergency" not in turned.said


@pytest.mark.parametrize("text", ["we're being sued!!! hearing on 2 May", "Klage bekommen, Termin am 2. Mai"])
def test_a_suit_by_itself_is_no_missed_deadline(text: str) -> None:
    papers = Stated("court_papers", "yes", 0.8, Span(0, 0, 5))
    reading = Reading(incident_type=a_type("missed_deadline"), stated=(papers,))
    assert not hear("report_claim", reading, text=text).claim.knows("incident_type")
    late = hear("report_claim", reading, text=f"{text}, because we forgot to file the appeal")
    assert late.claim.value("incident_type") == "missed_deadline"


def test_a_deadline_is_in_the_summary_whatever_the_case_is() -> None:
    claim = a_complete_claim({"notice_kind": "circumstance", "deadline": day("2026-04-09")})
    assert "9 April 2026" in INTAKE.formats(a_conversation()).summary(claim)


def test_who_was_told_that_it_is_urgent_does_not_hear_of_two_working_days_alone() -> None:
    near = a_complete_claim({"deadline": day("2026-04-09")})
    far = a_complete_claim({"deadline": day("2026-05-20")})
    attack = a_conversation(reasons=[HandoffReason.EMERGENCY])
    said = [_sent(near, a_conversation()), _sent(far, a_conversation()), _sent(far, attack)]
    assert ["utter_urgent" in each for each in said] == [True, False, True]


def _sent(claim: Claim, conversation: Conversation) -> list[str]:
    understood = Understood("affirm", Reading(), ("m1",), story=False)
    hearing = INTAKE.hear(conversation, claim, a_message("yes"), understood, NOW)
    return [say.response for say in INTAKE.sent(hearing).says]


def test_who_has_no_number_at_hand_in_an_emergency_is_told_the_line_once_more() -> None:
    first = hear("report_claim", text="Ransomware. what do I do")
    again = hear("inform", claim=first.claim, conversation=first.conversation, text="it's still spreading")
    third = hear("inform", claim=first.claim, conversation=first.conversation, text="please hurry")
    assert (again.said, again.outcome.asks) == (["utter_emergency"], "callback_number")
    assert "utter_emergency" not in third.said


@pytest.mark.parametrize(("ends", "told"), [("2026-04-12", True), ("2026-04-13", False)])
def test_a_deadline_that_ends_before_anybody_is_back_gets_the_line(ends: str, told: bool) -> None:
    deadline = Stated("deadline", day(ends), 0.9, Span(0, 0, 5))
    claim = a_complete_claim(without="claimant")
    turned = hear(
        "inform", Reading(stated=(deadline,)), claim=claim, asks="claimant", text="a date", at=SATURDAY
    )
    assert "utter_urgent" in turned.said
    assert ("utter_cant_wait" in turned.said) is told
