"""Sessions and tokens that make no sense, and paths that do not exist: refused in the one shape, and nothing opens."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.support.chat import Chat
from tests.support.refusals import refused

Open = Callable[..., Chat]


BAD_TOKENS = {
    "none": {},
    "empty": {"Authorization": ""},
    "no scheme": {"Authorization": "token"},
    "no token": {"Authorization": "Bearer"},
    "another scheme": {"Authorization": "Basic YTpi"},
    "a word": {"Authorization": "Bearer hello"},
    "dots": {"Authorization": "Bearer ...."},
    "not ASCII": {"Authorization": "Bearer schlüssel.schlüssel".encode("latin-1")},
    "very long": {"Authorization": "Bearer " + "x" * 5_000},
}


@pytest.mark.parametrize("headers", BAD_TOKENS.values(), ids=BAD_TOKENS)
def test_without_a_good_token_nothing_opens(http: httpx.Client, headers: Any) -> None:
    body = {"client_id": "one", "text": "hello"}
    for answer in (
        http.post("/chat/v1/messages", json=body, headers=headers),
        http.get("/chat/v1/messages", headers=headers),
        http.get("/chat/v1/events", headers=headers),
    ):
        assert refused(answer, 401) == "unauthorized"


def test_a_token_opens_its_own_conversation_only(chat: Open, http: httpx.Client) -> None:
    alice, bob = chat(), chat()
    signature = alice.token.partition(".")[2]
    for token in (
        f"{bob.id}.{signature}",
        alice.token[:-1] + ("0" if alice.token[-1] != "0" else "1"),
        alice.token + "0",
    ):
        answer = http.get("/chat/v1/messages", headers={"Authorization": f"Bearer {token}"})
        assert refused(answer, 401) == "unauthorized"


def test_a_session_that_does_not_exist(http: httpx.Client, forgotten: str) -> None:
    headers = {"Authorization": f"Bearer {forgotten}"}
    for answer in (
        http.post("/chat/v1/messages", json={"client_id": "one", "text": "hello"}, headers=headers),
        http.get("/chat/v1/messages", headers=headers),
        http.get("/chat/v1/events", headers=headers),
    ):
        assert refused(answer, 404) == "unknown_session"


BAD_SESSIONS: dict[str, Any] = {
    "a list": [],
    "a number for locale": {"locale": 7},
    "a long locale": {"locale": "x" * 36},
    "no zone": {"timezone": "Mars/Olympus"},
    "a path for a zone": {"timezone": "../../etc/passwd"},
    "a folder for a zone": {"timezone": "Europe"},
    "a null byte in a zone": {"timezone": "Europe\x00/Berlin"},
    "a surrogate in a zone": {"timezone": "\ud800"},
    "a time without offset": {"now": "2026-04-08T14:05:00"},
    "no time": {"now": "yesterday"},
    "the end of time": {"now": "9999-12-31T23:59:59+00:00"},
    "the beginning of time": {"now": "0001-01-01T00:00:00+00:00"},
}


@pytest.mark.parametrize("body", BAD_SESSIONS.values(), ids=BAD_SESSIONS)
def test_sessions_that_make_no_sense_are_refused(http: httpx.Client, body: Any) -> None:
    answer = http.post(
        "/chat/v1/sessions", content=json.dumps(body).encode(), headers={"Content-Type": "application/json"}
    )
    refused(answer, 422)


STRANGE_SESSIONS: dict[str, Any] = {
    "nothing": {},
    "nulls": {"locale": None, "timezone": None, "identity": None, "now": None},
    "an empty locale": {"locale": ""},
    "an unknown locale": {"locale": "tlh-QO"},
    "a strange locale": {"locale": "ßß-ﬁﬁ-\ud800"},
    "an unknown field": {"colour": "red"},
    "a far past": {"now": "1900-01-01T00:00:00+14:00"},
}


@pytest.mark.parametrize("body", STRANGE_SESSIONS.values(), ids=STRANGE_SESSIONS)
def test_strange_sessions_are_refused_or_work(http: httpx.Client, body: Any) -> None:
    raw = json.dumps(body).encode()
    answer = http.post("/chat/v1/sessions", content=raw, headers={"Content-Type": "application/json"})
    if answer.status_code != 201:
        refused(answer, 422)
        return
    person = Chat.__new__(Chat)
    person.http, person.patience, person.token = http, 15, answer.json()["token"]
    assert person.answers_to(person.send("hello", client_id="one"))


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/chat/v1/nothing", 404),
        ("GET", "/chat/v2/messages", 404),
        ("GET", "/no/such/page", 404),
        ("GET", "/static/../../settings.py", 404),
        ("GET", "/static/%2e%2e/%2e%2e/settings.py", 404),
        ("GET", "/chat/v1/sessions", 405),
        ("PUT", "/chat/v1/messages", 405),
        ("DELETE", "/chat/v1/messages", 405),
        ("PATCH", "/chat/v1/events", 405),
        ("POST", "/healthz", 405),
    ],
)
def test_unknown_paths_and_methods(http: httpx.Client, method: str, path: str, status: int) -> None:
    refused(http.request(method, path), status)


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer x"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/chat/v1/session"),
        ("DELETE", "/chat/v1/session"),
        ("POST", "/chat/v1/end"),
        ("GET", "/chat/v1/transcript"),
        ("POST", "/chat/v1/attachments"),
    ],
)
def test_nothing_else_opens_without_a_token(http: httpx.Client, method: str, path: str, token: str) -> None:
    headers = {"Authorization": token} if token else {}
    assert refused(http.request(method, path, headers=headers), 401) == "unauthorized"


def test_no_answer_has_a_cookie(chat: Open, http: httpx.Client) -> None:
    person = chat()
    person.say("hello")
    for path in ("/", "/chat/v1/messages", "/chat/v1/session", "/chat/v1/transcript", "/docs", "/healthz"):
        assert "set-cookie" not in http.get(path, headers=person.headers).headers
    assert not http.cookies
