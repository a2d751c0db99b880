"""The store over SQL: each method one transaction; the promises are in `service/ports.py`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims.catalogue import Catalogue
from bot.claims.clocks import Calendar
from bot.claims.model import Claim
from bot.conversations.delivery import PUSHED
from bot.conversations.message import RATING, Author, Button, Incoming, Message, Reply
from bot.conversations.model import Conversation, Owner
from bot.mail.model import Mail
from bot.service.ids import new_id
from bot.service.ports import Accepted, LeaseLost, Settled, UnknownButton, UnknownConversation, Work
from bot.store import outbox, statements
from bot.store.claim_rows import read_claim, save_claim
from bot.store.corrections import correction, edited, newest_versions, pointed_at
from bot.store.database import Database
from bot.store.document_rows import at_hand, attach, forget_of, settle, with_documents
from bot.store.mails import queue as queue_mails
from bot.store.ownership import note_handoff, reopen
from bot.store.rows import (
    button_data,
    button_from,
    conversation_columns,
    conversation_from,
    message_from,
)
from bot.store.statements import conversations, messages
from bot.store.understood import note_understanding

_NARRATIVE = 12
"""Earlier messages of a claim that may still be read together with a new one."""


class SqlStore:
    def __init__(self, database: Database, catalogue: Catalogue, calendar: Calendar | None = None) -> None:
        self._database, self._catalogue, self._calendar = database, catalogue, calendar or Calendar()

    async def open_conversation(self, conversation: Conversation) -> None:
        row = conversation_columns(conversation) | {"id": conversation.id, "last_seq": 0}
        async with self._database.write() as connection:
            await connection.execute(insert(conversations).values(row))

    async def accept(
        self, incoming: Incoming, at: datetime, holder: str | None = None, until: datetime | None = None
    ) -> Accepted:
        async with self._database.write() as connection:
            taking = statements.next_seq if holder is None else statements.next_seq_leased
            values = {"this": incoming.conversation, "now": at, "by": holder, "until": until}
            taken = (await connection.execute(taking, values)).first()
            if taken is None:
                raise UnknownConversation(incoming.conversation)
            # The row is locked from here on, so nobody can store the same message between look and insert.
            known = await self._message_id(connection, incoming)
            if known is not None:
                await connection.rollback()
                return Accepted(known, fresh=False)
            pressed = await self._pressed(connection, incoming) if incoming.button else incoming.command
            said = pressed.label if pressed else incoming.text or ""
            written = min(incoming.written_at or at, at)
            row = _message_row(incoming.conversation, taken.last_seq, Author.INSURED, said, written)
            rates = pressed is not None and pressed.intent == RATING
            for_staff = taken.owner == Owner.STAFF or rates
            state = "answered" if rates else "staff" if for_staff else "pending"
            row |= {"external_id": incoming.external_id, "state": state}
            row["pressed"] = button_data(pressed) if pressed else None
            row["edits"], row["answers"] = await edited(connection, incoming), incoming.points_at
            await connection.execute(statements.store_message, row)
            message = Message(
                row["id"], row["seq"], Author.INSURED, said, written, incoming.external_id, pressed
            )
            message = replace(message, edits=row["edits"])
            message = await attach(connection, incoming.attachments, message, incoming.conversation)
            if pressed is not None and rates:
                await self._rated(connection, incoming.conversation, message, pressed, at)
            elif taken.owner == Owner.CLOSED:
                await reopen(connection, incoming.conversation, at)
            leased = holder is not None and taken.lease_holder == holder and not for_staff
            return Accepted(row["id"], True, message, leased, for_staff)

    async def lease(
        self, conversation: str, holder: str, now: datetime, until: datetime, *, renewing: bool = False
    ) -> bool:
        async with self._database.write() as connection:
            done = await connection.execute(
                statements.renew if renewing else statements.lease,
                {"this": conversation, "by": holder, "now": now, "until": until},
            )
            return done.rowcount == 1

    async def release(self, conversation: str, holder: str) -> None:
        async with self._database.write() as connection:
            await connection.execute(statements.release, {"this": conversation, "by": holder})

    async def next_work(self, conversation: str, now: datetime) -> Work | None:
        async with self._database.read() as connection:
            row = (await connection.execute(statements.conversation, {"this": conversation})).first()
            if row is None or row.due_at is None or row.due_at > now:
                return None
            pending = (await connection.execute(statements.first_pending, {"this": conversation})).first()
            if pending is None:
                return None
            sent = await at_hand(connection, conversation, row.claim)
            message = message_from(pending)
            work = Work(
                conversation_from(row),
                replace(message, documents=tuple(each for each in sent if each.message == message.id)),
                await read_claim(connection, row.claim),
                documents=sent,
                epoch=row.epoch,
            )
            work = await self._questioned(connection, work)
            work = replace(work, points_at=await pointed_at(connection, work, pending.answers))
            work = await self._corrected(connection, work)
            if message.author is Author.SYSTEM:
                told = await connection.execute(statements.told_staff, {"this": conversation})
                work = replace(
                    work, told_staff=tuple((each.id, each.text, each.at) for each in reversed(told.all()))
                )
            if not work.in_its_place().tells_story:
                return work
            narrative = await self._narrative(connection, work.claim, work.message.edits)
            return replace(work, narrative=narrative)

    async def waiting(self, now: datetime) -> list[str]:
        async with self._database.read() as connection:
            found = await connection.execute(statements.waiting, {"now": now})
            return list(found.scalars())

    async def finish(
        self,
        work: Work,
        holder: str,
        replies: Sequence[Reply],
        claims: Sequence[Claim],
        at: datetime,
        mails: Sequence[Mail] = (),
    ) -> Settled:
        async with self._database.write() as connection:
            row = await self._held(connection, work, holder, "answered")
            if row.owner in (Owner.STAFF, Owner.CLOSED):
                replies = [reply for reply in replies if reply.author is not Author.BOT]
            for claim in claims:
                await save_claim(connection, claim, self._catalogue, self._calendar)
            if work.documents:
                await settle(connection, work)
                for claim in claims:
                    if not claim.facts:
                        await forget_of(connection, claim)
            if mails:
                await queue_mails(connection, mails)
            if work.understanding is not None:
                await note_understanding(connection, work)
            return await self._reply(connection, work, row, replies, at, due=at)

    async def postpone(
        self, work: Work, holder: str, until: datetime | None, replies: Sequence[Reply], at: datetime
    ) -> Settled:
        async with self._database.write() as connection:
            row = await self._held(connection, work, holder, "pending" if until else "failed")
            return await self._reply(connection, work, row, replies, at, due=until or at)

    async def save(self, conversation: Conversation, claims: Sequence[Claim]) -> None:
        """Store a conversation and its claim as they are, outside of any message's turn."""
        async with self._database.write() as connection:
            for claim in claims:
                await save_claim(connection, claim, self._catalogue, self._calendar)
            await connection.execute(
                update(conversations)
                .where(conversations.c.id == conversation.id, conversations.c.erased_at.is_(None))
                .values(conversation_columns(conversation))
            )

    async def messages(self, conversation: str, after: int = 0, limit: int = 500) -> list[Message]:
        async with self._database.read() as connection:
            found = await connection.execute(
                statements.messages_after, {"this": conversation, "after": after, "most": limit}
            )
            listed = [message_from(row) for row in found]
            return await with_documents(connection, conversation, listed)

    async def conversation(self, conversation: str) -> Conversation | None:
        async with self._database.read() as connection:
            row = (await connection.execute(statements.conversation, {"this": conversation})).first()
            return conversation_from(row) if row and row.erased_at is None else None

    async def healthy(self) -> bool:
        try:
            async with self._database.read() as connection:
                await connection.execute(select(conversations.c.id).limit(1))
        except Exception:
            return False
        return True

    # Parts of transactions

    async def _rated(
        self, connection: AsyncConnection, conversation: str, message: Message, pressed: Button, at: datetime
    ) -> None:
        """Note how well the insured was helped, and thank them."""
        row = (await connection.execute(statements.conversation, {"this": conversation})).one()
        thanks = _message_row(conversation, row.last_seq + 1, Author.SYSTEM, pressed.entities["thanks"], at)
        await connection.execute(statements.store_message, thanks | {"answers": message.id})
        if row.channel in PUSHED:
            await outbox.queue(connection, conversation, [thanks], at)
        more = await connection.scalar(statements.pending_count, {"this": conversation})
        values = {"rating": pressed.entities["rating"], "last_seq": row.last_seq + 1}
        values |= {} if more else {"due_at": None, "lease_holder": None, "lease_until": None}
        await connection.execute(statements.save_conversation, {"this": conversation, **values})

    async def _message_id(self, connection: AsyncConnection, incoming: Incoming) -> str | None:
        found = await connection.execute(
            statements.message_id, {"this": incoming.conversation, "external": incoming.external_id}
        )
        return found.scalar_one_or_none()

    async def _pressed(self, connection: AsyncConnection, incoming: Incoming) -> Button:
        found = await connection.execute(
            select(messages.c.buttons).where(
                messages.c.conversation == incoming.conversation, messages.c.author != Author.INSURED
            )
        )
        for buttons in found.scalars():
            for button in buttons:
                if button["id"] == incoming.button:
                    return button_from(button)
        raise UnknownButton(incoming.button)

    async def _corrected(self, connection: AsyncConnection, work: Work) -> Work:
        """The work with what it corrects, and with the claim that that is about."""
        opened = work.claim.opened_at if work.claim else None
        found = await correction(connection, work.conversation, work.message, opened)
        if found is None or found.earlier is None:
            return replace(work, corrects=found)
        return replace(work, corrects=found, claim=await read_claim(connection, found.earlier))

    async def _narrative(
        self, connection: AsyncConnection, claim: Claim | None, without: str | None
    ) -> tuple[tuple[str, str], ...]:
        """The texts from which the description was taken, but for the one that is being corrected."""
        sources = (
            [fact.source.message for fact in claim.facts if fact.field == "description" and fact.source]
            if claim
            else []
        )
        if not sources:
            return ()
        found = await connection.execute(
            select(messages.c.id, messages.c.text, messages.c.edits)
            .where(messages.c.id.in_(sources[-_NARRATIVE:]))
            .order_by(messages.c.seq)
        )
        return newest_versions(found, without)

    async def _questioned(self, connection: AsyncConnection, work: Work) -> Work:
        found = await connection.execute(statements.last_question, {"this": work.conversation.id})
        row = found.one_or_none()
        if row is None:
            return work
        is_open = row.asks == work.conversation.asks
        offered = tuple(button_from(data) for data in row.buttons) if is_open else ()
        return replace(work, question=row.text, offered=offered)

    async def _held(self, connection: AsyncConnection, work: Work, holder: str, state: str) -> Any:
        """The conversation's row, locked, and the message marked, if `holder` has the lease and the message waits."""
        found = await connection.execute(statements.conversation_locked, {"this": work.conversation.id})
        row = found.one()
        if row.lease_holder == holder and row.epoch == work.epoch:
            done = await connection.execute(statements.mark, {"this": work.message.id, "marked": state})
            if done.rowcount == 1:
                return row
        raise LeaseLost(work.conversation.id)

    async def _reply(
        self,
        connection: AsyncConnection,
        work: Work,
        row: Any,
        replies: Sequence[Reply],
        at: datetime,
        due: datetime,
    ) -> Settled:
        """Store replies and the conversation as the turn left it; give the lease back if nothing is due now."""
        rows = []
        for number, reply in enumerate(replies, start=1):
            message = _message_row(row.id, row.last_seq + number, reply.author, reply.text, at)
            message |= {"asks": reply.asks, "buttons": [button_data(button) for button in reply.buttons]}
            rows.append(message | {"answers": work.message.id})
        if rows:
            await connection.execute(statements.store_message, rows)
            if row.channel in PUSHED:
                await outbox.queue(connection, row.id, rows, at)
        called = work.conversation.owner is Owner.WAITING and row.owner == Owner.BOT
        if called:
            work = replace(work, conversation=replace(work.conversation, waiting_since=at))
            await note_handoff(connection, work.conversation, at)
        columns = conversation_columns(work.conversation)
        if row.owner in (Owner.STAFF, Owner.CLOSED):
            columns |= {name: getattr(row, name) for name in ("owner", "staff", "dealt_with")}
        more = await connection.scalar(statements.pending_count, {"this": row.id})
        held = bool(more) and due <= at
        columns |= {"last_seq": row.last_seq + len(rows), "due_at": due if more else None}
        columns |= {"last_at": at} if rows else {}
        if not held:
            columns |= {"lease_holder": None, "lease_until": None}
        await connection.execute(statements.save_conversation, {"this": row.id, **columns})
        stored = [
            Message(
                data["id"], data["seq"], reply.author, reply.text, at, None, None, reply.buttons, reply.asks
            )
            for data, reply in zip(rows, replies, strict=True)
        ]
        return Settled(stored, held)


def _message_row(conversation: str, seq: int, author: Author, text: str, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "conversation": conversation,
        "seq": seq,
        "author": author.value,
        "text": text,
        "at": at,
        "external_id": None,
        "pressed": None,
        "buttons": [],
        "asks": None,
        "state": "sent",
        "attempts": 0,
        "answers": None,
        "staff": None,
    }
