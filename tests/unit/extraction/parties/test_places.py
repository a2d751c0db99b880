"""Places are nobody, whatever their capitals; firms named after them are somebody."""

import pytest

from bot.extraction.parties.places import cities, is_place


@pytest.mark.parametrize(
    "name", ["Sierra Leone", "Österreich", "Frankfurt", "Melbourne FL", "Lake Geneva", "New York"]
)
def test_a_place_is_nobody(name: str) -> None:
    assert is_place(name)


@pytest.mark.parametrize(
    "name", ["Geneva Dental", "Bäckerei Linz", "Florence", "Kessler", "Frankfurt Optik GmbH"]
)
def test_what_is_named_after_a_place_may_be_somebody(name: str) -> None:
    assert not is_place(name)


def test_cities_are_no_words_of_every_day() -> None:
    assert "bremen" in cities()
    assert not {"essen", "bad", "reading"} & {*cities()}
