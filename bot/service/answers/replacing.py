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
_YES_OR_NO = re.compile(r"^\W*(?:yes|yeah|yep|no|nope|nah|ja|jo|jep|nein|nee|nö|na|nei)\b\W*", re.IGNORECASE)


def corrects(hearing: Hearing, name: str) -> bool:
    """Whether the message may replace what is known of a field."""
    if hearing.intent == "correct" or hearing.asked in (None, CONFIRM, ORDER, name):
        return True
    text = _without_yes_or_no(hearing) if name in (*SUMS, *DATES) else hearing.message.text
    return says("corrects", text) or name in hearing.named_fields()


def _without_yes_or_no(hearing: Hearing) -> str:
    """The text without the word that answers a question for yes or no: there "no, we paid 500" corrects nothing."""
    asked, text = hearing.asked, hearing.message.text
    known = asked is not None and hearing.catalogue.has(asked)
    plain = known and hearing.catalogue.field(str(asked)).kind is Kind.YES_NO
    return _YES_OR_NO.sub("", text, count=1) if plain else text


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
        or not _is_told(hearing, each.field)
        or corrects(hearing, each.field)
    )
    return {} if len(said) == len(reading.stated) else {"stated": said}


def _is_told(hearing: Hearing, name: str) -> bool:
    fact = hearing.claim.current(name)
    return fact is not None and fact.value is not None and fact.set_by is not SetBy.BOT
