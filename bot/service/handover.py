"""Calling a person: the reason is kept, and the insured hears honestly when somebody answers."""

from bot.conversations.model import HandoffReason
from bot.service.hearing import Hearing


def to_person(hearing: Hearing, reason: HandoffReason, *, say: str = "") -> None:
    """Mark the conversation as waiting and say `say` once for this reason, with the time of an answer."""
    fresh = reason not in hearing.conversation.reasons
    hearing.conversation.hand_over(reason)
    if say and (fresh or reason is HandoffReason.ASKED_FOR):
        hearing.result.say(say)
        promise(hearing)


def promise(hearing: Hearing) -> None:
    """When somebody answers: by a time while the team is there, else when it is back."""
    at, duty = hearing.at, hearing.duty
    if duty.is_open(at):
        hearing.result.say("utter_answer_by", time=hearing.formats.moment(duty.answer_by(at), at))
    else:
        hearing.result.say("utter_back_on", time=hearing.formats.moment(duty.back_on(at), at, on=True))
