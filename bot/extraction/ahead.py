"""Days that lie ahead: the end of a time allowed, where every other date of a report leans to the past.

The words are data in `grammar/ahead.yml`.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.extraction.cues import compile_phrases
from bot.extraction.dates import find_dates
from bot.extraction.found import DateFound, Period, Span
from bot.extraction.number_words import read_word

_LEAD = "deadline: "
"""What makes the date after it lean to the future."""
_SUNDAY = 6
_MOST = 400
_DAY_ONLY = re.compile(r"\D*\d{1,2}\.?(?:st|nd|rd|th|ten|te|er)?", re.IGNORECASE)
"""A day without its month: "the 28th", "bis zum 28."."""
_NOT_AHEAD = re.compile(
    r"[!?;\n]|\.(?=\s+[A-ZÄÖÜ])|"
    r"\b(?:war|waren|was|were|wär\w*|lief|endete|ended|expired|passed|ran out|fell|abgelaufen|verstrich)\b",
    re.IGNORECASE,
)
"""What stands between a word for a deadline and the day of another sentence, or one that is over."""


def find_ahead(
    text: str, *, lang: str, now: datetime, region: str, blocked: Sequence[tuple[int, int]] = ()
) -> list[DateFound]:
    """Every day of the text as one to come, in its order; one that can't lie ahead stays in the past."""
    found = [
        _leaning(text, each, lang, now, region)
        for each in find_dates(text, lang=lang, now=now, region=region, blocked=blocked)
    ]
    taken = [(each.span.start, each.span.end) for each in found]
    found += [
        each for each in _counted(text, now.date()) if not any(_overlap(each.span, span) for span in taken)
    ]
    return sorted(found, key=lambda each: each.span.start)


def beside(text: str, dates: Sequence[DateFound], lead: re.Pattern[str], reach: int = 30) -> DateFound | None:
    """The first date that follows one of the phrases of `lead` within `reach` characters of the same sentence."""
    for hint in lead.finditer(text):
        for found in dates:
            gap = found.span.start - hint.end()
            overlaps = hint.start() <= found.span.start < hint.end()
            if overlaps or (0 <= gap <= reach and not _NOT_AHEAD.search(text, hint.end(), found.span.start)):
                return found
    return None


def _leaning(text: str, found: DateFound, lang: str, now: datetime, region: str) -> DateFound:
    """The same date, read as one to come where it may be one."""
    if found.future:
        return found
    start = found.span.start
    around = text[max(0, start - 20) : start] + _LEAD + text[start : found.span.end + 12]
    shift = start - min(20, start)
    for again in find_dates(around, lang=lang, now=now, region=region):
        if again.span.end + shift - len(_LEAD) >= found.span.end:
            day = again.period
            if day.end < now.date() and _DAY_ONLY.fullmatch(text, found.span.start, found.span.end):
                day = Period(_later(day.start, 1, "month"), _later(day.end, 1, "month"))
            return replace(again, period=day, span=found.span, future=day.start > now.date())
    return found


def _counted(text: str, today: date) -> Iterator[DateFound]:
    for match in _count().finditer(text):
        number, unit = match["number"], match["unit"].lower()
        count = (
            1
            if number.lower() in _words()["one"]
            else int(number)
            if number.isdecimal()
            else _spelled(number)
        )
        if count is None or not 0 < count <= _MOST:
            continue
        name = next(name for name, words in _words()["units"].items() if unit in words)
        yield _day(_later(today, count, name), match)
    for match in _phrases("fortnight").finditer(text):
        yield _day(today + timedelta(days=14), match)
    for match in _phrases("month_end").finditer(text):
        yield _day(today.replace(day=monthrange(today.year, today.month)[1]), match)
    for match in _phrases("week_end").finditer(text):
        yield _day(today + timedelta(days=_SUNDAY - today.weekday()), match)


def _later(today: date, count: int, unit: str) -> date:
    if unit != "month":
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    months = today.month - 1 + count
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _spelled(word: str) -> int | None:
    value = read_word(word.lower())
    return int(value) if value is not None and value == int(value) else None


def _day(day: date, match: re.Match[str]) -> DateFound:
    return DateFound(Period(day, day), 0.85, Span(0, *match.span()), "ahead", (), True)


def _overlap(span: Span, other: tuple[int, int]) -> bool:
    return span.start < other[1] and other[0] < span.end


@cache
def _words() -> dict[str, Any]:
    data = yaml.safe_load((Path(__file__).parent / "grammar" / "ahead.yml").read_text("utf-8"))
    lowered = {name: [str(word).lower() for word in words] for name, words in data.items() if name != "units"}
    units = {unit: [str(word).lower() for word in words] for unit, words in data["units"].items()}
    return {**lowered, "units": units}


@cache
def _phrases(name: str) -> re.Pattern[str]:
    return compile_phrases(_words()[name])


@cache
def _count() -> re.Pattern[str]:
    units = sorted((word for words in _words()["units"].values() for word in words), key=len, reverse=True)
    # "14 days ago" and "seit 14 Tagen" are over.
    return re.compile(
        r"(?<!since )(?<!seit )(?<!vor )(?<!for )(?<![\w.,])(?P<number>\d{1,3}|[^\W\d_]{1,20})[ -]"
        rf"(?P<unit>{'|'.join(map(re.escape, units))})(?!\w)(?! ago| later| before| vorher| später)",
        re.IGNORECASE,
    )
