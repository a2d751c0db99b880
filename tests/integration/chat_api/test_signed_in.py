"""A customer whom the host site vouches for: believed only with its signature, and known again on another device."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from tests.integration.chat_api.conftest import IDENTITY_SECRET
from tests.support.chat import Chat
from tests.support.refusals import refused

Open = Callable[..., Chat]


def signed(secret: str = IDENTITY_SECRET, **claims: Any) -> str:
    told = {"name": "Mara Lindt", "email": "mara@example.com", "exp": int(time.time()) + 300, **claims}
    return jwt.encode({"alg": "HS256"}, told, OctKey.import_key(secret))


def kept(folder: Path, conversation: str, column: str) -> str:
    with closing(sqlite3.connect(folder / "firstnotice.sqlite")) as database:
        query = f"SELECT {column} FROM conversations WHERE id = ?"
        return str(database.execute(query, [conversation]).fetchone()[0])


def test_what_the_site_says_is_kept(chat: Open, folder: Path) -> None:
    person = chat(identity=signed(policy_number="PI-204-881", sub="customer-7"))
    for told in ("Mara Lindt", "mara@example.com", "PI-204-881"):
        assert told in kept(folder, person.id, "vouched")
    assert "customer-7" not in kept(folder, person.id, "account")


@pytest.mark.parametrize(
    "identity",
    [
        signed("another secret that is long enough, too"),
        signed(exp=int(time.time()) - 600),
        signed(email="nobody"),
        "Mara",
    ],
    ids=["another key", "expired", "no address", "not signed"],
)
def test_a_bad_identity_is_refused_with_a_reason_and_one_may_go_on_without(
    chat: Open, http: httpx.Client, identity: str
) -> None:
    answer = http.post("/chat/v1/sessions", json={"identity": identity})
    assert refused(answer, 422) == "invalid_identity"
    assert answer.json()["error"]["message"].startswith("identity: ")
    assert chat().say("hello")


def test_without_a_draft_a_new_visit_is_a_new_conversation(http: httpx.Client) -> None:
    opened = [
        http.post("/chat/v1/sessions", json={"identity": signed(sub="customer-8")}).json() for _ in range(2)
    ]
    assert [each["resumed"] for each in opened] == [False, False]
    assert opened[0]["session"] != opened[1]["session"]


def test_another_device_goes_on_with_what_a_person_has_begun(http: httpx.Client, folder: Path) -> None:
    first = Chat(http, patience=15, identity=signed(sub="customer-9"))
    first.say("the key is gone")
    wait_for_people(folder, first.id)
    opened = http.post("/chat/v1/sessions", json={"identity": signed(sub="customer-9")}).json()
    assert (opened["session"], opened["resumed"]) == (first.id, True)
    second = Chat.__new__(Chat)
    second.http, second.patience, second.token = http, 15, opened["token"]
    assert second.messages()[0]["text"] == "the key is gone"
    for other in ({"identity": signed(sub="customer-10")}, {"identity": signed()}, {}):
        assert http.post("/chat/v1/sessions", json=other).json()["session"] != first.id


def wait_for_people(folder: Path, conversation: str) -> None:
    """Somebody is wanted: the conversation is not over."""
    with closing(sqlite3.connect(folder / "firstnotice.sqlite", timeout=10)) as database, database:
        database.execute("UPDATE conversations SET owner = 'waiting' WHERE id = ?", [conversation])
