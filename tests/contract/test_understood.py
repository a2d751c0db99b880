"""How sure the bot was is stored with its answer, all or nothing; people's marks stay with who made them."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.claims.model import SetBy
from bot.conversations.message import Reply
from bot.conversations.understanding import Understanding
from bot.service.desk.review_views import Mark, Verdict
from bot.service.ports import LeaseLost, Work
from bot.store.audit import SqlAudit
from bot.store.database import Database
from bot.store.store import SqlStore
from bot.store.understood import SqlReview
from bot.store.understood_tables import understood
from tests.builders import a_claim, a_fact, a_source, day
from tests.contract.conftest import T0, opened, said, seconds, taken

UNSURE = Understanding("deny", 0.3, "claimant")


@pytest.fixture
def review(database: Database) -> SqlReview:
    return SqlReview(database)


async def answered(store: SqlStore, text: str, understanding: Understanding, number: int = 0) -> Work:
    """`text`, said and answered with a question."""
    await said(store, text, seconds(number))
    work = replace(await taken(store, at=seconds(number)), understanding=understanding)
    await store.finish(work, "a", [Reply(f"What else, after {text}?", asks="claimant")], [], seconds(number))
    return work


async def test_the_least_sure_comes_first_with_the_question_that_was_open(
    sql_store: SqlStore, review: SqlReview
) -> None:
    await opened(sql_store)
    await answered(sql_store, "hello", replace(UNSURE, confidence=0.99, asks=None))
    await answered(sql_store, "nope", replace(UNSURE, confidence=0.5), 1)
    await answered(sql_store, "grmpf", replace(UNSURE, missed=True), 2)
    found = await review.page(0, 10, done=False)
    assert [(item.text, item.question) for item in found] == [
        ("grmpf", "What else, after nope?"),
        ("nope", "What else, after hello?"),
    ]
    assert await review.left() == 2
    assert [item.text for item in await review.page(1, 1, done=False)] == ["nope"]


async def test_a_turn_that_stores_nothing_stores_no_understanding(
    sql_store: SqlStore, database: Database
) -> None:
    await opened(sql_store)
    await said(sql_store, "hello")
    work = replace(await taken(sql_store), understanding=UNSURE)
    with pytest.raises(LeaseLost):
        await sql_store.finish(work, "somebody else", [Reply("hi")], [], T0)
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(understood)) == 0


async def test_a_mark_is_kept_with_who_made_it_and_can_be_taken_back(
    sql_store: SqlStore, review: SqlReview, database: Database
) -> None:
    await opened(sql_store)
    work = await answered(sql_store, "nope", UNSURE)
    mark = Mark(Verdict.MARKED, "dont_know", "data_loss")
    assert await review.mark(work.message.id, mark, "m1", seconds(5))
    assert await review.left() == 0
    [item] = await review.page(0, 10, done=True)
    assert (item.mark, item.by, item.reviewed_at) == (mark, "m1", seconds(5))
    assert [each.message for each in await review.marked()] == [work.message.id]
    assert await review.mark(work.message.id, Mark(), "m2", seconds(6))
    assert await review.left() == 1
    assert await review.marked() == ()
    entries = await SqlAudit(database).entries(action="review")
    assert [(entry.member, entry.deed.conversation) for entry in entries] == [("m2", "v1"), ("m1", "v1")]


async def test_what_was_dismissed_teaches_nothing(sql_store: SqlStore, review: SqlReview) -> None:
    await opened(sql_store)
    work = await answered(sql_store, "asdf", UNSURE)
    await review.mark(work.message.id, Mark(Verdict.DISMISSED), "m1", T0)
    assert await review.marked() == ()
    assert await review.left() == 0


async def test_nobody_marks_what_is_not_there(review: SqlReview) -> None:
    assert not await review.mark("nothing", Mark(Verdict.DISMISSED), "m1", T0)


async def test_a_correction_shows_the_value_before_and_after(sql_store: SqlStore, review: SqlReview) -> None:
    conversation = await opened(sql_store)
    await said(sql_store, "no, Tuesday")
    work = await taken(sql_store)
    claim = a_claim({"occurred_on": day("2026-04-06")})
    tuesday = a_fact("occurred_on", day("2026-04-07"), set_by=SetBy.INSURED, source=a_source(work.message.id))
    claim.record(tuesday)
    work = replace(
        work,
        conversation=replace(conversation, claim=claim.id),
        understanding=Understanding("correct", 0.95, None, corrected=("occurred_on",)),
    )
    await sql_store.finish(work, "a", [Reply("fine")], [claim], T0)
    [item] = await review.page(0, 10, done=False)
    [misread] = item.misread
    assert (misread.field, misread.before, misread.after) == (
        "occurred_on",
        day("2026-04-06"),
        day("2026-04-07"),
    )
