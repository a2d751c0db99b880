"""Migrations: forth, back, and in step with the tables that the code knows."""

import asyncio
import os
import sys
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, Table, insert, inspect, text
from sqlalchemy.exc import IntegrityError

from bot.commands.processes import ROOT
from bot.store import search_index
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.store import SqlStore
from bot.store.tables import Base
from tests.builders import the_catalogue
from tests.contract.conftest import T0


def differences(connection: Connection) -> list[Any]:
    def ours(entry: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
        return not (reflected and search_index.belongs(name))

    options = {"compare_type": True, "compare_server_default": True, "include_object": ours}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


async def look(url: str, question: Any) -> Any:
    database = Database(url)
    try:
        async with database.engine.connect() as connection:
            return await connection.run_sync(question)
    finally:
        await database.close()


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


async def moved(url: str, revision: str = "head") -> None:
    database = Database(url)
    try:
        await migrate(database, revision)
    finally:
        await database.close()


async def test_the_migrated_schema_is_the_one_the_code_knows(empty_url: str) -> None:
    await moved(empty_url)
    assert await look(empty_url, differences) == []


async def test_migrations_lead_back_and_forth(empty_url: str) -> None:
    await moved(empty_url)
    await moved(empty_url, "base")
    assert await look(empty_url, tables) == {"alembic_version"}
    await moved(empty_url)
    assert await look(empty_url, differences) == []


async def test_migrating_again_changes_nothing(empty_url: str) -> None:
    await moved(empty_url)
    await moved(empty_url)
    assert await look(empty_url, differences) == []


async def test_replicas_that_start_together_migrate_once(empty_url: str) -> None:
    # Processes, since Alembic keeps its state in the module.
    environment = os.environ | {"FIRSTNOTICE_DATABASE_URL": empty_url, "FIRSTNOTICE_SECRET": "none"}
    command = (sys.executable, "-m", "bot", "migrate")
    replicas = [await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment) for _ in range(3)]
    assert [await replica.wait() for replica in replicas] == [0, 0, 0]
    assert await look(empty_url, differences) == []


async def test_migrations_keep_what_is_stored(empty_url: str) -> None:
    database = Database(empty_url)
    await migrate(database, "0001")
    conversation = {
        "id": "v1",
        "channel": "website",
        "opened_at": T0,
        "language": "en",
        "language_known": True,
        "timezone": "Europe/Berlin",
        "region": "DE",
        "owner": "bot",
        "reasons": [],
        "asked": 1,
        "doubts": [],
        "misunderstood": 0,
        "introduced": True,
        "clock_offset": 0.0,
        "last_seq": 1,
    }
    message = {
        "id": "m1",
        "conversation": "v1",
        "seq": 1,
        "author": "insured",
        "text": "hello",
        "at": T0,
        "buttons": [],
        "state": "answered",
        "attempts": 1,
    }

    def stored(connection: Connection) -> None:
        for name, row in [("conversations", conversation), ("messages", message)]:
            connection.execute(insert(Table(name, MetaData(), autoload_with=connection)).values(row))

    async with database.write() as connection:
        await connection.run_sync(stored)
    await migrate(database)
    kept = await SqlStore(database, the_catalogue()).messages("v1")
    assert [(one.text, one.at) for one in kept] == [("hello", T0)]
    async with database.write() as connection:
        with pytest.raises(IntegrityError):
            await connection.execute(text("UPDATE messages SET conversation = 'nobody'"))
    await database.close()
