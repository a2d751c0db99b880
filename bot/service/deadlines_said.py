"""Days by which something must be done: of a period that is named with "by" or "until" the last one counts."""

import re
from dataclasses import replace

from bot.claims.values import Period
from bot.extraction.found import Stated
from bot.service.hearing import Hearing

_NEAR = 30
_TO_THE_END = re.compile(
    r"\b(?:by|until|till|before|no later than|bis|spätestens)\b(?!.*\b(?:early|beginning|start|mid|anfang|mitte)\b)",
    re.IGNORECASE,
)


def to_their_end(hearing: Hearing, stated: tuple[Stated, ...]) -> tuple[Stated, ...]:
    """What is stated, with "by the end of the month" and "bis Monatsende" as the last day of it."""
    return tuple(_to_its_end(hearing, said) for said in stated)


def _to_its_end(hearing: Hearing, said: Stated) -> Stated:
    day, text = said.value, hearing.message.text
    if not isinstance(day, Period) or day.is_day or not hearing.catalogue.field(said.field).ahead:
        return said
    words = text[max(0, said.span.start - _NEAR) : said.span.end]
    return replace(said, value=Period(day.end, day.end)) if _TO_THE_END.search(words) else said
