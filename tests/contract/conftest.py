"""Every promise is tried on each store: SQLite in a file, PostgreSQL, and the one in memory that other tests rely on."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.claims.model import Claim
from bot.conversations.message import Incoming
from bot.conversations.model import Conversation
from bot.service.ports import Accepted, Store, Work
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.policies import SqlPolicies
from bot.store.records import SqlRecords
from bot.store.store import SqlStore
from tests.builders import a_conversation, the_catalogue
from tests.fakes import MemoryStore
from tests.support import postgres

T0 = datetime(2026, 4, 8, 12, 0, tzinfo=UTC)
"""A Wednesday at noon; the stores know no clock of their own."""
SQL = ("sqlite", "postgresql")


def seconds(number: float) -> datetime:
    return T0 + timedelta(seconds=number)


@pytest.fixture(params=SQL)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a database without tables."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'firstnotice.sqlite'}"


async def _migrated(url: str) -> str:
    database = Database(url)
    await migrate(database)
    await database.close()
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "firstnotice.sqlite"
    asyncio.run(_migrated(f"sqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres_cluster: postgres.Cluster) -> str:
    return asyncio.run(_migrated(postgres_cluster.new_database()))


@pytest.fixture(params=SQL)
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a migrated database of the test's own: copied, since migrating takes longer than most tests."""
    if request.param == "postgresql":
        cluster: postgres.Cluster = request.getfixturevalue("postgres_cluster")
        return cluster.new_database(request.getfixturevalue("postgres_template"))
    return f"sqlite:///{shutil.copy(request.getfixturevalue('sqlite_template'), tmp_path)}"


@pytest.fixture
async def database(migrated_url: str) -> AsyncIterator[Database]:
    database = Database(migrated_url)
    yield database
    await database.close()


@pytest.fixture
def sql_store(database: Database) -> SqlStore:
    return SqlStore(database, the_catalogue())


@pytest.fixture(params=[*SQL, "memory"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    postgresql = request.param == "postgresql"
    url = request.getfixturevalue("postgres_url") if postgresql else f"sqlite:///{tmp_path / 'store.sqlite'}"
    database = Database(str(url))
    await migrate(database)
    yield SqlStore(database, the_catalogue())
    await database.close()


async def opened(store: Store, name: str = "v1") -> Conversation:
    """A stored conversation without messages."""
    conversation = a_conversation(id=name, opened_at=T0)
    await store.open_conversation(conversation)
    return conversation


async def said(store: Store, text: str, at: datetime = T0, conversation: str = "v1") -> Accepted:
    """A stored text whose external id is the text itself."""
    return await store.accept(Incoming(conversation, text, text), at)


async def taken(store: Store, holder: str = "a", at: datetime = T0, conversation: str = "v1") -> Work:
    """The next message to be handled, under a lease of six seconds."""
    assert await store.lease(conversation, holder, at, at + timedelta(seconds=6))
    work = await store.next_work(conversation, at)
    assert work is not None
    return work


def minutes(number: float) -> datetime:
    return T0 + timedelta(minutes=number)


async def kept(store: SqlStore, claim: Claim) -> None:
    """Store a claim as the one that its conversation is about."""
    conversation = a_conversation(id=claim.conversation, opened_at=T0, claim=claim.id)
    if await store.conversation(claim.conversation) is None:
        await store.open_conversation(conversation)
    await store.save(conversation, [claim])


@pytest.fixture
def policies(database: Database) -> SqlPolicies:
    return SqlPolicies(database)


@pytest.fixture
def records(database: Database, policies: SqlPolicies) -> SqlRecords:
    return SqlRecords(database, the_catalogue(), policies, "secret")
