"""SQLite's connection for the event loop: what is quick runs at once, what may wait runs in the connection's thread.

A statement on an indexed row takes some ten microseconds; handing it to the thread and back, four times a statement, took
more processor time than the rest of a turn together. Two things may wait: the beginning of a writing transaction, for
other processes' locks, and its end, for the disk.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from typing import Any

import aiosqlite

BUSY_SECONDS = 10
"""How long another process' writing transaction is waited for."""
_CHUNK = 64
"""The driver's own default for rows fetched at once while iterating; nothing here iterates."""


def connect(path: str, **options: Any) -> "QuickConnection":
    """As the driver's own function of this name."""
    connection = QuickConnection(
        lambda: sqlite3.connect(path, **{"timeout": BUSY_SECONDS, **options}), _CHUNK
    )
    connection._thread.daemon = True
    return connection


class QuickConnection(aiosqlite.Connection):
    """Set `patient` for statements that read much: they then run in the thread, and others go on meanwhile."""

    patient = False

    async def _connect(self) -> "QuickConnection":
        try:
            await super()._connect()
        except BaseException:
            # The thread's last word must not come to an event loop that is closed by then.
            await asyncio.to_thread(self._thread.join, BUSY_SECONDS)
            raise
        return self

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        # Every operation of the driver passes here: a method of the connection or of one of its cursors.
        connection = self._connection
        if self.patient or connection is None or fn in (connection.commit, connection.close):
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        if args and args[0] == "BEGIN IMMEDIATE":
            return await self._begin(connection, fn, *args)
        return fn(*args, **kwargs)

    async def _begin(self, connection: sqlite3.Connection, fn: Callable[..., Any], *args: Any) -> Any:
        """Nearly always nobody else writes; otherwise waiting is for the thread."""
        connection.execute("PRAGMA busy_timeout=0")
        try:
            return fn(*args)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
        finally:
            connection.execute(f"PRAGMA busy_timeout={1000 * BUSY_SECONDS}")
        return await super()._execute(fn, *args)  # type: ignore[no-untyped-call]
