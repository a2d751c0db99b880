"""The Bot API as this channel calls it: python-telegram-bot with our time limits, and updates one by one."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

import httpx
from telegram import Bot
from telegram.error import RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram.limits import Limits

log = logging.getLogger(__name__)

POLL = 25
"""Seconds that Telegram holds a call for updates while there are none."""
WANTED = ("message", "edited_message", "callback_query", "my_chat_member", "channel_post")
"""The kinds of updates that are asked for."""
_CONNECTIONS = 40
_TIMES = httpx.Timeout(10, connect=5)
_AT_ONCE = ("getUpdates", "getFile", "answerCallbackQuery")
"""Calls that Telegram does not count, or that nobody may be kept waiting for."""
_MESSAGES = ("sendMessage", "sendDocument")

# The library's switch for what will be its only way: times as timedelta, without a warning at each.
os.environ["PTB_TIMEDELTA"] = "true"


class Calls(Bot):
    def __init__(self, token: str, api: str) -> None:
        """`api`: where the Bot API is, without a slash at its end."""
        self._lines = _request(_CONNECTIONS), _request(2)
        self._limits = Limits()
        # The library hands out files only whole, in memory.
        self._files = httpx.AsyncClient(timeout=_TIMES)
        super().__init__(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=self._lines[0],
            get_updates_request=self._lines[1],
        )
        self._quiet: set[asyncio.Task[Any]] = set()

    async def _do_post(self, endpoint: str, data: dict[str, Any], **times: Any) -> Any:
        if endpoint not in _AT_ONCE:
            message = data.get("chat_id") if endpoint in _MESSAGES else None
            await self._limits.turn(message if isinstance(message, int) else None)
        return await super()._do_post(endpoint, data, **times)

    async def raw_updates(self, offset: int | None) -> list[dict[str, Any]]:
        """Updates from `offset` on, as JSON: the library reads all of them or, if it can't read one, none."""
        data = {"timeout": POLL, "offset": offset, "allowed_updates": list(WANTED)}
        found: Any = await self._post("getUpdates", data, read_timeout=POLL + 10)
        return list(found)

    def content(self, url: str) -> AbstractAsyncContextManager[httpx.Response]:
        """A file's content, to be read in pieces."""
        return self._files.stream("GET", url)

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
        await self._files.aclose()


def seconds_to_wait(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def _request(connections: int) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=connections,
        read_timeout=_TIMES.read,
        write_timeout=_TIMES.write,
        connect_timeout=_TIMES.connect,
        pool_timeout=_TIMES.pool,
    )


async def _quiet(calls: Sequence[Callable[[], Awaitable[Any]]]) -> None:
    for call in calls:
        try:
            await call()
        except TelegramError as error:
            log.debug("not done reason=%s", type(error).__name__)
