"""Rough distances from a known day; the event is Monday, 2 November 2026, unless a case says otherwise."""

from datetime import date

import pytest

from bot.claims.values import Period
from bot.extraction.dates.after import period_after

EVENT = Period(date(2026, 11, 2), date(2026, 11, 2))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a few days later", "11-04 11-09"),
        ("erst ein paar Tage später", "11-04 11-09"),
        ("es paar Täg drnoh", "11-04 11-09"),
        ("days later", "11-04 11-09"),
        ("two or three days after", "11-04 11-05"),
        ("ein, zwei Tage danach", "11-03 11-04"),
        ("2-3 Wochen später", "11-16 11-23"),
        ("a couple of weeks later", "11-16 11-23"),
        ("a week or so later", "11-07 11-11"),
        ("a month later", "12-02 12-02"),
        ("einen Monat danach", "12-02 12-02"),
        ("the following week", "11-09 11-15"),
        ("not until the week after", "11-09 11-15"),
        ("erst die Woche drauf", "11-09 11-15"),
        ("in der Folgewoche", "11-09 11-15"),
        ("the weekend after", "11-07 11-08"),
        ("am Wochenende drauf", "11-07 11-08"),
        ("later that week", "11-02 11-08"),
        ("after two days", "11-04 11-04"),
        ("nach ner Woche", "11-09 11-09"),
        ("nach ein paar Tagen", "11-04 11-09"),
        ("innerhalb von 2 Tagen", "11-02 11-04"),
        ("the following Monday", "11-09 11-09"),
        ("am Freitag darauf", "11-06 11-06"),
        ("a good week later", "11-09 11-09"),
        ("nach dem Wochenende", "11-09 11-09"),
    ],
)
def test_words_count_from_the_event(text: str, wanted: str) -> None:
    found = period_after(text, EVENT)
    assert found is not None
    assert f"{found.start:%m-%d} {found.end:%m-%d}" == wanted


@pytest.mark.parametrize(
    "text",
    [
        "two weeks later",
        "eine Woche danach",
        "not the following week",
        "the week after next",
        "a month ago",
        "on Friday",
        "nach dem Update am Montag",
    ],
)
def test_exact_days_and_other_dates_are_left_to_others(text: str) -> None:
    assert period_after(text, EVENT) is None


def test_what_follows_a_rough_event_is_as_rough() -> None:
    september = Period(date(2026, 9, 1), date(2026, 9, 30))
    assert period_after("a month later", september) == Period(date(2026, 10, 1), date(2026, 10, 30))
