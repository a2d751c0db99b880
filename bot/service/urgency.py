"""What must not wait: a person is told at once, and an attack that is going on gets the hotline before anything else."""

from bot.claims.values import Money
from bot.conversations.model import HandoffReason
from bot.service import asides
from bot.service.hearing import Hearing


def is_emergency(hearing: Hearing) -> bool:
    """Whether the message makes the notice an emergency that it was not before."""
    return (
        hearing.claim.value("notice_kind") == "cyber_emergency"
        and HandoffReason.EMERGENCY not in hearing.conversation.reasons
    )


def call_for_help(hearing: Hearing, hotline: str) -> None:
    """The hotline first, then one question: where the people on duty can call."""
    hearing.conversation.hand_over(HandoffReason.EMERGENCY)
    hearing.result.say("utter_emergency", hotline=hotline)
    asides.ask_number(hearing)


def tell_a_person(hearing: Hearing) -> None:
    """A sum from the catalogue's threshold on is told to a person at once."""
    for name in ("amount_claimed", "amount_estimated"):
        money = hearing.claim.value(name)
        if name not in hearing.heard.fields or not isinstance(money, Money):
            continue
        threshold = hearing.catalogue.severe_from.get(money.currency)
        if threshold is not None and money.high >= threshold:
            if HandoffReason.SEVERITY not in hearing.conversation.reasons:
                hearing.result.say("utter_urgent")
            hearing.conversation.hand_over(HandoffReason.SEVERITY)
