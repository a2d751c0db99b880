"""The service as a process of its own with an engine that echoes: `python -m tests.support.scripted_process`."""

import asyncio
import os
import sys
from pathlib import Path

import uvicorn

from bot.app import create_app
from bot.commands.processes import ROOT
from bot.settings import Settings
from bot.store.database import Database
from bot.store.migrate import migrate
from tests.fakes import ScriptedReader
from tests.support.ports import free_port
from tests.support.processes import Process
from tests.support.scripted import EchoEngine


def start_service(folder: Path, name: str, **settings: str) -> tuple[Process, str]:
    """A running process and its address; those that are given the same settings share everything."""
    port = free_port()
    given = {"PORT": str(port), "ENGINE_PORT": str(free_port()), "DATA_DIR": str(folder)} | settings
    environment = {**os.environ, **{f"FIRSTNOTICE_{key}": value for key, value in given.items()}}
    environment["NO_PROXY"] = "127.0.0.1"
    command = (sys.executable, "-m", "tests.support.scripted_process")
    return Process(name, command, environment, folder), f"http://127.0.0.1:{port}"


def main() -> None:
    settings = Settings.from_environment(file=ROOT / "none")
    asyncio.run(_migrated(settings.database_url))
    app = create_app(settings, engine=EchoEngine(), reader=ScriptedReader())
    uvicorn.run(app, port=settings.port, log_level="info", access_log=False, timeout_graceful_shutdown=1)


async def _migrated(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()


if __name__ == "__main__":
    main()
