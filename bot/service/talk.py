"""The main path: a message comes in, is stored, answered by the engine, and the answer is stored.

Messages of one conversation are handled strictly in order, one at a time, under a lease on the conversation that holds
across replicas; different conversations run side by side. Nothing is kept in memory that a restart would miss.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.claims.catalogue import Catalogue
from bot.conversations.message import Author, Incoming, Message, Reply
from bot.conversations.model import Conversation, HandoffReason
from bot.extraction.language import detect_language
from bot.service.answers.picking import with_picked
from bot.service.corrections.pointed import read_points, with_points
from bot.service.figures import MESSAGES, TURN_SECONDS, TURNS
from bot.service.ids import new_id
from bot.service.intake import Intake
from bot.service.ports import (
    Accepted,
    Engine,
    EngineDown,
    EngineFailed,
    LeaseLost,
    Reader,
    Records,
    Settled,
    Store,
    Work,
)
from bot.service.reading import read
from bot.service.texts import text
from bot.service.told_staff import read_told
from bot.service.turn import Turn

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=6)
"""A process that died holds its conversations no longer than this; one that lives renews in time."""
RENEW = LEASE.total_seconds() / 3
SWEEP = 0.5
"""Seconds between looks for messages that nobody works on: left by a crash, or due for another attempt."""
BACK_OFF = (0.5, 1.5, 3, 6, 10, 15, 20, 30, 45, 60)
"""Seconds until the next attempt, by the number of attempts so far."""
APOLOGY_AFTER = 2
"""Failed attempts after which the person is told; the first is often over before they notice."""
ATTEMPTS = 4
"""Attempts at a message that itself makes the engine fail; while the engine is down nothing is given up."""


def now() -> datetime:
    return datetime.now(UTC)


class Talk:
    def __init__(
        self,
        store: Store,
        engine: Engine,
        reader: Reader,
        intake: Intake,
        catalogue: Catalogue,
        changed: Callable[[str, Sequence[Message]], None],
        records: Records | None = None,
    ) -> None:
        self._store, self._engine, self._reader, self._records = store, engine, reader, records
        self._intake, self._catalogue, self._changed = intake, catalogue, changed
        self._holder = new_id()
        self._running: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._busy: set[str] = set()
        self.turns: dict[str, Turn] = {}
        """Turns being answered, by their ids: where the engine's actions find them."""

    async def receive(self, incoming: Incoming) -> Accepted:
        """Store a message; once this returns it will be answered, whatever happens to this process."""
        at = now()
        accepted = await self._store.accept(incoming, at, self._holder, at + LEASE)
        if accepted.message is not None:
            MESSAGES.inc()
            if not accepted.for_staff:
                self._busy.add(incoming.conversation)
                self._wake(incoming.conversation, leased=accepted.leased)
            self._changed(incoming.conversation, [accepted.message])
        return accepted

    def busy(self, conversation: str) -> bool:
        """Whether an answer is being made in this process."""
        return conversation in self._busy

    def wake(self, conversation: str) -> None:
        """Something waits to be answered in a conversation."""
        self._busy.add(conversation)
        self._wake(conversation)

    def hush(self, conversation: str) -> None:
        """The bot no longer speaks in a conversation; what it is at there will not be stored."""
        self._busy.discard(conversation)

    async def run(self) -> None:
        """Look after messages that nobody else works on; runs until cancelled."""
        while True:
            try:
                for conversation in await self._store.waiting(now()):
                    self._wake(conversation)
            except Exception:
                log.exception("sweep failed")
            await asyncio.sleep(SWEEP)

    async def stop(self) -> None:
        """Let turns in progress finish."""
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    def _wake(self, conversation: str, *, leased: bool = False) -> None:
        if conversation in self._running:
            self._again.add(conversation)
            return
        task = asyncio.create_task(self._work(conversation, leased), name=f"conversation {conversation}")
        self._running[conversation] = task
        task.add_done_callback(lambda _: self._done(conversation))

    def _done(self, conversation: str) -> None:
        del self._running[conversation]
        if conversation in self._again:
            self._again.discard(conversation)
            self._wake(conversation)
        elif conversation in self._busy:
            self._busy.discard(conversation)
            self._changed(conversation, ())

    async def _work(self, conversation: str, leased: bool) -> None:
        """Answer what waits in a conversation, as long as something does; the last answer gives the lease back."""
        try:
            if not leased and not await self._store.lease(conversation, self._holder, now(), now() + LEASE):
                return
            renewing = asyncio.create_task(self._renew(conversation))
            held = True
            try:
                while held and (work := await self._store.next_work(conversation, now())):
                    self._again.discard(conversation)
                    held = await self._answer(work)
            finally:
                renewing.cancel()
                await asyncio.gather(renewing, return_exceptions=True)
                if held:
                    await self._store.release(conversation, self._holder)
        except LeaseLost:
            log.warning("lease lost conversation=%s", conversation)
        except Exception:
            # The message is still pending in the store; the sweep tries again.
            log.exception("work failed conversation=%s", conversation)

    async def _renew(self, conversation: str) -> None:
        while True:
            await asyncio.sleep(RENEW)
            # Only renewing: one that is overtaken by the last answer must not take the lease again.
            if not await self._store.lease(conversation, self._holder, now(), now() + LEASE, renewing=True):
                # Staff have taken over, at another process perhaps: who waits shall not see a bot typing.
                self.hush(conversation)
                self._changed(conversation, ())
                return

    async def _answer(self, work: Work) -> bool:
        """Whether other messages wait and the lease is still held."""
        if not work.conversation.may_speak_bot():
            return self._settled(work, await self._store.finish(work, self._holder, (), (), now()))
        work = replace(work, conversation=self._in_their_language(work))
        try:
            return self._settled(work, await self._take_turn(work))
        except LeaseLost:
            raise
        except EngineDown as error:
            return self._settled(work, await self._failed(work, str(error), passing=True))
        except Exception as error:
            # A fault of ours in this turn must not leave the person without a word either.
            log.warning(
                "turn failed message=%s", work.message.id, exc_info=not isinstance(error, EngineFailed)
            )
            return self._settled(work, await self._failed(work, type(error).__name__, passing=False))

    def _settled(self, work: Work, settled: Settled) -> bool:
        if not settled.held:
            self._busy.discard(work.conversation.id)
        self._changed(work.conversation.id, settled.replies)
        return settled.held

    async def _take_turn(self, work: Work) -> Settled:
        # "Yesterday" counts from when it was written, however long the message had to wait.
        at = work.conversation.local(work.message.at)
        heard = with_points(with_picked(work), self._catalogue)
        reading = asyncio.create_task(read(self._reader, heard.in_its_place(), at))
        told = asyncio.create_task(read_told(self._reader, heard)) if heard.told_staff else None
        points = asyncio.create_task(read_points(self._reader, heard, at)) if heard.points else None
        turn = Turn(heard, self._intake, self._catalogue, at, reading, self._records, told, points)
        self.turns[turn.id] = turn
        with TURN_SECONDS.time():
            request = turn.request(turn.work.question)
            try:
                answer = await self._engine.answer(request)
            except BaseException:
                reading.cancel()
                raise
            finally:
                del self.turns[turn.id]
            claims = turn.settle()
            done = replace(
                work,
                conversation=turn.conversation,
                documents=turn.documents(),
                understanding=turn.understanding(answer) if request.text is not None else None,
            )
            settled = await self._store.finish(
                done, self._holder, turn.replies(answer.texts), claims, now(), turn.mails()
            )
        TURNS.labels("answered").inc()
        return settled

    def _in_their_language(self, work: Work) -> Conversation:
        """The language is decided by the first text that shows one, and again by two messages running in another."""
        if work.message.pressed is not None:
            return work.conversation
        return work.conversation.written_in(detect_language(work.message.text))

    async def _failed(self, work: Work, reason: str, *, passing: bool) -> Settled:
        """Keep the message for another attempt; the second failure gets a face, and staff see it."""
        attempts = work.message.attempts + 1
        TURNS.labels("failed").inc()
        log.warning("no answer message=%s attempts=%d reason=%s", work.message.id, attempts, reason)
        conversation = replace(work.conversation, reasons=list(work.conversation.reasons))
        replies = []
        gives_up = not passing and attempts >= ATTEMPTS
        if gives_up or (attempts >= APOLOGY_AFTER and conversation.apologised_for != work.message.id):
            conversation.hand_over(HandoffReason.ENGINE_FAILURE)
            conversation.apologised_for = work.message.id
            name = "engine_gave_up" if gives_up else "engine_failure"
            replies.append(Reply(text(name, conversation.language), Author.SYSTEM))
        wait = BACK_OFF[min(attempts, len(BACK_OFF)) - 1]
        until = None if gives_up else now() + timedelta(seconds=wait)
        failed = replace(work, conversation=conversation)
        return await self._store.postpone(failed, self._holder, until, replies, now())
