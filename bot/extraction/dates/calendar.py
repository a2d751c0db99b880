"""Calendar arithmetic that leans to the past: pure functions from days to days."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from bot.extraction.found import Period

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
EARLIEST_YEAR, LATEST_YEAR = 1950, 2100


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None if the calendar has no such day or the year is out of reach."""
    if not (
        EARLIEST_YEAR <= year <= LATEST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    ):
        return None
    return date(year, month, day)


def full_year(text: str, today: date) -> int:
    """A year of four digits, or of two with or without an apostrophe; of two, the one from 79 years ago to 20 years ahead."""
    text = text.removeprefix("'")
    year = int(text)
    if len(text) > 2:
        return year
    year += today.year - today.year % 100
    return year - 100 if year > today.year + 20 else year


def occurrences(month: int, day: int, today: date) -> tuple[date | None, date | None]:
    """The most recent such day not after today, and the next one after today."""
    past = (make_day(today.year - years, month, day) for years in range(9))
    ahead = (make_day(today.year + years, month, day) for years in range(9))
    return (
        next((found for found in past if found and found <= today), None),
        next((found for found in ahead if found and found > today), None),
    )


def recent(month: int, day: int, today: date, *, forward: bool = False) -> date | None:
    """The most recent such day not after today; with `forward` the nearest one, before or after."""
    past, ahead = occurrences(month, day, today)
    if forward and ahead and (past is None or ahead - today < today - past):
        return ahead
    return past


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def month_days(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def recent_month(month: int, today: date, *, forward: bool = False) -> int:
    """The year of the most recent such month that has begun; with `forward` of the nearest one."""
    year = today.year if month <= today.month else today.year - 1
    ahead, back = (month - today.month) % 12, (today.month - month) % 12
    return year + 1 if forward and 0 < ahead < back else year


def months_back(today: date, months: int) -> date:
    """The same day of the month that many months ago, or the last day if that month is shorter."""
    year, month = shift_month(today.year, today.month, -months)
    return date(year, month, min(today.day, monthrange(year, month)[1]))


PARTS_OF_MONTH = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "half1": (1, 15),
    "half2": (16, 31),
}


def part_of_month(period: Period, part: str) -> Period:
    """Early 1-10, mid 11-20, late 21-last; the halves 1-15 and 16-last."""
    first, last = PARTS_OF_MONTH[part]
    return Period(period.start.replace(day=first), period.start.replace(day=min(last, period.end.day)))


def nth_week(period: Period, number: int) -> Period:
    """Days 1-7 are the first week of a month, 8-14 the second; -1 are its last seven days."""
    if number < 0:
        return Period(period.end - 6 * DAY, period.end)
    start = period.start + (number - 1) * WEEK
    return Period(start, min(start + 6 * DAY, period.end))


def quarter(number: int, year: int) -> Period:
    """The three months of a quarter, 1 to 4."""
    return Period(month_days(year, 3 * number - 2).start, month_days(year, 3 * number).end)


def week_of(day: date) -> Period:
    monday = day - day.weekday() * DAY
    return Period(monday, monday + 6 * DAY)


def last_weekday(weekday: int, today: date) -> date:
    """The most recent such weekday strictly before today (0 = Monday)."""
    return today - ((today.weekday() - weekday - 1) % 7 + 1) * DAY


def next_weekday(weekday: int, today: date) -> date:
    return today + ((weekday - today.weekday() - 1) % 7 + 1) * DAY


def last_weekend(today: date) -> Period:
    """The most recent Saturday and Sunday that both lie before today."""
    sunday = last_weekday(6, today)
    return Period(sunday - DAY, sunday)


def days_numbered(day: int, latest: date) -> Iterator[date]:
    """The days with that number, from the latest back through three years."""
    for back in range(37):
        year, month = shift_month(latest.year, latest.month, -back)
        found = make_day(year, month, day)
        if found and found <= latest:
            yield found


def calendar_week(number: int, year: int) -> Period | None:
    """ISO 8601 week of a year, or None if that year has no such week."""
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return Period(monday, monday + 6 * DAY)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher)."""
    golden, century = year % 19, year // 100
    leap = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = leap - (leap // 28) * (1 - (29 // (leap + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (moon - weekday + 40) // 44
    return date(year, month, moon - weekday + 28 - 31 * (month // 4))


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The first, second ... such weekday of a month; -1 is the last one."""
    days = month_days(year, month)
    if number < 0:
        return days.end - ((days.end.weekday() - weekday) % 7) * DAY
    return days.start + ((weekday - days.start.weekday()) % 7 + 7 * (number - 1)) * DAY
