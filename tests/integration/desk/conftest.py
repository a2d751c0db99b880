"""The desk of a service in this process, with two members of staff signed in and an engine that is told what to understand."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.service.ports import EngineAnswer, EngineTurn
from bot.staff.model import Role
from tests.support.chat import Chat
from tests.support.desk import Clerk
from tests.support.scripted import EchoEngine, scripted_service


class UnsureEngine(EchoEngine):
    """Takes a text for what stands before its colon: "deny 0.41: no way"; everything else it is sure of."""

    async def answer(self, turn: EngineTurn) -> EngineAnswer:
        answer = await super().answer(turn)
        told, mark, _ = (turn.text or "").partition(":")
        if not mark:
            return answer
        intent, _, confidence = told.partition(" ")
        return EngineAnswer(answer.texts, intent, float(confidence))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def desk_url(folder: Path) -> Iterator[str]:
    with scripted_service(folder, UnsureEngine(), INSURER="Nordlicht <b>Versicherung</b>") as url:
        yield url


@pytest.fixture(scope="module")
def database_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'firstnotice.sqlite'}"


@pytest.fixture(scope="module")
def admin(desk_url: str, database_url: str) -> Iterator[Clerk]:
    with Clerk(desk_url, database_url, "Anna Berg", Role.ADMIN) as clerk:
        yield clerk


@pytest.fixture(scope="module")
def support(desk_url: str, database_url: str) -> Iterator[Clerk]:
    with Clerk(desk_url, database_url, "Ole Krüger", Role.SUPPORT, language="de") as clerk:
        yield clerk


@pytest.fixture
def chat(desk_url: str) -> Iterator[Chat]:
    with httpx.Client(base_url=desk_url, timeout=15, trust_env=False) as http:
        yield Chat(http, patience=15)
