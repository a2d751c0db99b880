"""Dates named by another one: the day after Thanksgiving, the week of 12 May, 30.11. (Donnerstag)."""

import re
from dataclasses import replace
from datetime import timedelta

from bot.extraction.dates import calendar
from bot.extraction.dates.after import days_in
from bot.extraction.dates.context import Context, Placed, Resolved
from bot.extraction.found import Period

_AFTER = r"(?:(?P<after>after|following|nach)|before|vor)(?: (?:the|dem|den|der))? ?"
_DAY_BESIDE = re.compile(
    rf"(?<!\w)(?:(?:the|am|den) )?(?:day|morning|tag|tags|morgen) {_AFTER}$", re.IGNORECASE
)
_NIGHT_BESIDE = re.compile(r"nacht (?:auf|zum|zu|vor)(?: den| dem)? $", re.IGNORECASE)
_DAYS_BESIDE = re.compile(
    r"(?<!\w)(?P<count>[0-9]{1,2}|one|two|three|four|five|six|seven|ten|eine|zwei|drei|vier|fünf|sechs|sieben|zehn) "
    rf"(?P<unit>days?|weeks?|tage?|wochen?) {_AFTER}$",
    re.IGNORECASE,
)
WEEKDAY_BESIDE = re.compile(rf" {_AFTER}", re.IGNORECASE)
_WEEK_OF = re.compile(
    r"(?:week (?:of|commencing|beginning|starting|ending)(?: the| on)?|(?<!\w)w/c"
    r"|woche (?:vom|ab dem|ab|um den)):? $",
    re.IGNORECASE,
)
_WEEKEND_OF = re.compile(r"(?:weekend|wochenende) (?:of|vom)(?: the| on)?:? $", re.IGNORECASE)
_CLOSED = re.compile(r"[.,;:!?)\n]|$| -")
_BESIDE = re.compile(r",? ?(?:[-(] ?)?", re.IGNORECASE)
_OF_THEM = re.compile(
    r"[ ,;:(–-]{0,3}(?:(?:(?:and |und )?(?:it was|that was|das war|war|zwar)|also|i think|glaub(?:e)? ich|genauer(?: gesagt)?"
    r"|genau|more precisely|precisely|exactly|to be exact|so)[ ,:]*){0,2}(?:on |at |am |an )?(?:the |dem |den |der )?",
    re.IGNORECASE,
)
"""Between some days and which of them is meant: "last weekend, on the Saturday"."""
_GOES_ON = re.compile(
    r"\b(?:and|or|und|oder|by|until|till?|from|next|coming|deadline|bis|ab)\b|\b(?:nächst|naechst|kommend|spätestens|frist)",
    re.IGNORECASE,
)
"""In a day that begins, ends or goes on, and says none of the days before it: "last week, next Friday"."""
_SOME_DAYS = frozenset({"part", "month", "span"})
_LONGEST = timedelta(31)
_EXPLAINED = re.compile(
    r",? ?(?:\( ?(?:an? |ein |am |on |also )?"
    r"|(?:it |das )?(?:was a |war ein |an? |ein |einem |i\.e\. |d\.h\. |also ))",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"(?:after|before|nach|vor|no|na)(?: the| dem| den| der| de| dr)? ?$", re.IGNORECASE)
_WILL = re.compile(
    r"(?:\b(?:i|we|you|he|she|it|they) (?:will|shall)|['’]ll|\bwon['’]t|\b(?:going|about|plan\w*) to|\bgonna)\b[^.!?\n;]*\Z",
    re.IGNORECASE,
)
REACH = 32
"""Characters before a date that are looked at."""


def shifted(text: str, item: Placed) -> Placed:
    """The date moved by the words right before it, if they say so; otherwise as it is."""
    before = text[max(0, item.start - REACH) : item.start]
    period = item.resolved.period
    if beside := _DAY_BESIDE.search(before):
        day = period.end + calendar.DAY if beside["after"] else period.start - calendar.DAY
        return _moved(item, Period(day, day), len(beside.group()))
    if item.rule.resolve == "holiday" and (beside := _NIGHT_BESIDE.search(before)):
        night = Period(period.start - calendar.DAY, period.start)
        return _moved(item, night, len(beside.group()), kind="span")
    if beside := _DAYS_BESIDE.search(before):
        days = timedelta(days_in(beside["count"], beside["unit"]))
        day = period.end + days if beside["after"] else period.start - days
        return _moved(item, Period(day, day), len(beside.group()))
    if period.start == period.end and item.resolved.kind == "day" and (beside := _WEEK_OF.search(before)):
        return _moved(item, calendar.week_of(period.start), len(beside.group()), kind="span")
    if period.start == period.end and item.resolved.kind == "day" and (beside := _WEEKEND_OF.search(before)):
        saturday = calendar.week_of(period.start).end - calendar.DAY
        return _moved(item, Period(saturday, saturday + calendar.DAY), len(beside.group()), kind="span")
    return item


def one_of_two(text: str, first: Placed, second: Placed) -> Placed | None:
    """The one date that two neighbours stand for: a weekday beside another date, a date and its weekday, one of some days."""
    gap = text[first.end : second.start]
    one, other = first.resolved, second.resolved
    if one.kind in _SOME_DAYS and other.kind in ("day", "weekday") and _OF_THEM.fullmatch(gap):
        meant = None if _GOES_ON.search(text, second.start, second.end) else _within(one.period, second)
        return _moved(second, meant, second.start - first.start) if meant else None
    if one.kind == "weekday" and (beside := WEEKDAY_BESIDE.fullmatch(gap)):
        number = one.period.start.weekday()
        if beside["after"]:
            day = calendar.next_weekday(number, other.period.end)
        else:
            day = calendar.last_weekday(number, other.period.start)
        return _moved(second, Period(day, day), second.start - first.start)
    if {one.kind, other.kind} != {
        "weekday",
        "day",
    } or one.period.start.weekday() != other.period.start.weekday():
        return None
    # "On 5 June, Friday they rang" are two dates unless they are the same day.
    same = one.period == other.period or (other.kind == "weekday" and _CLOSED.match(text, second.end))
    if not (_EXPLAINED.fullmatch(gap) or (same and _BESIDE.fullmatch(gap))):
        return None
    return replace(second if one.kind == "weekday" else first, start=first.start, end=second.end)


def _within(days: Period, one: Placed) -> Period | None:
    """The day that is told of some days, if it is one of them: the 4th of early May, the Saturday of a weekend."""
    if not days.start < days.end <= days.start + _LONGEST:
        return None
    day = one.resolved.period.start
    if one.rule.resolve == "weekday" and days.end < days.start + calendar.WEEK:
        # A weekday alone is the last one before today; of a few days there is one at most.
        day = calendar.next_weekday(day.weekday(), days.start - calendar.DAY)
    return Period(day, day) if days.start <= day <= days.end else None


def vague(text: str, item: Placed) -> bool:
    """ "After Easter" and "after the weekend" name no day."""
    return item.rule.resolve in ("holiday", "weekend") and bool(
        _VAGUE.search(text[max(0, item.start - 12) : item.start])
    )


def planned(text: str, item: Placed, context: Context) -> bool:
    """ "They'll hear from us tonight": what is to happen later today is no day of anything that was."""
    if item.rule.resolve != "offset" or item.resolved.period.start != context.today:
        return False
    return _WILL.search(text, max(0, item.start - 2 * REACH), item.start) is not None


def _moved(item: Placed, period: Period, by: int, *, kind: str = "day") -> Placed:
    return replace(
        item, start=item.start - by, resolved=Resolved(period, kind, item.resolved.year_given, (), 0.9)
    )
