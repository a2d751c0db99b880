"""The sign that an answer is being written, for answers that take their time."""

import asyncio
from collections.abc import Callable

from telegram.constants import ChatAction

from bot.channels.telegram.calls import Calls

PATIENCE = 0.6
"""Seconds in which most answers are there; nobody needs a sign for them."""
AGAIN = 4.5
"""Telegram shows the sign for five seconds."""
LONGEST = 60.0
"""Seconds after which a sign would be a lie."""


class TypingSign:
    def __init__(self, calls: Calls, busy: Callable[[str], bool]) -> None:
        self._calls, self._busy = calls, busy
        self._shown: dict[str, asyncio.Task[None]] = {}

    def begin(self, conversation: str, address: str) -> None:
        """Show the sign for as long as the conversation is busy."""
        if conversation not in self._shown:
            task = asyncio.create_task(self._show(conversation, address))
            self._shown[conversation] = task
            task.add_done_callback(lambda _: self._shown.pop(conversation, None))

    async def stop(self) -> None:
        shown = list(self._shown.values())
        for task in shown:
            task.cancel()
        await asyncio.gather(*shown, return_exceptions=True)

    async def _show(self, conversation: str, address: str) -> None:
        await asyncio.sleep(PATIENCE)
        for _ in range(int(LONGEST / AGAIN)):
            if not self._busy(conversation):
                return
            self._calls.quietly(lambda: self._calls.send_chat_action(int(address), ChatAction.TYPING))
            await asyncio.sleep(AGAIN)
