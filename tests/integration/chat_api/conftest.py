"""The whole service in this process, with a real SQLite file and an engine that echoes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from bot.channels.website.sessions import Signer
from tests.support.chat import Chat
from tests.support.scripted import EchoEngine, scripted_service

SECRET = "of the tests"
IDENTITY_SECRET = "of the site and of the service, long enough"
SHOP = "https://shop.example"
SETTINGS = {
    "SECRET": SECRET,
    "IDENTITY_SECRET": IDENTITY_SECRET,
    "WIDGET_ORIGINS": SHOP,
    "RATE_SESSIONS": "20/hour",
    "RATE_MESSAGES": "10/minute",
    "RATE_UPLOADS": "5/hour",
}
"""Rates count only for those who come through a proxy, which tests do by naming an address."""


@pytest.fixture(scope="session")
def echo() -> EchoEngine:
    return EchoEngine()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the service keeps its data."""
    return tmp_path_factory.mktemp("echo")


@pytest.fixture(scope="session")
def echo_url(echo: EchoEngine, folder: Path) -> Iterator[str]:
    with scripted_service(folder, echo, **SETTINGS) as url:
        yield url


@pytest.fixture
def http(echo_url: str, echo: EchoEngine) -> Iterator[httpx.Client]:
    echo.reset()
    with httpx.Client(base_url=echo_url, timeout=15, trust_env=False) as http:
        yield http
    echo.reset()


@pytest.fixture
def chat(http: httpx.Client) -> Callable[..., Chat]:
    """Opens sessions at the echoing service."""
    return lambda **session: Chat(http, patience=15, **session)


@pytest.fixture
def forgotten() -> str:
    """A token that we signed, of a conversation that is gone."""
    return Signer(SECRET).token("0123456789abcdef01234567")
