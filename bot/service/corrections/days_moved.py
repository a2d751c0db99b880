"""Days that are set right without being named: "the other way round", "a day earlier", "the week before"."""

import re
from datetime import timedelta

from bot.claims.values import Period
from bot.extraction.dates.after import days_in
from bot.extraction.found import DateFound, Reading, Span
from bot.extraction.replying import says
from bot.service.answers.replacing import DATES
from bot.service.hearing import CONFIRM, Hearing
from bot.service.side_questions import ORDER

_SWAPPED = re.compile(
    r"\b(?:(?:the )?other way (?:a?round|about)|vice versa|(?:genau )?(?:anders|and[ae]rs) ?(?:he)?rum|umgekehrt|umkehrt"
    r"|(?:you|sie)\b[^.!?\n]{0,30}\b(?:swapped|mixed up|the wrong way (?:a?round|about)|reversed|vertauscht|verwechselt))\b",
    re.IGNORECASE,
)
_FEWEST = 7
"""Words of an answer that says so and hardly anything else; in a longer one it is said of other things."""
_MOVED = re.compile(
    r"\b(?P<count>a|one|ein|einen|eine|eini|two|zwei|zwoa|three|drei|drü|four|vier|five|fünf|the|am|die|der|den|\d{1,2})"
    r" (?P<unit>days?|weeks?|tag(?:en?)?|wochen?)"
    r" (?:(?P<before>earlier|before(?: that)?|sooner|früher|eher|vorher|davor|zuvor)|(?P<after>later|später|danach))\b",
    re.IGNORECASE,
)
_FEW = 14
"""Words of a message that does nothing but set days right."""


def moved(hearing: Hearing, reading: Reading) -> dict[str, DateFound]:
    """The days that the message moves, by field; empty if it names days itself or it isn't clear which are meant."""
    text = hearing.message.text
    if reading.dates or hearing.message.pressed is not None or "?" in text or len(text.split()) > _FEW:
        return {}
    swapped = _SWAPPED.search(text)
    if swapped is not None and (len(text.split()) <= _FEWEST or hearing.asked in (CONFIRM, ORDER)):
        pair = _pair(hearing)
        days = [hearing.claim.value(name) for name in reversed(pair)]
        return {
            name: _found(hearing, day, swapped)
            for name, day in zip(pair, days, strict=True)
            if isinstance(day, Period)
        }
    shifted = _MOVED.search(text)
    return _shifted(hearing, shifted) if shifted is not None else {}


def _pair(hearing: Hearing) -> list[str]:
    """The two days that stand in question: those asked about, just said back, or the only ones that differ."""
    claim, conversation = hearing.claim, hearing.conversation
    known = [name for name in DATES if isinstance(claim.value(name), Period)]
    if hearing.asked == ORDER:
        known = [name for name in conversation.aside.get("fields", ()) if name in known]
    elif len(spoken := [name for name in known if name in conversation.said]) == 2:
        known = spoken
    elif len(named := [name for name in hearing.named_fields() if name in known]) == 2:
        known = named
    differ = len({claim.value(name) for name in known}) == 2
    return known if len(known) == 2 and differ else []


def _shifted(hearing: Hearing, found: re.Match[str]) -> dict[str, DateFound]:
    """A known day moved by days or weeks; "two days later" beside the name of a point counts from the event instead."""
    claim, known = hearing.claim, [name for name in DATES if isinstance(hearing.claim.value(name), Period)]
    named = [name for name in hearing.named_fields() if name in known]
    spoken = [name for name in known if name in hearing.conversation.said]
    corrects = hearing.intent == "correct" or hearing.asked in (CONFIRM, ORDER)
    corrects = corrects or says("corrects", hearing.message.text)
    fields = named or (spoken if corrects and hearing.asked not in DATES else [])
    if len(fields) != 1 or (found["after"] and fields[0] in named and fields[0] != DATES[0]):
        return {}
    day = claim.value(fields[0])
    if not isinstance(day, Period):
        return {}
    apart = timedelta(days_in(found["count"], found["unit"])) * (-1 if found["before"] else 1)
    if day.end + apart > hearing.at.date():
        return {}
    return {fields[0]: _found(hearing, Period(day.start + apart, day.end + apart), found)}


def _found(hearing: Hearing, day: Period, words: re.Match[str]) -> DateFound:
    message = max(len(hearing.understood.read) - 1, 0)
    return DateFound(day, 0.9, Span(message, *words.span()), "moved")
