"""When the engine is out of order: one apology, nothing lost, nothing twice, and no word of a person in the logs."""

import logging
from collections.abc import Callable

import pytest

from bot.commands.logs import DiscreetFormatter
from tests.support.chat import Chat, Message
from tests.support.scripted import EchoEngine

Open = Callable[..., Chat]


def by(shown: list[Message], author: str) -> list[str]:
    return [each["text"] for each in shown if each["author"] == author]


def test_one_apology_then_the_answer_once(chat: Open, echo: EchoEngine) -> None:
    person = chat(locale="de-DE")
    echo.down = True
    person.send("Ich habe einen Schlüssel verloren.")
    shown = person.until(lambda shown: bool(by(shown, "system")), "an apology")
    assert by(shown, "bot") == []
    assert "Entschuldigung" in by(shown, "system")[0]
    attempts = len(echo.heard)
    person.until(lambda shown: len(echo.heard) > attempts, "another attempt")
    echo.down = False
    person.until(lambda shown: bool(by(shown, "bot")), "the answer")
    person.say("Sind Sie da?")
    shown = person.messages()
    assert len(by(shown, "system")) == 1
    assert by(shown, "bot") == ["heard: Ich habe einen Schlüssel verloren.", "heard: Sind Sie da?"]


def test_a_short_failure_goes_unnoticed(chat: Open, echo: EchoEngine) -> None:
    person = chat()
    echo.down = True
    person.send("hello")
    person.until(lambda shown: bool(echo.heard), "the first attempt")
    echo.down = False
    shown = person.until(lambda shown: bool(by(shown, "bot")), "the answer")
    assert by(shown, "system") == []
    assert by(shown, "bot") == ["heard: hello"]


def test_what_is_said_meanwhile_is_answered_in_order(chat: Open, echo: EchoEngine) -> None:
    person = chat()
    echo.down = True
    texts = [f"message {number}" for number in range(5)]
    for text in texts:
        person.send(text)
    person.until(lambda shown: bool(by(shown, "system")), "an apology")
    echo.down = False
    shown = person.until(lambda shown: len(by(shown, "bot")) == 5, "five answers")
    assert by(shown, "bot") == [f"heard: {text}" for text in texts]
    assert len(by(shown, "system")) == 1


def test_others_are_answered_while_one_waits(chat: Open, echo: EchoEngine) -> None:
    alice, bob = chat(), chat()
    echo.down = True
    alice.send("hello")
    alice.until(lambda shown: bool(echo.heard), "the first attempt")
    echo.down = False
    assert bob.say("hello")


def test_readiness_tells_of_the_engine(chat: Open, echo: EchoEngine) -> None:
    person = chat()
    assert person.http.get("/readyz").json() == {"database": "ok", "engine": "ok"}
    echo.down = True
    answer = person.http.get("/readyz")
    assert (answer.status_code, answer.json()["engine"]) == (503, "not answering")
    assert person.http.get("/healthz").status_code == 200


def test_logs_never_quote_a_person(chat: Open, echo: EchoEngine, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    person = chat()
    person.say("Alderway one")
    echo.down = True
    person.send("Alderway two")
    person.until(lambda shown: bool(by(shown, "system")), "an apology")
    echo.down, echo.failing = False, True
    person.until(lambda shown: len(by(shown, "system")) == 2, "giving up")
    echo.failing = False
    person.say("Alderway three")
    person.post({"client_id": "Alderway four" * 20, "text": "Alderway five" * 4_000, "Alderway six": 1})
    shaped = DiscreetFormatter("%(name)s %(message)s")
    written = [shaped.format(record) for record in caplog.records]
    assert any("no answer" in line for line in written)
    assert [line for line in written if "Alderway" in line] == []
