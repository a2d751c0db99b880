"""What answers mean to the question they answer, learnt from labelled ones."""

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.extraction.meanings import OTHER, SUMMARY, UNKNOWN, Meanings
from bot.service.answers.learnt import SURE

ANSWERS = Path(__file__).parents[3] / "data" / "eval" / "answers-dev.jsonl"


@pytest.fixture(scope="module")
def meanings(models: Path) -> Meanings:
    return Meanings.load(models)


def test_answers_of_others_are_understood(meanings: Meanings) -> None:
    right: Counter[str] = Counter()
    for row in map(json.loads, ANSWERS.read_text("utf-8").splitlines()):
        found = meanings.of(row["asks"], row["text"])
        assert found is not None
        right["all"] += 1
        right["right"] += found.value == row["means"]
        right["sure"] += found.confidence >= SURE
        right["sure and right"] += found.confidence >= SURE and found.value == row["means"]
    assert right["right"] >= 0.94 * right["all"]
    assert right["sure"] >= 0.9 * right["all"]
    assert right["sure and right"] >= 0.98 * right["sure"]


@pytest.mark.parametrize(
    ("asks", "text", "means"),
    [
        ("notice_kind", "not a dicky bird out of them so far", "circumstance"),
        ("notice_kind", "Bisher hat sich niemand mit einer Forderung gemeldet", "circumstance"),
        ("notice_kind", "their solicitor says we have to pay up", "demand"),
        ("caused_by", "that was yours truly", "self"),
        ("caused_by", "unser Lehrling hat den falschen Knopf gedrückt", "employee"),
        ("caused_by", "die Fremdfirma, die wir beauftragt hatten", "subcontractor"),
        ("ongoing", "sorted since Tuesday", "no"),
        ("ongoing", "leider ja, es geht immer noch nichts", "yes"),
        ("client_informed", "haven't had the heart to tell them", "no"),
        ("statement_made", "hab schon die Hälfte überwiesen", "yes"),
        ("personal_data", "nur Baupläne, keine Namen", "no"),
        (SUMMARY, "spot on, fire away", "yes"),
        (SUMMARY, "was kostet mich das eigentlich?", OTHER),
        ("caused_by", "keine Ahnung", UNKNOWN),
        ("claim_made_on", "nobody has asked for any money", "circumstance"),
    ],
)
def test_an_answer_means(meanings: Meanings, asks: str, text: str, means: str) -> None:
    found = meanings.of(asks, text)
    assert found is not None
    assert found.value == means


@pytest.mark.parametrize("text", ["", "   ", "word " * 40])
def test_what_is_no_short_answer_means_nothing(meanings: Meanings, text: str) -> None:
    assert meanings.of("ongoing", text) is None


def test_a_question_without_answers_is_not_guessed(meanings: Meanings) -> None:
    assert meanings.of("insured_name", "Siobhan Kelly") is None
    assert meanings.of(None, "yes") is None
