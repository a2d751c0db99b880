"""Side questions: asked beside the notice, and answered before it goes on.

A side question is what `Conversation.asks` holds in place of a field; `Conversation.aside` keeps what it has learnt.
"""

from collections.abc import Callable

from bot.claims.model import Claim, Fact, SetBy, Source, Status
from bot.claims.reference import parse_reference
from bot.claims.values import from_json
from bot.conversations.model import HandoffReason
from bot.service.hearing import CONFIRM, Hearing

RESTART, CANCEL, RESUME = "restart", "cancel", "resume"
NUMBER, TIME = "callback_number", "callback_time"
REFERENCE, FACTOR = "reference", "second_factor"
HOW = "how_to_answer"
"""Whether the team, once back, should call or write."""
POINT = "point"
"""Which of several days a correction is about."""

_LISTENING = frozenset({RESTART, CANCEL, TIME, REFERENCE, FACTOR, HOW, POINT})
"""Answers to these are no facts of the loss: "tomorrow at three" is when to call."""
_TRIES = 3
_LONGEST_NOTE = 200
_LONGEST_POINT = 4
"""Words in which a point is named: "the day I noticed"."""


def listens(hearing: Hearing) -> bool:
    """Whether the message answers a side question and states nothing about the loss."""
    if hearing.asked == POINT and _says_more(hearing):
        return False
    return hearing.asked in _LISTENING and not hearing.understood.story


def _says_more(hearing: Hearing) -> bool:
    """Whether somebody who was asked which day they mean states something of their own instead."""
    return hearing.message.pressed is None and len(hearing.message.text.split()) > _LONGEST_POINT


def begin(hearing: Hearing) -> bool:
    """Open the side question that a message calls for; whether one was opened."""
    intent, claim = hearing.intent, hearing.claim
    told = bool(claim.facts)
    draft = claim.status is Status.DRAFT
    back = "back" in hearing.topics
    if intent == "restart" and draft and told and hearing.brief and not (back or hearing.heard.changes):
        _ask_yes_no(hearing, RESTART, "start_again", "go_on")
    elif intent == "cancel" and draft and hearing.brief:
        if not told:
            hearing.result.say("utter_nothing_kept")
            hearing.conversation.asks = None
            hearing.result.stops = True
            return True
        hearing.ask(
            CANCEL,
            options=[
                (hearing.word("keep"), "affirm", {}),
                (hearing.word("discard"), "cancel", {"discard": "yes"}),
                (hearing.word("go_on"), "deny", {}),
            ],
        )
    elif intent == "request_callback":
        hearing.conversation.hand_over(HandoffReason.CALLBACK)
        hearing.conversation.callback = {}
        arrange_call(hearing)
    elif hearing.known.code is not None:
        hearing.result.say("utter_code", code=hearing.known.code)
        hearing.result.answers = True
    elif intent == "claim_status" and (not told or parse_reference(hearing.message.text)):
        _status(hearing)
    else:
        return False
    return True


def answer(hearing: Hearing) -> bool:
    """Deal with the answer to an open side question; False if the message is none and should be heard as usual."""
    answering = _ANSWERS.get(hearing.asked or "")
    if answering is None:
        return False
    if hearing.asked == POINT and hearing.named_fields():
        return answering(hearing)
    if hearing.intent in _ELSEWHERE and hearing.asked != FACTOR:
        return False
    return answering(hearing)


_ELSEWHERE = frozenset({
    "ask_coverage", "ask_process", "ask_privacy", "ask_bot_identity", "request_human", "complaint", "change_language",
    "repeat_question",
})  # fmt: skip
"""Meanings that are dealt with first; the side question is then asked again."""


def again(hearing: Hearing) -> None:
    """Ask the open side question again after a digression."""
    asked = hearing.asked
    assert asked is not None
    if asked == RESTART:
        _ask_yes_no(hearing, RESTART, "start_again", "go_on")
    elif asked == RESUME:
        ask_resume(hearing)
    elif asked == POINT:
        ask_point(hearing)
    elif asked == HOW:
        ask_how(hearing)
    else:
        hearing.ask(asked)


def is_open(hearing: Hearing) -> bool:
    return hearing.asked in _ANSWERS


# Beginning again, stopping, going on


def _restart(hearing: Hearing) -> bool:
    if hearing.intent == "affirm" or hearing.intent == "restart":
        hearing.result.begins_anew = True
        hearing.result.say("utter_begun_anew")
        hearing.conversation.forget_notice()
        hearing.asked = None
        hearing.ask("description", "first")
        return True
    if hearing.intent == "cancel":
        return False
    hearing.result.say("utter_going_on")
    return hearing.intent in ("deny", "nlu_fallback", "dont_know", "skip")


def _cancel(hearing: Hearing) -> bool:
    if hearing.pressed("discard") or "discard" in hearing.topics:
        hearing.result.discards = hearing.result.stops = True
        hearing.result.say("utter_discarded")
        hearing.conversation.forget_notice()
        return True
    if hearing.intent in ("deny", "inform", "report_claim", "correct"):
        hearing.result.say("utter_going_on")
        return hearing.intent == "deny"
    hearing.result.say("utter_cancelled")
    hearing.result.stops = True
    hearing.conversation.asks = None
    return True


def ask_resume(hearing: Hearing) -> None:
    hearing.ask(
        RESUME,
        options=[
            (hearing.word("yes_go_on"), "affirm", {}),
            (hearing.word("later"), "skip", {}),
            (hearing.word("discard"), "cancel", {"discard": "yes"}),
        ],
    )


def _resume(hearing: Hearing) -> bool:
    if hearing.pressed("discard") or "discard" in hearing.topics:
        return _cancel(hearing)
    if hearing.intent in ("skip", "deny", "goodbye", "cancel"):
        hearing.result.say("utter_cancelled")
        hearing.result.stops = True
        hearing.conversation.asks = None
        return True
    # Whatever else is said goes on with the report.
    return hearing.intent in ("affirm", "greet")


def _ask_yes_no(hearing: Hearing, wanted: str, yes: str, no: str) -> None:
    hearing.ask(wanted, options=[(hearing.word(yes), "affirm", {}), (hearing.word(no), "deny", {})])


# A call


def arrange_call(hearing: Hearing) -> None:
    """Number, then time, each asked for unless it is known."""
    callback = hearing.conversation.callback
    number = callback.get("number") or _phone(hearing) or _kept_phone(hearing.claim)
    if number is None:
        hearing.ask(NUMBER)
        return
    callback["number"] = number
    if HandoffReason.EMERGENCY in hearing.conversation.reasons:
        hearing.result.say("utter_emergency_noted", time=f"{hearing.at:%H:%M}")
    elif "time" in callback:
        hearing.result.say("utter_callback_noted", number=number, time=callback["time"])
    else:
        hearing.result.say("utter_callback_number", number=number)
        hearing.ask(TIME)


def _callback_number(hearing: Hearing) -> bool:
    if _phone(hearing) is None:
        if hearing.intent in ("dont_know", "skip", "deny", "cancel"):
            hearing.result.say("utter_no_callback")
            return True
        if hearing.heard.changes or hearing.told:
            return False
        hearing.result.say("utter_number_invalid")
        hearing.ask(NUMBER)
        return True
    arrange_call(hearing)
    return True


def _callback_time(hearing: Hearing) -> bool:
    text = " ".join(hearing.message.text.split())[:_LONGEST_NOTE]
    any_time = hearing.intent in ("dont_know", "skip", "deny", "affirm")
    hearing.conversation.callback["time"] = hearing.word("any_time") if any_time else text
    arrange_call(hearing)
    return True


def _phone(hearing: Hearing) -> str | None:
    contact = hearing.reading.insured_contact if hearing.reading else None
    return contact.value if contact and "@" not in contact.value else None


def _kept_phone(claim: Claim) -> str | None:
    value = claim.value("insured_contact")
    return value if isinstance(value, str) and "@" not in value else None


# How the team answers once it is back


def ask_how(hearing: Hearing) -> None:
    hearing.ask(
        HOW,
        options=[
            (hearing.word("call_me"), "request_callback", {}),
            (hearing.word("write_here"), "affirm", {}),
            (hearing.word("cant_wait"), "inform", {"urgent": "yes"}),
        ],
    )


def _how(hearing: Hearing) -> bool:
    if hearing.intent == "request_callback":
        return False
    if hearing.pressed("urgent") or "urgent" in hearing.topics:
        hearing.result.say("utter_cant_wait", hotline=hearing.duty.hotline)
        return True
    if hearing.heard.changes or hearing.told:
        return False
    hearing.result.say("utter_write_here")
    return hearing.intent in ("affirm", "deny", "dont_know", "skip", "inform", "thank")


# The status of an earlier claim


def _status(hearing: Hearing) -> None:
    if hearing.known.status is not None:
        _factor(hearing)
        return
    reference = parse_reference(hearing.message.text) or hearing.conversation.aside.get("reference")
    if reference is None:
        hearing.ask(REFERENCE)
        return
    hearing.conversation.aside = {**hearing.conversation.aside, "reference": reference}
    hearing.ask(FACTOR)


def _reference(hearing: Hearing) -> bool:
    if parse_reference(hearing.message.text) is None:
        if hearing.intent in ("dont_know", "skip", "deny", "cancel"):
            return _no_status(hearing)
        if hearing.intent == "report_claim":
            return False
        return _try_again(hearing, REFERENCE, "utter_reference_invalid")
    _status(hearing)
    return True


def _factor(hearing: Hearing) -> bool:
    reference = str(parse_reference(hearing.message.text) or hearing.conversation.aside.get("reference"))
    if hearing.known.status is not None:
        hearing.conversation.aside = {}
        hearing.conversation.asks = None
        hearing.result.say(f"utter_status_{hearing.known.status}", reference=reference)
        hearing.result.stops = True
        return True
    if hearing.intent in ("dont_know", "skip", "deny", "cancel"):
        return _no_status(hearing)
    return _try_again(hearing, FACTOR, "utter_status_no_match")


def _try_again(hearing: Hearing, wanted: str, response: str) -> bool:
    tries = int(hearing.conversation.aside.get("tries", 0)) + 1
    if tries >= _TRIES:
        return _no_status(hearing)
    hearing.conversation.aside = {**hearing.conversation.aside, "tries": tries}
    hearing.result.say(response)
    hearing.ask(wanted)
    return True


def _no_status(hearing: Hearing) -> bool:
    hearing.conversation.aside = {}
    hearing.conversation.asks = None
    hearing.conversation.hand_over(HandoffReason.ASKED_FOR)
    hearing.result.say("utter_status_by_person")
    hearing.result.stops = True
    return True


# Which day a correction is about


def ask_point(hearing: Hearing) -> None:
    aside = hearing.conversation.aside
    value = from_json(aside["value"])
    hearing.result.value = hearing.written(value)
    hearing.ask(
        POINT,
        options=[
            (hearing.formats.text(hearing.catalogue.field(name).label), "correct", {name: aside["value"]})
            for name in aside["fields"]
        ],
    )


def _point(hearing: Hearing) -> bool:
    aside = hearing.conversation.aside
    if hearing.message.pressed is None:
        named = [name for name in aside.get("fields", ()) if name in hearing.named_fields()]
        if _says_more(hearing) and (hearing.heard.changes or not named):
            pass
        elif len(named) == 1:
            fact = Fact(
                named[0],
                from_json(aside["value"]),
                SetBy.INSURED,
                hearing.at,
                1.0,
                Source(hearing.message.id, 0, len(hearing.message.text)),
            )
            hearing.add(hearing.claim.record(fact))
        elif hearing.intent not in ("deny", "cancel", "skip", "dont_know"):
            ask_point(hearing)
            return True
    hearing.conversation.aside = {}
    hearing.asked = CONFIRM if not hearing.catalogue.missing(hearing.claim) else None
    return False


_ANSWERS: dict[str, Callable[[Hearing], bool]] = {
    RESTART: _restart,
    CANCEL: _cancel,
    RESUME: _resume,
    NUMBER: _callback_number,
    TIME: _callback_time,
    HOW: _how,
    REFERENCE: _reference,
    FACTOR: _factor,
    POINT: _point,
}
