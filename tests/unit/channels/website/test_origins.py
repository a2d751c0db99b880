"""Foreign pages use the chat only if they are permitted; our own always may, whatever stands before us."""

from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.website.origins import Origins, origin_of

SHOP = "https://shop.example"


async def answer(request: Request) -> Response:
    return PlainTextResponse("hello", headers={"Vary": "Accept"})


def client(**options: Any) -> httpx.AsyncClient:
    app = Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "POST", "DELETE", "OPTIONS"])])
    transport = httpx.ASGITransport(Origins(app, **options))
    return httpx.AsyncClient(transport=transport, base_url="http://service.internal:8000")


async def test_a_permitted_page_may_read_the_answer() -> None:
    async with client(allowed=(SHOP,)) as http:
        given = await http.post("/chat/v1/messages", headers={"Origin": SHOP})
    assert given.status_code == 200
    assert given.headers["access-control-allow-origin"] == SHOP
    assert given.headers["access-control-expose-headers"] == "Content-Disposition, Retry-After"
    assert "access-control-allow-credentials" not in given.headers
    assert "set-cookie" not in given.headers
    assert given.headers["vary"] == "Accept, Origin"


async def test_all_pages_may_be_permitted() -> None:
    async with client(allowed=("*",)) as http:
        given = await http.get("/chat/v1/events", headers={"Origin": "https://anything.example"})
    assert given.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in given.headers


async def test_browsers_may_ask_beforehand() -> None:
    asks = {
        "Origin": SHOP,
        "Access-Control-Request-Method": "DELETE",
        "Access-Control-Request-Headers": "authorization",
    }
    async with client(allowed=(SHOP,)) as http:
        given = await http.options("/chat/v1/session", headers=asks)
    assert given.status_code == 204
    assert given.headers["access-control-allow-origin"] == SHOP
    assert "DELETE" in given.headers["access-control-allow-methods"]
    for name in ("Authorization", "Content-Type", "Last-Event-ID"):
        assert name in given.headers["access-control-allow-headers"]
    assert given.headers["vary"] == "Origin"


@pytest.mark.parametrize(
    "origin",
    [
        "https://other.example",
        "http://shop.example",
        "https://shop.example:8443",
        "https://shop.example.evil.example",
        "https://evil-shop.example",
        "null",
        "shop.example",
        "",
    ],
)
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
async def test_others_are_refused_and_told_why(origin: str, method: str) -> None:
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST", "Sec-Fetch-Site": "cross-site"}
    async with client(allowed=(SHOP,)) as http:
        given = await http.request(method, "/chat/v1/messages", headers=headers)
    assert given.status_code == 403
    assert given.json()["error"]["code"] == "origin_not_allowed"
    assert "FIRSTNOTICE_WIDGET_ORIGINS" in given.json()["error"]["message"]
    assert "access-control-allow-origin" not in given.headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://service.internal:8000"},
        {"Origin": "https://service.internal:8000"},
        {"Origin": "https://claims.insurer.example"},
        {"Origin": "https://unknown.example", "Sec-Fetch-Site": "same-origin"},
    ],
    ids=["no origin", "same host", "TLS ended before us", "public address", "the browser says so"],
)
async def test_our_own_pages_may(headers: dict[str, str]) -> None:
    async with client(own="https://claims.insurer.example/") as http:
        given = await http.post("/chat/v1/messages", headers=headers)
    assert given.status_code == 200
    assert "access-control-allow-origin" not in given.headers


async def test_other_paths_are_left_alone() -> None:
    async with client() as http:
        given = await http.get("/static/widget.js", headers={"Origin": "https://other.example"})
    assert given.status_code == 200


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://claims.insurer.example", "https://claims.insurer.example"),
        ("https://Claims.Insurer.example/chat", "https://claims.insurer.example"),
        ("https://claims.insurer.example:443", "https://claims.insurer.example"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443"),
        ("", ""),
        ("claims", ""),
    ],
)
def test_the_origin_of_an_address(address: str, origin: str) -> None:
    assert origin_of(address) == origin
