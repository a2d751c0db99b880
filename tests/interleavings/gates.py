"""Makes the order in which coroutines use the database, the engine and the network a matter of a seed.

Every transaction, every answer of the engine and every sending waits at a gate. A schedule lets one of those that wait go on,
or several at once: then PostgreSQL decides who is first. Each world has its schedule and its clock in context variables, which
all its tasks inherit, so that many worlds run side by side.
"""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database

schedule: ContextVar["Schedule | None"] = ContextVar("schedule", default=None)
replica: ContextVar["Replica | None"] = ContextVar("replica", default=None)
T0 = datetime(2026, 4, 8, 12, 0, tzinfo=UTC)
_SPINS = 20
"""Rounds of the event loop after which whatever runs has come to its next gate."""


class Replica:
    """A process of the service: all its tasks die with it, each at the gate where it waits."""

    dead = False

    async def die(self) -> None:
        self.dead = True
        mine = [task for task in asyncio.all_tasks() if task.get_context().get(replica) is self]
        for task in mine:
            task.cancel()
        await asyncio.gather(*mine, return_exceptions=True)


class Gate:
    def __init__(self, label: str, whose: Replica | None) -> None:
        self.label, self.whose = label, whose
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.done = asyncio.Event()


class Schedule:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.waiting: list[Gate] = []
        self.now = T0
        self.free = False
        """Whether nobody waits any more."""

    async def wait(self, label: str) -> Gate:
        whose = replica.get()
        gate = Gate(label, whose)
        if whose is not None and whose.dead:
            raise asyncio.CancelledError
        if self.free:
            return gate
        self.waiting.append(gate)
        try:
            await gate.opened
        except asyncio.CancelledError:
            if gate in self.waiting:
                self.waiting.remove(gate)
            raise
        self.now += timedelta(milliseconds=self.random.randrange(1, 40))
        return gate

    async def let_go(self, number: int) -> None:
        """Open so many gates, and wait until what they led to is done."""
        chosen = self.random.sample(self.waiting, min(number, len(self.waiting)))
        for gate in chosen:
            self.waiting.remove(gate)
            if not gate.opened.done():
                gate.opened.set_result(None)
        for gate in chosen:
            await gate.done.wait()
        await self.settle()

    async def settle(self) -> None:
        for _ in range(_SPINS):
            await asyncio.sleep(0)


@asynccontextmanager
async def gate(label: str) -> AsyncIterator[None]:
    running = schedule.get()
    if running is None:
        yield
        return
    passed = await running.wait(label)
    try:
        yield
    finally:
        passed.done.set()


class GatedDatabase(Database):
    @asynccontextmanager
    async def read(self, *, much: bool = False) -> AsyncIterator[AsyncConnection]:
        async with gate("read"), super().read(much=much) as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        async with gate("write"), super().write() as connection:
            yield connection


def now() -> datetime:
    running = schedule.get()
    return running.now if running is not None else datetime.now(UTC)
