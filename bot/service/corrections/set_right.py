"""One value for another: "Sunday, not Monday", "nicht Tessel, sondern Tressel", "Finke statt Fink".

What is said to be wrong is no value, and tells which field is meant: the one that holds it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from bot.claims.model import SetBy
from bot.claims.values import Money, Period
from bot.extraction.found import AmountFound, DateFound, Reading, Span, TextFound
from bot.extraction.replying import says
from bot.service.answers.replacing import DATES, SUMS, tells_beside
from bot.service.corrections.days_moved import moved
from bot.service.corrections.points_said import day_spoken_of, days_named
from bot.service.hearing import CONFIRM, Hearing

_NAMES = ("claimant", "insured_name")
_SMALL = r"(?:on|at|the|in|from|by|am|an|den|dem|der|die|das|im|vom|von|bei)"
_NOT = r"(?:not|nicht|ned|nöd|nid|statt|anstatt|anstelle|instead of|rather than)"
_BUT = r"(?:but|sondern|should (?:be|say)|it (?:was|is|should be|must have been)|it[’']s|es (?:war|ist)|das (?:war|ist)|rather)"
_OLD_NEXT = re.compile(
    rf"^(?:[\s,;–(]|[^.!?\n\d]{{0,30}}[\s,;–(])(?:(?:and|und) )?(?:{_NOT}|\w+n[’']t)(?: {_SMALL}){{0,2}}\s*$",
    re.IGNORECASE,
)
"""Between the new value and the old one."""
_OLD_BEFORE = re.compile(
    rf"(?:\bnot|n[’']t|\bwasnt|\bnicht|\bned|\bnöd|\bnid)(?: (?:erst|schon|just|only))?(?: {_SMALL}){{0,2}}\s*$",
    re.IGNORECASE,
)
_ONLY = r"(?:actually|already|really|only|just|schon|erst|eigentlich|doch|bereits|wohl)"
_NEW_NEXT = re.compile(
    rf"^(?:[\s,;–)]|[\s,;–)][^!?\n]{{0,45}}[\s,;.–)]){_BUT}(?: {_ONLY}){{0,2}}(?: {_SMALL}){{0,2}}"
    rf"(?: [^.!?\n,]{{2,25}}, (?:the )?)?\s*$|^,\s*(?:{_SMALL}\s)?$",
    re.IGNORECASE,
)
"""Before the old value, and between it and the new one."""
_WRONG_NEXT = re.compile(
    r"^\s*(?:(?:is|was|are|were|ist|war|sind|waren) (?:wrong|incorrect|not right|falsch|verkehrt|nicht richtig)"
    rf"[\s,;:.–]*(?:{_BUT})?|(?:was|war) [^.!?\n]{{2,30}}[,;.] (?:so |also |then |dann )?(?:it must have been|muss es)"
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
    r"|eigentlich|richtig ist|i meant?|ich mein(?:e|te)|meinte(?: ich)?|gemeint (?:ist|war))"
    rf"(?: (?:actually|really|eigentlich|aber|doch|in fact))?(?: {_SMALL}){{0,2}}\s*$",
    re.IGNORECASE,
)
"""Before what somebody remembers to have said, and between it and what is right: "I told you Tuesday, it was Wednesday"."""
_OLD_NUMBER = re.compile(
    rf"[\s,;–(]{{1,3}}(?:and |und )?{_NOT}(?: {_SMALL}){{0,2}} (?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|ten)?(?![\w.,:]*\d)"
    r"(?! ?[€$£%])(?! (?:euros?|pounds?|quid|dollars?|francs?|franken|uhr|pm|am|people|k)\b)",
    re.IGNORECASE,
)
"""Behind the new day the old one as a mere number."""
_CAPITAL = r"\b(?!I(?:['’]m)?\b|(?:It|That)['’]s\b)[^\W\d_a-zß-ÿ][\w’'&.-]*"
_NAME = rf"{_CAPITAL}(?: (?:(?:&|von|van|de|und|and) )?{_CAPITAL}){{0,4}}(?<![.])"
_NAME_FIRST = re.compile(rf"(?P<new>{_NAME})[\s,;–(]*(?:and |und )?{_NOT} (?:{_SMALL} )?(?P<old>{_NAME})")
_NAME_LAST = re.compile(
    rf"\b(?:not|nicht|ned|nöd|nid) (?:{_SMALL} )?(?P<old>{_NAME})[\s,;–)]*{_BUT} (?:{_SMALL} )?(?P<new>{_NAME})"
)
_WITHIN = re.compile(r"(?:\d|\b(?:of|at|from|von|aus|bei))\s+$", re.IGNORECASE)
_JUST_NOW = re.compile(r"(?:just |right )?now|gerade|eben|vorhin|grad", re.IGNORECASE)
_NEAR = 25
_PAID = re.compile(
    r"\b(?:i|we)(?:['’]ve| have)?(?: already| also| just)? (?:paid|gave|given|sent|transferred|refunded)\b"
    r"|\b(?:(?:ich|wir) (?:hab|habe|haben)|(?:hab|habe|haben) (?:ich|wir))\b[^.!?\n]{0,40}\b(?:ge|be)?zahlt\b",
    re.IGNORECASE,
)
_DEMANDED = "claim_made_on"
_AGAIN = re.compile(
    r"\b(?:again|once more|a second time|chased|remind\w*|noch ?(?:ein)?mal|wieder|erneut|abermals|erinnerung|mahnung)\b",
    re.IGNORECASE,
)
"""Who asks again has asked before: the first time counts."""
_ALIKE = 0.75
_DROPPED = re.compile(
    r"(?P<word>[\w.-]{2,}) (?:bitte )?(?:weg|raus|streichen|löschen|entfernen|weglassen)\b"
    r"|\b(?:ohne|without|drop|remove|minus|leave out) (?:the |das |die |den )?(?P<other>[\w.-]{2,})",
    re.IGNORECASE,
)
_WEEK = 7
_BARE_DAY = re.compile(
    r"(?:(?:on|was|war|am|der|the|erst|schon|already) )*(?:mo|tu|we|th|fr|sa|su|di|mi|do|so|mä|zi|pf)[^\W\d_]+",
    re.IGNORECASE,
)
"""A weekday without a date or a "last"."""


def set_right(hearing: Hearing, reading: Reading) -> Reading | None:
    """The reading with what is put in the place of what is known; None if nothing is."""
    if hearing.story or not hearing.claim.knows("description"):
        return None
    names, firm = _names(hearing), reading.insured_firm
    if firm is not None and (new := names.get("claimant")) and are_alike(firm.value, new.value):
        # "Die Prantl Datentechnik sind WIR" spells no claimant otherwise.
        del names["claimant"]
    days, sums = _days(hearing, reading) or moved(hearing, reading), _sums(hearing, reading)
    changed = names | days | sums
    if "claimant" in names and reading.stated:
        # "Kanzlei Vogel & Partner" in the place of "Kanzlei Vogel" names no lawyer of theirs.
        changed["stated"] = tuple(said for said in reading.stated if said.field != "claimant_lawyer")
    return replace(reading, **changed) if changed else None


def _days(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    text = hearing.message.text
    pairs = list(_pairs(text, reading.dates))
    wrong = {old.span for _, old in pairs}
    wrong |= {found.span for found in reading.dates if _OLD_BEFORE.search(text[: found.span.start])}
    right: dict[str, Any] = {name: None for name in DATES if _is_at(reading, name, wrong)}
    for new, old in pairs:
        read_as = next((name for name in DATES if _is_at(reading, name, {new.span})), None)
        place = _holder(hearing, old, read_as) or _numbered(hearing, new)
        if place is None:
            continue
        if reading.claimant and _lies_between(reading.claimant.span, old, new):
            # "It wasn't Tuesday, that was the dentist."
            right["claimant"] = None
        right |= _put(hearing, reading, place, new)
    sets_right = hearing.intent == "correct" and hearing.asked not in DATES and not tells_beside(hearing)
    if hearing.asked == CONFIRM or sets_right:
        done = wrong | {new.span for new, _ in pairs}
        for new in (found for found in reading.dates if found.span not in done):
            place = (
                _numbered(hearing, new)
                or day_spoken_of(hearing, new, reading.dates)
                or _made_exact(hearing, new)
            )
            if any(each is not None and each.period == new.period for each in right.values()):
                # "The 12th, that was a Thursday" tells one day twice.
                right |= {
                    name: None for name in DATES if name not in right and _is_at(reading, name, {new.span})
                }
            elif place == _DEMANDED and _AGAIN.search(text) and not says("corrects", text):
                right[place] = None
            elif place is not None:
                right |= _put(hearing, reading, place, new)
    return right


def _put(hearing: Hearing, reading: Reading, place: str, new: DateFound) -> dict[str, Any]:
    """A day at its place, and nowhere else."""
    elsewhere = {name: None for name in DATES if name != place and _is_at(reading, name, {new.span})}
    day = _nearest(hearing, place, new)
    return {
        **elsewhere,
        place: replace(new, period=day, readings=(), confidence=max(new.confidence, 0.9)),
    }


def _is_at(reading: Reading, name: str, spans: set[Span]) -> bool:
    found: DateFound | None = getattr(reading, name)
    return found is not None and found.span in spans


def _known_days(hearing: Hearing) -> list[tuple[str, Period]]:
    return [(name, day) for name in DATES if isinstance(day := hearing.claim.value(name), Period)]


def _numbered(hearing: Hearing, new: DateFound) -> str | None:
    """The only known day whose number is denied right behind the new one: "January 15, not 14"."""
    denied = _OLD_NUMBER.match(hearing.message.text, new.span.end)
    if denied is None:
        return None
    number = int(denied["day"])
    held = [name for name, day in _known_days(hearing) if day.is_day and day.start.day == number]
    return held[0] if len(held) == 1 else None


def _made_exact(hearing: Hearing, new: DateFound) -> str | None:
    """The only known stretch of days in which a day lies: it is told more exactly."""
    within = [
        name
        for name, day in _known_days(hearing)
        if new.period != day and day.start <= new.period.start and new.period.end <= day.end
    ]
    return within[0] if len(within) == 1 else None


def _lies_between(span: Span | None, old: DateFound, new: DateFound) -> bool:
    return span is not None and old.span.end <= span.start and span.end <= new.span.start


def _nearest(hearing: Hearing, place: str, new: DateFound) -> Period:
    """The new day; if it is told by its weekday alone, the one nearest to the day that is known."""
    known, today = hearing.claim.value(place), hearing.at.date()
    bare = _BARE_DAY.fullmatch(hearing.message.text, new.span.start, new.span.end)
    if not bare or not isinstance(known, Period) or not (known.is_day and new.period.is_day):
        return new.period
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
    if paid := _PAID.search(hearing.message.text):
        # What was paid already is not what is demanded.
        spans = {name: each.span for name in SUMS if (each := getattr(reading, name)) is not None}
        return {name: None for name, span in spans.items() if paid.start() < span.end <= paid.end() + _NEAR}
    return right if any(right.values()) else {}


def _pairs[T: (DateFound, AmountFound)](text: str, said: tuple[T, ...]) -> Iterator[tuple[T, T]]:
    """The new and the old value of each correction."""
    days = (found for found in said if not _JUST_NOW.fullmatch(text, found.span.start, found.span.end))
    for one, two in pairwise(sorted(days, key=lambda found: found.span.start)):
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
    known = _known_days(hearing)
    same = [name for name, day in known if day == old.period]
    held = same or [name for name, day in known if _weeks(day, old.period)]
    # A day that is only assumed follows the one that it was taken from; nobody sets it right instead.
    held = [name for name in held if not _is_assumed(hearing, name)] or held
    named = [name for name in days_named(hearing, hearing.message.text) if name in held]
    if len(named) == 1:
        return named[0]
    if read_as in held:
        return read_as
    return held[0] if held else None


def _is_assumed(hearing: Hearing, name: str) -> bool:
    fact = hearing.claim.current(name)
    return fact is not None and fact.set_by is SetBy.BOT


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
        if _WITHIN.search(text[: found.start("new")]):
            # "The tenants of 12 Bay Street, not Harbor Point" are named by more than their street.
            continue
        for name in _NAMES:
            known = hearing.claim.value(name) if hearing.catalogue.has(name) else None
            if name in right or not isinstance(known, str) or found["new"] == known:
                continue
            value = _instead(known, found["old"], found["new"])
            if value is not None:
                right[name] = TextFound(value, 0.9, Span(_last(hearing), *found.span("new")))
    if not right and (hearing.asked == CONFIRM or hearing.intent == "correct"):
        right = _written_otherwise(hearing) or _shortened(hearing)
    if right:
        # What was read from the same words is one of the two.
        right = (
            dict.fromkeys(
                (name for name in _NAMES if name not in right and _reads(hearing, name, right)), None
            )
            | right
        )
    return right


def _written_otherwise(hearing: Hearing) -> dict[str, Any]:
    """A name that is nearly one that is known puts it right: "it's Bexley Tile, no s"."""
    text = hearing.message.text
    known = {
        name: value
        for name in _NAMES
        if hearing.catalogue.has(name) and isinstance(value := hearing.claim.value(name), str)
    }
    for found in re.finditer(_NAME, text):
        alike = [name for name, value in known.items() if are_alike(value, found.group())]
        if found.group() in known.values() or len(alike) != 1 or _OLD_BEFORE.search(text[: found.start()]):
            continue
        return {alike[0]: TextFound(found.group(), 0.9, Span(_last(hearing), *found.span()))}
    return {}


def _shortened(hearing: Hearing) -> dict[str, Any]:
    """A name without one of its words: "bei Geschädigt die Hausnummer weg"."""
    dropped = _DROPPED.search(hearing.message.text)
    for name in _NAMES if dropped else ():
        known = hearing.claim.value(name) if hearing.catalogue.has(name) else None
        word = re.escape((dropped["word"] or dropped["other"]).rstrip(".")) if dropped else ""
        if dropped is None or not isinstance(known, str):
            continue
        left = re.sub(rf",?\s*\b{word}\b\.?(?: \d+\w?)?", "", known, count=1, flags=re.IGNORECASE).strip(" ,")
        if left and left != known:
            return {name: TextFound(left, 0.9, Span(_last(hearing), *dropped.span()))}
    return {}


def are_alike(known: str, said: str) -> bool:
    """Whether two names are one name, written or called in another way."""
    one, two = known.casefold(), said.casefold()
    return two.startswith(f"{one} ") or SequenceMatcher(None, one, two).ratio() >= _ALIKE


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
