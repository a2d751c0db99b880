"""The whole service in this process, with a real SQLite file and an engine that echoes."""

from collections.abc import Callable, Iterator

import httpx
import pytest

from bot.channels.website.sessions import Signer
from tests.support.chat import Chat
from tests.support.scripted import EchoEngine, scripted_service

SECRET = "of the tests"


@pytest.fixture(scope="session")
def echo() -> EchoEngine:
    return EchoEngine()


@pytest.fixture(scope="session")
def echo_url(echo: EchoEngine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with scripted_service(tmp_path_factory.mktemp("echo"), echo, SECRET=SECRET) as url:
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
