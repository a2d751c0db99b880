"""Wrong guesses, counted so that guessing ends early: five in an hour for each subject."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.statements import tries

MOST = 5
WITHIN = timedelta(hours=1)


async def spent(connection: AsyncConnection, subject: str, now: datetime) -> bool:
    """Whether no more guesses count. The caller holds a lock that all guesses at `subject` take."""
    count = await connection.scalar(
        select(func.count()).select_from(tries).where(tries.c.subject == subject, tries.c.at > now - WITHIN)
    )
    return (count or 0) >= MOST


async def note(connection: AsyncConnection, subject: str, now: datetime) -> None:
    await connection.execute(delete(tries).where(tries.c.at <= now - WITHIN))
    await connection.execute(insert(tries).values(subject=subject, at=now))
