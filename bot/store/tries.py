"""Wrong guesses, counted where every process sees them, so that guessing ends early."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.statements import tries

MOST = 5
"""Guesses at one subject, if nothing else is said."""
WITHIN = timedelta(hours=1)


async def spent(
    connection: AsyncConnection, subject: str, now: datetime, *, most: int = MOST, within: timedelta = WITHIN
) -> bool:
    """Whether no more guesses count; for that to be exact the caller holds a lock that all guesses at `subject` take.

    Nothing is counted for longer than `WITHIN`.
    """
    count = await connection.scalar(
        select(func.count()).select_from(tries).where(tries.c.subject == subject, tries.c.at > now - within)
    )
    return (count or 0) >= most


async def note(connection: AsyncConnection, subject: str, now: datetime) -> None:
    await connection.execute(delete(tries).where(tries.c.at <= now - WITHIN))
    await connection.execute(insert(tries).values(subject=subject, at=now))
