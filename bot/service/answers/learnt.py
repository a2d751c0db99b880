"""What an answer means by what was learnt from other answers (`bot.extraction.meanings`).

It goes before the words that are listed: of unseen answers it is right far more often where it is sure.
"""

import re
from dataclasses import replace

from bot.claims.catalogue import Field, Kind
from bot.claims.model import Fact, SetBy, Source
from bot.extraction.found import Reading, TextFound
from bot.extraction.promises import PLAINLY
from bot.extraction.replying import says
from bot.service.answers.facts import unknown
from bot.service.answers.yes_or_no import without_answer
from bot.service.hearing import Hearing

SURE, LIKELY, CERTAIN = 0.7, 0.5, 0.95
"""From where a meaning goes before listed words, from where it stands in for them if they say nothing, and from where the
opposite of a "no" in front is believed: "no, I've only told them" promises nothing, "no, it's still down" goes on."""
_BEYOND = frozenset({"warning_letter", "own_loss", "cyber_emergency"})
"""Choices that only the listed words tell from the others."""
_WISHES = frozenset({"request_human", "request_callback", "restart", "change_language", "correct"})
"""Intents that are heeded, whatever else a message answers."""
_PLAIN = 0.6
"""How sure the engine is of them at least."""
_UNKNOWN, _UNKNOWING = "unknown", ("dont_know", "skip")
_SENTENCE = 2
"""Words of the shortest answer that says so much."""
_AFTERTHOUGHT = re.compile(
    r"[.,;!\n]+\W*(?=(?:(?:but|or|well|hm+|oh|wait|aber|oder|na ?ja|halt|moment|äh+"
    r"|ehrlich gesagt|to be honest)\W+){0,2}"
    r"(?:actually|eigentlich|in fact|no wait|wobei|i really|i honestly|genau|so genau|ehrlich|honestly"
    r"|i[’']?m not|not sure|i don|i do not"
    r"|(?:das )?weiß ich|ich weiß|ich weiss)\b)",
    re.IGNORECASE,
)
"""Before what somebody says on second thoughts."""
_PIECES = re.compile(r"[.,;!?\n]+")
_WITHOUT_ME = re.compile(
    r"\W*(?:please |da |bitte |besser |better )*(?:ask|fragen sie|frag|frage|müssen sie|must ask)\b(?: \w+){0,4}"
    r" (?:my|the|our|meine?n?|den|die"
    r"|unseren?) (?:boss|chef\w*|manager|partner|owner|director)\W*(?:fragen)?\W*",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\W*(?:(?:no|nein|nee|nö|na|well|hm+)\W+)?(?:not yet|not so far|not until now|no one yet|nobody yet"
    r"|noch nicht|noch keiner|noch niemand"
    r"|bisher (?:noch )?nicht|no nöd|noch ned|no ned|bis jetzt nicht)\b",
    re.IGNORECASE,
)
"""Opens an answer that goes on to what may come: "not yet, but in the contract is a penalty"."""
_DEMANDED_ON, _KIND, _NOBODY = "claim_made_on", "notice_kind", "circumstance"


def sure_meaning(hearing: Hearing, least: float = SURE) -> str | None:
    """What the message most likely means to the open question, if that is sure; "other" if it says nothing to it."""
    meaning = hearing.reading.meaning if hearing.reading is not None else None
    if meaning is None or hearing.message.pressed is not None:
        return None
    if meaning.value in ("yes", "no") and thinks_better(hearing.message.text):
        return _UNKNOWN
    if meaning.value == "demand" and _NOT_YET.match(hearing.message.text):
        return _NOBODY
    against = meaning.value == "yes" and says("opens_no", hearing.message.text)
    return meaning.value if meaning.confidence >= (CERTAIN if against else least) else None


def thinks_better(text: str) -> bool:
    """Whether who has said yes or no ends with not knowing: "no, I don't think so. Actually I don't know, ask my boss"."""
    first, *others = _AFTERTHOUGHT.split(text, maxsplit=1)
    return bool(first.strip()) and any(
        says("not_known_last", piece) or _WITHOUT_ME.fullmatch(piece)
        for rest in others
        for piece in _PIECES.split(rest)
    )


def says_unknown(hearing: Hearing) -> bool:
    """Whether the message surely means that its writer does not know."""
    return sure_meaning(hearing) == _UNKNOWN


def learnt_answer(hearing: Hearing, least: float = SURE) -> Fact | None:
    """The fact in a message whose meaning is sure, if it answers a question for one of the claim's fields."""
    asked, meaning = hearing.asked, sure_meaning(hearing, least)
    if asked is None or meaning is None or not hearing.catalogue.has(asked):
        return None
    wishes = hearing.intent in _WISHES and hearing.understood.confidence >= _PLAIN
    if wishes or "?" in hearing.message.text or _is_beyond(hearing) or _is_said_plainly(hearing, meaning):
        return None
    if asked == _DEMANDED_ON and meaning == _NOBODY:
        # "Nobody has asked for anything" answers the question before, unless a sum was told; "nothing" alone may mean anything.
        told = hearing.claim.knows("amount_claimed") or len(hearing.message.text.split()) < _SENTENCE
        asked = asked if told else _KIND
    field = hearing.catalogue.field(asked)
    values = _values(field)
    unknown_too = meaning == _UNKNOWN and (least >= SURE or hearing.intent in _UNKNOWING)
    if meaning not in values and not unknown_too:
        return None
    value = meaning if meaning in values else unknown(field, hearing.catalogue)
    return Fact(asked, value, SetBy.INSURED, hearing.at, 1.0, Source(hearing.message.id))


def likely_answer(hearing: Hearing) -> Fact | None:
    """The same for a meaning that is only likely, where nothing else was heard."""
    return learnt_answer(hearing, LIKELY)


def leave_to_meaning(hearing: Hearing) -> None:
    """Take from the reading what the listed words made of the answer."""
    if hearing.reading is not None:
        reading: Reading = replace(hearing.reading, **without_answer(hearing, hearing.reading))
        hearing.understood = replace(hearing.understood, reading=reading)


def _is_said_plainly(hearing: Hearing, meaning: str) -> bool:
    """Whether the words themselves say something else: "nothing signed. I told them we restore for free"."""
    found = getattr(hearing.reading, hearing.asked or "", None)
    return isinstance(found, TextFound) and found.confidence >= PLAINLY and found.value != meaning


def _is_beyond(hearing: Hearing) -> bool:
    found = getattr(hearing.reading, hearing.asked or "", None)
    stated = hearing.reading.stated if hearing.reading is not None else ()
    return (isinstance(found, TextFound) and found.value in _BEYOND) or any(
        said.field == hearing.asked and said.value in _BEYOND for said in stated
    )


def _values(field: Field) -> frozenset[str]:
    return frozenset({"yes", "no"} if field.kind is Kind.YES_NO else field.choices)
