"""Edited messages: corrections. Every version is kept; one that says the same, such as bold print, changes nothing."""

import hashlib
import logging
from dataclasses import dataclass, replace

from telegram import Message

from bot.channels.gathering import now
from bot.channels.ports import Arrivals, Outbox, Receiver
from bot.channels.telegram.commands import said
from bot.channels.telegram.contents import attachment, in_words
from bot.channels.telegram.handing import batch_id
from bot.channels.telegram.people import CHANNEL
from bot.channels.telegram.texts import phrase
from bot.claims.languages import FALLBACK
from bot.conversations.arrival import Arrival, Attachment, Fetching
from bot.conversations.message import Incoming

log = logging.getLogger(__name__)


def version_of(message: Message) -> int:
    """Telegram tells when a message was last edited, to the second."""
    return int(message.edit_date.timestamp()) if message.edit_date else 0


def message_id(number: int) -> str:
    """External id of a message heard by itself, by Telegram's number of it."""
    return f"message-{number}"


def file_id(message: Message, file: Attachment) -> str:
    """External id of a file: a message may show another one later."""
    return f"file-{message.message_id}-{file.unique}"[:100]


@dataclass(frozen=True, slots=True)
class Edit:
    """A version of a message: what Telegram tells of one looks the same whether it was edited or not."""

    conversation: str
    message: Message

    @property
    def number(self) -> int:
        return self.message.message_id

    @property
    def version(self) -> int:
        return version_of(self.message)

    @property
    def words(self) -> str:
        """What is said now; nothing if all words were taken out, or are only a command."""
        return said(in_words(self.message) or "").text or ""

    @property
    def id(self) -> str:
        # A message can be edited twice within the second that Telegram tells.
        digest = hashlib.sha256(self.words.encode()).hexdigest()[:8]
        return f"edit-{self.number}-{self.version}-{digest}"


class Editing:
    def __init__(self, receiver: Receiver, outbox: Outbox, arrivals: Arrivals) -> None:
        self._receiver, self._outbox, self._arrivals = receiver, outbox, arrivals

    async def edited(self, conversation: str, message: Message) -> bool:
        """Hear a new version; False if the first one never came, so that this one is to be taken for it."""
        edit = Edit(conversation, message)
        versions = await self._arrivals.versions(conversation, edit.number)
        if versions:
            await self._gathered(edit, versions)
            return True
        before = await self._arrivals.latest(conversation, message_id(edit.number))
        if before is None:
            return False
        if edit.words and edit.words != before.text:
            await self._spoken(edit, before.external_id or "")
        return True

    async def late(self, conversation: str, message: Message, words: str) -> None:
        """A message came that is known: keep it if it is a version that was overtaken by its own edit."""
        edit = Edit(conversation, message)
        known = await self._arrivals.latest(conversation, message_id(edit.number))
        is_first = known is not None and known.edits is None and known.pressed is None
        if known is not None and is_first and words != known.text:
            await self._keep(edit)

    async def _spoken(self, edit: Edit, newest: str) -> None:
        if newest.startswith(f"edit-{edit.number}-") and int(newest.split("-")[2]) > edit.version:
            await self._keep(edit)
            return
        await self._hear(edit, edit.words, message_id(edit.number))

    async def _keep(self, edit: Edit) -> None:
        """An outdated version is kept, not heard."""
        chat = await self._outbox.chat_of(edit.conversation)
        text = phrase("outdated", chat.language if chat else FALLBACK, text=edit.words)
        await self._outbox.note(edit.conversation, edit.id, text, edit.message.date)

    async def _hear(self, edit: Edit, words: str, first: str) -> None:
        at = edit.message.date
        await self._receiver.receive(Incoming(edit.conversation, edit.id, words, edits=first, written_at=at))

    # Files, and what was heard together with others

    async def _gathered(self, edit: Edit, versions: list[Arrival]) -> None:
        spoken = next((each for each in reversed(versions) if each.text is not None), versions[0])
        old, batch = spoken.text or "", spoken.batch
        file = attachment(edit.message)
        if file is not None and any(each.file and each.file.unique == file.unique for each in versions):
            file = None
        if edit.version < versions[-1].version or (edit.words == old and file is None):
            return
        at = edit.message.date
        said = Arrival(edit.conversation, edit.id, edit.number, edit.version, now(), at, edit.words)
        if batch is None:
            # Nothing of it was heard yet: the new version takes the place of the old one.
            await self._arrivals.note(CHANNEL, replace(said, due_at=now()))
        elif edit.words != old:
            await self._correct(edit, old, batch)
            await self._arrivals.note(CHANNEL, replace(said, batch=batch))
        if file is not None:
            shown = replace(said, external_id=file_id(edit.message, file), text=None, file=file)
            await self._arrivals.note(CHANNEL, replace(shown, fetching=Fetching.WAITING, due_at=now()))

    async def _correct(self, edit: Edit, old: str, batch: str) -> None:
        """Hear the message that the words were part of, with their new version in it."""
        first = batch_id(batch)
        before = await self._arrivals.latest(edit.conversation, first)
        whole = before.text if before else ""
        corrected = whole.replace(old, edit.words, 1) if old and old in whole else f"{whole}\n{edit.words}"
        if corrected.strip():
            await self._hear(edit, corrected.strip(), first)
