"""Leases by name, for what only one process may do at a time."""

from datetime import datetime

from sqlalchemy import delete, insert, or_, update
from sqlalchemy.exc import IntegrityError

from bot.store.database import Database
from bot.store.statements import leases


class SqlLeases:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        free = or_(leases.c.holder == holder, leases.c.until < now)
        taking = update(leases).where(leases.c.name == name, free).values(holder=holder, until=until)
        try:
            async with self._database.write() as connection:
                if (await connection.execute(taking)).rowcount == 1:
                    return True
                await connection.execute(insert(leases).values(name=name, holder=holder, until=until))
                return True
        except IntegrityError:
            # Somebody else has it, or was first.
            return False

    async def release(self, name: str, holder: str) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(leases).where(leases.c.name == name, leases.c.holder == holder))
