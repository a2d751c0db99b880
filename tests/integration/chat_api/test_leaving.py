"""Ending, taking along and erasing a conversation, while others look on and the bot is at an answer."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from tests.support.chat import Chat
from tests.support.ports import wait_for
from tests.support.refusals import refused
from tests.support.scripted import EchoEngine

Open = Callable[..., Chat]
WORD = "Quetzalcoatl"


def files_with(folder: Path, word: str) -> list[str]:
    """Names of all files under the service's data in which the word stands, deleted or not."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if word.encode() in file.read_bytes()]


def report(folder: Path, person: Chat, reference: str) -> None:
    """The first thing that was said becomes a report that was sent."""
    message = person.messages()[0]["id"]
    at = datetime(2026, 4, 8, tzinfo=UTC).isoformat(" ")
    claim = {
        "id": f"claim-{reference}",
        "line": "professional_indemnity",
        "conversation": person.id,
        "reference": reference,
        "status": "submitted",
        "opened_at": at,
        "submitted_at": at,
        "fact_count": 1,
        "severity": 0,
    }
    fact = {
        "claim": claim["id"],
        "seq": 1,
        "field": "description",
        "value": f'"{WORD}"',
        "precision": "exact",
        "confidence": 1.0,
        "set_by": "insured",
        "at": at,
        "source_message": message,
    }
    with closing(sqlite3.connect(folder / "firstnotice.sqlite", timeout=10)) as database, database:
        for table, row in (("claims", claim), ("facts", fact)):
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))


def delete(person: Chat) -> httpx.Response:
    return person.http.delete("/chat/v1/session", headers=person.headers)


def test_an_erased_conversation_is_gone_to_the_last_byte(chat: Open, folder: Path) -> None:
    person = chat()
    person.say(f"{WORD} wants money")
    assert files_with(folder, WORD)
    answer = delete(person)
    assert (answer.status_code, answer.content) == (204, b"")
    assert files_with(folder, WORD) == []
    for gone in (
        person.http.get("/chat/v1/messages", headers=person.headers),
        person.http.get("/chat/v1/session", headers=person.headers),
        person.http.get("/chat/v1/transcript", headers=person.headers),
        person.post({"client_id": "late", "text": WORD}),
    ):
        assert refused(gone, 404) == "unknown_session"
    assert files_with(folder, WORD) == []


def test_erasing_again_is_no_mistake(chat: Open) -> None:
    person = chat()
    person.say("hello")
    assert [delete(person).status_code for _ in range(3)] == [204, 204, 204]


def test_who_never_existed_can_t_be_erased(http: httpx.Client, forgotten: str) -> None:
    answer = http.delete("/chat/v1/session", headers={"Authorization": f"Bearer {forgotten}"})
    assert refused(answer, 404) == "unknown_session"


def test_an_answer_under_way_does_not_bring_it_back(chat: Open, echo: EchoEngine, folder: Path) -> None:
    person, other = chat(), chat()
    echo.hold()
    person.send(f"{WORD} wants money")
    wait_for(lambda: echo.heard, 5, "the engine hears it")
    assert delete(person).status_code == 204
    echo.let_go()
    other.say("hello")
    assert files_with(folder, WORD) == []


def test_others_who_look_on_learn_of_it(chat: Open) -> None:
    person = chat()
    person.say("hello")
    stream = person.events()
    assert [next(stream).name for _ in range(2)] == ["message", "message"]
    delete(person)
    assert next(event.name for event in stream if event.name != "typing") == "erased"
    assert list(stream) == []


def test_a_report_stays_and_its_person_is_told(chat: Open, folder: Path) -> None:
    person = chat(locale="de-DE")
    person.say(f"{WORD} will Geld")
    person.say("Haben Sie Kinder?")
    report(folder, person, "FN-26-7K3QD")
    before = person.http.get("/chat/v1/session", headers=person.headers).json()
    assert before["reports"] == ["FN-26-7K3QD"]
    assert "FN-26-7K3QD" in before["erasing"]
    assert "bleibt beim Versicherer" in before["erasing"]
    answer = delete(person)
    assert answer.status_code == 200
    assert answer.json()["kept"] == ["FN-26-7K3QD"]
    assert "FN-26-7K3QD bleibt beim Versicherer" in answer.json()["message"]
    assert files_with(folder, "Kinder") == []
    assert files_with(folder, WORD)
    assert delete(person).status_code == 204


def test_before_anything_was_sent_all_will_go(chat: Open) -> None:
    state = chat(locale="en-GB").http
    person = Chat(state, patience=15, locale="en-GB")
    told = state.get("/chat/v1/session", headers=person.headers).json()
    assert told == {
        "session": person.id,
        "language": "en",
        "ended": False,
        "reports": [],
        "erasing": "Everything in this conversation will be deleted for good.",
    }


def test_an_ended_conversation_stays_and_begins_again_with_the_next_word(chat: Open) -> None:
    person = chat()
    person.say("hello")
    for _ in range(2):
        assert person.http.post("/chat/v1/end", headers=person.headers).status_code == 204
        assert person.http.get("/chat/v1/session", headers=person.headers).json()["ended"] is True
    assert person.messages()[0]["text"] == "hello"
    assert person.say("one more thing")
    assert person.http.get("/chat/v1/session", headers=person.headers).json()["ended"] is False


@pytest.mark.parametrize(
    ("wanted", "kind", "begins"),
    [
        ("", "text/plain", b"\xef\xbb\xbfConversation of"),
        ("txt", "text/plain", b"\xef\xbb\xbf"),
        ("pdf", "application/pdf", b"%PDF"),
    ],
)
def test_a_transcript_to_take_along(chat: Open, wanted: str, kind: str, begins: bytes) -> None:
    person = chat(locale="en-GB", timezone="Europe/London")
    person.say("the key is gone")
    params = {"format": wanted} if wanted else {}
    answer = person.http.get("/chat/v1/transcript", params=params, headers=person.headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert answer.content.startswith(begins)
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    if kind == "text/plain":
        assert "the key is gone" in answer.text


def test_other_formats_are_refused(chat: Open) -> None:
    person = chat()
    answer = person.http.get("/chat/v1/transcript", params={"format": "docx"}, headers=person.headers)
    assert refused(answer, 422) == "invalid"
