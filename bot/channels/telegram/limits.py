"""How much is sent: below what Telegram allows, so that it need not ask us to wait.

The library's own limiter (`AIORateLimiter`) holds every call while one chat has to wait, which makes everybody wait for
whoever writes most. So the buckets it is made of are used directly, one for each chat.
"""

from collections import OrderedDict

from aiolimiter import AsyncLimiter

OVERALL = (28, 1.0)
"""Calls in so many seconds, to all chats; Telegram takes about 30 a second (core.telegram.org/bots/faq)."""
IN_A_CHAT = (6, 6.0)
"""Messages in so many seconds to one chat: one a second in the long run, as Telegram asks, and short bursts at once."""
_REMEMBERED = 5_000


class Limits:
    def __init__(self) -> None:
        self._overall = AsyncLimiter(*OVERALL)
        self._chats: OrderedDict[int, AsyncLimiter] = OrderedDict()

    async def turn(self, chat: int | None = None) -> None:
        """Wait until a call may be made, if it is a message until `chat` can take one."""
        if chat is not None:
            await self._of(chat).acquire()
        await self._overall.acquire()

    def _of(self, chat: int) -> AsyncLimiter:
        limiter = self._chats.setdefault(chat, AsyncLimiter(*IN_A_CHAT))
        self._chats.move_to_end(chat)
        if len(self._chats) > _REMEMBERED:
            self._chats.popitem(last=False)
        return limiter
