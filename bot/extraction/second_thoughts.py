"""An answer that is taken back in the same breath: "Monday... no wait, Tuesday", "PI-1, nee halt, das ist die alte, PI-2"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from bot.extraction.found import AmountFound, DateFound, Reading, TextFound

Place = tuple[int, int]

_SORRY = r"(?:sorry|pardon|entschuldigung|entschuldigen sie|tschuldigung|excuse me)"
_APOLOGY = rf"(?:{_SORRY}|verzeihung|oops|ups|hoppla)"
_WAIT = (
    r"(?:wait|hang on|hold on|stop|stopp|wart|warte|warten sie|moment|momentli|augenblick|sekunde|one sec)"
)
_NO = r"(?:no|nope|nah|nein|nee|ne|nö|na|nei|naa)"
_UNSAID = (
    rf"{_NO}[\s,.!]*(?:{_WAIT}|halt|{_SORRY})|(?:{_WAIT}|halt|{_SORRY})[\s,.!]*{_NO}|scratch that|strike that|correction"
    r"|i meant?|i tell a lie|jetzt lüg ich|or rather|(?:oder )?(?:besser gesagt|vielmehr)|korrigiere|korrektur"
    r"|(?:ach |nein |nee |äh )?(?:quatsch|schmarrn|blödsinn)|(?:sorry |nein |no )?(?:typo|vertippt|verschrieben|verrechnet)"
    r"|(?:das |des |na |nein |nee )?stimmt (?:gar |ja |so )?(?:nicht|ned|net|nit|nöd)"
)
_STRONG = re.compile(
    rf"\b(?:{_UNSAID}|(?:och|oh|or|oder|äh|ah|er|um)[\s,.]+{_WAIT}"
    r"|(?:ach|äh|oh|ah|öh|och|er|um)[\s,.]*(?:nein|nee|ne|no|na)|ich? mei[nd]e?|my mistake|my bad"
    rf"|(?:(?<=[.…,;!]\s)|(?<=\s[–-]\s)){_WAIT}(?: ich schau\w*(?: nach)?| let me (?:see|check|look))?)\b[\s,.:;!–…-]*"
    # What says of the value before it that it holds no longer: "PI-1 war die alte, die neue ist PI-2".
    r"|\b(?:is|was|ist|war|isch)(?: ja| noch| still| just)? (?:(?:my|the|an|die|der|das|meine?|unsere?|our) )?"
    r"(?:old|former|previous|wrong|alte[nr]?|frühere[nr]?|falsche[nr]?|private[nr]?)(?: one| number| nummer)?\b[\s,.:;–…-]*",
    re.IGNORECASE,
)
"""Words that take back what stands before them."""
_WEAK = re.compile(
    rf"(?<=[\s,.;…–-])(?:{_NO}|{_APOLOGY})\b[\s,.:;!–…-]*"
    r"(?:(?:it['’]?s|it was|that['’]?s|actually|rather|make (?:that|it)|es (?:sind|war|ist)"
    r"|das (?:war|ist)"
    r"|doch|eher|lieber|about|around|ca)[\s,.]+){0,3}(?=\S)|,\s+also (?=[^\W\d_])",
    re.IGNORECASE,
)
"""A "no" or "sorry" between two values: it takes back the first if the second follows at once."""
_APOLOGISES = re.compile(_APOLOGY, re.IGNORECASE)
_TAKES_BACK = re.compile(
    rf"\b(?:{_UNSAID}|(?:ach|oh|äh)[\s,.]+(?:nein|nee|ne|no|na|quatsch))\b", re.IGNORECASE
)
"""The same in a story, where fewer words are sure to."""
_SAYS_SORRY = re.compile(rf"[,;.…–-]\s*(?:{_NO}|{_APOLOGY})\b(?=[\s,:.–-]+\S{{0,4}}\s?\d)", re.IGNORECASE)
"""A "no" or "sorry" right before a figure."""
_BETWEEN = re.compile(
    rf"[^.!?\n]{{0,30}}?[\s,.;:!…–-]+{_TAKES_BACK.pattern}[\s,.;:!…–-]*[^.!?\n]{{0,25}}", re.IGNORECASE
)
"""What stands between a day and the one that takes its place."""
_BEFORE_CUT = re.compile(r"(?:[^.!?\n]|\.{2,}){0,30}")
"""What may stand between a sum and the words that take it back."""
_LED_IN = 14
"""Characters between words that take a sum back and the one in its place: ", it was £"."""
_WEEKDAY_TOO = re.compile(
    r"\s*,\s*(?:(?:that|das|which) (?:was|war) )?(?:the|a|der|ein|am)?\s*"
    r"(?:(?:on|am|the|a|der|ein) )?(?:\w{3,6}day|\w{3,7}tag|mittwoch|sonnabend)",
    re.IGNORECASE,
)
"""What tells the weekday of the day before it: "19 May, the Tuesday"."""
_NOTHING = re.compile(
    rf"\W*(?:(?:yes|yeah|yep|ja|jo|ok|okay|well|also|oh|ach|so|äh|hm+|{_NO}|{_SORRY}|{_WAIT})\b\W*)*",
    re.IGNORECASE,
)
"""Words before an answer that hold no value yet."""
_NEAR = 4
"""Characters between a mere "no" and the value that takes the place of the first."""
_NAMES = ("claimant", "insured_name")
_ALIKE = 0.5
"""Share of letters from which a name is another spelling of the one before."""


def taken_back(text: str, field: str, read: Callable[[str], Reading]) -> Reading | None:
    """The reading of what an answer ends with, if that takes the place of a value of `field` before; else None.

    `read` reads a text as the answer to the question for `field`. Blanks keep the places of what is left.
    """
    for start, end, strong in _cuts(text):
        if _NOTHING.fullmatch(text, 0, start):
            continue
        reading = read(" " * end + text[end:])
        new = _value(reading, field)
        if new is None or (not strong and new[0] - end > _NEAR):
            continue
        if strong and field not in _NAMES:
            return reading
        if field in _NAMES and not text[new[0]].isupper() and text[:start].lower() != text[:start]:
            # "Bolt, I mean the big one" names nobody else.
            continue
        old = _value(read(text[:start]), field)
        if old is None:
            continue
        mere = field in _NAMES and not strong and _APOLOGISES.match(text, start)
        if not mere or _renames(text[slice(*old)], text[slice(*new)]):
            return reading
    return None


def _renames(old: str, new: str) -> bool:
    """Whether a name behind a "sorry" is another for the one before, and not "long day": spelt like it, or all in capitals."""
    words = new.split()
    alike = SequenceMatcher(None, old.casefold(), new.casefold()).ratio() >= _ALIKE
    return alike or (len(words) > 1 and all(word[0].isupper() or word == "&" for word in words))


def _cuts(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where words that take something back begin and end, the last first, and whether they can mean nothing else."""
    found: Sequence[tuple[int, int, bool]] = [
        *((*each.span(), True) for each in _STRONG.finditer(text)),
        *((*each.span(), False) for each in _WEAK.finditer(text)),
    ]
    return iter(sorted(found, key=lambda cut: (cut[1], cut[2]), reverse=True))


def _value(reading: Reading, field: str) -> tuple[int, int] | None:
    """Where the value of a field stands in the newest message."""
    found: object = getattr(reading, field, None)
    if isinstance(found, DateFound | AmountFound | TextFound) and found.span is not None:
        return found.span.start, found.span.end
    return None


def sums_set_right(
    text: str, read: Callable[[str, Sequence[Place]], Sequence[AmountFound]]
) -> list[AmountFound]:
    """The sums of `text` without those that are taken back for the next one: "will 15.400 Euro, Entschuldigung, 14.500 Euro".

    `read` finds the sums of a text outside of blocked places. What takes a place begins where that began, so that it is
    known by the same words.
    """
    amounts = list(read(text, ()))
    cuts = [*_TAKES_BACK.finditer(text), *_SAYS_SORRY.finditer(text)] if amounts else []
    instead: dict[int, int] = {}
    blocked: list[Place] = []
    for cut in cuts:
        if not any(found.span.start < cut.start() for found in amounts):
            continue
        before, after = read(text[: cut.start()], ()), read(" " * cut.end() + text[cut.end() :], ())
        if not before or not after:
            continue
        old, new = before[-1].span, after[0].span
        if new.start - cut.end() <= _LED_IN and _BEFORE_CUT.fullmatch(text, old.end, cut.start()):
            blocked.append((old.start, old.end))
            instead[new.start] = old.start
    if not blocked:
        return amounts
    return [
        replace(found, span=replace(found.span, start=instead.get(found.span.start, found.span.start)))
        for found in read(text, blocked)
    ]


def settled(text: str, dates: Sequence[DateFound]) -> list[DateFound]:
    """The days without those that are taken back for the next one, and without a weekday that only says again which day it was.

    "On 18 May, no sorry, 19 May, the Tuesday" tells one day, which begins where the other
    began, so that it is known by the same words.
    """
    kept: list[DateFound] = []
    for found in dates:
        if kept and found.period.is_day and kept[-1].period.is_day:
            before = kept[-1]
            same = found.period.start.weekday() == before.period.start.weekday()
            if same and _WEEKDAY_TOO.fullmatch(text, before.span.end, found.span.end):
                continue
            if _BETWEEN.fullmatch(text, before.span.end, found.span.start):
                kept.pop()
                found = replace(found, span=replace(found.span, start=before.span.start))
        kept.append(found)
    return kept
