"""Arrivals over SQL: each method one transaction; the promises are in `channels/ports.py`."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.conversations.arrival import Arrival, Attachment, Fetching
from bot.conversations.message import Message
from bot.store.arrival_tables import arrivals
from bot.store.database import Database
from bot.store.rows import message_from
from bot.store.statements import messages


class SqlArrivals:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, channel: str, arrival: Arrival) -> bool:
        try:
            async with self._database.write() as connection:
                await connection.execute(insert(arrivals).values(_columns(channel, arrival)))
        except IntegrityError:
            if any(each.external_id == arrival.external_id for each in await self._of(arrival)):
                return False
            raise
        return True

    async def near(self, conversation: str, number: int, since: datetime) -> list[Arrival]:
        loose = arrivals.c.due_at.is_not(None) & arrivals.c.batch.is_(None) & (arrivals.c.noted_at > since)
        wanted = select(arrivals).where(arrivals.c.conversation == conversation)
        return await self._found(wanted.where(or_(arrivals.c.number == number, loose)))

    async def due(self, channel: str, now: datetime) -> list[str]:
        wanted = (
            select(arrivals.c.conversation)
            .where(arrivals.c.channel == channel, arrivals.c.due_at <= now)
            .distinct()
            .limit(200)
        )
        async with self._database.read() as connection:
            return list((await connection.execute(wanted)).scalars())

    async def open(self, conversation: str) -> list[Arrival]:
        wanted = select(arrivals).where(
            arrivals.c.conversation == conversation, arrivals.c.due_at.is_not(None)
        )
        return await self._found(wanted)

    async def versions(self, conversation: str, number: int) -> list[Arrival]:
        wanted = select(arrivals).where(arrivals.c.conversation == conversation, arrivals.c.number == number)
        return await self._found(wanted)

    async def settle(self, arrival: Arrival, due_at: datetime) -> None:
        values = {"fetching": arrival.fetching.value, "document": arrival.document, "due_at": due_at}
        await self._update(arrival, values | {"reason": arrival.reason, "attempts": arrival.attempts})

    async def seal(self, conversation: str, external_ids: Sequence[str], batch: str) -> None:
        chosen = arrivals.c.external_id.in_(external_ids)
        sealing = update(arrivals).where(arrivals.c.conversation == conversation, chosen)
        async with self._database.write() as connection:
            await connection.execute(sealing.values(batch=batch))

    async def done(self, conversation: str, batch: str) -> None:
        ending = update(arrivals).where(arrivals.c.conversation == conversation, arrivals.c.batch == batch)
        async with self._database.write() as connection:
            await connection.execute(ending.values(due_at=None))

    async def latest(self, conversation: str, external_id: str) -> Message | None:
        first = select(messages.c.id).where(
            messages.c.conversation == conversation, messages.c.external_id == external_id
        )
        async with self._database.read() as connection:
            id = await connection.scalar(first)
            if id is None:
                return None
            versions = (
                select(messages)
                .where(messages.c.conversation == conversation)
                .where(or_(messages.c.id == id, messages.c.edits == id))
                .order_by(messages.c.seq.desc())
                .limit(1)
            )
            return message_from((await connection.execute(versions)).one())

    async def _of(self, arrival: Arrival) -> list[Arrival]:
        return await self.versions(arrival.conversation, arrival.number)

    async def _found(self, wanted: Any) -> list[Arrival]:
        ordered = wanted.order_by(arrivals.c.number, arrivals.c.version)
        async with self._database.read() as connection:
            return [_arrival(row) for row in await connection.execute(ordered)]

    async def _update(self, arrival: Arrival, values: dict[str, Any]) -> None:
        this = (arrivals.c.conversation == arrival.conversation) & (
            arrivals.c.external_id == arrival.external_id
        )
        async with self._database.write() as connection:
            await connection.execute(update(arrivals).where(this).values(values))


def _columns(channel: str, arrival: Arrival) -> dict[str, Any]:
    file = asdict(arrival.file) if arrival.file else None
    return asdict(arrival) | {"channel": channel, "file": file, "fetching": arrival.fetching.value}


def _arrival(row: Row[Any]) -> Arrival:
    return Arrival(
        conversation=row.conversation,
        external_id=row.external_id,
        number=row.number,
        version=row.version,
        noted_at=row.noted_at,
        written_at=row.written_at,
        text=row.text,
        points_at=row.points_at,
        file=Attachment(**row.file) if row.file else None,
        fetching=Fetching(row.fetching),
        document=row.document,
        reason=row.reason,
        attempts=row.attempts,
        due_at=row.due_at,
        batch=row.batch,
    )
