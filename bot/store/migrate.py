"""Bring the database to the newest schema; running it again changes nothing."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import search_index
from bot.store.database import Database


async def migrate(database: Database, revision: str = "head") -> None:
    async with database.engine.connect() as connection:
        await connection.execution_options(writes=True)
        if database.is_sqlite:
            # Changing a table there means copying and dropping it, which other tables' references to it forbid.
            await _without_references(connection, revision)
            return
        # Replicas that start together must not migrate together.
        await connection.exec_driver_sql("SELECT pg_advisory_xact_lock(727274)")
        await connection.run_sync(_run, revision)
        await connection.commit()


def config(connection: Connection | None = None) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    settings.attributes["connection"] = connection
    return settings


def _run(connection: Connection, revision: str) -> None:
    settings = config(connection)
    if revision == "base":
        search_index.drop(connection)
        command.downgrade(settings, revision)
    else:
        command.upgrade(settings, revision)
    if revision == "head":
        search_index.make(connection)


async def _without_references(connection: AsyncConnection, revision: str) -> None:
    """The pragma counts only outside of transactions; one transaction around all migrations keeps replicas apart."""
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    await driver.execute("PRAGMA foreign_keys=OFF")
    try:
        await connection.begin()
        await connection.run_sync(_run, revision)
        broken = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).mappings().first()
        if broken is not None:
            raise RuntimeError(
                f"after migrating, rows of {broken['table']} refer to no row of {broken['parent']}"
            )
        await connection.commit()
    finally:
        await connection.rollback()
        await driver.execute("PRAGMA foreign_keys=ON")
