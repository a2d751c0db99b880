"""Pressed buttons: each counts once, and only while its question is the open one."""

from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, Message, User
from telegram.constants import ChatType

from bot.channels.ports import Outbox, Receiver
from bot.channels.telegram import keyboards
from bot.channels.telegram.calls import Calls
from bot.channels.telegram.erasing import Erasing
from bot.channels.telegram.texts import sentence
from bot.conversations.delivery import Chat
from bot.conversations.message import Incoming
from bot.service.ports import UnknownButton

OpenChat = Callable[[int, User], Awaitable[Chat]]


class Presses:
    def __init__(
        self, calls: Calls, receiver: Receiver, outbox: Outbox, erasing: Erasing, open_chat: OpenChat
    ) -> None:
        self._calls, self._receiver, self._outbox = calls, receiver, outbox
        self._erasing, self._open_chat = erasing, open_chat

    async def pressed(self, query: CallbackQuery) -> None:
        shown, meant = query.message, keyboards.pressed(query.data)
        if shown is None or meant is None or shown.chat.type != ChatType.PRIVATE:
            self._calls.quietly(query.answer)
            return
        (button, seq), place = meant, shown.chat.id
        chat = await self._open_chat(place, query.from_user)
        if await self._erasing.pressed(button, chat, lambda: self._open_chat(place, query.from_user)):
            self._counted(query)
            return
        if seq <= chat.closed_seq:
            self._too_late(query, chat, seq)
            return
        try:
            # One press counts for each message: its buttons are answers to one question.
            incoming = Incoming(chat.conversation, f"press-{seq}", button=button)
            accepted = await self._receiver.receive(incoming)
        except UnknownButton:
            self._too_late(query, chat, seq)
            return
        await self._outbox.close_buttons(chat.conversation, seq)
        if accepted.fresh:
            self._counted(query)
        else:
            self._calls.quietly(query.answer)

    def _counted(self, query: CallbackQuery) -> None:
        self._calls.quietly(query.answer)
        if isinstance(query.message, Message):
            mark = keyboards.chosen(query.message.reply_markup, query.data or "")
            self._calls.quietly(lambda: query.edit_message_reply_markup(mark))

    def _too_late(self, query: CallbackQuery, chat: Chat, seq: int) -> None:
        answered = seq == chat.closed_seq
        words = sentence("answered" if answered else "overtaken", chat.language)
        self._calls.quietly(lambda: query.answer(words))
        if not answered and isinstance(query.message, Message):
            self._calls.quietly(lambda: query.edit_message_reply_markup(None))
