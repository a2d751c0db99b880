"""The status of an earlier claim: who is told, and what is no question for it."""

import random

import pytest

from bot.claims.reference import new_reference
from bot.conversations.model import HandoffReason
from bot.extraction.found import Reading, Span
from bot.service.known import Known
from tests.builders import (
    a_claim,
    a_complete_claim,
    a_conversation,
    a_date,
    a_text,
    a_type,
)
from tests.unit.service.hearing import hear


def test_status_asks_for_reference_and_second_factor() -> None:
    first = hear("claim_status", claim=a_claim(), text="what about my claim")
    assert first.outcome.asks == "reference"
    second = hear("inform", claim=first.claim, conversation=first.conversation, text="fn 26 7k3qc")
    assert second.outcome.asks in ("reference", "second_factor")


def test_status_is_told_to_who_knows_both() -> None:
    conversation = a_conversation(asks="second_factor", aside={"reference": "FN-26-7K3QD"})
    turned = hear("inform", claim=a_claim(), conversation=conversation, known=Known(status="in_review"))
    assert turned.said == ["utter_status_in_review"]
    assert turned.outcome.asks is None


def test_status_is_not_told_to_anybody_else_and_a_person_helps_after_three_tries() -> None:
    conversation = a_conversation(asks="second_factor", aside={"reference": "FN-26-7K3QD"})
    said = [hear("inform", claim=a_claim(), conversation=conversation).said for _ in range(3)]
    assert said == [["utter_status_no_match"], ["utter_status_no_match"], ["utter_status_by_person"]]
    assert conversation.reasons == [HandoffReason.ASKED_FOR]


REFERENCE = new_reference("FN", 2026, random.Random(7))


@pytest.mark.parametrize(
    ("text", "complains"),
    [
        ("ich bin stinksauer, seit drei Wochen hör ich nichts zu {}!!", True),
        ("three weeks and no answer about {}, this is ridiculous", True),
        ("{}: nobody replies", True),
        ("it's about {}", False),
    ],
)
def test_a_word_about_a_claim_that_was_sent_begins_no_other(text: str, complains: bool) -> None:
    read = (
        Reading(incident_type=a_type("missed_deadline"), occurred_on=a_date("2026-04-01"))
        if complains
        else None
    )
    turned = hear("report_claim", read, claim=a_claim(), text=text.format(REFERENCE))
    assert turned.outcome.asks == "second_factor"
    assert turned.conversation.aside["reference"] == REFERENCE
    assert not turned.claim.facts
    assert ("utter_complaint" in turned.said) is complains
    assert (HandoffReason.COMPLAINT in turned.conversation.reasons) is complains


def test_a_loss_like_an_earlier_one_is_a_report() -> None:
    told = Reading(incident_type=a_type("data_error"), occurred_on=a_date("2026-04-01"))
    text = f"Like {REFERENCE}: yesterday I deleted the wrong tables of our client Bolt Ltd"
    assert hear("report_claim", told, claim=a_claim(), text=text).claim.knows("description")


@pytest.mark.parametrize("known", [Known(status="in_review"), None])
def test_who_came_for_the_status_and_says_who_they_are_reports_nothing(known: Known | None) -> None:
    conversation = a_conversation(asks="second_factor", aside={"reference": REFERENCE})
    claim = a_claim()
    for _ in range(3 if known is None else 1):
        hear("inform", claim=claim, conversation=conversation, known=known, text="PI-1")
    policy = Reading(policy_number=a_text("PI-204-1877", span=Span(0, 0, 11)))
    added = hear("inform", policy, claim=claim, conversation=conversation, text="PI-204-1877")
    assert (added.said, added.outcome.asks, added.claim.facts) == (["utter_noted_beside"], None, [])
    story = "Yesterday I deleted the wrong tables of Bolt Ltd"
    told = hear("report_claim", claim=claim, conversation=conversation, text=story)
    assert told.claim.value("description") == story


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("the screen had been standing there for years", False),
        ("how does it stand with my report now", True),
        ("the report, where are we", True),
    ],
)
def test_a_word_on_the_loss_is_no_question_of_how_it_stands(text: str, status: bool) -> None:
    claim = a_complete_claim(without="statement_made")
    turned = hear("claim_status", claim=claim, asks="statement_made", text=text)
    assert ("utter_status_draft" in turned.said) is status
