"""Papers of a court: a demand from the moment they come, whatever they are about; a court itself demands nothing."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.claims.model import Claim
from bot.extraction.found import Reading, Span, TextFound
from bot.extraction.replying import only_of_court

COURT_PAPERS = "court_papers"
_A_COURT = re.compile(
    r"(?:the |a |an )?(?:(?:\w+ )?(?:county|high|district|crown|claims|magistrates['’]?|sheriff|circuit|state|federal|local|civil"
    r"|regional|supreme|labou?r|commercial|superior) )?courts?(?: (?:of|in|at))?(?: \w+)?"
    r"|(?:das |dem |ein |einem )?(?:\w+ )?\w*(?:gericht|gricht)\w*(?: \w+)?",
    re.IGNORECASE,
)
"""A court, and no house that is called one: "Thornlea Court" is a care home."""
_CAME = re.compile(
    r"\b(?:zugestellt|zuestellt|zugegangen|eingegangen|kasten|briefkasten|in der post|served|came|arrived|delivered|in the post"
    r"|letter ?box|doormat|kam|gekommen|erhalten|bekommen|received|got)\b",
    re.IGNORECASE,
)
_SENDER = re.compile(
    r"\b(?i:from|by|von|vom|durch)\s+(?i:(?:our|my|the|der|die|den|dem|einem|einer|unser\w*|firma|kunden?|kundin|client|a|mr|mrs|ms"
    r"|herrn?|frau)\.?\s+){0,3}(?P<name>(?!(?i:\w*gericht|court|county))[A-ZÄÖÜ][\w.&-]+(?:[ &-]+[A-ZÄÖÜ][\w.&-]*){0,4})"
)
_PLACE = re.compile(r"(?i:gericht\w*|gricht|courts?)\s+(?:in\s+|at\s+|of\s+)?(?P<place>[A-ZÄÖÜ][\w-]+)")
"""The town of a court."""
_NEAR = 30
_DAYS = ("occurred_on", "discovered_on")


def came(reading: Reading) -> bool:
    return any((said.field, said.value) == (COURT_PAPERS, "yes") for said in reading.stated)


def tells_no_more(text: str, reading: Reading | None, *, known: bool = False) -> bool:
    """Whether a text says that papers of a court came, when and from whom, and not what went wrong.

    `known` if it was said before that they came.
    """
    if reading is None or not (known or came(reading)):
        return False
    found = [*reading.dates, *reading.amounts, reading.claimant, *reading.stated]
    spans = [each.span for each in found if each is not None and each.span is not None]
    sender = _SENDER.search(text)
    if sender is not None:
        spans.append(Span(0, *sender.span()))
    if (place := _PLACE.search(text)) is not None:
        spans.append(Span(0, *place.span("place")))
    return only_of_court(_without(text, spans))


def placed(text: str, reading: Reading, claim: Claim, asked: str | None) -> dict[str, Any]:
    """The day on which such papers came is that of the demand, and no court is a claimant.

    The day that was `asked` for stays what it answers, too: "June 8, when I got the papers".
    """
    changed: dict[str, Any] = {}
    claimant, known = reading.claimant, claim.value(COURT_PAPERS) == "yes"
    if claimant is not None and _A_COURT.fullmatch(claimant.value):
        sender = _SENDER.search(text)
        named = sender and TextFound(sender["name"].rstrip("."), 0.8, Span(0, *sender.span("name")))
        changed["claimant"] = named or None
    day = reading.occurred_on or reading.discovered_on
    if not (known or came(reading)) or day is None or reading.claim_made_on is not None:
        return changed
    around = text[max(0, day.span.start - _NEAR) : day.span.end + _NEAR]
    came_then = _CAME.search(around) is not None
    if asked in _DAYS:
        new = came_then and not claim.knows("claim_made_on")
        return changed | ({"claim_made_on": replace(day, future=False)} if new else {})
    if came_then or tells_no_more(text, reading, known=known):
        changed |= {**dict.fromkeys(_DAYS), "claim_made_on": replace(day, future=False)}
    return changed


def _without(text: str, spans: Sequence[Span]) -> str:
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
