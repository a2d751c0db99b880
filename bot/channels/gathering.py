"""Makes one message of what comes together: an album, files with the words beside them, a flood.

Everything is in the store before it is acknowledged, and what is heard together is fixed there before it is handed on. So a
process may die at any moment: another one fetches what is missing and hands on the same message once.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from bot.channels.pausing import ended, pause, repeating
from bot.channels.ports import Arrivals, Leases
from bot.conversations.arrival import Arrival, Fetching
from bot.service.ids import new_id

log = logging.getLogger(__name__)

QUIET = timedelta(seconds=1.5)
"""After this long without another arrival what has come is complete: an album comes one file at a time."""
PATIENCE = timedelta(seconds=8)
"""Files that could not be fetched by then are heard of later; the words beside them wait no longer."""
LONGEST = timedelta(seconds=15)
"""Who goes on and on is answered all the same."""
LEASE = timedelta(seconds=6)
RENEW = LEASE.total_seconds() / 3
SWEEP = 0.5
STEP = 0.25
"""Seconds between looks at a conversation in which something is being gathered."""
AT_ONCE = 8
"""Files that are fetched at the same time, of all conversations."""

Fetch = Callable[[Arrival], Awaitable[tuple[Arrival, datetime]]]
"""Fetches an arrival's file; the arrival as it stands then, and when it has to be looked at again. Never raises."""
Hand = Callable[[str, str, Sequence[Arrival]], Awaitable[None]]
"""Hands on the arrivals of a conversation that make up a batch; handing on the same batch again changes nothing."""


def now() -> datetime:
    return datetime.now(UTC)


class Gatherer:
    def __init__(self, channel: str, arrivals: Arrivals, leases: Leases, fetch: Fetch, hand: Hand) -> None:
        self._channel, self._arrivals, self._leases = channel, arrivals, leases
        self._fetch, self._hand = fetch, hand
        self._holder = new_id()
        self._running: dict[str, asyncio.Task[None]] = {}
        self._fetching: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self._stopping = asyncio.Event()
        self._sweep: asyncio.Task[None] | None = None

    def wake(self, conversation: str) -> None:
        """Something has arrived in this conversation."""
        if self._stopping.is_set() or conversation in self._running:
            return
        task = asyncio.create_task(self._work(conversation), name=f"gathering {conversation}")
        self._running[conversation] = task
        task.add_done_callback(lambda _: self._running.pop(conversation, None))

    def start(self) -> None:
        """Begin to look after arrivals that nobody else looks after."""
        self._sweep = asyncio.create_task(self._look())

    async def stop(self) -> None:
        """What is under way gets a moment to end; the rest is there after the next start."""
        self._stopping.set()
        await ended(
            [*self._running.values(), *self._fetching.values(), *([self._sweep] if self._sweep else [])]
        )

    async def _look(self) -> None:
        while True:
            try:
                for conversation in await self._arrivals.due(self._channel, now()):
                    self.wake(conversation)
            except Exception:
                log.exception("sweep failed")
            if await pause(self._stopping, SWEEP):
                return

    async def _work(self, conversation: str) -> None:
        lease = f"gathering {conversation}"

        async def held() -> bool:
            return await self._leases.take(lease, self._holder, now(), now() + LEASE)

        try:
            if not await held():
                return
            since = now()
            try:
                async with repeating(RENEW, held):
                    while await self._round(conversation, since):
                        if await pause(self._stopping, STEP):
                            return
            finally:
                with suppress(Exception):
                    await self._leases.release(lease, self._holder)
        except Exception:
            # It is all still in the store; the sweep tries again.
            log.exception("gathering failed conversation=%s", conversation)

    async def _round(self, conversation: str, since: datetime) -> bool:
        """Fetch and hand on what can be; whether more is to be done soon."""
        for batch, fixed in _batches(await self._arrivals.open(conversation)).items():
            await self._hand_on(conversation, batch, fixed)
        open_ = await self._arrivals.open(conversation)
        for each in open_:
            if _is_due(each) and (conversation, each.external_id) not in self._fetching:
                self._begin_to_fetch(each)
        complete = together(open_, now(), since)
        if complete:
            batch = new_id()
            await self._arrivals.seal(conversation, [each.external_id for each in complete], batch)
            await self._hand_on(conversation, batch, complete)
        return any(each.due_at <= now() + QUIET for each in open_ if each not in complete and each.due_at)

    def _begin_to_fetch(self, arrival: Arrival) -> None:
        this = (arrival.conversation, arrival.external_id)
        task = asyncio.create_task(self._fetched(arrival), name=f"fetching {this}")
        self._fetching[this] = task
        task.add_done_callback(lambda _: self._fetching.pop(this, None))

    async def _fetched(self, arrival: Arrival) -> None:
        try:
            async with self._places:
                fetched, due = await self._fetch(arrival)
            await self._arrivals.settle(fetched, due)
        except Exception:
            log.exception("fetching failed conversation=%s", arrival.conversation)

    async def _hand_on(self, conversation: str, batch: str, fixed: Sequence[Arrival]) -> None:
        await self._hand(conversation, batch, fixed)
        await self._arrivals.done(conversation, batch)


def together(open_: Sequence[Arrival], at: datetime, since: datetime) -> list[Arrival]:
    """What of the open arrivals is complete at `at` and heard together; nothing while more may come.

    `since` is when this process began to look after them: what a crash has left gets its time to be fetched, too.
    """
    loose = [each for each in open_ if each.batch is None]
    ready = [each for each in loose if each.fetching is not Fetching.WAITING]
    fresh = [each for each in loose if each in ready or max(each.noted_at, since) > at - PATIENCE]
    if not ready:
        return []
    first = max(since, min(each.noted_at for each in ready))
    last = max(each.noted_at for each in fresh)
    if at < last + QUIET and at < first + LONGEST:
        return []
    return ready if len(fresh) == len(ready) or at >= first + LONGEST else []


def texts(arrivals: Sequence[Arrival]) -> list[str]:
    """What was said: of each thing that was sent the words of its newest version, in the order of sending."""
    of: dict[int, str] = {}
    for arrival in sorted(arrivals, key=lambda each: (each.number, each.version)):
        if arrival.text is not None:
            of[arrival.number] = arrival.text
    return [text for text in of.values() if text]


def _is_due(arrival: Arrival) -> bool:
    waits = arrival.fetching is Fetching.WAITING and arrival.batch is None
    return waits and arrival.due_at is not None and arrival.due_at <= now()


def _batches(open_: Sequence[Arrival]) -> dict[str, list[Arrival]]:
    found: dict[str, list[Arrival]] = {}
    for arrival in open_:
        if arrival.batch is not None:
            found.setdefault(arrival.batch, []).append(arrival)
    return found
