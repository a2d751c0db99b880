"""Erasing what somebody has said, wherever it is: database, files, and the engine's memory."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Protocol

from bot.conversations.erased import Erased
from bot.service.ports import EngineDown, EngineFailed

log = logging.getLogger(__name__)


class Erasures(Protocol):
    """The database's part; every method is one transaction."""

    async def erase(self, conversation: str, at: datetime, *, reports_too: bool = False) -> Erased | None: ...


class Memory(Protocol):
    """The engine remembers its newest answers, so that the same message is answered once."""

    async def forget(self, conversation: str) -> None:
        """Raises EngineDown or EngineFailed."""


class Erasure:
    def __init__(
        self,
        erasures: Erasures,
        memory: Memory | None = None,
        delete_files: Callable[[Sequence[str]], Awaitable[None]] | None = None,
        erased: Callable[[str], None] = lambda conversation: None,
    ) -> None:
        """`erased` is called with each conversation that is gone, so that whoever looks at it learns of it."""
        self._erasures, self._memory = erasures, memory
        self._delete_files, self._erased = delete_files, erased

    async def erase(self, conversation: str, *, reports_too: bool = False) -> Erased | None:
        """Erase a conversation; what was sent as a report stays, with the words and documents that it rests on.

        Once this returns nothing else can be read, and nothing that was under way comes back. Again, it finishes what a
        crash has left. None if nobody knows the conversation.
        """
        erased = await self._erasures.erase(conversation, datetime.now(UTC), reports_too=reports_too)
        if erased is None:
            return None
        self._erased(conversation)
        await self._forget(conversation)
        if erased.files and self._delete_files is not None:
            try:
                await self._delete_files(erased.files)
            except Exception as error:
                # No document has them any more, and what belongs to nothing is swept (`document_care.py`).
                log.warning("files left conversation=%s reason=%s", conversation, type(error).__name__)
        log.info("erased conversation=%s reports=%s", conversation, ",".join(erased.reports) or "none")
        return erased

    async def _forget(self, conversation: str) -> None:
        if self._memory is None:
            return
        try:
            await self._memory.forget(conversation)
        except (EngineDown, EngineFailed) as error:
            # An engine that is down remembers nothing; the daily round asks one that is only slow again.
            log.warning("engine not reached conversation=%s reason=%s", conversation, error)
