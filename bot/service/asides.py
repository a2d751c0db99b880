"""Side questions: asked beside the notice, and answered before it goes on.

The questions themselves and their buttons stand in `side_questions.py`.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.claims.model import Fact, SetBy, Status
from bot.claims.reference import parse_reference
from bot.claims.values import from_json
from bot.extraction.replying import says
from bot.service import calls, earlier_claims, elsewhere, forgetting
from bot.service.answers.plain_words import asks_for_a_moment
from bot.service.asked_beside import answer_asked, asks_of_contact
from bot.service.corrections import day_order
from bot.service.hearing import CONFIRM, TELLING, Hearing
from bot.service.side_questions import (
    CANCEL,
    DRAFT_MAIL,
    FACTOR,
    HOW,
    NUMBER,
    ORDER,
    POINT,
    REFERENCE,
    RESTART,
    RESUME,
    TIME,
    ask,
    try_again,
)
from bot.service.vouched import tells_nothing

_LISTENING = frozenset({RESTART, CANCEL, TIME, REFERENCE, FACTOR, HOW, POINT, DRAFT_MAIL})
"""Answers to these are no facts of the loss: "tomorrow at three" is when to call."""
_ORDERS = frozenset({RESTART, CANCEL})
_ORDERED = 0.45
"""How sure the engine is of an order that is followed."""
_TELLING = 5
"""Letters of a word that tells one button from another."""
_LONGEST_POINT = 4
"""Words in which a point is named: "the day I noticed"."""


def listens(hearing: Hearing) -> bool:
    """Whether the message answers a side question and states nothing about the loss."""
    if hearing.asked == POINT and _says_more(hearing):
        return False
    if hearing.asked in _ORDERS and hearing.intent in TELLING and (_says_more(hearing) or _gives(hearing)):
        # Who tells on instead of choosing goes on with the report.
        return False
    if elsewhere.is_wanted(hearing) or elsewhere.typed_code(hearing) or elsewhere.asks_after_draft(hearing):
        return True
    if forgetting.is_wanted(hearing):
        return True
    if hearing.intent == "claim_status" and not hearing.claim.knows("description"):
        return True
    if earlier_claims.complains(hearing.claim, hearing.understood, hearing.message):
        return True
    if calls.asks_who_calls(hearing):
        return True
    if earlier_claims.is_left(hearing) or calls.cannot_wait(hearing) or calls.moves_call(hearing):
        return True
    return hearing.asked in _LISTENING and not hearing.understood.story


def _says_more(hearing: Hearing) -> bool:
    """Whether somebody who was asked which day they mean states something of their own instead."""
    return hearing.message.pressed is None and len(hearing.message.text.split()) > _LONGEST_POINT


def _gives(hearing: Hearing) -> bool:
    """Whether somebody gives their policy number or where to reach them, in place of an order."""
    reading = hearing.reading
    return reading is not None and bool(reading.policy_number or reading.insured_contact)


def begin(hearing: Hearing) -> bool:
    """Open the side question that a message calls for; whether one was opened."""
    if asks_for_a_moment(hearing):
        return False
    intent, claim = hearing.intent, hearing.claim
    # What the engine hardly takes for an order is none: few messages cost more if they are misheard.
    pressed = hearing.message.pressed is not None
    order = intent if pressed or hearing.understood.confidence >= _ORDERED else None
    told = not tells_nothing(claim)
    draft = claim.status is Status.DRAFT
    back = "back" in hearing.topics
    if elsewhere.brings_code(hearing):
        hearing.result.answers = True
        hearing.result.say("utter_code_beside")
    elif order == "restart" and draft and told and hearing.brief and not (back or hearing.heard.changes):
        ask(hearing, RESTART)
    elif order == "cancel" and draft and hearing.brief and not hearing.heard.changes:
        if not told:
            hearing.result.say("utter_nothing_begun")
            hearing.conversation.asks = None
            hearing.result.stops = True
            return True
        hearing.conversation.aside = {}
        ask(hearing, CANCEL)
    elif calls.moves_call(hearing):
        calls.move_call(hearing)
    elif calls.cannot_wait(hearing):
        hearing.result.say("utter_cant_wait", hotline=hearing.duty.hotline)
        hearing.result.stops = True
    elif calls.asks_who_calls(hearing):
        calls.say_who_calls(hearing)
    elif calls.asks_how_on(hearing):
        hearing.result.say("utter_emergency_steps", hotline=hearing.duty.hotline)
        hearing.result.answers = True
    elif intent == "request_callback" and "tell" not in hearing.topics and not asks_of_contact(hearing):
        calls.begin_call(hearing)
    elif hearing.known.code is not None:
        elsewhere.give_code(hearing, hearing.known.code)
    elif elsewhere.is_wanted(hearing):
        elsewhere.ask_for_draft(hearing)
    elif earlier_claims.complains(claim, hearing.understood, hearing.message):
        earlier_claims.hear_complaint(hearing)
    elif intent == "claim_status" and (not told or parse_reference(hearing.message.text)):
        earlier_claims.tell_status(hearing)
    else:
        return False
    return True


def answer(hearing: Hearing) -> bool:
    """Deal with the answer to an open side question; False if the message is none and should be heard as usual."""
    answering = _ANSWERS.get(hearing.asked or "")
    if answering is None:
        return False
    if asks_for_a_moment(hearing):
        hearing.result.say("utter_take_time")
        ask(hearing, str(hearing.asked))
        return True
    if hearing.asked == POINT and hearing.named_fields():
        return answering(hearing)
    if hearing.intent in _ELSEWHERE and hearing.asked != FACTOR and not calls.gives_time(hearing):
        return False
    dealt_with = answering(hearing)
    if dealt_with and answer_asked(hearing):
        # Who asks something of their own has not mistyped a number.
        hearing.result.says = [say for say in hearing.result.says if say.response not in _MISREAD]
    return dealt_with


_MISREAD = frozenset({"utter_number_invalid", "utter_not_understood", "utter_reference_invalid"})
_ELSEWHERE = frozenset({
    "ask_coverage", "ask_process", "ask_privacy", "ask_bot_identity", "request_human", "complaint", "change_language",
    "repeat_question",
})  # fmt: skip
"""Meanings that are dealt with first; the side question is then asked again."""


def again(hearing: Hearing) -> bool:
    """Whether the open side question was asked again after a digression."""
    if hearing.asked not in _ANSWERS or not hearing.result.answers:
        return False
    ask(hearing, hearing.asked)
    return hearing.result.asks is not None


_DROPS = ("deny", "cancel", "skip", "dont_know", "affirm")
"""Answers to which day is meant that leave everything as it is."""


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


_KEEPS = ("affirm", "cancel", "skip", "goodbye", "thank")
"""Answers to "keep or discard?" that want nothing thrown away; what fits none of both is asked about again."""


def _discards(hearing: Hearing) -> bool:
    """Whether the draft is to be thrown away; in "no, don't delete it" the word is there as well."""
    typed = "discard" in hearing.topics and not says("denies", hearing.message.text)
    return hearing.pressed("discard") is not None or typed


def _cancel(hearing: Hearing) -> bool:
    if _discards(hearing):
        hearing.result.discards = hearing.result.stops = True
        hearing.result.say("utter_discarded")
        forgetting.say_way(hearing)
        hearing.conversation.forget_notice()
        return True
    goes_on = hearing.intent == "deny" or says("go_on", hearing.message.text)
    if goes_on or hearing.intent in ("inform", "report_claim", "correct"):
        hearing.result.say("utter_going_on")
        return goes_on
    keeps = hearing.intent in _KEEPS or says("says_nothing", hearing.message.text)
    if not keeps and try_again(hearing, CANCEL, "utter_not_understood"):
        return True
    return _keep(hearing)


def _keep(hearing: Hearing) -> bool:
    hearing.result.say("utter_cancelled")
    hearing.result.stops = True
    hearing.conversation.asks = None
    hearing.conversation.aside = {}
    return True


def _resume(hearing: Hearing) -> bool:
    if _discards(hearing):
        return _cancel(hearing)
    if hearing.intent in ("skip", "deny", "goodbye", "cancel"):
        return _keep(hearing)
    # Whatever else is said goes on with the report.
    return hearing.intent in ("affirm", "greet")


# Which day a correction is about


def _names(hearing: Hearing, name: str) -> bool:
    """Whether the answer names a field, be it by a word of its button: "die Forderung"."""
    label = hearing.formats.text(hearing.catalogue.field(name).label).casefold().split()
    words = hearing.message.text.casefold().strip(" .!").split()
    return name in hearing.named_fields() or any(len(word) >= _TELLING and word in label for word in words)


_BOTH = re.compile(r"\b(?:both|all|each|beide[srn]?|alle[sn]?|jeweils|sowohl)\b", re.IGNORECASE)


def _point(hearing: Hearing) -> bool:
    aside = hearing.conversation.aside
    if hearing.message.pressed is None:
        named = [name for name in aside.get("fields", ()) if _names(hearing, name)]
        if _says_more(hearing) and (hearing.heard.changes or not named):
            pass
        elif len(named) == 1 or _BOTH.search(hearing.message.text):
            for name in named if len(named) == 1 else aside.get("fields", ()):
                value = from_json(aside["value"])
                fact = Fact(name, value, SetBy.INSURED, hearing.at, 1.0, hearing.source)
                hearing.add(hearing.claim.record(fact))
        elif not (hearing.heard.changes or hearing.intent in _DROPS) and not aside.get("again"):
            hearing.conversation.aside = {**aside, "again": True}
            ask(hearing, POINT)
            return True
        if hearing.intent == "affirm" and not says("send", hearing.message.text):
            # A "yes" to "which of them?" is none to the summary.
            hearing.understood = replace(hearing.understood, intent="inform")
    hearing.conversation.aside = {}
    hearing.asked = CONFIRM if not hearing.catalogue.missing(hearing.claim) else None
    hearing.conversation.asks = hearing.asked
    return False


_ANSWERS: dict[str, Callable[[Hearing], bool]] = {
    RESTART: _restart,
    CANCEL: _cancel,
    RESUME: _resume,
    NUMBER: calls.hear_number,
    TIME: calls.hear_time,
    HOW: calls.hear_how,
    REFERENCE: earlier_claims.hear_reference,
    FACTOR: earlier_claims.hear_factor,
    POINT: _point,
    ORDER: day_order.hear,
    DRAFT_MAIL: elsewhere.hear_address,
}
