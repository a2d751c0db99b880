"""Erasure reaches every table there is, keeps what a sent report rests on, and lets nothing come back."""

import random
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.claims.model import Claim, Source
from bot.claims.reference import new_reference
from bot.commands.processes import ROOT
from bot.conversations.message import Incoming, Reply
from bot.service.ports import LeaseLost, UnknownConversation
from bot.store import (
    arrival_tables,
    desk_tables,
    document_tables,
    mail_tables,
    staff_tables,
    understood_tables,
)
from bot.store.database import Database
from bot.store.erasure import SqlErasure
from bot.store.holdings import HELD, IMPERSONAL
from bot.store.policies import SqlPolicies
from bot.store.records import SqlRecords
from bot.store.statements import facts, messages
from bot.store.store import SqlStore
from bot.store.tables import Base
from tests.builders import a_claim, a_fact, the_catalogue
from tests.contract.conftest import T0, opened, said, seconds, taken
from tests.support.traces import MARK, fill, traces

IDS: dict[str, dict[str, Any]] = {
    "conversations": {
        "id": "v1",
        "owner": "bot",
        "erased_at": None,
        "channel": "website",
        "language": "de",
        "region": "DE",
    },
    "claims": {"id": "c1", "conversation": "v1", "status": "draft", "reference": None},
    "messages": {"id": "m1", "conversation": "v1", "author": "insured", "state": "answered"},
    "facts": {"claim": "c1", "source_message": "m1"},
    "chats": {"conversation": "v1"},
    "resume_codes": {"claim": "c1"},
    "tries": {"subject": "code v1"},
    "mails": {"conversation": "v1"},
}
"""Ids by which the rows of one person hang together; everything else is made up."""


@pytest.fixture
def erasure(database: Database) -> SqlErasure:
    return SqlErasure(database)


def sent(changes: dict[str, dict[str, Any]] | None = None) -> dict[str, dict[str, Any]]:
    return (
        IDS
        | {"claims": IDS["claims"] | {"status": "submitted", "reference": "FN-26-7K3QD"}}
        | (changes or {})
    )


async def count(database: Database, table: Any) -> int:
    async with database.read() as connection:
        return await connection.scalar(select(func.count()).select_from(table)) or 0


KNOWN = (arrival_tables, desk_tables, document_tables, mail_tables, staff_tables, understood_tables)
"""Modules with tables: what is not imported is not known."""


def test_every_module_with_tables_is_known() -> None:
    modules = {file.stem for file in (ROOT / "bot" / "store").glob("*_tables.py")}
    assert modules == {module.__name__.rpartition(".")[2] for module in KNOWN}


def test_every_table_is_covered_or_known_to_hold_nothing_personal() -> None:
    held = {holding.table.name for holding in HELD}
    assert held & set(IMPERSONAL) == set()
    assert held | set(IMPERSONAL) == {*Base.metadata.tables, "alembic_version"}


async def test_nothing_is_left_of_a_person_in_any_table(database: Database, erasure: SqlErasure) -> None:
    await fill(database, IDS, set(IMPERSONAL))
    assert set(await traces(database)) >= {"conversations", "messages", "facts", "claims"}
    erased = await erasure.erase("v1", seconds(9))
    assert erased is not None
    assert erased.reports == ()
    assert await traces(database) == {}


async def test_a_sent_report_stays_with_the_words_it_rests_on(
    database: Database, erasure: SqlErasure
) -> None:
    await fill(database, sent(), set(IMPERSONAL))
    erased = await erasure.erase("v1", seconds(9))
    assert erased is not None
    assert erased.reports == ("FN-26-7K3QD",)
    left = {table: names for table, names in (await traces(database)).items() if "search" not in table}
    assert set(left) <= {"claims", "facts", "messages", *KEPT_WITH_REPORT}
    assert set(left["messages"]) <= {"text", "pressed", "staff", "edits", "asks"}


KEPT_WITH_REPORT = {"documents", "notes", "ownership_events", "claim_moves"}
"""Besides the report itself: evidence, and what staff wrote into its file."""


async def test_what_is_to_go_with_its_report_goes(database: Database, erasure: SqlErasure) -> None:
    await fill(database, sent(), set(IMPERSONAL))
    erased = await erasure.erase("v1", seconds(9), reports_too=True)
    assert erased is not None
    assert erased.reports == ()
    assert await traces(database) == {}


async def test_others_keep_what_is_theirs(
    database: Database, erasure: SqlErasure, sql_store: SqlStore
) -> None:
    await fill(database, IDS, set(IMPERSONAL))
    await opened(sql_store, "v2")
    await said(sql_store, "hello", conversation="v2")
    before = await sql_store.messages("v2")
    await erasure.erase("v1", seconds(9))
    assert await sql_store.messages("v2") == before


async def test_erasing_again_changes_nothing(database: Database, erasure: SqlErasure) -> None:
    await fill(database, sent(), set(IMPERSONAL))
    first = await erasure.erase("v1", seconds(9))
    rows = await count(database, facts), await count(database, messages)
    again = await erasure.erase("v1", seconds(99))
    assert first is not None
    assert again is not None
    assert again.reports == first.reports
    assert (await count(database, facts), await count(database, messages)) == rows


async def test_nobody_can_be_erased_who_is_not_there(erasure: SqlErasure) -> None:
    assert await erasure.erase("nobody", T0) is None


async def test_a_turn_under_way_stores_nothing(
    database: Database, erasure: SqlErasure, sql_store: SqlStore
) -> None:
    await opened(sql_store)
    await said(sql_store, f"I am {MARK}")
    work = await taken(sql_store)
    work.conversation.callback = {"number": MARK}
    await erasure.erase("v1", seconds(1))
    draft = a_claim({"claimant": MARK})
    with pytest.raises(LeaseLost):
        await sql_store.finish(work, "a", [Reply(MARK)], [draft], seconds(2))
    with pytest.raises(LeaseLost):
        await sql_store.postpone(work, "a", seconds(5), [Reply(MARK)], seconds(2))
    await sql_store.release("v1", "a")
    assert await traces(database) == {}
    assert await sql_store.waiting(seconds(99)) == []
    assert await sql_store.next_work("v1", seconds(99)) is None


async def test_nothing_more_is_taken(erasure: SqlErasure, sql_store: SqlStore, database: Database) -> None:
    await opened(sql_store)
    await erasure.erase("v1", seconds(1))
    with pytest.raises(UnknownConversation):
        await sql_store.accept(Incoming("v1", "late", MARK), seconds(2))
    assert await sql_store.conversation("v1") is None
    assert await traces(database) == {}


async def test_a_draft_does_not_come_back_by_its_code(
    erasure: SqlErasure, sql_store: SqlStore, database: Database
) -> None:
    records = SqlRecords(database, the_catalogue(), SqlPolicies(database), "secret")
    conversation = await opened(sql_store)
    await opened(sql_store, "v2")
    draft = a_claim({"claimant": MARK}, id="c1", conversation="v1")
    conversation.claim = draft.id
    await sql_store.save(conversation, [draft])
    code = await records.new_code("c1", T0)
    await erasure.erase("v1", seconds(1))
    assert await records.redeem(code, "v2", seconds(2), {"de": "weg", "en": "moved"}) is None


async def test_a_draft_that_went_on_elsewhere_outlives_where_it_was_begun(
    erasure: SqlErasure, sql_store: SqlStore, database: Database
) -> None:
    await opened(sql_store, "v1")
    await opened(sql_store, "v2")
    told = await said(sql_store, f"{MARK} wants money", conversation="v1")
    draft = Claim("c1", "professional_indemnity", "v2", T0)
    draft.record(a_fact("claimant", "Alderway", source=Source(told.id, 0, 7)))
    stored = await sql_store.conversation("v2")
    assert stored is not None
    stored.claim = "c1"
    await sql_store.save(stored, [draft])
    await erasure.erase("v1", seconds(1))
    assert await traces(database) == {}
    assert await count(database, facts) == 1


async def test_words_of_a_report_that_went_on_elsewhere_stay(
    erasure: SqlErasure, sql_store: SqlStore, database: Database
) -> None:
    await opened(sql_store, "v1")
    await opened(sql_store, "v2")
    told = await said(sql_store, f"{MARK} wants money", conversation="v1")
    await said(sql_store, "hello there", conversation="v1")
    report = Claim("c1", "professional_indemnity", "v2", T0)
    report.record(a_fact("claimant", MARK, source=Source(told.id, 0, 7)))
    report.submit(at=T0, reference="FN-26-7K3QD", missing=())
    stored = await sql_store.conversation("v2")
    assert stored is not None
    await sql_store.save(stored, [report])
    await erasure.erase("v1", seconds(1))
    async with database.read() as connection:
        texts = (await connection.execute(select(messages.c.text))).scalars().all()
    assert texts == [f"{MARK} wants money"]


async def test_conversations_are_found_by_contact_and_by_reference(
    erasure: SqlErasure, sql_store: SqlStore
) -> None:
    for name in ("v1", "v2", "v3"):
        await opened(sql_store, name)
    told = await said(sql_store, "a key is lost", conversation="v1")
    moved = Claim("c1", "professional_indemnity", "v2", T0)
    moved.record(a_fact("description", "a key is lost", source=Source(told.id, 0, 9)))
    moved.record(a_fact("insured_contact", "mara@example.com, 030 1234567"))
    moved.record(a_fact("insured_contact", "other@example.com"))
    reference = new_reference("FN", 2026, random.Random(1))
    moved.submit(at=T0, reference=reference, missing=())
    for name, draft in (("v2", [moved]), ("v3", [])):
        stored = await sql_store.conversation(name)
        assert stored is not None
        stored.vouched = {"insured_contact": "signed@example.com"} if name == "v3" else {}
        await sql_store.save(stored, draft)
    assert await erasure.of_contact("MARA@example.com") == ["v1", "v2"]
    assert await erasure.of_contact("+49 30 1234567") == ["v1", "v2"]
    assert await erasure.of_contact("signed@example.com") == ["v3"]
    assert await erasure.of_contact("nobody@example.com") == []
    assert await erasure.of_reference(reference.lower().replace("-", " ")) == ["v1", "v2"]
    assert await erasure.of_reference("FN-26-AAAAA") == []
