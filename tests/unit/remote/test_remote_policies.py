"""Policies asked of the insurer's own service: a real small one on the loopback interface."""

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.policies.directory import DirectoryDown
from bot.policies.model import Policy
from bot.remote.policies import RemotePolicies

ENTRY = {
    "number": "PI-204-1877",
    "holder": "Mara Lindt",
    "email": "mara@example.com",
    "phone": None,
    "valid_from": "2025-01-01",
    "valid_to": None,
    "premium": 99,
}
MARA = Policy("PI-204-1877", "Mara Lindt", date(2025, 1, 1), email="mara@example.com")
Asked = list[tuple[str, dict[str, list[str]], str | None]]
"""Path, query and authorization of each request."""


@contextmanager
def service(body: str = "[]", status: int = 200, *, stuck: bool = False) -> Iterator[tuple[str, Asked]]:
    """Answers every request the same way, or none while it is `stuck`."""
    asked: Asked = []
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            asked.append((address.path, parse_qs(address.query), self.headers["Authorization"]))
            if stuck:
                over.wait(10)
                return
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()


async def found(
    url: str, number: str | None = "pi 204-1877", contact: str | None = "mara@example.com"
) -> tuple[Policy, ...]:
    directory = RemotePolicies(url, "s3cret", timeout=1)
    try:
        return await directory.find(number, "Mara Lindt", contact)
    finally:
        await directory.close()


async def test_look_up_asks_with_what_is_known_and_reads_the_answer() -> None:
    with service(json.dumps([ENTRY])) as (url, asked):
        assert await found(f"{url}/policies?tenant=7") == (MARA,)
        assert await found(url, None, None) == (MARA,)
    path, query, authorization = asked[0]
    assert path == "/policies"
    assert query == {
        "tenant": ["7"],
        "number": ["PI2041877"],
        "name": ["Mara Lindt"],
        "contact": ["mara@example.com"],
    }
    assert authorization == "Bearer s3cret"
    assert asked[1][1] == {"name": ["Mara Lindt"]}


async def test_look_up_with_nothing_known_asks_nobody() -> None:
    directory = RemotePolicies("http://127.0.0.1:9", timeout=1)
    assert await directory.find() == ()
    await directory.close()


async def test_look_up_that_finds_none_is_no_failure() -> None:
    with service("[]") as (url, _):
        assert await found(url) == ()


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        ("[]", 500, "status 500"),
        ("[]", 404, "status 404"),
        ("[]", 302, "status 302"),
        ("<html>Mara Lindt</html>", 200, "no JSON"),
        ('{"policies": []}', 200, "no list"),
        ('["Mara Lindt"]', 200, "no list of objects"),
        (json.dumps([ENTRY | {"valid_from": "Mara Lindt"}]), 200, "wrong valid_from"),
        (json.dumps([ENTRY | {"holder": ""}]), 200, "wrong holder"),
    ],
)
async def test_look_up_with_any_other_answer_fails_and_quotes_nobody(
    body: str, status: int, reason: str
) -> None:
    with service(body, status) as (url, _), pytest.raises(DirectoryDown, match=reason) as failure:
        await found(url)
    assert "Mara" not in str(failure.value)
    assert "204" not in str(failure.value)


async def test_look_up_of_a_service_that_is_down_fails() -> None:
    with service() as (url, _):
        pass
    with pytest.raises(DirectoryDown, match="ConnectError"):
        await found(url)


async def test_look_up_does_not_wait_for_a_slow_service() -> None:
    with service(stuck=True) as (url, _):
        directory = RemotePolicies(url, timeout=0.05)
        with pytest.raises(DirectoryDown, match="Time"):
            await directory.find("PI-204-1877")
        await directory.close()


async def test_look_up_leaves_no_address_in_the_logs(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    with service("[]") as (url, _):
        await found(url)
    assert "Mara" not in caplog.text
    assert "204" not in caplog.text
