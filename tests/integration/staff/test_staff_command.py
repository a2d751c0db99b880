"""`python -m bot staff`, over a database with a conversation that somebody has."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.conversations import ownership
from bot.conversations.model import Owner
from bot.store.database import Database
from bot.store.desk_changes import SqlDeskChanges
from bot.store.people import SqlPeople
from bot.store.store import SqlStore
from tests.builders import a_conversation, the_catalogue


def test_what_somebody_has_waits_again_once_they_are_switched_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'firstnotice.sqlite'}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FIRSTNOTICE_DATA_DIR", str(tmp_path))
    assert main(["staff", "add", "ben@insurer.example", "--name", "Ben Bauer"]) == 0
    asyncio.run(_taken_by_ben(url))
    assert main(["staff", "disable", "ben@insurer.example"]) == 0
    owner, said = asyncio.run(_left(url))
    assert owner is Owner.WAITING
    assert "Ben Bauer" in said
    capsys.readouterr()
    main(["staff", "list"])
    assert "disabled" in capsys.readouterr().out


async def _taken_by_ben(url: str) -> None:
    database = Database(url)
    now = datetime.now(UTC)
    await SqlStore(database, the_catalogue()).open_conversation(a_conversation(id="v1", opened_at=now))
    (ben,) = (await SqlPeople(database).members()).values()
    async with SqlDeskChanges(database, the_catalogue()).change("v1", ben.id, now) as changing:
        await changing.own(ownership.take(changing.conversation, ben.id))
    await database.close()


async def _left(url: str) -> tuple[Owner, str]:
    """Who has the conversation, and what was said last."""
    database = Database(url)
    store = SqlStore(database, the_catalogue())
    conversation = await store.conversation("v1")
    said = await store.messages("v1")
    await database.close()
    assert conversation is not None
    return conversation.owner, said[-1].text
