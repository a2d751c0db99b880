"""A day told by its distance from another one: "the same day", "two weeks later", "a few days after"."""

from datetime import date

from bot.claims.values import Period
from bot.extraction.dates.after import period_after
from bot.extraction.replying import day_after, days_after


def counted_from(text: str, anchor: Period, today: date) -> Period | None:
    """The day or days that the text counts from `anchor`, as far as they have come; None if it counts none."""
    days = days_after(text)
    # "Two or three days later" is no three days.
    day = period_after(text, anchor) or (day_after(anchor, days) if days is not None else None)
    return None if day is None or day.start > today else Period(day.start, min(day.end, today))


def counts(text: str, today: date) -> bool:
    """Whether a text counts from a day at all."""
    return days_after(text) is not None or period_after(text, Period(today, today)) is not None
