"""Keeping nothing longer than it is needed: a round a day, by one process only.

What was never sent goes after some months of silence; what was sent goes, with its report, some years after the one in which
it was closed. docs/privacy.md has the reasons.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.service.erasing import Erasure
from bot.service.ids import new_id

log = logging.getLogger(__name__)

DAILY = timedelta(days=1)
FIRST_LOOK, LOOK = 300.0, 3600.0
"""Seconds after the start, and between looks whether a day has passed."""
EMPTY = timedelta(days=7)
"""Age from which rows go that hold nothing: visits without a word, and what an erasure has left empty."""
AGAIN = timedelta(days=2)
"""For so long what was erased is erased again each day: something may have come in beside it."""


class Held(Protocol):
    """What is due, and what can simply go; every method is one transaction."""

    async def abandoned(self, before: datetime) -> list[str]:
        """Conversations in which nothing was sent as a report and nothing said since then; at most 500."""

    async def expired(self, before: datetime) -> list[str]:
        """Conversations whose reports were all closed before then; at most 500."""

    async def erased(self, since: datetime) -> list[str]:
        """Conversations erased since then, or in which words are left that no report rests on any more."""

    async def drop_empty(self, before: datetime) -> int:
        """Remove conversations older than that on which nothing hangs; how many."""

    async def drop_spent(self, now: datetime) -> int:
        """Remove codes and counts that have run out; how many."""


class Leases(Protocol):
    async def take(self, name: str, holder: str, now: datetime, until: datetime) -> bool: ...


@dataclass(frozen=True, slots=True)
class Due:
    drafts: Sequence[str]
    closed: Sequence[str]


@dataclass(frozen=True, slots=True)
class Done:
    drafts: int
    closed: int
    empty: int
    spent: int
    failed: int


class Retention:
    def __init__(self, held: Held, erasure: Erasure, leases: Leases, drafts: timedelta, closed: int) -> None:
        """`drafts`: silence after which what was never sent goes; `closed`: years after a report's last one."""
        self._held, self._erasure, self._leases = held, erasure, leases
        self._drafts, self._closed = drafts, closed

    async def run(self) -> None:
        """Look after it daily; runs until cancelled."""
        await asyncio.sleep(FIRST_LOOK)
        while True:
            try:
                now = datetime.now(UTC)
                # A holder of its own for each day: nobody gets the lease again before the day is over, nor do we.
                if await self._leases.take("retention", new_id(), now, now + DAILY):
                    log.info("retention %s", await self.round(now))
            except Exception:
                log.exception("retention failed")
            await asyncio.sleep(LOOK)

    async def due(self, now: datetime) -> Due:
        """What the next round would erase, at most 500 of each."""
        return Due(
            await self._held.abandoned(now - self._drafts), await self._held.expired(self._boundary(now))
        )

    async def round(self, now: datetime) -> Done:
        """Erase what is due and remove what is empty. What can't be erased now is due again in the next round."""
        failed = 0
        counts = {"drafts": 0, "closed": 0}
        while True:
            due, progress = await self.due(now), 0
            for kind, conversations in (("drafts", due.drafts), ("closed", due.closed)):
                for conversation in conversations:
                    if await self._erased(conversation, reports_too=kind == "closed"):
                        counts[kind] += 1
                        progress += 1
                    else:
                        failed += 1
            if not progress:
                break
            failed = 0
        for conversation in await self._held.erased(now - AGAIN):
            await self._erased(conversation)
        empty, spent = await self._held.drop_empty(now - EMPTY), await self._held.drop_spent(now)
        return Done(counts["drafts"], counts["closed"], empty, spent, failed)

    async def _erased(self, conversation: str, *, reports_too: bool = False) -> bool:
        try:
            return await self._erasure.erase(conversation, reports_too=reports_too) is not None
        except Exception:
            log.exception("not erased conversation=%s", conversation)
            return False

    def _boundary(self, now: datetime) -> datetime:
        """Terms of keeping count from the end of a year (§ 257 (5) HGB)."""
        return datetime(now.year - self._closed, 1, 1, tzinfo=UTC)
