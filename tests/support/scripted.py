"""The whole service in this process on a real port, with a scripted engine in place of Rasa and nothing read from texts."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from bot.app import create_app
from bot.service.ports import EngineAnswer, EngineDown, EngineFailed, EngineTurn
from bot.settings import Settings
from bot.store.database import Database
from bot.store.migrate import migrate
from tests.fakes import ScriptedReader
from tests.support.apart import run_apart
from tests.support.ports import free_port, wait_for


class EchoEngine:
    """Repeats what it is told; can be down, fail, or be held while it thinks."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.down = self.failing = False
        self._free = threading.Event()
        self._free.set()

    def hold(self) -> None:
        self._free.clear()

    def let_go(self) -> None:
        self._free.set()

    def reset(self) -> None:
        self.heard.clear()
        self.down = self.failing = False
        self.let_go()

    async def answer(self, turn: EngineTurn) -> EngineAnswer:
        said = turn.text if turn.text is not None else f"({turn.intent})"
        self.heard.append(said)
        while not self._free.is_set():  # noqa: ASYNC110 (set by another thread)
            await asyncio.sleep(0.005)
        if self.down:
            raise EngineDown("scripted")
        if self.failing:
            raise EngineFailed("scripted")
        return EngineAnswer((f"heard: {said}",), "inform", 1.0)

    async def ready(self) -> bool:
        return not self.down

    async def close(self) -> None:
        pass


@contextmanager
def scripted_service(folder: Path, engine: EchoEngine, **settings: str) -> Iterator[str]:
    """Address of a running service."""
    port = free_port()
    given = {
        "PORT": str(port),
        "ENGINE_PORT": str(free_port()),
        "DATA_DIR": str(folder),
        "TEST_CLOCK": "1",
    } | settings
    read = Settings.from_environment(
        {f"FIRSTNOTICE_{name}": value for name, value in given.items()}, folder / "none"
    )
    run_apart(_migrated(read.database_url))
    app = create_app(read, engine=engine, reader=ScriptedReader())
    server = uvicorn.Server(
        uvicorn.Config(app, port=port, log_config=None, access_log=False, timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, name="service")
    thread.start()
    try:
        wait_for(lambda: server.started, 20, "the service in this process")
        yield f"http://127.0.0.1:{port}"
    finally:
        engine.reset()
        server.should_exit = True
        thread.join(20)


async def _migrated(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()
