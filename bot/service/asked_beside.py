"""What the insured asks, in whatever message: at any question, at the summary, with the order to send, after the notice was sent.

What is asked is told by `bot/extraction/asked.py`; here each topic has its answer. None promises cover, judges fault or tells
to pay.
"""

import re
from dataclasses import replace
from typing import Any

from bot.claims.model import Status
from bot.extraction.asked import find_asked, takes_a_break, topics_asked
from bot.extraction.found import DateFound, Reading
from bot.service import receipts
from bot.service.answers.replacing import DATES
from bot.service.hearing import Hearing

_MOST = 3
"""Answers in one message; who asks more is helped by a person."""
_POLICY = "policy_number"
_ANSWERS = {
    "pay": "utter_pay",
    "pay_authority": "utter_pay_authority",
    "ransom": "utter_ransom",
    "fault": "utter_fault",
    "trouble": "utter_trouble",
    "promise": "utter_promise",
    "coverage": "utter_coverage",
    "who_answers": "utter_who_answers",
    "sign": "utter_sign",
    "dispute": "utter_dispute",
    "lawyer": "utter_lawyer",
    "tell": "utter_tell",
    "tell_authority": "utter_tell_authority",
    "tell_insurer": "utter_tell_insurer",
    "documents_by_other": "utter_documents_by_other",
    "documents": "utter_documents",
    "saved": "utter_saved",
    "understood": "utter_in_summary",
    "why_urgent": "utter_why_urgent",
    "how_long": "utter_how_long",
    "next": "utter_process",
    "contacted": "utter_contacted",
    "reference": "utter_reference_later",
}
_SENT = {
    "how_long": "utter_next_steps",
    "next": "utter_next_steps",
    "contacted": "utter_contacted_sent",
    "reference": "utter_reference",
    "understood": "utter_added",
}
"""The answers once the notice is sent; each has its reference."""
_ALIKE = (
    {"next", "how_long", "contacted"},
    {"pay", "pay_authority", "ransom"},
    {"documents", "documents_by_other"},
)
"""Topics of which one answer is enough."""
_ATTACKS = frozenset({"own_cyber_loss"})
_AHEAD = frozenset(
    {"contacted", "how_long", "why_urgent", "next", "pause", "tell", "who_answers", "documents", "pay"}
)
"""Questions about what is to come: a day in one is no day of the loss."""
_SUITS = re.compile(
    r"(?:[^.!?;,\n]|(?<=\d)[.]){0,60}\b(?:pass(?:t|en|ts|at)|passd|ging[e]?|geht (?:bei mir|auch|gut"
    r"|klar)|works?(?: (?:best|fine|well|for me))?"
    r"|suits?|(?:would be|is|are) (?:best|fine|good|ok|okay|great|perfect) for (?:me|a call|the call)"
    r"|erreichbar|reachable|available"
    r"|(?:wäre|ist) (?:gut|am besten|recht|ideal|ok))\b(?: (?:me|mir|uns|us|gut|best|well|fine|auch|for (?:me|us)))*",
    re.IGNORECASE,
)
"""A time that suits: "Monday at 7 works for me"."""
_OF_THE_PROCESS = re.compile(
    r"\b(?:happen\w*|next|process\w*|works?|working|then|after\w*|steps?|summary|how|need|want|do i do|send|sent|handler|who|long"
    r"|läuft|lauft|geht|gohts?|ablauf|passiert|dann|danach|schritt\w*|weiter\w*|brauch\w*|wie|wer|was (?:mach|soll|muss)\w*"
    r"|zusammenfassung|abschick\w*|angaben|daten|fragen)\b",
    re.IGNORECASE,
)
"""What is asked about reporting itself."""
_ASKS_WHERE = re.compile(
    r"\b(?:where (?:is|do|can|would)|look(?:s)? like|what (?:is|does) (?:it|that|this)|which number"
    r"|wo (?:find|steht|seh|ist|krieg)\w*"
    r"|(?:sieht|schaut) (?:das|die|so was|sowas|des) (?:\w+ )?aus|was ist das)\b",
    re.IGNORECASE,
)
"""Asked beside the question for the policy number: about that."""


def answer_asked(hearing: Hearing) -> bool:
    """Answer what the message asks; whether it asked something that has an answer."""
    if hearing.message.pressed is not None:
        return False
    topics = _topics(hearing)
    for topic in topics:
        _say(hearing, topic)
    if topics:
        hearing.result.answers = True
    return bool(topics)


def asks_of_contact(hearing: Hearing) -> bool:
    """Whether somebody asks who writes or calls and when, which is no wish to be called at that time."""
    return hearing.message.pressed is None and "contacted" in topics_asked(hearing.message.text)


def leaves_unanswered(hearing: Hearing) -> bool:
    """Whether the message asks in so many words something that nothing here answers, and nothing about reporting itself."""
    if hearing.message.pressed is not None or _OF_THE_PROCESS.search(hearing.message.text):
        return False
    return any(
        asked.marked and asked.topic is None and len(asked.text.split()) >= 4
        for asked in find_asked(hearing.message.text)
    )


def without_days_ahead(reading: Reading | None, text: str, *, calls: bool) -> Reading | None:
    """The reading without days that stand in a question about what is to come: "who calls me on Monday?".

    `calls`: a time that suits is one for a call.
    """
    if reading is None or not reading.dates:
        return reading
    asked = [each for each in find_asked(text) if each.topic in _AHEAD]

    suits = [found.span() for found in _SUITS.finditer(text)] if calls else []

    def is_ahead(day: DateFound | None) -> bool:
        if day is None:
            return False
        in_question = any(each.holds(day.span) for each in asked)
        return in_question or any(start <= day.span.start and day.span.end <= end for start, end in suits)

    dates = tuple(day for day in reading.dates if not is_ahead(day))
    if len(dates) == len(reading.dates):
        return reading
    gone: dict[str, Any] = {name: None for name in DATES if is_ahead(getattr(reading, name))}
    return replace(reading, dates=dates, **gone)


def _topics(hearing: Hearing) -> list[str]:
    """What is asked, in the order of asking; of topics that are alike the first."""
    found: list[str] = []
    leaves = takes_a_break(hearing.message.text)
    for topic in _told_apart(hearing):
        if topic == "saved" and leaves:
            # The farewell says so.
            continue
        alike = next((group for group in _ALIKE if topic in group), {topic})
        if topic in (*_ANSWERS, _POLICY) and not alike & set(found):
            found.append(topic)
    return found[:_MOST]


def _told_apart(hearing: Hearing) -> list[str]:
    """The topics, with what only the claim tells about them."""
    claim, text = hearing.claim, hearing.message.text
    topics = []
    for asked in find_asked(text):
        topic = asked.topic
        if topic == "pay" and claim.value("incident_type") in _ATTACKS and not claim.knows("claim_made_on"):
            topic = "ransom"
        if topic is None and hearing.asked == _POLICY and _ASKS_WHERE.search(asked.text):
            topic = _POLICY
        if topic is not None:
            topics.append(topic)
    return topics


def _say(hearing: Hearing, topic: str) -> None:
    result, sent = hearing.result, hearing.claim.status is not Status.DRAFT
    reference = hearing.claim.reference or ""
    if topic == _POLICY:
        if hearing.catalogue.has(_POLICY):
            result.say("utter_help", help=hearing.formats.text(hearing.catalogue.field(_POLICY).help))
    elif sent and topic in _SENT:
        result.say(_SENT[topic], reference=reference)
    else:
        result.say(_ANSWERS[topic])
    if topic == "documents" and sent:
        receipts.say_wanted(hearing)
