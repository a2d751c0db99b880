"""The claims as a list for handlers: filtered, counted and summed."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from bot.claims.model import Status
from bot.claims.rules import Level
from bot.claims.values import Money, Period


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims are meant; what is None or empty does not matter."""

    status: Status | None = None
    """None: all but drafts."""
    incident_type: str | None = None
    level: Level | None = None
    received_from: date | None = None
    received_to: date | None = None
    """Both ends included, by the staff's own calendar."""
    least: Decimal | None = None
    """In whatever currency: the loss may be as high as this."""
    words: str = ""
    """Of a name, a reference or a policy number."""


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim in the list."""

    id: str
    reference: str | None
    conversation: str
    status: Status
    level: Level
    opened_at: datetime
    submitted_at: datetime | None
    next_due: datetime | None
    incident_type: str | None
    notice_kind: str | None
    occurred: Period | None
    claim_made: Period | None
    amount: Money | None
    """What is demanded, or else estimated."""
    claimant: str | None
    insured: str | None
    policy_number: str | None
    loss_kind: str | None
    cover_section: str | None


@dataclass(frozen=True, slots=True)
class Totals:
    """Of all that is wanted, not only of the part that is shown."""

    claims: int
    by_status: Mapping[Status, int]
    sums: Mapping[str, tuple[Decimal, Decimal]]
    """Currency -> what the losses come to at least and at most; currencies are not converted."""
    unknown: int
    """Claims whose loss nobody has put a figure on."""


@dataclass(frozen=True, slots=True)
class ClaimPage:
    entries: tuple[ClaimEntry, ...]
    more: str | None
    """What to ask for the next part with, None at the end."""


class ClaimsBook(Protocol):
    async def page(self, wanted: Wanted, *, after: str | None = None, limit: int = 50) -> ClaimPage:
        """The newest first. ValueError if `after` is no `more` of a page."""

    async def totals(self, wanted: Wanted) -> Totals: ...

    def all(self, wanted: Wanted) -> AsyncIterator[ClaimEntry]:
        """Every claim that is wanted, the newest first."""

    def in_full(self, wanted: Wanted) -> AsyncIterator[dict[str, Any]]:
        """The same as `python -m bot export` writes them: every field with its source, and the documents."""
