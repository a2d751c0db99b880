"""A point of the summary with what it should be: "Situation: there is a demand", "done so far should be: patched".

Each such part of a message is read as an answer to the question for its point, with all that is known of such answers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from functools import cache
from typing import Any

from bot.claims.catalogue import Catalogue, Field, Kind
from bot.claims.model import Claim, Fact, SetBy, Source, Status
from bot.extraction.found import DateFound, Reading
from bot.extraction.topics import find_topics
from bot.service.answers.choices_named import choice_named
from bot.service.answers.recording import record
from bot.service.answers.replacing import DATES
from bot.service.formats import in_summary
from bot.service.hearing import CONFIRM, Hearing, Understood
from bot.service.ports import LONG, Point, Reader, Work
from bot.service.reading import read
from bot.service.side_questions import POINT

_LEAD = (
    r"(?:(?:no|nope|sorry|and|also|but|please|plus|then|actually|oh|so|well|change|set|correct|update|make|put|fix|edit|write|enter"
    r"|correction|the|my|under|at|for|in|point|field|line|nein|nö|und|auch|aber|bitte|noch|dann|ändern?|ändere|korrigier\w*"
    r"|korrektur|setzen?|setze|schreib\w*|der|die|das|den|dem|bei|beim|zu|unter|im|punkt|feld|zeile|sie)[\s,:–-]+){0,5}"
)
_SURE = (
    r"(?:\s+(?:is|was|ist|war)\s+(?!(?:wrong|falsch)\b)[^.:;!?\n]{2,30}?)?"
    r"(?:(?:\s+(?:also|too|auch|noch|dazu|plus|pls|please|bitte))?\s*(?::|=+|[-–]+>|→)\s*"
    r"|\s+(?:should|must|needs? to|has to|have to|ought to)\s+(?:be|say|read|show|have been)\b\s*:?\s*"
    r"|\s+(?:soll(?:te)?|muss|müsste)\s+(?:(?:heißen|heissen|lauten|stehen|sein)\b\s*:?\s*|:\s*|(?=\S))"
    r"|\s+(?:steht|says|reads|shows)\s+[^:\n]{0,40}?(?:ändern|korrigieren|change|set)\s+(?:it\s+|das\s+|es\s+)?(?:auf|zu|in|to)\b\s*:?\s*"
    r"|\s+(?:bitte\s+)?(?:ändern|korrigieren|setzen)\s+(?:auf|in|zu)\b\s*:?\s*)"
)
"""Between a point and what it should be, in whatever words the point is named."""
_BY_ORDER = r"\s+(?:in)?to\b\s*:?\s*|\s+(?:auf|in|zu)\b\s*:?\s*"
"""The same behind an order to change it."""
_ORDERS = re.compile(
    r"\b(?:change|set|correct|update|make|put|edit|änder\w*|korrigier\w*|setze?n?)\b", re.IGNORECASE
)
_STATED = (
    r"\s+(?:is|are|was|were|ist|sind|war|waren)\s+(?:wrong|incorrect|not (?:right|correct)|falsch|verkehrt|nicht richtig)"
    r"\s*[,;:.–-]+\s*(?:(?:it|that|es|das)(?:['’]s|\s+(?:is|was|should be|ist|war))\s+)?"
    r"|\s+(?:is|are|was|were|ist|sind|war|waren|isch)\s+|\s*[,–-]\s*(?=(?:yes|no|ja|nein|jo|nei|yep|nope)\b)"
)
"""The same where only a value that the point may have makes it one: "situation is a demand"."""
_FIGURE = r"(?:\s*[,–-])?\s+(?=(?:on\s+|am\s+|about\s+|rund\s+|ca\.?\s+)?[\d€$£])"
"""The same before the figure of a day, a sum or a number: "the deadline, 26 June"."""
_ENDS = re.compile(
    r"[;\n]|(?<!\bDr)(?<!\bSt)(?<!\bMr)(?<!\bMrs)(?<!\bNr)(?<!\bca)(?<!\d)[.!](?=\s|$)|[,.](?=\s+(?:and|und)\s)"
)
_NO_VALUE = re.compile(
    r"\W*(?:(?:still|just|also|immer noch|noch|auch|leider|completely|ganz|so)\s+)*"
    r"(?:wrong|incorrect|missing|not (?:right|correct|there|in)|nonsense|falsch|verkehrt|fehlt|fehlen|nicht richtig|unsinn"
    r"|blödsinn|ok(?:ay)?|fine|right|correct|good|richtig|gut|in ordnung|silly|odd|late|early|zu \w+)\b[^:=]{0,40}",
    re.IGNORECASE,
)
"""What is said of a point instead of what it should be."""
_ADDS = re.compile(r"\b(?:also|too|add|plus|auch|noch|dazu|ergänz\w*)\b", re.IGNORECASE)
"""What comes is told beside what stands there."""
_NOTHING = re.compile(
    r"\W*(?:(?:bitte|please|just|einfach)\s+)?(?:none|nobody|no ?one|nothing|no|remove|delete|clear|empty|there is none"
    r"|keine?[rsn]?|niemand|nichts|löschen|entfernen|streichen|weg|raus|leer|rausnehmen|gibt(?: es|['’]?s) (?:nicht|keine\w*))"
    r"(?:\s+(?:it|that|please|bitte|weg))?\W*",
    re.IGNORECASE,
)
"""Nothing should stand there."""
_SAID_WRONG = re.compile(
    r"[^.;:\n]{0,60}?[\"'“”„’]?\s+(?:(?:is|was|are|ist|war|sind)\s+(?:(?:just|so|auch|aber|ja|doch)\s+)?"
    r"(?:wrong|incorrect|not (?:right|correct|true)|nonsense|falsch|verkehrt|nicht richtig|unsinn|blödsinn)"
    r"|(?:stimmt|stimmen)\s+(?:(?:so|ja|doch|auch|aber)\s+)?nicht)\b[\s.,;:!–-]*",
    re.IGNORECASE,
)
"""A line of the summary that is quoted as wrong, and what should stand there behind it: "'Agreed: Yes' is wrong, I didn't"."""
_SHOULD = re.compile(
    r"(?:(?:it|es|das)\s+)?(?:should|must)\s+(?:be|say|read)\b[\s:]*|(?:es\s+|das\s+)?(?:soll(?:te)?|muss)\s+(?:heißen|heissen|sein)\b[\s:]*",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:wrong|incorrect|missing|nonsense|falsch|verkehrt|fehlt|fehlen|stimmt|unsinn|blödsinn|why|warum|wieso|was heißt"
    r"|what does)\b",
    re.IGNORECASE,
)
"""What is said about a line of the summary, and not what it says."""
_FEW = 12
"""Words of a sentence that is the statement of a point: "it is still going on at three of them"."""
_FILLER = re.compile(
    r"\b(?:no|nope|nah|nein|nö|sorry|and|also|but|please|plus|oh|well|und|auch|aber|bitte|noch|entschuldigung|otherwise|sonst|the"
    r"|rest|alles|everything|is|ist|passt|ok|okay|fine|gut|right|richtig|thanks|danke)\b|[^\w]",
    re.IGNORECASE,
)
_QUOTES = " \t\"'“”„‘’«»,;:!"
_OF_FIGURES = frozenset({Kind.PERIOD, Kind.MONEY, Kind.COUNT, Kind.NUMBER})
_SHORT = frozenset({*_OF_FIGURES, Kind.COUNTRY})
"""Kinds whose value ends where the sentence goes on."""
_GOES_ON = re.compile(r"[\s,]+(?:and|und|but|aber|sondern|plus)\s+(?!\d)", re.IGNORECASE)
_DIRECT = frozenset({Kind.CHOICE, Kind.YES_NO, Kind.TEXT, Kind.COUNTRY})
"""Kinds of which no other rule finds a value behind the mere name of the point."""


def with_points(work: Work, catalogue: Catalogue) -> Work:
    """The work with the points that a message to the summary puts right named, and their parts left out of its text."""
    claim, message = work.claim, work.message
    if work.conversation.asks not in (CONFIRM, POINT) or message.pressed is not None:
        return work
    if work.corrects or work.points_at or message.documents:
        return work
    if claim is None or claim.status is not Status.DRAFT or len(message.text.split()) > 2 * LONG:
        return work
    language = work.conversation.language
    points = tuple(find_points(message.text, catalogue, claim, language))
    if not points:
        return work
    rest = message.text
    for point in points:
        rest = rest[: point.begins] + " " * (len(point.text) - point.begins) + rest[len(point.text) :]
    if not _FILLER.sub("", rest):
        rest = ""
    # Who names the point leaves the question which of them was meant behind.
    conversation = replace(work.conversation, asks=CONFIRM, aside={})
    return replace(work, conversation=conversation, message=replace(message, text=rest), points=points)


def find_points(text: str, catalogue: Catalogue, claim: Claim, language: str) -> Iterator[Point]:
    """The points that a text names together with what they should be, in its order."""
    fields = {
        entry.name: entry
        for entry in catalogue.fields
        if in_summary(entry) and (claim.knows(entry.name) or entry in catalogue.needed(claim))
    }
    names = {name: _names_of(entry, language) for name, entry in fields.items()}
    owners: dict[str, list[str]] = {}
    for name, called in names.items():
        for each in called:
            owners.setdefault(each, []).append(name)
    pattern = _pattern(tuple(sorted(owners, key=len, reverse=True)))
    found = [match for match in pattern.finditer(text) if _is_one(match, owners, fields, claim, language)]
    for place, match in enumerate(found):
        stop = found[place + 1].start() if place + 1 < len(found) else len(text)
        owner = _owner(owners[match["name"].casefold()], claim)
        begin, end = match.end(), stop
        if wrong := _SAID_WRONG.match(text, begin, stop):
            begin = wrong.end()
        elif close := _ENDS.search(text, begin, stop):
            end = close.start()
        if fields[owner].kind in _SHORT and (more := _GOES_ON.search(text, begin, end)):
            end = more.start()
        if should := _SHOULD.match(text, begin, end):
            begin = should.end()
        value = _bare(text[begin:end])
        if not value or len(value.split()) > LONG:
            continue
        if _NO_VALUE.fullmatch(value) and choice_named(fields[owner], value, language) is None:
            continue
        place = text.index(value, begin)
        yield Point(owner, " " * place + value, match.start(), text[match.start() : place])
    taken = [(match.start(), match.end()) for match in found]
    yield from _statements(text, taken, owners, fields, claim)


def _bare(value: str) -> str:
    """Without quotes and marks around it; the point of "11.8." belongs to the day."""
    bare = value.strip(_QUOTES)
    return bare if re.search(r"\d\.\s?\d{1,2}\.$", bare) else bare.strip(_QUOTES + ".")


def _statements(
    text: str,
    taken: Sequence[tuple[int, int]],
    owners: Mapping[str, Sequence[str]],
    fields: Mapping[str, Field],
    claim: Claim,
) -> Iterator[Point]:
    """Sentences that say yes or no to a point by naming it: "it's still going on", "es dauert noch an bei dreien"."""
    begin = 0
    for close in (*(each.end() for each in _ENDS.finditer(text)), len(text)):
        sentence = text[begin:close]
        named = {
            _owner(names, claim)
            for name, names in owners.items()
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence, re.IGNORECASE)
        }
        owner = named.pop() if len(named) == 1 else None
        free = not any(begin <= start < close for start, _ in taken)
        told = (
            free and owner is not None and fields[owner].kind is Kind.YES_NO and not _DENIES.search(sentence)
        )
        if told and "?" not in sentence and 1 < len(sentence.split()) <= _FEW:
            value = sentence.strip()
            yield Point(str(owner), " " * text.index(value, begin) + value, begin)
        begin = close


def without_points(reading: Reading | None, points: Sequence[tuple[Point, Reading]]) -> Reading | None:
    """What the rest of a message states, without what its points say themselves: one day is not told for two."""
    if reading is None or not points:
        return reading
    pointed = {point.field for point, _ in points}
    days = [each.period for _, read in points for each in read.dates]
    dropped: dict[str, Any] = {name: None for name in pointed & {each.name for each in fields(reading)}}
    for name in DATES:
        found: DateFound | None = getattr(reading, name)
        if found is not None and pointed & set(DATES) and found.period in days:
            dropped[name] = None
    stated = tuple(each for each in reading.stated if each.field not in pointed)
    return replace(reading, stated=stated, **dropped)


async def read_points(reader: Reader, work: Work, at: datetime) -> Sequence[Reading]:
    """What each part says, read as an answer to the question for its point."""
    found: list[Reading] = []
    for point in work.points:
        part = replace(
            work,
            message=replace(work.message, text=point.text),
            conversation=replace(work.conversation, asks=point.field),
            points=(),
        )
        found.append(await read(reader, part, at) or Reading())
    return found


def hear_points(hearing: Hearing) -> None:
    """Record what the points of a message should be; of one that stays unclear the question is put."""
    for point, reading in hearing.understood.points:
        if not hearing.catalogue.has(point.field):
            continue
        part = _heard(hearing, point, reading)
        for change in part.heard.changes:
            hearing.add(change)
        hearing.heard = replace(
            hearing.heard,
            doubts=(*hearing.heard.doubts, *part.heard.doubts),
            again=(*hearing.heard.again, *part.heard.again),
        )
        if point.field not in (*part.heard.fields, *part.heard.again, *(d.field for d in part.heard.doubts)):
            hearing.unclear = point.field


def _heard(hearing: Hearing, point: Point, reading: Reading) -> Hearing:
    """The part as an answer to the question for its point."""
    part = replace(
        hearing,
        message=replace(hearing.message, text=point.text),
        understood=Understood(
            "inform", reading, (hearing.message.id,), story=False, topics=find_topics(point.text)
        ),
        asked=point.field,
        heard=type(hearing.heard)((), ()),
    )
    entry = hearing.catalogue.field(point.field)
    value = _plain_value(entry, point.text, hearing.conversation.language)
    before = hearing.claim.value(point.field)
    if entry.kind is Kind.TEXT and value and isinstance(before, str) and _ADDS.search(point.lead):
        value = f"{before}, {value}"
    cleared = not entry.must and _NOTHING.fullmatch(point.text) is not None and entry.kind not in _DIRECT
    if value is None and not cleared:
        record(part)
        return part
    begin = len(point.text) - len(point.text.lstrip())
    source = Source(hearing.message.id, begin, len(point.text))
    change = hearing.claim.record(Fact(point.field, value, SetBy.INSURED, hearing.at, 1.0, source))
    part.add(change)
    if change is None:
        part.heard = replace(part.heard, again=(point.field,))
    return part


def _plain_value(entry: Field, text: str, language: str) -> str | None:
    """What needs no understanding: own words, and a choice by its label or by a part of it that no other choice has."""
    if entry.kind is Kind.TEXT:
        return text.strip()
    return choice_named(entry, text, language)


def _names_of(entry: Field, language: str) -> list[str]:
    label = entry.label.get(language, "").casefold()
    called = [word.casefold() for word in entry.called.get(language, ()) if not word.endswith("*")]
    return [each for each in (label, *called) if each]


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(re.escape(name) for name in names)
    return re.compile(
        rf"(?:(?<=^)|(?<=[.;!?\n,(])|(?<=\s))\s*(?P<lead>{_LEAD})[\"'“„‘’]?(?<!\w)(?P<name>{joined})(?!\w)[\"'“”‘’]?"
        rf"(?P<sign>{_SURE}|(?P<order>{_BY_ORDER})|(?P<stated>{_STATED})|(?P<figure>{_FIGURE}))",
        re.IGNORECASE,
    )


def _is_one(
    match: re.Match[str],
    owners: Mapping[str, Sequence[str]],
    fields: Mapping[str, Field],
    claim: Claim,
    language: str,
) -> bool:
    """Whether what follows the name of a point tells what it should be."""
    if match["order"]:
        return bool(_ORDERS.search(match["lead"] or ""))
    if not (match["stated"] or match["figure"] is not None):
        return True
    owner = _owner(owners[match["name"].casefold()], claim)
    if match["figure"] is not None:
        return fields[owner].kind in _OF_FIGURES and not re.search(
            r"\bnot|nicht|n[’']t\b", match.string[match.end() :]
        )
    label = fields[owner].label.get(language, "").casefold()
    by_name = match["name"].casefold() == label or fields[owner].kind is Kind.COUNTRY
    return fields[owner].kind in _DIRECT and by_name


def _owner(names: Sequence[str], claim: Claim) -> str:
    """The field that a name stands for; of two sums the one that the summary shows."""
    return next((name for name in names if claim.knows(name)), names[0])
