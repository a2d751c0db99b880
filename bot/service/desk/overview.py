"""How the work goes: figures of the last seven days beside those of the seven before, and where they come from."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import ceil
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.conversations.model import HandoffReason
from bot.service.desk.overview_views import Counted, Overview, Stop, Wait, WaitFigures
from bot.service.duty import Duty
from bot.staff.errors import NotAllowed
from bot.staff.model import Member, Right

DAYS = 28
"""Days that the small charts show, today included."""
WEEK = timedelta(days=7)
STALE = timedelta(days=1)
"""Silence after which a draft counts as stopped."""
BANDS = (Decimal(1_000), Decimal(10_000), Decimal(50_000), Decimal(250_000))
"""Upper ends of the loss sizes that are told apart, in whatever currency; the last size is open."""


class Figures(Protocol):
    """The store's part."""

    async def count(
        self, edges: Sequence[datetime], weeks: tuple[datetime, datetime, datetime], stale: datetime
    ) -> Counted:
        """Counts for each day between `edges` and for both weeks; drafts count as stopped that are silent since `stale`."""


class Overviews:
    def __init__(self, figures: Figures, duty: Duty, clock: Callable[[], datetime], zone: ZoneInfo) -> None:
        """`zone`: where a day begins."""
        self._figures, self._duty, self._now, self._zone = figures, duty, clock, zone

    async def look(self, member: Member) -> Overview:
        """Raises NotAllowed."""
        if not member.may(Right.SEE):
            raise NotAllowed(Right.SEE)
        now = self._now()
        days = days_until(now.astimezone(self._zone).date())
        edges = [datetime.combine(day, time(), self._zone) for day in (*days, days[-1] + timedelta(days=1))]
        weeks = (now - 2 * WEEK, now - WEEK, now)
        counted = await self._figures.count(edges, weeks, now - STALE)
        last = [wait for wait in counted.waits if wait.since >= weeks[1]]
        before = [wait for wait in counted.waits if wait.since < weeks[1]]
        return Overview(
            at=now,
            days=days,
            counted=counted,
            waits=(figures_of(before, now, self._in_time), figures_of(last, now, self._in_time)),
            wait_medians=medians(counted.waits, days, self._zone),
            reasons=reasons(before, last),
            stops=tuple(sorted(counted.stops, key=_most_first)),
        )

    def _in_time(self, since: datetime, until: datetime) -> bool:
        """Whether who began to wait at `since` was still within what they were told at `until`."""
        # Opening time is never longer than time: most answers need no look at the calendar.
        return until - since <= self._duty.answer_within or until <= self._duty.answer_by(since)


def days_until(today: date) -> tuple[date, ...]:
    return tuple(today - timedelta(days=DAYS - 1 - number) for number in range(DAYS))


def figures_of(
    waits: Sequence[Wait], now: datetime, in_time: Callable[[datetime, datetime], bool]
) -> WaitFigures:
    """The times of those who were answered. `in_time` says whether somebody who began to wait was still to be answered.

    Who still waits counts once the promise is broken, and who gave up or closed the chat not at all.
    """
    answered = [(wait.since, wait.ended) for wait in waits if wait.answered and wait.ended is not None]
    times = sorted(ended - since for since, ended in answered)
    kept = sum(in_time(since, ended) for since, ended in answered)
    waiting = [wait.since for wait in waits if wait.ended is None]
    broken = sum(not in_time(since, now) for since in waiting)
    judged = len(answered) + broken
    return WaitFigures(
        len(waits),
        len(waiting),
        quantile(times, 0.5),
        quantile(times, 0.9),
        kept / judged if judged else None,
    )


def quantile(ordered: Sequence[timedelta], share: float) -> timedelta | None:
    """The smallest time within which `share` of all were answered; None without any."""
    if not ordered:
        return None
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def medians(
    waits: Sequence[Wait], days: Sequence[date], zone: ZoneInfo
) -> tuple[tuple[date, timedelta], ...]:
    """The median wait of those who began to wait on a day, for the days on which somebody did and was answered."""
    found: dict[date, list[timedelta]] = {}
    for wait in waits:
        if wait.answered and wait.ended is not None:
            found.setdefault(wait.since.astimezone(zone).date(), []).append(wait.ended - wait.since)
    each = ((day, quantile(sorted(found[day]), 0.5)) for day in days if day in found)
    return tuple((day, median) for day, median in each if median is not None)


def reasons(before: Sequence[Wait], last: Sequence[Wait]) -> tuple[tuple[HandoffReason, int, int], ...]:
    """(reason, last week, the week before): why a person was called, the most frequent first."""
    then, now = (Counter(reason for wait in waits for reason in wait.reasons) for waits in (before, last))
    ordered = sorted(HandoffReason, key=lambda reason: -now[reason])
    return tuple((reason, now[reason], then[reason]) for reason in ordered if now[reason] or then[reason])


def _most_first(stop: Stop) -> tuple[int, str]:
    return -stop.drafts, stop.asks or ""
