"""The Telegram channel over a real store and a real network, with a stand-in for Telegram at the other end."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import pytest

from bot.channels import delivery, gathering
from bot.channels.ports import Documents as Keeping
from bot.channels.telegram import fetching, limits, polling, typing_sign
from bot.channels.telegram.channel import Options, Service, TelegramChannel
from bot.conversations.message import Message
from bot.documents.model import Document
from bot.files.examiner import FileExaminer
from bot.files.local import LocalFiles
from bot.service.documents import Documents
from bot.service.erasing import Erasure
from bot.service.intake import Intake
from bot.service.ports import Engine, EngineAnswer, EngineTurn
from bot.service.talk import Talk
from bot.store.arrivals import SqlArrivals
from bot.store.database import Database
from bot.store.documents import SqlDocuments
from bot.store.erasure import SqlErasure
from bot.store.leases import SqlLeases
from bot.store.migrate import migrate
from bot.store.outbox import SqlOutbox
from bot.store.store import SqlStore
from tests.builders import DUTY, PRIVACY, the_catalogue
from tests.fakes import ScriptedEngine, ScriptedReader
from tests.support.telegram_person import Person
from tests.support.telegram_stand_in import TOKEN, TelegramStandIn


@dataclass
class Office:
    """A running service, as far as Telegram goes."""

    telegram: TelegramStandIn
    talk: Talk
    store: SqlStore
    outbox: SqlOutbox
    database: Database
    channel: TelegramChannel
    documents: Documents

    async def kept(self, person: Person) -> list[Document]:
        """Documents of the person's conversation."""
        chat = await self.outbox.chat("telegram", str(person.id))
        return await self.documents.of_conversation(chat.conversation) if chat else []

    async def transcript(self, person: Person) -> list[tuple[str, str]]:
        """(author, text) of all that is stored of a person's conversation."""
        chat = await self.outbox.chat("telegram", str(person.id))
        if chat is None:
            return []
        return [(each.author.value, each.text) for each in await self.store.messages(chat.conversation)]

    async def all_taken(self) -> None:
        """Wait until every update was acknowledged."""
        await until(lambda: not self.telegram.waiting(), "all updates are taken")


class AskingEngine(ScriptedEngine):
    """Asks what the real intake wants asked, with its buttons; a text is a report, and a question follows."""

    def __init__(self) -> None:
        super().__init__()
        self.talk: Talk | None = None

    async def answer(self, turn: EngineTurn) -> EngineAnswer:
        self.turns.append(turn)
        assert self.talk is not None
        outcome = await self.talk.turns[str(turn.metadata["turn"])].hear(turn.intent or "inform")
        return EngineAnswer((f"{outcome.asks}?",), "inform", 1.0)


class Opening(Protocol):
    def __call__(
        self,
        engine: Engine | None = None,
        *,
        outbox: Callable[[Database], SqlOutbox] = SqlOutbox,
        documents: Callable[[Documents], Keeping] = lambda documents: documents,
        link: str = "",
        **options: object,
    ) -> AbstractAsyncContextManager[Office]: ...


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds become tenths; nothing here measures them."""
    monkeypatch.setattr(delivery, "BACK_OFF", (0.05, 0.1))
    monkeypatch.setattr(delivery, "SWEEP", 0.05)
    monkeypatch.setattr(delivery, "LEASE", timedelta(seconds=0.6))
    monkeypatch.setattr(delivery, "RENEW", 0.2)
    monkeypatch.setattr(gathering, "QUIET", timedelta(seconds=0.3))
    monkeypatch.setattr(gathering, "PATIENCE", timedelta(seconds=6))
    monkeypatch.setattr(gathering, "LONGEST", timedelta(seconds=8))
    monkeypatch.setattr(gathering, "LEASE", timedelta(seconds=0.6))
    monkeypatch.setattr(gathering, "RENEW", 0.2)
    monkeypatch.setattr(gathering, "SWEEP", 0.05)
    monkeypatch.setattr(gathering, "STEP", 0.05)
    monkeypatch.setattr(fetching, "BACK_OFF", (0.05, 0.1))
    monkeypatch.setattr(limits, "IN_A_CHAT", (1000, 1))
    monkeypatch.setattr(polling, "BACK_OFF", (0.05, 0.1, 0.1, 0.2))
    monkeypatch.setattr(polling, "LEASE", timedelta(seconds=0.6))
    monkeypatch.setattr(polling, "RENEW", 0.2)
    monkeypatch.setattr(typing_sign, "PATIENCE", 0.1)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture(scope="session")
def stand_in() -> Iterator[TelegramStandIn]:
    with TelegramStandIn().running() as stand_in:
        yield stand_in


@pytest.fixture
def telegram(stand_in: TelegramStandIn) -> TelegramStandIn:
    stand_in.reset()
    return stand_in


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables and nothing in them; copying it is quicker than making it."""
    file = tmp_path_factory.mktemp("telegram") / "empty.sqlite"

    async def made() -> None:
        database = Database(f"sqlite:///{file}")
        await migrate(database)
        await database.close()

    asyncio.run(made())
    return file


@pytest.fixture
def mara(telegram: TelegramStandIn) -> Person:
    return Person(telegram)


@pytest.fixture
def open_office(telegram: TelegramStandIn, tmp_path: Path, empty_database: Path) -> Opening:
    """Opens the service over one and the same database, as often as a test starts it."""
    file = tmp_path / "store.sqlite"
    shutil.copy(empty_database, file)

    @asynccontextmanager
    async def opened(
        engine: Engine | None = None,
        *,
        outbox: Callable[[Database], SqlOutbox] = SqlOutbox,
        documents: Callable[[Documents], Keeping] = lambda documents: documents,
        link: str = "",
        **options: object,
    ) -> AsyncIterator[Office]:
        database = Database(f"sqlite:///{file}")
        store, out = SqlStore(database, the_catalogue()), outbox(database)
        heard: list[Callable[[str, Sequence[Message]], None]] = []

        def changed(conversation: str, messages: Sequence[Message]) -> None:
            for listener in heard:
                listener(conversation, messages)

        engine = engine or ScriptedEngine()
        intake = Intake(the_catalogue(), PRIVACY, DUTY)
        talk = Talk(
            store,
            engine,
            ScriptedReader(),
            intake,
            the_catalogue(),
            changed,
        )
        if isinstance(engine, AskingEngine):
            engine.talk = talk
        plain = Options(TOKEN, "secret", ZoneInfo("Europe/Berlin"), api=telegram.url)
        chosen = replace(plain, **options)  # type: ignore[arg-type]
        real = Documents(
            SqlDocuments(database),
            LocalFiles(tmp_path / "documents"),
            FileExaminer(),
            tmp_path / "arriving",
            19_000_000,
        )

        async def upload_link(conversation: str) -> str:
            return link

        service = Service(
            receiver=talk,
            store=store,
            outbox=out,
            arrivals=SqlArrivals(database),
            leases=SqlLeases(database),
            documents=documents(real),
            erasure=Erasure(SqlErasure(database)),
            upload_link=upload_link,
        )
        channel = TelegramChannel(chosen, service)
        heard.append(channel.changed)
        sweep = asyncio.create_task(talk.run())
        channel.start()
        try:
            yield Office(telegram, talk, store, out, database, channel, real)
        finally:
            await channel.stop_taking()
            sweep.cancel()
            await asyncio.gather(sweep, return_exceptions=True)
            await talk.stop()
            await channel.stop()
            await database.close()

    return opened


@pytest.fixture
async def office(open_office: Opening) -> AsyncIterator[Office]:
    """The service with an engine that echoes."""
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(open_office())


async def sees(person: Person, *texts: str) -> None:
    """The person has been sent just these texts."""
    await asyncio.to_thread(person.until_sees, *texts)


async def until(look: Callable[[], Awaitable[bool]] | Callable[[], bool], what: str) -> None:
    async with asyncio.timeout(15):
        while True:
            found = look()
            if await found if isinstance(found, Awaitable) else found:
                return
            await asyncio.sleep(0.02)
    raise AssertionError(what)
