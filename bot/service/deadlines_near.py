"""A deadline that is over or all but over is told to a person at once, and the insured hears that it is."""

from datetime import timedelta

from bot.claims.values import Period
from bot.conversations.model import HandoffReason
from bot.service import handover
from bot.service.hearing import Hearing

_DEADLINE = "deadline"
_NEAR = timedelta(days=2)
"""Up to a deadline that is all but over."""
_URGENT, _TOLD = "utter_urgent", "deadline near"


def tell_a_person(hearing: Hearing) -> None:
    """Once, with the message that tells of it."""
    day = _near(hearing) if _DEADLINE in hearing.heard.fields else None
    if day is None:
        return
    # Other clocks may have called a person before, silently.
    hearing.conversation.hand_over(HandoffReason.CLOCK)
    if not any(say.response == _URGENT for say in hearing.result.says) and hearing.once(_TOLD):
        hearing.result.say(_URGENT)
        handover.promise(hearing)
        duty = hearing.duty
        if not duty.is_open(hearing.at) and duty.back_on(hearing.at).date() > day.end >= hearing.at.date():
            # Nobody is there before it ends.
            hearing.result.say("utter_cant_wait", hotline=duty.hotline)


def is_near(hearing: Hearing) -> bool:
    return _near(hearing) is not None


def _near(hearing: Hearing) -> Period | None:
    """The deadline that is over or all but over."""
    day = hearing.claim.value(_DEADLINE)
    return day if isinstance(day, Period) and day.end <= hearing.at.date() + _NEAR else None
