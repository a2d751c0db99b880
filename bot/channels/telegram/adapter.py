"""Updates in: each is stored before it is acknowledged, and the same update again changes nothing."""

import logging
import re
from datetime import UTC, datetime

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType

from bot.channels.ports import Attachment, Documents, Outbox, Receiver
from bot.channels.telegram import keyboards
from bot.channels.telegram.calls import Calls
from bot.channels.telegram.commands import said
from bot.channels.telegram.contents import MAX_FILE, attachment, in_words, wordless
from bot.channels.telegram.people import CHANNEL, People
from bot.channels.telegram.texts import sentence
from bot.claims.languages import spoken
from bot.conversations.delivery import Chat
from bot.conversations.message import Incoming
from bot.service.ports import UnknownButton

log = logging.getLogger(__name__)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_REMEMBERED = 20_000
_INSIDE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED)


class Adapter:
    def __init__(
        self,
        calls: Calls,
        receiver: Receiver,
        outbox: Outbox,
        people: People,
        *,
        stays_in_groups: bool,
        documents: Documents | None = None,
    ) -> None:
        self._calls, self._receiver, self._outbox, self._people = calls, receiver, outbox, people
        self._stays, self._documents = stays_in_groups, documents
        self._left: set[int] = set()
        self.addresses: dict[str, str] = {}
        """Chat ids of the conversations that were heard from since the start, for what should not wait for a sweep."""

    async def handle(self, update: Update) -> None:
        """Once this returns the update is dealt with; raises what the store raises, then it should come again."""
        message = update.message or update.edited_message
        if update.callback_query is not None:
            await self._press(update.callback_query)
        elif update.my_chat_member is not None:
            await self._membership(update.my_chat_member)
        elif update.channel_post is not None:
            self._leave(update.channel_post.chat.id, None)
        elif message is None:
            log.info("update ignored id=%d", update.update_id)
        elif message.chat.type != ChatType.PRIVATE:
            self._leave(message.chat.id, message.from_user)
        elif message.from_user is not None:
            await self._heard(message, message.from_user, edited=update.edited_message is not None)

    # Words and files

    async def _heard(self, message: Message, person: User, *, edited: bool) -> None:
        chat = await self._chat(message.chat.id, person)
        id = f"edit-{message.message_id}-{_stamp(message)}" if edited else f"message-{message.message_id}"
        text = in_words(message, chat.language)
        file = attachment(message)
        if file is not None and not edited:
            await self._file(chat, message, file)
        if text is not None:
            await self._words(chat, id, text, message.date)
        elif file is None and (kind := wordless(message)) is not None:
            await self._say(chat, id, kind)

    async def _words(self, chat: Chat, id: str, text: str, at: datetime) -> None:
        meant = said(_CONTROL.sub("", text))
        if meant.text is not None and not meant.text.strip():
            return
        await self._receiver.receive(
            Incoming(chat.conversation, id, meant.text, command=meant.command, written_at=at)
        )

    async def _file(self, chat: Chat, message: Message, file: Attachment) -> None:
        # An album is as many updates as it has files; one answer is enough.
        id = f"album-{file.album}" if file.album else f"file-{message.message_id}"
        if file.kind == "voice":
            await self._say(chat, id, "voice")
        elif self._documents is None:
            await self._say(chat, id, "file")
        elif (file.size or 0) > MAX_FILE:
            await self._say(chat, id, "too_large")
        if self._documents is not None and (file.size or 0) <= MAX_FILE:
            await self._documents.take(
                chat.conversation, f"file-{message.message_id}", file, lambda: self._fetch(file.id)
            )

    async def _fetch(self, file: str) -> bytes:
        found = await self._calls.get_file(file)
        return bytes(await found.download_as_bytearray())

    async def _say(self, chat: Chat, id: str, name: str) -> None:
        """A sentence of the channel's own; stored, so that it comes once, in its place, and staff see it."""
        await self._outbox.say(chat.conversation, f"about-{id}", sentence(name, chat.language), _now())

    # Buttons

    async def _press(self, query: CallbackQuery) -> None:
        shown, meant = query.message, keyboards.pressed(query.data)
        if shown is None or meant is None or shown.chat.type != ChatType.PRIVATE:
            self._calls.quietly(query.answer)
            return
        button, seq = meant
        chat = await self._chat(shown.chat.id, query.from_user)
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
        self._calls.quietly(query.answer)
        if accepted.fresh and isinstance(shown, Message):
            mark = keyboards.chosen(shown.reply_markup, query.data or "")
            self._calls.quietly(lambda: query.edit_message_reply_markup(mark))

    def _too_late(self, query: CallbackQuery, chat: Chat, seq: int) -> None:
        answered = seq == chat.closed_seq
        words = sentence("answered" if answered else "overtaken", chat.language)
        self._calls.quietly(lambda: query.answer(words))
        if not answered and isinstance(query.message, Message):
            self._calls.quietly(lambda: query.edit_message_reply_markup(None))

    # Chats

    async def _chat(self, id: int, person: User) -> Chat:
        conversation = self._people.new_conversation(person.language_code, _now())
        chat = await self._outbox.open_chat(str(id), conversation)
        self.addresses[chat.conversation] = chat.address
        if len(self.addresses) > _REMEMBERED:
            del self.addresses[next(iter(self.addresses))]
        return chat

    async def _membership(self, update: ChatMemberUpdated) -> None:
        status = update.new_chat_member.status
        if update.chat.type != ChatType.PRIVATE:
            self._left.discard(update.chat.id)
            if status in _INSIDE:
                self._leave(update.chat.id, update.from_user)
            return
        chat = await self._outbox.chat(CHANNEL, str(update.chat.id))
        if chat is not None and status == ChatMemberStatus.BANNED:
            await self._outbox.gone(chat.conversation, "blocked")
        elif chat is not None:
            await self._chat(update.chat.id, update.from_user)

    def _leave(self, chat: int, person: User | None) -> None:
        """Groups and channels are no place for a claim."""
        if self._stays or chat in self._left:
            return
        self._left.add(chat)
        language = spoken((person.language_code or "")[:2] if person else None)
        self._calls.quietly(
            lambda: self._calls.send_message(chat, sentence("group", language)),
            lambda: self._calls.leave_chat(chat),
        )


def _stamp(message: Message) -> int:
    return int(message.edit_date.timestamp()) if message.edit_date else 0


def _now() -> datetime:
    return datetime.now(UTC)
