"""What a message may replace of what is known: what was asked for, named, or said to be wrong."""

import re
from typing import Any

from bot.claims.catalogue import Kind
from bot.claims.model import SetBy
from bot.extraction.found import Reading
from bot.extraction.replying import says
from bot.service.hearing import CONFIRM, Hearing
from bot.service.side_questions import ORDER

DATES = ("occurred_on", "discovered_on", "claim_made_on")
SUMS = ("amount_claimed", "amount_estimated")
_SURELY = 0.8
"""How sure the engine is of a correction in place of a name, an address or a number."""
_YES_OR_NO = re.compile(r"^\W*(?:yes|yeah|yep|no|nope|nah|ja|jo|jep|nein|nee|nö|na|nei)\b\W*", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<!\d)[.!?]+\s+|\n")
_QUESTION = re.compile(r"[^.!?\n]*\?")
_DONE = re.compile(
    r"\b(?:i|we|my|our|they|he|she|ich|wir|mein\w*|unser\w*|hab\w*|haben|wurde\w*|put|took|rolled|restored|fixed|patched"
    r"|installed|changed|called|told|sent|back|wieder|gleich|zurück\w*)\b",
    re.IGNORECASE,
)
"""In words of one's own about what was done."""
_OF_THE_EVENT = re.compile(
    r"\b(?:it|that|this|all|everything) (?:only |already |really |first )?(?:happened|occurred|started|began"
    r"|was (?:only |already )?(?:on|the))\b|\b(?:happened|occurred|took place)\b"
    r"|\b(?:es|das|alles|dies|wars?|war)(?: [^\W\d]+){0,2} (?:am|der|den|erst|schon)\b"
    r"|\b(?:passiert\w*|angefangen|begonnen|losgegangen|fing\b[^.!?]{0,40}\ban|ging\b[^.!?]{0,40}\blos|begann)\b",
    re.IGNORECASE,
)
"""What says a day of the event itself."""


def corrects(hearing: Hearing, name: str) -> bool:
    """Whether the message may replace what is known of a field."""
    if hearing.asked in (None, CONFIRM, ORDER, name) or name in hearing.named_fields():
        return True
    plain = _is_yes_or_no(hearing)
    # After a question for yes or no the engine takes many an answer with a "no" for a correction.
    if hearing.intent == "correct" and not plain and not hardly_corrects(hearing):
        return True
    text = _QUESTION.sub(" ", _about(hearing, name))
    return says("corrects", _YES_OR_NO.sub("", text, count=1) if plain and name in (*SUMS, *DATES) else text)


def hardly_corrects(hearing: Hearing) -> bool:
    """Whether the engine takes for a correction what most likely says who has a number: "not now, it's Friday evening"."""
    asked = hearing.asked
    if asked is None or not hearing.catalogue.has(asked) or hearing.understood.confidence >= _SURELY:
        return False
    who = hearing.catalogue.field(asked).kind in (Kind.NAME, Kind.CONTACT, Kind.NUMBER)
    return who and not says("corrects", hearing.message.text)


def tells_beside(hearing: Hearing) -> bool:
    """Whether days in an answer to another question set none right, though the engine hears a correction in its no.

    "No, the patch is on since the 26th" tells when it ended, "put the old version back on the 12th" what was done.
    """
    asked, text = hearing.asked, hearing.message.text
    if asked is None or not hearing.catalogue.has(asked):
        return False
    kind = hearing.catalogue.field(asked).kind
    if not (_is_yes_or_no(hearing) or (kind is Kind.TEXT and _DONE.search(text))):
        return False
    told = says("corrects", _QUESTION.sub(" ", _YES_OR_NO.sub("", text, count=1))) or _OF_THE_EVENT.search(
        text
    )
    return not told and not any(name in DATES for name in hearing.named_fields())


def _about(hearing: Hearing, name: str) -> str:
    """The sentence with the day that was read for a field; of any other field the whole text."""
    found, text = getattr(hearing.reading, name, None) if name in DATES else None, hearing.message.text
    span = found.span if found is not None else None
    if span is None or not text[span.start : span.end].strip():
        return text
    begin = max((end.end() for end in _SENTENCE.finditer(text, 0, span.start)), default=0)
    end = _SENTENCE.search(text, span.end)
    return text[begin : end.end() if end else len(text)]


def _is_yes_or_no(hearing: Hearing) -> bool:
    """Whether the open question is answered by yes or no: there "no, we paid 500" corrects nothing."""
    asked = hearing.asked
    if asked is None or not hearing.catalogue.has(asked):
        return False
    return asked == "notice_kind" or hearing.catalogue.field(asked).kind is Kind.YES_NO


def kept(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """A word in an answer changes nothing else that was told: "Monday, when the letter came" no demand by mail."""
    asked, catalogue = hearing.asked, hearing.catalogue
    words = asked is not None and catalogue.has(asked) and catalogue.field(asked).kind is Kind.TEXT
    said = tuple(
        each
        for each in reading.stated
        if each.field == asked
        # What is listed later is added, but "changed the passwords" says what was done.
        or not (words or catalogue.field(each.field).kind is Kind.CHOICE)
        or not is_told(hearing, each.field)
        or corrects(hearing, each.field)
    )
    return {} if len(said) == len(reading.stated) else {"stated": said}


def may_correct(hearing: Hearing) -> bool:
    """Whether a message sounds like a correction, whatever it names."""
    return hearing.intent == "correct" or says("corrects", hearing.message.text)


def is_told(hearing: Hearing, name: str) -> bool:
    """Whether somebody has told the value of a field."""
    fact = hearing.claim.current(name)
    return fact is not None and fact.value is not None and fact.set_by is not SetBy.BOT
