"""A call that the insured asks for, and how the team answers once it is back."""

import re
from datetime import date, datetime

from bot.claims.catalogue import Kind
from bot.claims.contacts import phones
from bot.claims.model import Claim, Fact, SetBy, Status
from bot.claims.values import Period
from bot.conversations.model import HandoffReason
from bot.extraction.asked import find_asked
from bot.extraction.call_times import call_days, find_call_time, without_denied
from bot.extraction.contact import find_contact
from bot.extraction.replying import says
from bot.service.handover import promise
from bot.service.hearing import OF_THE_LOSS, Hearing
from bot.service.side_questions import DECLINES, NUMBER, TIME, ask

_CONTACT = "insured_contact"
_LONGEST_NOTE = 200
_FEW = 7
_LONGEST_MOVE = 12
_MOVES = re.compile(
    r"\b(?:actually|make (?:it|that)|instead|rather|better|prefer\w*|change|move|after all|lieber|doch|statt\w*|besser|"
    r"verschieb\w*|änder\w*|doch erst|sorry|no|nein|not|nicht)\b",
    re.IGNORECASE,
)
_OF_THE_CALL = re.compile(
    r"\b(?:call|ring|phone|ruf\w*|anruf\w*|anzurufen|rückruf\w*|telefon\w*)\b", re.IGNORECASE
)
_NO_PHONE = re.compile(
    r"\b(?:no|without|haven[’']?t (?:got )?|don[’']?t have|can[’']?t|cannot|not (?:by|on|via)|kein\w*|ohne|nicht|ned|nöd)"
    r"(?: (?:a|any|the|my|on|at|answer|pick up|use|get at|over|per|am|grad|gerade))*"
    r" (?:\w*telef\w*|phones?|mobile|handy|natel|cell|call(?:s|ed|ing)?|numbers?|\w*nummer|anruf\w*)\b"
    r"|\b(?:only|just|nur|rather|lieber|better|bitte|please|instead)"
    r"(?: (?:by|via|per|an|over|über|through|in|the|e))* (?:e-?mails?|mails?|writing|schriftlich|chat|hier)\b"
    r"|\b(?:e-?mails?|mails?|chat|writing|schriftlich)(?: (?:is|would be|ist|wäre?))?"
    r" (?:only|nur|please|bitte|lieber|instead|best|better|besser)\b",
    re.IGNORECASE,
)
"""Who can or will not be called."""
_LONGEST_QUESTION = 14
_CALLED = frozenset({HandoffReason.ASKED_FOR, HandoffReason.COMPLAINT, HandoffReason.CALLBACK})


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
    _keep_contact(hearing, number)
    if HandoffReason.EMERGENCY in hearing.conversation.reasons:
        hearing.result.say("utter_emergency_noted", time=f"{hearing.at:%H:%M}")
    elif "time" in callback:
        say_noted(hearing)
    else:
        hearing.result.say("utter_callback_number", number=number)
        ask(hearing, TIME)


def _keep_contact(hearing: Hearing, number: str) -> None:
    """Where they are called they can be reached: nobody asks for that again."""
    draft = hearing.claim.status is Status.DRAFT and hearing.catalogue.has(_CONTACT)
    if draft and hearing.claim.value(_CONTACT) is None:
        hearing.add(
            hearing.claim.record(Fact(_CONTACT, number, SetBy.INSURED, hearing.at, 0.9, hearing.source))
        )


def hear_number(hearing: Hearing) -> bool:
    if _phone(hearing) is None:
        unreachable = hearing.message.pressed is None and _NO_PHONE.search(hearing.message.text) is not None
        if unreachable or hearing.intent in DECLINES:
            if HandoffReason.EMERGENCY in hearing.conversation.reasons:
                hearing.result.say("utter_cant_wait", hotline=hearing.duty.hotline)
            else:
                hearing.result.say("utter_no_callback")
            if unreachable and hearing.catalogue.has(_CONTACT) and not hearing.claim.knows(_CONTACT):
                hearing.ask(_CONTACT)
            return True
        if hearing.heard.changes or hearing.told:
            return False
        if _tells_more_of_an_attack(hearing):
            # Who is under attack and gives no number had better ring; the line is told once more.
            hearing.result.say("utter_emergency", hotline=hearing.duty.hotline)
        else:
            hearing.result.say("utter_number_invalid")
        ask(hearing, NUMBER)
        return True
    _note_time(hearing)
    arrange_call(hearing)
    return True


def _tells_more_of_an_attack(hearing: Hearing) -> bool:
    """Whether words, not a number, come in an emergency; once, so that nobody reads the same over and over."""
    words = not any(letter.isdigit() for letter in hearing.message.text)
    return words and HandoffReason.EMERGENCY in hearing.conversation.reasons and hearing.once("hotline again")


def hear_time(hearing: Hearing) -> bool:
    if (
        hearing.message.pressed is None
        and find_call_time(hearing.message.text) is None
        and says("asks", hearing.message.text)
    ):
        return False
    text = " ".join(hearing.message.text.split())[:_LONGEST_NOTE]
    number = _phone(hearing) if find_call_time(text) is None else None
    if number is not None:
        # The number said again, or set right, is no time.
        hearing.conversation.callback["number"] = number
        arrange_call(hearing)
        return True
    any_time = hearing.intent in ("dont_know", "skip", "deny", "affirm")
    _keep_time(hearing, hearing.word("any_time") if any_time else text)
    arrange_call(hearing)
    return True


def gives_time(hearing: Hearing) -> bool:
    """Whether it is answered when to call, whatever it sounds like: "as early as you can, from 7 I'm in the workshop"."""
    text = hearing.message.text
    typed = hearing.asked == TIME and hearing.message.pressed is None
    return typed and find_call_time(text) is not None and not find_asked(text)


def follow_number(hearing: Hearing) -> None:
    """A call that is to come goes to the number that was set right since."""
    callback = hearing.conversation.callback
    for change in hearing.heard.changes:
        old = change.old.value if change.old else None
        if change.new.field != _CONTACT or not isinstance(old, str) or not isinstance(change.new.value, str):
            continue
        number = next(iter(phones(change.new.value)), None)
        if number is not None and callback.get("number") in phones(old):
            callback["number"] = number


def _note_time(hearing: Hearing) -> None:
    """What a message says of when to call, beside the wish or the number; a day that answered a question is none."""
    dated = any(isinstance(change.new.value, Period) for change in hearing.heard.changes)
    if hearing.message.pressed is None and not dated and (when := find_call_time(hearing.message.text)):
        _keep_time(hearing, when[:_LONGEST_NOTE])


def _keep_time(hearing: Hearing, words: str) -> None:
    """The words, and the days that they mean today: "tomorrow" is another day once it is read."""
    callback, today = hearing.conversation.callback, hearing.at.date()
    read = hearing.reading.dates if hearing.reading else ()
    days = call_days(words, today)
    if not days and without_denied(words) == words:
        days = tuple(each.period.start for each in read if each.period.is_day and each.period.start >= today)
    callback["time"], callback["said"] = words, today.isoformat()
    callback["days"] = ",".join(day.isoformat() for day in days)


def say_noted(hearing: Hearing) -> None:
    """Number and time said back, with the day by its date."""
    callback = hearing.conversation.callback
    days = [date.fromisoformat(day) for day in callback.get("days", "").split(",") if day]
    by_date = ", ".join(hearing.formats.day(day) for day in days)
    time = f"{callback['time']} ({by_date})" if by_date else callback["time"]
    hearing.result.say("utter_callback_noted", number=callback["number"], time=time)
    open_days = [day for day in days if not hearing.duty.is_closed_on(day)]
    if days and not open_days:
        # Nobody waits by the telephone on a day on which nobody rings.
        midnight = datetime.combine(min(days), datetime.min.time(), hearing.at.tzinfo)
        back = hearing.duty.back_on(midnight)
        hearing.result.say("utter_call_closed", time=hearing.formats.moment(back, hearing.at, on=True))


def moves_call(hearing: Hearing) -> bool:
    """Whether a call that is to come is put to another time: "actually make that Wednesday"."""
    text, conversation = hearing.message.text, hearing.conversation
    noted = {"number", "time"} <= conversation.callback.keys()
    waits = HandoffReason.CALLBACK in conversation.open_reasons
    if not (noted and waits) or hearing.message.pressed is not None or len(text.split()) > _LONGEST_MOVE:
        return False
    if find_call_time(text) is None or not _MOVES.search(text):
        return False
    said = (hearing.catalogue.field(name) for name in conversation.said if hearing.catalogue.has(name))
    untold = hearing.asked in (None, "description") and not any(each.kind is Kind.PERIOD for each in said)
    return untold or _OF_THE_CALL.search(text) is not None


def move_call(hearing: Hearing) -> None:
    before, words = hearing.conversation.callback["time"], find_call_time(hearing.message.text) or ""
    was = hearing.word("was").format(value=before)
    _keep_time(hearing, f"{words} ({was})"[:_LONGEST_NOTE])
    hearing.conversation.callback["days"] = ",".join(
        day.isoformat() for day in call_days(words, hearing.at.date())
    )
    say_noted(hearing)
    hearing.result.answers = True


def asks_who_calls(hearing: Hearing) -> bool:
    """Whether somebody who is to be called asks if, when or why nobody does: "ruft mich jetzt wer an?"."""
    text, reasons = hearing.message.text, hearing.conversation.reasons
    waits = HandoffReason.EMERGENCY in reasons or HandoffReason.CALLBACK in hearing.conversation.open_reasons
    typed = hearing.message.pressed is None and len(text.split()) <= _LONGEST_QUESTION
    return waits and typed and says("who_calls", text)


def asks_how_on(hearing: Hearing) -> bool:
    """Whether somebody under attack asks how it goes on or how long it takes: nobody tells them of working days."""
    text = hearing.message.text
    asking = "?" in text or says("asks", text) or hearing.intent in ("nlu_fallback", "out_of_scope")
    topical = bool(hearing.topics & {"how_long", "next_step"}) and asking
    emergency = HandoffReason.EMERGENCY in hearing.conversation.reasons
    other = hearing.topics & OF_THE_LOSS
    return emergency and not (hearing.heard.changes or other) and (hearing.intent == "ask_process" or topical)


def say_who_calls(hearing: Hearing) -> None:
    """Who calls under which number and when; in an emergency that the hotline is faster than waiting."""
    conversation, result = hearing.conversation, hearing.result
    result.answers = True
    number = conversation.callback.get("number") or _phone(hearing) or _kept_phone(hearing.claim)
    emergency = HandoffReason.EMERGENCY in conversation.reasons
    if emergency and number is not None:
        result.say("utter_emergency_calling", number=number, hotline=hearing.duty.hotline)
    elif emergency:
        result.say("utter_emergency", hotline=hearing.duty.hotline)
        ask(hearing, NUMBER)
    elif number is not None and HandoffReason.CALLBACK in conversation.open_reasons:
        _keep_contact(hearing, number)
        if "time" in conversation.callback:
            say_noted(hearing)
        else:
            result.say("utter_callback_number", number=number)
        promise(hearing)
    else:
        begin_call(hearing)


def _phone(hearing: Hearing) -> str | None:
    contact = hearing.reading.insured_contact if hearing.reading else None
    if contact is None and hearing.message.pressed is None:
        # Whoever is asked for their number or wants a call gives their own, in whatever sentence.
        contact = find_contact(hearing.message.text, region=hearing.conversation.region, asked=True)
    return next(iter(phones(contact.value)), None) if contact else None


def _kept_phone(claim: Claim) -> str | None:
    value = claim.value(_CONTACT)
    return next(iter(phones(value)), None) if isinstance(value, str) else None


def cannot_wait(hearing: Hearing) -> bool:
    """Whether somebody for whom a person was called says that it is urgent, and nothing of a loss."""
    called = _CALLED & set(hearing.conversation.open_reasons)
    unasked = hearing.asked in (None, "description") and not hearing.claim.knows("description")
    typed = hearing.message.pressed is None and len(hearing.message.text.split()) <= _FEW
    return bool(called) and unasked and typed and "urgent" in hearing.topics


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
