"""Sends stored messages to chats, each in its order; different chats side by side.

Whatever waits is in the outbox, so a restart misses nothing. What a process had sent when it died and not noted is sent
once more: channels offer no way to ask.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial

from prometheus_client import Counter

from bot.channels.pausing import ended, pause, repeating
from bot.channels.ports import Outbox, Sender
from bot.conversations.delivery import DeliveryFailed, Parcel
from bot.service.ids import new_id

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=6)
"""A process that died holds its chats no longer than this; one that lives renews in time."""
RENEW = LEASE.total_seconds() / 3
SWEEP = 0.5
"""Seconds between looks for messages that nobody sends: left by a crash, put off, or stored by another process."""
BACK_OFF = (0.5, 1, 2, 4, 8, 15, 30, 60)
"""Seconds until the next attempt, by the number of attempts so far; what may pass is never given up."""
FAULTS = 5
"""Attempts at a message that a fault of ours keeps from being sent."""
AT_ONCE = 20
"""Chats that are sent to at the same time."""

DELIVERIES = Counter("firstnotice_deliveries", "Messages sent to chats, by how it ended", ["channel", "end"])


def now() -> datetime:
    return datetime.now(UTC)


class Deliverer:
    def __init__(self, channel: str, outbox: Outbox, sender: Sender) -> None:
        self._channel, self._outbox, self._sender = channel, outbox, sender
        self._holder = new_id()
        self._running: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._held_until: dict[str, datetime] = {}
        """Until when this process has the sole right to send to a chat."""
        self._places = asyncio.Semaphore(AT_ONCE)
        self._stopping = asyncio.Event()
        self._sweep: asyncio.Task[None] | None = None

    def wake(self, conversation: str) -> None:
        """Something may wait to be sent to this conversation's chat."""
        if self._stopping.is_set():
            return
        if conversation in self._running:
            self._again.add(conversation)
            return
        task = asyncio.create_task(self._work(conversation), name=f"delivery {conversation}")
        self._running[conversation] = task
        task.add_done_callback(lambda _: self._done(conversation))

    def start(self) -> None:
        """Begin to look after messages that nobody else sends."""
        self._sweep = asyncio.create_task(self._look())

    async def stop(self) -> None:
        """Let what is being sent arrive and be noted; what takes longer is cut off, and sent after the next start."""
        self._stopping.set()
        await ended([self._sweep] if self._sweep else [])
        await ended(list(self._running.values()))

    async def _look(self) -> None:
        while True:
            try:
                for conversation in await self._outbox.due(self._channel, now()):
                    self.wake(conversation)
            except Exception:
                log.exception("sweep failed")
            if await pause(self._stopping, SWEEP):
                return

    def _done(self, conversation: str) -> None:
        del self._running[conversation]
        self._held_until.pop(conversation, None)
        if conversation in self._again:
            self._again.discard(conversation)
            self.wake(conversation)

    async def _work(self, conversation: str) -> None:
        try:
            async with self._places, repeating(RENEW, lambda: self._renew(conversation)):
                while parcel := await self._take(conversation):
                    await self._deliver(parcel)
        except asyncio.CancelledError:
            with suppress(Exception):
                await self._outbox.release(conversation, self._holder)
            raise
        except Exception:
            # The message is still in the outbox; the sweep tries again.
            log.exception("delivery failed conversation=%s", conversation)

    async def _take(self, conversation: str) -> Parcel | None:
        self._again.discard(conversation)
        until = now() + LEASE
        parcel = await self._outbox.take(conversation, self._holder, now(), until)
        self._held_until[conversation] = until
        return parcel

    async def _renew(self, conversation: str) -> None:
        until = now() + LEASE
        if self._holds(conversation):
            await self._outbox.renew(conversation, self._holder, until)
            self._held_until[conversation] = until

    def _holds(self, conversation: str) -> bool:
        """Whether nobody else can have the right by now; who was held up for long does not know what has happened since."""
        until = self._held_until.get(conversation)
        return until is not None and now() < until

    async def _deliver(self, parcel: Parcel) -> None:
        try:
            parts = self._sender.parts(parcel.message)
            for number, part in enumerate(parts, start=1):
                if number <= len(parcel.sent):
                    continue
                last = number == len(parts)
                if not self._holds(parcel.chat.conversation):
                    log.warning("held up, begins anew message=%s", parcel.message.id)
                    return
                id = await self._sender.send(parcel.chat, parcel.message, part, last=last)
                if last:
                    await self._arrived(parcel, id)
                else:
                    parcel = await _noted(partial(self._outbox.part_sent, parcel, id))
        except DeliveryFailed as failure:
            await self._failed(parcel, failure)
        except Exception as fault:
            log.exception("delivery failed message=%s", parcel.message.id)
            given_up = parcel.attempts + 1 >= FAULTS
            await self._failed(parcel, DeliveryFailed(type(fault).__name__, permanent=given_up))

    async def _arrived(self, parcel: Parcel, id: str) -> None:
        overtaken = await _noted(lambda: self._outbox.sent(parcel, id, now()))
        DELIVERIES.labels(self._channel, "sent").inc()
        if overtaken is not None:
            await self._sender.close(parcel.chat, overtaken)

    async def _failed(self, parcel: Parcel, failure: DeliveryFailed) -> None:
        conversation, attempts = parcel.chat.conversation, parcel.attempts + 1
        log.warning(
            "not delivered message=%s attempts=%d reason=%s permanent=%s",
            parcel.message.id,
            attempts,
            failure.reason,
            failure.permanent,
        )
        if failure.gone:
            await self._outbox.gone(conversation, failure.reason)
        if failure.permanent:
            DELIVERIES.labels(self._channel, "failed").inc()
            await self._outbox.failed(parcel, failure.reason, now())
            return
        DELIVERIES.labels(self._channel, "put off").inc()
        back_off = BACK_OFF[min(attempts, len(BACK_OFF)) - 1]
        wait = timedelta(seconds=back_off if failure.wait is None else failure.wait)
        await self._outbox.put_off(parcel, self._holder, now() + wait, failure.reason)


async def _noted[T](note: Callable[[], Awaitable[T]]) -> T:
    """Keep trying: what has arrived and is not noted as such would be sent again."""
    for wait in BACK_OFF:
        try:
            return await note()
        except Exception:
            log.exception("a delivery could not be noted yet")
            await asyncio.sleep(wait)
    return await note()
