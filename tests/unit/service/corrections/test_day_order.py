"""Days in an odd order: asked about once, with all of them shown, and set right in plain words."""

from typing import Any

import pytest

from bot.claims.model import Claim
from bot.claims.values import Period
from bot.extraction.found import Reading
from bot.service.side_questions import ORDER
from tests.builders import a_complete_claim, a_date, day
from tests.unit.service.hearing import Turned, hear

EVENT, BEFORE, AFTER = day("2026-04-03"), day("2026-03-30"), day("2026-04-06")
ASIDE = {"fields": ["occurred_on", "claim_made_on"]}


def odd(**days: Period) -> Claim:
    """A complete notice but for these days."""
    values: dict[str, Any] = {"occurred_on": EVENT, "discovered_on": EVENT, "claim_made_on": AFTER} | days
    return a_complete_claim(values)


def answered(intent: str, claim: Claim, reading: Reading | None = None, **state: Any) -> Turned:
    return hear(intent, reading, claim=claim, asks=ORDER, aside=dict(ASIDE), **state)


@pytest.mark.parametrize("name", ["discovered_on", "claim_made_on"])
def test_a_day_before_the_event_is_questioned_with_both_days(name: str) -> None:
    turned = hear("inform", claim=odd(**{name: BEFORE}), text="go on", asks="statement_made")
    assert turned.outcome.asks == ORDER
    assert turned.outcome.about == name
    assert "30 March 2026" in turned.outcome.value
    assert "3 April 2026" in turned.outcome.value
    assert turned.labels == ["Yes", "No"]


def test_days_in_order_are_not_questioned() -> None:
    assert hear("inform", claim=odd(), text="go on").outcome.asks == "confirm"


def test_a_month_that_holds_the_event_is_in_order() -> None:
    month = Period(day("2026-04-01").start, day("2026-04-30").start)
    assert hear("inform", claim=odd(claim_made_on=month), text="go on").outcome.asks == "confirm"


@pytest.mark.parametrize("intent", ["affirm", "dont_know", "skip"])
def test_days_that_are_right_are_not_asked_about_again(intent: str) -> None:
    claim = odd(claim_made_on=BEFORE)
    turned = hear("inform", claim=claim, text="go on")
    after = hear(intent, claim=claim, conversation=turned.conversation, text="yes")
    assert after.outcome.asks == "confirm"
    assert claim.value("claim_made_on") == BEFORE


@pytest.mark.parametrize(("said", "name"), [(AFTER, "claim_made_on"), (day("2026-03-27"), "occurred_on")])
def test_a_bare_day_goes_where_it_brings_the_days_in_order(said: Period, name: str) -> None:
    claim = odd(claim_made_on=BEFORE, discovered_on=EVENT)
    found = a_date(said.start.isoformat())
    answered("correct", claim, Reading(occurred_on=found, dates=(found,)), text="no, another day")
    assert claim.value(name) == said


def test_no_offers_the_days_to_choose_from() -> None:
    turned = answered("deny", odd(claim_made_on=BEFORE), text="no")
    assert (turned.outcome.asks, turned.outcome.wording) == (ORDER, "again")
    assert turned.labels == ["Happened", "Demand received"]


def test_a_day_that_is_named_is_asked_for() -> None:
    turned = answered("correct", odd(claim_made_on=BEFORE), text="the demand is wrong")
    assert turned.outcome.asks == "claim_made_on"


def test_who_is_not_understood_is_asked_again_and_then_left_alone() -> None:
    turned = answered("nlu_fallback", odd(claim_made_on=BEFORE), text="qwertz")
    assert (turned.outcome.asks, turned.said[0]) == (ORDER, "utter_not_understood")
