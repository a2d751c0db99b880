"""Files out of Telegram: asked for by their id and streamed to where documents are kept, again and again if need be."""

import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime, timedelta

import httpx
from telegram.error import BadRequest, RetryAfter

from bot.channels.gathering import now
from bot.channels.ports import Documents
from bot.channels.telegram.calls import Calls, seconds_to_wait
from bot.channels.telegram.contents import MAX_FILE
from bot.conversations.arrival import Arrival, Fetching
from bot.documents.model import Refused
from bot.service.ports import UnknownConversation

log = logging.getLogger(__name__)

BACK_OFF = (0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300)
"""Seconds until the next attempt, by the number of attempts so far."""
REFUSALS = 5
"""Attempts at a file that Telegram says it does not have: it says so too when it has it only a little later."""
LONGEST = timedelta(hours=12)
"""Since the file came, after which it is given up."""

TOO_LARGE = "too_large"
NOT_FETCHED = "not_fetched"


class Broken(Exception):
    """The file server sent something else than the whole file."""


class Fetcher:
    def __init__(self, calls: Calls, documents: Documents) -> None:
        self._calls, self._documents = calls, documents

    async def __call__(self, arrival: Arrival) -> tuple[Arrival, datetime]:
        """The arrival with what came of its file, and when it is to be looked at again; never raises."""
        file = arrival.file
        assert file is not None
        if (file.size or 0) > MAX_FILE:
            return _failed(arrival, TOO_LARGE)
        try:
            async with aclosing(self._content(file.id)) as stream:
                kept = await self._documents.keep(
                    arrival.conversation,
                    arrival.external_id,
                    stream,
                    name=file.name,
                    kind=file.kind,
                )
        except Refused as refused:
            return replace(arrival, fetching=Fetching.REFUSED, reason=refused.reason.value), now()
        except UnknownConversation:
            return _failed(arrival, "erased")
        except Exception as error:
            return self._again(arrival, error)
        return replace(arrival, fetching=Fetching.KEPT, document=kept.id), now()

    def _again(self, arrival: Arrival, error: Exception) -> tuple[Arrival, datetime]:
        arrival = replace(arrival, attempts=arrival.attempts + 1)
        log.warning("file not fetched attempts=%d reason=%s", arrival.attempts, type(error).__name__)
        wait = BACK_OFF[min(arrival.attempts, len(BACK_OFF)) - 1]
        match error:
            case BadRequest() if "too big" in error.message.lower():
                return _failed(arrival, TOO_LARGE)
            case BadRequest() if arrival.attempts >= REFUSALS:
                return _failed(arrival, NOT_FETCHED)
            case RetryAfter():
                wait = seconds_to_wait(error)
        if now() - arrival.noted_at > LONGEST:
            return _failed(arrival, NOT_FETCHED)
        return arrival, now() + timedelta(seconds=wait)

    async def _content(self, id: str) -> AsyncGenerator[bytes]:
        """Raises TelegramError, httpx.HTTPError or Broken."""
        found = await self._calls.get_file(id)
        if found.file_path is None:
            raise Broken(id)
        size = 0
        async with self._calls.content(found.file_path) as answer:
            if answer.status_code != httpx.codes.OK:
                raise Broken(f"status {answer.status_code}")
            async for piece in answer.aiter_bytes():
                size += len(piece)
                yield piece
        if found.file_size is not None and size != found.file_size:
            raise Broken(f"{size} bytes of {found.file_size}")


def _failed(arrival: Arrival, reason: str) -> tuple[Arrival, datetime]:
    return replace(arrival, fetching=Fetching.FAILED, reason=reason), now()
