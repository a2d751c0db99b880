"""Bare figures that are money because they come to a sum that is, and bare sums beside one of the same kind."""

from decimal import Decimal

import pytest

from bot.extraction.money.amounts import find_amounts


def _sums(text: str, *, lang: str = "de", region: str = "CH") -> list[int | Decimal]:
    return [found.low for found in find_amounts(text, lang=lang, region=region)]


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("CHF 16'700, nämlich 12'200 Steuer, 4'500 Zins", [16700, 12200, 4500]),
        ("CHF 900: Glas 310, Rahmen 190, Einbau 400", [900, 310, 190, 400]),
        ("CHF 12'200 Steuer und CHF 4'500 Zins macht 16'700", [12200, 4500, 16700]),
    ],
)
def test_parts_and_their_total_are_money_together(text: str, sums: list[int]) -> None:
    assert _sums(text) == sums


@pytest.mark.parametrize(
    "text",
    [
        "CHF 16'700 für 12'200 Karten",
        "CHF 90: Glas 40, Seite 50",
        "Fr. 4'024 seit 2019, vorher 2005",
    ],
)
def test_figures_that_make_no_total_stay_what_they_are(text: str) -> None:
    assert len(_sums(text)) == 1


def test_a_part_has_the_currency_of_its_total_and_its_own_place() -> None:
    text = "CHF 16'700, nämlich 12'200 Steuer, 4'500 Zins"
    part = find_amounts(text, lang="de", region="DE")[1]
    assert (part.currency, part.currency_stated) == ("CHF", True)
    assert text[part.span.start : part.span.end] == "12'200"


def test_a_sum_close_to_another_for_a_like_purpose_is_money() -> None:
    assert _sums("$2,940 in rooms and 310 in taxis", lang="en", region="US") == [2940, 310]


def test_a_number_with_another_small_word_is_left_alone() -> None:
    assert _sums("$2,940 in rooms and 310 by taxi", lang="en", region="US") == [2940]
