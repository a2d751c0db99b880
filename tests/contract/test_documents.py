"""What is known of documents: the promises of `documents/ports.py`, on each database."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.conversations.message import Incoming
from bot.documents.model import Document, Refused, State, UnknownDocument
from bot.service.ports import UnknownConversation
from bot.store.database import Database
from bot.store.documents import SqlDocuments
from bot.store.queries import exported_claims
from bot.store.statements import messages
from bot.store.store import SqlStore
from tests.builders import a_claim, a_document
from tests.contract.conftest import T0, opened, seconds, taken

MOST = 5


@pytest.fixture
def records(database: Database) -> SqlDocuments:
    return SqlDocuments(database)


def arriving(name: str = "a", **changes: Any) -> Document:
    blank = a_document(id=name, external_id=f"x-{name}", message=None, received_at=T0, state=State.ARRIVING)
    return replace(blank, **{"sha256": "", **changes})


async def kept(records: SqlDocuments, which: str = "a", **changes: Any) -> Document:
    """A document that has arrived; its file is called as it is, with an f before it."""
    begun = await records.begin(arriving(which), f"f{which}", MOST)
    done = await records.finish(
        replace(begun, **{"state": State.KEPT, "sha256": which * 8, **changes}), f"f{which}"
    )
    assert done is not None
    return done


async def test_a_document_is_there_once_it_is_finished(sql_store: SqlStore, records: SqlDocuments) -> None:
    await opened(sql_store)
    begun = await records.begin(arriving(), "fa", MOST)
    assert await records.find("a") is None
    assert await records.of_conversation("v1") == []
    done = await records.finish(replace(begun, state=State.KEPT, sha256="aa"), "fa")
    assert done == replace(arriving(), state=State.KEPT, sha256="aa")
    assert await records.find("a", "v1") == (done, "fa")
    assert await records.find("a", "v2") is None
    assert await records.of_conversation("v1") == [done]


async def test_the_same_upload_again_is_the_same_document(sql_store: SqlStore, records: SqlDocuments) -> None:
    await opened(sql_store)
    done = await kept(records)
    again = await records.begin(replace(arriving(), id="other"), "other file", MOST)
    assert again == done


async def test_of_two_uploads_with_one_id_the_later_one_counts(
    sql_store: SqlStore, records: SqlDocuments
) -> None:
    await opened(sql_store)
    first = await records.begin(arriving(), "first", MOST)
    second = await records.begin(replace(arriving(), id="b"), "second", MOST)
    assert second.id == first.id
    assert await records.finish(replace(first, state=State.KEPT), "first") is None
    assert await records.finish(replace(second, state=State.KEPT), "second") is not None
    assert await records.strangers(["first", "second"]) == {"first"}


async def test_nobody_sends_without_end(sql_store: SqlStore, records: SqlDocuments) -> None:
    await opened(sql_store)
    for name in "abcde":
        await kept(records, name)
    with pytest.raises(Refused):
        await records.begin(arriving("f"), "ff", MOST)
    assert (await records.begin(arriving("e"), "fe", MOST)).state is State.KEPT


async def test_there_is_no_document_without_a_conversation(records: SqlDocuments) -> None:
    with pytest.raises(UnknownConversation):
        await records.begin(arriving(), "fa", MOST)


# The same content


async def test_the_same_content_shares_a_file(sql_store: SqlStore, records: SqlDocuments) -> None:
    await opened(sql_store)
    first = await kept(records, sha256="aa", preview=True)
    assert await records.same("v1", "aa") == first
    assert await records.same("v1", "bb") is None
    copy = await kept(records, "b", sha256="aa", same_as="a")
    assert (copy.same_as, copy.preview) == ("a", True)
    assert await records.find("b") == (copy, "fa")
    assert await records.strangers(["fa", "fb"]) == {"fb"}
    assert await records.same("v1", "aa") == first


async def test_a_shared_file_stays_as_long_as_somebody_has_it(
    sql_store: SqlStore, records: SqlDocuments
) -> None:
    await opened(sql_store)
    await kept(records, sha256="aa")
    await kept(records, "b", sha256="aa", same_as="a")
    assert await records.remove("a", "v1") == []
    left = await records.find("b")
    assert left is not None
    assert left[0].same_as is None
    assert await records.remove("b", "v1") == ["fa"]


async def test_what_was_taken_back_meanwhile_shares_nothing(
    sql_store: SqlStore, records: SqlDocuments
) -> None:
    await opened(sql_store)
    await kept(records, sha256="aa")
    begun = await records.begin(arriving("b"), "fb", MOST)
    await records.remove("a", "v1")
    assert await records.finish(replace(begun, state=State.KEPT, same_as="a"), "fb") is None
    assert await records.finish(replace(begun, state=State.KEPT), "fb") is not None


# Messages and claims


async def test_a_message_takes_its_documents_along(sql_store: SqlStore, records: SqlDocuments) -> None:
    await opened(sql_store)
    await kept(records)
    await kept(records, "b", received_at=seconds(1))
    sent = await sql_store.accept(Incoming("v1", "m", attachments=("a", "b")), T0)
    assert sent.message is not None
    assert [each.id for each in sent.message.documents] == ["a", "b"]
    (listed,) = await sql_store.messages("v1")
    assert (listed.text, listed.documents) == ("", sent.message.documents)
    assert {each.message for each in listed.documents} == {sent.id}
    work = await taken(sql_store)
    assert (work.message.documents, work.documents) == (listed.documents, listed.documents)


@pytest.mark.parametrize("wrong", ["nobody's", "arriving", "another's", "sent"])
async def test_a_message_takes_only_what_is_there_and_free(
    sql_store: SqlStore, records: SqlDocuments, wrong: str
) -> None:
    await opened(sql_store)
    await opened(sql_store, "v2")
    await kept(records)
    if wrong == "arriving":
        await records.begin(arriving("arriving"), "f", MOST)
    if wrong == "sent":
        await kept(records, "sent")
        await sql_store.accept(Incoming("v1", "before", attachments=("sent",)), T0)
    if wrong == "another's":
        begun = await records.begin(replace(arriving(wrong), conversation="v2"), "fx", MOST)
        await records.finish(replace(begun, state=State.KEPT), "fx")
    before = await sql_store.messages("v1")
    with pytest.raises(UnknownDocument):
        await sql_store.accept(Incoming("v1", "m", "hello", attachments=("a", wrong)), T0)
    assert await sql_store.messages("v1") == before
    free = await records.find("a")
    assert free is not None
    assert free[0].message is None


async def test_documents_belong_to_the_claim_that_is_opened_later(
    sql_store: SqlStore, records: SqlDocuments
) -> None:
    await opened(sql_store)
    await kept(records)
    await sql_store.accept(Incoming("v1", "m", attachments=("a",)), T0)
    work = await taken(sql_store)
    await sql_store.finish(work, "a", [], [], T0)
    assert [each.claim for each in await records.of_conversation("v1")] == [None]
    await sql_store.accept(Incoming("v1", "n", "I lost a key"), T0)
    work = await taken(sql_store)
    work.conversation.claim = "c1"
    found = replace(work, documents=tuple(replace(each, item="invoice") for each in work.documents))
    await sql_store.finish(found, "a", [], [a_claim({"claimant": "Alderway Dental"})], T0)
    (document,) = await records.of_claim("c1")
    assert (document.id, document.item) == ("a", "invoice")


async def test_what_staff_sent_is_none_of_the_insureds_documents(
    sql_store: SqlStore, records: SqlDocuments, database: Database
) -> None:
    await opened(sql_store)
    await kept(records)
    await sql_store.accept(Incoming("v1", "m", attachments=("a",)), T0)
    await sql_store.finish(await taken(sql_store), "a", [], [], T0)
    async with database.write() as connection:
        await connection.execute(
            update(messages).where(messages.c.author == "insured").values(author="staff")
        )
    await sql_store.accept(Incoming("v1", "n", "I lost a key"), T0)
    assert (await taken(sql_store)).documents == ()


async def test_a_draft_that_is_thrown_away_takes_its_documents_with_it(
    sql_store: SqlStore, records: SqlDocuments
) -> None:
    await opened(sql_store)
    await kept(records)
    claim = a_claim({"claimant": "Alderway Dental"})
    await sql_store.accept(Incoming("v1", "m", attachments=("a",)), T0)
    work = await taken(sql_store)
    work.conversation.claim = "c1"
    await sql_store.finish(work, "a", [], [claim], T0)
    await sql_store.accept(Incoming("v1", "n", "throw it away"), T0)
    work = await taken(sql_store)
    work.conversation.claim = None
    claim.discard()
    await sql_store.finish(work, "a", [], [claim], T0)
    assert await records.of_conversation("v1") == []
    assert await records.strangers(["fa"]) == {"fa"}


async def test_what_was_sent_is_not_taken_back(sql_store: SqlStore, records: SqlDocuments) -> None:
    await opened(sql_store)
    await kept(records)
    assert await records.remove("a", "v2") is None
    await sql_store.accept(Incoming("v1", "m", attachments=("a",)), T0)
    assert await records.remove("a", "v1") is None


async def test_an_export_names_the_documents_of_a_claim(
    sql_store: SqlStore, records: SqlDocuments, database: Database
) -> None:
    await opened(sql_store)
    await kept(records, sha256="aa", name="Letter.pdf")
    await kept(records, "b", sha256="aa", same_as="a")
    await kept(records, "c", received_at=seconds(1))
    await kept(records, "not-sent")
    sent = await sql_store.accept(Incoming("v1", "m", attachments=("a", "b", "c")), T0)
    work = await taken(sql_store)
    work.conversation.claim = "c1"
    first, *others = work.documents
    found = replace(work, documents=(replace(first, item="letter_of_claim"), *others))
    await sql_store.finish(found, "a", [], [a_claim({"claimant": "Alderway Dental"})], T0)
    (claim,) = [each async for each in exported_claims(database, drafts=True)]
    assert [(each["id"], each["item"]) for each in claim["documents"]] == [
        ("a", "letter_of_claim"),
        ("c", "other"),
    ]
    assert claim["documents"][0] == {
        "id": "a",
        "name": "Letter.pdf",
        "kind": "pdf",
        "type": "application/pdf",
        "size": 1200,
        "sha256": "aa",
        "received_at": T0.isoformat(),
        "state": "kept",
        "item": "letter_of_claim",
        "locked": False,
        "message": sent.id,
    }


# Scans


@pytest.mark.parametrize("infected", [True, False])
async def test_a_verdict_counts_for_all_that_share_the_file(
    sql_store: SqlStore, records: SqlDocuments, infected: bool
) -> None:
    await opened(sql_store)
    await kept(records, sha256="aa", state=State.CHECKING)
    await kept(records, "b", sha256="aa", same_as="a")
    assert await records.waiting() == ["fa"]
    changed = await records.scanned("fa", infected=infected)
    assert {each.id: each.state for each in changed} == dict.fromkeys(
        "ab", State.REFUSED if infected else State.KEPT
    )
    assert await records.waiting() == []
    assert await records.scanned("fa", infected=infected) == []
    assert await records.strangers(["fa"]) == ({"fa"} if infected else set())
    again = await records.same("v1", "aa")
    assert again is not None
    assert again.state is (State.REFUSED if infected else State.KEPT)


# What is left over


async def test_what_never_finished_is_forgotten(sql_store: SqlStore, records: SqlDocuments) -> None:
    await opened(sql_store)
    await records.begin(arriving(), "fa", MOST)
    await kept(records, "b")
    await records.forget_unfinished(T0)
    assert await records.strangers(["fa", "fb"]) == set()
    await records.forget_unfinished(T0 + timedelta(days=1))
    assert await records.strangers(["fa", "fb"]) == {"fa"}


async def test_an_upload_that_is_given_up_leaves_the_one_that_followed_it(
    sql_store: SqlStore, records: SqlDocuments
) -> None:
    await opened(sql_store)
    await records.begin(arriving(), "first", MOST)
    second = await records.begin(arriving(), "second", MOST)
    await records.abandon("a", "first")
    done = await records.finish(replace(second, state=State.KEPT), "second")
    assert done is not None
    await records.abandon("a", "second")
    assert await records.of_conversation("v1") == [done]
