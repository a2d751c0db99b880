"""What is added to a notice that was sent, or asked about it and answered by nothing else."""

from bot.conversations.model import HandoffReason
from bot.extraction.asked import find_asked
from bot.service import handover
from bot.service.hearing import Hearing

_LITTLE_SAID = ("claim_status", "greet", "repeat_question", "affirm", "deny")
_LITTLE = 4
"""Words after a sent notice that are no addition to it."""


def take_note(hearing: Hearing) -> None:
    """Say what becomes of what was added to a notice that was sent."""
    result, reference = hearing.result, hearing.claim.reference or ""
    changes = hearing.formats.phrases(hearing.claim, hearing.heard.fields)
    asks = _asks_something(hearing)
    if hearing.intent == "cancel" and hearing.brief:
        result.say("utter_withdrawal", reference=reference)
        handover.to_person(hearing, HandoffReason.ASKED_FOR)
    elif hearing.message.documents and not changes:
        # What was sent was confirmed already.
        return
    elif asks and not changes and "status" not in hearing.topics:
        result.say("utter_question_noted")
    elif hearing.intent in _LITTLE_SAID and _says_little(hearing):
        result.say("utter_status", reference=reference)
    elif hearing.intent == "out_of_scope" and not changes:
        result.say("utter_out_of_scope")
    else:
        say_added(hearing)


def say_added(hearing: Hearing) -> None:
    """Say that what was told is kept, with the facts in it."""
    reference = hearing.claim.reference or ""
    changes = hearing.formats.phrases(hearing.claim, hearing.heard.fields)
    if changes:
        hearing.result.say("utter_added_facts", reference=reference, facts=changes)
    else:
        hearing.result.say("utter_added", reference=reference)


def _asks_something(hearing: Hearing) -> bool:
    """Whether a message after the notice asks something in more than a word or two."""
    if hearing.message.pressed is not None or hearing.intent == "repeat_question":
        return False
    return any(len(asked.text.split()) > 2 for asked in find_asked(hearing.message.text))


def _says_little(hearing: Hearing) -> bool:
    """Whether a message after the notice asks how it stands, or says at least nothing that should be kept."""
    text = hearing.message.text
    return "?" in text or "status" in hearing.topics or len(text.split()) <= _LITTLE
