"""The overview's counts over each database."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from bot.conversations.model import HandoffReason, Owner
from bot.service.desk.overview import BANDS, WEEK
from bot.service.desk.overview_views import Counted, Stop
from bot.store.database import Database
from bot.store.desk_tables import ownership_events
from bot.store.overview import SqlOverview
from bot.store.statements import conversations
from bot.store.store import SqlStore
from tests.builders import a_complete_claim, a_conversation, euros
from tests.contract.conftest import T0

DAY = timedelta(days=1)
EDGES = [T0 - number * DAY for number in range(27, -2, -1)]
"""Days that end at noon; the last one begins now."""


class World:
    """Puts conversations into a database and counts."""

    def __init__(self, database: Database, store: SqlStore) -> None:
        self.database, self.store, self.number = database, store, 0

    async def conversation(self, at: datetime, *, sent: str | None = None, **columns: Any) -> str:
        """A conversation with a claim over `sent` euros, or with a draft."""
        self.number += 1
        id = f"v{self.number}"
        claim = a_complete_claim({"amount_claimed": euros(sent) if sent else None})
        claim.id, claim.conversation, claim.opened_at = f"c{self.number}", id, at
        if sent is not None:
            claim.submit(at=at, reference=f"FN-26-0000{self.number}", missing=())
        talk = a_conversation(id=id, opened_at=at, claim=claim.id, asks=None if sent else "occurred_on")
        await self.store.open_conversation(talk)
        await self.store.save(talk, [claim])
        async with self.database.write() as connection:
            mine = update(conversations).where(conversations.c.id == id)
            await connection.execute(mine.values({"last_at": at, **columns}))
        return id

    async def owned(self, conversation: str, at: datetime, owner: Owner, move: str = "handoff") -> None:
        row = {"conversation": conversation, "at": at, "move": move, "owner": owner.value, "by": None}
        row |= {"staff": None, "note": None, "reasons": ["severity"] if move == "handoff" else []}
        async with self.database.write() as connection:
            await connection.execute(insert(ownership_events).values(row))

    async def count(self) -> Counted:
        weeks = (T0 - 2 * WEEK, T0 - WEEK, T0)
        return await SqlOverview(self.database, BANDS).count(EDGES, weeks, T0 - DAY)


@pytest.fixture
def world(database: Database, sql_store: SqlStore) -> World:
    return World(database, sql_store)


async def test_nothing_is_counted_where_nothing_is(world: World) -> None:
    counted = await world.count()
    assert len(counted.days) == 28
    assert (counted.week.conversations, counted.waits, counted.stops, counted.types) == (0, (), (), ())


async def test_days_and_weeks_have_what_fell_into_them(world: World) -> None:
    for days, sent in ((0.5, "100"), (0.5, None), (6.9, "100"), (7.1, None), (14.1, "100"), (40, "100")):
        await world.conversation(T0 - days * DAY, sent=sent)
    counted = await world.count()
    assert (counted.week.conversations, counted.week.claims) == (3, 2)
    assert (counted.before.conversations, counted.before.claims) == (1, 0)
    assert [(day.conversations, day.claims) for day in counted.days[-2:]] == [(2, 1), (0, 0)]
    assert sum(day.conversations for day in counted.days) == 5


async def test_alone_is_what_nobody_was_called_to(world: World) -> None:
    helped = await world.conversation(T0 - DAY, sent="100")
    await world.owned(helped, T0 - DAY, Owner.WAITING)
    closed = await world.conversation(T0 - DAY, sent="100")
    await world.owned(closed, T0 - DAY, Owner.CLOSED, "close")
    counted = await world.count()
    assert (counted.week.claims, counted.week.alone) == (2, 1)


async def test_a_wait_lasts_until_the_next_change(world: World) -> None:
    taken, waiting, gone = [await world.conversation(T0 - DAY) for _ in range(3)]
    for conversation in (taken, waiting, gone):
        await world.owned(conversation, T0 - DAY, Owner.WAITING)
    await world.owned(taken, T0 - DAY / 2, Owner.STAFF, "take")
    await world.owned(gone, T0 - DAY / 3, Owner.CLOSED, "close")
    found = {(wait.ended, wait.answered) for wait in (await world.count()).waits}
    assert found == {(T0 - DAY / 2, True), (T0 - DAY / 3, False), (None, False)}
    assert {wait.reasons for wait in (await world.count()).waits} == {(HandoffReason.SEVERITY,)}


async def test_people_stop_where_a_silent_draft_asks(world: World) -> None:
    await world.conversation(T0 - 2 * DAY)
    await world.conversation(T0 - 2 * DAY, asks="confirm")
    await world.conversation(T0 - 2 * DAY, owner=Owner.CLOSED.value)
    await world.conversation(T0 - DAY / 2)
    await world.conversation(T0 - 2 * DAY, sent="100")
    assert set((await world.count()).stops) == {Stop("occurred_on", 1), Stop("confirm", 1)}


async def test_losses_fall_into_bands_by_currency(world: World) -> None:
    for amount in ("999", "1000", "60000", "900000"):
        await world.conversation(T0 - DAY, sent=amount)
    counted = await world.count()
    assert {(size.currency, size.band, size.claims) for size in counted.sizes} == {
        ("EUR", 0, 1),
        ("EUR", 1, 1),
        ("EUR", 3, 1),
        ("EUR", 4, 1),
    }
    assert sum(number for _, number in counted.types) == 4


async def test_ratings_count_in_the_week_of_closing(world: World) -> None:
    for rating, closed in ((5, [1]), (2, [8, 1]), (1, [8])):
        conversation = await world.conversation(T0 - 20 * DAY, rating=rating)
        for days in closed:
            await world.owned(conversation, T0 - days * DAY, Owner.CLOSED, "close")
            # Whoever writes again takes nothing back.
            await world.owned(conversation, T0 - days * DAY / 2, Owner.BOT, "reopen")
    counted = await world.count()
    assert (dict(counted.week.ratings), dict(counted.before.ratings)) == ({5: 1, 2: 1}, {1: 1})
