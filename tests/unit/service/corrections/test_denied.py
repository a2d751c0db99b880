"""What is put right by denying it at the summary, and what is left alone."""

from typing import Any

import pytest

from bot.claims.model import Claim
from bot.extraction.found import Span
from tests.builders import a_complete_claim, a_date, a_reading, day, euros
from tests.unit.service.hearing import hear


def known(**values: Any) -> Claim:
    return a_complete_claim(
        {
            "incident_type": "professional_error",
            "caused_by": "self",
            "amount_claimed": euros("1200"),
            "claimant": "Bexley Tiles",
            "insured_name": "Sue Hart",
            "insured_contact": "sue@hart.example",
            "statement_made": "no",
            **values,
        }
    )


def told(text: str, intent: str = "correct", **read: Any) -> Claim:
    return hear(intent, a_reading(**read), claim=known(), asks="confirm", text=text).claim


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("it wasn't me it was our apprentice", "caused_by", "employee"),
        ("nicht ich, sondern unser Lehrling", "caused_by", "employee"),
        ("it wasn't advice, it was a typo in a table", "incident_type", "data_error"),
        ("das war keine Beratung, das war ein Tippfehler in der Rechnung", "incident_type", "data_error"),
        ("it was no wrong advice, a backup got deleted", "incident_type", "data_loss"),
        ("it's not a demand yet, just talk", "notice_kind", "circumstance"),
        ("das ist noch keine Forderung, nur Gerede", "notice_kind", "circumstance"),
        ("it's .com not .example", "insured_contact", "sue@hart.com"),
        ("I did sign something come to think of it", "statement_made", "yes"),
        ("I did promise him, I told you, we'd see him right", "statement_made", "yes"),
        ("ich hab doch was unterschrieben fällt mir ein", "statement_made", "yes"),
        ("it's Bexley Tile, no s", "claimant", "Bexley Tile"),
        ("my name is Hurt, not Hart", "insured_name", "Sue Hurt"),
        ("bei Geschädigt das Bexley weg", "claimant", "Tiles"),
    ],
)
def test_what_is_denied_gives_way(text: str, field: str, value: str) -> None:
    assert told(text).value(field) == value


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("dollars, not pounds", "USD"),
        ("that's pounds not euros", "GBP"),
        ("es sind Franken, keine Euro", "CHF"),
    ],
)
def test_the_currency_changes_and_the_sum_stays(text: str, currency: str) -> None:
    sum_ = told(text).value("amount_claimed")
    assert (getattr(sum_, "currency", None), getattr(sum_, "low", None)) == (currency, euros("1200").low)


@pytest.mark.parametrize(
    "text", ["happened is wrong. it was the 1st", "the amount is wrong", "the date isn't right"]
)
def test_another_fault_changes_no_kind(text: str) -> None:
    assert told(text).value("incident_type") == "professional_error"


def test_the_name_of_a_point_is_no_value() -> None:
    turned = hear(
        "nlu_fallback",
        a_reading(claimant="Claimant"),
        claim=known(),
        asks="confirm",
        text="Claimant is wrong",
    )
    assert turned.claim.value("claimant") == "Bexley Tiles"
    assert turned.outcome.asks == "claimant"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("noticed is wrong, that was the 6th", "discovered_on"),
        ("the demand date is off, it was the 6th", "claim_made_on"),
        ("you've the second date wrong, it's the 6th", "discovered_on"),
        ("die Mail kam am 6th", "claim_made_on"),
        ("the first date's wrong, should be the 6th", "occurred_on"),
    ],
)
def test_the_day_that_is_named_changes_and_no_other(text: str, field: str) -> None:
    days = {
        "occurred_on": day("2026-04-01"),
        "discovered_on": day("2026-04-02"),
        "claim_made_on": day("2026-04-03"),
    }
    found = a_date("2026-04-06", span=span_of(text))
    claim = hear(
        "correct",
        a_reading(dates=(found,), occurred_on=found),
        claim=known(**days),
        asks="confirm",
        text=text,
    ).claim
    assert {name: claim.value(name) for name in days} == days | {field: day("2026-04-06")}


def test_a_day_that_is_only_denied_is_stored_nowhere() -> None:
    text = "it wasn't the 6th"
    found = a_date("2026-04-06", span=span_of(text))
    claim = hear(
        "correct", a_reading(dates=(found,), occurred_on=found), claim=known(), asks="confirm", text=text
    ).claim
    assert day("2026-04-06") not in [
        claim.value(name) for name in ("occurred_on", "discovered_on", "claim_made_on")
    ]


def test_who_asks_again_did_so_before() -> None:
    text = "they rang again on the 6th"
    found = a_date("2026-04-06", span=span_of(text))
    reading = a_reading(dates=(found,), claim_made_on=found)
    claim = hear(
        "inform", reading, claim=known(claim_made_on=day("2026-04-03")), asks="confirm", text=text
    ).claim
    assert claim.value("claim_made_on") == day("2026-04-03")


def test_a_day_told_twice_is_one_day() -> None:
    text = "they asked on the 6th, that was Monday"
    found, again = (
        a_date("2026-04-06", span=span_of(text)),
        a_date("2026-04-06", span=Span(0, text.index("Monday"), len(text))),
    )
    reading = a_reading(dates=(found, again), occurred_on=again)
    days = {"occurred_on": day("2026-04-01"), "claim_made_on": day("2026-04-03")}
    claim = hear("inform", reading, claim=known(**days), asks="confirm", text=text).claim
    assert (claim.value("occurred_on"), claim.value("claim_made_on")) == (days["occurred_on"], found.period)


def span_of(text: str) -> Span:
    return Span(0, text.index("6th"), text.index("6th") + 3)
