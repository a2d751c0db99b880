"""SQLite's connection for the event loop: what is quick runs at once, what may wait runs in the connection's thread.

A statement on an indexed row takes some ten microseconds; handing it to another thread and back, four times a statement,
took three times as much processor time as the rest of a turn. Only two things wait: the beginning of a writing
transaction, for other processes' locks, and its end, for the disk.
"""

import sqlite3
from collections.abc import Callable
from typing import Any

import aiosqlite

_CHUNK = 64
"""The driver's own default for rows fetched at once while iterating; nothing here iterates."""


def connect(path: str, **options: Any) -> "QuickConnection":
    """As the driver's own function of this name."""
    connection = QuickConnection(lambda: sqlite3.connect(path, **options), _CHUNK)
    connection._thread.daemon = True
    return connection


class QuickConnection(aiosqlite.Connection):
    """Set `patient` for statements that read much: they then run in the thread, and others go on meanwhile."""

    patient = False

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        # Every operation of the driver passes here: a method of the connection or of one of its cursors.
        connection = self._connection
        ends = connection is not None and fn in (connection.commit, connection.close)
        if ends or self.patient or connection is None or (args and args[0] == "BEGIN IMMEDIATE"):
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        return fn(*args, **kwargs)
