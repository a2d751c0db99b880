"""Countries and currencies that nobody told are those of where the person is."""

from decimal import Decimal

import pytest

from bot.claims.values import Money
from bot.conversations.model import Conversation
from bot.extraction.found import Reading, Stated
from bot.service.answers.at_home import in_home_currency
from tests.builders import a_claim, a_conversation, a_span, a_sum
from tests.unit.service.hearing import hear


def in_germany(language: str = "en") -> Conversation:
    return a_conversation(language=language, region="GB", timezone="Europe/Berlin", channel="website")


def test_a_bare_sum_is_in_the_money_of_the_country_they_are_in() -> None:
    sum_ = Money(Decimal(200), Decimal(200), "GBP", currency_stated=False)
    reading = Reading(
        amount_estimated=a_sum("4500", currency="GBP", currency_stated=False),
        stated=(Stated("excess", sum_, 0.9, a_span()),),
    )
    found = in_home_currency(reading, in_germany())
    assert found.amount_estimated is not None
    assert found.amount_estimated.currency == "EUR"
    assert [said.value.currency for said in found.stated if isinstance(said.value, Money)] == ["EUR"]


def test_money_that_was_named_stays() -> None:
    reading = Reading(amount_claimed=a_sum("4500", currency="GBP"))
    assert in_home_currency(reading, in_germany()) == reading


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_countries_are_assumed_by_the_clock_whatever_is_spoken(language: str) -> None:
    talk = in_germany(language)
    claim = a_claim({"description": "their server broke", "notice_kind": "demand"})
    hear("inform", Reading(), claim=claim, conversation=talk, text="it broke")
    assert [claim.value(name) for name in ("country_of_work", "country_of_claimant")] == ["DE", "DE"]
    talk.language = "de"
    hear("change_language", Reading(), claim=claim, conversation=talk, text="auf Deutsch bitte")
    assert claim.value("country_of_work") == "DE"
