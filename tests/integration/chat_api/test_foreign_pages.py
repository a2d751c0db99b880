"""The chat from a page of somebody else's: permitted origins read everything, others nothing, and nobody gets a cookie."""

from collections.abc import Callable

import httpx
import pytest

from tests.integration.chat_api.conftest import SHOP
from tests.support.chat import Chat
from tests.support.refusals import refused

Open = Callable[..., Chat]
EVIL = "https://evil.example"


def test_a_whole_conversation_from_a_permitted_page(http: httpx.Client) -> None:
    http.headers["Origin"] = SHOP
    person = Chat(http, patience=15)
    person.say("hello")
    answer = http.get("/chat/v1/messages", headers=person.headers)
    assert answer.headers["access-control-allow-origin"] == SHOP
    assert "set-cookie" not in answer.headers


def test_events_may_be_read_from_a_permitted_page(chat: Open, http: httpx.Client) -> None:
    person = chat()
    with http.stream("GET", "/chat/v1/events", headers=person.headers | {"Origin": SHOP}) as events:
        assert events.headers["access-control-allow-origin"] == SHOP
        assert events.headers["content-type"].startswith("text/event-stream")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/chat/v1/sessions"),
        ("POST", "/chat/v1/messages"),
        ("GET", "/chat/v1/events"),
        ("DELETE", "/chat/v1/session"),
        ("POST", "/chat/v1/attachments"),
    ],
)
def test_browsers_ask_beforehand(http: httpx.Client, method: str, path: str) -> None:
    asks = {
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    permitted = http.options(path, headers=asks | {"Origin": SHOP})
    assert permitted.status_code == 204
    assert method in permitted.headers["access-control-allow-methods"]
    assert refused(http.options(path, headers=asks | {"Origin": EVIL}), 403) == "origin_not_allowed"


def test_errors_may_be_read_as_well(chat: Open, http: httpx.Client) -> None:
    headers = chat().headers | {"Origin": SHOP, "Content-Type": "application/json"}
    for answer in (
        http.post("/chat/v1/messages", content=b"{", headers=headers),
        http.post("/chat/v1/messages", content=b"x" * 2_000_000, headers=headers),
        http.get("/chat/v1/messages", headers={"Origin": SHOP}),
    ):
        assert answer.status_code >= 400
        assert answer.headers["access-control-allow-origin"] == SHOP


def test_other_pages_change_nothing(chat: Open, http: httpx.Client) -> None:
    person = chat()
    body = {"client_id": "one", "text": "hello"}
    answer = http.post("/chat/v1/messages", json=body, headers=person.headers | {"Origin": EVIL})
    assert refused(answer, 403) == "origin_not_allowed"
    assert person.messages() == []


def test_our_own_page_needs_no_permission(chat: Open, http: httpx.Client, echo_url: str) -> None:
    http.headers["Origin"] = echo_url
    assert chat().say("hello")
