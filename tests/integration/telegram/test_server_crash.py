"""The real event "server crash, 100.000 euros", told over Telegram to the real engine: files, an edit, a correction, the row."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.ports import wait_for
from tests.support.processes import Installation, Process
from tests.support.samples import a_pdf, a_picture
from tests.support.telegram_person import Person
from tests.support.telegram_stand_in import TOKEN, TelegramStandIn

pytestmark = pytest.mark.engine

THEN = int(datetime.fromisoformat("2022-03-14T08:40:00+01:00").timestamp())
PATIENCE = 60.0
TOLD = (
    "We look after the IT of Kessler Logistics. On 27 February their server crashed, the backup turned out to be broken and the "
    "recovery company we hired destroyed the rest, so all their data is gone for good. They wrote on Friday that they hold us "
    "responsible and estimate the damage at around 100.000 euros."
)
ANSWERS = {
    "insured_name": "Jonas Brandt",
    "policy_number": "I don't have it here",
    "personal_data": "only product data",
    "statement_made": "no",
    "deadline": "no",
}


class Told:
    """A person in 2022, and what the service has stored of them."""

    def __init__(self, person: Person, database: Path) -> None:
        self.person, self._database, self._minute = person, database, 0

    def rows(self, query: str) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(self._database, timeout=10)) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(query)]

    def date(self) -> int:
        """A minute later each time."""
        self._minute += 1
        return THEN + 60 * self._minute

    def answered(self, shown: int) -> str:
        """What came after the first `shown` messages, once the turn is over and all of it was sent."""

        def over() -> bool:
            waiting = self.rows("SELECT 1 FROM messages WHERE state = 'pending'")
            unsent = self.rows("SELECT 1 FROM deliveries WHERE state = 'pending'")
            return len(self.person.sees()) > shown and not (waiting or unsent)

        wait_for(over, PATIENCE, f"an answer after {self.person.sees()[-1:]}")
        return "\n".join(self.person.sees()[shown:])

    def writes(self, text: str) -> str:
        shown = len(self.person.sees())
        self.person.writes(text, date=self.date())
        return self.answered(shown)

    def asks(self) -> str:
        """The field of the newest question."""
        found = self.rows("SELECT asks FROM messages WHERE asks IS NOT NULL ORDER BY seq DESC LIMIT 1")
        return str(found[0]["asks"]) if found else ""

    def fact(self, field: str) -> Any:
        found = self.rows(f"SELECT value FROM facts WHERE field = '{field}' ORDER BY seq DESC LIMIT 1")
        return json.loads(found[0]["value"]) if found else None


@pytest.fixture
def told(models: Path, tmp_path: Path, telegram: TelegramStandIn) -> Iterator[Told]:
    installation = Installation(tmp_path, models, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API=telegram.url)
    installation.environment["NO_PROXY"] = "127.0.0.1"
    installation.migrate()
    running: list[Process] = [installation.engine(), installation.service()]
    try:
        installation.wait_until_ready()
        yield Told(Person(telegram, "Jonas"), installation.database)
    finally:
        for process in running:
            process.kill()


def test_the_server_crash_is_told_edited_corrected_and_sent(told: Told, telegram: TelegramStandIn) -> None:
    jonas = told.person
    jonas.writes(TOLD, date=told.date())
    said = told.answered(0)
    story = next(iter(jonas.place.messages))
    assert "Sunday, 27 February 2022" in said
    assert "100" in said.partition("about ")[2][:8]

    # The edit: it was the 28th. Both versions are kept, one description remains.
    shown = len(jonas.sees())
    jonas.edits(story, TOLD.replace("27 February", "28 February"))
    assert "Monday, 28 February 2022" in told.answered(shown)
    assert told.fact("occurred_on")["start"] == "2022-02-28"
    description = told.fact("description")
    assert "28 February" in description
    assert "27 February" not in description
    texts = [row["text"] for row in told.rows("SELECT text FROM messages WHERE author = 'insured'")]
    assert texts == [TOLD, TOLD.replace("27 February", "28 February")]

    # Two documents at once: one answer, which says what was received.
    shown, photo = len(jonas.sees()), a_picture()
    album = {"media_group_id": "a1"}
    jonas.sends_document(a_pdf(text="letter"), "letter of claim.pdf", date=told.date(), **album)
    jonas.sends_photo(photo, date=told.date(), **album)
    assert "letter of claim.pdf" in told.answered(shown)
    assert len(jonas.sees()) == shown + 1

    for _ in range(20):
        asks = told.asks()
        if asks == "confirm":
            break
        if asks == "discovered_on":
            told.writes("we noticed on 5 March")
            # The correction, in words.
            assert "4 March 2022" in told.writes("no, sorry, it was 4 March")
        elif asks == "insured_contact":
            shown = len(jonas.sees())
            contact = {"phone_number": "493090182099", "first_name": "Jonas", "user_id": jonas.id}
            jonas.sends(contact=contact, date=told.date())
            told.answered(shown)
        else:
            told.writes(ANSWERS.get(asks, "I don't know"))
    summary = jonas.from_bot()[-1]
    assert "Kessler Logistics" in summary["text"]
    assert "code" in {entity["type"] for entity in summary["entities"]}

    # A press has no date: by the real clock years have passed, so the draft's owner is welcomed back first.
    shown = len(jonas.sees())
    jonas.presses("Send it")
    assert "Welcome back" in told.answered(shown)
    shown = len(jonas.sees())
    jonas.presses("Send it")
    assert "Your reference is FN-" in told.answered(shown)

    # A late edit of the story is added to the report that was sent.
    shown = len(jonas.sees())
    jonas.edits(story, TOLD.replace("27 February", "28 February").replace("100.000", "120.000"), after=7200)
    assert "120" in told.answered(shown)
    wait_for(lambda: told.fact("amount_claimed")["low"] in ("120000", 120000), PATIENCE, "the late edit")

    [claim] = told.rows("SELECT * FROM claims")
    assert (claim["status"], claim["incident_type"]) == ("submitted", "data_loss")
    assert (claim["occurred_from"], claim["discovered_from"]) == ("2022-02-28", "2022-03-04")
    assert (claim["claimant"], claim["insured_name"]) == ("Kessler Logistics", "Jonas Brandt")
    assert "90182099" in claim["insured_contact"].replace(" ", "")
    documents = told.rows("SELECT * FROM documents ORDER BY name")
    assert [(each["claim"], each["state"]) for each in documents] == [(claim["id"], "kept")] * 2
    assert {each["size"] for each in documents} == {len(a_pdf(text="letter")), len(photo)}
