"""Named days, from the table in the grammar: fixed, counted from Easter, or the n-th weekday of a month."""

from datetime import date, timedelta
from typing import Any

from bot.extraction.dates import calendar
from bot.extraction.dates.context import Context, Resolved
from bot.extraction.found import Period

Values = dict[str, Any]


def holiday(values: Values, context: Context) -> Resolved | None:
    """The most recent such day not in the future, or of the year that is named."""
    named = values["holiday"]
    named = named.get("regions", {}).get(context.region, named)
    today = context.today
    if context.region not in named.get("only", [context.region]):
        return None
    if "year" in values:
        found = _in_year(named, calendar.full_year(values["year"], today), context.region)
        return Resolved(found, "day", True) if found else None
    if "last_year" in values:
        found = _in_year(named, today.year - 1, context.region)
        return Resolved(found, "day", True) if found else None
    several = named.get("any", [named])
    tries = [_in_year(each, today.year + year, context.region) for year in (-1, 0, 1) for each in several]
    years = sorted((found for found in tries if found), key=lambda found: found.start)
    past = [found for found in years if found.start <= today]
    ahead = [found for found in years if found.start > today]
    if context.forward and ahead and (not past or ahead[0].start - today < today - past[-1].end):
        return Resolved(ahead[0], "day")
    if not past:
        return None
    period = Period(past[-1].start, min(past[-1].end, today))
    return Resolved(period, "day" if period.start == period.end else "span")


def _in_year(named: dict[str, Any], year: int, region: str) -> Period | None:
    """`named` holds `day: [month, day]`, `easter: offset`, `nth: [month, weekday, n]` or
    `before: [month, day, weekday]`; `to` ends a period likewise.

    Under `regions` stand the countries that keep it on another day.
    """
    if not calendar.EARLIEST_YEAR <= year <= calendar.LATEST_YEAR:
        return None
    rule = named.get("regions", {}).get(region) or named
    start = _day(rule, year)
    if start is None:
        return None
    end = _day(rule["to"], year) if "to" in rule else start
    if end is not None and end < start:
        end = _day(rule["to"], year + 1)
    return Period(start, end or start)


def _day(rule: dict[str, Any], year: int) -> date | None:
    shift = timedelta(days=int(rule.get("shift", 0)))
    if "easter" in rule:
        return calendar.easter(year) + timedelta(days=int(rule["easter"]))
    if "nth" in rule:
        return calendar.nth_weekday(year, *rule["nth"]) + shift
    if "before" in rule:
        month, day, weekday = rule["before"]
        return calendar.last_weekday(weekday, date(year, month, day)) + shift
    if "day" not in rule:
        return None
    found = calendar.make_day(year, *rule["day"])
    return found + shift if found else None
