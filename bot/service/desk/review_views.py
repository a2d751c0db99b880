"""What the review list shows: messages with what the bot made of them, and what people say was meant."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.claims.values import Value


class Verdict(StrEnum):
    MARKED = "marked"
    """Somebody said what was meant."""
    DISMISSED = "dismissed"
    """There is nothing to learn from it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What was meant; without a verdict the message is to be reviewed again."""

    verdict: Verdict | None = None
    intent: str | None = None
    incident_type: str | None = None


@dataclass(frozen=True, slots=True)
class Misread:
    """A value that the message replaced by another."""

    field: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A message with what the bot made of it."""

    message: str
    conversation: str
    claim: str | None
    """What was talked about after it."""
    reference: str | None
    at: datetime
    text: str
    asks: str | None
    question: str | None
    """The words of the question that was open."""
    intent: str
    confidence: float
    incident_type: str | None
    type_confidence: float | None
    missed: bool
    misread: tuple[Misread, ...]
    mark: Mark
    by: str | None
    """The member who reviewed it."""
    reviewed_at: datetime | None
