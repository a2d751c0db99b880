"""Staff take over from the real bot and give back to it: the desk in this process, the bot in the service's."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.store.database import Database
from tests.support.chat import Chat
from tests.support.office import Office
from tests.support.processes import Installation

pytestmark = pytest.mark.engine


class Desk:
    """The desk over the service's database, from a process of its own."""

    def __init__(self, installation: Installation) -> None:
        self._runner = asyncio.Runner()
        self._database = Database(installation.settings.database_url)
        self.office = Office(self._database)
        self.office.clock.now = datetime.now(UTC)
        self.does(self.office.staffed())

    def does(self, deed: Any) -> Any:
        return self._runner.run(deed)

    def close(self) -> None:
        self.does(self._database.close())
        self._runner.close()


@contextmanager
def desk_of(installation: Installation) -> Iterator[Desk]:
    desk = Desk(installation)
    try:
        yield desk
    finally:
        desk.close()


def test_staff_take_over_write_and_give_back(installation: Installation, chat: Callable[..., Chat]) -> None:
    person = chat(locale="en-GB")
    person.say("We lost the key to a client's office yesterday, they want 1,400 euros for new locks.")
    with desk_of(installation) as desk:
        anna, office = desk.office.anna, desk.office
        desk.does(office.desk.take(anna, person.id))
        person.send("are you a person? I'm at pat@doyle.example")
        desk.does(office.desk.write(anna, person.id, "Yes, Anna here.", key="k1"))
        authors = [message["author"] for message in person.messages()]
        assert authors[-3:] == ["system", "insured", "staff"]
        opened = desk.does(office.desk.open(anna, person.id))
        assert opened.claim is not None
        missing = [entry.field.name for entry in opened.claim.fields if entry.missing]
        asked = opened.conversation.asks
        assert asked in missing
        choice = next(entry.field for entry in opened.claim.fields if entry.field.name == asked)
        value = next(iter(choice.choices), "no") if choice.choices else "Muster GmbH"
        desk.does(office.desk.edit(anna, opened.claim.id, asked, value, reason="on the phone"))
        desk.does(office.desk.give_back(anna, person.id))
    *_, line, answer = person.until(
        lambda said: said[-1]["author"] == "bot" and said[-2]["author"] == "system", "the bot asks again"
    )
    assert line["author"] == "system"
    assert line["text"].startswith("Anna has left")
    assert answer["author"] == "bot"
    assert answer["asks"] in missing
    assert answer["asks"] != asked
    # What was told to Anna is in the report by now.
    assert "pat@doyle.example" in answer["text"]
    assert person.say("what was the question again?")[-1]["asks"] == answer["asks"]
