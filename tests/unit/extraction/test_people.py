"""Numbers of people as they are said."""

import pytest

from bot.extraction.people import find_count


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "about 40", "about 40"),
        ("en", "40.. make that 60", "60"),
        ("en", "sixty", "60"),
        ("en", "a few hundred", "a few hundred (200–500)"),
        ("en", "roughly 1,200 customers", "roughly 1200"),
        ("en", "40-60", "40–60"),
        ("en", "10k", "10000"),
        ("en", "150 or so", "~150"),
        ("en", "just one person", "1"),
        ("de", "so um die 300 Leute", "so um die 300"),
        ("de", "zwischen 40 und 60", "40–60"),
        ("de", "2 Listen mit 45 Leuten", "45"),
        ("de", "dreitausend", "3000"),
        ("de", "20, nein, 30", "30"),
    ],
)
def test_count_keeps_the_number_and_how_rough_it_is(lang: str, text: str, value: str) -> None:
    found = find_count(text, lang)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", ["no idea", "all of them", "one of the sheets", "50 % of it", ""])
def test_no_number_is_no_count(text: str) -> None:
    assert find_count(text, "en") is None
