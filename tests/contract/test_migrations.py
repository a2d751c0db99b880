"""Migrations: forth, back, and in step with the tables that the code knows."""

import asyncio
import os
import sys
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from bot.commands.processes import ROOT
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.tables import Base


def differences(connection: Connection) -> list[Any]:
    options = {"compare_type": True, "compare_server_default": True}
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
