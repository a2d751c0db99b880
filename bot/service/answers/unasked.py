"""What is told of who caused it and of what was admitted, while something else is asked."""

import re

from bot.claims.catalogue import Kind
from bot.claims.model import Fact, SetBy
from bot.extraction.answers import answer_text
from bot.extraction.causes import find_cause
from bot.extraction.replying import says
from bot.extraction.topics import find_topics
from bot.extraction.yes_no import is_of_others
from bot.service.hearing import Hearing

_INSTEAD = re.compile(
    r"[,;.]?\s*\b(?:and not|und nicht|not|nicht|statt|instead of|rather than)\b", re.IGNORECASE
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_ANSWERED = (Kind.YES_NO, Kind.CHOICE, Kind.MONEY)
_YES_OR_NO = re.compile(
    r"^\W*(?:yes|yeah|yep|no|nope|nah|ja|jo|jep|nein|nee|nö|na|nei)\b[\s,.!–-]*", re.IGNORECASE
)
_OF_RELATION = re.compile(
    r"\b(?:not|n[’']t|nicht|kein\w*|isnt|ned|nöd) (?:a |my |our |the |mein\w* |unser\w* |ein\w* )?"
    r"(?:client|customer|kund(?:e|in)|mandant(?:in)?)\b",
    re.IGNORECASE,
)
_COUNTED = "personal_data_count"


def cause(hearing: Hearing) -> Fact | None:
    """Who caused it, said beside another question: "it wasn't me, it was my assistant"."""
    name, text = "caused_by", hearing.message.text
    if (
        hearing.asked in (name, "claimant_relation")
        or not hearing.catalogue.has(name)
        or not hearing.claim.knows("description")
    ):
        return None
    if hearing.reading and any(said.field == _COUNTED for said in hearing.reading.stated):
        # "It's 210 employees" says how many, not who.
        return None
    named = name in hearing.named_fields() and hearing.claim.knows(name) and not hearing.understood.story
    if _OF_RELATION.search(text):
        # "He is somebody else, not my client" tells who he is, not who did it.
        return None
    answers = (
        hearing.catalogue.has(hearing.asked or "")
        and hearing.catalogue.field(hearing.asked or "").kind in _ANSWERED
    )
    # The "no" of an answer to another question denies nobody to have done it.
    said = find_cause(_YES_OR_NO.sub("", text, count=1) if answers else text) or (
        answer_text(name, _INSTEAD.split(text, maxsplit=1)[0]) if named else None
    )
    if (
        said is None
        or said.value == "unknown"
        or (said.value == "third_party" and hearing.asked == "claimant")
    ):
        return None
    return Fact(name, said.value, SetBy.INSURED, hearing.at, 0.9, hearing.source)


def admission(hearing: Hearing) -> Fact | None:
    """ "I told them my insurance will pay" says that a statement was made, asked for or not."""
    name, text = "statement_made", hearing.message.text
    known = not hearing.catalogue.has(name) or hearing.claim.value(name) == "yes"
    read = hearing.reading.statement_made if hearing.reading else None
    if known or says("denies", text) or is_of_others(name, text) or (read is not None and read.value == "no"):
        return None
    if "admitted" not in (find_topics(stated) if (stated := _stated(text)) != text else hearing.topics):
        return None
    return Fact(name, "yes", SetBy.INSURED, hearing.at, 0.8, hearing.source)


def _stated(text: str) -> str:
    """The text without the sentences that ask something."""
    return " ".join(piece for piece in _SENTENCES.split(text) if "?" not in piece).strip()
