"""Finds the dates of a text: plain text, windows around date words, rules, the longest match, then the day meant."""

import re
from bisect import bisect_left, insort
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from bot.extraction.dates import absolute, holidays, numbered, relative
from bot.extraction.dates.context import Context, Resolved
from bot.extraction.dates.join import Placed, join_ranges
from bot.extraction.dates.plain import Plain, Speller, make_plain
from bot.extraction.found import DateFound, Span
from bot.extraction.grammar import Grammar, Match
from bot.extraction.grammar_needs import DIGIT

FOLDER = Path(__file__).parent.parent / "grammar"
FILES = ("shared", "holidays", "en", "de")
MONTH_FIRST = frozenset({"US"})
MISSPELT = 0.75
"""Greatest confidence of a date that was read from a misspelt word."""
REACH = 48
"""Characters that a rule may need on either side of a date word."""

RESOLVERS: dict[str, Callable[[dict[str, object], Context], Resolved | None]] = {
    "after_anchor": relative.after_anchor,
    "ago": relative.ago,
    "ago_yesterday": relative.ago_yesterday,
    "calendar_week": absolute.calendar_week,
    "day": absolute.day,
    "day_number": numbered.day_number,
    "day_numbers": numbered.day_numbers,
    "days": absolute.days,
    "holiday": holidays.holiday,
    "list_tail": numbered.list_tail,
    "month": absolute.month,
    "month_ago": relative.month,
    "months": absolute.months,
    "morgen": relative.tomorrow,
    "night_before": relative.night_before,
    "night_before_day": absolute.night_before,
    "numeric": absolute.numeric,
    "numeric_range": absolute.numeric_range,
    "offset": relative.offset,
    "week": relative.week,
    "weekday": relative.weekday,
    "weekday_of_week": relative.weekday_of_week,
    "weekdays": relative.weekdays,
    "weekend": relative.weekend,
}

_STARTING = frozenset(
    {"month", "weekday", "weekday_short", "unit", "holiday", "trigger", "ordinal_word", "month_week", DIGIT}
    | {"yesterday_word", "week_word", "weekend_word", "month_word", "overnight_word", "tomorrow_word", "fortnight_word"}
    | {"heute_wort", "gestern_wort", "vorgestern_wort", "vorvorgestern_wort", "woche_wort", "monat_wort"}
)
"""Tables whose words set off the reading of the text around them."""
_STARTING_GERMAN = _STARTING | {"weekday_kurz", "morgen_wort", "wochenende_wort"}
"""In other languages "so", "do" and "we" are everyday words."""
_NUMBER = frozenset({DIGIT, "nth", "holiday"})
"""Tables that numbers written in digits may belong to."""
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/\d{2,4})?(?![\d/])")
_SENTENCE_END = re.compile(r"[.!?]\s+[A-ZÄÖÜ]|\n")


@cache
def grammar() -> Grammar:
    return Grammar.load(*(FOLDER / f"dates.{name}.yml" for name in FILES))


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
    holidays; `blocked` are ranges of characters in which no date may lie. Time is linear in the length of the text.
    """
    plain = make_plain(text, speller())
    context = Context(now, region.upper(), *_slash_order(plain.text, region))
    candidates = _Candidates(plain, sorted(blocked), context)
    for start, end, present in _windows(plain.text, _STARTING_GERMAN if lang == "de" else _STARTING):
        for match in grammar().scan(plain.text, start, end, present):
            if match.rule.options.get("only", lang) == lang:
                candidates.add(match)
    placed = _in_order(plain.text, candidates.best(), context)
    return [_found(plain, item, context) for item in join_ranges(plain.text, placed, context)]


class _Candidates:
    """Matches that name a real date outside the blocked ranges; of overlapping ones the longest is the best."""

    def __init__(self, plain: Plain, blocked: list[tuple[int, int]], context: Context) -> None:
        self._plain, self._blocked, self._context = plain, blocked, context
        self._matches: list[tuple[int, int, Match]] = []

    def add(self, match: Match) -> None:
        start, end = self._plain.span(match.start, match.end)
        place = bisect_left(self._blocked, (end, 0))
        if any(start < stop and begin < end for begin, stop in self._blocked[max(0, place - 3) : place]):
            return
        if match.rule.options.get("anchored") or resolve(match, self._context):
            # A rule that depends on its neighbour gives way to any that stands on its own.
            rank = (match.start - match.end) if "follows" not in match.rule.options else 0
            self._matches.append((rank, len(self._matches), match))

    def best(self) -> list[Match]:
        taken: list[tuple[int, int]] = []
        chosen: list[Match] = []
        for _, _, match in sorted(self._matches, key=lambda entry: entry[:2]):
            place = bisect_left(taken, (match.start, match.end))
            before = place > 0 and taken[place - 1][1] > match.start
            if before or (place < len(taken) and taken[place][0] < match.end):
                continue
            insort(taken, (match.start, match.end))
            chosen.append(match)
        return sorted(chosen, key=lambda match: match.start)


def resolve(match: Match, context: Context) -> Resolved | None:
    """What a match means, or None if it names no date after all."""
    return RESOLVERS[match.rule.resolve](match.values, replace(context, options=match.rule.options))


def _in_order(text: str, matches: list[Match], context: Context) -> list[Placed]:
    """Resolves the matches from the first to the last, each knowing the date named before it."""
    placed: list[Placed] = []
    for match in matches:
        before = text[max(0, match.start - 48) : match.start]
        last = placed[-1] if placed else None
        follows = match.rule.options.get("follows")
        if follows and not (last and last.rule.name in follows and last.end >= match.start - 1):
            continue
        seen = replace(
            context,
            forward=bool(_forward().search(before)),
            anchor=last.resolved.period if last else None,
            near=bool(last and not _SENTENCE_END.search(text, last.end, match.start)),
        )
        found = resolve(match, seen)
        if found:
            placed.append(Placed(match.start, match.end, match.rule, found))
    return placed


@cache
def _forward() -> re.Pattern[str]:
    spellings = grammar().expand("{forward:}")
    return re.compile(rf"(?<!\w)(?:{spellings}):?(?: (?:the|den|dem|zum|on|am|for|is|ist|date|next|of))*\s*$", re.IGNORECASE)


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


def _windows(text: str, starting: frozenset[str]) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Stretches of the text that hold a number or a date word, with what a rule may need around it.

    With each come the names of the word tables that have a word in it.
    """
    tables_of = _tables_of()
    begin, until = -1, -1
    present: set[str] = set()
    recent: deque[tuple[int, frozenset[str]]] = deque()
    for token in _TOKEN.finditer(text):
        word, start = token.group(), token.start()
        tables = _NUMBER if word[0].isdigit() else tables_of.get(word.lower())
        if tables is None:
            continue
        while recent and recent[0][0] < start - REACH:
            recent.popleft()
        recent.append((start, tables))
        if start < until:
            present |= tables
        if tables.isdisjoint(starting):
            continue
        if begin < 0 or start - REACH > until:
            if begin >= 0:
                yield begin, until, frozenset(present)
            begin, present = max(0, start - REACH), set()
        present = present.union(*(found for _, found in recent))
        until = min(len(text), token.end() + REACH)
    if begin >= 0:
        yield begin, until, frozenset(present)


@cache
def _tables_of() -> dict[str, frozenset[str]]:
    """Each single word of the grammar, with the tables that it occurs in."""
    found: dict[str, set[str]] = {}
    for table, spellings in grammar().words.items():
        for spelling in spellings:
            # The longest word of a name stands for all of it: "christmas" for "at christmas".
            piece = max(_TOKEN.findall(spelling), key=len)
            found.setdefault(piece, set()).add(table)
    return {piece: frozenset(tables) for piece, tables in found.items()}


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
