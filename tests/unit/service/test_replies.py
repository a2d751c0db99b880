"""What is said to people who are brief, upset, or think aloud: confessions, complaints, refusals, points named by kind."""

import pytest

from bot.conversations.model import HandoffReason
from bot.extraction.found import Reading
from tests.builders import a_complete_claim, a_conversation, a_reading, a_sent_claim, a_text
from tests.unit.service.hearing import CATALOGUE, LONG_STORY, hear

_CALLED = {HandoffReason.ASKED_FOR, HandoffReason.COMPLAINT}

# Confessions


def test_a_confession_is_taken_down_and_not_answered_as_a_question_of_cover() -> None:
    claim = a_complete_claim({"statement_made": "yes"}, without="claimant")
    reading = Reading(statement_made=a_text("yes"))
    first = hear(
        "ask_coverage", reading, claim=claim, asks="claimant", text="I told them my insurance will pay"
    )
    assert first.said == ["utter_statement_made"]
    second = hear(
        "complaint", reading, claim=claim, conversation=first.conversation, text="and I apologised to them"
    )
    assert second.said == ["utter_thanks"]
    assert not _CALLED & set(second.conversation.reasons)


def test_a_question_about_a_confession_is_still_a_question() -> None:
    claim = a_complete_claim(without="claimant")
    turned = hear(
        "ask_coverage", claim=claim, asks="claimant", text="I already apologised, am I still covered?"
    )
    assert "utter_coverage" in turned.said


# Persons and complaints


def test_a_question_about_a_confession_needs_no_mark() -> None:
    claim = a_complete_claim({"statement_made": "yes"}, without="claimant")
    text = "will i lose my cover because i said sorry"
    assert hear("ask_coverage", claim=claim, asks="claimant", text=text).said == ["utter_trouble"]


def test_facts_in_strong_words_call_nobody() -> None:
    claim = a_complete_claim(without="claimant")
    for intent in ("request_human", "complaint"):
        reading = a_reading(claimant="Veltman Home")
        turned = hear(intent, reading, claim=claim, asks="claimant", text="Veltman Home, lovely lot")
        assert not _CALLED & set(turned.conversation.reasons)


def test_a_wish_for_a_person_counts_beside_facts() -> None:
    claim = a_complete_claim(without="claimant")
    reading = a_reading(claimant="Veltman Home")
    turned = hear(
        "request_human", reading, claim=claim, asks="claimant", text="Veltman Home. Get me a person"
    )
    assert HandoffReason.ASKED_FOR in turned.conversation.reasons


def test_a_second_complaint_is_answered_in_other_words() -> None:
    claim = a_complete_claim(without="claimant")
    first = hear("complaint", claim=claim, asks="claimant", text="what a useless service")
    second = hear("complaint", claim=claim, conversation=first.conversation, text="a disgrace really")
    assert first.said[0] == "utter_complaint"
    assert second.said == ["utter_complaint_again"]


# Refusals


def test_who_refuses_what_is_needed_hears_why_then_of_a_person_then_gets_one() -> None:
    claim = a_complete_claim(without="insured_name")
    turned = hear("deny", claim=claim, asks="insured_name", text="no")
    said = [turned.said[0]]
    for _ in range(2):
        turned = hear("deny", claim=claim, conversation=turned.conversation, text="no")
        said.append(turned.said[0])
    assert said == ["utter_needed", "utter_needed_again", "utter_offer_person"]
    assert HandoffReason.MISUNDERSTOOD in turned.conversation.reasons


# The summary


def test_a_date_that_is_wrong_is_picked_among_the_dates() -> None:
    turned = hear("correct", claim=a_complete_claim(), asks="confirm", text="the date is wrong")
    points = [str(option[2]["change"]) for option in turned.outcome.options]
    assert turned.outcome.asks == "confirm"
    assert len(points) > 1
    assert all(CATALOGUE.field(point).kind == "period" for point in points)


def test_after_the_notice_was_sent_what_happens_now_is_what_comes_next() -> None:
    claim = a_sent_claim()
    turned = hear("ask_process", claim=claim, text="what happens now?")
    assert turned.said == ["utter_next_steps"]


def test_who_comes_back_goes_on() -> None:
    claim = a_complete_claim(without="claimant")
    turned = hear("goodbye", claim=claim, text="ok I have time now")
    assert turned.said == ["utter_going_on"]
    assert turned.outcome.asks == "claimant"


def test_there_is_nothing_before_the_first_question() -> None:
    turned = hear("out_of_scope", asks="description", text="go back")
    assert turned.said == ["utter_no_back"]


def test_after_the_notice_was_sent_there_is_always_an_answer() -> None:
    for text in ("what happens now?", "say that again"):
        assert hear("repeat_question", claim=a_sent_claim(), text=text).said


def test_words_that_are_kept_and_answer_nothing_do_not_go_in_circles() -> None:
    claim = a_complete_claim(without="statement_made")
    talk = a_conversation(asks="statement_made")
    said = []
    for _ in range(3):
        turned = hear("inform", claim=claim, conversation=talk, text="they are all in the new system now")
        said.append(turned.said[0])
    assert said == ["utter_kept", "utter_kept", "utter_offer_person"]
    assert claim.knows("statement_made")
    assert "in the new system" in str(claim.value("description"))


# Who caused it, guessed


@pytest.mark.parametrize(
    ("value", "confidence", "said"),
    [("self", 0.75, True), ("employee", 0.89, True), ("self", 0.9, False), ("unknown", 0.75, False)],
)
def test_whom_a_story_was_taken_to_name_is_said_back_unless_it_is_beyond_doubt(
    value: str, confidence: float, said: bool
) -> None:
    reading = a_reading(caused_by=a_text(value, confidence, span=None))
    turned = hear("report_claim", reading, text=LONG_STORY, introduced=False)
    assert turned.claim.value("caused_by") == value
    assert ("utter_cause_assumed" in turned.said) is said


def test_who_was_named_is_not_said_back_as_a_guess() -> None:
    reading = a_reading(caused_by=a_text("employee", 0.8))
    turned = hear("inform", reading, asks="caused_by", text="my trainee")
    assert "utter_cause_assumed" not in turned.said
