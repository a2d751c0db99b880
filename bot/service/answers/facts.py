"""From what was read or pressed to facts of the claim. Pure: no storage, no wording."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.claims.catalogue import Catalogue, Field, Kind, holds
from bot.claims.model import PLAIN, Change, Claim, Fact, SetBy, Source
from bot.claims.values import Money, Period, Value, from_json, to_json
from bot.conversations.message import GUESSED, OFFERED
from bot.conversations.model import Doubt
from bot.extraction.found import AmountFound, DateFound, Reading, TextFound

SURE_OF_TYPE = 0.6
"""Confidence from which the incident type is taken and said back; below, the best guesses are offered as buttons."""
SURE_OF_TEXT = 0.5
_LIKELY_CLAIMANT = 0.4
"""From here on a party that is named is assumed to have the loss, and said to be assumed: of 26 labelled ones 18 had it."""
_LONG_SINCE = 10
"""Days after which even what is mostly noticed at once is asked for."""
SURE_OF_CAUSE = 0.65
"""Confidence from which it is taken from a story who caused the damage; below, it is asked."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message added to the claim, and what has to be asked before it can be added."""

    changes: tuple[Change, ...]
    doubts: tuple[Doubt, ...]
    again: tuple[str, ...] = ()
    """Fields that were said anew with the value they have: understood, though nothing changed."""

    @property
    def fields(self) -> list[str]:
        return [change.new.field for change in self.changes]


_LEAST = {"caused_by": SURE_OF_CAUSE, "claimant": _LIKELY_CLAIMANT}
"""Confidence from which a text is taken, where it is not `SURE_OF_TEXT`."""
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
    "insured_firm",
    "insured_contact",
    "policy_number",
    "ongoing",
    "statement_made",
)


_OF_A_STORY = frozenset({"notice_kind", "caused_by"})
"""What follows from a whole story; a word like "want" in an answer or a question says nothing about it."""

_AMOUNTS = {"amount_claimed": "amount_estimated", "amount_estimated": "amount_claimed"}


def from_reading(
    reading: Reading,
    claim: Claim,
    catalogue: Catalogue,
    messages: Sequence[str],
    at: datetime,
    *,
    asked: str | None,
    story: bool,
    demanded: bool = False,
) -> Heard:
    """Record everything that the newest of `messages` (ids, oldest first) states.

    In a story everything counts. In an answer to `asked` nothing is inferred from the text as a whole, and a name is the
    name of what was asked for.
    """
    changes: list[Change] = []
    doubts: list[Doubt] = []
    again: list[str] = []
    for name in _READ:
        found: DateFound | AmountFound | TextFound | None = getattr(reading, name)
        if found is None or not catalogue.has(name):
            continue
        if not (_counts(name, found, catalogue, asked, story) or _tells_of_no_demand(name, found, claim)):
            continue
        if not story and name != asked and _names_the_asked(name, asked, reading, catalogue):
            continue
        if found.span is not None and found.span.message != len(messages) - 1:
            continue
        place = name if story or demanded else _wanted(name, claim, catalogue)
        readings = _doubtful(found)
        if readings:
            doubts.append(Doubt(place, tuple(to_json(reading) for reading in readings)))
            continue
        source = Source(messages[-1], found.span.start, found.span.end) if found.span else None
        set_by = SetBy.INSURED if source and not _assumed(found) else SetBy.BOT
        value = _in_known_currency(_value(found), claim)
        change = claim.record(Fact(place, value, set_by, at, found.confidence, source))
        if change is not None:
            changes.append(change)
        elif source is not None:
            again.append(place)
    guess = reading.incident_type
    if guess is not None and (story or asked == "incident_type"):
        if guess.confidence >= SURE_OF_TYPE:
            fact = Fact("incident_type", guess.value, SetBy.BOT, at, guess.confidence)
            changes += filter(None, [claim.record(fact)])
        elif not claim.knows("incident_type"):
            doubts.append(Doubt("incident_type", (guess.value, *(name for name, _ in guess.alternatives))))
    for said in reading.stated:
        if said.span.message != len(messages) - 1 or _contradicted(catalogue.field(said.field), claim):
            continue
        if len(said.readings) > 1:
            doubts.append(Doubt(said.field, tuple(map(to_json, said.readings))))
            continue
        source = Source(messages[-1], said.span.start, said.span.end)
        change = claim.record(Fact(said.field, said.value, SetBy.INSURED, at, said.confidence, source))
        if change is not None:
            changes.append(change)
        else:
            again.append(said.field)
    if demanded and not story and _undemanded(claim):
        # Who told before that nobody asks for anything tells now that somebody does.
        changes += filter(None, [claim.record(Fact("notice_kind", "demand", SetBy.INSURED, at, 0.9))])
    changes += infer(claim, catalogue, at)
    taken = {change.new.field for change in changes}
    return Heard(tuple(changes), tuple(doubt for doubt in doubts if doubt.field not in taken), tuple(again))


def _undemanded(claim: Claim) -> bool:
    """Whether the claim is one without a demand, or was taken for the insured's own loss by a mere hint."""
    kind = claim.current("notice_kind")
    hinted = kind is not None and kind.value == "own_loss" and kind.confidence < PLAIN
    return kind is not None and (kind.value == "circumstance" or hinted)


def _contradicted(field: Field, claim: Claim) -> bool:
    """Whether the claim is known to be one that the field does not belong to; what is only guessed of it may change yet."""
    told = {
        name: fact for name in field.when if (fact := claim.current(name)) and fact.set_by is not SetBy.BOT
    }
    return any(fact.value not in (None, *field.when[name]) for name, fact in told.items())


def _counts(
    name: str,
    found: DateFound | AmountFound | TextFound,
    catalogue: Catalogue,
    asked: str | None,
    story: bool,
) -> bool:
    """Whether something found may be taken at all, or asked about if it is doubtful."""
    if not isinstance(found, TextFound):
        return True
    kind = catalogue.field(name).kind
    if not (story or name == asked) and (found.span is None or name in _OF_A_STORY):
        return False
    allowed = {Kind.CHOICE: catalogue.field(name).choices, Kind.YES_NO: ("yes", "no")}.get(kind)
    if allowed is not None and found.value not in allowed:
        return False
    return found.confidence >= _LEAST.get(name, SURE_OF_TEXT) and not found.generic


def _assumed(found: DateFound | AmountFound | TextFound) -> bool:
    """Whether a text is no more than likely."""
    return isinstance(found, TextFound) and found.confidence < SURE_OF_TEXT


def _tells_of_no_demand(name: str, found: DateFound | AmountFound | TextFound, claim: Claim) -> bool:
    """Whether an answer to another question adds that nobody demands anything: "it's Lagan Hope, no talk of money yet"."""
    plain = isinstance(found, TextFound) and found.span is not None and found.value == "circumstance"
    known = claim.current(name)
    return name == "notice_kind" and plain and (known is None or known.set_by is SetBy.BOT)


def _names_the_asked(name: str, asked: str | None, reading: Reading, catalogue: Catalogue) -> bool:
    """Whether a name is, in an answer to the question for another one, just that one."""
    if asked is None or not catalogue.has(asked) or getattr(reading, asked, None) is None:
        return False
    if name == "insured_firm":
        # It is only read where it is said to be that, beside any other name.
        return False
    return catalogue.field(name).kind is Kind.NAME and catalogue.field(asked).kind is Kind.NAME


def _wanted(name: str, claim: Claim, catalogue: Catalogue) -> str:
    """A sum in an answer is the one that this claim has or needs, be it demanded or estimated."""
    other = _AMOUNTS.get(name)
    if other is None:
        return name
    needed = {entry.name for entry in catalogue.needed(claim)}
    return other if other in needed and name not in needed else name


def from_button(
    entities: Mapping[str, Any],
    claim: Claim,
    catalogue: Catalogue,
    message: str,
    at: datetime,
    asked: str | None = None,
) -> Heard:
    """Record what a pressed button stands for: field names with the stored form of their values."""
    changes: list[Change] = []
    again: list[str] = []
    for name, data in entities.get(GUESSED, {}).items():
        if catalogue.has(name):
            guess = Fact(name, from_json(data), SetBy.BOT, at, 0.5, Source(message))
            changes += filter(None, [claim.record(guess)])
    for name, data in entities.get(OFFERED, {}).items():
        if catalogue.has(name) and (name == asked or claim.value(name) is None):
            offer = Fact(name, from_json(data), SetBy.INSURED, at, 1.0, Source(message))
            changes += filter(None, [claim.record(offer)])
        elif catalogue.has(name):
            again.append(name)
    for name, data in entities.items():
        if catalogue.has(name):
            fact = Fact(name, from_json(data), SetBy.INSURED, at, 1.0, Source(message))
            changes += filter(None, [claim.record(fact)])
    changes += infer(claim, catalogue, at)
    return Heard(tuple(changes), (), tuple(again))


def infer(claim: Claim, catalogue: Catalogue, at: datetime) -> Iterator[Change]:
    """What follows from the facts: a demand from a demanded sum or its day, days assumed to be the same, implied values."""
    if _demanded(claim) and catalogue.has("notice_kind"):
        change = claim.record(Fact("notice_kind", "demand", SetBy.BOT, at, 0.9))
        if change:
            yield change
    for entry in catalogue.fields:
        value = claim.value(entry.same_as) if entry.same_as else None
        mine = claim.current(entry.name)
        if value is None or (mine and (mine.set_by is not SetBy.BOT or mine.value is None)):
            # What was left open after it was asked for in vain is not assumed either.
            continue
        # What was assumed once follows the day that it was taken from.
        days = _LONG_SINCE if holds(entry.same_when, claim) else entry.same_days
        if mine is None and not _recent(value, days, at):
            continue
        change = claim.record(Fact(entry.name, value, SetBy.BOT, at, 0.6))
        if change:
            yield change
    _move_sum(claim, catalogue, at)
    for entry in catalogue.fields:
        implied = next((value for value, from_ in entry.implied.items() if holds(from_, claim)), None)
        if implied is not None and holds(entry.when, claim):
            change = claim.record(Fact(entry.name, implied, SetBy.BOT, at, 0.7))
            if change:
                yield change


def _demanded(claim: Claim) -> bool:
    """Whether a sum or a day of a demand makes one of a notice of which the insured did not say what it is."""
    kind = claim.current("notice_kind")
    if kind is not None and (kind.set_by is not SetBy.BOT or kind.value not in (None, "circumstance")):
        return False
    return any(isinstance(claim.value(name), Money | Period) for name in ("amount_claimed", "claim_made_on"))


def _move_sum(claim: Claim, catalogue: Catalogue, at: datetime) -> None:
    """A sum that turns out to be demanded or not is not asked for again, and not said twice."""
    needed = {entry.name for entry in catalogue.needed(claim)}
    for name, other in _AMOUNTS.items():
        value = claim.value(other)
        if (
            name == "amount_claimed"
            and isinstance(value, Money)
            and (value.approximate or value.low != value.high)
        ):
            # What somebody guessed themselves is not what is asked of them.
            continue
        if name in needed and other not in needed and not claim.knows(name) and isinstance(value, Money):
            claim.record(Fact(name, value, SetBy.BOT, at, 0.7))


def assume(claim: Claim, catalogue: Catalogue, at: datetime, region: str) -> None:
    """Fill in what the catalogue assumes of a notice until somebody says otherwise, such as that the work was done at home.

    Says nothing about the message that is heard, so it is no change.
    """
    if not claim.knows("description"):
        return
    for entry in catalogue.needed(claim):
        if entry.default is not None and not claim.knows(entry.name):
            value = region if entry.default == "region" else entry.default
            claim.record(Fact(entry.name, value, SetBy.BOT, at, 0.5))


def unknown(entry: Field, catalogue: Catalogue) -> str | None:
    """What "I don't know" means: of a choice that other fields hang on the same as "no", so that they are asked for."""
    hang = entry.deny is not None and any(entry.deny in e.when.get(entry.name, ()) for e in catalogue.fields)
    return entry.deny if hang else None


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


def _in_known_currency(value: Value, claim: Claim) -> Value:
    """A sum without a currency is in the one that the claim speaks of already."""
    if not isinstance(value, Money) or value.currency_stated:
        return value
    known = [claim.value(name) for name in _AMOUNTS]
    sums = [money for money in known if isinstance(money, Money)]
    # One that was set right without naming its currency has taken it over.
    stated = [money for money in sums if money.currency_stated] or sums
    return replace(value, currency=stated[0].currency) if stated else value


def _recent(value: Value, days: int, at: datetime) -> bool:
    return isinstance(value, Period) and (at.date() - value.start).days <= days


def _value(found: DateFound | AmountFound | TextFound) -> Value:
    if isinstance(found, DateFound):
        return found.period
    if isinstance(found, AmountFound):
        return Money(found.low, found.high, found.currency, found.approximate, found.currency_stated)
    return found.value
