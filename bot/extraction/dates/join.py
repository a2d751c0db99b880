"""Two dates joined by a word such as "to" or "bis" are one period."""

import re
from dataclasses import replace
from datetime import date

from bot.extraction.dates import calendar
from bot.extraction.dates.context import Context, Placed, Resolved
from bot.extraction.dates.shift import one_of_two, planned, shifted, vague
from bot.extraction.found import Period

LONGEST = 3 * 366
"""Days; what lies further apart was not meant as one period."""

_TIME = (
    r"(?:,? ?(?:at |around |um |gegen |ca\.? )?\d{1,2}(?:[:.h]\d{2})?(?: ?(?:uhr|h|am|pm|a\.m\.|p\.m\.))?)?"
)
_TO = re.compile(
    rf"{_TIME},? ?(?:-|->|→|to|until|till|til|through|thru|up to"
    r"|bis(?: einschl(?:ießlich|\.)?)?|bis zum|auf(?: den)?|uf|into)"
    r"(?: (?:the|den|dem|zum|early|morning of|late))? ?",
    re.IGNORECASE,
)
_AND = re.compile(rf"{_TIME} (?:and|und|&)(?: (?:the|dem|den|early|late|on))? ?", re.IGNORECASE)
_OR = re.compile(r" ?(?:/|-|or|oder|bzw\.|beziehungsweise) ?", re.IGNORECASE)
_EITHER = re.compile(
    r"(?:,? (?:i think|i guess|glaub(?:e)?(?: ich| i)?|denk(?:e)?(?: ich| i)?))?,? ?"
    r"(?:(?:or|oder|bzw\.)(?: (?:maybe|perhaps|possibly|even|vielleicht|evtl\.?|eventuell|auch|scho[nu]))?"
    r"|maybe|perhaps|possibly|vielleicht|evtl\.?|eventuell)(?: (?:the|on|am|dem|den))* ?",
    re.IGNORECASE,
)
_DAYS = frozenset({"day", "weekday"})
_SIDE_BY_SIDE = frozenset({" ", ", ", "/", " / "})
_CLOSE = 3
"""Days between two of which one is meant."""
_BETWEEN = re.compile(r"(?:between|zwischen)(?: (?:the|dem|den|late|early|on))? ?$", re.IGNORECASE)
_GAP = re.compile(rf"{_TIME},? ", re.IGNORECASE)
_OWN_OR = re.compile(r"(?:or|oder)\b", re.IGNORECASE)
_OWN_TO = re.compile(r"(?:to|until|till|til|bis)\b", re.IGNORECASE)


def join_ranges(text: str, placed: list[Placed], context: Context) -> list[Placed]:
    joined: list[Placed] = []
    for item in placed:
        last = joined[-1] if joined else None
        moved = shifted(text, item)
        if last is None or moved.start >= last.end:
            item = moved
        if last and (same := one_of_two(text, last, item)):
            joined[-1] = same
            continue
        if vague(text, item) or planned(text, item, context):
            continue
        period = _period(text, last, item, context) if last else None
        if last and period:
            joined[-1] = replace(
                last, end=item.end, resolved=Resolved(period, "joined", item.resolved.year_given)
            )
        else:
            joined.append(item)
    return joined


def _period(text: str, first: Placed, second: Placed, context: Context) -> Period | None:
    gap = text[first.end : second.start]
    if len(gap) > 40 or first.resolved.kind == "joined" or second.resolved.kind == "span":
        return None
    between = _AND.fullmatch(gap) and _BETWEEN.search(text[max(0, first.start - 16) : first.start])
    own = _GAP.fullmatch(gap) and _OWN_TO.match(text, second.start, second.end)
    start, end = first.resolved.period.start, second.resolved.period.end
    parts = first.resolved.kind == second.resolved.kind == "part" and start < end
    beside = gap in _SIDE_BY_SIDE and _touch(first.resolved.period, second.resolved.period)
    parts = parts and (beside or _OR.fullmatch(gap) is not None)
    apart = _EITHER.fullmatch(gap) or (_GAP.fullmatch(gap) and _OWN_OR.match(text, second.start, second.end))
    days = apart and {first.resolved.kind, second.resolved.kind} <= _DAYS
    if not (_TO.fullmatch(gap) or between or own or parts or days):
        return None
    if days and 0 < (start - end).days <= _CLOSE:
        # "Today, maybe yesterday": the likelier day is named first.
        return Period(second.resolved.period.start, first.resolved.period.end)
    if days and not _follows_closely(first.resolved, second.resolved):
        return None
    if second.resolved.year_given and not first.resolved.year_given:
        moved = calendar.make_day(end.year, start.month, start.day)
        start = (
            moved
            if moved and moved <= end
            else calendar.make_day(end.year - 1, start.month, start.day) or start
        )
    elif first.resolved.year_given and not second.resolved.year_given and end > context.today:
        end = calendar.make_day(start.year, end.month, end.day) or end
    if second.resolved.kind == "weekday":
        start, end = _to_weekday(first.resolved, end, context)
    elif first.resolved.kind == "weekday" and end <= context.today:
        start = calendar.last_weekday(start.weekday(), end)
    if (
        start > end
        and not first.resolved.year_given
        and (moved := calendar.make_day(start.year - 1, start.month, start.day))
    ):
        start = moved
    return Period(start, end) if start <= end and (end - start).days <= LONGEST else None


def _follows_closely(first: Resolved, second: Resolved) -> bool:
    """ "The 9th or 10th", "Monday or Tuesday": one day that is not sure, no two that have nothing to do with one another."""
    gap = (second.period.end - first.period.start).days
    if first.kind == "weekday" and second.kind != "weekday":
        gap %= 7
    return 0 < gap <= _CLOSE


def _touch(first: Period, second: Period) -> bool:
    """Whether a period goes on where another ends: "late October, early November"."""
    return 0 <= (second.start - first.end).days <= 1


def _to_weekday(first: Resolved, end: date, context: Context) -> tuple[date, date]:
    """To a weekday, from a weekday: the most recent such stretch; from another day: the weekday after it."""
    if first.kind == "weekday":
        end = calendar.last_weekday(end.weekday(), context.today)
        return calendar.last_weekday(first.period.start.weekday(), end), end
    return first.period.start, calendar.next_weekday(end.weekday(), first.period.start)
