"""A name, or words that say something."""

import pytest

from bot.extraction.answers import answer_text
from bot.extraction.speaking import is_sentence


@pytest.mark.parametrize(
    "text",
    [
        "aufgefallen ist es mir heute früh",
        "gemerkt letzten Freitag beim Abschluss",
        "läuft noch",
        "stolen, my whole bag",
        "noticed it yesterday",
        "haben das update zurückgenommen",
    ],
)
def test_words_that_say_something_are_no_name(text: str) -> None:
    assert is_sentence(text)
    assert answer_text("claimant", text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Alder & Finch",
        "Stadtwerke Lenzberg",
        "Das Büro GmbH",
        "It Works Ltd",
        "de Kanzlei Gruber in Wien",
        "my neighbour",
        "a guest at the fair",
        "Dr. Noch",
        "mara lindt",
        "Bäckerei Morgen",
    ],
)
def test_names_are_names(text: str) -> None:
    assert not is_sentence(text)
    assert answer_text("claimant", text) is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("yes, Huber Ltd", "Huber Ltd"),
        ("kunde heißt Kessler GmbH", "Kessler GmbH"),
        ("it was at Delta Ltd", "Delta Ltd"),
        ("das war die Frau Steiner", "Frau Steiner"),
        ("client name is Alderway", "Alderway"),
    ],
)
def test_what_leads_to_a_name_is_no_part_of_it(text: str, name: str) -> None:
    found = answer_text("claimant", text)
    assert found is not None
    assert found.value == name
    assert found.span is not None
    assert text[found.span.start : found.span.end] == name


@pytest.mark.parametrize("text", ["nix", "nothing", "whatever", "na", "nö."])
def test_nothing_is_nobodys_name(text: str) -> None:
    assert answer_text("claimant", text) is None
