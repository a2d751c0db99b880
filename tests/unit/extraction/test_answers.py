"""Names as answers to "Which client is it?", however they are led in."""

import pytest

from bot.extraction.answers import answer_text


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("Brightwater Legal", "Brightwater Legal"),
        ("it's from Brightwater Legal", "Brightwater Legal"),
        ("her name is Maeve Tolan", "Maeve Tolan"),
        ("the gentleman? a Mr Desmond Kerrigan", "Mr Desmond Kerrigan"),
        ("someone from Torrbrook Storage", "Torrbrook Storage"),
        ("the company is called Corvane Ltd", "Corvane Ltd"),
        ("von der Kita Sonnenhügel", "Kita Sonnenhügel"),
        ("er heißt Gerd Maurer", "Gerd Maurer"),
        ("Kunde Huber", "Huber"),
        ("De Chund isch d Firma Rüegg Holzbau", "Firma Rüegg Holzbau"),
        ("öpper vo dr Firma Lüthi", "Firma Lüthi"),
        ("Frau Sabine Oelkers heißt die", "Frau Sabine Oelkers"),
        ("Möbel Hansen ist der Kunde", "Möbel Hansen"),
    ],
)
def test_what_leads_a_name_in_is_no_part_of_it(answer: str, name: str) -> None:
    found = answer_text("claimant", answer)
    assert found is not None
    assert found.value == name
    assert found.span is not None
    assert answer[found.span.start : found.span.end] == name


@pytest.mark.parametrize(
    "name",
    [
        "von Allmen AG",
        "Von der Heide GmbH",
        "Client Services Ltd",
        "At Home Interiors",
        "De Beers",
        "Dr. Sommer",
    ],
)
def test_a_name_keeps_what_belongs_to_it(name: str) -> None:
    found = answer_text("claimant", name)
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize("answer", ["no idea", "his", "weiß nicht", "back"])
def test_no_name_is_given(answer: str) -> None:
    assert answer_text("claimant", answer) is None
