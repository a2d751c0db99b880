"""An earlier report that may be about the same loss: shown to whom it belongs, kept for staff, never merged silently."""

from bot.claims.model import Fact, SetBy, Source
from bot.conversations.model import HandoffReason
from bot.service.hearing import CONFIRM, Hearing

LOOKED_UP = "similar"
"""Noted in the conversation once earlier reports were looked up."""


def ask_to_confirm(hearing: Hearing) -> None:
    """Put the summary, and beside it, once, a report of theirs that this one may repeat."""
    told = None
    if hearing.known.similar and hearing.once(LOOKED_UP):
        references = ", ".join(each.reference for each in hearing.known.similar)
        hearing.claim.record(Fact("similar_to", references, SetBy.BOT, hearing.at, 0.6))
        told = next((each for each in hearing.known.similar if each.may_be_told), None)
    if told is None:
        hearing.ask(CONFIRM)
        return
    kinds = hearing.catalogue.field("incident_type").choices
    what = hearing.formats.text(kinds[told.incident_type]) if told.incident_type in kinds else ""
    hearing.result.say("utter_similar", reference=told.reference, what=what)
    same = (hearing.word("the_same"), "inform", {"duplicate_of": told.reference})
    hearing.ask(CONFIRM, options=[*hearing.options(CONFIRM, "first"), same])


def is_the_same(hearing: Hearing) -> bool:
    """Whether the insured said that it is the same loss; then nothing is sent twice, and staff see what was added."""
    reference = hearing.pressed("duplicate_of")
    if reference is None:
        return False
    source = Source(hearing.message.id)
    hearing.claim.record(Fact("duplicate_of", reference, SetBy.INSURED, hearing.at, 1.0, source))
    hearing.conversation.hand_over(HandoffReason.ASKED_FOR)
    hearing.conversation.asks = None
    hearing.result.say("utter_same", reference=reference)
    hearing.result.stops = True
    return True
