"""The same API over PostgreSQL: what several machines share keeps the promises that one file keeps."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.integration.chat_api.conftest import SETTINGS
from tests.support import postgres
from tests.support.chat import Chat
from tests.support.ports import wait_for
from tests.support.refusals import refused
from tests.support.scripted import EchoEngine, scripted_service


@pytest.fixture(scope="module")
def engine() -> EchoEngine:
    return EchoEngine()


@pytest.fixture(scope="module")
def replicas(
    engine: EchoEngine, postgres_cluster: postgres.Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[httpx.Client]]:
    """Two services with one database."""
    url = postgres_cluster.new_database()
    settings = {**SETTINGS, "DATABASE_URL": url}
    with (
        scripted_service(tmp_path_factory.mktemp("first"), engine, **settings) as first,
        scripted_service(tmp_path_factory.mktemp("second"), engine, **settings) as second,
        httpx.Client(base_url=first, timeout=15, trust_env=False) as one,
        httpx.Client(base_url=second, timeout=15, trust_env=False) as two,
    ):
        yield [one, two]


def elsewhere(person: Chat, http: httpx.Client) -> Chat:
    """The same session, at the other service."""
    other = Chat.__new__(Chat)
    other.http, other.patience, other.token, other.id = http, person.patience, person.token, person.id
    return other


def test_a_conversation_over_two_services(replicas: list[httpx.Client]) -> None:
    here = Chat(replicas[0], patience=15)
    there = elsewhere(here, replicas[1])
    here.say("one")
    there.answers_to(there.send("two", client_id="there"))
    assert [each["text"] for each in here.messages()] == ["one", "heard: one", "two", "heard: two"]
    stream = (event for event in there.events() if event.name == "message")
    assert [next(stream).id for _ in range(4)] == [1, 2, 3, 4]
    here.send("three")
    assert next(stream).data["text"] == "three"


def test_messages_at_once_are_neither_lost_nor_doubled(replicas: list[httpx.Client]) -> None:
    here = Chat(replicas[0], patience=30)
    there = elsewhere(here, replicas[1])
    with ThreadPoolExecutor(8) as pool:
        ids = set(
            pool.map(
                lambda number: (here, there)[number % 2].send(
                    f"message {number // 2}", client_id=f"{number // 2}"
                ),
                range(40),
            )
        )
    assert len(ids) == 20
    shown = here.until(lambda shown: len(shown) >= 40, "twenty answers")
    assert sorted(each["text"] for each in shown if each["author"] == "bot") == sorted(
        f"heard: message {number}" for number in range(20)
    )
    assert [each["seq"] for each in shown] == list(range(1, 41))


def test_erased_here_is_erased_there_with_an_answer_under_way(
    replicas: list[httpx.Client], engine: EchoEngine
) -> None:
    engine.reset()
    here = Chat(replicas[0], patience=15)
    there = elsewhere(here, replicas[1])
    engine.hold()
    here.send("the key is gone")
    wait_for(lambda: engine.heard, 5, "the engine hears it")
    assert there.http.delete("/chat/v1/session", headers=there.headers).status_code == 204
    engine.let_go()
    for person in (here, there):
        answer = person.http.get("/chat/v1/messages", headers=person.headers)
        assert refused(answer, 404) == "unknown_session"
    assert refused(here.post({"client_id": "late", "text": "hello"}), 404) == "unknown_session"


def test_strange_texts_are_kept_as_they_are(replicas: list[httpx.Client]) -> None:
    person = Chat(replicas[0], patience=15)
    texts = [
        "😱🔑",
        "'; DROP TABLE conversations; --",
        "line\nline\u2028line",
        "x" * 19_000,
        "\\u0000 \\x00 %s",
    ]
    for text in texts:
        assert person.say(text)
    assert [each["text"] for each in person.messages(author="insured")] == texts
    assert refused(person.post({"client_id": "b", "button": "none"}), 422) == "unknown_button"


def test_ending_and_transcript(replicas: list[httpx.Client]) -> None:
    person = Chat(replicas[1], patience=15)
    person.say("hello")
    assert person.http.post("/chat/v1/end", headers=person.headers).status_code == 204
    assert person.http.get("/chat/v1/session", headers=person.headers).json()["ended"] is True
    taken = person.http.get("/chat/v1/transcript", params={"format": "pdf"}, headers=person.headers)
    assert taken.content.startswith(b"%PDF")
