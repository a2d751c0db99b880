"""Who comes back to which conversation on the website, and who is writing there."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from bot.claims.model import Status
from bot.conversations.model import Owner
from bot.store.database import Database
from bot.store.desk_tables import presence
from bot.store.erasure import SqlErasure
from bot.store.staff_tables import members
from bot.store.store import SqlStore
from bot.store.visits import SqlVisits
from tests.builders import a_claim, a_conversation
from tests.contract.conftest import T0, seconds

ALICE: dict[str, Any] = {
    "id": "alice",
    "email": "alice@insurer.example",
    "name": "Alice",
    "role": "handler",
    "added_at": T0,
    "one_time": False,
    "failures": 0,
    "preferences": {},
}


@pytest.fixture
def visits(database: Database) -> SqlVisits:
    return SqlVisits(database)


async def visited(store: SqlStore, name: str, status: Status | None = Status.DRAFT, **changes: Any) -> None:
    """A conversation of the account `mara`, with a claim unless `status` is None."""
    conversation = a_conversation(**{"id": name, "opened_at": T0, "account": "mara", **changes})
    await store.open_conversation(conversation)
    if status is None:
        return
    claim = a_claim({"claimant": "Alderway"}, id=f"c-{name}", conversation=name)
    if status is not Status.DRAFT:
        claim.submit(at=conversation.opened_at, reference=f"FN-{name}", missing=())
    conversation.claim = claim.id
    await store.save(conversation, [claim])


async def test_somebody_comes_back_to_their_newest_draft(sql_store: SqlStore, visits: SqlVisits) -> None:
    await visited(sql_store, "v1", heard_at=seconds(10))
    await visited(sql_store, "v2", heard_at=seconds(30))
    await visited(sql_store, "v3", opened_at=seconds(20))
    await visited(sql_store, "v4", account="bob", heard_at=seconds(99))
    await visited(sql_store, "v5", account=None, heard_at=seconds(99))
    assert await visits.open_of("mara", T0) == "v2"
    assert await visits.open_of("nobody", T0) is None


async def test_what_is_over_is_not_come_back_to(sql_store: SqlStore, visits: SqlVisits) -> None:
    await visited(sql_store, "nothing-told", None)
    await visited(sql_store, "sent", Status.SUBMITTED)
    await visited(sql_store, "closed", owner=Owner.CLOSED)
    await visited(sql_store, "long-ago", opened_at=T0 - timedelta(days=40))
    assert await visits.open_of("mara", T0 - timedelta(days=30)) is None


async def test_who_talks_with_people_comes_back_to_them(sql_store: SqlStore, visits: SqlVisits) -> None:
    for owner in (Owner.WAITING, Owner.STAFF):
        await visited(sql_store, f"v-{owner}", Status.SUBMITTED, owner=owner, account=owner.value)
        assert await visits.open_of(owner.value, T0 - timedelta(days=30)) == f"v-{owner}"


async def test_nobody_comes_back_to_what_is_erased(
    sql_store: SqlStore, visits: SqlVisits, database: Database
) -> None:
    await visited(sql_store, "v1")
    await SqlErasure(database).erase("v1", T0)
    assert await visits.open_of("mara", T0 - timedelta(days=30)) is None


async def test_reports_are_listed_in_the_order_of_their_sending(
    sql_store: SqlStore, visits: SqlVisits
) -> None:
    await visited(sql_store, "v1", Status.SUBMITTED)
    await visited(sql_store, "v2", Status.DRAFT)
    assert await visits.reports("v1") == ("FN-v1",)
    assert await visits.reports("v2") == ()


async def test_who_is_writing_is_known_by_name_for_a_moment(
    sql_store: SqlStore, visits: SqlVisits, database: Database
) -> None:
    await visited(sql_store, "v1")
    looking = {"conversation": "v1", "member": "alice", "until": seconds(60), "typing_until": seconds(5)}
    async with database.write() as connection:
        await connection.execute(insert(members).values(ALICE))
        await connection.execute(insert(presence).values(looking))
    assert await visits.typist("v1", seconds(1)) == "Alice"
    assert await visits.typist("v1", seconds(5)) is None
    assert await visits.typist("v2", seconds(1)) is None
