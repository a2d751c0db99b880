"""Resolvers for days without their month: "the 15th", "am 3.", "from the 28th to the 2nd"."""

from datetime import date
from typing import Any

from bot.extraction.dates import calendar
from bot.extraction.dates.context import Context, Resolved, one_day
from bot.extraction.found import Period

Values = dict[str, Any]


def day_number(values: Values, context: Context) -> Resolved | None:
    """A day without its month: in the month named before if that fits, otherwise the most recent one.

    A weekday beside it decides which month it was.
    """
    number, today = int(values["day"]), context.today
    recent = list(calendar.days_numbered(number, today))
    weekday = values.get("weekday")
    if weekday is not None:
        fitting = next((found for found in recent[:12] if found.weekday() == weekday), None)
        return one_day(fitting or recent[0], sure=1.0 if fitting else 0.7)
    if context.forward and (ahead := _next_numbered(number, today)) and ahead - today < today - recent[0]:
        return one_day(ahead)
    if context.anchor and (fit := _near_anchor(number, context)):
        return one_day(fit)
    return one_day(recent[0])


def _next_numbered(number: int, today: date) -> date | None:
    for ahead in range(2):
        found = calendar.make_day(*calendar.shift_month(today.year, today.month, ahead), number)
        if found and found > today:
            return found
    return None


def _near_anchor(number: int, context: Context) -> date | None:
    """The day of that number in the month last named, or in the next if it has passed by then."""
    anchor = context.anchor
    if anchor is None or not (context.near or (context.today - anchor.end).days <= 70):
        return None
    # A month or a part of one is named whole; after a day, the story usually goes on from there.
    after = 0 if anchor.start != anchor.end else anchor.end.day
    same = calendar.make_day(anchor.end.year, anchor.end.month, number)
    following = calendar.make_day(*calendar.shift_month(anchor.end.year, anchor.end.month, 1), number)
    order = (same, following) if number >= after else (following, same)
    return next((found for found in order if found and found <= context.today), None)


def day_numbers(values: Values, context: Context) -> Resolved | None:
    """From one numbered day to another; the first may lie in the month before the last."""
    last = day_number({"day": values["day2"]}, context)
    if last is None:
        return None
    end = last.period.end
    start = next(calendar.days_numbered(int(values["day"]), end), None)
    return Resolved(Period(start, end), "span") if start and (end - start).days <= 62 else None


def list_tail(values: Values, context: Context) -> Resolved | None:
    """One more day of the month of the date just before: the 4 of "March 3 and 4"."""
    if context.anchor is None:
        return None
    day = calendar.make_day(context.anchor.end.year, context.anchor.end.month, int(values["day"]))
    return one_day(day) if day and day > context.anchor.end else None
