"""The writer's own firm, wherever a text tells it: said to be theirs, in an introduction, or beside their name."""

import re
from collections.abc import Sequence

from bot.extraction.contact import own_firm
from bot.extraction.found import Span, TextFound
from bot.extraction.introductions import Introduction
from bot.extraction.own_firms import Place, find_own_firm, is_role
from bot.extraction.own_names import firm_among

_SURE = 0.9
_CLAUSE = re.compile(r"[.!?;,\n]+(?=\s|\Z)")
_WHO = ("insured_name", "insured_firm")


def own_firms_in(
    text: str, name: TextFound | None, introduced: Introduction, *, asked: str | None, others: bool
) -> list[Place]:
    """Where the writer's own firm is named, the surest place first.

    `asked` is the field that the question before asked for; with `others` the answer speaks of somebody else.
    """
    who = asked in _WHO
    told = [find_own_firm(text, asked=who), own_firm(text)]
    if not others:
        told.insert(1, introduced.firm)
        told.append(firm_among(text, name.value) if who and name else None)
    return [place for place in told if place and not is_role(text[slice(*place)])]


def writers_firm(text: str, places: Sequence[Place], name: TextFound | None) -> TextFound | None:
    """The firm named first of `places`, unless it is what the writer is called by already."""
    if not places:
        return None
    start, end = places[0]
    at = name.span if name else None
    if at is not None and start < at.end and at.start < end:
        return None
    return TextFound(text[start:end], _SURE, Span(0, start, end))


def without_own_firm(text: str) -> str:
    """The text with blanks for the clause in which the writer's own firm is said to be that."""
    place = find_own_firm(text)
    if place is None:
        return text
    start = max((cut.end() for cut in _CLAUSE.finditer(text, 0, place[0])), default=0)
    cut = _CLAUSE.search(text, place[1])
    end = cut.end() if cut else len(text)
    return text[:start] + " " * (end - start) + text[end:]
