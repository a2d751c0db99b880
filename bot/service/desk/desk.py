"""The desk: all its use cases, put together. What each promises is in `ports.py`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.claims.catalogue import Catalogue
from bot.conversations.message import Message
from bot.service.desk.beside import Beside, Canned
from bot.service.desk.claims import ClaimWork
from bot.service.desk.looking import Conversations, Lists, Looking
from bot.service.desk.people_store import Members
from bot.service.desk.store import DeskChanges
from bot.service.desk.views import AuditEntry, Verified
from bot.service.intake import Intake
from bot.service.ports import Reader, Records
from bot.service.speaking import Bot, Speaking
from bot.staff.errors import NotAllowed
from bot.staff.model import Member, Right
from bot.staff.trail import Deed, Entry


class Trail(Protocol):
    """The audit trail in the store."""

    async def append(self, at: datetime, member: str | None, *deeds: Deed) -> None: ...

    async def entries(
        self,
        *,
        by: str | None = None,
        conversation: str | None = None,
        action: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> Sequence[Entry]: ...

    async def verify(self) -> tuple[int, str, int | None]: ...


@dataclass(frozen=True, slots=True)
class Stores:
    """What the desk needs of the store."""

    changes: DeskChanges
    lists: Lists
    conversations: Conversations
    canned: Canned
    trail: Trail
    members: Members


class StaffDesk(Speaking, Looking, Beside, ClaimWork):
    def __init__(
        self,
        stores: Stores,
        catalogue: Catalogue,
        intake: Intake,
        reader: Reader,
        records: Records,
        bot: Bot,
        changed: Callable[[str, Sequence[Message]], None],
        clock: Callable[[], datetime],
    ) -> None:
        duty = intake.duty
        Speaking.__init__(self, stores.changes, stores.members, catalogue, bot, changed, duty.hours, clock)
        Looking.__init__(
            self,
            stores.lists,
            stores.conversations,
            stores.trail,
            stores.members,
            records,
            catalogue,
            duty,
            clock,
        )
        Beside.__init__(self, self.change, stores.canned, catalogue, duty, clock)
        ClaimWork.__init__(self, stores.changes, self.change, catalogue, intake, reader, clock)
        self._audit = stores.trail

    async def audit(
        self,
        member: Member,
        *,
        by: str | None = None,
        conversation: str | None = None,
        action: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> Sequence[AuditEntry]:
        _demand(member)
        names = await self.people()
        found = await self._audit.entries(
            by=by,
            conversation=conversation,
            action=action,
            since=since,
            until=until,
            before=before,
            limit=limit,
        )
        return [
            AuditEntry(
                each.seq,
                each.at,
                names.get(each.member or ""),
                each.deed.action,
                each.deed.conversation,
                each.deed.claim,
                each.deed.details or {},
            )
            for each in found
        ]

    async def verify_audit(self, member: Member) -> Verified:
        _demand(member)
        return Verified(*await self._audit.verify())


def _demand(member: Member) -> None:
    if not member.may(Right.AUDIT):
        raise NotAllowed(Right.AUDIT)
