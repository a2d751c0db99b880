"""Refusals: in one shape, and in the language of who is refused."""

import re
from pathlib import Path

import pytest
import yaml
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from pydantic import BaseModel

from bot.channels import errors
from bot.channels.errors import ApiError
from bot.claims.languages import languages

CHANNELS = Path(errors.__file__).parent
WORDS = yaml.safe_load((CHANNELS / "errors.yml").read_text("utf-8"))


class Given(BaseModel):
    number: int


@pytest.fixture
def http() -> AsyncClient:
    app = FastAPI()
    errors.install(app)

    @app.get("/gone")
    async def gone() -> None:
        raise ApiError(404, "unknown_session")

    @app.get("/own")
    async def own() -> None:
        raise ApiError(422, "own", "A sentence of its own.")

    @app.post("/given")
    async def given(body: Given) -> None: ...

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("secret words")

    transport = ASGITransport(app, raise_app_exceptions=False)
    return AsyncClient(transport=transport, base_url="http://api.test")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("de-CH,de;q=0.9,en;q=0.5", "de"),
        ("fr,de;q=0.7,en;q=0.5", "de"),
        ("en-GB", "en"),
        ("fr", "en"),
        ("*", "en"),
        ("", "en"),
    ],
)
@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/gone", "unknown_session"),
        ("GET", "/nowhere", "not_found"),
        ("DELETE", "/gone", "method_not_allowed"),
        ("POST", "/given", "malformed_json"),
        ("GET", "/broken", "internal"),
    ],
)
async def test_is_said_in_the_language_that_the_browser_asks_for(
    http: AsyncClient, method: str, path: str, code: str, accepted: str, language: str
) -> None:
    headers = {"Accept-Language": accepted, "Content-Type": "application/json"}
    answer = await http.request(method, path, content=b"{" if method == "POST" else None, headers=headers)
    assert answer.json() == {"error": {"code": code, "message": WORDS[code][language]}}


async def test_a_sentence_of_its_own_stays(http: AsyncClient) -> None:
    assert (await http.get("/own")).json()["error"]["message"] == "A sentence of its own."


def test_every_refusal_without_a_sentence_of_its_own_has_one_in_each_language() -> None:
    sources = "".join(file.read_text("utf-8") for file in CHANNELS.rglob("*.py"))
    said = set(re.findall(r'(?:ApiError|_Refused)\(\d+, "(\w+)"\)', sources))
    assert {"unauthorized", "unknown_session", "unknown_button", "too_slow"} <= said
    assert said <= set(WORDS)
    assert {code for code, words in WORDS.items() if set(words) != set(languages())} == set()
