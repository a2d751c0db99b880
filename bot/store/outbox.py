"""The outbox over SQL: each method one transaction; the promises are in `channels/ports.py`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversations.delivery import Chat, Parcel
from bot.conversations.message import Author, Button
from bot.conversations.model import Conversation, Owner
from bot.service.ids import new_id
from bot.store.database import Database
from bot.store.document_rows import with_documents
from bot.store.rows import button_data, conversation_columns, message_from
from bot.store.statements import chats, conversations, deliveries, messages

_TAKEN_OVER = (Owner.STAFF.value, Owner.CLOSED.value)
_ANSWERS = (Author.BOT, Author.STAFF)
"""Whose messages overtake the buttons of earlier ones."""


async def queue(
    connection: AsyncConnection, conversation: str, rows: Sequence[Mapping[str, Any]], at: datetime
) -> None:
    """Part of a transaction that stores `rows` as messages: have them sent to the conversation's chat, if it has one."""
    due = update(chats).where(chats.c.conversation == conversation)
    done = await connection.execute(due.values(due_at=func.coalesce(chats.c.due_at, at)))
    if done.rowcount == 0:
        return
    blank = {"conversation": conversation, "state": "pending", "attempts": 0, "sent_ids": []}
    await connection.execute(
        insert(deliveries), [{**blank, "message": row["id"], "seq": row["seq"]} for row in rows]
    )


class SqlOutbox:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def chat(self, channel: str, address: str) -> Chat | None:
        async with self._database.read() as connection:
            return await _chat(connection, channel, address)

    async def open_chat(self, address: str, conversation: Conversation) -> Chat:
        known = await self._heard_from(conversation.channel, address)
        if known is not None:
            return known
        row = conversation_columns(conversation) | {"id": conversation.id, "last_seq": 0}
        chat = {"channel": conversation.channel, "address": address, "conversation": conversation.id}
        try:
            async with self._database.write() as connection:
                await connection.execute(insert(conversations).values(row))
                await connection.execute(insert(chats).values(chat | {"closed_seq": 0}))
        except IntegrityError:
            first = await self._heard_from(conversation.channel, address)
            if first is None:
                raise
            return first
        return Chat(
            conversation.id,
            conversation.channel,
            address,
            conversation.language,
            opened_at=conversation.opened_at,
        )

    async def chat_of(self, conversation: str) -> Chat | None:
        wanted = select(chats.c.channel, chats.c.address).where(chats.c.conversation == conversation)
        async with self._database.read() as connection:
            row = (await connection.execute(wanted)).first()
            return await _chat(connection, row.channel, row.address) if row else None

    async def begins_with(self, conversation: str, external_id: str) -> bool:
        first = select(messages.c.external_id).where(
            messages.c.conversation == conversation, messages.c.seq == 1
        )
        async with self._database.read() as connection:
            return str(await connection.scalar(first)).startswith(external_id)

    async def ends_with(self, conversation: str, external_id: str) -> bool:
        last = select(messages.c.external_id).where(messages.c.conversation == conversation)
        async with self._database.read() as connection:
            newest = await connection.scalar(last.order_by(messages.c.seq.desc()).limit(1))
        return str(newest).startswith(external_id)

    async def sent_as(self, conversation: str, id: str) -> str | None:
        wanted = (
            select(deliveries.c.message, deliveries.c.sent_ids)
            .where(deliveries.c.conversation == conversation)
            .order_by(deliveries.c.seq.desc())
        )
        async with self._database.read() as connection:
            for row in await connection.execute(wanted):
                if id in row.sent_ids:
                    return str(row.message)
        return None

    async def say(
        self,
        conversation: str,
        external_id: str,
        text: str,
        at: datetime,
        buttons: Sequence[Button] = (),
    ) -> bool:
        said: dict[str, Any] = {"author": Author.SYSTEM.value, "text": text, "state": "sent"}
        said["external_id"] = external_id
        said["buttons"] = [button_data(button) for button in buttons]
        return await self._stored(conversation, external_id, [said], at)

    async def note(
        self,
        conversation: str,
        external_id: str,
        text: str,
        at: datetime,
        answer: str = "",
    ) -> bool:
        heard = {"author": Author.INSURED.value, "text": text, "state": "answered"}
        said = {"author": Author.SYSTEM.value, "text": answer, "state": "sent"}
        both = [heard | {"external_id": external_id}, *([said] if answer else [])]
        return await self._stored(conversation, external_id, both, at)

    async def _stored(
        self,
        conversation: str,
        external_id: str,
        rows: Sequence[dict[str, Any]],
        at: datetime,
    ) -> bool:
        """Store messages and have those of ours sent, unless the first one is known."""
        taking = (
            update(conversations)
            .where(conversations.c.id == conversation)
            .values(last_seq=conversations.c.last_seq + len(rows), last_at=at)
            .returning(conversations.c.last_seq)
        )
        known = select(messages.c.id).where(
            messages.c.conversation == conversation, messages.c.external_id == external_id
        )
        async with self._database.write() as connection:
            last = (await connection.execute(taking)).scalar_one()
            # The conversation's row is locked from here on, so nobody stores the same id between look and insert.
            if (await connection.execute(known)).first() is not None:
                await connection.rollback()
                return False
            blank = {
                "conversation": conversation,
                "at": at,
                "attempts": 0,
                "external_id": None,
                "buttons": [],
            }
            stored = [
                blank | row | {"id": new_id(), "seq": last - len(rows) + number}
                for number, row in enumerate(rows, start=1)
            ]
            await connection.execute(insert(messages), stored)
            ours = [row for row in stored if row["author"] != Author.INSURED.value]
            if ours:
                await queue(connection, conversation, ours, at)
            return True

    async def due(self, channel: str, now: datetime) -> list[str]:
        wanted = (
            select(chats.c.conversation)
            .where(
                chats.c.channel == channel,
                chats.c.due_at <= now,
                or_(chats.c.lease_until.is_(None), chats.c.lease_until < now),
            )
            .order_by(chats.c.due_at)
            .limit(200)
        )
        async with self._database.read() as connection:
            return list((await connection.execute(wanted)).scalars())

    async def take(self, conversation: str, holder: str, now: datetime, until: datetime) -> Parcel | None:
        free = or_(chats.c.lease_holder.is_(None), chats.c.lease_holder == holder, chats.c.lease_until < now)
        leasing = (
            update(chats)
            .where(chats.c.conversation == conversation, chats.c.due_at <= now, free)
            .values(lease_holder=holder, lease_until=until)
            .returning(chats)
        )
        async with self._database.write() as connection:
            row = (await connection.execute(leasing)).first()
            if row is None:
                return None
            talk = (
                await connection.execute(
                    select(conversations.c.language, conversations.c.owner).where(
                        conversations.c.id == conversation
                    )
                )
            ).one()
            while (head := await _head(connection, conversation)) is not None:
                overtaken = talk.owner in _TAKEN_OVER and head.author == Author.BOT.value
                if not row.gone and not (overtaken and not head.sent_ids):
                    chat = Chat(conversation, row.channel, row.address, talk.language, row.closed_seq)
                    [message] = await with_documents(connection, conversation, [message_from(head)])
                    return Parcel(chat, message, head.tried, tuple(head.sent_ids))
                end = {"state": "failed", "reason": row.gone} if row.gone else {"state": "dropped"}
                await _settle(connection, head.id, {**end, "at": now})
            await _update(connection, conversation, due_at=None, lease_holder=None, lease_until=None)
            return None

    async def renew(self, conversation: str, holder: str, until: datetime) -> None:
        renewing = update(chats).where(chats.c.conversation == conversation, chats.c.lease_holder == holder)
        async with self._database.write() as connection:
            await connection.execute(renewing.values(lease_until=until))

    async def release(self, conversation: str, holder: str) -> None:
        held = update(chats).where(chats.c.conversation == conversation, chats.c.lease_holder == holder)
        async with self._database.write() as connection:
            await connection.execute(held.values(lease_holder=None, lease_until=None))

    async def part_sent(self, parcel: Parcel, id: str) -> Parcel:
        after = replace(parcel, sent=(*parcel.sent, id))
        async with self._database.write() as connection:
            await _settle(connection, parcel.message.id, {"sent_ids": list(after.sent)})
        return after

    async def sent(self, parcel: Parcel, id: str, at: datetime) -> str | None:
        message, conversation = parcel.message, parcel.chat.conversation
        arrived = {"state": "sent", "sent_ids": [*parcel.sent, id], "reason": None, "at": at}
        async with self._database.write() as connection:
            await _settle(connection, message.id, arrived)
            if message.author not in _ANSWERS:
                return None
            before: str | None = await connection.scalar(
                select(chats.c.keyboard).where(chats.c.conversation == conversation).with_for_update()
            )
            closed = _at_least(message.seq - 1)
            shown = id if message.buttons else None
            await _update(connection, conversation, keyboard=shown, closed_seq=closed)
            return before

    async def put_off(self, parcel: Parcel, holder: str, until: datetime, reason: str) -> None:
        tried = {"attempts": deliveries.c.attempts + 1, "reason": reason}
        async with self._database.write() as connection:
            await _settle(connection, parcel.message.id, tried)
            freed = {"due_at": until, "lease_holder": None, "lease_until": None}
            await connection.execute(
                update(chats)
                .where(chats.c.conversation == parcel.chat.conversation, chats.c.lease_holder == holder)
                .values(freed)
            )

    async def failed(self, parcel: Parcel, reason: str, at: datetime) -> None:
        end = {"state": "failed", "attempts": deliveries.c.attempts + 1, "reason": reason, "at": at}
        async with self._database.write() as connection:
            await _settle(connection, parcel.message.id, end)

    async def gone(self, conversation: str, reason: str) -> None:
        async with self._database.write() as connection:
            await _update(connection, conversation, gone=reason)

    async def close_buttons(self, conversation: str, seq: int) -> None:
        async with self._database.write() as connection:
            await _update(connection, conversation, closed_seq=_at_least(seq), keyboard=None)

    async def _heard_from(self, channel: str, address: str) -> Chat | None:
        async with self._database.read() as connection:
            known = await _chat(connection, channel, address)
            away = known and await connection.scalar(
                select(chats.c.gone).where(chats.c.conversation == known.conversation)
            )
        if known is not None and away:
            async with self._database.write() as connection:
                await _update(connection, known.conversation, gone=None)
        return known


async def _chat(connection: AsyncConnection, channel: str, address: str) -> Chat | None:
    found = await connection.execute(
        select(chats, conversations.c.language, conversations.c.opened_at)
        .join(conversations, conversations.c.id == chats.c.conversation)
        .where(chats.c.channel == channel, chats.c.address == address)
    )
    row = found.first()
    if row is None:
        return None
    return Chat(row.conversation, channel, address, row.language, row.closed_seq, row.opened_at)


async def _head(connection: AsyncConnection, conversation: str) -> Row[Any] | None:
    """The oldest message that waits to be sent, with how often that was tried and what of it has arrived."""
    wanted = (
        select(messages, deliveries.c.attempts.label("tried"), deliveries.c.sent_ids)
        .join(deliveries, deliveries.c.message == messages.c.id)
        .where(deliveries.c.conversation == conversation, deliveries.c.state == "pending")
        .order_by(deliveries.c.seq)
        .limit(1)
    )
    return (await connection.execute(wanted)).first()


async def _settle(connection: AsyncConnection, message: str, values: Mapping[str, Any]) -> None:
    waiting = (deliveries.c.message == message) & (deliveries.c.state == "pending")
    await connection.execute(update(deliveries).where(waiting).values(**values))


async def _update(connection: AsyncConnection, conversation: str, **values: Any) -> None:
    await connection.execute(update(chats).where(chats.c.conversation == conversation).values(**values))


def _at_least(seq: int) -> Any:
    return case((chats.c.closed_seq < seq, seq), else_=chats.c.closed_seq)
