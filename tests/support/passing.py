"""Time that passes between two messages of a conversation, without anybody waiting for it."""

import asyncio
import re
from datetime import timedelta

from sqlalchemy import select, update

from bot.store.database import Database
from bot.store.statements import conversations, messages
from tests.support.processes import Installation

_PART = re.compile(r"(\d+) (day|hour|minute)s?")


def in_time(words: str) -> timedelta:
    """ "3 days 2 hours" as a period."""
    assert re.fullmatch(rf"{_PART.pattern}(?: {_PART.pattern})*", words), f"{words!r} is no time that passes"
    return timedelta(**{f"{unit}s": int(number) for number, unit in _PART.findall(words)})


def let_pass(installation: Installation, conversation: str, passing: timedelta) -> None:
    """Let a conversation grow older: what was said lies further back, and its own clock is ahead by as much."""
    asyncio.run(_let_pass(installation.settings.database_url, conversation, passing))


async def _let_pass(url: str, conversation: str, passing: timedelta) -> None:
    database = Database(url)
    try:
        async with database.write() as connection:
            this = conversations.c.id == conversation
            row = (await connection.execute(select(conversations).where(this))).one()
            # Times of the conversation and its messages are real ones; those of claims and facts are by its own clock.
            await connection.execute(
                update(conversations)
                .where(this)
                .values(
                    opened_at=row.opened_at - passing,
                    heard_at=row.heard_at - passing if row.heard_at else None,
                    clock_offset=row.clock_offset + passing.total_seconds(),
                )
            )
            said = await connection.execute(
                select(messages.c.id, messages.c.at).where(messages.c.conversation == conversation)
            )
            for message in said.all():
                moved = update(messages).where(messages.c.id == message.id)
                await connection.execute(moved.values(at=message.at - passing))
    finally:
        await database.close()
