"""A call that the insured asks for, and how the team answers once it is back."""

from bot.claims.contacts import phones
from bot.claims.model import Claim
from bot.claims.values import Period
from bot.conversations.model import HandoffReason
from bot.extraction.call_times import find_call_time
from bot.extraction.replying import says
from bot.service.hearing import Hearing
from bot.service.side_questions import NUMBER, TIME, ask

_LONGEST_NOTE = 200


def begin_call(hearing: Hearing) -> None:
    hearing.conversation.hand_over(HandoffReason.CALLBACK)
    hearing.conversation.callback = {}
    _note_time(hearing)
    arrange_call(hearing)


def arrange_call(hearing: Hearing) -> None:
    """Number, then time, each asked for unless it is known."""
    callback = hearing.conversation.callback
    number = callback.get("number") or _phone(hearing) or _kept_phone(hearing.claim)
    if number is None:
        ask(hearing, NUMBER)
        return
    callback["number"] = number
    if HandoffReason.EMERGENCY in hearing.conversation.reasons:
        hearing.result.say("utter_emergency_noted", time=f"{hearing.at:%H:%M}")
    elif "time" in callback:
        hearing.result.say("utter_callback_noted", number=number, time=callback["time"])
    else:
        hearing.result.say("utter_callback_number", number=number)
        ask(hearing, TIME)


def hear_number(hearing: Hearing) -> bool:
    if _phone(hearing) is None:
        if hearing.intent in ("dont_know", "skip", "deny", "cancel"):
            hearing.result.say("utter_no_callback")
            return True
        if hearing.heard.changes or hearing.told:
            return False
        hearing.result.say("utter_number_invalid")
        ask(hearing, NUMBER)
        return True
    _note_time(hearing)
    arrange_call(hearing)
    return True


def hear_time(hearing: Hearing) -> bool:
    if (
        hearing.message.pressed is None
        and find_call_time(hearing.message.text) is None
        and says("asks", hearing.message.text)
    ):
        return False
    text = " ".join(hearing.message.text.split())[:_LONGEST_NOTE]
    any_time = hearing.intent in ("dont_know", "skip", "deny", "affirm")
    hearing.conversation.callback["time"] = hearing.word("any_time") if any_time else text
    arrange_call(hearing)
    return True


def _note_time(hearing: Hearing) -> None:
    """What a message says of when to call, beside the wish or the number; a day that answered a question is none."""
    dated = any(isinstance(change.new.value, Period) for change in hearing.heard.changes)
    if hearing.message.pressed is None and not dated and (when := find_call_time(hearing.message.text)):
        hearing.conversation.callback["time"] = when[:_LONGEST_NOTE]


def _phone(hearing: Hearing) -> str | None:
    contact = hearing.reading.insured_contact if hearing.reading else None
    return next(iter(phones(contact.value)), None) if contact else None


def _kept_phone(claim: Claim) -> str | None:
    value = claim.value("insured_contact")
    return next(iter(phones(value)), None) if isinstance(value, str) else None


def hear_how(hearing: Hearing) -> bool:
    if hearing.intent == "request_callback":
        return False
    if hearing.pressed("urgent") or "urgent" in hearing.topics:
        hearing.result.say("utter_cant_wait", hotline=hearing.duty.hotline)
        return True
    if hearing.heard.changes or hearing.told:
        return False
    hearing.result.say("utter_write_here")
    # Whatever else was said has had its answer, unless it is a wish of its own.
    return hearing.intent not in ("restart", "cancel", "claim_status", "goodbye")
