"""Which periods run for a claim, and when each ends: the catalogue's rules over dates that may be vague.

How they are counted:

- The earliest possible day counts: the first day of a range. Nobody learns of a thing after reporting it, so a day after
  the receipt, or one that nobody knows, is the day of receipt.
- Days, weeks and months: the day of the event does not count and the period ends with its last day (BGB §§ 187 (1),
  188 (1) and (2)); a month without the day in question ends with its last one (BGB § 188 (3)).
- A last day on a Saturday, Sunday or public holiday is put off to the next working day where the rule says so. BGB § 193
  speaks of declarations of intent; it is applied to notices as to other acts like declarations. Dates set in
  a letter are taken as they stand, which is the safe reading.
- Hours are real hours, over weekends, holidays and the change of clock (GDPR Art. 33 with Regulation 1182/71 Art. 3: only
  periods "expressed otherwise than in hours" are put off). Where only the day of discovery is known they run from its
  first minute.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.claims.catalogue import Catalogue, holds
from bot.claims.model import Claim
from bot.claims.rules import ClockRule, Conditions, Length
from bot.claims.similar import SAME_AS
from bot.claims.values import Period

SHORT = timedelta(hours=24)
"""With less than this left a person is told."""
_LAST = time(23, 59, 59)
_UTC = ZoneInfo("UTC")
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Where deadlines are counted, and on which days nobody works there."""

    zone: ZoneInfo = _UTC
    is_holiday: Callable[[date], bool] = lambda day: False


@dataclass(frozen=True, slots=True)
class Clock:
    name: str
    started: date | datetime
    """A day, or the instant from which hours are counted."""
    due: datetime
    """In the zone that was asked for; for days the last second of the last one."""
    basis: str
    at_once: bool = False
    """Whether it was due from the start; `due` is the receipt then."""
    settled: bool = False
    """Whether nothing more is owed, in time or not."""
    settled_by_notice: bool = False
    information: bool = False
    """Whether it is for staff to know only."""

    def left(self, now: datetime) -> timedelta:
        """Real time until it is due, negative once it is overdue."""
        return self.due.astimezone(UTC) - now.astimezone(UTC)


def clocks(
    claim: Claim,
    catalogue: Catalogue,
    received: datetime,
    zone: ZoneInfo,
    is_holiday: Callable[[date], bool] = lambda day: False,
) -> tuple[Clock, ...]:
    """All clocks that apply, the first to end first; of rules with one name the first that applies.

    `received` is when the notice's first message arrived. Raises ValueError if it has no offset.
    """
    if received.utcoffset() is None:
        raise ValueError("a time of receipt needs an offset")
    if claim.submitted_at is None and claim.value(SAME_AS) is not None:
        # They run for the claim that was sent.
        return ()
    received = received.astimezone(zone)
    running: dict[str, Clock] = {}
    relevant = catalogue.relevant(claim)
    for rule in catalogue.clocks:
        if _any_holds(rule.when, relevant) and (clock := _clock(rule, claim, received, is_holiday)):
            running.setdefault(clock.name, clock)
    return tuple(sorted(running.values(), key=lambda clock: clock.due.timestamp()))


def next_for_insured(clocks: tuple[Clock, ...], now: datetime) -> Clock | None:
    """What the insured is told: the next date that can still be kept; what is due at once comes first."""
    return next((clock for clock in _owed(clocks) if clock.at_once or clock.left(now) > timedelta(0)), None)


def next_for_staff(clocks: tuple[Clock, ...]) -> Clock | None:
    """What the desk sorts by: the first date still owed, overdue ones included."""
    return next(_owed(clocks), None)


def running_out(clocks: tuple[Clock, ...], now: datetime) -> tuple[Clock, ...]:
    """What a person has to hear of now: due at once, within `SHORT`, or overdue and still owed after the notice."""
    return tuple(
        clock
        for clock in _owed(clocks)
        if clock.at_once
        or (clock.left(now) <= SHORT and (clock.left(now) > timedelta(0) or not clock.settled_by_notice))
    )


def _owed(clocks: tuple[Clock, ...]) -> Iterator[Clock]:
    return (clock for clock in clocks if not clock.settled and not clock.information)


def _any_holds(conditions: Conditions, claim: Claim) -> bool:
    return any(holds(condition, claim) for condition in conditions)


def _clock(
    rule: ClockRule, claim: Claim, received: datetime, is_holiday: Callable[[date], bool]
) -> Clock | None:
    """The rule's clock; None until somebody was asked for the day on which it ends."""
    if rule.until is not None and not claim.knows(rule.until):
        return None
    started = _started(rule, claim, received)
    due = _due(rule, claim, started, received, is_holiday)
    by_notice = rule.settled_by_notice and claim.submitted_at is not None
    return Clock(
        rule.name,
        started,
        due or received,
        rule.basis,
        at_once=due is None,
        settled=by_notice or _any_holds(rule.settled_when, claim),
        settled_by_notice=rule.settled_by_notice,
        information=rule.information,
    )


def _started(rule: ClockRule, claim: Claim, received: datetime) -> date | datetime:
    days = [period.start for name in rule.start if isinstance(period := claim.value(name), Period)]
    earliest = min((day for day in days if day <= received.date()), default=None)
    if rule.within is not None and rule.within.unit == "hour":
        return received if earliest is None else datetime.combine(earliest, time.min, received.tzinfo)
    return earliest or received.date()


def _due(
    rule: ClockRule,
    claim: Claim,
    started: date | datetime,
    received: datetime,
    is_holiday: Callable[[date], bool],
) -> datetime | None:
    """When it ends; None for at once."""
    if rule.until is not None:
        named = claim.value(rule.until)
        return _end_of(named.start, received) if isinstance(named, Period) else None
    if rule.within is None:
        return None
    if isinstance(started, datetime):
        return (started.astimezone(UTC) + timedelta(hours=rule.within.count)).astimezone(received.tzinfo)
    last = _last_day(started, rule.within)
    while rule.next_working_day and (last.weekday() >= _SATURDAY or is_holiday(last)):
        last += timedelta(days=1)
    return _end_of(last, received)


def _last_day(started: date, length: Length) -> date:
    if length.unit != "month":
        return started + timedelta(days=length.count * (7 if length.unit == "week" else 1))
    years, month = divmod(started.month - 1 + length.count, 12)
    year, month = started.year + years, month + 1
    return date(year, month, min(started.day, monthrange(year, month)[1]))


def _end_of(day: date, received: datetime) -> datetime:
    return datetime.combine(day, _LAST, received.tzinfo)
