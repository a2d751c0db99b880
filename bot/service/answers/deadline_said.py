"""A deadline told by its length counts from the demand: "21 days from the letter", "zahlbar innert 30 Tagen".

Its day is known as soon as that of the demand is, and follows it when that is set right; "14 days left" counts from today.
"""

import re
from datetime import date
from typing import Any

from bot.claims.model import Change, Fact, SetBy
from bot.claims.values import Period
from bot.extraction.ahead import Stretch, find_ahead, stretches
from bot.extraction.found import DateFound, Reading, Span, Stated
from bot.service.answers.replacing import DATES
from bot.service.hearing import Hearing

_DEADLINE, _DEMANDED_ON = "deadline", "claim_made_on"
_NOTED = "deadline counted in "
"""Noted in the conversation with the unit behind it: how many of them the other side has given."""
_LETTER = "letter dated"
"""Noted in the conversation: the letter's own date (its ordinal), where it is another than the day it came."""
_UNITS = ("day", "week", "month")
_REACH = 40
_FROM_TODAY = re.compile(
    r"\b(?:noch|left|remain\w*|still (?:have|got)|to go|verbleib\w*|bleiben|bleibt|bliibt|übrig"
    r"|(?:from|ab|as of|von) (?:today|now|heute|jetzt|sofort|morgen|tomorrow))\b",
    re.IGNORECASE,
)
"""Beside a time that runs from now on."""
_IN = re.compile(r"\bin (?:about |etwa |ca\.? |rund |roughly )?$", re.IGNORECASE)
_PAYABLE_IN = re.compile(
    r"\b(?:payable|paid|pay|settled?|zahlbar|(?:be)?zahlen|beglichen|begleichen|überweisen)"
    r"(?: \w+){0,2} in (?:about |etwa )?$",
    re.IGNORECASE,
)
""" "In 14 days" is 14 days from now, but not in the terms of an invoice."""
_SINCE = re.compile(
    r"\W{0,3}(?:(?:from|of|after|since|starting|beginning|ab|nach|seit|von|vom|the|dem|der|den|date|letter|letters|that|which|is|was"
    r"|datum|des|briefs?|schreibens?|ist|war|am|on|dated|receipt|erhalt|zugang|laufen|läuft|runs?|counted|gerechnet) ?){1,9}$",
    re.IGNORECASE,
)
"""What stands between the time allowed and the day from which it is said to count."""
_DATED = re.compile(
    r"\b(?:dated|date (?:of|on) (?:the|their|his|her|that|this) (?:letter|invoice|demand)|letter date|invoice date"
    r"|letter (?:is|was) (?:from|of|dated)|datiert|(?:brief|rechnungs)datum|datum (?:des|der|auf dem|vom|am) \w+)"
    r"(?:\W+(?:which|that|is|was|it[’']?s|on|from|the|das|ist|war|auf|mit|vom|den|dem|der|am)\b){0,4}\W*$",
    re.IGNORECASE,
)
"""Before the date that a letter bears."""
_BY_WORDS = (
    r"\b(?:by|until|till?|no later than|bis(?: spätestens)?(?: zum| am)?|spätestens(?: am| bis| zum)?)\b"
    r"(?: (?:the|den|dem))?"
)
_BY, _BEGINS_BY = re.compile(rf"{_BY_WORDS} ?$", re.IGNORECASE), re.compile(_BY_WORDS, re.IGNORECASE)
_RECENT = 60
"""Days before its arrival that a letter may have been written."""


def placed(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """The days of a message about a deadline that are no days of the loss: its end, and the date that the letter bears."""
    if not hearing.catalogue.has(_DEADLINE):
        return {}
    text, last, ends = hearing.message.text, _last(hearing), _ends(hearing, reading)
    stated = _stated(reading) or _worked_out(hearing, ends)

    def is_of_deadline(found: DateFound) -> bool:
        if found.span.message != last:
            return False
        is_end = found.future and (found.period == (stated and stated.value) or _is_until(text, found))
        is_worked_out = stated is not None and _day_of_year(found.period) in ends
        return is_end or is_worked_out or _is_letters(hearing, found)

    changed: dict[str, Any] = {
        name: None
        for name in DATES
        if (found := getattr(reading, name)) is not None and is_of_deadline(found)
    }
    changed["dates"] = tuple(found for found in reading.dates if not is_of_deadline(found))
    if stated is not None and stated not in reading.stated:
        changed["stated"] = (*reading.stated, stated)
    return changed


def count(hearing: Hearing, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The deadline, where it was told as a time that counts from the demand and either of the two was told now."""
    claim, asked = hearing.claim, hearing.conversation.asked
    told = {change.new.field for change in changes}
    fixed = None
    if hearing.message.pressed is None and hearing.reading is not None:
        fixed = _take_in(hearing, hearing.reading, told)
    noted = next(
        (Stretch(asked[_NOTED + unit], unit, 0, 0) for unit in _UNITS if asked.get(_NOTED + unit)), None
    )
    known, demanded = claim.current(_DEADLINE), claim.value(_DEMANDED_ON)
    if noted is None or known is None or not isinstance(known.value, Period):
        return ()
    letter = date.fromordinal(asked[_LETTER]) if asked.get(_LETTER) else None
    arrived = demanded.start if isinstance(demanded, Period) and demanded.is_day else None
    begins = fixed or letter or arrived
    if begins is None:
        return ()
    end = noted.after(begins)
    if known.value == Period(end, end):
        return ()
    fact = Fact(_DEADLINE, Period(end, end), SetBy.INSURED, hearing.at, known.confidence, known.source)
    change = claim.record(fact)
    return (change,) if change else ()


def _take_in(hearing: Hearing, reading: Reading, told: set[str]) -> date | None:
    """Note what the message says of the time allowed; the day from which it says itself that it counts."""
    asked, text = hearing.conversation.asked, hearing.message.text
    days = [found for found in reading.dates if found.span.message == _last(hearing) and found.period.is_day]
    for found in days:
        if not found.future and _leads(_DATED, text, found):
            asked[_LETTER] = found.period.start.toordinal()
    stated = _stated(reading)
    if stated is None and _DEADLINE not in told:
        return None
    for unit in _UNITS:
        asked.pop(_NOTED + unit, None)
    allowed = _allowed(text, stated) if stated else None
    if allowed is None or _is_from_today(text, allowed):
        return None
    asked[_NOTED + allowed.unit] = allowed.count
    return next((found.period.start for found in days if _counts_from(text, allowed, found)), None)


def _stated(reading: Reading) -> Stated | None:
    return next((said for said in reading.stated if said.field == _DEADLINE), None)


def _allowed(text: str, stated: Stated) -> Stretch | None:
    """The stretch of time in the words that were read as the deadline."""
    span = stated.span
    return next((each for each in stretches(text) if each.start < span.end and span.start < each.end), None)


def _is_from_today(text: str, allowed: Stretch) -> bool:
    before = text[max(0, allowed.start - _REACH) : allowed.start]
    behind = text[allowed.end : allowed.end + _REACH]
    around = re.split(r"[.!?;\n]", before)[-1] + "|" + re.split(r"[.!?;,\n]", behind)[0]
    if _FROM_TODAY.search(around):
        return True
    return _IN.search(before) is not None and _PAYABLE_IN.search(before) is None


def _counts_from(text: str, allowed: Stretch, found: DateFound) -> bool:
    """Whether the time is said to count from this day: "2 Wochen ab dem 24."."""
    if found.future or found.span.start < allowed.end:
        return False
    return _SINCE.fullmatch(text, allowed.end, found.span.start) is not None


def _ends(hearing: Hearing, reading: Reading) -> set[tuple[int, int]]:
    """The ends, as month and day, that the times told in this message may have: "21 days from the 26th, so 19 March"."""
    text = hearing.message.text
    allowed = list(stretches(text))
    if not allowed:
        return set()
    demanded = hearing.claim.value(_DEMANDED_ON)
    begins = [found.period.start for found in reading.dates if found.period.is_day]
    begins += [demanded.start] if isinstance(demanded, Period) and demanded.is_day else []
    return {(end.month, end.day) for each in allowed for day in begins for end in [each.after(day)]}


def _day_of_year(period: Period) -> tuple[int, int] | None:
    return (period.start.month, period.start.day) if period.is_day else None


def _is_letters(hearing: Hearing, found: DateFound) -> bool:
    """Whether a day is the date of a letter of which it is known on what later day it came."""
    known = hearing.claim.current(_DEMANDED_ON)
    if known is None or known.set_by is SetBy.BOT or not isinstance(known.value, Period):
        return False
    days = (known.value.start - found.period.start).days
    return 0 < days <= _RECENT and _leads(_DATED, hearing.message.text, found)


def _leads(words: re.Pattern[str], text: str, found: DateFound) -> bool:
    """Whether these words stand right before a day."""
    start = found.span.start
    return words.search(text[max(0, start - 2 * _REACH) : start]) is not None


def _is_until(text: str, found: DateFound) -> bool:
    """Whether a day is named as the last one, be the word for that read as part of it or not."""
    return _leads(_BY, text, found) or _BEGINS_BY.match(text, found.span.start) is not None


def _worked_out(hearing: Hearing, ends: set[tuple[int, int]]) -> Stated | None:
    """The end that somebody has counted out themselves: "the 2 weeks run from the 24th, so 7 August"."""
    if not ends:
        return None
    where = hearing.conversation
    days = find_ahead(hearing.message.text, lang=where.language, now=hearing.at, region=where.region)
    named = [day for day in days if day.rule != "ahead" and _day_of_year(day.period) in ends]
    if not named:
        return None
    span = named[-1].span
    return Stated(_DEADLINE, named[-1].period, 0.85, Span(_last(hearing), span.start, span.end))


def _last(hearing: Hearing) -> int:
    """The number of this message among those that were read together."""
    return len(hearing.understood.read) - 1
