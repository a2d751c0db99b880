"""Changes of a conversation by staff over SQL: each one transaction that holds the lock on the conversation's row."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims.catalogue import Catalogue
from bot.claims.clocks import Calendar
from bot.claims.model import Claim, Status
from bot.conversations.delivery import PUSHED
from bot.conversations.message import Author, Button, Message
from bot.conversations.model import Owner
from bot.conversations.ownership import Change
from bot.service.ids import new_id
from bot.service.ports import UnknownConversation
from bot.staff.trail import Deed
from bot.store import audit, outbox, statements
from bot.store.claim_rows import read_claim, save_claim
from bot.store.corrections import newest_versions
from bot.store.database import Database
from bot.store.desk_tables import claim_moves, notes, reply_drafts
from bot.store.document_rows import attach
from bot.store.ownership import leave_to_staff, note_change
from bot.store.rows import button_data, conversation_columns, conversation_from, message_from
from bot.store.statements import claims, conversations, messages

_NARRATIVE = 12


class SqlChanging:
    def __init__(
        self,
        connection: AsyncConnection,
        row: Row[Any],
        member: str | None,
        at: datetime,
        catalogue: Catalogue,
        calendar: Calendar,
    ) -> None:
        self._connection, self._row, self._member, self._at = connection, row, member, at
        self._catalogue, self._calendar = catalogue, calendar
        self.conversation = conversation_from(row)
        self.said: list[Message] = []
        self._columns: dict[str, Any] = {}
        self._deeds: list[Deed] = []
        self._voids = self._calls_bot = False

    async def own(self, change: Change | None, note: str = "") -> None:
        if change is None:
            return
        if change.owner is Owner.WAITING:
            self.conversation.waiting_since = self._at
        self._columns["closed_at"] = self._at if change.owner is Owner.CLOSED else None
        self._voids = True
        await note_change(self._connection, self.conversation, change, self._at, note)

    async def known(self, key: str) -> Message | None:
        wanted = select(messages).where(
            messages.c.conversation == self.conversation.id, messages.c.external_id == _key(key)
        )
        row = (await self._connection.execute(wanted)).first()
        return message_from(row) if row else None

    async def say(
        self,
        author: Author,
        text: str,
        *,
        key: str | None = None,
        name: str | None = None,
        documents: Sequence[str] = (),
        buttons: tuple[Button, ...] = (),
        then: Button | None = None,
    ) -> Message:
        seq = self._row.last_seq + len(self.said) + 1
        row = {
            "id": new_id(),
            "conversation": self.conversation.id,
            "seq": seq,
            "author": author.value,
            "text": text,
            "at": self._at,
            "external_id": _key(key) if key else None,
            "pressed": button_data(then) if then else None,
            "buttons": [button_data(button) for button in buttons],
            "state": "pending" if then else "sent",
            "attempts": 0,
            "staff": name,
        }
        await self._connection.execute(insert(messages).values(row))
        message = Message(row["id"], seq, author, text, self._at, buttons=buttons, pressed=then, staff=name)
        message = await attach(self._connection, documents, message, self.conversation.id)
        if self.conversation.channel in PUSHED:
            await outbox.queue(self._connection, self.conversation.id, [row], self._at)
        self.said.append(message)
        self._calls_bot = self._calls_bot or then is not None
        return message

    async def claim(self, id: str) -> Claim | None:
        claim = await read_claim(self._connection, id)
        return claim if claim and claim.conversation == self.conversation.id else None

    async def save(self, claim: Claim) -> None:
        self._voids = True
        await save_claim(self._connection, claim, self._catalogue, self._calendar)

    async def moved(self, claim: Claim, before: Status, reason: str) -> None:
        row = {"claim": claim.id, "at": self._at, "member": self._member, "reason": reason}
        row |= {"before": before.value, "after": claim.status.value}
        await self._connection.execute(insert(claim_moves).values(row))

    async def message(self, id: str) -> Message | None:
        wanted = select(messages).where(messages.c.id == id, messages.c.conversation == self.conversation.id)
        row = (await self._connection.execute(wanted)).first()
        return message_from(row) if row else None

    async def narrative(self, claim: Claim) -> tuple[tuple[str, str], ...]:
        sources = [fact.source.message for fact in claim.facts if fact.field == "description" and fact.source]
        if not sources:
            return ()
        found = await self._connection.execute(
            select(messages.c.id, messages.c.text, messages.c.edits)
            .where(messages.c.id.in_(sources[-_NARRATIVE:]))
            .order_by(messages.c.seq)
        )
        return newest_versions(found, None)

    async def forget_draft(self) -> None:
        mine = (reply_drafts.c.conversation == self.conversation.id) & (reply_drafts.c.member == self._member)
        await self._connection.execute(delete(reply_drafts).where(mine))

    async def add_note(self, text: str) -> str:
        row = {"id": new_id(), "conversation": self.conversation.id, "member": self._member}
        await self._connection.execute(insert(notes).values(row | {"text": text, "at": self._at}))
        return str(row["id"])

    async def snooze(self, until: datetime | None) -> None:
        self._columns["snoozed_until"] = until

    async def called(self) -> None:
        self._columns["called_at"] = self._at

    def record(self, deed: Deed) -> None:
        self._deeds.append(deed)

    async def store(self) -> None:
        """Write down what the conversation has become; the last part of the transaction."""
        columns = conversation_columns(self.conversation)
        if (columns["owner"], columns["staff"]) != (self._row.owner, self._row.staff):
            # Whoever put it off did so for themselves.
            columns["snoozed_until"] = None
        columns |= self._columns
        if self.said:
            columns |= {"last_seq": self.said[-1].seq, "last_at": self._at}
        if self._voids:
            # Whoever is at a turn here stores nothing of it; the message is taken up anew, or left to staff.
            columns |= {"epoch": conversations.c.epoch + 1, "lease_holder": None, "lease_until": None}
            if self.conversation.owner in (Owner.STAFF, Owner.CLOSED):
                await leave_to_staff(self._connection, self.conversation.id)
                columns["due_at"] = None
        if self._calls_bot:
            columns["due_at"] = func.coalesce(conversations.c.due_at, self._at)
        mine = conversations.c.id == self.conversation.id
        await self._connection.execute(update(conversations).where(mine).values(columns))
        await audit.append(self._connection, self._at, self._member, *self._deeds)


class SqlDeskChanges:
    def __init__(self, database: Database, catalogue: Catalogue, calendar: Calendar | None = None) -> None:
        self._database, self._catalogue, self._calendar = database, catalogue, calendar or Calendar()

    @asynccontextmanager
    async def change(self, conversation: str, member: str | None, at: datetime) -> AsyncIterator[SqlChanging]:
        async with self._database.write() as connection:
            found = await connection.execute(statements.conversation_locked, {"this": conversation})
            row = found.first()
            if row is None or row.erased_at is not None:
                raise UnknownConversation(conversation)
            changing = SqlChanging(connection, row, member, at, self._catalogue, self._calendar)
            yield changing
            await changing.store()

    async def owned_by(self, member: str) -> Sequence[str]:
        wanted = select(conversations.c.id).where(
            conversations.c.owner == Owner.STAFF.value, conversations.c.staff == member
        )
        async with self._database.read() as connection:
            return list((await connection.execute(wanted)).scalars())

    async def conversation_of(self, claim: str) -> str | None:
        async with self._database.read() as connection:
            found: str | None = await connection.scalar(
                select(claims.c.conversation).where(claims.c.id == claim)
            )
            return found


def _key(key: str) -> str:
    """Kept apart from the ids that channels give."""
    return f"staff {key}"[:100]
