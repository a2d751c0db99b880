"""What extraction finds in text: values with a confidence and the characters they were read from.

Every value is frozen and free of spaCy, so that whoever receives one depends on nothing else of this package.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from bot.claims.values import Period as Period
from bot.claims.values import Value


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of message number `message` (from 0)."""

    message: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateFound:
    """A day or a period named in a text.

    `readings` holds every reading when the text allows more than one (03/04/2026), the preferred
    one first and equal to `period`; otherwise it is empty. `future` marks a period that begins after
    the message's own day: never a loss date without a question.
    """

    period: Period
    confidence: float
    span: Span
    rule: str
    readings: tuple[Period, ...] = ()
    future: bool = False

    @property
    def ambiguous(self) -> bool:
        return len(self.readings) > 1


@dataclass(frozen=True, slots=True)
class AmountFound:
    """A sum of money, `low` to `high` in `currency` (ISO 4217).

    `readings` holds every (low, high) when the writing allows readings that differ (1.400 against
    1.4), the preferred one first; otherwise it is empty.
    """

    low: Decimal
    high: Decimal
    currency: str
    approximate: bool
    currency_stated: bool
    confidence: float
    span: Span
    rule: str
    readings: tuple[tuple[Decimal, Decimal], ...] = ()

    @property
    def ambiguous(self) -> bool:
        return len(self.readings) > 1


@dataclass(frozen=True, slots=True)
class TypeFound:
    """The incident type, with the next best ones as (type, confidence), best first."""

    value: str
    confidence: float
    alternatives: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class TextFound:
    """A name, an address, a number or a code, as `value`, with where it was read, if anywhere."""

    value: str
    confidence: float
    span: Span | None = None
    generic: bool = False
    """Whether a party is named by its role only ("the client")."""


@dataclass(frozen=True, slots=True)
class Stated:
    """The value of a field that the line of business defines itself, of which the reader knows nothing but its catalogue entry.

    `readings` holds every reading when the text allows more than one, otherwise nothing.
    """

    field: str
    value: Value
    confidence: float
    span: Span
    readings: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a run of messages states, each under the claim field it belongs to, or None."""

    incident_type: TypeFound | None = None
    occurred_on: DateFound | None = None
    discovered_on: DateFound | None = None
    claim_made_on: DateFound | None = None
    amount_claimed: AmountFound | None = None
    amount_estimated: AmountFound | None = None
    claimant: TextFound | None = None
    caused_by: TextFound | None = None
    notice_kind: TextFound | None = None
    insured_name: TextFound | None = None
    insured_firm: TextFound | None = None
    insured_contact: TextFound | None = None
    policy_number: TextFound | None = None
    ongoing: TextFound | None = None
    statement_made: TextFound | None = None
    dates: tuple[DateFound, ...] = field(default=())
    amounts: tuple[AmountFound, ...] = field(default=())
    stated: tuple[Stated, ...] = field(default=())
    meaning: TextFound | None = None
    """What the newest message means to the question that was asked, learnt from answers."""
