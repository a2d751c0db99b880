"""`python -m bot run`: keeps both processes alive, each without the other, and ends both when told to."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from tests.recovery.conftest import PATIENCE
from tests.support.chat import Chat
from tests.support.ports import listens, wait_for
from tests.support.processes import Installation, Process

pytestmark = [pytest.mark.engine, pytest.mark.recovery]

ENGINE, SERVICE = "engine/run.py", "bot serve"


@pytest.fixture
def installation(models: Path, tmp_path: Path) -> Installation:
    return Installation(tmp_path, models)


@pytest.fixture
def supervisor(installation: Installation) -> Iterator[Process]:
    running = installation.run()
    try:
        installation.wait_until_ready()
        yield running
    finally:
        running.stop()


def child(supervisor: Process, part: str, other_than: int = 0) -> psutil.Process:
    def look() -> psutil.Process | None:
        found = supervisor.child(part)
        return found if found is not None and found.pid != other_than else None

    found = wait_for(look, PATIENCE, f"a process {part}")
    assert found is not None
    return found


def ended(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_killed_children_come_back_and_a_stop_ends_all(
    installation: Installation, supervisor: Process
) -> None:
    engine, service = child(supervisor, ENGINE), child(supervisor, SERVICE)
    with httpx.Client(base_url=installation.url, timeout=30, trust_env=False) as http:
        person = Chat(http, patience=PATIENCE)
        person.say("Hello")

        engine.kill()
        message = person.send("I lost a key.")
        assert http.get("/healthz").status_code == 200
        assert child(supervisor, SERVICE).pid == service.pid
        engine = child(supervisor, ENGINE, other_than=engine.pid)
        assert person.answers_to(message)

        service.kill()
        service = child(supervisor, SERVICE, other_than=service.pid)
        assert child(supervisor, ENGINE).pid == engine.pid
        wait_for(installation.ready, PATIENCE, "the service answers again")
        assert person.say("It was the client's.")

        with http.stream("GET", "/chat/v1/events", headers=person.headers):
            seconds = supervisor.stop(within=20)
    assert seconds < 10
    assert ended(engine)
    assert ended(service)
    assert not listens(installation.port)
    assert not listens(installation.engine_port)


def test_a_killed_supervisor_leaves_nothing_behind(installation: Installation) -> None:
    running = installation.run()
    wait_for(lambda: running.child(ENGINE) and running.child(SERVICE), PATIENCE, "both processes")
    wait_for(installation.alive, PATIENCE, "the service answers")
    children = [child(running, ENGINE), child(running, SERVICE)]
    begun = time.monotonic()
    running.signal(signal.SIGKILL)
    running.stop()
    wait_for(lambda: all(ended(each) for each in children), 20 - (time.monotonic() - begun), "both ended")
    assert not listens(installation.port)
