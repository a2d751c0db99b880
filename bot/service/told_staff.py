"""What the insured told a person of the team meanwhile fills gaps of the draft once the bot goes on, and is not asked again."""

import asyncio
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from bot.claims.model import Status
from bot.extraction.found import Reading
from bot.service.answers.facts import from_reading
from bot.service.hearing import Hearing
from bot.service.ports import Reader, Work

_CONTACT = "insured_contact"
_SHORT = 12
"""Words of a message in which an address is the writer's own."""
_WHOLE = frozenset({"dates", "amounts", "incident_type", "notice_kind", "caused_by", "stated"})
"""What is no field by itself, or follows from a whole story only."""

Told = Sequence[tuple[str, Reading]]
"""What was read in messages to staff, each with its id, oldest first."""


async def read_told(reader: Reader, work: Work) -> Told:
    """Readings of what was told to staff, each as of when it was written."""
    conversation = work.conversation

    def read(text: str, written: datetime) -> Reading:
        asked = _CONTACT if len(text.split()) <= _SHORT else None
        return reader.read(
            [text],
            now=conversation.local(written),
            lang=conversation.language,
            region=conversation.region,
            asks=asked,
        )

    return [(id, await asyncio.to_thread(read, text, written)) for id, text, written in work.told_staff]


def take_in(hearing: Hearing) -> None:
    """Fill what is still open of a draft; what the bot or staff have taken down already stays."""
    claim, catalogue = hearing.claim, hearing.catalogue
    if claim.status is not Status.DRAFT:
        return
    for message, reading in hearing.understood.told_staff:
        known: dict[str, Any] = {
            each.name: None
            for each in fields(reading)
            if each.name not in ("dates", "amounts", "stated")
            and (each.name in _WHOLE or claim.knows(each.name))
        }
        stated = tuple(said for said in reading.stated if not claim.knows(said.field))
        left = replace(reading, stated=stated, **known)
        heard = from_reading(left, claim, catalogue, (message,), hearing.at, asked=None, story=False)
        for change in heard.changes:
            hearing.add(change)
