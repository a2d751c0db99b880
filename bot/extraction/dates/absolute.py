"""Resolvers for dates written out: day, month and year in any order, months and their parts, calendar weeks."""

from typing import Any

from bot.extraction.dates import calendar
from bot.extraction.dates.context import Context, Resolved, begun, one_day
from bot.extraction.found import Period

Values = dict[str, Any]
_NUMBERS_WITH_POINT = frozenset(
    {"GB", "UK", "IM", "JE", "GG", "IE", "US", "CA", "AU", "NZ", "IN", "ZA", "SG", "HK", "NG", "KE"}
)
"""Countries in which 5.2 is a number and no day."""


def day(values: Values, context: Context) -> Resolved | None:
    """Day and month, with or without a year; a weekday beside it may pick the year before."""
    month, number = int(values["month"]), int(values["day"])
    if "year" in values:
        year = calendar.full_year(values["year"], context.today)
        return one_day(calendar.make_day(year, month, number), year_given=True)
    if "last_year" in values:
        return one_day(calendar.make_day(context.today.year - 1, month, number), year_given=True)
    found = calendar.recent(month, number, context.today, forward=context.forward)
    weekday = values.get("weekday")
    if found and weekday is not None and found.weekday() != weekday:
        other = calendar.make_day(found.year - 1, month, number)
        if other and other.weekday() == weekday:
            return one_day(other, sure=0.8)
        return one_day(found, sure=0.9)
    return one_day(found)


def dotted(values: Values, context: Context) -> Resolved | None:
    """Day and month with a full stop after each; where English is spoken a number, if it `ends` a sentence.

    There a weekday has to stand before it, or a word that announces a day (a rule with `announced`).
    """
    announced = bool(context.options.get("announced"))
    if context.region in _NUMBERS_WITH_POINT:
        return (
            None if "ends" in values and "weekday" not in values and not announced else day(values, context)
        )
    return None if announced else day(values, context)


def numeric(values: Values, context: Context) -> Resolved | None:
    """Two numbers with a slash or dash, in the order of the region; every reading that is a date."""
    first, second = int(values["a"]), int(values["b"])
    orders = [(first, second), (second, first)] if context.month_first else [(second, first), (first, second)]
    readings: list[Resolved] = []
    for month, number in orders:
        given = {"month": month, "day": number} | ({"year": values["year"]} if "year" in values else {})
        found = day(given, context)
        if found and all(found.period != other.period for other in readings):
            readings.append(found)
    if not readings:
        return None
    regional = readings[0]
    if len(readings) == 1 or context.order_shown:
        return regional
    if not context.forward:
        readings.sort(key=lambda found: found.period.start > context.today)
        if readings[0].period == regional.period and _much_nearer(readings[0], readings[1], context):
            return Resolved(regional.period, "day", "year" in values, (), 0.9)
    periods = tuple(found.period for found in readings)
    return Resolved(periods[0], "day", "year" in values, periods, 0.55)


def _much_nearer(one: Resolved, other: Resolved, context: Context) -> bool:
    """Whether one reading is so recent, and the other so far off or ahead, that nobody would doubt."""
    distance = (context.today - one.period.start).days
    ahead = other.period.start > context.today
    return 0 <= distance <= 92 and (ahead or (context.today - other.period.start).days > distance + 150)


def days(values: Values, context: Context) -> Resolved | None:
    """From one day to another that share a month, or two months that share a year."""
    last = day({"month": values["month"], "day": values["day2"]} | _year(values), context)
    if last is None:
        return None
    end = last.period.end
    month = int(values.get("month1", end.month))
    start = calendar.make_day(end.year if month <= end.month else end.year - 1, month, int(values["day"]))
    if start is None or start > end or (end - start).days > 366:
        return None
    return Resolved(Period(start, end), "span", last.year_given)


def month(values: Values, context: Context) -> Resolved | None:
    """A month, or a part or a numbered week of it, cut at today if it is still running."""
    whole = _month(int(values["month"]), values, context)
    if whole is None:
        return None
    period = whole
    if "part" in values:
        first = calendar.part_of_month(whole, values["part1"] if "part1" in values else values["part"])
        period = Period(first.start, calendar.part_of_month(whole, values["part"]).end)
    elif "nth" in values:
        period = calendar.nth_week(whole, int(values["nth"]))
    if not context.forward and "year" not in values and period.start > context.today:
        # "Mid-May" written on the 3rd of May is last year's.
        return month(values | {"year": str(whole.start.year - 1)}, context)
    period = begun(period, context.today)
    return Resolved(period, "part" if period != whole else "month", "year" in values)


def month_of_last_year(values: Values, context: Context) -> Resolved | None:
    return month(values | {"year": str(context.today.year - 1)}, context)


def month_of_this_year(values: Values, context: Context) -> Resolved | None:
    return month(values | {"year": str(context.today.year)}, context)


def days_of_month(values: Values, context: Context) -> Resolved | None:
    """The first or the last days of a month."""
    return month(values | {"part": "early" if "early" in values else "late"}, context)


def nth_day(values: Values, context: Context) -> Resolved | None:
    """The first, second … or last day of a month."""
    whole = _month(int(values["month"]), values, context)
    number = int(values["nth"])
    if whole is None:
        return None
    return one_day(whole.end if number < 0 else whole.start + (number - 1) * calendar.DAY)


def quarter(values: Values, context: Context) -> Resolved | None:
    """A quarter of a year, or the one before the running one; of several years the last that has begun."""
    running = (context.today.month + 2) // 3
    number = int(values["number"]) if "number" in values else (running + 2) % 4 + 1
    if "year" in values:
        year = calendar.full_year(values["year"], context.today)
    elif "last_year" in values:
        year = context.today.year - 1
    elif "number" in values:
        year = context.today.year - (number > running)
    else:
        year = context.today.year - (number >= running)
    if not calendar.EARLIEST_YEAR <= year <= calendar.LATEST_YEAR:
        return None
    return Resolved(begun(calendar.quarter(number, year), context.today), "span", "year" in values)


def months(values: Values, context: Context) -> Resolved | None:
    """From one month to another."""
    last = _month(int(values["month"]), values, context)
    if last is None:
        return None
    first = int(values["month1"])
    year = last.start.year if first <= last.start.month else last.start.year - 1
    start = calendar.month_days(int(values.get("year1", year)), first).start
    if start > last.end:
        return None
    return Resolved(begun(Period(start, last.end), context.today), "span", "year" in values)


def calendar_week(values: Values, context: Context) -> Resolved | None:
    number = int(values["week"])
    year = (
        calendar.full_year(values["year"], context.today)
        if "year" in values
        else context.today.isocalendar().year
    )
    found = calendar.calendar_week(number, year)
    if found and "year" not in values and found.start > context.today and not context.forward:
        found = calendar.calendar_week(number, year - 1)
    return Resolved(begun(found, context.today), "span", "year" in values) if found else None


def _year(values: Values) -> Values:
    return {"year": values["year"]} if "year" in values else {}


def _month(number: int, values: Values, context: Context) -> Period | None:
    if "year" in values:
        year = calendar.full_year(values["year"], context.today)
        return (
            calendar.month_days(year, number)
            if calendar.EARLIEST_YEAR <= year <= calendar.LATEST_YEAR
            else None
        )
    return calendar.month_days(calendar.recent_month(number, context.today, forward=context.forward), number)


def numeric_range(values: Values, context: Context) -> Resolved | None:
    """Days of one month, written with a slash: 5/7-10."""
    first = numeric(values, context)
    if first is None:
        return None
    start = first.period.start
    end = calendar.make_day(start.year, start.month, int(values["b2"]))
    return Resolved(Period(start, end), "span") if context.month_first and end and end > start else None


def night_before(values: Values, context: Context) -> Resolved | None:
    """The night that leads into a day: from the day before to that day."""
    found = day(values, context)
    return Resolved(Period(found.period.start - calendar.DAY, found.period.end), "span") if found else None
