"""What mails in the database promise: none is lost, none is sent twice while all goes well."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.conversations.message import Reply
from bot.mail.model import Mail
from bot.service.ports import LeaseLost
from bot.store.database import Database
from bot.store.mails import SqlMails, mails
from bot.store.store import SqlStore
from tests.contract.conftest import T0, opened, said, seconds, taken

MAIL = Mail("k1", "mara@example.com", "Your code", "K7-42-Q9", T0, T0 + timedelta(minutes=30), "v1")


@pytest.fixture
def post(database: Database) -> SqlMails:
    return SqlMails(database)


async def rows(database: Database) -> list[dict[str, object]]:
    async with database.read() as connection:
        return [dict(row) for row in (await connection.execute(select(mails))).mappings()]


async def test_a_mail_is_taken_once_and_hidden_until_it_may_be_tried_again(post: SqlMails) -> None:
    await post.add(MAIL)
    assert await post.take(seconds(-1), seconds(180)) is None
    assert await post.take(T0, seconds(180)) == replace(MAIL, due_at=seconds(180), attempts=1)
    assert await post.take(seconds(1), seconds(180)) is None
    again = await post.take(seconds(180), seconds(400))
    assert again is not None
    assert again.attempts == 2


async def test_a_mail_is_added_once(post: SqlMails, database: Database) -> None:
    await post.add(MAIL)
    await post.add(replace(MAIL, text="other words"))
    assert [row["text"] for row in await rows(database)] == ["K7-42-Q9"]


async def test_the_oldest_comes_first(post: SqlMails) -> None:
    await post.add(replace(MAIL, id="k2", due_at=seconds(5)))
    await post.add(MAIL)
    assert [mail.id for _ in range(2) if (mail := await post.take(seconds(9), seconds(99)))] == ["k1", "k2"]


async def test_several_postmen_get_different_mails(post: SqlMails) -> None:
    for number in range(4):
        await post.add(replace(MAIL, id=f"k{number}"))
    got = await asyncio.gather(*(post.take(T0, seconds(99)) for _ in range(4)))
    assert len({mail.id for mail in got if mail}) == len([mail for mail in got if mail])


async def test_of_a_mail_that_was_sent_the_text_is_forgotten(post: SqlMails, database: Database) -> None:
    await post.add(MAIL)
    await post.take(T0, seconds(99))
    await post.sent("k1", seconds(1))
    [row] = await rows(database)
    assert (row["state"], row["text"], row["recipient"]) == ("sent", "", "mara@example.com")
    assert await post.take(seconds(500), seconds(600)) is None


async def test_what_was_put_off_comes_back_and_what_was_given_up_does_not(
    post: SqlMails, database: Database
) -> None:
    await post.add(MAIL)
    await post.take(T0, seconds(99))
    await post.put_off("k1", seconds(10), "no answer")
    assert await post.take(seconds(9), seconds(99)) is None
    assert await post.take(seconds(10), seconds(99)) is not None
    await post.given_up("k1", "refused " * 50, seconds(11))
    assert await post.take(seconds(500), seconds(600)) is None
    [row] = await rows(database)
    assert (row["state"], row["text"]) == ("failed", "")


async def test_old_ones_are_forgotten_altogether(post: SqlMails, database: Database) -> None:
    for id, at in (("k1", T0), ("k2", T0 + timedelta(days=31))):
        await post.add(replace(MAIL, id=id))
        await post.sent(id, at)
    assert [row["id"] for row in await rows(database)] == ["k2"]


async def test_a_mail_comes_with_the_answer_or_not_at_all(
    post: SqlMails, sql_store: SqlStore, database: Database
) -> None:
    await opened(sql_store)
    await said(sql_store, "on my computer, please")
    work = await taken(sql_store)
    with pytest.raises(LeaseLost):
        await sql_store.finish(work, "somebody else", [Reply("here")], [], T0, [MAIL])
    assert await rows(database) == []
    await sql_store.finish(work, "a", [Reply("here")], [], T0, [MAIL])
    assert await post.take(T0, seconds(99)) is not None
