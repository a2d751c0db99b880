"""Bring the database to the newest schema; running it again changes nothing."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database


async def migrate(database: Database, revision: str = "head") -> None:
    async with database.engine.connect() as connection:
        await connection.execution_options(writes=True)
        await _locked(database, connection)
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
        command.downgrade(settings, revision)
    else:
        command.upgrade(settings, revision)


async def _locked(database: Database, connection: AsyncConnection) -> None:
    """Replicas that start together must not migrate together; SQLite's write lock does the same by itself."""
    if not database.is_sqlite:
        await connection.exec_driver_sql("SELECT pg_advisory_xact_lock(727274)")
