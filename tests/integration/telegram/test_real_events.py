"""The two real events, told over Telegram to the real engine: documents, an edited message, a correction, and the rows."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from typing import Any

import pytest

from tests.support.ports import wait_for
from tests.support.processes import Installation, Process
from tests.support.real_events import REAL_EVENTS, REFERENCE, SERVER_CRASH, RealEvent, kept_rightly, report
from tests.support.telegram_person import Person
from tests.support.telegram_stand_in import TOKEN, TelegramStandIn

pytestmark = pytest.mark.engine

PATIENCE = 60.0
ALBUM = "album-1"


class Chatting:
    """A person who tells an event in its time, and what the service has stored of them."""

    edits_messages = True

    def __init__(self, person: Person, event: RealEvent, installation: Installation) -> None:
        self.person, self._event, self._database = person, event, installation.database
        self._now = int(datetime.fromisoformat(event.now).timestamp())
        self.story = 0

    def rows(self, query: str) -> list[dict[str, Any]]:
        """Of this person's conversation, which stands for `:mine`."""
        mine = f"(SELECT conversation FROM chats WHERE address = '{self.person.id}')"
        with closing(sqlite3.connect(self._database, timeout=10)) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(query.replace(":mine", mine))]

    def date(self) -> int:
        """A minute later each time."""
        self._now += 60
        return self._now

    def answered(self, shown: int) -> str:
        """What came after the first `shown` messages, once the turn is over and all of it was sent."""

        def over() -> bool:
            waiting = self.rows("SELECT 1 FROM messages WHERE conversation = :mine AND state = 'pending'")
            unsent = self.rows("SELECT 1 FROM deliveries WHERE conversation = :mine AND state = 'pending'")
            return len(self.person.sees()) > shown and not (waiting or unsent)

        wait_for(over, PATIENCE, f"an answer after {self.person.sees()[-1:]}")
        return "\n".join(self.person.sees()[shown:])

    def says(self, text: str) -> str:
        shown = len(self.person.sees())
        message = self.person.writes(text, date=self.date())
        self.story = self.story or message
        return self.answered(shown)

    def edits(self, event: RealEvent) -> str:
        return self.edits_story(event.edited)

    def edits_story(self, text: str, after: int = 60) -> str:
        shown = len(self.person.sees())
        self.person.edits(self.story, text, after=after)
        return self.answered(shown)

    def gives(self, documents: Mapping[str, bytes]) -> str:
        shown = len(self.person.sees())
        for name, content in documents.items():
            self.person.sends_document(content, name, date=self.date(), media_group_id=ALBUM)
        said = self.answered(shown)
        assert len(self.person.sees()) == shown + 1, "one answer to an album"
        return said

    def asked(self) -> str | None:
        newest = "conversation = :mine AND asks IS NOT NULL ORDER BY seq DESC LIMIT 1"
        found = self.rows(f"SELECT asks FROM messages WHERE {newest}")
        return str(found[0]["asks"]) if found else None

    def sends(self, event: RealEvent) -> str:
        summary = self.person.from_bot()[-1]
        assert "code" in {entity["type"] for entity in summary["entities"]}, "an aligned list"
        # A press has no date: by the real clock years have passed, so the draft's owner is welcomed back first.
        for _ in range(2):
            shown = len(self.person.sees())
            self.person.presses(event.send)
            said = self.answered(shown)
            if REFERENCE.search(said):
                break
        return said

    def values(self, field: str) -> list[Any]:
        """All that was ever kept of a field, oldest first."""
        mine = "claim IN (SELECT id FROM claims WHERE conversation = :mine)"
        found = self.rows(f"SELECT value FROM facts WHERE {mine} AND field = '{field}' ORDER BY seq")
        return [json.loads(row["value"]) for row in found]


@pytest.fixture(scope="module")
def running(
    models: Any, tmp_path_factory: pytest.TempPathFactory, stand_in: TelegramStandIn
) -> Iterator[Installation]:
    """Engine and service with a token, for all tests here; the stand-in is reset by nobody meanwhile."""
    stand_in.reset()
    folder = tmp_path_factory.mktemp("real-events")
    installation = Installation(folder, models, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API=stand_in.url)
    installation.environment["NO_PROXY"] = "127.0.0.1"
    installation.migrate()
    processes: list[Process] = [installation.engine(), installation.service()]
    try:
        installation.wait_until_ready()
        yield installation
    finally:
        for process in processes:
            process.kill()


@pytest.mark.parametrize("name", REAL_EVENTS)
def test_ends_with_claim_documents_and_both_versions(
    name: str, running: Installation, stand_in: TelegramStandIn
) -> None:
    event = REAL_EVENTS[name]
    chatting = Chatting(Person(stand_in, language=event.language), event, running)
    reference = report(event, chatting)
    claim = kept_rightly(event, running, reference)
    assert chatting.values(event.edit.field)[-1] == event.edit.value
    assert len(chatting.values(event.edit.field)) > 1, "what the first version said is kept"
    description = claim["fields"]["description"]["value"]
    assert event.edited in description
    assert event.told not in description
    said = "SELECT text FROM messages WHERE conversation = :mine AND author = 'insured'"
    assert {event.told, event.edited} <= {row["text"] for row in chatting.rows(said)}
    if event is SERVER_CRASH:
        # A late edit of the story is added to the report that was sent.
        assert "120" in chatting.edits_story(event.edited.replace("100.000", "120.000"), after=7200)
        assert float(chatting.values("amount_claimed")[-1]["low"]) == 120_000
