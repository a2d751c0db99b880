"""One value for another: "Sunday, not Monday", "nicht Tessel, sondern Tressel", "Finke statt Fink".

What is said to be wrong is no value, and tells which field is meant: the one that holds it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

from bot.claims.values import Money, Period
from bot.extraction.found import AmountFound, DateFound, Reading, Span, TextFound
from bot.service.answering import DATES, SUMS
from bot.service.hearing import Hearing

_NAMES = ("claimant", "insured_name")
_SMALL = r"(?:on|at|the|in|from|by|am|an|den|dem|der|die|das|im|vom|von|bei)"
_NOT = r"(?:not|nicht|ned|nöd|nid|statt|anstatt|anstelle|instead of|rather than)"
_BUT = r"(?:but|sondern|it (?:was|is|should be)|it[’']s|es (?:war|ist)|das (?:war|ist)|rather)"
_OLD_NEXT = re.compile(rf"^[\s,;–(]*(?:(?:and|und) )?{_NOT}(?: {_SMALL}){{0,2}}\s*$", re.IGNORECASE)
"""Between the new value and the old one."""
_OLD_BEFORE = re.compile(
    rf"(?:\bnot|n[’']t|\bnicht|\bned|\bnöd|\bnid)(?: {_SMALL}){{0,2}}\s*$", re.IGNORECASE
)
_NEW_NEXT = re.compile(rf"^[\s,;–)]*{_BUT}(?: {_SMALL}){{0,2}}\s*$", re.IGNORECASE)
"""Before the old value, and between it and the new one."""
_WRONG_NEXT = re.compile(
    r"^\s*(?:(?:is|was|are|were|ist|war|sind|waren) (?:wrong|incorrect|not right|falsch|verkehrt|nicht richtig)"
    rf"[\s,;:.–]*(?:{_BUT})?"
    rf"|should (?:be|have been|read)|must be|muss|müsste|soll|sollte)(?: {_SMALL}){{0,2}}\s*$",
    re.IGNORECASE,
)
"""Between the old value and the new one where nothing denies it beforehand."""
_SAID_OLD = re.compile(
    r"\b(?:i (?:told|said|wrote|gave|put|typed)|told (?:you|them)|(?:ich|i) (?:habe?|hob|han|hatte)|hatte ich|hab ich)\b"
    rf"(?: (?!not\b|nicht\b)[\w’']+){{0,3}}?(?: {_SMALL})?\s*$",
    re.IGNORECASE,
)
_NEW_AFTER_SAID = re.compile(
    r"^[\s,;–.)]*(?:(?:gesagt|geschrieben|angegeben|gsagt|gseit|just now|earlier|before|a (?:minute|moment) ago|vorhin|eben|grad)"
    r"[\s,;–.]*)?(?:(?:but|aber|though|and|und)[\s,]+)?"
    r"(?:it(?: was| is| should be)?|it[’']s|that(?: was)?|(?:es|das)(?: war| ist| isch)?|war(?: es| das)?|actually"
    r"|eigentlich|richtig ist)"
    rf"(?: (?:actually|really|eigentlich|aber|doch|in fact))?(?: {_SMALL}){{0,2}}\s*$",
    re.IGNORECASE,
)
"""Before what somebody remembers to have said, and between it and what is right: "I told you Tuesday, it was Wednesday"."""
_CAPITAL = r"\b[^\W\d_a-zß-ÿ][\w’'&.-]*"
_NAME = rf"{_CAPITAL}(?: (?:(?:&|von|van|de|und|and) )?{_CAPITAL}){{0,4}}(?<![.])"
_NAME_FIRST = re.compile(rf"(?P<new>{_NAME})[\s,;–(]*(?:and |und )?{_NOT} (?:{_SMALL} )?(?P<old>{_NAME})")
_NAME_LAST = re.compile(
    rf"\b(?:not|nicht|ned|nöd|nid) (?:{_SMALL} )?(?P<old>{_NAME})[\s,;–)]*{_BUT} (?:{_SMALL} )?(?P<new>{_NAME})"
)
_WEEK = 7
_BARE_DAY = re.compile(r"(?:(?:on|was|war|am|der|the) )*[^\W\d_]+", re.IGNORECASE)
"""A weekday without a date or a "last"."""


def set_right(hearing: Hearing, reading: Reading) -> Reading | None:
    """The reading with what is put in the place of what is known; None if nothing is."""
    if hearing.story or not hearing.claim.knows("description"):
        return None
    names = _names(hearing)
    days, sums = _days(hearing, reading), _sums(hearing, reading)
    changed = names | days | sums
    return replace(reading, **changed) if changed else None


def _days(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    pairs = list(_pairs(hearing.message.text, reading.dates))
    wrong = {old.span for _, old in pairs}
    right: dict[str, Any] = {}
    for name in DATES:
        found = getattr(reading, name)
        if found is not None and found.span in wrong:
            right[name] = None
    for new, old in pairs:
        read_as = next((name for name in DATES if getattr(reading, name) == new), None)
        place = _holder(hearing, old, read_as)
        if place is None:
            continue
        day = _in_their_week(hearing, place, new, old)
        if read_as is not None and read_as != place:
            right[read_as] = None
        right[place] = replace(new, period=day, readings=(), confidence=max(new.confidence, 0.9))
    return right


def _in_their_week(hearing: Hearing, place: str, new: DateFound, old: DateFound) -> Period:
    """The new day; if both are told by their weekdays alone, the one nearest to the day that is known."""
    known, text, today = hearing.claim.value(place), hearing.message.text, hearing.at.date()
    weeks = _weeks(known, old.period)
    bare = all(_BARE_DAY.fullmatch(text, each.span.start, each.span.end) for each in (new, old))
    if not bare or not isinstance(known, Period) or not (known.is_day and new.period.is_day):
        return Period(new.period.start + weeks, new.period.end + weeks)
    apart = (new.period.start.weekday() - known.start.weekday() + 3) % _WEEK - 3
    day = known.start + timedelta(days=apart)
    day -= timedelta(days=_WEEK if day > today else 0)
    return Period(day, day)


def _sums(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    right: dict[str, Any] = {}
    for new, old in _pairs(hearing.message.text, reading.amounts):
        for name in SUMS:
            held, read = hearing.claim.value(name), getattr(reading, name)
            if isinstance(held, Money) and old.low in (held.low, held.high):
                right[name] = new
            elif read is not None and read.span in (old.span, new.span):
                right.setdefault(name, None)
    return right if any(right.values()) else {}


def _pairs[T: (DateFound, AmountFound)](text: str, said: tuple[T, ...]) -> Iterator[tuple[T, T]]:
    """The new and the old value of each correction."""
    for one, two in pairwise(sorted(said, key=lambda found: found.span.start)):
        between = text[one.span.end : two.span.start]
        if _OLD_NEXT.search(between):
            yield one, two
        elif (
            _WRONG_NEXT.search(between)
            or (_OLD_BEFORE.search(text[: one.span.start]) and _NEW_NEXT.search(between))
            or (_SAID_OLD.search(text[: one.span.start]) and _NEW_AFTER_SAID.search(between))
        ):
            yield two, one


def _holder(hearing: Hearing, old: DateFound, read_as: str | None) -> str | None:
    """The field whose day is said to be wrong, be it by its weekday alone; of several the one that the text speaks of."""
    known = {name: day for name in DATES if isinstance(day := hearing.claim.value(name), Period)}
    same = [name for name, day in known.items() if day == old.period]
    held = same or [name for name, day in known.items() if _weeks(day, old.period)]
    named = [name for name in hearing.named_fields() if name in held]
    if len(named) == 1:
        return named[0]
    if read_as in held:
        return read_as
    return held[0] if held else None


def _weeks(day: object, named: Period) -> timedelta:
    """How far the day that is known lies from the one that its weekday alone was read as; nothing if it is another weekday."""
    if not isinstance(day, Period) or not (day.is_day and named.is_day):
        return timedelta(0)
    apart = day.start - named.start
    return apart if apart.days % _WEEK == 0 else timedelta(0)


def _names(hearing: Hearing) -> dict[str, Any]:
    text = hearing.message.text
    right: dict[str, Any] = {}
    for found in (*_NAME_LAST.finditer(text), *_NAME_FIRST.finditer(text)):
        for name in _NAMES:
            known = hearing.claim.value(name) if hearing.catalogue.has(name) else None
            if name in right or not isinstance(known, str) or found["new"] == known:
                continue
            value = _instead(known, found["old"], found["new"])
            if value is not None:
                right[name] = TextFound(value, 0.9, Span(_last(hearing), *found.span("new")))
    if right:
        # What was read from the same words is one of the two.
        right = (
            dict.fromkeys(
                (name for name in _NAMES if name not in right and _reads(hearing, name, right)), None
            )
            | right
        )
    return right


def _instead(known: str, old: str, new: str) -> str | None:
    """The known name with the wrong part replaced, or the new one if it takes the place of the whole."""
    if known.casefold() == old.casefold():
        return new
    whole = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])", re.IGNORECASE)
    if not whole.search(known):
        return None
    # "Harms" for "Harm" sets a part right; "Bolt Ltd" for "Bolt" in "Bolt GmbH" names the whole anew.
    return whole.sub(new, known) if len(new.split()) == len(old.split()) else new


def _last(hearing: Hearing) -> int:
    return max(len(hearing.understood.read) - 1, 0)


def _reads(hearing: Hearing, name: str, right: dict[str, Any]) -> bool:
    """Whether the reader took one of these names for that of another field."""
    found = getattr(hearing.reading, name, None)
    return isinstance(found, TextFound) and any(found.value == each.value for each in right.values())
