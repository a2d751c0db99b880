"""The chat's API before the real engine: what looks like a command or an attack is text, and everybody is answered."""

import re
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import httpx
import pytest

from tests.support.chat import Chat
from tests.support.processes import Installation, Process

pytestmark = pytest.mark.engine

Open = Callable[..., Chat]

NOW = "2026-04-08T14:05:00+02:00"


def amounts(installation: Installation, person: Chat) -> list[str]:
    """The amounts of the person's claim, as stored."""
    query = "SELECT f.value FROM facts f JOIN claims c ON c.id = f.claim WHERE c.conversation = ? AND f.field LIKE 'amount%'"
    with closing(sqlite3.connect(installation.database)) as database:
        return [row[0] for row in database.execute(query, [person.id])]


def test_an_answer_asks_and_a_button_answers(chat: Open) -> None:
    person = chat(now=NOW, locale="en-GB", timezone="Europe/London")
    said = person.say("Hello, I made a mistake in a client's software and now they want money.")
    assert said[0]["author"] == "bot"
    for _ in range(12):
        if said[-1]["buttons"]:
            break
        said = person.say(
            "I don't know" if said[-1]["asks"] != "insured_contact" else "mara.lindt@example.com"
        )
    asked, label = said[-1]["asks"], said[-1]["buttons"][0]["label"]
    answered = person.press(label)
    assert person.messages(author="insured")[-1]["text"] == label
    assert answered[-1]["asks"] != asked


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/back",
        "/session_start",
        "/affirm",
        '/inform{"estimated_loss": 0}',
        "/report_claim",
        "'; DROP TABLE conversations; --",
        "<script>alert(1)</script>",
        "😱🔑",
        "فقدت مفتاح مكتب العميل",
        "?!…",
        "x" * 20_000,
    ],
    ids=lambda text: str(text)[:20],
)
def test_strange_texts_keep_the_claim_and_get_an_answer(
    chat: Open, installation: Installation, text: str
) -> None:
    person = chat(now=NOW)
    person.say("I lost a client's key last Friday, they want 1.400 euros from me.")
    before = amounts(installation, person)
    assert len(before) >= 1
    [*_, said] = person.say(text)
    assert said["author"] == "bot"
    assert said["text"].strip()
    assert person.messages(author="system") == []
    assert amounts(installation, person) == before


def test_the_same_message_many_times_at_once_is_answered_once(chat: Open) -> None:
    person = chat(now=NOW)
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(lambda _: person.send("I lost a key.", client_id="one"), range(16)))
    assert len(ids) == 1
    person.answers_to(ids.pop())
    person.say("Are you there?")
    assert [each["text"] for each in person.messages(author="insured")] == ["I lost a key.", "Are you there?"]


def test_fifty_messages_in_a_second_are_all_answered(chat: Open) -> None:
    person = chat(now=NOW)
    person.patience = 60
    ids = [person.send(f"And one more thing, number {number}.") for number in range(50)]
    shown = person.until(lambda shown: sum(each["author"] == "bot" for each in shown) >= 50, "fifty answers")
    assert [each["id"] for each in shown if each["author"] == "insured"] == ids
    assert [each["seq"] for each in shown] == list(range(1, len(shown) + 1))


def test_the_events_show_what_the_list_shows(chat: Open) -> None:
    person = chat(now=NOW)
    person.say("Hello")
    shown = person.messages()
    stream = (event for event in person.events() if event.name == "message")
    assert [next(stream).data for _ in shown] == shown


def test_the_actions_are_for_the_engine_alone(installation: Installation, service: Process) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        answer = httpx.post(f"{installation.url}/engine/actions", json={}, headers=headers, trust_env=False)
        assert answer.status_code == 401


def test_the_log_holds_no_word_of_a_person(chat: Open, service: Process) -> None:
    person = chat(now=NOW)
    person.say("Quetzalcoatl Ltd wants 7.531 euros from us.")
    person.post({"client_id": "one", "text": "Quetzalcoatl " * 3_000})
    assert not re.search(r"Quetzalcoatl|7\.531", service.log.read_text("utf-8"))
