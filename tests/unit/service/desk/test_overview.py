"""The overview's figures from waits and counts."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.conversations.model import HandoffReason
from bot.service.desk.overview import DAYS, days_until, figures_of, medians, quantile, reasons
from bot.service.desk.overview_views import Wait, Week
from tests.builders import NOW


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def a_wait(since: float, lasted: float | None, *, answered: bool = True, reasons: str = "asked_for") -> Wait:
    """Somebody who began to wait so many minutes after NOW."""
    begun = NOW + minutes(since)
    named = tuple(HandoffReason(reason) for reason in reasons.split())
    return Wait(begun, begun + minutes(lasted) if lasted is not None else None, answered, named)


def within(promise: float):  # type: ignore[no-untyped-def]
    return lambda since, until: until - since <= minutes(promise)


def test_median_and_ninth_are_times_that_somebody_waited() -> None:
    waits = [a_wait(0, lasted) for lasted in (1, 2, 3, 4, 5, 6, 7, 8, 9, 100)]
    found = figures_of(waits, NOW + minutes(500), within(10))
    assert (found.median, found.ninth) == (minutes(5), minutes(9))
    assert found.kept == 0.9


def test_who_waits_too_long_counts_and_who_still_may_does_not() -> None:
    waits = [a_wait(0, 3), a_wait(0, None, answered=False), a_wait(95, None, answered=False)]
    found = figures_of(waits, NOW + minutes(100), within(10))
    assert (found.number, found.open) == (3, 2)
    assert found.kept == 0.5


def test_who_closed_the_chat_before_an_answer_is_no_answer() -> None:
    found = figures_of([a_wait(0, 3, answered=False)], NOW + minutes(100), within(10))
    assert (found.number, found.open, found.median, found.kept) == (1, 0, None, None)


@pytest.mark.parametrize(("share", "expected"), [(0.5, 2), (0.9, 4), (0.0, 1), (1.0, 4)])
def test_a_quantile_is_the_smallest_that_suffices(share: float, expected: int) -> None:
    assert quantile([minutes(each) for each in (1, 2, 3, 4)], share) == minutes(expected)
    assert quantile([], share) is None


def test_reasons_are_counted_by_week_the_most_frequent_first() -> None:
    last = [a_wait(0, 1, reasons="severity"), a_wait(0, 1, reasons="severity asked_for")]
    before = [a_wait(0, 1, reasons="complaint")]
    assert reasons(before, last) == (
        (HandoffReason.SEVERITY, 2, 0),
        (HandoffReason.ASKED_FOR, 1, 0),
        (HandoffReason.COMPLAINT, 0, 1),
    )


def test_a_wait_belongs_to_the_day_of_the_staff_on_which_it_began() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    late = datetime(2026, 4, 7, 22, 30, tzinfo=ZoneInfo("UTC"))
    waits = [Wait(late, late + minutes(20), True, ()), Wait(late, late + minutes(4), True, ())]
    assert medians(waits, days_until(date(2026, 4, 8)), berlin) == ((date(2026, 4, 8), minutes(4)),)


def test_the_days_end_today() -> None:
    days = days_until(date(2026, 3, 1))
    assert (len(days), days[0], days[-1]) == (DAYS, date(2026, 2, 2), date(2026, 3, 1))


def test_shares_of_nothing_are_none() -> None:
    assert (Week(0, 0, 0, 0, 0, {}).share_alone, Week(0, 0, 0, 0, 0, {}).rating) == (None, None)
    week = Week(9, 4, 3, 0, 0, {5: 3, 1: 1})
    assert (week.share_alone, week.rating) == (0.75, 4.0)
