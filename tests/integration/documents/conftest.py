"""The whole service in this process on a real port, with small uploads and an engine that echoes."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.channels.upload_links import UploadLinks
from tests.support.chat import Chat
from tests.support.scripted import EchoEngine, scripted_service

SECRET = "of the tests"
LARGEST = 2_000_000


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("documents")


@pytest.fixture(scope="session")
def service_url(data_folder: Path) -> Iterator[str]:
    settings = {"SECRET": SECRET, "UPLOAD_MAX_MB": "2", "PUBLIC_URL": "https://claims.insurer.example"}
    with scripted_service(data_folder, EchoEngine(), **settings) as url:
        yield url


@pytest.fixture
def http(service_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service_url, timeout=15, trust_env=False) as http:
        yield http


@pytest.fixture
def chat(http: httpx.Client) -> Chat:
    return Chat(http, patience=15, locale="en-GB")


@pytest.fixture
def links() -> UploadLinks:
    """Makes the links that the service made."""
    return UploadLinks(SECRET, "https://claims.insurer.example")
