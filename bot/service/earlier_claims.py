"""The status of a claim that was sent before: by its reference and a second factor that its insured knows."""

import re

from bot.claims.model import Claim, Status
from bot.claims.reference import parse_reference
from bot.conversations.message import Message
from bot.conversations.model import HandoffReason
from bot.extraction.replying import says
from bot.service import handover
from bot.service.answers.facts import SURE_OF_TYPE
from bot.service.answers.telling import tells_of_loss
from bot.service.hearing import TELLING, Hearing, Understood
from bot.service.ports import LONG
from bot.service.side_questions import DECLINES, FACTOR, REFERENCE, ask, try_again

LEFT = "left to a person"
"""Noted beside the questions once an earlier claim was spoken of: what comes next may still be about it."""
_FEW, _FEW_MORE = 5, 8
"""Words in which somebody may ask how it stands without any sign of a question; the more with a word for it."""

_CROSS = re.compile(
    r"\b(?:angry|furious|livid|annoyed|fed up|pissed off|outrage\w*|disgrace\w*|ridiculous|unacceptable|complain\w*"
    r"|disappointed|no (?:answer|reply|response)|nobody (?:answers|replies|calls|writes)|(?:stink)?sauer|wütend|verärgert"
    r"|enttäuscht|empört|beschwer\w*|frechheit|unverschämt\w*|zumutung|unmöglich|keine (?:antwort|reaktion|rückmeldung)"
    r"|niemand (?:antwortet|meldet)|(?:keiner|niemand) rührt)\b"
    r"|\b(?:hear|heard|hör\w*|gehört|passiert|tut sich|happen\w*)\b[^.!?\n]{0,25}\b(?:nothing|nichts|nix)\b"
    r"|\b(?:nothing|nichts|nix)\b[^.!?\n]{0,25}\b(?:hear\w*|gehört|hör\w*|passiert|happen\w*|getan)\b",
    re.IGNORECASE,
)
"""Somebody is cross with us about a claim whose reference they name."""
_MOST_BESIDE = 4
"""Words beside an address or a number that tell nothing of a loss."""


def complains(claim: Claim, understood: Understood, message: Message) -> bool:
    """Whether a message about a claim that was sent before is a complaint: "three weeks and I hear nothing of FN-26-7K3QD!"."""
    text = message.text
    if claim.knows("description") or message.pressed is not None or len(text.split()) > 2 * LONG:
        return False
    about = parse_reference(text) is not None and "another_report" not in understood.topics
    return about and (_CROSS.search(text) is not None or understood.intent == "complaint")


def is_named(claim: Claim, understood: Understood, message: Message) -> bool:
    """Whether a message that tells of no loss names a claim that was sent before."""
    if claim.knows("description") or message.pressed is not None or "another_report" in understood.topics:
        return False
    plain = understood.intent in (*TELLING, "nlu_fallback", "out_of_scope") and not _tells(
        understood, message.text
    )
    return plain and len(message.text.split()) <= LONG and parse_reference(message.text) is not None


def is_asked_for(claim: Claim, understood: Understood, message: Message) -> bool:
    """Whether "I reported something last week, what's the status?" asks for a claim rather than tells of a loss."""
    if claim.knows("description") or "status" not in understood.topics or message.pressed is not None:
        return False
    tells = _tells(understood, message.text)
    return understood.intent in TELLING and not tells and len(message.text.split()) <= LONG


def _tells(understood: Understood, text: str) -> bool:
    """Whether it is plain that a message tells of a loss."""
    kind = understood.reading.incident_type if understood.reading else None
    sure = kind is not None and kind.confidence >= SURE_OF_TYPE and kind.value != "other"
    return sure or tells_of_loss(understood.reading, text)


def is_beside(claim: Claim, understood: Understood, message: Message) -> bool:
    """Whether what sounds like a question of how a claim stands is a word on the one that is being reported."""
    text = message.text
    asks = "?" in text or says("asks", text) or parse_reference(text)
    told = understood.intent == "claim_status" and message.pressed is None and claim.knows("description")
    # "Stand" is how it stands in German, and where somebody stood.
    few = _FEW_MORE if "status" in understood.topics else _FEW
    return told and not asks and claim.status is Status.DRAFT and len(text.split()) > few


def is_left(hearing: Hearing) -> bool:
    """Whether somebody who came for an earlier claim adds only who they are: no report begins with that."""
    noted = hearing.conversation.aside.get(LEFT) and not hearing.claim.knows("description")
    if (
        not noted
        or hearing.asked is not None
        or hearing.message.pressed is not None
        or hearing.reading is None
    ):
        return False
    reading, text = hearing.reading, hearing.message.text
    given = [reading.insured_contact, reading.policy_number, reading.insured_name]
    spans = [found.span for found in given if found is not None and found.span is not None]
    left = "".join(" " if any(s.start <= n < s.end for s in spans) else char for n, char in enumerate(text))
    return bool(spans) and len(re.findall(r"[^\W\d]+", left)) <= _MOST_BESIDE


def take_note(hearing: Hearing) -> bool:
    if not is_left(hearing):
        return False
    hearing.result.say("utter_noted_beside")
    hearing.result.stops = True
    return True


def hear_complaint(hearing: Hearing) -> None:
    """Sorry first, then a person, then what would let us tell how it stands."""
    handover.to_person(hearing, HandoffReason.COMPLAINT)
    hearing.result.say("utter_complaint")
    handover.promise(hearing)
    tell_status(hearing)


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
        if hearing.intent in DECLINES:
            return _no_status(hearing)
        if hearing.intent == "report_claim":
            return False
        return try_again(hearing, REFERENCE, "utter_reference_invalid") or _no_status(hearing)
    tell_status(hearing)
    return True


def hear_factor(hearing: Hearing) -> bool:
    reference = str(parse_reference(hearing.message.text) or hearing.conversation.aside.get("reference"))
    if hearing.known.status is not None:
        hearing.conversation.aside = _left(hearing)
        hearing.conversation.asks = None
        hearing.result.say(f"utter_status_{hearing.known.status}", reference=reference)
        hearing.result.stops = True
        return True
    if hearing.intent in DECLINES:
        return _no_status(hearing)
    return try_again(hearing, FACTOR, "utter_status_no_match") or _no_status(hearing)


def _no_status(hearing: Hearing) -> bool:
    hearing.conversation.aside = _left(hearing)
    hearing.conversation.asks = None
    hearing.conversation.hand_over(HandoffReason.ASKED_FOR)
    hearing.result.say("utter_status_by_person")
    hearing.result.stops = True
    return True


def _left(hearing: Hearing) -> dict[str, bool]:
    return {} if hearing.claim.knows("description") else {LEFT: True}
