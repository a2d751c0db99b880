"""An earlier report that may be about the same loss: shown to whom it belongs, kept for staff, never merged silently."""

from bot.claims.model import Fact, SetBy, Source
from bot.claims.similar import SAME_AS
from bot.conversations.model import HandoffReason
from bot.extraction.replying import says
from bot.service.hearing import CONFIRM, Hearing

LOOKED_UP = "similar"
"""Noted in the conversation once earlier reports were looked up."""
_TOLD = "similar is "
"""Noted before the reference of the one that the insured was told of."""
_FEW = 8
"""Words in which somebody says that it is the same."""


def ask_to_confirm(hearing: Hearing) -> None:
    """Put the summary, and beside it, once, a report of theirs that this one may repeat."""
    told = None
    if hearing.known.similar and hearing.once(LOOKED_UP):
        references = ", ".join(each.reference for each in hearing.known.similar)
        hearing.claim.record(Fact("similar_to", references, SetBy.BOT, hearing.at, 0.6))
        told = next((each for each in hearing.known.similar if each.may_be_told), None)
    if told is None:
        if hearing.heard.changes:
            # It reads differently now.
            hearing.forget_put(CONFIRM)
        if hearing.asked == CONFIRM and hearing.worn_out(CONFIRM):
            # Whoever has read it in all words there are finds it above; a word to it still sends or changes it.
            hearing.conversation.asks = CONFIRM
            return
        hearing.ask(CONFIRM)
        return
    kinds = hearing.catalogue.field("incident_type").choices
    what = hearing.formats.text(kinds[told.incident_type]) if told.incident_type in kinds else ""
    hearing.once(_TOLD + told.reference)
    hearing.result.say("utter_similar", reference=told.reference, what=what)
    same = (hearing.word("the_same"), "inform", {SAME_AS: told.reference})
    hearing.ask(CONFIRM, options=[*hearing.options(CONFIRM, "first"), same])


def is_the_same(hearing: Hearing) -> bool:
    """Whether the insured said that it is the same loss; then nothing is sent twice, and staff see what was added."""
    reference = hearing.pressed(SAME_AS) or _named(hearing)
    if reference is None:
        return False
    source = Source(hearing.message.id)
    hearing.claim.record(Fact(SAME_AS, reference, SetBy.INSURED, hearing.at, 1.0, source))
    reasons = hearing.conversation.reasons
    # The clock is the other claim's.
    hearing.conversation.reasons = [each for each in reasons if each is not HandoffReason.CLOCK]
    hearing.conversation.hand_over(HandoffReason.SAME_LOSS)
    hearing.conversation.asks = None
    hearing.result.say("utter_same", reference=reference)
    hearing.result.stops = True
    return True


def _named(hearing: Hearing) -> str | None:
    """The earlier report that was shown beside the summary, if a few words say that it is that one."""
    text = " ".join(hearing.message.text.casefold().split())
    if hearing.asked != CONFIRM or hearing.message.pressed is not None or len(text.split()) > _FEW:
        return None
    same = any(phrase.strip().casefold() in text for phrase in hearing.word("same_words").split(","))
    told = [noted.removeprefix(_TOLD) for noted in hearing.conversation.asked if noted.startswith(_TOLD)]
    return told[0] if told and same and not says("denies", text) else None
