"""A first message that tells of a loss is a report, whatever it sounds like: an error in a "status report"."""

import re

from bot.claims.model import Claim
from bot.claims.reference import parse_reference
from bot.conversations.message import Message
from bot.extraction.found import Reading
from bot.extraction.harm import GONE_WRONG
from bot.extraction.questions import without_questions
from bot.extraction.replying import says
from bot.service.answers.facts import SURE_OF_TYPE

_FEWEST, _FEWEST_OF_HARM = 6, 4
"""Words of a statement that may tell what happened, and of one that names the harm."""
_PLAIN_TYPE = 0.9
"""Confidence from which a kind of incident needs no word of harm beside it."""
_QUESTION = re.compile(r"(?<!\w)(?:[^.!?\n]|(?<=\d)\.){1,400}\?")
_FIRST_PERSON = re.compile(r"\b(?:we|our|wir|unser\w*|uns|i|my|ich|mein\w*|mir)\b", re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:reported|filed|submitted|handed in|gemeldet|eingereicht|(?:my|our|the) (?:claim|case|file|notice|report from|dossier)"
    r"|(?:mein\w*|unser\w*) (?:meldung|fall|vorgang|schaden\w*|akte|sache|anliegen|bericht|mail)|aktenzeichen|vorgang|adjuster"
    r"|handler|sachbearbeiter\w*|gutachter\w*|sachverständige\w*|your?|euch|eure?|ihnen|radio silence|funkstille)\b",
    re.IGNORECASE,
)
"""What is said of a claim that was made before, or to whom it was made."""
_STATUS = re.compile(
    r"\b(?:claims?|status|stand|schaden\w*|news|neues|update|progress|fn|reference|referenz)\b", re.IGNORECASE
)
_OURS = re.compile(
    r"\b(?:your|you people|eure?\w?|ihre?|dieser?|this)\s+(?:\w+\s+)?(?:hotline|service|app|bot|chat|chatbot|website"
    r"|call cent(?:er|re)|kundendienst|versicherung|insurance|insurer|laden|verein|automat|leute|people|staff)\b",
    re.IGNORECASE,
)
_NO_REPORTS = frozenset(
    {
        "out_of_scope",
        "affirm",
        "deny",
        "dont_know",
        "skip",
        "cancel",
        "restart",
        "thank",
        "goodbye",
        "repeat_question",
    }
)
"""Meanings that leave no room for a report beside them."""


def is_mistaken(claim: Claim, intent: str, reading: Reading | None, message: Message) -> bool:
    """Whether what is taken for a question of how a claim stands, or for small talk, tells of a loss that nobody knows yet."""
    text = message.text
    if claim.knows("description") or message.pressed is not None or reading is None:
        return False
    if intent == "claim_status":
        if _names_harm(text) and (states_harm(reading, text) or not _is_dated(reading)):
            return True
        with_a_client = _states(reading, text) and _is_dated(reading)
        return tells_of_loss(reading, text) or (with_a_client and reading.claimant is not None)
    if intent == "cancel" and not says("ends", text):
        # "I'd like to file something" ends nothing that was never begun.
        return True
    return intent in _NO_REPORTS and (
        states_harm(reading, text) or (_is_dated(reading) and tells_of_loss(reading, text))
    )


def tells_of_loss(reading: Reading | None, text: str) -> bool:
    """Whether a text states a loss: of what kind and with whom, and when or that it was our own doing."""
    if reading is None or not _states(reading, text) or reading.claimant is None:
        return False
    return not reading.claimant.generic and (_is_dated(reading) or speaks_of_themselves(text))


def tells_of_harm(reading: Reading | None, text: str) -> bool:
    """Whether a text states a loss and names what went wrong, beside a wish to be called or for a person."""
    return GONE_WRONG.search(text) is not None and tells_of_loss(reading, text)


def states_harm(reading: Reading | None, text: str, *, owned: bool = False) -> bool:
    """Whether a text states what went wrong, beside a question if need be: "I deleted a client's photos, are we covered?".

    With `owned` what the writer has done counts even if it is not plain of what kind it is.
    """
    kind = reading.incident_type if reading is not None else None
    stated = without_questions(text)
    if (
        kind is None
        or len(stated.split()) < _FEWEST_OF_HARM
        or _REPORTED.search(stated)
        or parse_reference(text)
    ):
        return False
    gone_wrong = GONE_WRONG.search(stated) is not None
    if kind.value == "other" or kind.confidence < SURE_OF_TYPE:
        return owned and gone_wrong and speaks_of_themselves(stated)
    return kind.confidence >= _PLAIN_TYPE or gone_wrong


def speaks_of_themselves(text: str) -> bool:
    """Whether the writers speak of themselves, so that what they tell may be their own doing."""
    return _FIRST_PERSON.search(text) is not None


def is_about_us(text: str) -> bool:
    """Whether somebody is cross with the insurer or this assistant: "your hotline is a disaster"."""
    return _OURS.search(text) is not None and not GONE_WRONG.search(_OURS.sub(" ", text))


def _names_harm(text: str) -> bool:
    """Whether a text says that something is gone or broken, and nothing of a claim that was made: "the money is gone"."""
    stated = without_questions(text)
    return GONE_WRONG.search(stated) is not None and not (_REPORTED.search(text) or _STATUS.search(text))


def _is_dated(reading: Reading) -> bool:
    return bool(reading.dates or reading.amounts)


def _states(reading: Reading, text: str) -> bool:
    """Whether what is no question in a text states a loss of some kind that nobody was told of before."""
    kind, stated = reading.incident_type, _QUESTION.sub(" ", text)
    if len(stated.split()) < _FEWEST or _REPORTED.search(stated) or parse_reference(text):
        return False
    plain = kind is not None and kind.value != "other" and kind.confidence >= SURE_OF_TYPE
    return plain or (_is_dated(reading) and GONE_WRONG.search(stated) is not None)
