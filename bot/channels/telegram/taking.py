"""One update as JSON: read, and handed on until it is stored. What can't be read is noted and let go.

Telegram repeats an update until it is acknowledged, and gives none after it: one that we choke on must not block the queue.
"""

import asyncio
import logging
from typing import Any

from prometheus_client import Counter
from telegram import Update

from bot.channels.telegram.adapter import Adapter
from bot.channels.telegram.calls import Calls
from bot.service.ports import Store

log = logging.getLogger(__name__)

BACK_OFF = (0.2, 0.5, 1, 2, 5, 10)
ATTEMPTS = 5
"""At an update that can't be stored although the database answers; while it does not, nothing is given up."""

UPDATES = Counter("firstnotice_telegram_updates", "Updates of Telegram, by how they ended", ["end"])


class Taking:
    def __init__(self, calls: Calls, adapter: Adapter, store: Store) -> None:
        self._calls, self._adapter, self._store = calls, adapter, store

    def read(self, data: dict[str, Any]) -> Update | None:
        """None if the library can't make sense of it; Telegram's objects grow faster than libraries."""
        try:
            return Update.de_json(data, self._calls)
        except Exception as error:
            UPDATES.labels("unreadable").inc()
            log.error("update not read id=%s reason=%s", data.get("update_id"), type(error).__name__)
            return None

    async def take(self, data: dict[str, Any]) -> None:
        """Once this returns the update may be acknowledged; raises what the store raises."""
        update = self.read(data)
        if update is not None:
            await self._adapter.handle(update)
            UPDATES.labels("taken").inc()

    async def take_until_done(self, data: dict[str, Any]) -> None:
        attempts = 0
        while True:
            try:
                await self.take(data)
                return
            except Exception:
                log.exception("update not taken id=%s", data.get("update_id"))
            attempts += await self._store.healthy()
            if attempts >= ATTEMPTS:
                UPDATES.labels("given up").inc()
                return
            await asyncio.sleep(BACK_OFF[min(attempts, len(BACK_OFF) - 1)])
