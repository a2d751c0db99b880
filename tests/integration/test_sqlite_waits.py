"""SQLite's quick connection: another process' writing transaction is waited for, and nobody else waits with it."""

import asyncio
import sqlite3
import time
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.store import sqlite
from bot.store.database import Database

HELD = 0.3


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "store.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE numbers (number INTEGER)")
    connection.close()
    return path


async def test_a_writer_waits_for_another_process_and_the_loop_goes_on(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    begun = time.perf_counter()
    writing = asyncio.create_task(add(database, 1))
    pauses = []
    while time.perf_counter() - begun < HELD:
        before = time.perf_counter()
        await asyncio.sleep(0.01)
        pauses.append(time.perf_counter() - before)
    assert not writing.done()
    other.execute("COMMIT")
    other.close()
    await writing
    assert await numbers(database) == [1]
    assert max(pauses) < HELD / 2
    await database.close()


async def test_a_lock_that_is_never_freed_is_an_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0)
    database = Database(f"sqlite:///{file}")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        await add(database, 1)
    other.execute("ROLLBACK")
    other.close()
    await add(database, 2)
    assert await numbers(database) == [2]
    await database.close()


async def test_what_fails_half_way_is_rolled_back(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    with pytest.raises(RuntimeError):
        await add(database, 1, then=RuntimeError())
    assert await numbers(database) == []
    await database.close()


async def test_reading_much_lets_others_go_on_and_is_forgotten_afterwards(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    slow = text(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000) SELECT count(*) FROM n"
    )

    async def read() -> None:
        async with database.read(much=True) as connection:
            await connection.execute(slow)

    reading = asyncio.create_task(read())
    turns = 0
    while not reading.done():
        await asyncio.sleep(0.005)
        turns += 1
    await reading
    assert turns > 3
    async with database.read() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert isinstance(driver, sqlite.QuickConnection)
        assert not driver.patient
    await database.close()


async def add(database: Database, number: int, then: Exception | None = None) -> None:
    async with database.write() as connection:
        await connection.execute(text("INSERT INTO numbers VALUES (:number)"), {"number": number})
        if then is not None:
            raise then


async def numbers(database: Database) -> list[int]:
    async with database.read() as connection:
        return list((await connection.execute(text("SELECT number FROM numbers"))).scalars())
