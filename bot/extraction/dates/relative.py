"""Resolvers for dates counted from the day of the message, or from the date named before."""

from datetime import date, timedelta
from typing import Any

from bot.extraction.dates import calendar
from bot.extraction.dates.context import Context, Resolved, begun, one_day
from bot.extraction.found import Period

Values = dict[str, Any]
LONGEST_AGO = {"minute": 6000, "hour": 200, "day": 800, "week": 150, "month": 48}
_STORY = timedelta(days=31)
"""How far back a date may lie that the story goes on from in a later sentence ("on the Monday")."""
_SAME_DAY_HOURS = 6
_HALF = {"minute": 0, "hour": 0, "day": 0, "week": 3, "month": 15}
"""Whole days in half of each unit: a week and a half ago."""


def offset(values: Values, context: Context) -> Resolved | None:
    """A fixed number of days from today: yesterday, tomorrow; or, with `to`, the days until then."""
    days, to = int(values.get("days", context.options.get("days", 0))), context.options.get("to")
    found = context.today + days * calendar.DAY
    if to is not None:
        return Resolved(Period(found, context.today + int(str(to)) * calendar.DAY), "span")
    return one_day(found)


def ago(values: Values, context: Context) -> Resolved | None:
    """So many minutes, hours, days, weeks or months ago; between two numbers, the days between."""
    unit = values["unit"]
    names = ("number", "count", "half_number", "number2", "count2")
    counts = [int(values[name]) for name in names if name in values]
    if not counts and "count" in context.options:
        counts = [int(str(context.options["count"]))]
    if not counts or max(counts) > LONGEST_AGO[unit]:
        return None
    days = sorted(_back(count, unit, context) for count in counts)
    shift = (int(values.get("days", 0)) - (_HALF[unit] if "half" in values else 0)) * calendar.DAY
    if len(days) > 1:
        return Resolved(Period(days[0] + shift, days[-1] + shift), "span", sure=0.6)
    sure = {"month": 0.65, "week": 0.9}.get(unit, 1.0) if "days" not in values else 1.0
    if "loose" in values or "half" in values:
        sure = min(sure, 0.75)
    return one_day(days[0] + shift, sure=sure)


def _back(count: int, unit: str, context: Context) -> date:
    if unit == "month":
        return calendar.months_back(context.today, count)
    if unit in ("minute", "hour"):
        # "An hour ago" means today even shortly after midnight.
        gone = timedelta(hours=count) if unit == "hour" and count > 1 else timedelta(0)
        return (context.now - gone).date()
    return context.today - count * (calendar.WEEK if unit == "week" else calendar.DAY)


def _count(values: Values, otherwise: object) -> int:
    return int(str(values.get("number") or values.get("count") or otherwise))


def weekday(values: Values, context: Context) -> Resolved | None:
    """A weekday alone or "last": the most recent one strictly before today; `weeks` earlier ones.

    `this`: of the running week, today included. `ahead`: the next one after today, or `weeks` later ones.
    """
    number, today = int(values["weekday"]), context.today
    weeks = int(str(context.options.get("weeks", 0)))
    if context.options.get("ahead"):
        return one_day(calendar.next_weekday(number, today) + weeks * calendar.WEEK, kind="weekday")
    if context.options.get("this") and number == today.weekday():
        return one_day(today, kind="weekday")
    if context.forward and context.options.get("either"):
        return one_day(calendar.next_weekday(number, today), kind="weekday", sure=0.8)
    anchor = context.anchor
    recent = context.near or (anchor is not None and anchor.end >= today - _STORY)
    if "the" in values and anchor and recent and anchor.end < today - calendar.WEEK:
        # "Rebuilt it on 9 January, on the Monday it was gone": the story goes on from there.
        return one_day(calendar.next_weekday(number, anchor.end), sure=0.85)
    return one_day(calendar.last_weekday(number, today) - weeks * calendar.WEEK, kind="weekday")


def weekdays_of_week(values: Values, context: Context) -> Resolved | None:
    """From one weekday to another of last week."""
    monday = calendar.week_of(context.today - calendar.WEEK).start
    start, end = (monday + int(values[name]) * calendar.DAY for name in ("weekday", "weekday2"))
    return Resolved(Period(start, end), "span") if start < end else None


def weekday_weeks_ago(values: Values, context: Context) -> Resolved | None:
    """The weekday nearest to so many weeks ago, not within the last seven days: "Freitag vor zwei Wochen"."""
    weeks = 2 if "fortnight" in values else _count(values, 1)
    if weeks > LONGEST_AGO["week"]:
        return None
    middle = context.today - weeks * calendar.WEEK
    found = calendar.last_weekday(int(values["weekday"]), middle + 4 * calendar.DAY)
    return one_day(found - calendar.WEEK if found > context.today - calendar.WEEK else found)


def weekdays_ago(values: Values, context: Context) -> Resolved | None:
    """Two Fridays ago: the last Friday but one."""
    count = _count(values, 1)
    if not 0 < count <= LONGEST_AGO["week"]:
        return None
    found = calendar.last_weekday(int(values["weekday"]), context.today)
    return one_day(found - (count - 1) * calendar.WEEK)


def weekday_of_week(values: Values, context: Context) -> Resolved | None:
    """A weekday of an earlier week: "Tuesday last week", "Freitag vor zwei Wochen"."""
    weeks = _count(values, context.options.get("weeks", 1))
    if weeks > LONGEST_AGO["week"]:
        return None
    monday = calendar.week_of(context.today - weeks * calendar.WEEK).start
    return one_day(monday + int(values["weekday"]) * calendar.DAY)


def week(values: Values, context: Context) -> Resolved | None:
    """Monday to Sunday of the week `weeks` before this one, or the early, middle or late part of it."""
    weeks = int(str(context.options.get("weeks", 0)))
    whole = calendar.week_of(context.today - weeks * calendar.WEEK)
    part = str(values.get("part", context.options.get("part", "")))
    if part == "late" and weeks == 0 and context.forward:
        friday = max(whole.start + 4 * calendar.DAY, context.today + calendar.DAY)
        return Resolved(Period(friday, whole.end), "part") if friday <= whole.end else None
    first, last = {"early": (0, 1), "mid": (2, 2), "late": (3, 4)}.get(part, (0, 6))
    period = begun(
        Period(whole.start + first * calendar.DAY, whole.start + last * calendar.DAY), context.today
    )
    if weeks >= 0 and period.start > context.today:
        return None
    return Resolved(period, "part" if part else "span")


def nth_weekday(values: Values, context: Context) -> Resolved | None:
    """The first, second ... or last such weekday of a month."""
    month, number, weekday = int(values["month"]), int(values["nth"]), int(values["weekday"])
    given = calendar.full_year(values["year"], context.today) if "year" in values else None
    for year in (given,) if given else (context.today.year, context.today.year - 1):
        if not calendar.EARLIEST_YEAR <= year <= calendar.LATEST_YEAR:
            return None
        found = calendar.nth_weekday(year, month, weekday, number)
        if given or found <= context.today:
            return one_day(found, year_given=given is not None)
    return None


def weekend(values: Values, context: Context) -> Resolved | None:
    """Saturday and Sunday before today; `this` takes the running one on a Saturday or Sunday."""
    today = context.today
    if context.options.get("this") and today.weekday() >= 5:
        return Resolved(Period(today - (today.weekday() - 5) * calendar.DAY, today), "span")
    back = int(str(context.options.get("weeks", 0))) * calendar.WEEK
    found = calendar.last_weekend(today)
    if context.forward and not back:
        back = -calendar.WEEK
    return Resolved(Period(found.start - back, found.end - back), "span")


def month(values: Values, context: Context) -> Resolved | None:
    """The month `months` before this one, or the early, middle or late part of it."""
    months = int(str(context.options.get("months", 0)))
    whole = calendar.month_days(*calendar.shift_month(context.today.year, context.today.month, -months))
    part = str(values.get("part", context.options.get("part", "")))
    period = calendar.part_of_month(whole, part) if part else whole
    if "day" in values:
        return one_day(calendar.make_day(whole.start.year, whole.start.month, int(values["day"])))
    if period.start > context.today and months >= 0 and not context.forward:
        return None
    return Resolved(begun(period, context.today), "part" if part else "month")


def after_anchor(values: Values, context: Context) -> Resolved | None:
    """After or before the date named last: "two days later", "the following Monday", "the same day"."""
    options = context.options
    if context.anchor is None:
        return weekday(values, context) if "weekday" in values and options.get("back") else None
    sign = -1 if options.get("back") else 1
    start = context.anchor.end if sign > 0 else context.anchor.start
    if "weekday" in values:
        number = int(values["weekday"])
        return one_day((calendar.next_weekday if sign > 0 else calendar.last_weekday)(number, start))
    if "unit" in values:
        count = _count(values, 1)
        if values["unit"] in ("minute", "hour"):
            return _same_day(values["unit"], count, context)
        if values["unit"] not in ("day", "week") or count > LONGEST_AGO[values["unit"]]:
            return None
        found = start + sign * count * (calendar.WEEK if values["unit"] == "week" else calendar.DAY)
    else:
        found = start + sign * int(str(options.get("days", 0))) * calendar.DAY
    return one_day(found) if found <= context.today else None


def _same_day(unit: str, count: int, context: Context) -> Resolved | None:
    """ "Twenty minutes later" is the day itself; so are a few hours, if it was told right before."""
    anchor = context.anchor
    if anchor is None or anchor.start != anchor.end or (unit == "hour" and count > _SAME_DAY_HOURS):
        return None
    return one_day(anchor.end, sure=0.8) if anchor.end <= context.today else None


def week_after_that(values: Values, context: Context) -> Resolved | None:
    """The week after the one of the date named last."""
    if context.anchor is None:
        return None
    found = calendar.week_of(context.anchor.end + calendar.WEEK)
    return Resolved(begun(found, context.today), "span") if found.start <= context.today else None


def weekend_after(values: Values, context: Context) -> Resolved | None:
    """The first weekend that begins after the date named last."""
    if context.anchor is None:
        return None
    saturday = calendar.next_weekday(5, context.anchor.end)
    found = begun(Period(saturday, saturday + calendar.DAY), context.today)
    return Resolved(found, "span") if saturday <= context.today else None


def weekend_that(values: Values, context: Context) -> Resolved | None:
    """The weekend of the date named last; without one the last weekend."""
    if context.anchor is None:
        return weekend(values, context)
    sunday = calendar.week_of(context.anchor.end).end
    return Resolved(Period(sunday - calendar.DAY, sunday), "span") if sunday <= context.today else None


def ago_yesterday(values: Values, context: Context) -> Resolved | None:
    """So long before yesterday: "gestern vor zwei Wochen"."""
    return ago(values | {"days": -1}, context)


def tomorrow(values: Values, context: Context) -> Resolved | None:
    return one_day(context.today + (2 if "ahead" in values else 1) * calendar.DAY)


def weekdays(values: Values, context: Context) -> Resolved | None:
    """From one weekday to another, both past; the last of them strictly before today."""
    end = calendar.last_weekday(int(values["weekday2"]), context.today)
    start = calendar.last_weekday(int(values["weekday"]), end)
    return Resolved(Period(start, end), "span")


def night_before(values: Values, context: Context) -> Resolved | None:
    """The night that leads into a weekday; into today if that is the weekday."""
    number, today = int(values["weekday"]), context.today
    end = today if number == today.weekday() else calendar.last_weekday(number, today)
    return Resolved(Period(end - calendar.DAY, end), "span")


def year_ago(values: Values, context: Context) -> Resolved | None:
    """This day a year ago."""
    return one_day(calendar.months_back(context.today, 12))
