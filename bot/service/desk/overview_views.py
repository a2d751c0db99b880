"""What the overview shows and what the store counts for it: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.conversations.model import HandoffReason


@dataclass(frozen=True, slots=True)
class Day:
    """Counts of one day."""

    conversations: int
    claims: int
    """That were sent."""
    alone: int
    """Of those, the ones that nobody of staff was called to."""
    missed: int
    """Messages that the bot did not understand."""


@dataclass(frozen=True, slots=True)
class Week:
    """Counts of seven days."""

    conversations: int
    claims: int
    alone: int
    heard: int
    """Messages of text that the bot answered."""
    missed: int
    ratings: Mapping[int, int]
    """Stars -> conversations that were rated so, by when they were closed."""

    @property
    def share_alone(self) -> float | None:
        return self.alone / self.claims if self.claims else None

    @property
    def rating(self) -> float | None:
        number = sum(self.ratings.values())
        return sum(stars * times for stars, times in self.ratings.items()) / number if number else None


@dataclass(frozen=True, slots=True)
class Wait:
    """Somebody waits for a person."""

    since: datetime
    ended: datetime | None
    """When it was over; None while it goes on."""
    answered: bool
    """Whether a member of staff took the conversation."""
    reasons: tuple[HandoffReason, ...]
    """Why the bot called; none if staff put the conversation back."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A question at which people left."""

    asks: str | None
    """None if no question was open."""
    drafts: int


@dataclass(frozen=True, slots=True)
class Size:
    """Claims whose loss is in one band."""

    currency: str
    band: int
    """Number of the band in `overview.BANDS`; the one after the last is open."""
    claims: int


@dataclass(frozen=True, slots=True)
class Counted:
    days: tuple[Day, ...]
    before: Week
    week: Week
    waits: tuple[Wait, ...]
    """Those that began in either week."""
    stops: tuple[Stop, ...]
    types: tuple[tuple[str | None, int], ...]
    """Claims sent on the days, by incident type; the most frequent first."""
    sizes: tuple[Size, ...]
    """Of the same claims."""
    unknown: int
    """Of the same claims, those whose loss nobody has put a figure on."""


@dataclass(frozen=True, slots=True)
class WaitFigures:
    """How long people waited for a person."""

    number: int
    open: int
    """Who still wait."""
    median: timedelta | None
    ninth: timedelta | None
    """Within which nine in ten were answered."""
    kept: float | None
    """Share that was answered by the time that they were told."""


@dataclass(frozen=True, slots=True)
class Overview:
    at: datetime
    days: tuple[date, ...]
    counted: Counted
    waits: tuple[WaitFigures, WaitFigures]
    """The week before, and the last one."""
    wait_medians: tuple[tuple[date, timedelta], ...]
    reasons: tuple[tuple[HandoffReason, int, int], ...]
    """(reason, last week, the week before)."""
    stops: tuple[Stop, ...]
