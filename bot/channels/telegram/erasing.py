"""`/delete`: asked about first, then everything is forgotten, and the chat is told once."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from bot.channels.ports import Erasure, Outbox
from bot.channels.telegram.texts import label, sentence
from bot.conversations.delivery import Chat
from bot.conversations.message import Button

_YES, _NO = "erase-", "keep-"
_ERASED = "erased-"
_ASKED = "about-erasing-"
_AGREES = re.compile(
    r"\W*(?:yes|yeah|yep|yup|sure|ok|okay|please|go ahead|do it|do that|erase it|delete it|ja|jo|jep|jawohl|klar|bitte|gern"
    r"|mach das|lösch(?:en|e)?(?: es| alles)?|weg damit)"
    r"(?:\W+(?:please|erase it|delete it|do it|do|everything|all|bitte|löschen|lösch es|alles|gern|mach das))*\W*",
    re.IGNORECASE,
)
_DECLINES = re.compile(
    r"\W*(?:no|nope|nah|don[’']?t|do not|keep|rather not|stop|nein|nö|ne|nee|nicht|lieber nicht|doch nicht|behalten)\b.{0,40}",
    re.IGNORECASE | re.DOTALL,
)
"""How the question is answered by whoever types instead of pressing a button."""

Anew = Callable[[], Awaitable[Chat]]
"""The person's chat; if its conversation is gone, with a new one."""


class Erasing:
    """The buttons name the conversation: a press that comes again erases nothing of the one that has begun since."""

    def __init__(self, outbox: Outbox, erasure: Erasure) -> None:
        self._outbox, self._erasure = outbox, erasure

    async def ask(self, chat: Chat, id: str) -> None:
        buttons = (
            Button(f"{_YES}{chat.conversation}", label("erase", chat.language), ""),
            Button(f"{_NO}{chat.conversation}", label("keep", chat.language), ""),
        )
        text = sentence("erase", chat.language)
        await self._outbox.say(chat.conversation, f"{_ASKED}{id}", text, datetime.now(UTC), buttons)

    async def typed(self, text: str, chat: Chat, anew: Anew) -> bool:
        """Whether a text answers the question, as long as nothing was said since; then it was dealt with."""
        answer = _YES if _AGREES.fullmatch(text) else _NO if _DECLINES.fullmatch(text) else None
        if answer is None or not await self._outbox.ends_with(chat.conversation, _ASKED):
            return False
        return await self.pressed(f"{answer}{chat.conversation}", chat, anew)

    async def pressed(self, button: str, chat: Chat, anew: Anew) -> bool:
        """Whether it was one of our buttons; then it was dealt with."""
        if not button.startswith((_YES, _NO)):
            return False
        conversation = button.partition("-")[2]
        if button.startswith(_NO):
            if conversation == chat.conversation:
                await self._say(chat, f"kept-{conversation}", sentence("not_erased", chat.language))
            return True
        erased = await self._erasure.erase(conversation)
        chat = await anew()
        name = "erased_but_reports" if erased and erased.reports else "erased"
        reports = ", ".join(f"**{each}**" for each in erased.reports) if erased else ""
        await self._say(chat, f"{_ERASED}{conversation}", sentence(name, chat.language, reports=reports))
        return True

    async def was_erased(self, chat: Chat, written_at: datetime) -> bool:
        """Whether something comes again that was forgotten with the conversation before."""
        if chat.opened_at is None or written_at >= chat.opened_at.replace(microsecond=0):
            return False
        return await self._outbox.begins_with(chat.conversation, _ERASED)

    async def _say(self, chat: Chat, id: str, text: str) -> None:
        await self._outbox.say(chat.conversation, id, text, datetime.now(UTC))
