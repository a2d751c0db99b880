"""A claim: facts that are only ever added to, their projection, and the moves of its status."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.claims.errors import IllegalMove, MissingFields
from bot.claims.values import Money, Period, Value

PLAIN = 0.8
"""Confidence from which what was inferred from a story counts as said; below, the summary marks it."""
SIGNED_IN = "signed_in"
"""The origin of what the website told of its signed-in customer."""


class Status(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


MOVES: dict[Status, tuple[Status, ...]] = {
    Status.DRAFT: (Status.SUBMITTED, Status.WITHDRAWN),
    Status.SUBMITTED: (Status.IN_REVIEW, Status.CLOSED, Status.WITHDRAWN),
    Status.IN_REVIEW: (Status.ACCEPTED, Status.REJECTED, Status.CLOSED, Status.WITHDRAWN),
    Status.ACCEPTED: (Status.CLOSED, Status.IN_REVIEW),
    Status.REJECTED: (Status.CLOSED, Status.IN_REVIEW),
    Status.CLOSED: (Status.IN_REVIEW,),
    Status.WITHDRAWN: (),
}
"""Where staff may move a claim from each status; what was decided can be looked at again."""


class SetBy(StrEnum):
    """Whose word a fact is: stated by the insured, inferred by the bot, or entered by staff."""

    INSURED = "insured"
    BOT = "bot"
    STAFF = "staff"


class Precision(StrEnum):
    EXACT = "exact"
    DAY = "day"
    RANGE = "range"
    APPROXIMATE = "approximate"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """Characters `start` to `end` (exclusive) of the stored message with id `message`; both None for a button."""

    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one field; `value` None means that the insured does not know (yet)."""

    field: str
    value: Value | None
    set_by: SetBy
    at: datetime
    confidence: float = 1.0
    source: Source | None = None
    seq: int = 0
    replaces: int | None = None
    member: str | None = None
    """Who of staff set it."""
    reason: str | None = None
    """Why staff set it."""
    origin: str | None = None
    """Where it came from, if from no message: `SIGNED_IN`."""

    @property
    def precision(self) -> Precision:
        match self.value:
            case None:
                return Precision.UNKNOWN
            case Period():
                return Precision.DAY if self.value.is_day else Precision.RANGE
            case Money() if self.value.approximate or self.value.low != self.value.high:
                return Precision.APPROXIMATE
            case _:
                return Precision.EXACT


@dataclass(frozen=True, slots=True)
class Change:
    """What recording a fact did: `old` is None where the field was empty."""

    old: Fact | None
    new: Fact


@dataclass
class Claim:
    """The document of one loss; the dialogue only decides what to say next about it."""

    id: str
    line: str
    conversation: str
    opened_at: datetime
    status: Status = Status.DRAFT
    reference: str | None = None
    submitted_at: datetime | None = None
    confirmed_seq: int | None = None
    """The newest fact that the insured had before them when they confirmed the summary."""
    facts: list[Fact] = field(default_factory=list)

    def record(self, fact: Fact) -> Change | None:
        """Add a fact; None if it says nothing new. A bot's inference never replaces what a person said."""
        old = self.current(fact.field)
        if old is not None:
            if fact.set_by is SetBy.BOT and old.set_by is not SetBy.BOT:
                return None
            if old.value == fact.value and (fact.set_by is SetBy.BOT or old.set_by is fact.set_by):
                return None
        new = replace(fact, seq=len(self.facts) + 1, replaces=old.seq if old else None)
        self.facts.append(new)
        return Change(old, new)

    def current(self, name: str) -> Fact | None:
        """The newest fact of a field."""
        # Asked some hundred times a turn: a plain loop takes half the time of a generator.
        for fact in reversed(self.facts):
            if fact.field == name:
                return fact
        return None

    def value(self, name: str) -> Value | None:
        fact = self.current(name)
        return fact.value if fact else None

    def knows(self, name: str) -> bool:
        """Whether the field was answered at all, be it with "I don't know"."""
        return self.current(name) is not None

    def projection(self) -> dict[str, Fact]:
        """The newest fact of every field, in the order in which the fields first came up."""
        newest: dict[str, Fact] = {}
        for fact in self.facts:
            newest[fact.field] = fact
        return newest

    def submit(self, *, at: datetime, reference: str, missing: tuple[str, ...]) -> None:
        """Draft → submitted, once. Submitting again changes nothing.

        Raises MissingFields if `missing` names fields, IllegalMove if the claim is past being submitted.
        """
        if self.status is Status.SUBMITTED:
            return
        if self.status is not Status.DRAFT:
            raise IllegalMove(self.status, "be submitted")
        if missing:
            raise MissingFields(missing)
        self.status, self.submitted_at, self.reference = Status.SUBMITTED, at, reference
        self.confirmed_seq = len(self.facts)

    def discard(self) -> None:
        """Draft → withdrawn, keeping nothing of what was said. Raises IllegalMove once it was sent."""
        if self.status is not Status.DRAFT:
            raise IllegalMove(self.status, "be discarded")
        self.status = Status.WITHDRAWN
        self.facts.clear()

    def move(self, to: Status) -> None:
        """Moves by staff but submitting, which is a method of its own. Raises IllegalMove."""
        if to is Status.SUBMITTED or to not in MOVES[self.status]:
            raise IllegalMove(self.status, f"become {to}")
        self.status = to

    def withdraw(self) -> None:
        """Draft or submitted → withdrawn. Raises IllegalMove once the insurer has decided."""
        if self.status not in (Status.DRAFT, Status.SUBMITTED, Status.IN_REVIEW):
            raise IllegalMove(self.status, "be withdrawn")
        self.status = Status.WITHDRAWN


UNSURE = 0.5
"""Confidence of what is put down although nobody said it: what "I don't know" stands for, or the likelier of two kinds."""
