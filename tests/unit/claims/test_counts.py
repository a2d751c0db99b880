"""How many, and in which country: short answers in free words."""

import pytest

from bot.claims.countries import countries_in
from bot.claims.counts import count_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("60", 60),
        ("about 60", 60),
        ("etwa 3000 Kunden", 3000),
        ("1.200", 1200),
        ("1,200 people", 1200),
        ("1'200 Patienten", 1200),
        ("2 300", 2300),
        ("12.000.000", 12_000_000),
        ("10k", 10_000),
        ("1.5k", 1_500),
        ("1,5 Mio.", 1_500_000),
        ("5 hundred", 500),
        ("10 bis 12 tausend", 12_000),
        ("40–60", 60),
        ("zwei Listen, 1500 Leute", 1500),
        ("500+", 500),
        ("mehrere tausend", 1_000),
        ("fünftausend", 1_000),
        ("hundreds", 100),
        ("mehrere Mio", 1_000_000),
        ("no idea", None),
        ("in m", None),
        ("", None),
    ],
)
def test_count_is_read_from_a_short_text(text: str, number: int | None) -> None:
    assert count_in(text) == number


def test_count_of_any_length_is_read() -> None:
    assert (count_in("9" * 400) or 0) > 10**399


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("USA", "US"),
        ("the US", "US"),
        ("us", "US"),
        ("U.S.", "US"),
        ("America", "US"),
        ("Texas, USA", "US"),
        ("our client sits in the United States", "US"),
        ("in den Vereinigten Staaten", "US"),
        ("DE", "DE"),
        ("de", "DE"),
        ("Germany and Canada", "DE CA"),
        ("Deutschland/Kanada", "DE CA"),
        ("in der Schweiz", "CH"),
        ("they told us nothing", ""),
        ("South America", ""),
        ("Südamerika", ""),
        ("ca. drei", ""),
        ("weiß nicht", ""),
        ("", ""),
    ],
)
def test_countries_are_read_from_a_short_text(text: str, codes: str) -> None:
    assert countries_in(text) == frozenset(codes.split())


def test_a_state_behind_its_town_is_no_country() -> None:
    assert countries_in("bookkeeping firm in Worcester MA") == frozenset()
    assert countries_in("London UK") == {"GB"}
