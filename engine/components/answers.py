"""Answers by message, so that a message sent twice is answered once."""

import asyncio
from collections import OrderedDict
from typing import Any, Awaitable, Callable, Dict, Tuple

Key = Tuple[str, str]
Answer = Dict[str, Any]


class Answers:
    """Remembers the newest `size` answers; failures are not remembered."""

    def __init__(self, size: int = 2000) -> None:
        """Starts empty."""
        self._size = size
        self._tasks: "OrderedDict[Key, asyncio.Task[Answer]]" = OrderedDict()

    async def once(self, key: Key, work: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer for `key`, worked out at most once at a time; raises what `work` raises."""
        task = self._tasks.get(key)
        if task is None:
            # A task of its own: a caller who hangs up must not stop a turn half way.
            task = asyncio.ensure_future(work())
            self._tasks[key] = task
            task.add_done_callback(lambda done: self._settle(key, done))
        return await asyncio.shield(task)

    def forget(self, sender: str) -> None:
        """Drops what was answered to `sender`; what is being worked out still is, and not remembered."""
        for key in [key for key in self._tasks if key[0] == sender]:
            del self._tasks[key]

    def _settle(self, key: Key, task: "asyncio.Task[Answer]") -> None:
        if task.cancelled() or task.exception() is not None:
            self._tasks.pop(key, None)
            return
        if self._tasks.get(key) is not task:
            return
        self._tasks.move_to_end(key)
        finished = [kept for kept, other in self._tasks.items() if other.done()]
        for old in finished[: max(0, len(finished) - self._size)]:
            del self._tasks[old]
