"""Another loss than the one that is being reported: told at the summary it waits until this notice is sent."""

import re

from bot.extraction.replying import says
from bot.service.answers.facts import SURE_OF_TYPE
from bot.service.answers.telling import speaks_of_themselves
from bot.service.hearing import CONFIRM, TELLING, Hearing
from bot.service.side_questions import POINT

_TWO = re.compile(
    r"\b(?:geht um|habe?n?|hab|melden?|report|have|there (?:are|were)|it[’']s|about)"
    r"(?: (?:got|to report|gleich|eigentlich|actually))* (?:two|zwei|2)"
    r" (?:things|matters|incidents|claims|cases|losses|sachen|schäden|fälle|vorfälle|dinge)\b"
    r"|\bund dann (?:habe?|hab) ich noch (?:einem|einen) anderen\b",
    re.IGNORECASE,
)
"""Two losses in one story."""
_SHORT = 8
"""Words in which somebody says that there is another one, and not what."""


def told_beside(hearing: Hearing) -> bool:
    """Whether a message at the summary, or one that says no more, speaks of another loss; nothing of it is taken down here."""
    if hearing.message.pressed is not None or hearing.asked is None or not hearing.claim.knows("description"):
        return False
    if hearing.asked not in (CONFIRM, POINT):
        announced = "another_report" in hearing.topics and hearing.intent not in ("inform", "correct")
        return announced and len(hearing.message.text.split()) <= _SHORT
    return "another_report" in hearing.topics or _is_of_another_kind(hearing)


_NOT_ME = re.compile(
    r"\b(?:not|nicht|ned|nöd) (?:me|us|ich|wir|mir|uns)\b|\b(?:it|das|es) (?:was|war) (?:my|our|mein\w*|unser\w*|a|an|ein\w*) ",
    re.IGNORECASE,
)
"""Who did it is told, and no other loss: "also it was my employee, not me"."""


def _is_of_another_kind(hearing: Hearing) -> bool:
    if hearing.heard.changes or hearing.understood.points or _NOT_ME.search(hearing.message.text):
        return False
    kind, text = hearing.reading.incident_type if hearing.reading else None, hearing.message.text
    if hearing.intent in TELLING and says("another_client", text) and not says("corrects", text):
        return True
    adds = hearing.intent in TELLING and says("besides", text) and speaks_of_themselves(text)
    if kind is None or says("corrects", text) or not (hearing.intent == "report_claim" or adds):
        return False
    return kind.confidence >= SURE_OF_TYPE and kind.value not in (
        "other",
        hearing.claim.value("incident_type"),
    )


def say_one_by_one(hearing: Hearing) -> None:
    """Say to who tells of two losses at once that the other one comes next."""
    opened = hearing.story and hearing.told and _TWO.search(hearing.message.text) is not None
    if opened and "description" in hearing.claim.projection() and hearing.once("one by one"):
        hearing.result.say("utter_two_at_once")


def put_off(hearing: Hearing) -> bool:
    """Whether the insured was asked to send this notice first."""
    if not told_beside(hearing):
        return False
    hearing.result.say("utter_one_at_a_time")
    hearing.result.answers = True
    hearing.conversation.aside = {}
    hearing.conversation.asks = hearing.asked = None if hearing.asked == POINT else hearing.asked
    return True
