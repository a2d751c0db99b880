"""Several services, one bot: one of them asks at a time, and whichever is killed, nothing is lost.

Each is a process of its own on one database; only the engine is scripted.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.integration.telegram.conftest import mara as mara
from tests.integration.telegram.conftest import stand_in as stand_in
from tests.integration.telegram.conftest import telegram as telegram
from tests.support.ports import wait_for
from tests.support.processes import Process
from tests.support.samples import a_picture
from tests.support.scripted_process import start_service
from tests.support.telegram_person import Person
from tests.support.telegram_stand_in import TOKEN, TelegramStandIn

pytestmark = pytest.mark.recovery

PATIENCE = 40.0
Start = Callable[..., tuple[Process, str]]


@pytest.fixture
def start(request: pytest.FixtureRequest, telegram: TelegramStandIn, tmp_path: Path) -> Iterator[Start]:
    """Starts one more service and waits until it answers."""
    settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API": telegram.url, "SECRET": "shared"}
    if getattr(request, "param", "sqlite") == "postgresql":
        settings["DATABASE_URL"] = str(request.getfixturevalue("postgres_url"))
    running: list[Process] = []

    def started(**more: str) -> tuple[Process, str]:
        process, url = start_service(tmp_path, f"service{len(running)}", **settings, **more)
        running.append(process)
        wait_for(lambda: _answers(url), PATIENCE, f"a service; see {process.log}", 0.05)
        return process, url

    yield started
    telegram.answer_again()
    for process in running:
        process.kill()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz", timeout=5, trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def sees(person: Person, *texts: str) -> None:
    """The person gets just these texts, each as often as it is named."""
    wait_for(lambda: len(person.sees()) >= len(texts), PATIENCE, f"{texts}, not {person.sees()}")
    assert sorted(person.sees()) == sorted(texts)


def noted(folder: Path, replies: int) -> None:
    """Waits until it is kept that so many replies are sent: who is killed before that sends the last one again."""

    def kept() -> bool:
        with closing(sqlite3.connect(folder / "firstnotice.sqlite")) as database:
            [(sent,)] = database.execute("SELECT count(*) FROM deliveries WHERE state = 'sent'")
        return bool(sent == replies)

    wait_for(kept, PATIENCE, f"{replies} replies noted as sent", 0.05)


@pytest.mark.parametrize("start", ["postgresql"], indirect=True)
def test_killed_while_asking_sending_and_fetching(
    start: Start, telegram: TelegramStandIn, mara: Person
) -> None:
    first, _ = start()
    mara.writes("zero")
    sees(mara, "heard: zero")
    second, _ = start()
    for number in range(5):
        mara.writes(f"message {number}")
    expected = ["heard: zero", *(f"heard: message {number}" for number in range(5))]
    sees(mara, *expected)
    # On a machine so busy that the lease runs out, one of them may knock once before it gives way.
    assert telegram.conflicts <= 1

    # What Telegram had taken and the process had not noted is sent once more, and nothing else.
    telegram.answer_no_more("sendMessage")
    mara.writes("taken")
    mara.writes("waiting")
    wait_for(lambda: "heard: taken" in mara.sees(), PATIENCE, "a message that is sent and not noted")
    for process in (first, second):
        process.kill()
    telegram.answer_again()
    mara.writes("while nobody was there")
    third, _ = start()
    expected += ["heard: taken", "heard: taken", "heard: waiting", "heard: while nobody was there"]
    sees(mara, *expected)

    # An album whose files were being fetched: another process makes one message of it.
    start()
    telegram.answer_no_more("getFile")
    mara.sends_album(*(a_picture(colour=colour) for colour in ("navy", "green", "grey")), caption="the lock")
    wait_for(lambda: len(telegram.called("getFile")) == 3, PATIENCE, "files that are asked for")
    third.kill()
    telegram.answer_again()
    sees(mara, *expected, "heard: the lock")
    telegram.redeliver(*mara.updates)
    wait_for(lambda: not telegram.waiting(), PATIENCE, "all updates are acknowledged")
    mara.writes("done")
    sees(mara, *expected, "heard: the lock", "heard: done")


def test_changing_between_asking_and_being_called_with_updates_waiting(
    start: Start, telegram: TelegramStandIn, mara: Person, tmp_path: Path
) -> None:
    asking, _ = start()
    mara.writes("one")
    sees(mara, "heard: one")
    noted(tmp_path, 1)
    asking.kill()
    mara.writes("two")
    called, url = start(TELEGRAM_WEBHOOK="https://claims.insurer.example")
    telegram.webhook_at = url
    sees(mara, "heard: one", "heard: two")
    noted(tmp_path, 2)
    called.kill()
    mara.writes("three")
    start()
    sees(mara, "heard: one", "heard: two", "heard: three")
    assert telegram.webhook["url"] == ""
