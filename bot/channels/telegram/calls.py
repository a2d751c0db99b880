"""The Bot API as this channel calls it: python-telegram-bot with our time limits, and updates one by one."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Bot
from telegram.error import RetryAfter, TelegramError
from telegram.request import HTTPXRequest

log = logging.getLogger(__name__)

POLL = 25
"""Seconds that Telegram holds a call for updates while there are none."""
WANTED = ("message", "edited_message", "callback_query", "my_chat_member", "channel_post")
"""The kinds of updates that are asked for."""
_CONNECTIONS = 40

# The library's switch for what will be its only way: times as timedelta, without a warning at each.
os.environ["PTB_TIMEDELTA"] = "true"


class Calls(Bot):
    def __init__(self, token: str, api: str) -> None:
        """`api`: where the Bot API is, without a slash at its end."""
        self._lines = _request(_CONNECTIONS), _request(2)
        super().__init__(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=self._lines[0],
            get_updates_request=self._lines[1],
        )
        self._quiet: set[asyncio.Task[Any]] = set()

    async def raw_updates(self, offset: int | None) -> list[dict[str, Any]]:
        """Updates from `offset` on, as JSON: the library reads all of them or, if it can't read one, none."""
        data = {"timeout": POLL, "offset": offset, "allowed_updates": list(WANTED)}
        found: Any = await self._post("getUpdates", data, read_timeout=POLL + 10)
        return list(found)

    def quietly(self, *calls: Callable[[], Awaitable[Any]]) -> None:
        """Make calls one after the other, beside everything else; whether they succeed matters to nobody."""
        task = asyncio.create_task(_quiet(calls))
        self._quiet.add(task)
        task.add_done_callback(self._quiet.discard)

    async def close_down(self) -> None:
        for task in self._quiet:
            task.cancel()
        await asyncio.gather(*self._quiet, return_exceptions=True)
        for line in self._lines:
            await line.shutdown()


def seconds_to_wait(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def _request(connections: int) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=connections,
        read_timeout=10,
        write_timeout=10,
        connect_timeout=5,
        pool_timeout=10,
    )


async def _quiet(calls: Sequence[Callable[[], Awaitable[Any]]]) -> None:
    for call in calls:
        try:
            await call()
        except TelegramError as error:
            log.debug("not done reason=%s", type(error).__name__)
