"""The database behind the store: SQLite (WAL) on one machine or PostgreSQL for several, by one URL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store import sqlite

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}


class Database:
    """Reading and writing transactions.

    SQLite has one writer: within this process writers queue on a lock, which is fair and fast, while SQLite's own waiting
    polls. Against other processes the busy timeout holds.
    """

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self.url = parsed.set(drivername=_DRIVERS.get(parsed.drivername, parsed.drivername))
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        options: dict[str, Any] = (
            {"connect_args": {"async_creator_fn": sqlite.connect}}
            if self.is_sqlite
            else {"pool_size": 10, "max_overflow": 10, "pool_pre_ping": True}
        )
        # An error must not quote the values of its statement: they are people's words, and errors are logged.
        self.engine: AsyncEngine = create_async_engine(self.url, hide_parameters=True, **options)
        self._writer = asyncio.Lock()
        if self.is_sqlite:
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_sqlite)

    @asynccontextmanager
    async def read(self, *, much: bool = False) -> AsyncIterator[AsyncConnection]:
        """A reading transaction; say if it reads `much`, so that it does not hold up the event loop."""
        async with self.engine.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection if much else None
            if isinstance(driver, sqlite.QuickConnection):
                driver.patient = True
            try:
                yield connection
            finally:
                if isinstance(driver, sqlite.QuickConnection):
                    driver.patient = False

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that commits at the end of the block and rolls back on any error."""
        async with AsyncExitStack() as stack:
            if self.is_sqlite:
                await stack.enter_async_context(self._writer)
            connection = await stack.enter_async_context(self.engine.connect())
            # SQLite must take its write lock at once: a reading transaction can't become a writing one while another writes.
            connection = await connection.execution_options(writes=True)
            async with connection.begin():
                yield connection

    async def close(self) -> None:
        await self.engine.dispose()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transaction handling begins too late and too weakly; _begin_sqlite does it instead.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
