"""Updates as Telegram sends them (`tests/golden/telegram`): each comes twice and out of order, by either way in.

Nothing is lost, nothing repeats, what nobody knows is acknowledged and left alone.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.channels import gathering
from bot.channels.telegram.webhook import HEADER, PATH, secret_token
from bot.conversations.message import Message
from tests.integration.telegram.conftest import Office, Opening, until
from tests.integration.telegram.test_webhook import ADDRESS, open_door
from tests.support.samples import a_pdf, a_picture, a_zip, an_mp4
from tests.support.telegram_methods import Place
from tests.support.telegram_objects import Json
from tests.support.telegram_person import Person
from tests.support.telegram_stand_in import TelegramStandIn

FOLDER = Path(__file__).parents[2] / "golden" / "telegram"
MARA = "5005150"
"""Her account and chat in the recordings."""
CONTENTS: dict[str, Callable[[], bytes]] = {
    "pdf": a_pdf,
    "picture": a_picture,
    "zip": lambda: a_zip({"a.txt": b"a"}),
    "clip": an_mp4,
    "ogg": lambda: b"OggS" + bytes(24) + b"\x01vorbis" + bytes(64),
}
"""What lies behind a file id, by the word at its end; a number after it makes another file of the same kind."""

Orders = Callable[[list[Json]], list[Json]]


def in_order(updates: list[Json]) -> list[Json]:
    return [update for each in updates for update in (each, each)]


def backwards(updates: list[Json]) -> list[Json]:
    return [*reversed(updates), *updates]


@dataclass
class Recording:
    """One file, as if another person had sent it."""

    name: str
    number: int

    def __post_init__(self) -> None:
        text = (FOLDER / f"{self.name}.json").read_text("utf-8")
        self.id = int(MARA) + self.number
        data = json.loads(text.replace(MARA, str(self.id)))
        self.updates: list[Json] = data["updates"]
        self.then: Json = data["then"]

    def set_up(self, telegram: TelegramStandIn) -> None:
        telegram.places[self.id] = Place({"id": self.id, "type": "private", "first_name": "Mara"})
        for id in _values(self.updates, "file_id"):
            kind = id.rpartition("_")[2]
            if kind.rstrip("0123456789") in CONTENTS:
                telegram.files[id] = CONTENTS[kind.rstrip("0123456789")]() + kind.encode()

    def amiss(self, stored: list[Message], kept: int) -> str:
        """What is not as it should be."""
        heard = sorted(
            each.text.removeprefix("Earlier version: ") for each in stored if each.author == "insured"
        )
        said = [each.text for each in stored if each.author == "system"]
        files = sum(len(each.documents) for each in stored)
        if heard != sorted(self.then["heard"]):
            return f"heard {heard}"
        if (files, kept) != (self.then["documents"], self.then["documents"]):
            return f"{files} documents, {kept} kept"
        answers = self.then["answers"]
        if len(said) != len(answers) or not all(any(part in text for text in said) for part in answers):
            return f"said {said}"
        return ""


def _values(data: Any, name: str) -> set[str]:
    if isinstance(data, list):
        return set[str]().union(*(_values(each, name) for each in data))
    if isinstance(data, dict):
        found = {str(data[name])} if name in data else set[str]()
        return found.union(*(_values(each, name) for each in data.values()))
    return set()


@pytest.fixture
def recordings(telegram: TelegramStandIn, monkeypatch: pytest.MonkeyPatch) -> list[Recording]:
    # Here fifty people send at once.
    monkeypatch.setattr(gathering, "PATIENCE", timedelta(seconds=30))
    monkeypatch.setattr(gathering, "LONGEST", timedelta(seconds=30))
    monkeypatch.setattr(gathering, "QUIET", timedelta(seconds=2))
    monkeypatch.setattr(gathering, "LEASE", timedelta(seconds=6))
    monkeypatch.setattr(gathering, "RENEW", 2)
    monkeypatch.setattr(gathering, "STEP", 0.2)
    names = sorted(file.stem for file in FOLDER.glob("*.json"))
    made = [Recording(name, number) for number, name in enumerate(names)]
    for recording in made:
        recording.set_up(telegram)
    return made


async def all_as_they_should_be(office: Office, recordings: list[Recording]) -> dict[str, str]:
    """What is amiss, by recording, once that does not change any more."""
    amiss: dict[str, str] = {}
    for _ in range(60):
        await asyncio.sleep(0.25)
        amiss = {each.name: found for each in recordings if (found := await _look(office, each))}
        if not amiss:
            return {}
    return amiss


async def _look(office: Office, recording: Recording) -> str:
    chat = await office.outbox.chat("telegram", str(recording.id))
    stored = await office.store.messages(chat.conversation) if chat else []
    kept = await office.documents.of_conversation(chat.conversation) if chat else []
    return recording.amiss(stored, len(kept))


@pytest.mark.parametrize("order", [in_order, backwards])
async def test_by_asking(
    open_office: Opening, telegram: TelegramStandIn, recordings: list[Recording], order: Orders
) -> None:
    async with open_office() as office:
        for recording in recordings:
            for update in order(recording.updates):
                telegram.raw_update({name: data for name, data in update.items() if name != "update_id"})
        await office.all_taken()
        assert await all_as_they_should_be(office, recordings) == {}
        telegram.redeliver(*(update["update_id"] for update in telegram.all_updates))
        await office.all_taken()
        await asyncio.sleep(2.5)
        assert await all_as_they_should_be(office, recordings) == {}


@pytest.mark.parametrize("order", [in_order, backwards])
async def test_by_webhook(open_office: Opening, recordings: list[Recording], order: Orders) -> None:
    headers = {HEADER: secret_token("secret")}

    async def posted(http: httpx.AsyncClient, recording: Recording) -> None:
        for update in order(recording.updates):
            answer = await http.post(PATH, json=update, headers=headers)
            assert answer.status_code == 200, recording.name

    async with open_office(webhook=ADDRESS) as office, open_door(office) as http:
        for _ in range(2):
            await asyncio.gather(*(posted(http, recording) for recording in recordings))
            assert await all_as_they_should_be(office, recordings) == {}
            await asyncio.sleep(2.5)


async def test_groups_are_left_and_what_people_say_there_is_not_heard(
    open_office: Opening, telegram: TelegramStandIn, mara: Person
) -> None:
    recording = Recording("group_added", 0)
    group = recording.updates[0]["my_chat_member"]["chat"]
    telegram.places[group["id"]] = Place(group)
    async with open_office() as office:
        for update in recording.updates:
            telegram.raw_update({name: data for name, data in update.items() if name != "update_id"})
        await until(lambda: telegram.places[group["id"]].refusal is not None, "the bot has left")
        await office.all_taken()
        assert len(telegram.places[group["id"]].messages) == 1
