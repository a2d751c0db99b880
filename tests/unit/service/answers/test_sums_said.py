"""Sums as they were told: bounds and rates are kept, shown and stored."""

import pytest

from bot.claims.values import Money, from_json, to_json
from bot.extraction.found import Reading
from bot.extraction.money.amounts import find_amounts
from bot.service.formats import Formats
from tests.builders import a_complete_claim, euros
from tests.unit.service.hearing import CATALOGUE, hear


def told(text: str, lang: str = "en") -> Money:
    found = find_amounts(text, lang=lang, region="DE", asked=True)[0]
    claim = a_complete_claim({"notice_kind": "demand"}, without="amount_claimed")
    hear(
        "inform",
        Reading(amount_claimed=found, amounts=(found,)),
        claim=claim,
        asks="amount_claimed",
        text=text,
    )
    value = claim.value("amount_claimed")
    assert isinstance(value, Money)
    return value


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        ("up to 500 euros", "en", "up to €500"),
        ("at least €3,000", "en", "at least €3,000"),
        ("no more than 700 euros", "en", "up to €700"),
        ("not less than 700 euros", "en", "at least €700"),
        ("more than 5,000 euros", "en", "at least €5,000"),
        ("200 euros per day", "en", "€200 per day"),
        ("€200 a day until it works again", "en", "€200 per day"),
        ("at least 80 euros an hour", "en", "at least €80 per hour"),
        ("about 500 euros", "en", "about €500"),
        ("between 300 and 500 euros", "en", "€300 to €500"),
        ("500 euros by Friday", "en", "€500"),
        ("bis zu 500 Euro", "de", "up to €500"),
        ("höchstens 500 Euro", "de", "up to €500"),
        ("mindestens 3.000 Euro", "de", "at least €3,000"),
        ("200 Euro pro Tag", "de", "€200 per day"),
        ("200 € täglich", "de", "€200 per day"),
        ("1.500 Euro im Monat", "de", "€1,500 per month"),
        ("eine Rechnung über 900 Euro", "de", "€900"),
        ("500 Euro am Dienstag", "de", "€500"),
    ],
)
def test_a_sum_is_shown_as_it_was_told(text: str, lang: str, shown: str) -> None:
    value = told(text, lang)
    assert Formats(CATALOGUE, "en", "GB").money(value) == shown
    assert from_json(to_json(value)) == value


def test_a_sum_that_is_set_right_has_no_bound_of_the_old_one() -> None:
    assert "bound" not in to_json(euros("500"))
    assert "per" not in to_json(euros("500"))


@pytest.mark.parametrize(
    ("text", "lang", "demanded"),
    [
        ("he has named no figure yet, my guess is 30,000 euros", "en", False),
        ("er hat noch nix genannt, meine schätzung sind 30.000 euro", "de", False),
        ("he says 30,000 euros, I'd say that is too much", "en", True),
    ],
)
def test_a_guess_of_ones_own_is_not_what_is_demanded(text: str, lang: str, demanded: bool) -> None:
    found = find_amounts(text, lang=lang, region="DE", asked=True)[0]
    claim = a_complete_claim({"notice_kind": "demand"}, without="amount_claimed")
    read = Reading(amount_claimed=found, amounts=(found,))
    hear("inform", read, claim=claim, asks="amount_claimed", text=text)
    assert isinstance(claim.value("amount_claimed"), Money) == demanded
    assert isinstance(claim.value("amount_estimated"), Money) != demanded
