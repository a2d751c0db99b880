"""`python -m bot migrate`: bring the database to the newest schema."""

import argparse
import asyncio
import sys

from sqlalchemy.exc import SQLAlchemyError

from bot.settings import PREFIX, BadSetting, Settings
from bot.store.database import Database
from bot.store.migrate import migrate


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def main(options: argparse.Namespace) -> int:
    up_to_date()
    print("The database is up to date.", file=sys.stderr)
    return 0


def up_to_date() -> Settings:
    """The settings of a command that needs the database, which has the newest schema then. Raises BadSetting."""
    settings = Settings.from_environment()
    asyncio.run(run(settings))
    return settings


async def run(settings: Settings) -> None:
    """Raises BadSetting if the database can't be reached or written."""
    database = Database(settings.database_url)
    try:
        await migrate(database)
    except (OSError, SQLAlchemyError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise BadSetting(f"{PREFIX}DATABASE_URL: the database can't be used ({reason}).") from error
    finally:
        await database.close()
