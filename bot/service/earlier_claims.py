"""The status of a claim that was sent before: by its reference and a second factor that its insured knows."""

from bot.claims.model import Claim, Status
from bot.claims.reference import parse_reference
from bot.conversations.message import Message
from bot.conversations.model import HandoffReason
from bot.extraction.replying import says
from bot.service.facts import SURE_OF_TYPE
from bot.service.hearing import TELLING, Hearing, Understood
from bot.service.ports import LONG
from bot.service.side_questions import FACTOR, REFERENCE, ask, try_again

_FEW, _FEW_MORE = 5, 8
"""Words in which somebody may ask how it stands without any sign of a question; the more with a word for it."""


def is_asked_for(claim: Claim, understood: Understood, message: Message) -> bool:
    """Whether "I reported something last week, what's the status?" asks for a claim rather than tells of a loss."""
    if claim.knows("description") or "status" not in understood.topics or message.pressed is not None:
        return False
    kind = understood.reading.incident_type if understood.reading else None
    tells = kind is not None and kind.confidence >= SURE_OF_TYPE and kind.value != "other"
    return understood.intent in TELLING and not tells and len(message.text.split()) <= LONG


def is_beside(claim: Claim, understood: Understood, message: Message) -> bool:
    """Whether what sounds like a question of how a claim stands is a word on the one that is being reported."""
    text = message.text
    asks = "?" in text or says("asks", text) or parse_reference(text)
    told = understood.intent == "claim_status" and message.pressed is None and claim.knows("description")
    # "Stand" is how it stands in German, and where somebody stood.
    few = _FEW_MORE if "status" in understood.topics else _FEW
    return told and not asks and claim.status is Status.DRAFT and len(text.split()) > few


def tell_status(hearing: Hearing) -> None:
    if hearing.known.status is not None:
        hear_factor(hearing)
        return
    reference = parse_reference(hearing.message.text) or hearing.conversation.aside.get("reference")
    if reference is None:
        ask(hearing, REFERENCE)
        return
    hearing.conversation.aside = {**hearing.conversation.aside, "reference": reference}
    ask(hearing, FACTOR)


def hear_reference(hearing: Hearing) -> bool:
    if parse_reference(hearing.message.text) is None:
        if hearing.intent in ("dont_know", "skip", "deny", "cancel"):
            return _no_status(hearing)
        if hearing.intent == "report_claim":
            return False
        return try_again(hearing, REFERENCE, "utter_reference_invalid") or _no_status(hearing)
    tell_status(hearing)
    return True


def hear_factor(hearing: Hearing) -> bool:
    reference = str(parse_reference(hearing.message.text) or hearing.conversation.aside.get("reference"))
    if hearing.known.status is not None:
        hearing.conversation.aside = {}
        hearing.conversation.asks = None
        hearing.result.say(f"utter_status_{hearing.known.status}", reference=reference)
        hearing.result.stops = True
        return True
    if hearing.intent in ("dont_know", "skip", "deny", "cancel"):
        return _no_status(hearing)
    return try_again(hearing, FACTOR, "utter_status_no_match") or _no_status(hearing)


def _no_status(hearing: Hearing) -> bool:
    hearing.conversation.aside = {}
    hearing.conversation.asks = None
    hearing.conversation.hand_over(HandoffReason.ASKED_FOR)
    hearing.result.say("utter_status_by_person")
    hearing.result.stops = True
    return True
