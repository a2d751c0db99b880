"""What a resolver gets to see beside the match itself, and what it answers."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.extraction.found import Period
from bot.extraction.grammar import Rule


@dataclass(frozen=True, slots=True)
class Resolved:
    """A day or period read from a match.

    `kind` tells what may still be made of it (day, weekday, month, part, span); `year_given` that the
    writer named the year. `sure` multiplies the rule's confidence.
    """

    period: Period
    kind: str = "day"
    year_given: bool = False
    readings: tuple[Period, ...] = ()
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A date with the characters of the plain text that it was read from."""

    start: int
    end: int
    rule: Rule
    resolved: Resolved


@dataclass(frozen=True, slots=True)
class Context:
    """`anchor` is the date named last before, if any; `near` whether that was in the same breath.

    `forward` is set where the words before speak of a deadline or a plan; `month_first` how slashes are
    read here, and `order_shown` whether another date of the text proves that.
    """

    now: datetime
    region: str
    month_first: bool = False
    order_shown: bool = False
    forward: bool = False
    anchor: Period | None = None
    near: bool = False
    options: dict[str, object] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.now.date()


def one_day(
    day: date | None, *, kind: str = "day", year_given: bool = False, sure: float = 1.0
) -> Resolved | None:
    return None if day is None else Resolved(Period(day, day), kind, year_given, (), sure)


def begun(period: Period, today: date) -> Period:
    """A period that is still running ends today."""
    return Period(period.start, today) if period.start <= today < period.end else period
