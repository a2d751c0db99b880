"""Days that lie ahead: the end of a time allowed, where every other date of a report leans to the past.

The words are data in `grammar/ahead.yml`.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.extraction.cues import compile_phrases
from bot.extraction.dates import find_dates
from bot.extraction.found import DateFound, Period, Span
from bot.extraction.money.number_words import read_word
from bot.extraction.tables import read_table

_LEAD = "deadline: "
"""What makes the date after it lean to the future."""
_SUNDAY = 6
_MOST = 400
_DAY_ONLY = re.compile(r"\D*\d{1,2}\.?(?:st|nd|rd|th|ten|te|er)?", re.IGNORECASE)
"""A day without its month: "the 28th", "bis zum 28."."""
_NOT_AHEAD = re.compile(
    r"[!?;\n]|\.(?=\s+[A-ZÄÖÜ])|"
    r"\b(?:war|waren|was|were|wär\w*|lief|endete|ended|expired|passed|ran out|fell|abgelaufen|verstrich"
    r"|who|had|told|came|wrote|called|kam|rief|schrieb|hatten?"
    r"|(?!sche|fix|list|post|exten|adj|mov|plan|limi)[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
"""What stands between a word for a deadline and the day of another sentence, or one that is over."""
_NAMES_IT = re.compile(
    r"fris(?:ch)?t|termin|verhandlung|verjähr|deadline|hearing|trial|date|limit|period|cut-off", re.IGNORECASE
)
"""Phrases that name what has an end, where the others only introduce it."""
_FALLS_ON = re.compile(
    r"\W*(?:(?:um|at) \S+\W+)?(?:is|ist|isch|läuft|lauft|laaft|endet|findet|ends|expires|there[’']s|there is)\b[^.!?;\n]*$|\W$",
    re.IGNORECASE,
)
"""What stands between the day and the name of what ends on it."""
_ALLOWED = re.compile(
    r"\W{0,2}(?:(?:time|zeit|zyt|now|noch|nur|only|left|hab(?:e|en)?|hob|ich|i|wir|mir|und|da|so) ){0,3}"
    r"(?:(?:zeit )?(?:zum|um|to|for an?) (?:antwort\w*|reagieren|zahlen|widersprechen|erwidern|respond|reply"
    r"|answer|object|pay|defen[cd]e?|response)"
    r"|(?:it|the letter|he|they) says?\b|(?:steht|stoht|stehts) (?:da|do|drin|drauf|dort|dabei|im|in|auf)"
    r"|zeit\b|laut (?:dem|der|denen)"
    r"|(?:für|fürn) (?:den |die )?(?:widerspruch|einspruch|antwort|zahlung)"
    r"|(?:from|of|ab) (?:(?:the|their|that|date|of|dem|der|den|deren|datum|des|vom) ){0,4}"
    r"(?:letters?|receipt|receiving|demand|invoice|delivery|service|notice|zugang|erhalt|zustellung|eingang|empfang"
    r"|schreibens?|briefs?|briefes|briefdatum|rechnung|rechnungsdatum|forderung|datum|date)\b)",
    re.IGNORECASE,
)
"""What stands behind the time that somebody is allowed: "two weeks it says", "14 Tage Zeit", "28 days to respond"."""
_SPENT = re.compile(
    r"\b(?:took|tak\w+|wait\w*|had|lost|wasted|passed|hatten?|war|waren|wart\w*|gewartet|dauert\w*|brauch\w*|gebraucht"
    r"|verloren|vergeudet|gehabt|verstrichen)\b",
    re.IGNORECASE,
)
"""Time that somebody has had or taken, and none that runs."""
_NAMED_AS_PAST = re.compile(
    r"(?:(?:on|at|since|the|am|seit|den|der|dem|zum|bis|until) )*"
    r"(?:last|past|previous|letzt\w*|vergangen\w*|vorig\w*|verwichen\w*)\b|.*\b(?:ago|last week|letzte\w? woche)\W*$",
    re.IGNORECASE,
)
"""A day that says itself that it is over: "last Friday", "letzten Freitag", "Friday last week"."""
_OVER = re.compile(
    r"(?<!not )(?<!n['’]t )(?<!not yet )(?<!nicht )(?<!ned )(?<!net )(?<!nöd )(?<!to )"
    r"\b(?:passed|expired|lapsed|elapsed|ended|ran out|run out|gone by|is over|was over|missed|too late|overdue"
    r"|abgelaufen|abglaufe|oogloffa|abgloffen|verstrichen|verpasst|versäumt|verschwitzt|verschlafen|überzogen|überschritten"
    r"|(?:schon|leider|längst|bereits|is|ist|isch|scho) vorbei|(?:schon|leider|längst|bereits) (?:um|rum|durch)"
    r"|vorüber|endete|lief (?:\S+ ){0,4}ab|zu spät)\b",
    re.IGNORECASE,
)
_WAS = re.compile(r"\b(?:was|were|war|waren|gwesen|gewesen|gwää|gsi|gsii|wor)\b", re.IGNORECASE)
"""Of a day so named the nearest one is meant: "it was the 24th", said on the 18th, stood so in the letter."""
_TO_THE_END = re.compile(
    r"\b(?:by|until|till|before|no later than|bis|spätestens)\b(?!.*\b(?:early|beginning|start|mid|anfang|mitte)\b)",
    re.IGNORECASE,
)
"""Of a period that is named with "by" or "until" the last day counts."""
_OF_NEXT_MONTH = re.compile(
    r"\b(?:the )?(?P<day>[0-3]?\d)\.? ?(?:st|nd|rd|th)? (?:of|in|vom|im|des|am) (?:the )?"
    r"(?:next|coming|following|nächste[nrs]|näxte[nm]?|kommende[nrs]) mon(?:th|ats?|et)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till?|by|bis)(?: (?:the|zum|zu|am|on|den))?\s*$", re.IGNORECASE)
_LASTED = re.compile(
    r"\b(?:(?:was|were|war|waren|lief|liefen|ging|gingen|dauerte|lasted|took|takes|worked|waited|waiting|stayed|kept"
    r"|brauchte\w*)\b|(?:from|von|vom)(?= (?:the )?(?:\d|\w+tag\b|\w+day\b|mitt?woch|jan|feb|m[aä]rz?\b"
    r"|march|apr|ma[iy]\b|jun[ei]|jul[iy]|aug|sep|o[ck]t|nov|de[cz])))[^.!?;,\n]*$",
    re.IGNORECASE,
)
"""Before "until": it went on so long; "wants it from me until" did not."""
_LEADS = re.compile(r"(?:until|till?|up to|to|bis)(?: zum)? ", re.IGNORECASE)
_NOW = re.compile(
    r"(?:today|now|tonight|this (?:morning|afternoon|evening|very)|yesterday|last night|heute|heut|hüt|heit|jetzt|jetz|gestern"
    r"|geschtern|vorhin|eben|dato|heutigen tag\w*)\b",
    re.IGNORECASE,
)
_UP_TO_NOW = re.compile(
    r"\b(?:until|till?|up to|up until|to|bis|bis zum|as of|as at)(?: (?:very|late|spät|exactly|genau))*\s*$",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    r"\bfrist\w*|\bzeit\b|\bspätestens\b|\b(?:be)?zahl\w*|\bantwort\w*|\breagier\w*|\bunterschreib\w*|\bultimatum|\bablauf\w*"
    r"|\b(?:gave|gives?|given|giving|set|sets|granted|allowed?) (?:us|me)\b"
    r"|\b(?:we|i)(?:[’']ve| have)(?: got| only| just)* (?:till?|until|to)\b"
    r"|\bdeadline|\btime limit|\b(?:pay|respond|reply|answer|sign)\b",
    re.IGNORECASE,
)
"""Beside "until today" the words of a time that is allowed."""
_STILL_NOT = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|still|yet|nicht\w*|nie|noch|kein\w*|niemand|immer|weiterhin|ned|net|nöd|nix)\b|n[’']t\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[!?;\n]|\.(?=\s+[A-ZÄÖÜ])")
_PART_ENDS = re.compile(r"[,!?;\n]|\.(?=\s+[A-ZÄÖÜ])")
_NEAR = 30
_WEEKDAY_AGO = 7


def find_ahead(
    text: str, *, lang: str, now: datetime, region: str, blocked: Sequence[tuple[int, int]] = ()
) -> list[DateFound]:
    """Every day of the text as one to come, in its order; one that is said to be over, or can't lie ahead, stays in the past."""
    found = [
        _to_its_end(text, _of_the_time(text, each, lang, now, region))
        for each in find_dates(text, lang=lang, now=now, region=region, blocked=blocked)
    ]
    for named in _next_month(text, now.date()):
        found = [
            *(each for each in found if not _overlap(each.span, (named.span.start, named.span.end))),
            named,
        ]
    taken = [(each.span.start, each.span.end) for each in found]
    found += [
        each for each in _counted(text, now.date()) if not any(_overlap(each.span, span) for span in taken)
    ]
    return sorted(found, key=lambda each: each.span.start)


def _next_month(text: str, today: date) -> Iterator[DateFound]:
    """ "The 12th of next month" as a day, where other dates of a report see a month."""
    for match in _OF_NEXT_MONTH.finditer(text):
        first, day = later(today.replace(day=1), 1, "month"), int(match["day"])
        if 0 < day <= monthrange(first.year, first.month)[1]:
            yield _day(first.replace(day=day), match)


def beside(text: str, dates: Sequence[DateFound], lead: re.Pattern[str], reach: int = 30) -> DateFound | None:
    """The first date that follows one of the phrases of `lead` within `reach` characters of the same sentence.

    What is called a deadline or a hearing may be farther from its day, or follow it: "am 25.11. läuft die Frist ab".
    """
    dates = [each for each in dates if not is_up_to_now(text, each)]
    hints = [
        hint
        for hint in lead.finditer(text)
        if not (
            _UNTIL.search(hint.group()) and _LASTED.search(text, max(0, hint.start() - _NEAR), hint.start())
        )
    ]
    for hint in hints:
        far = 2 * reach if _NAMES_IT.search(hint.group()) else reach
        for found in dates:
            gap = found.span.start - hint.end()
            overlaps = hint.start() <= found.span.start < hint.end()
            if overlaps or (0 <= gap <= far and not _NOT_AHEAD.search(text, hint.end(), found.span.start)):
                return found
    for found in dates:
        if (
            found.future
            and _ALLOWED.match(text, found.span.end)
            and not _SPENT.search(_clause(text, found, _PART_ENDS))
        ):
            return found
    for hint in hints:
        for found in dates if _NAMES_IT.search(hint.group()) else ():
            if 0 <= hint.start() - found.span.end <= 2 * reach and _FALLS_ON.match(
                text[found.span.end : hint.start()]
            ):
                return found
    return None


def is_up_to_now(text: str, found: DateFound) -> bool:
    """Whether a day that has come says how long something has lasted: "until today it isn't ready", "bis gestern lief nichts".

    What was granted until today is a deadline, unless it is denied: "bis heute keine Frist gesetzt".
    """
    if found.future or not found.period.is_day:
        return False
    lead = _LEADS.match(text, found.span.start, found.span.end)
    start = lead.end() if lead else found.span.start
    if not _UP_TO_NOW.search(text, max(0, start - _NEAR), start) or not _NOW.match(text, start):
        return False
    clause = _clause(text, found)
    return _STILL_NOT.search(clause) is not None or not _GRANTED.search(clause)


def _of_the_time(text: str, found: DateFound, lang: str, now: datetime, region: str) -> DateFound:
    """The date as one to come, unless the words in and around it say that it is over."""
    if _NAMED_AS_PAST.match(text, found.span.start, found.span.end):
        # Alone it is read without words around it that lean to the future: "gave us time until last Friday".
        said = text[found.span.start : found.span.end]
        alone = find_dates(said, lang=lang, now=now, region=region) if found.future else [found]
        if alone and alone[0].period.end < now.date():
            return replace(found, period=alone[0].period, future=False)
    clause = _clause(text, found)
    if found.period.end >= now.date():
        if found.future and _OVER.search(clause):
            said = text[found.span.start : found.span.end]
            alone = find_dates(said, lang=lang, now=now, region=region)
            if alone and alone[0].period.end < now.date():
                return replace(found, period=alone[0].period, future=False)
        return _leaning(text, found, lang, now, region)
    if _OVER.search(clause):
        return found
    ahead = _leaning(text, found, lang, now, region)
    if not _WAS.search(clause):
        return ahead
    behind, before = now.date() - found.period.end, ahead.period.start - now.date()
    until = _UNTIL.search(text, 0, found.span.start)
    named_by_weekday = behind <= timedelta(_WEEKDAY_AGO) and not until
    return found if named_by_weekday or behind < before else ahead


def _clause(text: str, found: DateFound, ends: re.Pattern[str] = _CLAUSE_ENDS) -> str:
    """The sentence that a date stands in, or what its `ends` leave of it."""
    breaks = [0, *(each.end() for each in ends.finditer(text)), len(text)]
    start = max(each for each in breaks if each <= found.span.start)
    return text[start : min(each for each in breaks if each >= found.span.end)]


def _to_its_end(text: str, found: DateFound) -> DateFound:
    """ "By the end of the month" and "bis Monatsende" as the last day of it."""
    day, words = found.period, text[max(0, found.span.start - _NEAR) : found.span.end]
    if _phrases("month_end").search(text, found.span.start, found.span.end) and _TO_THE_END.search(words):
        # On its last days a month that leans to the past ends today.
        day = Period(day.start, later(day.start.replace(day=1), 1, "month") - timedelta(days=1))
    if day.is_day or found.readings or not _TO_THE_END.search(words):
        return found
    return replace(found, period=Period(day.end, day.end))


def _leaning(text: str, found: DateFound, lang: str, now: datetime, region: str) -> DateFound:
    """The same date, read as one to come where it may be one."""
    if found.future:
        return found
    start = found.span.start
    around = text[max(0, start - 20) : start] + _LEAD + text[start : found.span.end + 12]
    shift = start - min(20, start)
    for again in find_dates(around, lang=lang, now=now, region=region):
        covers = again.span.start + shift <= start + len(_LEAD)
        if covers and again.span.end + shift - len(_LEAD) >= found.span.end:
            day = again.period
            if day.end < now.date() and _DAY_ONLY.fullmatch(text, found.span.start, found.span.end):
                day = Period(later(day.start, 1, "month"), later(day.end, 1, "month"))
            return replace(again, period=day, span=found.span, future=day.start > now.date())
    return found


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time allowed that is told by its length: "21 days", "zwei Wochen"."""

    count: int
    unit: str
    """"day", "week" or "month"."""
    start: int
    end: int

    def after(self, day: date) -> date:
        """The day on which it ends if it begins on `day`."""
        return later(day, self.count, self.unit)


def stretches(text: str) -> Iterator[Stretch]:
    """Every number of days, weeks or months in the text that is not said to be over."""
    for match in _count().finditer(text):
        number, unit = match["number"], match["unit"].lower()
        count = (
            1
            if number.lower() in _words()["one"]
            else int(number)
            if number.isdecimal()
            else _spelled(number)
        )
        if count is not None and 0 < count <= _MOST:
            name = next(name for name, words in _words()["units"].items() if unit in words)
            yield Stretch(count, name, *match.span())
    for match in _phrases("fortnight").finditer(text):
        yield Stretch(14, "day", *match.span())


def _counted(text: str, today: date) -> Iterator[DateFound]:
    for each in stretches(text):
        day = each.after(today)
        yield DateFound(Period(day, day), 0.85, Span(0, each.start, each.end), "ahead", (), True)
    for match in _phrases("month_end").finditer(text):
        yield _day(today.replace(day=monthrange(today.year, today.month)[1]), match)
    for match in _phrases("year_end").finditer(text):
        yield _day(date(today.year, 12, 31), match)
    for match in _phrases("week_end").finditer(text):
        yield _day(today + timedelta(days=_SUNDAY - today.weekday()), match)


def later(today: date, count: int, unit: str) -> date:
    """The day so many days, weeks or months ("day", "week", "month") after another."""
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
    data = read_table(Path(__file__).parent / "grammar" / "ahead.yml")
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
