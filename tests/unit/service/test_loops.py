"""Nobody goes round in circles: what is said beside a question counts, and no question is put more than three times in a row."""

import pytest

from bot.claims.model import Claim, SetBy
from bot.conversations.model import HandoffReason
from bot.extraction.found import Reading
from bot.service.hearing import CONFIRM
from tests.builders import a_complete_claim, a_conversation, a_fact, a_reading, a_sum, a_text, euros
from tests.unit.service.hearing import hear

POLICY = "policy_number"


def _without_policy() -> Claim:
    return a_complete_claim(without=POLICY)


# At the summary


@pytest.mark.parametrize("intent", ["affirm", "inform", "goodbye", "change_language", "deny", "nlu_fallback"])
def test_an_order_to_send_sends_whatever_stands_beside_it(intent: str) -> None:
    turned = hear(intent, claim=a_complete_claim(), asks=CONFIRM, text="thats the sorry story, send it")
    assert turned.outcome.confirmed


@pytest.mark.parametrize("text", ["send it, the client is Miller", "send it, I noticed it on the 3rd"])
def test_an_order_beside_a_value_sends_nothing(text: str) -> None:
    assert not hear("affirm", claim=a_complete_claim(), asks=CONFIRM, text=text).outcome.confirmed


@pytest.mark.parametrize(
    ("intent", "text"), [("inform", "it is a long story you know"), ("nlu_fallback", "qwertz")]
)
def test_the_summary_is_never_shown_three_times_in_the_same_words(intent: str, text: str) -> None:
    claim, conversation = a_complete_claim(), a_conversation(asks=CONFIRM, asked={f"{CONFIRM}/first": 1})
    turns = [hear(intent, claim=claim, conversation=conversation, text=text) for _ in range(9)]
    shown = ["first", *(turned.outcome.wording for turned in turns if turned.outcome.asks)]
    assert max(map(shown.count, shown)) <= 2
    assert "utter_offer_person" in turns[2].said
    assert all(turned.said for turned in turns)
    assert hear("affirm", claim=claim, conversation=conversation, text="send it").outcome.confirmed


# Any question


@pytest.mark.parametrize(
    ("intent", "text"),
    [("nlu_fallback", "qwertz"), ("thank", "thanks"), ("inform", "it is what it is now")],
)
@pytest.mark.parametrize("asks", ["statement_made", "claimant", "notice_kind"])
def test_nothing_is_asked_more_than_three_times_in_a_row(asks: str, intent: str, text: str) -> None:
    claim, conversation = a_complete_claim(without=asks), a_conversation()
    put = [hear("greet", claim=claim, conversation=conversation, text="hello").outcome.asks]
    put += [hear(intent, claim=claim, conversation=conversation, text=text).outcome.asks for _ in range(5)]
    assert put.count(asks) <= 3


def test_what_must_be_known_is_left_for_something_else_and_asked_for_again() -> None:
    claim = a_complete_claim(without="insured_contact")
    claim.facts = [fact for fact in claim.facts if fact.field != POLICY]
    conversation = a_conversation(
        asks="insured_contact", asked={"insured_contact/first": 1, "insured_contact/in a row": 1}
    )
    put = [hear("thank", claim=claim, conversation=conversation, text="thanks") for _ in range(3)]
    assert [turned.outcome.asks for turned in put] == ["insured_contact", "insured_contact", POLICY]
    later = hear("dont_know", claim=claim, conversation=conversation, text="don't know")
    assert later.outcome.asks == "insured_contact"


# Answers beside questions


@pytest.mark.parametrize(
    "text",
    [
        "wo finde ich das? weiss nicht",
        "where would I find that? no idea",
        "wo steht die denn, keine Ahnung",
        "what is that? I don't know",
    ],
)
def test_a_dont_know_beside_a_question_goes_on(text: str) -> None:
    turned = hear("dont_know", claim=_without_policy(), asks=POLICY, text=text)
    assert "utter_help" in turned.said or "?" not in text
    assert turned.outcome.asks == CONFIRM


def test_a_number_beside_why_it_is_wanted_is_taken() -> None:
    text = "why do you need that? it's PI-204-1877"
    reading = a_reading(policy_number=a_text("PI-204-1877"))
    turned = hear("inform", reading, claim=_without_policy(), asks=POLICY, text=text)
    assert turned.claim.value(POLICY) == "PI-204-1877"
    assert "utter_why" in turned.said


@pytest.mark.parametrize(
    "text",
    [
        "liegt auf dem verschlüsselten Server",
        "it's with our bookkeeper",
        "on the laptop that got stolen",
        "my husband keeps those papers",
        "somewhere in a folder, couldn't tell you",
        "im Handschuhfach",
        "mein Makler hat die Unterlagen",
        "hab i grad ned do",
        "ich bin seit Jahren bei Ihnen",
    ],
)
@pytest.mark.parametrize("intent", ["inform", "ask_privacy", "dont_know"])
def test_where_the_number_lies_says_that_it_is_not_at_hand(text: str, intent: str) -> None:
    turned = hear(
        intent, a_reading(claimant=a_text("bookkeeper")), claim=_without_policy(), asks=POLICY, text=text
    )
    if "Jahren" not in text:
        assert turned.outcome.asks == CONFIRM
        assert turned.claim.value(POLICY) is None
    assert "utter_privacy" not in turned.said
    assert turned.claim.value("claimant") != "bookkeeper"


@pytest.mark.parametrize(
    "text",
    [
        "where do I find that?",
        "is my data safe with you?",
        "can somebody call me",
        "the client is called Miller by the way",
    ],
)
def test_a_question_or_a_word_of_something_else_leaves_the_number_open(text: str) -> None:
    reading = a_reading(claimant=a_text("Miller")) if "Miller" in text else Reading()
    assert not hear("inform", reading, claim=_without_policy(), asks=POLICY, text=text).claim.knows(POLICY)


# Sums beside a yes


@pytest.mark.parametrize("intent", ["inform", "affirm", "correct"])
def test_a_sum_beside_a_yes_is_demanded_and_no_estimate(intent: str) -> None:
    claim = a_complete_claim({"amount_estimated": euros("12000")}, without="notice_kind")
    claim.facts = [fact for fact in claim.facts if fact.field not in ("amount_claimed", "claim_made_on")]
    claim.record(a_fact("notice_kind", "circumstance", set_by=SetBy.BOT, confidence=0.6))
    reading = a_reading(amount_estimated=a_sum("12000"))
    turned = hear(intent, reading, claim=claim, asks="notice_kind", text="Ja 12.000")
    if intent != "correct":
        assert turned.claim.value("notice_kind") == "demand"
        assert turned.claim.value("amount_claimed") == euros("12000")


def test_what_was_given_back_is_neither_damage_nor_demand() -> None:
    claim = a_complete_claim({"notice_kind": "circumstance"}, without="statement_made")
    claim.facts = [fact for fact in claim.facts if fact.field not in ("amount_claimed", "amount_estimated")]
    reading = a_reading(amount_estimated=a_sum("300"), statement_made=a_text("yes"))
    text = "i said its totally my fault and i gave the deposit back, 300"
    turned = hear("correct", reading, claim=claim, asks="statement_made", text=text)
    assert turned.claim.value("statement_made") == "yes"
    assert turned.claim.value("amount_estimated") is None


def test_a_person_is_offered_once_the_question_was_put_in_vain() -> None:
    claim, conversation = a_complete_claim(without="statement_made"), a_conversation()
    hear("greet", claim=claim, conversation=conversation, text="hello")
    for _ in range(3):
        hear("nlu_fallback", claim=claim, conversation=conversation, text="qwertz")
    assert HandoffReason.MISUNDERSTOOD in conversation.reasons
