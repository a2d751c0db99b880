"""What the insured ask, say or wish beside an open question has an answer of its own."""

import pytest

from tests.builders import a_complete_claim
from tests.unit.service.hearing import CATALOGUE, hear


@pytest.mark.parametrize(
    ("intent", "text", "response"),
    [
        ("repeat_question", "why do you need that", "utter_why"),
        ("repeat_question", "Wozu brauchen Sie das?", "utter_why"),
        ("ask_coverage", "should we pay the ransom?", "utter_ransom"),
        ("ask_coverage", "was it my fault?", "utter_fault"),
        ("ask_process", "do I have to tell them tonight?", "utter_tell"),
        ("request_callback", "muss ich den Kunden heute noch anrufen?", "utter_tell"),
        ("out_of_scope", "sorry my dog's barking, give me a sec", "utter_take_time"),
        ("dont_know", "Moment, ich muss kurz nachschauen", "utter_take_time"),
        ("ask_process", "wie lange dauert das?", "utter_how_long"),
        ("ask_process", "can I send you a photo?", "utter_documents"),
        ("repeat_question", "where do I find my policy number", "utter_help"),
    ],
)
def test_a_question_has_the_answer_that_fits_it(intent: str, text: str, response: str) -> None:
    turned = hear(intent, claim=a_complete_claim(without="claimant"), asks="claimant", text=text)
    assert turned.said == [response]
    assert turned.outcome.asks == "claimant"


@pytest.mark.parametrize("field", [field for field in CATALOGUE.fields if field.asked], ids=lambda f: f.name)
def test_every_field_has_a_reason_in_both_languages(field: object) -> None:
    assert set(field.why) == {"en", "de"}  # type: ignore[attr-defined]


def test_going_back_asks_the_question_before() -> None:
    turned = hear(
        "inform",
        claim=a_complete_claim(without="claimant"),
        asks="claimant",
        trail=["incident_type", "occurred_on", "claimant"],
        text="go back",
    )
    assert turned.outcome.asks == "occurred_on"
