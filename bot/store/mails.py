"""Mails over SQL: each method one transaction; the promises are in `mail/ports.py`."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mail.model import Mail
from bot.store.database import Database
from bot.store.mail_tables import MailRow

mails: Table = MailRow.__table__  # type: ignore[assignment]

KEPT = timedelta(days=30)
"""How long it is known that a mail was sent, and to whom."""
_REASON = 100


async def queue(connection: AsyncConnection, given: Sequence[Mail]) -> None:
    """Part of a transaction: have mails sent once it is committed."""
    for mail in given:
        row: dict[str, Any] = {"id": mail.id, "conversation": mail.conversation, "recipient": mail.to}
        row |= {"subject": mail.subject, "text": mail.text, "due_at": mail.due_at, "until": mail.until}
        known = await connection.scalar(select(mails.c.id).where(mails.c.id == mail.id))
        if known is None:
            await connection.execute(insert(mails).values(row | {"state": "pending", "attempts": 0}))


class SqlMails:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, mail: Mail) -> None:
        async with self._database.write() as connection:
            await queue(connection, [mail])

    async def take(self, now: datetime, until: datetime) -> Mail | None:
        due = (
            select(mails.c.id)
            .where(mails.c.state == "pending", mails.c.due_at <= now)
            .order_by(mails.c.due_at)
            .limit(1)
        )
        async with self._database.read() as connection:
            if (await connection.execute(due)).first() is None:
                return None
        async with self._database.write() as connection:
            found = await connection.scalar(due.with_for_update(skip_locked=True))
            if found is None:
                return None
            taking = (
                update(mails)
                .where(mails.c.id == found)
                .values(due_at=until, attempts=mails.c.attempts + 1)
                .returning(mails)
            )
            row = (await connection.execute(taking)).one()
        return Mail(
            id=row.id,
            to=row.recipient,
            subject=row.subject,
            text=row.text,
            due_at=row.due_at,
            until=row.until,
            conversation=row.conversation,
            attempts=row.attempts,
        )

    async def sent(self, mail: str, at: datetime) -> None:
        await self._settle(mail, state="sent", text="", reason=None, at=at)
        async with self._database.write() as connection:
            await connection.execute(delete(mails).where(mails.c.at < at - KEPT))

    async def put_off(self, mail: str, until: datetime, reason: str) -> None:
        await self._settle(mail, due_at=until, reason=reason[:_REASON])

    async def given_up(self, mail: str, reason: str, at: datetime) -> None:
        await self._settle(mail, state="failed", text="", reason=reason[:_REASON], at=at)

    async def _settle(self, mail: str, **values: Any) -> None:
        waiting = (mails.c.id == mail) & (mails.c.state == "pending")
        async with self._database.write() as connection:
            await connection.execute(update(mails).where(waiting).values(**values))
