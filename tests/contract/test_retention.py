"""What is kept how long: drafts from the last word on, reports from when the last of them was closed."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert

from bot.claims.model import Claim, Source, Status
from bot.store.database import Database
from bot.store.desk_tables import claim_moves
from bot.store.erasure import SqlErasure
from bot.store.policies import SqlPolicies
from bot.store.records import SqlRecords
from bot.store.retention import SqlRetention
from bot.store.store import SqlStore
from tests.builders import a_claim, a_conversation, a_fact, the_catalogue
from tests.contract.conftest import T0, opened, said, seconds

YEAR = timedelta(days=365)
LATER = T0 + 2 * YEAR


@pytest.fixture
def held(database: Database) -> SqlRetention:
    return SqlRetention(database)


async def with_claim(store: SqlStore, name: str, status: Status, *, at: datetime = T0) -> Claim:
    """A conversation with one claim, whose status is this."""
    conversation = a_conversation(id=name, opened_at=at, claim=f"c-{name}")
    await store.open_conversation(conversation)
    claim = a_claim({"claimant": "Alderway"}, id=f"c-{name}", conversation=name, opened_at=at)
    if status is not Status.DRAFT:
        claim.submit(at=at, reference=f"FN-{name}", missing=())
        claim.status = status
    await store.save(conversation, [claim])
    return claim


async def test_a_draft_is_due_after_silence(sql_store: SqlStore, held: SqlRetention) -> None:
    await opened(sql_store, "v1")
    await said(sql_store, "hello", seconds(60))
    assert await held.abandoned(seconds(60)) == []
    assert await held.abandoned(seconds(61)) == ["v1"]


async def test_the_last_word_counts(sql_store: SqlStore, held: SqlRetention) -> None:
    await opened(sql_store, "v1")
    await said(sql_store, "hello", T0)
    await said(sql_store, "hello again", T0 + YEAR)
    assert await held.abandoned(T0 + YEAR) == []
    assert await held.abandoned(T0 + YEAR + timedelta(seconds=1)) == ["v1"]


async def test_what_was_sent_is_no_draft(sql_store: SqlStore, held: SqlRetention) -> None:
    for status in Status:
        if status is not Status.DRAFT:
            await with_claim(sql_store, status.value, status)
    assert await held.abandoned(LATER) == []


async def test_what_is_erased_is_not_due_again(
    sql_store: SqlStore, held: SqlRetention, database: Database
) -> None:
    await opened(sql_store, "v1")
    await said(sql_store, "hello")
    await with_claim(sql_store, "v2", Status.CLOSED)
    await SqlErasure(database).erase("v1", T0)
    await SqlErasure(database).erase("v2", T0, reports_too=True)
    assert await held.abandoned(LATER) == []
    assert await held.expired(LATER) == []


async def test_a_report_is_due_only_once_it_is_closed(sql_store: SqlStore, held: SqlRetention) -> None:
    for status in Status:
        await with_claim(sql_store, status.value, status)
    assert sorted(await held.expired(LATER)) == ["closed", "rejected", "withdrawn"]
    assert await held.expired(T0) == []


async def test_its_closing_counts(sql_store: SqlStore, held: SqlRetention, database: Database) -> None:
    await with_claim(sql_store, "v1", Status.CLOSED)
    move = {"claim": "c-v1", "at": T0 + YEAR, "member": "alice", "before": "accepted", "after": "closed"}
    async with database.write() as connection:
        await connection.execute(insert(claim_moves).values(**move, reason="paid"))
    assert await held.expired(T0 + YEAR) == []
    assert await held.expired(LATER) == ["v1"]


async def test_one_open_report_keeps_the_others(sql_store: SqlStore, held: SqlRetention) -> None:
    await with_claim(sql_store, "v1", Status.CLOSED)
    stored = await sql_store.conversation("v1")
    assert stored is not None
    second = a_claim({"claimant": "Bellweather"}, id="c2", conversation="v1")
    second.submit(at=T0, reference="FN-second", missing=())
    await sql_store.save(stored, [second])
    assert await held.expired(LATER) == []


async def test_a_report_whose_conversation_was_erased_is_due_as_well(
    sql_store: SqlStore, held: SqlRetention, database: Database
) -> None:
    await with_claim(sql_store, "v1", Status.CLOSED)
    await SqlErasure(database).erase("v1", T0)
    assert await held.expired(LATER) == ["v1"]


async def test_words_go_when_the_last_report_that_rests_on_them_goes(
    sql_store: SqlStore, held: SqlRetention, database: Database
) -> None:
    erasure = SqlErasure(database)
    await opened(sql_store, "v1")
    told = await said(sql_store, "Alderway wants money")
    report = await with_claim(sql_store, "v2", Status.DRAFT)
    report.record(a_fact("description", "Alderway wants money", source=Source(told.id, 0, 8)))
    report.submit(at=T0, reference="FN-v2", missing=())
    stored = await sql_store.conversation("v2")
    assert stored is not None
    await sql_store.save(stored, [report])
    await erasure.erase("v1", T0)
    assert await held.erased(LATER) == []
    await erasure.erase("v2", T0, reports_too=True)
    assert await held.erased(LATER) == ["v1"]
    await erasure.erase("v1", LATER)
    assert await held.erased(LATER) == []
    assert await sql_store.messages("v1") == []


async def test_empty_rows_go_once_nothing_hangs_on_them(
    sql_store: SqlStore, held: SqlRetention, database: Database
) -> None:
    for name in ("never-used", "used", "erased"):
        await opened(sql_store, name)
    for name in ("used", "erased"):
        await said(sql_store, "hello", conversation=name)
    await with_claim(sql_store, "reported", Status.SUBMITTED)
    for name in ("erased", "reported"):
        await SqlErasure(database).erase(name, T0)
    assert await held.drop_empty(T0) == 0
    assert await held.drop_empty(seconds(1)) == 2
    assert await held.drop_empty(seconds(1)) == 0
    assert await sql_store.conversation("used") is not None


async def test_codes_and_counts_that_have_run_out_go(
    sql_store: SqlStore, held: SqlRetention, database: Database
) -> None:
    records = SqlRecords(database, the_catalogue(), SqlPolicies(database), "secret")
    await with_claim(sql_store, "v1", Status.DRAFT)
    await with_claim(sql_store, "v2", Status.SUBMITTED)
    await records.new_code("c-v1", T0)
    await records.status("FN-v2", ["a guess"], T0)
    assert await held.drop_spent(seconds(60)) == 0
    assert await held.drop_spent(T0 + timedelta(hours=2)) == 2
