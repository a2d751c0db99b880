"""What is asked, what an answer looks like, and which turns of phrase it holds."""

import pytest
from components.cues import cues_in
from components.questions import is_yes_no, kind_of_question, shapes_of_answer


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("", "none"),
        ("What happened?", "opening"),
        ("Wann haben Sie es bemerkt?", "date"),
        ("Thanks. When did Alderway Dental first ask you for the money?", "date"),
        ("How much do they want?", "amount"),
        ("Which client is it?", "name"),
        ("Um welchen Kunden geht es?", "name"),
        ("Is everything right?", "confirm"),
        ("Ist alles richtig?", "confirm"),
        ("Changed. Anything else?", "more"),
        ("Under which e-mail can we write to you?", "contact"),
        ("Thank you, Mara.", "statement"),
    ],
)
def test_the_kind_of_a_question(question: str, kind: str) -> None:
    assert kind_of_question(question) == kind


@pytest.mark.parametrize(
    ("question", "yes_no"),
    [
        ("Was the key marked?", True),
        ("Have you agreed to pay or signed anything so far?", True),
        ("War der Schlüssel gekennzeichnet?", True),
        ("When did you notice it?", False),
        ("Wie viel fordert der Kunde?", False),
    ],
)
def test_questions_that_yes_and_no_answer(question: str, yes_no: bool) -> None:
    assert is_yes_no(question) is yes_no


def test_shapes_of_answers() -> None:
    assert {"digit", "only_digits", "words_1"} <= set(shapes_of_answer("1.400"))
    assert "email" in shapes_of_answer("Mara Lindt mara.lindt@example.com")
    assert "no" in shapes_of_answer("nö, eigentlich nicht")
    assert "no" not in shapes_of_answer("Nora Keller")


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("can a human take over", "human"),
        ("chan i mit öpperem rede", "human"),
        ("bitte rufen Sie mich an", "call_me"),
        ("fangen wir noch mal von vorne an", "restart"),
        ("🤷", "dont_know"),
        ("nicht Samstag sondern Sonntag", "correct"),
        ("WAS SOLL DAS?!!", "complaint"),
        ("👎", "shake"),
        ("das ist nicht richtig", "shake"),
        ("👍🏽", "nod"),
        ("what's that got to do with it", "why_this_question"),
        ("wozu brauchen Sie das", "why_this_question"),
    ],
)
def test_cues_are_found_in_both_languages(text: str, cue: str) -> None:
    assert cue in cues_in(text)


def test_wrong_is_a_refusal_only_as_the_whole_answer() -> None:
    assert "shake" not in cues_in("the wrong backup was restored")


def test_a_plain_name_holds_no_cue() -> None:
    assert cues_in("Alderway Dental") == []
