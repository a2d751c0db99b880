"""What the outbox promises: messages leave in order, one process at a time, and none is forgotten."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.conversations.delivery import Chat, Parcel
from bot.conversations.message import Author, Button, Incoming, Reply
from bot.conversations.model import Owner
from bot.store.database import Database
from bot.store.leases import SqlLeases
from bot.store.outbox import SqlOutbox
from bot.store.statements import chats, deliveries
from bot.store.store import SqlStore
from tests.builders import a_conversation
from tests.contract.conftest import T0, seconds, taken


@pytest.fixture
def outbox(database: Database) -> SqlOutbox:
    return SqlOutbox(database)


async def a_chat(outbox: SqlOutbox, name: str = "v1", address: str = "5001") -> Chat:
    return await outbox.open_chat(address, a_conversation(id=name, channel="telegram", opened_at=T0))


async def answered(
    store: SqlStore, *texts: str, conversation: str = "v1", buttons: tuple[Button, ...] = ()
) -> None:
    """A message of the insured, and these answers to it; the last one with buttons."""
    number = len(await store.messages(conversation))
    await store.accept(Incoming(conversation, f"said-{number}", "hello"), T0)
    replies = [Reply(text) for text in texts]
    replies[-1] = replace(replies[-1], buttons=buttons)
    await store.finish(await taken(store, conversation=conversation), "a", replies, (), T0)


async def next_parcel(outbox: SqlOutbox, holder: str = "s", at: float = 0) -> Parcel:
    parcel = await outbox.take("v1", holder, seconds(at), seconds(at + 6))
    assert parcel is not None
    return parcel


async def states(database: Database) -> Sequence[tuple[str, str | None]]:
    async with database.read() as connection:
        rows = await connection.execute(select(deliveries).order_by(deliveries.c.seq))
        return [(row.state, row.reason) for row in rows]


async def test_a_chat_is_one_conversation(outbox: SqlOutbox) -> None:
    first = await a_chat(outbox)
    again = await a_chat(outbox, "v2")
    assert again.conversation == first.conversation == "v1"
    assert await outbox.chat("telegram", "5001") == first
    assert await outbox.chat("telegram", "5002") is None


async def test_a_chat_that_is_opened_many_times_at_once_is_one(outbox: SqlOutbox) -> None:
    opened = await asyncio.gather(*(a_chat(outbox, f"v{number}") for number in range(8)))
    assert len({chat.conversation for chat in opened}) == 1


async def test_answers_leave_in_their_order(
    outbox: SqlOutbox, sql_store: SqlStore, database: Database
) -> None:
    await a_chat(outbox)
    await answered(sql_store, "one", "two")
    await answered(sql_store, "three")
    for number, text in enumerate(("one", "two", "three")):
        parcel = await next_parcel(outbox)
        assert (parcel.message.text, parcel.chat.address) == (text, "5001")
        await outbox.sent(parcel, f"{number}", T0)
    assert await outbox.take("v1", "s", T0, seconds(6)) is None
    assert await outbox.due("telegram", seconds(99)) == []
    assert await states(database) == [("sent", None)] * 3


async def test_messages_of_the_website_are_not_sent(
    outbox: SqlOutbox, sql_store: SqlStore, database: Database
) -> None:
    await sql_store.open_conversation(a_conversation(id="v1", opened_at=T0))
    await answered(sql_store, "one")
    assert await states(database) == []


async def test_what_waits_is_due_until_somebody_sends_it(outbox: SqlOutbox, sql_store: SqlStore) -> None:
    await a_chat(outbox)
    await answered(sql_store, "one")
    assert await outbox.due("telegram", T0) == ["v1"]
    assert await outbox.due("website", T0) == []
    await next_parcel(outbox)
    assert await outbox.due("telegram", seconds(5)) == []
    assert await outbox.due("telegram", seconds(7)) == ["v1"]


async def test_one_of_many_sends(outbox: SqlOutbox, sql_store: SqlStore) -> None:
    await a_chat(outbox)
    await answered(sql_store, "one")
    found = await asyncio.gather(*(outbox.take("v1", f"s{number}", T0, seconds(6)) for number in range(8)))
    assert len([parcel for parcel in found if parcel]) == 1


async def test_a_sender_that_died_is_relieved(outbox: SqlOutbox, sql_store: SqlStore) -> None:
    await a_chat(outbox)
    await answered(sql_store, "one")
    await next_parcel(outbox, "dead")
    assert await outbox.take("v1", "other", seconds(5), seconds(11)) is None
    assert (await next_parcel(outbox, "other", at=7)).message.text == "one"


async def test_a_sender_that_lives_keeps_its_chat(outbox: SqlOutbox, sql_store: SqlStore) -> None:
    await a_chat(outbox)
    await answered(sql_store, "one")
    await next_parcel(outbox)
    await outbox.renew("v1", "s", seconds(20))
    await outbox.renew("v1", "other", seconds(0))
    assert await outbox.take("v1", "other", seconds(10), seconds(16)) is None
    await outbox.release("v1", "other")
    assert await outbox.take("v1", "other", seconds(10), seconds(16)) is None
    await outbox.release("v1", "s")
    assert await outbox.take("v1", "other", seconds(10), seconds(16)) is not None


async def test_a_message_put_off_holds_back_those_behind_it(outbox: SqlOutbox, sql_store: SqlStore) -> None:
    await a_chat(outbox)
    await answered(sql_store, "one", "two")
    await outbox.put_off(await next_parcel(outbox), "s", seconds(30), "flood_wait")
    assert await outbox.take("v1", "s", seconds(29), seconds(35)) is None
    await answered(sql_store, "three")
    assert await outbox.due("telegram", seconds(29)) == []
    parcel = await next_parcel(outbox, at=31)
    assert (parcel.message.text, parcel.attempts) == ("one", 1)


async def test_a_message_given_up_lets_the_next_one_through(
    outbox: SqlOutbox, sql_store: SqlStore, database: Database
) -> None:
    await a_chat(outbox)
    await answered(sql_store, "one", "two")
    await outbox.failed(await next_parcel(outbox), "refused", T0)
    assert (await next_parcel(outbox)).message.text == "two"
    assert await states(database) == [("failed", "refused"), ("pending", None)]


async def test_parts_that_have_arrived_are_remembered(outbox: SqlOutbox, sql_store: SqlStore) -> None:
    await a_chat(outbox)
    await answered(sql_store, "a long one")
    parcel = await outbox.part_sent(await next_parcel(outbox), "901")
    assert parcel.sent == ("901",)
    assert (await next_parcel(outbox)).sent == ("901",)


async def test_nothing_is_sent_to_a_chat_that_is_gone_until_it_is_heard_from(
    outbox: SqlOutbox, sql_store: SqlStore, database: Database
) -> None:
    await a_chat(outbox)
    await answered(sql_store, "one", "two")
    await outbox.gone("v1", "blocked")
    assert await outbox.take("v1", "s", T0, seconds(6)) is None
    assert await states(database) == [("failed", "blocked")] * 2
    await a_chat(outbox)
    await answered(sql_store, "three")
    assert (await next_parcel(outbox)).message.text == "three"


async def test_once_staff_have_taken_over_no_word_of_the_bot_leaves(
    outbox: SqlOutbox, sql_store: SqlStore, database: Database
) -> None:
    await a_chat(outbox)
    await answered(sql_store, "from the bot")
    await outbox.say("v1", "note", "from the channel", T0)
    conversation = await sql_store.conversation("v1")
    assert conversation is not None
    conversation.owner = Owner.STAFF
    await sql_store.save(conversation, ())
    assert (await next_parcel(outbox)).message.text == "from the channel"
    assert await states(database) == [("dropped", None), ("pending", None)]


async def test_a_message_that_has_arrived_in_part_is_finished_even_so(
    outbox: SqlOutbox, sql_store: SqlStore
) -> None:
    await a_chat(outbox)
    await answered(sql_store, "from the bot")
    await outbox.part_sent(await next_parcel(outbox), "901")
    conversation = await sql_store.conversation("v1")
    assert conversation is not None
    conversation.owner = Owner.STAFF
    await sql_store.save(conversation, ())
    assert (await next_parcel(outbox)).message.text == "from the bot"


async def test_the_channels_own_words_are_stored_and_sent_once(
    outbox: SqlOutbox, sql_store: SqlStore
) -> None:
    await a_chat(outbox)
    said = await asyncio.gather(*(outbox.say("v1", "about-7", "No files, sorry.", T0) for _ in range(5)))
    assert said.count(True) == 1
    shown = await sql_store.messages("v1")
    assert [(message.seq, message.author, message.text) for message in shown] == [
        (1, Author.SYSTEM, "No files, sorry.")
    ]
    assert (await next_parcel(outbox)).message.text == "No files, sorry."
    assert await sql_store.waiting(seconds(99)) == []


async def test_an_answer_overtakes_the_buttons_of_the_one_before(
    outbox: SqlOutbox, sql_store: SqlStore, database: Database
) -> None:
    await a_chat(outbox)
    await answered(sql_store, "Is it going on?", buttons=(Button("b1", "Yes", "affirm"),))
    assert await outbox.sent(await next_parcel(outbox), "901", T0) is None
    await outbox.say("v1", "note", "a word in between", T0)
    assert await outbox.sent(await next_parcel(outbox), "902", T0) is None
    chat = await outbox.chat("telegram", "5001")
    assert chat is not None
    assert chat.closed_seq < 2
    await answered(sql_store, "Who is it?")
    assert await outbox.sent(await next_parcel(outbox), "903", T0) == "901"
    chat = await outbox.chat("telegram", "5001")
    assert chat is not None
    assert chat.closed_seq >= 2
    async with database.read() as connection:
        assert await connection.scalar(select(chats.c.keyboard)) is None


async def test_buttons_stay_closed(outbox: SqlOutbox) -> None:
    await a_chat(outbox)
    await outbox.close_buttons("v1", 7)
    await outbox.close_buttons("v1", 3)
    chat = await outbox.chat("telegram", "5001")
    assert chat is not None
    assert chat.closed_seq == 7


async def test_a_lease_has_one_holder(database: Database) -> None:
    leases = SqlLeases(database)
    got = await asyncio.gather(*(leases.take("polling", f"p{number}", T0, seconds(6)) for number in range(8)))
    assert got.count(True) == 1
    holder = f"p{got.index(True)}"
    assert await leases.take("polling", holder, seconds(5), seconds(11))
    assert not await leases.take("polling", "other", seconds(7), seconds(13))
    assert await leases.take("polling", "other", seconds(12), seconds(18))
    await leases.release("polling", holder)
    assert not await leases.take("polling", holder, seconds(13), seconds(19))
    await leases.release("polling", "other")
    assert await leases.take("polling", holder, seconds(13), seconds(19))


async def test_leases_of_different_names_are_apart(database: Database) -> None:
    leases = SqlLeases(database)
    assert await leases.take("polling", "a", T0, seconds(6))
    assert await leases.take("retention", "b", T0, seconds(6))
