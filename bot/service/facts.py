"""From what was read or pressed to facts of the claim. Pure: no storage, no wording."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.claims.catalogue import Catalogue, Kind, holds
from bot.claims.model import Change, Claim, Fact, SetBy, Source
from bot.claims.values import Money, Period, Value, from_json, to_json
from bot.conversations.model import Doubt
from bot.extraction.found import AmountFound, DateFound, Reading, TextFound

SURE_OF_TYPE = 0.6
"""Confidence from which the incident type is taken and said back; below, the best guesses are offered as buttons."""
SURE_OF_TEXT = 0.5


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message added to the claim, and what has to be asked before it can be added."""

    changes: tuple[Change, ...]
    doubts: tuple[Doubt, ...]

    @property
    def fields(self) -> list[str]:
        return [change.new.field for change in self.changes]


_READ = (
    "occurred_on",
    "discovered_on",
    "claim_made_on",
    "claimant",
    "amount_claimed",
    "amount_estimated",
    "caused_by",
    "notice_kind",
    "insured_name",
    "insured_contact",
    "policy_number",
    "ongoing",
    "statement_made",
)


def from_reading(
    reading: Reading,
    claim: Claim,
    catalogue: Catalogue,
    messages: Sequence[str],
    at: datetime,
    *,
    inferring: bool,
) -> Heard:
    """Record everything that the newest of `messages` (ids, oldest first) states.

    What is inferred from the whole text and not read at a place in it (the type, who caused it) is taken only if `inferring`.
    """
    newest = len(messages) - 1
    changes: list[Change] = []
    doubts: list[Doubt] = []
    for name in _READ:
        found = getattr(reading, name)
        if (
            found is None
            or not catalogue.has(name)
            or (found.span is not None and found.span.message != newest)
        ):
            continue
        readings = _doubtful(found)
        if readings:
            doubts.append(Doubt(name, tuple(to_json(reading) for reading in readings)))
            continue
        if found.span is None and not inferring:
            continue
        if isinstance(found, TextFound) and (
            found.confidence < SURE_OF_TEXT or not _allowed(catalogue, name, found)
        ):
            continue
        source = Source(messages[-1], found.span.start, found.span.end) if found.span else None
        set_by = SetBy.INSURED if source else SetBy.BOT
        fact = Fact(name, _value(found), set_by, at, found.confidence, source)
        changes += filter(None, [claim.record(fact)])
    guess = reading.incident_type
    if inferring and guess is not None and guess.confidence >= SURE_OF_TYPE:
        changes += filter(
            None, [claim.record(Fact("incident_type", guess.value, SetBy.BOT, at, guess.confidence))]
        )
    elif inferring and guess is not None and not claim.knows("incident_type"):
        doubts.append(Doubt("incident_type", (guess.value, *(name for name, _ in guess.alternatives))))
    changes += infer(claim, catalogue, at)
    return Heard(tuple(changes), tuple(doubts))


def from_button(
    entities: Mapping[str, Any], claim: Claim, catalogue: Catalogue, message: str, at: datetime
) -> Heard:
    """Record what a pressed button stands for: field names with the stored form of their values."""
    changes: list[Change] = []
    for name, data in entities.items():
        if catalogue.has(name):
            fact = Fact(name, from_json(data), SetBy.INSURED, at, 1.0, Source(message))
            changes += filter(None, [claim.record(fact)])
    changes += infer(claim, catalogue, at)
    return Heard(tuple(changes), ())


def infer(claim: Claim, catalogue: Catalogue, at: datetime) -> Iterator[Change]:
    """What follows from the facts: a demand from a demanded sum or its day, days that are assumed to be the same."""
    demanded = any(
        isinstance(claim.value(name), Money | Period) for name in ("amount_claimed", "claim_made_on")
    )
    if demanded and claim.value("notice_kind") in (None, "circumstance"):
        change = claim.record(Fact("notice_kind", "demand", SetBy.BOT, at, 0.9))
        if change:
            yield change
    for entry in catalogue.fields:
        value = claim.value(entry.same_as) if entry.same_as else None
        mine = claim.current(entry.name)
        if value is None or not holds(entry.same_when, claim) or (mine and mine.set_by is not SetBy.BOT):
            continue
        change = claim.record(Fact(entry.name, value, SetBy.BOT, at, 0.6))
        if change:
            yield change


def settled(doubt: Doubt, value: Value | None) -> Value | None:
    """The one reading that `value` picks ("in April" of two days), or None."""
    if not isinstance(value, Period):
        return None
    readings = [from_json(reading) for reading in doubt.readings]
    inside = [r for r in readings if isinstance(r, Period) and value.start <= r.start and r.end <= value.end]
    return inside[0] if len(inside) == 1 else None


def _doubtful(found: DateFound | AmountFound | TextFound) -> list[Value]:
    """The readings of a value that may not be taken without a question; empty if it may."""
    if isinstance(found, DateFound) and found.ambiguous:
        return list(found.readings)
    if isinstance(found, DateFound) and found.future:
        return [found.period]
    if isinstance(found, AmountFound) and found.ambiguous:
        return [
            Money(low, high, found.currency, found.approximate, found.currency_stated)
            for low, high in found.readings
        ]
    return []


def _allowed(catalogue: Catalogue, name: str, found: TextFound) -> bool:
    entry = catalogue.field(name)
    if entry.kind is Kind.CHOICE:
        return found.value in entry.choices
    return entry.kind is not Kind.YES_NO or found.value in ("yes", "no")


def _value(found: DateFound | AmountFound | TextFound) -> Value:
    if isinstance(found, DateFound):
        return found.period
    if isinstance(found, AmountFound):
        return Money(found.low, found.high, found.currency, found.approximate, found.currency_stated)
    return found.value
