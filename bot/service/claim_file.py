"""Everything that belongs to one claim, as an insurer files it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.claims.catalogue import Catalogue
from bot.claims.clocks import Clock, clocks
from bot.claims.fields import Field
from bot.claims.languages import default_region
from bot.claims.model import Fact
from bot.claims.severity import Severity, assess
from bot.claims.values import Period
from bot.documents.model import Document
from bot.service.desk.people_store import Members
from bot.service.desk.views import ClaimMove, Filed, OwnershipEvent, Who
from bot.service.duty import Duty
from bot.service.formats import Formats
from bot.staff.errors import NotAllowed
from bot.staff.model import Member, Right
from bot.staff.trail import Deed


class UnknownClaim(Exception):
    """No claim has this id or reference."""


class Event(StrEnum):
    """A kind of line in the chronology."""

    OCCURRED = "occurred_on"
    DISCOVERED = "discovered_on"
    DEMANDED = "claim_made_on"
    OPENED = "opened"
    SENT = "sent"
    DOCUMENT = "document"
    OWNER = "owner"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Line:
    """Something that happened, at a moment or on days."""

    event: Event
    at: datetime | Period
    document: Document | None = None
    owner: OwnershipEvent | None = None
    move: ClaimMove | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A fact in words, with the number of the message that it comes from."""

    fact: Fact
    text: str
    message: int | None
    who: str | None
    """The member of staff who set it."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A field with its value and those that it had before."""

    field: Field
    value: Value | None
    earlier: tuple[Value, ...]
    """The newest first."""


@dataclass(frozen=True, slots=True)
class ClaimFile:
    filed: Filed
    fields: tuple[Filled, ...]
    """All that are known or called for, in the order of asking."""
    numbers: Mapping[str, int]
    """Message id -> its number in the transcript, from 1."""
    chronology: tuple[Line, ...]
    severity: Severity
    clocks: tuple[Clock, ...]
    loss_kind: str | None
    cover_section: str | None

    def filled(self, name: str) -> Filled | None:
        return next((each for each in self.fields if each.field.name == name), None)


class Kept(Protocol):
    """The store's part."""

    async def of_id(self, claim: str, names: Mapping[str, Who]) -> Filed | None: ...

    async def of_reference(self, reference: str, names: Mapping[str, Who]) -> Filed | None: ...


class Trail(Protocol):
    async def append(self, at: datetime, member: str | None, *deeds: Deed) -> None: ...


class ClaimFiles:
    def __init__(
        self,
        kept: Kept,
        members: Members,
        trail: Trail,
        catalogue: Catalogue,
        duty: Duty,
        clock: Callable[[], datetime],
    ) -> None:
        self._kept, self._members, self._trail = kept, members, trail
        self._catalogue, self._duty, self._now = catalogue, duty, clock

    async def of_id(self, member: Member, claim: str) -> ClaimFile:
        """For a member who takes it away, which the audit trail notes. Raises NotAllowed or UnknownClaim."""
        if not member.may(Right.EXPORT):
            raise NotAllowed(Right.EXPORT)
        filed = await self._kept.of_id(claim, await self._names())
        return await self._made(filed, member.preferences.language, member.id)

    async def of_reference(self, reference: str, language: str) -> ClaimFile:
        """For the command line. Raises UnknownClaim."""
        filed = await self._kept.of_reference(reference, await self._names())
        return await self._made(filed, language, None)

    async def _made(self, filed: Filed | None, language: str, member: str | None) -> ClaimFile:
        if filed is None:
            raise UnknownClaim
        claim = filed.claim
        deed = Deed("export_claim", claim.conversation, claim.id, {"form": "pdf"})
        await self._trail.append(self._now(), member, deed)
        return made(filed, self._catalogue, self._duty, language, await self._names())

    async def _names(self) -> Mapping[str, Who]:
        return {id: Who(id, member.name) for id, member in (await self._members.members()).items()}


def made(
    filed: Filed, catalogue: Catalogue, duty: Duty, language: str, names: Mapping[str, Who]
) -> ClaimFile:
    """The file in the words of a language."""
    claim, formats = filed.claim, Formats(catalogue, language, default_region(language))
    numbers = {message.id: number for number, message in enumerate(filed.messages, start=1)}
    needed = {field.name for field in catalogue.needed(claim)}

    def value(field: Field, fact: Fact) -> Value:
        source = numbers.get(fact.source.message) if fact.source else None
        who = names.get(fact.member or "")
        return Value(fact, formats.told(field, fact), source, who.name if who else None)

    fields = []
    for field in catalogue.fields:
        known = [value(field, fact) for fact in reversed(claim.facts) if fact.field == field.name]
        if known or field.name in needed:
            fields.append(Filled(field, known[0] if known else None, tuple(known[1:])))
    derived = catalogue.derived.get(str(claim.value("incident_type")), {})
    hours = duty.hours
    return ClaimFile(
        filed,
        tuple(fields),
        numbers,
        chronology(filed, duty.hours.zone),
        assess(claim, catalogue),
        clocks(claim, catalogue, claim.opened_at, hours.zone, hours.is_holiday),
        derived.get("loss_kind"),
        derived.get("cover_section"),
    )


def chronology(filed: Filed, zone: ZoneInfo) -> tuple[Line, ...]:
    """What happened and when, days before the moments on them; a day begins as in `zone`."""
    claim = filed.claim
    lines = [
        Line(event, value)
        for event in (Event.OCCURRED, Event.DISCOVERED, Event.DEMANDED)
        if isinstance(value := claim.value(event.value), Period)
    ]
    lines.append(Line(Event.OPENED, claim.opened_at))
    if claim.submitted_at is not None:
        lines.append(Line(Event.SENT, claim.submitted_at))
    lines += [Line(Event.DOCUMENT, each.received_at, document=each) for each in filed.documents]
    lines += [Line(Event.OWNER, each.at, owner=each) for each in filed.events]
    lines += [Line(Event.STATUS, each.at, move=each) for each in filed.moves]

    def place(line: Line) -> tuple[date, float]:
        if isinstance(line.at, Period):
            return line.at.start, 0.0
        return line.at.astimezone(zone).date(), line.at.timestamp()

    return tuple(sorted(lines, key=place))
