"""However often somebody says nothing of use: no question is read three times in the same words, and no reply is silence."""

from collections import Counter

import pytest

from bot.claims.catalogue import Field
from bot.conversations.model import HandoffReason
from bot.service.hearing import CONFIRM
from tests.builders import a_claim, a_complete_claim, a_conversation, needs_of
from tests.unit.service.hearing import FIELDS, Turned, hear, named

TURNS = 8
SAID = {
    "nlu_fallback": "qwertz",
    "out_of_scope": "what will the weather be",
    "ask_process": "what happens then?",
    "ask_coverage": "am I covered?",
    "thank": "thanks",
    "greet": "hello",
    "complaint": "this is annoying",
    "claim_status": "how does it stand?",
    "repeat_question": "say that again",
    "change_language": "deutsch bitte",
    "correct": "no that is wrong",
    "inform": "it is a long story",
}
SIDE = ("callback_number", "restart", "cancel", "resume", "how_to_answer", "draft_mail", "reference")


def asked_again(first: Turned, intent: str, turns: int = TURNS) -> Counter[tuple[str | None, str]]:
    """How often each question was put in which words, from `first` on."""
    put: Counter[tuple[str | None, str]] = Counter()
    turned = first
    for _ in range(turns):
        turned = hear(intent, claim=turned.claim, conversation=turned.conversation, text=SAID[intent])
        assert turned.said or turned.outcome.asks
        if turned.outcome.asks not in (None, CONFIRM):
            # The summary is shown as often as something is said of it.
            put[turned.outcome.asks, turned.outcome.wording] += 1
    return put


@pytest.mark.parametrize("intent", SAID)
@pytest.mark.parametrize("field", [field for field in FIELDS if field.asked], ids=named)
def test_no_question_is_read_three_times_in_the_same_words(field: Field, intent: str) -> None:
    claim = a_complete_claim(needs_of(field), without=field.name)
    first = hear("greet", claim=claim, conversation=a_conversation(), text="hello")
    assert first.outcome.asks == field.name
    put = asked_again(first, intent)
    put[first.outcome.asks, first.outcome.wording] += 1
    assert {words: count for words, count in put.items() if count > 2} == {}


@pytest.mark.parametrize("intent", SAID)
@pytest.mark.parametrize("asks", SIDE)
def test_no_side_question_is_read_three_times_in_the_same_words(asks: str, intent: str) -> None:
    claim = a_complete_claim(without="statement_made")
    conversation = a_conversation(asks=asks, asked={f"{asks}/first": 1})
    first = Turned(outcome=None, claim=claim, conversation=conversation)  # type: ignore[arg-type]
    put = asked_again(first, intent)
    put[asks, "first"] += 1
    assert {words: count for words, count in put.items() if count > 2} == {}


def test_no_question_is_put_in_the_same_words_three_times() -> None:
    conversation, claim = a_conversation(asks="insured_name"), a_complete_claim(without="insured_name")
    put: list[tuple[str | None, str]] = []
    for intent in ["ask_coverage", "nlu_fallback", "ask_process", "dont_know"] * 4:
        turned = hear(intent, claim=claim, conversation=conversation)
        if turned.outcome.asks == "insured_name":
            put.append((turned.outcome.asks, turned.outcome.wording))
    assert max(put.count(each) for each in put) == 2
    assert HandoffReason.MISUNDERSTOOD in conversation.reasons


def test_nobody_is_met_with_silence_however_long_they_are_not_understood() -> None:
    conversation, claim = a_conversation(), a_claim()
    for _ in range(60):
        turned = hear("nlu_fallback", claim=claim, conversation=conversation, text="and one more thing")
        assert turned.said or turned.outcome.asks
