"""Which point of the summary a clause speaks of: "the letter came on the 10th", "the second date is wrong"."""

import re

from bot.claims.values import Period
from bot.extraction.found import DateFound
from bot.extraction.replying import says
from bot.service.answers.replacing import DATES
from bot.service.formats import in_summary
from bot.service.hearing import CONFIRM, Hearing

_WORDS = {
    "occurred_on": r"first (?:date|day|one)|erste\w* (?:datum|tag)|das ist passiert|the event|the incident|vorfall",
    "discovered_on": r"second (?:date|day|one)|zweite\w* (?:datum|tag)|(?:be)?merken|(?:be|ge|g|g['’])?merkt|gsehn"
    r"|found (?:it |this )?out|saw it",
    "claim_made_on": (
        r"(?:third|last) (?:date|day|one)|(?:dritte|letzte)\w* (?:datum|tag)|demand\w*|forder\w*|gefordert|gfordert"
        r"|(?:the|their|his|her|a|an) (?:\w+ )?(?:letters?|e-?mail|mail|message|invoice|bill|call|phone ?call|complaint|claim)"
        r"|(?:they|he|she|client|customer)(?: have| has| only| first| even| actually)*"
        r" (?:wrote|rang|called|phoned|e-?mailed|texted|asked|complained|claimed|got in touch|contacted)"
        r"|(?:der|die|das|den|dem|ihre?|seine?|deren|a|ein\w*) (?:\w+ )?(?:\w*brief|e-?mail|mail|\w*schreiben|anruf|rechnung"
        r"|abmahnung|nachricht|whatsapp|sms|beschwerde)|angerufen|geschrieben|gschrieben|gemahnt|gemailt|sich gemeldet|beschwert"
    ),
}
_NAMED = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _WORDS.items()}
_CLAUSE_ENDS = re.compile(r"[,;!?\n]|\.(?=\s|$)|\s(?:and|und|but|aber)\s")


def days_named(hearing: Hearing, piece: str) -> list[str]:
    """The days that the words name, by those of the catalogue and by what comes on them."""
    called = hearing.named_fields(piece) if piece.strip() else []
    return [name for name in DATES if name in called or _NAMED[name].search(piece)]


def day_spoken_of(hearing: Hearing, found: DateFound, said: tuple[DateFound, ...]) -> str | None:
    """The one known day that the clause of `found` names, else the words around it as far as the next day that is `said`."""
    text, start, end = hearing.message.text, found.span.start, found.span.end
    before = max((each.span.end for each in said if each.span.end <= start), default=0)
    after = min((each.span.start for each in said if each.span.start >= end), default=len(text))
    ends = [before, *(edge.end() for edge in _CLAUSE_ENDS.finditer(text, before, start))]
    close = next((edge.start() for edge in _CLAUSE_ENDS.finditer(text, end, after)), after)
    for piece in (text[ends[-1] : close], text[before:start], text[end:after]):
        named = [name for name in days_named(hearing, piece) if isinstance(hearing.claim.value(name), Period)]
        if named:
            return named[0] if len(named) == 1 else None
    return None


def left_out(hearing: Hearing) -> str | None:
    """What somebody misses in the summary that nobody has told yet: "where's the company name?", "meine Firma fehlt"."""
    text = hearing.message.text
    if hearing.asked != CONFIRM or hearing.message.pressed is not None or not says("left_out", text):
        return None
    points = [
        name
        for name in hearing.named_fields()
        if not hearing.claim.knows(name) and in_summary(hearing.catalogue.field(name))
    ]
    return points[0] if len(points) == 1 else None


AMISS = re.compile(
    r"\b(?:wrong|incorrect|missing|left out|forgot\w*|change|correct|isn[’']?t (?:in|there)|is not (?:in|there)|not right|should"
    r"|falsch|verkehrt|fehlt|fehlen|vergessen|stimmt nicht|ändern|korrigier\w*|nicht drin|nirgends|sollte|unsinn"
    r"|blödsinn|nonsense)\b",
    re.IGNORECASE,
)
"""Something is said to be wrong with the summary."""


def left_wrong(hearing: Hearing) -> str | None:
    """The one point that a message to the summary calls wrong beside others that it puts right."""
    if hearing.asked != CONFIRM or hearing.message.pressed is not None:
        return None
    wrong = [piece for piece in _SENTENCES.split(hearing.message.text) if _CALLED_WRONG.search(piece)]
    named = {name for piece in wrong for name in hearing.named_fields(piece) if hearing.claim.knows(name)}
    left = named - {*hearing.heard.fields, *hearing.heard.again}
    return left.pop() if len(left) == 1 and not named & set(hearing.heard.fields) else None


_SENTENCES = re.compile(r"[.;,!\n]+(?:\s|$)")
_CALLED_WRONG = re.compile(
    r"\b(?:is|are|was|ist|sind|war)\b[^.]{0,12}\b(?:wrong|incorrect|not right|falsch|verkehrt|nicht richtig)\b"
    r"|\bstimmt\b[^.]{0,12}\bnicht\b",
    re.IGNORECASE,
)
