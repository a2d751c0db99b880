"""Floods are stopped per address and per session with a time to come back; people and this machine never are."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.support.chat import Chat
from tests.support.refusals import refused

Open = Callable[..., Chat]


@pytest.fixture
def from_afar(echo_url: str) -> Iterator[Callable[[str], httpx.Client]]:
    """A client that a proxy says comes from this address."""
    clients: list[httpx.Client] = []

    def client(address: str) -> httpx.Client:
        headers = {"X-Forwarded-For": f"198.51.100.1, {address}", "Accept-Language": "de-DE,de;q=0.9"}
        clients.append(httpx.Client(base_url=echo_url, timeout=15, trust_env=False, headers=headers))
        return clients[-1]

    yield client
    for each in clients:
        each.close()


def test_a_flood_of_sessions_is_stopped_and_others_come_in(from_afar: Callable[[str], httpx.Client]) -> None:
    flood, other = from_afar("203.0.113.50"), from_afar("203.0.113.51")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: flood.post("/chat/v1/sessions", json={}), range(1_000)))
    assert [answer.status_code for answer in answers].count(201) == 20
    stopped = next(answer for answer in answers if answer.status_code != 201)
    assert refused(stopped, 429) == "too_many_sessions"
    assert 3500 < int(stopped.headers["Retry-After"]) <= 3600
    assert "später" in stopped.json()["error"]["message"]
    assert other.post("/chat/v1/sessions", json={}).status_code == 201


def test_what_the_sender_adds_to_the_proxys_word_does_not_count(
    from_afar: Callable[[str], httpx.Client],
) -> None:
    statuses = []
    for number in range(30):
        client = from_afar("203.0.113.52")
        client.headers["X-Forwarded-For"] = f"10.9.8.{number}, 203.0.113.52"
        statuses.append(client.post("/chat/v1/sessions", json={}).status_code)
    assert statuses.count(201) == 20


def test_a_flood_of_messages_is_stopped_in_its_own_session_only(
    from_afar: Callable[[str], httpx.Client],
) -> None:
    http = from_afar("203.0.113.53")
    alice, bob = Chat(http, patience=15), Chat(http, patience=15)
    answers = [alice.post({"client_id": f"{number}", "text": "hello"}) for number in range(12)]
    assert [answer.status_code for answer in answers] == [202] * 10 + [429] * 2
    assert refused(answers[-1], 429) == "too_fast"
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert bob.say("hello")
    assert len(alice.messages(author="insured")) == 10


def test_a_flood_of_files_is_stopped(from_afar: Callable[[str], httpx.Client]) -> None:
    http = from_afar("203.0.113.54")
    person = Chat(http, patience=15)
    answers = [
        http.post(
            "/chat/v1/attachments",
            headers=person.headers,
            data={"client_id": f"{number}"},
            files={"file": ("a.txt", b"The key is gone.", "text/plain")},
        )
        for number in range(7)
    ]
    assert refused(answers[-1], 429) == "too_many_files"
    assert 429 not in [answer.status_code for answer in answers[:5]]


def test_this_machine_is_never_stopped(chat: Open) -> None:
    for _ in range(25):
        person = chat()
    for number in range(15):
        person.send(f"message {number}")
    assert len(person.messages(author="insured")) == 15
