"""Somebody stops for now and goes on another time; nothing is lost by it."""

import re

from bot.claims.model import Status
from bot.extraction import asked
from bot.service.hearing import Hearing

_PAUSES = re.compile(
    r"\b(?:pause|take a break|stop here for now|leave it (?:here|there) for now)\b"
    r"|\b(?:continue|carry on|go on|finish|come back|be back|do (?:this|it|the rest))(?: \w+){0,3} "
    r"(?:later|tomorrow|tonight|another time|next week)\b"
    r"|\b(?:später|morgen|nachher|heute abend)(?: \w+){0,2} (?:weiter\w*|fertig|zu ende)\b"
    r"|\bweiter\w*(?: \w+){0,2} (?:später|morgen|nachher)\b"
    r"|\bmuss (?:\w+ ){0,2}(?:weg|los|fort|aufhören|unterbrechen)\b|\b(?:have|need|got) to (?:go|run|leave|dash)\b",
    re.IGNORECASE,
)
"""Who goes for now takes a break; nothing is lost by it."""
_MOST_IN_A_BREAK = 14


def takes_a_break(hearing: Hearing) -> bool:
    """Whether somebody goes on another time: "can we pause here? I have to run"."""
    text, typed = hearing.message.text, hearing.message.pressed is None
    if not (typed and hearing.claim.knows("description")) or hearing.claim.status is not Status.DRAFT:
        return False
    if asked.takes_a_break(text):
        return True
    short = len(text.split()) <= _MOST_IN_A_BREAK
    adds = hearing.heard.changes or hearing.told or "person" in hearing.topics
    return bool(short and not adds and _PAUSES.search(text))
