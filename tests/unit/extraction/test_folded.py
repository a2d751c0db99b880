"""Texts and patterns in lower case find what disregarding case would."""

import re

import pytest

from bot.extraction.folded import fold, folded


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bWe (?:Want|Need)\b", "we want, WE NEED"),
        (r"[A-ZÄÖÜ]{2,}\S+", "abÜ9 x"),
        (r"(?P<Name>Kund\w*)\s(?P=Name)", "Kunde KUNDE, kunde kunde"),
        (r"(?<!\W)\Dx(?=Y)", "axy AXY .xy"),
        (r"ß+|É", "Straße ÉTÉ été"),
    ],
)
def test_finds_the_same_places_as_a_search_that_disregards_case(pattern: str, text: str) -> None:
    expected = [found.span() for found in re.finditer(pattern, text, re.IGNORECASE)]
    assert expected
    assert [found.span() for found in re.finditer(folded(pattern), fold(text))] == expected


def test_a_pattern_that_tells_capitals_apart_is_refused() -> None:
    with pytest.raises(ValueError, match="capitals"):
        folded("(?-i:A)b")


@pytest.mark.parametrize("text", ["İstanbul", "ΣΑΣ", "STRASSE", "ǅ"])
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)
