"""Finds the dates of a text: plain text, windows around date words, rules, longest match, the day meant."""

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from bot.extraction.dates import absolute, holidays, numbered, relative
from bot.extraction.dates.context import Context, Placed, Resolved
from bot.extraction.dates.join import join_ranges
from bot.extraction.dates.plain import Plain, Speller, make_plain
from bot.extraction.dates.shift import WEEKDAY_BESIDE, one_of_two
from bot.extraction.dates.windows import grammar, windows
from bot.extraction.found import DateFound, Span
from bot.extraction.grammar import Match

MONTH_FIRST = frozenset({"US"})
MISSPELT = 0.75
"""Greatest confidence of a date that was read from a misspelt word."""


RESOLVERS: dict[str, Callable[[dict[str, object], Context], Resolved | None]] = {
    "after_anchor": relative.after_anchor,
    "ago": relative.ago,
    "ago_yesterday": relative.ago_yesterday,
    "calendar_week": absolute.calendar_week,
    "day": absolute.day,
    "day_number": numbered.day_number,
    "day_numbers": numbered.day_numbers,
    "days": absolute.days,
    "days_of_month": absolute.days_of_month,
    "dotted": absolute.dotted,
    "holiday": holidays.holiday,
    "list_tail": numbered.list_tail,
    "month": absolute.month,
    "month_ago": relative.month,
    "month_of_last_year": absolute.month_of_last_year,
    "month_of_this_year": absolute.month_of_this_year,
    "months": absolute.months,
    "morgen": relative.tomorrow,
    "night_before": relative.night_before,
    "night_before_day": absolute.night_before,
    "nth_day": absolute.nth_day,
    "nth_weekday": relative.nth_weekday,
    "numeric": absolute.numeric,
    "numeric_range": absolute.numeric_range,
    "offset": relative.offset,
    "quarter": absolute.quarter,
    "week": relative.week,
    "week_after_that": relative.week_after_that,
    "weekday": relative.weekday,
    "weekday_of_week": relative.weekday_of_week,
    "weekday_weeks_ago": relative.weekday_weeks_ago,
    "weekdays": relative.weekdays,
    "weekdays_ago": relative.weekdays_ago,
    "weekdays_of_week": relative.weekdays_of_week,
    "weekend": relative.weekend,
    "weekend_after": relative.weekend_after,
    "weekend_that": relative.weekend_that,
    "year_ago": relative.year_ago,
}

_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/\d{2,4})?(?![\d/])")
_RECENT = 14
"""Days for which people still say "just"."""
_SAME_CLAUSE = re.compile(
    r"(?:(?!\s(?:and|und|but|aber|that|dass|since|seit|from|of|dated|for|about|vom|von|für|by|until|bis|because|weil|when|als"
    r"|is|was|were|has|had|have|ist|war|waren|hat|hatte|haben|wurde|where|who|which)\s)[^.,;:!?\n()]){0,60}"
)
"""What may stand between "just" and the day of the same verb."""
_BEFORE_JUST = re.compile(r"\s(?:(?:habe?|hob|ha|haben|hend|ich|i|wir|mir|erst|noch|mal|nämlich)\s){0,4}")
_SENTENCE_END = re.compile(r"[.!?]\s+[A-ZÄÖÜ]|\n")


@cache
def speller() -> Speller:
    words = grammar().words
    real = {word for name in ("month", "weekday", "real") for word in words[name]}
    return Speller(set(words["spelled"]), dict(words["misspelt"]), real)


def find_dates(
    text: str, *, lang: str, now: datetime, region: str, blocked: Sequence[tuple[int, int]] = ()
) -> list[DateFound]:
    """The days and periods that a text names, in its order and not overlapping.

    `now` is the local time of the message; `region` the country (ISO 3166) that decides on number order and
    holidays; `blocked` are ranges of characters in which no date may lie. Takes time linear in the text.
    """
    plain = make_plain(text, speller())
    context = Context(now, region.upper(), *_slash_order(plain.text, region))
    candidates = _Candidates(plain, _merged(blocked), context)
    for start, end, present in windows(plain.text, lang):
        for match in grammar().scan(plain.text, start, end, present):
            if match.rule.options.get("only", lang) == lang:
                candidates.add(match)
    placed = _in_order(plain.text, candidates.best(), context)
    return [_found(plain, item, context) for item in join_ranges(plain.text, placed, context)]


class _Candidates:
    """Matches that name a real date outside the blocked ranges; of overlapping ones the longest is best."""

    def __init__(self, plain: Plain, blocked: list[tuple[int, int]], context: Context) -> None:
        self._plain, self._blocked, self._context = plain, blocked, context
        self._matches: list[tuple[tuple[bool, int, int], Match]] = []

    def add(self, match: Match) -> None:
        start, end = self._plain.span(match.start, match.end)
        place = bisect_left(self._blocked, (end, 0))
        if any(start < stop and begin < end for begin, stop in self._blocked[max(0, place - 1) : place]):
            return
        if match.rule.options.get("anchored") or resolve(match, self._context):
            # A rule that depends on its neighbour gives way to any that stands on its own.
            rank = ("follows" in match.rule.options, match.start - match.end, len(self._matches))
            self._matches.append((rank, match))

    def best(self) -> list[Match]:
        taken: list[tuple[int, int]] = []
        chosen: list[Match] = []
        for _, match in sorted(self._matches, key=lambda entry: entry[0]):
            place = bisect_left(taken, (match.start, match.end))
            before = place > 0 and taken[place - 1][1] > match.start
            if before or (place < len(taken) and taken[place][0] < match.end):
                continue
            insort(taken, (match.start, match.end))
            chosen.append(match)
        return sorted(chosen, key=lambda match: match.start)


def _merged(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, overlapping ones as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def resolve(match: Match, context: Context) -> Resolved | None:
    """What a match means, or None if it names no date after all."""
    return RESOLVERS[match.rule.resolve](match.values, replace(context, options=match.rule.options))


def _in_order(text: str, matches: list[Match], context: Context) -> list[Placed]:
    """Resolves the matches from the first to the last, each knowing the date named before it."""
    placed: list[Placed] = []
    day: Placed | None = None
    for match in matches:
        last = placed[-1] if placed else None
        follows = match.rule.options.get("follows")
        if follows and not (last and last.rule.name in follows and last.end >= match.start - 2):
            continue
        near = bool(last and not _SENTENCE_END.search(text, last.end, match.start))
        anchor = last if near else _told_from(last, day)
        seen = replace(
            context,
            forward=_lies_ahead(text, match, last),
            anchor=anchor.resolved.period if anchor else None,
            near=near,
        )
        found = resolve(match, seen)
        if found:
            item = Placed(match.start, match.end, match.rule, found)
            if last and _only_hurry(text, last, item, context):
                placed.pop()
                last = placed[-1] if placed else None
            elif last and _only_hurry(text, item, last, context):
                continue
            day = item if found.period.start == found.period.end else day
            if last and (same := one_of_two(text, last, item)):
                placed[-1] = same
            else:
                placed.append(item)
    return placed


def _only_hurry(text: str, just: Placed, item: Placed, context: Context) -> bool:
    """Whether "just" is no more than the tone of a clause that says its day: "I just wiped a server yesterday"."""
    if "hurry" not in just.rule.options or "hurry" in item.rule.options:
        return False
    period = item.resolved.period
    if period.start != period.end or not 0 <= (context.today - period.end).days <= _RECENT:
        return False
    if item.end <= just.start:
        return bool(_BEFORE_JUST.fullmatch(text, item.end, just.start))
    return bool(_SAME_CLAUSE.fullmatch(text, just.end, item.start))


def _told_from(last: Placed | None, day: Placed | None) -> Placed | None:
    """The date from which the next sentence goes on: not a month of an earlier time between the days of a story.

    "It fell on the 2nd. We'd put it up in February. They found it on the 3rd."
    """
    if (
        last
        and day
        and last.resolved.kind == "month"
        and last.resolved.period.end < day.resolved.period.start
    ):
        return day
    return last


@cache
def _forward() -> re.Pattern[str]:
    spellings = grammar().expand("{forward:}")
    return re.compile(
        rf"(?<!\w){spellings}:?(?: (?:the|den|dem|zum|on|am|for|is|ist|date|next|of|cob|eob|eod|close of business"
        r"|noon|midday|lunchtime|midnight|mittag|at|auf|für|\d{1,2}(?::\d\d)?(?: ?[ap]m| uhr)?))*\s*\Z",
        re.IGNORECASE,
    )


def _lies_ahead(text: str, match: Match, last: Placed | None) -> bool:
    """Whether the words before a date speak of a deadline or a plan.

    "Until Friday" is a demand or the end of an outage, by the words around it.
    """
    if last and last.resolved.kind == "weekday" and WEEKDAY_BESIDE.fullmatch(text, last.end, match.start):
        return False
    start = match.start
    if lead := _LEAD.match(text, start, match.end):
        start = lead.end()
    if until := _UNTIL.search(text, max(0, match.start - 12), start):
        around = text[max(0, match.start - 60) : match.end + 60]
        asked, over = bool(_words("asking").search(around)), bool(_words("over").search(around))
        if until.start() <= match.start and (match.rule.resolve == "weekday" or over):
            return asked and not over
    return bool(_forward().search(text, max(0, start - 48), start))


_LEAD = re.compile(
    r"(?:(?:by|until|till|til|bis|zum|ab|before|spätestens|einschließlich|am|den|dem|the|on) )+",
    re.IGNORECASE,
)
"""Words before a date that some rules take in."""
_UNTIL = re.compile(r"(?<!\w)(?:bis|until|till|til)\b", re.IGNORECASE)


@cache
def _words(table: str) -> re.Pattern[str]:
    spellings = grammar().expand(f"{{{table}:}}")
    return re.compile(rf"(?<!\w){spellings}(?!\w)", re.IGNORECASE)


def _found(plain: Plain, item: Placed, context: Context) -> DateFound:
    start, end = plain.span(item.start, item.end)
    confidence = float(item.rule.options.get("confidence", 0.9)) * item.resolved.sure
    if plain.was_corrected(item.start, item.end):
        confidence = min(confidence, MISSPELT)
    period = item.resolved.period
    return DateFound(
        period,
        round(confidence, 3),
        Span(0, start, end),
        item.rule.name,
        item.resolved.readings,
        period.start > context.today,
    )


def _slash_order(text: str, region: str) -> tuple[bool, bool]:
    """Whether the month comes first in numbers with slashes, and whether one of them proves it."""
    usual = region.upper() in MONTH_FIRST
    shown = set()
    for found in _SLASHED.finditer(text):
        first, second = int(found.group(1)), int(found.group(2))
        if first <= 12 < second <= 31:
            shown.add(True)
        elif second <= 12 < first <= 31:
            shown.add(False)
    return (shown.pop(), True) if len(shown) == 1 else (usual, False)
