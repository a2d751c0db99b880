"""Engine and service as processes of their own, which tests kill and start again, and a look into their database."""

import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.chat import Chat
from tests.support.ports import listens, wait_for
from tests.support.processes import Installation, Process

PATIENCE = 60


class Pair:
    """One engine and one service."""

    def __init__(self, installation: Installation) -> None:
        self.at = installation
        self.at.migrate()
        self.engine: Process = self.at.engine()
        self.service: Process = self.at.service()

    def start_service(self) -> None:
        self.service = self.at.service()
        wait_for(self.at.alive, PATIENCE, "the service answers")

    def start_engine(self) -> None:
        self.engine = self.at.engine()

    @contextmanager
    def thinking(self) -> Iterator[None]:
        """The engine takes a turn in and does not answer it."""
        self.engine.signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.engine.signal(signal.SIGCONT)

    @contextmanager
    def storing(self) -> Iterator[None]:
        """Nothing can be stored: another process holds SQLite's one write lock."""
        with closing(sqlite3.connect(self.at.database, isolation_level=None, timeout=10)) as lock:
            lock.execute("BEGIN IMMEDIATE")
            yield
            lock.execute("ROLLBACK")

    def kill_service_before_it_stores(self, send: Callable[[], str]) -> str:
        """Kill the service when the engine has answered what `send` hands in, and before that is stored."""
        with ExitStack() as stack:
            with self.thinking():
                message = send()
                pause(0.3)
                stack.enter_context(self.storing())
            pause(2)
            self.service.kill()
        return message

    def rows(self, query: str, *values: Any) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(self.at.database, timeout=10)) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(query, values)]

    def stop(self) -> None:
        for process in (self.service, self.engine):
            process.kill()


@pytest.fixture(scope="module")
def running(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    pair = Pair(Installation(tmp_path_factory.mktemp("recovery"), models))
    try:
        pair.at.wait_until_ready()
        yield pair
    finally:
        pair.stop()


@pytest.fixture
def pair(running: Pair) -> Pair:
    """Both ready, whatever the test before did to them."""
    if not listens(running.at.port):
        running.start_service()
    running.at.wait_until_ready()
    return running


@pytest.fixture
def chat(pair: Pair) -> Iterator[Callable[..., Chat]]:
    with httpx.Client(base_url=pair.at.url, timeout=30, trust_env=False) as http:
        yield lambda **session: Chat(http, patience=PATIENCE, **session)


def nothing_lost_nothing_twice(pair: Pair, person: Chat) -> None:
    """Every message of the insured was answered by exactly one turn, in order, and the numbers have no gap."""
    query = "SELECT id, state FROM messages WHERE conversation = ? AND author = 'insured' ORDER BY seq"
    wait_for(
        lambda: all(row["state"] != "pending" for row in pair.rows(query, person.id)),
        PATIENCE,
        "all answered",
    )
    asked = pair.rows(query, person.id)
    assert [row["state"] for row in asked] == ["answered"] * len(asked)
    query = "SELECT answers, at FROM messages WHERE conversation = ? AND author = 'bot' GROUP BY answers, at ORDER BY min(seq)"
    turns = pair.rows(query, person.id)
    assert [row["answers"] for row in turns] == [row["id"] for row in asked]
    assert [each["seq"] for each in person.messages()] == list(range(1, len(person.messages()) + 1))


def pause(seconds: float) -> None:
    """Let the processes get to where the test wants them; too short only makes the test easier."""
    time.sleep(seconds)
