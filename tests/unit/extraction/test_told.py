"""What stories tell in passing: that it is over, that nothing was admitted, who knows of it."""

from pathlib import Path

import pytest

from bot.extraction.told import LIKELY, POINTS, Told


@pytest.fixture(scope="module")
def told(models: Path) -> Told:
    return Told.load(models)


@pytest.mark.parametrize(
    ("point", "value", "sentence"),
    [
        ("ongoing", "no", "Everything has been running smoothly again since Thursday lunchtime."),
        ("ongoing", "no", "seither rennt wieder alles wie gschmiert"),
        ("ongoing", "no", "I corrected the file the same afternoon, so that's done with."),
        ("ongoing", "yes", "their till system is still completely dead"),
        ("ongoing", "yes", "Die Seite ist nach wie vor nicht erreichbar."),
        ("statement_made", "no", "I kept my mouth shut about whose fault it was and promised nothing."),
        ("statement_made", "no", "Zugegeben oder bezahlt haben wir bisher nichts."),
        ("statement_made", "yes", "I told her straight out it was our mistake and that we'd cover it."),
        ("statement_made", "yes", "Mein Kollege hat ihnen schon schriftlich zugesagt, dass wir den Schaden übernehmen."),
        ("client_informed", "no", "the client has no idea about any of this yet"),
        ("client_informed", "yes", "Ich hab die Kundin noch am selben Abend angerufen und es ihr gesagt."),
        ("personal_data", "no", "No personal data was in there, just drawings."),
    ],
)  # fmt: skip
def test_a_sentence_tells(told: Told, point: str, value: str, sentence: str) -> None:
    found = told.find([f"We look after the IT of a bakery in Leeds. {sentence}"]).get(point)
    assert found is not None
    assert (found.value, found.confidence >= LIKELY) == (value, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "We signed the contract with them in March and they paid the first invoice.",
        "On Monday I deleted the wrong folder.",
        "Ich betreue die Firma seit 2017.",
        "PI-411-0042",
        "",
    ],
)
def test_most_sentences_tell_nothing_of_a_statement(told: Told, sentence: str) -> None:
    assert "statement_made" not in told.find([sentence])


def test_what_is_over_at_the_end_is_over(told: Told) -> None:
    found = told.find(["Their shop is down.", "Update: it works again since noon, all orders are coming in."])
    assert found["ongoing"].value == "no"
    assert found["ongoing"].span is not None
    assert found["ongoing"].span.message == 1


def test_what_was_admitted_stays_admitted(told: Told) -> None:
    found = told.find(
        ["I wrote to them that it was our fault and we will pay for it. I have not signed anything."]
    )
    assert found["statement_made"].value == "yes"


def test_a_short_sentence_may_be_left_to_the_question(told: Told) -> None:
    assert "ongoing" in told.find(["their shop is still down"])
    assert not told.find(["their shop is still down"], least_words=8)


def test_spans_hold_their_sentence(told: Told) -> None:
    message = "Hi. Nothing was promised and nothing was signed!  Bye."
    span = told.find([message])["statement_made"].span
    assert span is not None
    assert message[span.start : span.end] == "Nothing was promised and nothing was signed!"


def test_only_known_points_are_told(told: Told) -> None:
    assert set(
        told.find(["It is still down and nobody knows, nothing admitted, customer data are out."])
    ) <= set(POINTS)


def test_a_clause_tells_what_its_sentence_does_not(told: Told) -> None:
    found = told.find(["They want 12k. It's all fixed, nothing paid or promised."])
    assert {name: each.value for name, each in found.items() if name != "client_informed"} == {
        "ongoing": "no",
        "statement_made": "no",
    }
