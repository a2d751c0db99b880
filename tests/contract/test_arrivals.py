"""What is promised of arrivals: nothing noted is forgotten, and what was handed on is not handed on again."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from bot.conversations.arrival import Arrival, Attachment, Fetching
from bot.conversations.message import Incoming
from bot.store.arrivals import SqlArrivals
from bot.store.database import Database
from bot.store.store import SqlStore
from tests.contract.conftest import T0, opened, seconds

PHOTO = Attachment("p1", "u1", "photo", None, "image/jpeg", 900)
FILE = Arrival("v1", "file-1", 1, 0, T0, T0, None, PHOTO, Fetching.WAITING, due_at=T0)
WORDS = Arrival("v1", "message-1", 1, 0, T0, T0, "the lock", due_at=seconds(1), points_at="m2")


@pytest.fixture
async def arrivals(database: Database, sql_store: SqlStore) -> SqlArrivals:
    await opened(sql_store)
    return SqlArrivals(database)


async def test_what_was_noted_is_there_again_as_it_was_and_once(arrivals: SqlArrivals) -> None:
    assert [await arrivals.note("telegram", each) for each in (FILE, WORDS, FILE)] == [True, True, False]
    assert await arrivals.open("v1") == [FILE, WORDS]


async def test_of_nobody_nothing_is_noted(arrivals: SqlArrivals) -> None:
    with pytest.raises(IntegrityError):
        await arrivals.note("telegram", replace(FILE, conversation="nobody"))


async def test_what_is_to_be_done_is_found_when_its_time_has_come(arrivals: SqlArrivals) -> None:
    await arrivals.note("telegram", replace(WORDS, due_at=seconds(5)))
    assert await arrivals.due("telegram", seconds(4)) == []
    assert await arrivals.due("telegram", seconds(5)) == ["v1"]
    assert await arrivals.due("other", seconds(5)) == []


async def test_what_came_of_a_file_is_kept(arrivals: SqlArrivals) -> None:
    await arrivals.note("telegram", FILE)
    tried = replace(FILE, attempts=2, reason="NetworkError")
    await arrivals.settle(tried, seconds(9))
    assert await arrivals.open("v1") == [replace(tried, due_at=seconds(9))]
    kept = replace(tried, fetching=Fetching.KEPT, document="d1", reason=None)
    await arrivals.settle(kept, seconds(3))
    assert await arrivals.open("v1") == [replace(kept, due_at=seconds(3))]


async def test_a_batch_is_fixed_then_done_with_and_known_for_good(arrivals: SqlArrivals) -> None:
    await arrivals.note("telegram", FILE)
    await arrivals.note("telegram", WORDS)
    await arrivals.seal("v1", ["message-1"], "b1")
    assert [each.batch for each in await arrivals.open("v1")] == [None, "b1"]
    await arrivals.done("v1", "b1")
    assert await arrivals.open("v1") == [FILE]
    assert not await arrivals.note("telegram", WORDS)
    assert [each.due_at for each in await arrivals.versions("v1", 1)] == [T0, None]


async def test_near_is_what_has_the_number_and_what_is_being_gathered(arrivals: SqlArrivals) -> None:
    await arrivals.note("telegram", WORDS)
    late = replace(FILE, external_id="file-2", number=2, noted_at=seconds(9))
    await arrivals.note("telegram", late)
    assert await arrivals.near("v1", 7, seconds(5)) == [late]
    assert await arrivals.near("v1", 1, seconds(5)) == [WORDS, late]
    await arrivals.seal("v1", ["file-2"], "b1")
    assert await arrivals.near("v1", 7, seconds(5)) == []


async def test_the_newest_version_of_a_message_is_found_by_its_first_id(
    arrivals: SqlArrivals, sql_store: SqlStore
) -> None:
    assert await arrivals.latest("v1", "m1") is None
    await sql_store.accept(Incoming("v1", "m1", "Monday"), T0)
    await sql_store.accept(Incoming("v1", "m2", "else"), T0)
    await sql_store.accept(Incoming("v1", "e1", "Tuesday", edits="m1"), T0)
    found = await arrivals.latest("v1", "m1")
    assert found is not None
    assert (found.text, found.external_id) == ("Tuesday", "e1")
