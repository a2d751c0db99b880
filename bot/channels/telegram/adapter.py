"""Updates in: each is stored before it is acknowledged, and the same update again changes nothing."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from telegram import ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType

from bot.channels import gathering
from bot.channels.gathering import now
from bot.channels.ports import Arrivals, Outbox, Receiver
from bot.channels.telegram import contents
from bot.channels.telegram.calls import Calls
from bot.channels.telegram.commands import said
from bot.channels.telegram.editing import Edit, Editing, file_id, message_id
from bot.channels.telegram.erasing import Erasing
from bot.channels.telegram.floods import Floods
from bot.channels.telegram.people import CHANNEL, People
from bot.channels.telegram.presses import Presses
from bot.channels.telegram.texts import phrase, sentence
from bot.claims.languages import spoken
from bot.conversations.arrival import Arrival, Attachment, Fetching
from bot.conversations.delivery import Chat
from bot.conversations.message import OFFERED, Button, Incoming
from bot.service.forgetting import is_wish

log = logging.getLogger(__name__)

_REMEMBERED = 20_000
_INSIDE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED)


@dataclass(frozen=True, slots=True)
class Inbox:
    """Where what comes in goes to."""

    receiver: Receiver
    outbox: Outbox
    arrivals: Arrivals
    erasing: Erasing
    wake: Callable[[str], None]
    """Called with its conversation when something was noted that is to be fetched or heard together with others."""


class Adapter:
    def __init__(self, calls: Calls, inbox: Inbox, people: People, *, stays_in_groups: bool) -> None:
        self._calls, self._people, self._stays = calls, people, stays_in_groups
        self._receiver, self._outbox, self._arrivals = inbox.receiver, inbox.outbox, inbox.arrivals
        self._erasing, self._wake = inbox.erasing, inbox.wake
        self._editing = Editing(inbox.receiver, inbox.outbox, inbox.arrivals)
        self._presses = Presses(calls, inbox.receiver, inbox.outbox, inbox.erasing, self._chat)
        self._floods = Floods()
        self._left: set[int] = set()
        self.addresses: dict[str, str] = {}
        """Chat ids of the conversations that were heard from since the start, for what should not wait for a sweep."""

    async def handle(self, update: Update) -> None:
        """Once this returns the update is dealt with; raises what the store raises, then it should come again."""
        message = update.message or update.edited_message
        if update.callback_query is not None:
            await self._presses.pressed(update.callback_query)
        elif update.my_chat_member is not None:
            await self._membership(update.my_chat_member)
        elif update.channel_post is not None:
            self._leave(update.channel_post.chat.id, None)
        elif message is None:
            log.info("update ignored id=%d", update.update_id)
        elif message.chat.type != ChatType.PRIVATE:
            self._leave(message.chat.id, message.from_user)
        elif message.from_user is not None:
            chat = await self._chat(message.chat.id, message.from_user)
            if await self._erasing.was_erased(chat, message.edit_date or message.date):
                return
            if update.edited_message is None or not await self._edited(chat, message):
                await self._heard(chat, message)

    # Words and files

    async def _edited(self, chat: Chat, message: Message) -> bool:
        """Whether an edit was dealt with; if what it changes never came, it stands for that."""
        if contents.in_words(message) is None and contents.attachment(message) is None:
            # A place that moves on, or words that were taken back: there is nothing else to hear.
            return True
        if not await self._editing.edited(chat.conversation, message):
            return False
        self._wake(chat.conversation)
        return True

    async def _heard(self, chat: Chat, message: Message) -> None:
        file, words = contents.attachment(message), contents.in_words(message)
        if words is not None:
            words = contents.with_origin(message, words, chat.language)
        where = contents.place(message)
        if file is not None:
            await self._file(chat, message, file, words)
        elif words is not None:
            await self._words(chat, message, words)
        elif message.contact is not None:
            await self._contact(chat, message)
        elif where is not None:
            note = phrase("place", chat.language, place=where)
            await self._noted(chat, message, note, "place")
        elif contents.is_wordless(message):
            await self._say(chat, message_id(message.message_id), "wordless")

    async def _words(self, chat: Chat, message: Message, words: str) -> None:
        meant, id = said(words), message_id(message.message_id)
        if meant.erase or (meant.text is not None and is_wish(meant.text, None)):
            await self._erasing.ask(chat, id)
            return
        if message.from_user is not None and meant.text is not None:
            place, person = message.chat.id, message.from_user
            if await self._erasing.typed(meant.text, chat, lambda: self._chat(place, person)):
                return
        if meant.text is not None and not meant.text.strip():
            return
        flood = self._floods.counts(chat.conversation)
        near = await self._arrivals.near(chat.conversation, message.message_id, now() - gathering.PATIENCE)
        versions = [each for each in near if each.number == message.message_id]
        if versions:
            # It was gathered, or has overtaken what it was changed to; then only its newest version counts.
            batch = versions[0].batch
            late = replace(await self._said(chat, message, words), batch=batch)
            await self._arrivals.note(CHANNEL, replace(late, due_at=None) if batch else late)
            return
        if (flood or (near and meant.command is None)) and await self._is_new(chat, id):
            await self._arrivals.note(CHANNEL, await self._said(chat, message, words))
            self._wake(chat.conversation)
            return
        at = message.date
        incoming = Incoming(chat.conversation, id, meant.text, command=meant.command, written_at=at)
        incoming = replace(incoming, points_at=await self._pointed_at(chat, message))
        if not (await self._receiver.receive(incoming)).fresh:
            await self._editing.late(chat.conversation, message, meant.text or "")

    async def _said(self, chat: Chat, message: Message, words: str) -> Arrival:
        """Words that are heard together with what comes beside them."""
        arrival, points_at = _arrival(chat, message), await self._pointed_at(chat, message)
        return replace(arrival, text=words, points_at=points_at, due_at=arrival.noted_at + gathering.QUIET)

    async def _pointed_at(self, chat: Chat, message: Message) -> str | None:
        """Which of our messages somebody has chosen to reply to."""
        earlier = message.reply_to_message
        if earlier is None or earlier.from_user is None or not earlier.from_user.is_bot:
            return None
        return await self._outbox.sent_as(chat.conversation, str(earlier.message_id))

    async def _file(self, chat: Chat, message: Message, file: Attachment, words: str | None) -> None:
        self._floods.counts(chat.conversation)
        if file.kind in contents.SPOKEN:
            id = (
                f"album-{message.media_group_id}"
                if message.media_group_id
                else message_id(message.message_id)
            )
            await self._say(chat, id, "voice")
        arrival = replace(_arrival(chat, message), file=file, fetching=Fetching.WAITING)
        # Words wait only so long for the file beside them, so they are an arrival of their own.
        arrived = replace(arrival, external_id=file_id(message, file), due_at=arrival.noted_at)
        await self._arrivals.note(CHANNEL, arrived)
        if words is not None:
            await self._arrivals.note(CHANNEL, await self._said(chat, message, words))
        self._wake(chat.conversation)

    async def _is_new(self, chat: Chat, id: str) -> bool:
        return await self._arrivals.latest(chat.conversation, id) is None

    # Contacts, places, and what has no words

    async def _contact(self, chat: Chat, message: Message) -> None:
        """One's own number answers how one can be reached; other people's numbers are for staff to read."""
        contact = message.contact
        assert contact is not None
        words = contents.phone_in_words(contact, message, chat.language)
        if not contents.is_own(contact, message):
            await self._noted(chat, message, words, "contact")
            return
        offer = {OFFERED: {"insured_contact": contents.number_of(contact)}}
        shared = Button("contact", words, "inform", offer)
        id = message_id(message.message_id)
        await self._receiver.receive(Incoming(chat.conversation, id, command=shared, written_at=message.date))

    async def _noted(self, chat: Chat, message: Message, words: str, answer: str) -> None:
        """Kept in words, as nothing that a field of the claim could be filled with."""
        id, thanks = message_id(message.message_id), sentence(answer, chat.language)
        await self._outbox.note(chat.conversation, id, words, message.date, thanks)

    async def _say(self, chat: Chat, id: str, name: str) -> None:
        """A sentence of the channel's own; stored, so that it comes once, in its place, and staff see it."""
        await self._outbox.say(chat.conversation, f"about-{id}", sentence(name, chat.language), now())

    # Chats

    async def _chat(self, id: int, person: User) -> Chat:
        conversation = self._people.new_conversation(person.language_code, now())
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


def _arrival(chat: Chat, message: Message) -> Arrival:
    edit = Edit(chat.conversation, message)
    id = edit.id if edit.version else message_id(edit.number)
    return Arrival(chat.conversation, id, edit.number, edit.version, now(), message.date)
