"""What is said in the place of something known: the field that holds the wrong value gets the right one."""

import re
from typing import Any

import pytest

from bot.claims.model import Claim
from bot.claims.values import Money
from bot.extraction.found import DateFound, Reading, Span, TextFound
from tests.builders import a_complete_claim, a_date, a_sum, day, euros
from tests.unit.service.hearing import hear

FRIDAY, MONDAY = "2026-04-03", "2026-04-06"
DAYS = {
    "Wednesday": "2026-04-01",
    "Thursday": "2026-04-02",
    "Friday": FRIDAY,
    "Monday": MONDAY,
    "Tuesday": "2026-04-07",
}


def known(**values: Any) -> Claim:
    return a_complete_claim(
        {
            "occurred_on": day(FRIDAY),
            "discovered_on": day(FRIDAY),
            "claim_made_on": day(MONDAY),
            "claimant": "Tessel Surveyors",
            "insured_name": "Pat Reyes",
            "amount_claimed": euros("5200"),
            **values,
        }
    )


def said(text: str) -> tuple[DateFound, ...]:
    """The weekdays of a text as the reader would find them."""
    return tuple(
        a_date(DAYS[found[0]], span=Span(0, *found.span())) for found in re.finditer("|".join(DAYS), text)
    )


def told(text: str, claim: Claim | None = None, **read: Any) -> Claim:
    return hear(
        "correct", Reading(dates=said(text), **read), claim=claim or known(), asks="confirm", text=text
    ).claim


@pytest.mark.parametrize(
    "text",
    [
        "the demand came on Tuesday, not Monday",
        "the demand came on Tuesday and not on Monday",
        "not on Monday but on Tuesday",
        "it wasn't Monday, it was Tuesday",
        "Monday is wrong, it was Tuesday",
        "Monday should be Tuesday",
        "Tuesday instead of Monday",
        "Tuesday statt Monday",
        "nicht am Monday, sondern am Tuesday",
        "fast. es war nicht am Monday sondern erst am Tuesday",
        "Ah. It wasn't Monday, that was the dentist. It was Tuesday.",
        "och wait, it wasn't Monday itself, it was the day after, Tuesday",
        "not Monday, Tuesday",
        "I said Monday, I meant Tuesday",
        "ich hab Monday gesagt, meinte Tuesday",
        "Monday was the funeral, so it must have been Tuesday",
    ],
)
def test_the_day_that_is_wrong_tells_the_field(text: str) -> None:
    wrong = next(found for found in said(text) if found.period == day(MONDAY))
    claim = told(text, occurred_on=wrong)
    assert claim.value("claim_made_on") == day("2026-04-07")
    assert claim.value("occurred_on") == day(FRIDAY)


def test_of_two_fields_that_hold_the_day_the_one_that_is_named_is_meant() -> None:
    claim = told("We noticed it on Monday, not Friday")
    assert claim.value("discovered_on") == day(MONDAY)
    assert claim.value("occurred_on") == day(FRIDAY)


@pytest.mark.parametrize(
    "text",
    [
        "no wait, the payment went out Tuesday, not 6",
        "Tuesday, not the 6th",
        "am Tuesday, nicht am 6.",
        "Tuesday statt 6.",
    ],
)
def test_the_old_day_may_be_a_mere_number(text: str) -> None:
    claim = told(text)
    assert claim.value("claim_made_on") == day("2026-04-07")
    assert claim.value("occurred_on") == day(FRIDAY)


def test_a_number_of_something_else_is_no_old_day() -> None:
    claim = told("Tuesday, not 6 people")
    assert claim.value("claim_made_on") == day(MONDAY)


def test_a_weekday_means_the_one_that_is_known() -> None:
    claim = known(claim_made_on=day("2026-03-30"))
    told("Tuesday, not Monday", claim)
    assert claim.value("claim_made_on") == day("2026-03-31")


def test_two_days_at_once() -> None:
    claim = told("it was Thursday not Friday and they asked on Tuesday instead of Monday")
    assert claim.value("occurred_on") == day("2026-04-02")
    assert claim.value("claim_made_on") == day("2026-04-07")


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("not Tessel Surveyors but Tressel Survey Ltd", "claimant", "Tressel Survey Ltd"),
        ("it's Tressel Survey Ltd, not Tessel Surveyors", "claimant", "Tressel Survey Ltd"),
        ("nicht Tessel Surveyors sondern Tressel GmbH", "claimant", "Tressel GmbH"),
        ("no, Tressel not Tessel", "claimant", "Tressel Surveyors"),
        ("my name is Reyes-Hall not Reyes", "insured_name", "Pat Reyes-Hall"),
        ("ich heiße Reyez statt Reyes", "insured_name", "Pat Reyez"),
    ],
)
def test_a_name_for_another(text: str, field: str, value: str) -> None:
    assert told(text).value(field) == value


def test_names_of_nobody_known_are_left_alone() -> None:
    claim = told("they use Linux not Windows")
    assert (claim.value("claimant"), claim.value("insured_name")) == ("Tessel Surveyors", "Pat Reyes")


def test_a_sum_for_another() -> None:
    text = "5200 should be 5500"
    old, new = a_sum("5200", span=Span(0, 0, 4)), a_sum("5500", span=Span(0, 15, 19))
    claim = told(text, amount_estimated=old, amounts=(old, new))
    held = claim.value("amount_claimed")
    assert isinstance(held, Money)
    assert held.low == new.low
    assert claim.value("amount_estimated") is None


@pytest.mark.parametrize(
    "text",
    [
        "I told you Friday, it was Thursday actually",
        "ich hatte Friday gesagt, es war aber Thursday",
        "i said Friday but it was Thursday",
        "oh, and I said Friday just now, it was Thursday",
    ],
)
def test_what_somebody_remembers_to_have_said_is_the_old_day(text: str) -> None:
    assert told(text).value("occurred_on") == day("2026-04-02")


def test_weekdays_alone_are_those_of_the_week_that_is_known() -> None:
    earlier = known(occurred_on=day("2026-03-27"), discovered_on=day("2026-03-27"))
    claim = told("I told you Friday, it was Thursday", earlier)
    assert claim.value("occurred_on") == day("2026-03-26")


def test_a_day_noticed_at_once_moves_with_the_event() -> None:
    claim = known()
    text = "I told you Friday, it was Monday"
    turned = hear("correct", Reading(dates=said(text)), claim=claim, asks="policy_number", text=text)
    assert claim.value("occurred_on") == claim.value("discovered_on") == day(MONDAY)
    assert turned.conversation.asks != "order"


def test_a_correction_is_no_yes_to_the_open_question() -> None:
    claim = known()
    claim.facts = [fact for fact in claim.facts if fact.field != "statement_made"]
    text = "signed for on Thursday, not on Friday"
    reading = Reading(dates=said(text), statement_made=TextFound("yes", 0.85, Span(0, 0, 6)))
    hear("correct", reading, claim=claim, asks="statement_made", text=text)
    assert claim.value("occurred_on") == day("2026-04-02")
    assert not claim.knows("statement_made")


@pytest.mark.parametrize(
    "text", ["no, the other way round", "nein, andersrum", "umgekehrt", "you've got them mixed up"]
)
def test_two_days_that_were_just_said_change_places(text: str) -> None:
    claim = known(discovered_on=day(MONDAY), claim_made_on=day(MONDAY))
    turned = hear(
        "correct",
        Reading(),
        claim=claim,
        asks="statement_made",
        said=["occurred_on", "discovered_on"],
        text=text,
    )
    assert (claim.value("occurred_on"), claim.value("discovered_on")) == (day(MONDAY), day(FRIDAY))
    assert "utter_changed" in turned.said


@pytest.mark.parametrize(
    "text", ["I mixed up the dates.", "das Skript hat die Zeilen vertauscht", "we swapped the disks"]
)
def test_what_somebody_else_mixed_up_is_no_correction(text: str) -> None:
    claim = known(discovered_on=day(MONDAY))
    hear("inform", Reading(), claim=claim, asks="caused_by", said=["occurred_on", "discovered_on"], text=text)
    assert claim.value("occurred_on") == day(FRIDAY)


def test_of_three_days_none_changes_places_unasked() -> None:
    claim = known(discovered_on=day("2026-04-04"))
    hear("correct", Reading(), claim=claim, asks="statement_made", text="no, the other way round")
    assert claim.value("occurred_on") == day(FRIDAY)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("it happened one day earlier", "occurred_on", "2026-04-02"),
        ("nein, zwei Tage früher", "claim_made_on", "2026-04-04"),
        ("sorry, a week before", "claim_made_on", "2026-03-30"),
        ("nein, einen Tag später", "claim_made_on", "2026-04-07"),
        ("no, a day later", "claim_made_on", "2026-04-07"),
    ],
)
def test_a_day_is_moved_by_days_or_weeks(text: str, field: str, value: str) -> None:
    claim = known()
    hear("correct", Reading(), claim=claim, asks="statement_made", said=["claim_made_on"], text=text)
    assert claim.value(field) == day(value)


@pytest.mark.parametrize(
    "text", ["was it a day earlier?", "they paid us a week later", "the backup is a day earlier"]
)
def test_other_days_before_and_after_move_nothing(text: str) -> None:
    claim = known()
    hear("inform", Reading(), claim=claim, asks="statement_made", said=["claim_made_on"], text=text)
    assert claim.value("claim_made_on") == day(MONDAY)


def test_an_old_day_told_by_its_number_is_that_day_whatever_month_it_is_read_in() -> None:
    text = "stop, online ging der film am 10. april, nicht am 3."
    new = a_date("2026-04-10", span=Span(0, text.index("am 10"), text.index(",", 20)))
    old = a_date("2026-05-03", span=Span(0, text.index("am 3."), len(text) - 1))
    claim = known(occurred_on=day(FRIDAY), discovered_on=day(MONDAY))
    hear("correct", Reading(occurred_on=new, dates=(new, old)), claim=claim, text=text, asks="confirm")
    assert claim.value("occurred_on") == day("2026-04-10")
