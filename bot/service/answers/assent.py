"""What a word to the summary does: sends it, holds it back, or states something and sends nothing."""

import re
from collections.abc import Iterable

from bot.claims.model import Status
from bot.extraction.asked import wishes_person
from bot.extraction.found import Span
from bot.extraction.replying import assents_before, only_assents, orders_sending, says
from bot.service.answers.learnt import LIKELY, SURE, sure_meaning
from bot.service.answers.sending import FAULT, sends_beside, states_anything
from bot.service.hearing import CONFIRM, TELLING, Hearing

_ASSENTS = "affirm"
_STATES = 4
"""Words from which a statement is worth keeping."""
_BESIDE = re.compile(
    r"^\W*(?:(?:oh|ah|ach|ja|yes|ok|wait|moment|sorry|right|stimmt|all \w+)\W+){0,3}"
    r"(?:and|und|also|plus|except|now|jetzt|inzwischen|mittlerweile|by the way|btw|übrigens|außerdem|ausserdem|nur)\b"
    r"|\b(?:by the way|come to think of it|übrigens|fällt mir (?:gerade )?ein|to add|vergessen zu sagen"
    r"|forgot to (?:say|mention|tell))\b",
    re.IGNORECASE,
)
"""What is added at the summary, whatever it sounds like."""
_NO_CHANGE = re.compile(r"\b(?:no|nope|nah|nothing|none|nein|nee|nö|kein\w*|nichts|nix)\b", re.IGNORECASE)
_ANOTHER = re.compile(
    r"^\W*(?:(?:no|nope|nah|nein|nee|nö)\W+)?(?:that|it|this|das|es|des)(?:['’]s| is| was| ist| war)"
    r" (?:another|a different|a new|something else|not the same|ein\w* (?:ander|neu)\w*|was anderes|nicht derselbe)\b"
    r"[^,;.!?]*[,;.!]",
    re.IGNORECASE,
)
"""To "there is already a report of yours", before it is sent: that this is about something else."""
_IS = re.compile(
    r"\b(?:is|was|are|were|called|named|ist|war|sind|waren|heißt|heisst|lautet)\b", re.IGNORECASE
)
"""What gives a point its value: "send it, the client is Miller"."""
_NOW = re.compile(r"\b(?:right |just )?(?:now|jetzt?|etz|itz|nun)\b(?! \w+ing\b)", re.IGNORECASE)
_SEEMS = frozenset({"ask_process", "out_of_scope", "nlu_fallback", "claim_status", "goodbye", "thank"})
_LONGEST = 24
"""Words in which it is said that a notice should wait."""


def word_to_summary(hearing: Hearing) -> str:
    """The intent of what was typed at the summary: only an order to send and what is nothing but assent send."""
    text = hearing.message.text
    if hearing.intent == "deny" and says("plain_yes", text):
        # "Yes" to the question which point is wrong (`Turn`).
        return hearing.intent
    if len(text.split()) <= _LONGEST and orders_sending(_ANOTHER.sub("", text)) and not _gives(hearing):
        return _ASSENTS
    if hearing.intent != "correct" and sends_beside(hearing):
        return _ASSENTS
    if only_assents(_ANOTHER.sub("", text)):
        # "Yes" to which point is wrong was taken for a no before, and stays one.
        plain = hearing.intent != "deny" or says("send", text) or _NO_CHANGE.search(text)
        return _ASSENTS if plain else hearing.intent
    asks = "?" in text or says("asks", text)
    if hearing.intent in _SEEMS and not asks and _BESIDE.search(text) and len(text.split()) >= _STATES:
        return "inform"
    if FAULT.search(text) and not asks and hearing.named_fields():
        return "correct"
    if _is_meant_to_send(hearing):
        return _ASSENTS
    if sure_meaning(hearing) == "no" and hearing.intent != "correct":
        return "deny"
    if hearing.intent != _ASSENTS or not any(map(str.isalpha, text)):
        # A thumb up says what it says.
        return hearing.intent
    if asks:
        return "repeat_question"
    return "deny" if says("waits", text) else "inform"


def assents_now(hearing: Hearing) -> list[tuple[int, int]]:
    """Where a "now" at the summary assents, and tells neither a day nor that anything goes on: "that's right now, send it"."""
    text = hearing.message.text
    if hearing.asked != CONFIRM or hearing.message.pressed is not None or len(text.split()) > _LONGEST:
        return []
    return [now.span() for now in _NOW.finditer(text) if assents_before(text, now.end())]


def is_in(span: Span, nows: Iterable[tuple[int, int]]) -> bool:
    """Whether what was read stands at one of these places."""
    return any(span.start < end and start < span.end for start, end in nows)


def _gives(hearing: Hearing) -> bool:
    """Whether a day, a sum, a number or an address stands in the message, or what a point of the summary is."""
    reading, nows = hearing.reading, assents_now(hearing)
    read = reading is not None and bool(
        any(not is_in(day.span, nows) for day in reading.dates)
        or reading.amounts
        or reading.insured_contact
        or reading.policy_number
    )
    return read or (bool(hearing.named_fields()) and _IS.search(hearing.message.text) is not None)


def _is_meant_to_send(hearing: Hearing) -> bool:
    """Whether the words most likely mean "send it", by what was learnt, and say nothing else."""
    text = hearing.message.text
    if "?" in text or any(map(str.isdigit, text)) or _gives(hearing) or states_anything(hearing):
        return False
    return sure_meaning(hearing, LIKELY if hearing.intent == _ASSENTS else SURE) == "yes"


def adds(hearing: Hearing) -> bool:
    """Whether what was typed at the summary states something that is nowhere in it yet, and sets nothing right."""
    text = hearing.message.text
    if hearing.message.pressed is not None or "?" in text or says("asks", text) or says("corrects", text):
        return False
    states = word_to_summary(hearing) in TELLING and hearing.intent != "correct"
    beside = _BESIDE.search(text) is not None or not hearing.named_fields()
    return states and len(text.split()) >= _STATES and beside


def holds_back(hearing: Hearing) -> bool:
    """Whether a notice that is complete is to wait: "not yet", "I must ask my boss first", "ja, aufheben"."""
    claim, text = hearing.claim, hearing.message.text
    shown = hearing.asked in (CONFIRM, None) and hearing.message.pressed is None and not hearing.story
    draft = claim.status is Status.DRAFT and claim.knows("description")
    if not (shown and draft) or hearing.catalogue.missing(claim):
        return False
    stands = any(map(str.isdigit, text)) or "?" in text or orders_sending(text) or wishes_person(text)
    return len(text.split()) <= _LONGEST and says("holds_back", text) and not stands


def keep(hearing: Hearing) -> bool:
    """Nothing is sent, and nothing is asked until somebody writes again: so much is dealt with."""
    hearing.result.say("utter_cancelled")
    hearing.result.stops = True
    hearing.conversation.asks = None
    return True
