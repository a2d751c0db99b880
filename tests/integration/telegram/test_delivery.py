"""Answers out: put off, given up, cut off half-way, and after a crash."""

import asyncio
import time
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select

from bot.channels import delivery
from bot.channels.telegram import polling
from bot.conversations.delivery import Parcel
from bot.conversations.model import Owner
from bot.store.outbox import SqlOutbox, queue
from bot.store.statements import deliveries, messages
from tests.fakes import ScriptedEngine
from tests.integration.telegram.conftest import Office, Opening, sees, until
from tests.support.telegram_objects import Refused
from tests.support.telegram_person import Person
from tests.support.telegram_stand_in import TelegramStandIn


class DiesBeforeNoting(SqlOutbox):
    """As if the process died between Telegram's taking a message and our noting it."""

    async def sent(self, parcel: Parcel, id: str, at: datetime) -> str | None:
        await asyncio.Event().wait()
        return None


class DiesBeforeSending(SqlOutbox):
    async def take(self, conversation: str, holder: str, now: datetime, until: datetime) -> Parcel | None:
        if await super().take(conversation, holder, now, until) is not None:
            await asyncio.Event().wait()
        return None


async def states(office: Office) -> list[tuple[str, str | None]]:
    """(state, reason) of all deliveries, in their order."""
    async with office.database.read() as connection:
        wanted = select(deliveries.c.state, deliveries.c.reason).order_by(deliveries.c.seq)
        return [(row.state, row.reason) for row in await connection.execute(wanted)]


async def stand(office: Office, *expected: tuple[str, str | None]) -> None:
    async def there() -> bool:
        return await states(office) == list(expected)

    await until(there, f"deliveries stand as {expected}")


async def test_what_telegram_took_is_noted(office: Office, mara: Person) -> None:
    mara.writes("hello")
    await sees(mara, "echo hello")
    await stand(office, ("sent", None))


async def test_a_flood_wait_is_kept_to_the_second_and_the_order_holds(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    mara.writes("zero")
    await sees(mara, "echo zero")
    telegram.limit(mara.id, 1.5)
    begun = time.monotonic()
    mara.writes("one")
    mara.writes("two")
    await sees(mara, "echo zero", "echo one", "echo two")
    assert time.monotonic() - begun >= 1.4
    assert len(telegram.called("sendMessage")) == 4


async def test_one_chat_that_has_to_wait_delays_no_other(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    jonas = Person(telegram, "Jonas")
    telegram.limit(mara.id, 30)
    mara.writes("one")
    jonas.writes("one")
    await sees(jonas, "echo one")
    assert mara.sees() == []


async def test_who_has_blocked_the_bot_is_not_tried_again_until_they_write(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    mara.writes("one")
    mara.writes("two")
    mara.place.refusal = Refused(403, "Forbidden: bot was blocked by the user")
    await stand(office, ("failed", "blocked"), ("failed", "blocked"))
    assert len(telegram.called("sendMessage")) == 1
    mara.unblocks()
    mara.writes("three")
    await sees(mara, "echo three")


async def test_blocking_is_noticed_before_anything_is_sent(office: Office, mara: Person) -> None:
    mara.writes("one")
    await sees(mara, "echo one")
    mara.blocks()
    await office.all_taken()
    chat = await office.outbox.chat("telegram", str(mara.id))
    assert chat is not None
    await office.outbox.say(chat.conversation, "note", "Anybody there?", datetime.now().astimezone())
    await stand(office, ("sent", None), ("failed", "blocked"))
    assert len(mara.telegram.called("sendMessage")) == 1


@pytest.mark.parametrize(
    ("refusal", "end"),
    [
        (Refused(403, "Forbidden: user is deactivated"), ("failed", "deactivated")),
        (Refused(400, "Bad Request: chat not found"), ("failed", "chat_not_found")),
    ],
)
async def test_people_who_are_gone_are_told_from_trouble_that_passes(
    office: Office, mara: Person, telegram: TelegramStandIn, refusal: Refused, end: tuple[str, str]
) -> None:
    telegram.refuse("sendMessage", refusal)
    mara.writes("hello")
    await stand(office, end)


async def test_a_message_that_telegram_refuses_lets_the_next_one_through(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    telegram.refuse("sendMessage", Refused(400, "Bad Request: something about this message"))
    mara.writes("one")
    mara.writes("two")
    await sees(mara, "echo two")
    await stand(office, ("failed", "refused"), ("sent", None))


async def test_trouble_that_passes_delays_and_keeps_the_order(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    telegram.cut("sendMessage", 2)
    telegram.refuse("sendMessage", Refused(502, "Bad Gateway"))
    for number in range(3):
        mara.writes(f"message {number}")
    await sees(mara, *(f"echo message {number}" for number in range(3)))


async def test_markup_that_telegram_refuses_is_sent_as_plain_words(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    telegram.refuse("sendMessage", Refused(400, "Bad Request: can't parse entities: byte offset 3"))
    mara.writes("**€1,400**")
    await sees(mara, "echo €1,400")


async def test_a_long_answer_comes_in_pieces_and_goes_on_where_it_was_cut_off(
    open_office: Opening, mara: Person, telegram: TelegramStandIn
) -> None:
    paragraphs = [f"{number} " + "word " * 500 for number in range(5)]
    async with open_office(ScriptedEngine("\n\n".join(paragraphs))) as office:
        telegram.cut("sendMessage", 2, after=1)
        mara.writes("hello")
        await sees(mara, *(text.strip() for text in paragraphs))
        await stand(office, ("sent", None))


async def test_a_crash_before_sending_loses_nothing(open_office: Opening, mara: Person) -> None:
    async with open_office(outbox=DiesBeforeSending) as office:
        mara.writes("hello")
        await stand(office, ("pending", None))
        assert mara.sees() == []
    async with open_office() as office:
        await sees(mara, "echo hello")
        await stand(office, ("sent", None))


async def test_a_crash_before_noting_repeats_that_one_answer(open_office: Opening, mara: Person) -> None:
    async with open_office(outbox=DiesBeforeNoting):
        mara.writes("one")
        mara.writes("two")
        await sees(mara, "echo one")
    async with open_office() as office:
        await sees(mara, "echo one", "echo one", "echo two")
        await stand(office, ("sent", None), ("sent", None))


async def test_updates_that_were_not_acknowledged_come_again_and_change_nothing(
    open_office: Opening, mara: Person, telegram: TelegramStandIn
) -> None:
    async with open_office():
        mara.writes("hello")
        await sees(mara, "echo hello")
    telegram.redeliver(*mara.updates)
    async with open_office() as office:
        await office.all_taken()
        mara.writes("again")
        await sees(mara, "echo hello", "echo again")


async def test_two_replicas_poll_in_turn_and_send_nothing_twice(
    open_office: Opening, mara: Person, telegram: TelegramStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Long enough that none runs out while the machine is busy.
    monkeypatch.setattr(delivery, "LEASE", timedelta(seconds=6))
    monkeypatch.setattr(polling, "LEASE", timedelta(seconds=6))
    async with open_office() as first, open_office():
        for number in range(10):
            mara.writes(f"message {number}")
        await sees(mara, *(f"echo message {number}" for number in range(10)))
        await stand(first, *[("sent", None)] * 10)
        await asyncio.sleep(0.5)
        # A call of the test before may still have hung there; two that poll knock at every poll.
        assert telegram.conflicts <= 3
    async with open_office():
        mara.writes("last")
        await until(lambda: mara.sees()[-1] == "echo last", "the next one takes over")


async def test_once_staff_have_taken_over_the_bot_is_silent(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    telegram.refuse("sendMessage", Refused(500, "Internal Server Error"), times=10_000)
    mara.writes("hello")
    await stand(office, ("pending", "NetworkError"))
    chat = await office.outbox.chat("telegram", str(mara.id))
    assert chat is not None
    conversation = await office.store.conversation(chat.conversation)
    assert conversation is not None
    conversation.owner = Owner.STAFF
    await office.store.save(conversation, ())
    await stand(office, ("dropped", "NetworkError"))
    assert mara.sees() == []


async def test_what_staff_write_has_their_name_in_its_first_line(office: Office, mara: Person) -> None:
    mara.writes("hello")
    await sees(mara, "echo hello")
    chat = await office.outbox.chat("telegram", str(mara.id))
    assert chat is not None
    row = {
        "id": "s1",
        "conversation": chat.conversation,
        "seq": 90,
        "author": "staff",
        "staff": "Anna <Lind>",
    }
    row |= {"text": "I look at it.", "at": datetime.now().astimezone(), "buttons": [], "state": "sent"}
    async with office.database.write() as connection:
        await connection.execute(insert(messages).values(row | {"attempts": 0}))
        await queue(connection, chat.conversation, [row], datetime.now().astimezone())
    await sees(mara, "echo hello", "Anna <Lind>\nI look at it.")
    assert [each["type"] for each in mara.from_bot()[-1]["entities"]] == ["bold"]
