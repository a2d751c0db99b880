"""How many people: what the catalogue's patterns and the number beside them make of it."""

import pytest

from bot.extraction.catalogue_cues import FieldCues
from tests.builders import the_catalogue

COUNT = FieldCues(the_catalogue().field("personal_data_count"))


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "50-60 people", "50–60"),
        ("en", "between 50 and 60 customers", "50–60"),
        ("en", "two lists and 60 customers", "60"),
        ("en", "two dozen customers", "24"),
        ("en", "hundreds of users", "hundreds (200–900)"),
        ("de", "50-60 Leute", "50–60"),
        ("de", "5-600 Leute", "500–600"),
        ("de", "zwischen 50 und 60 Kunden", "50–60"),
        ("de", "ein halbes Dutzend Patienten", "6"),
        ("de", "rund 300 Patienten", "rund 300"),
    ],
)
def test_how_many_people(lang: str, text: str, wanted: str) -> None:
    found = COUNT.find(text, lang)
    assert found is not None
    assert found.value == wanted
