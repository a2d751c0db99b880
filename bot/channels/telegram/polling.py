"""Updates by asking for them: nothing but the token is needed. One process asks at a time."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channels.delivery import now
from bot.channels.pausing import pause
from bot.channels.ports import Leases
from bot.channels.telegram.calls import Calls, seconds_to_wait
from bot.channels.telegram.taking import Taking
from bot.service.ids import new_id

log = logging.getLogger(__name__)

NAME = "telegram polling"
LEASE = timedelta(seconds=6)
RENEW = LEASE.total_seconds() / 3
BACK_OFF = (0.5, 1, 2, 5, 10, 20, 30)
"""Seconds until the next call, by the number of failures running."""


class Poller:
    def __init__(self, calls: Calls, taking: Taking, leases: Leases) -> None:
        self._calls, self._taking, self._leases = calls, taking, leases
        self._holder = new_id()
        self._failures = 0

    async def run(self, stopping: asyncio.Event) -> None:
        """Ask for updates whenever nobody else does, until told to stop."""
        while True:
            wait = RENEW
            try:
                if await self._lease():
                    await self._ask(stopping)
            except TelegramError as error:
                wait = self._wait(error)
                log.warning("no updates reason=%s", type(error).__name__)
            except Exception:
                log.exception("no updates")
            if await pause(stopping, wait):
                with suppress(Exception):
                    await self._leases.release(NAME, self._holder)
                return

    async def _ask(self, stopping: asyncio.Event) -> None:
        """Take updates until told to stop or somebody else has the lease."""
        if (await self._calls.get_webhook_info()).url:
            # Telegram gives updates one way or the other; those that wait are kept.
            await self._calls.delete_webhook(drop_pending_updates=False)
        # After a pause somebody else may have got further; what Telegram still has is what nobody has acknowledged.
        offset: int | None = None
        while (updates := await self._updates(offset, stopping)) is not None:
            self._failures = 0
            await asyncio.gather(*(self._take(of_chat) for of_chat in by_chat(updates)))
            # Telegram forgets what lies before the offset: it moves on only behind what is stored.
            offset = max([offset or 0, *(int(data["update_id"]) + 1 for data in updates)])

    async def _take(self, updates: list[dict[str, Any]]) -> None:
        for data in updates:
            await self._taking.take_until_done(data)

    async def _updates(self, offset: int | None, stopping: asyncio.Event) -> list[dict[str, Any]] | None:
        """The next updates; None if they are no longer ours to take."""
        asking = asyncio.create_task(self._calls.raw_updates(offset))
        stopped = asyncio.create_task(stopping.wait())
        try:
            while await self._lease():
                await asyncio.wait((asking, stopped), timeout=RENEW, return_when=asyncio.FIRST_COMPLETED)
                if asking.done():
                    return await asking
                if stopped.done():
                    return None
            log.warning("another process asks for updates now")
            return None
        finally:
            for task in (asking, stopped):
                task.cancel()
            await asyncio.gather(asking, stopped, return_exceptions=True)

    async def _lease(self) -> bool:
        return await self._leases.take(NAME, self._holder, now(), now() + LEASE)

    def _wait(self, error: Exception) -> float:
        self._failures += 1
        back_off = BACK_OFF[min(self._failures, len(BACK_OFF)) - 1]
        match error:
            case RetryAfter():
                return seconds_to_wait(error)
            case InvalidToken():
                log.error("Telegram does not know the token in FIRSTNOTICE_TELEGRAM_TOKEN")
                return BACK_OFF[-1]
            case Conflict():
                log.error("another program asks for this bot's updates; give each its own bot")
                return max(back_off, BACK_OFF[3])
            case NetworkError() if not isinstance(error, BadRequest):
                log.error(
                    "Telegram can't be reached from here; check the way to its address, messages wait there"
                )
                return back_off
            case _:
                return back_off


def by_chat(updates: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The updates of each chat in their order: who sends a hundred at once holds up nobody else."""
    found: dict[Any, list[dict[str, Any]]] = {}
    for update in updates:
        found.setdefault(_chat(update), []).append(update)
    return list(found.values())


def _chat(update: dict[str, Any]) -> Any:
    """Id of the chat that an update is about, as far as that can be seen; None for all others."""
    for content in update.values():
        if isinstance(content, dict):
            message = content.get("message") if "chat" not in content else content
            chat = message.get("chat") if isinstance(message, dict) else None
            return chat.get("id") if isinstance(chat, dict) else None
    return None
