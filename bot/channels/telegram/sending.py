"""Messages out: one of our messages as calls of the Bot API, and Telegram's refusals in our words."""

import logging
from collections.abc import Sequence

from telegram import InputFile, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.channels.ports import Documents
from bot.channels.telegram.calls import Calls, seconds_to_wait
from bot.channels.telegram.keyboards import keyboard
from bot.channels.telegram.markup import parts, plain, prepared, to_html
from bot.conversations.delivery import Chat, DeliveryFailed
from bot.conversations.message import Message
from bot.documents.model import State, UnknownDocument
from bot.documents.ports import FilesDown

log = logging.getLogger(__name__)

_FILE = "\0"
"""What a part begins with that is the id of a document; no text has such a character."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_GONE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")


class TelegramSender:
    def __init__(self, calls: Calls, documents: Documents) -> None:
        self._calls, self._documents = calls, documents

    def parts(self, message: Message) -> Sequence[str]:
        files = [f"{_FILE}{document.id}" for document in message.documents]
        said = parts(prepared(message.text, message.staff)) if message.text or not files else []
        return [*said, *files] or ["…"]

    async def send(self, chat: Chat, message: Message, part: str, *, last: bool) -> str:
        if part.startswith(_FILE):
            return await self._send_file(chat, message, part.removeprefix(_FILE))
        try:
            return await self._send(chat, message, to_html(part), last=last, mode=ParseMode.HTML)
        except BadRequest as error:
            if "can't parse entities" not in error.message.lower():
                raise translated(error) from error
            # Better without emphasis than not at all.
            log.warning("markup refused message=%s", message.id)
        except TelegramError as error:
            raise translated(error) from error
        try:
            return await self._send(chat, message, plain(part), last=last, mode=None)
        except TelegramError as error:
            raise translated(error) from error

    async def _send_file(self, chat: Chat, message: Message, id: str) -> str:
        if any(each.id == id and each.state is State.CHECKING for each in message.documents):
            raise DeliveryFailed("being_checked")
        try:
            document, pieces = await self._documents.original(id, chat.conversation)
            content = b"".join([piece async for piece in pieces])
        except UnknownDocument:
            raise DeliveryFailed("no_file", permanent=True) from None
        except FilesDown:
            raise DeliveryFailed("files_down") from None
        file = InputFile(content, filename=document.name)
        # Without words of its own it says whom it is from.
        caption = None if message.text else message.staff
        try:
            sent = await self._calls.send_document(int(chat.address), file, caption=caption)
        except TelegramError as error:
            raise translated(error) from error
        return str(sent.message_id)

    async def close(self, chat: Chat, id: str) -> None:
        # Whether a press counts is decided where it comes in; this is for the eye.
        self._calls.quietly(
            lambda: self._calls.edit_message_reply_markup(chat_id=int(chat.address), message_id=int(id))
        )

    async def _send(self, chat: Chat, message: Message, text: str, *, last: bool, mode: str | None) -> str:
        sent = await self._calls.send_message(
            int(chat.address),
            text,
            parse_mode=mode,
            link_preview_options=_NO_PREVIEW,
            reply_markup=keyboard(message) if last else None,
        )
        return str(sent.message_id)


def translated(error: TelegramError) -> DeliveryFailed:
    """What a refusal means for the message and its chat; anything not known to be lasting may pass."""
    said = error.message.lower()
    match error:
        case RetryAfter():
            return DeliveryFailed("flood_wait", wait=seconds_to_wait(error))
        case Forbidden():
            deactivated = "deactivated" in said
            return DeliveryFailed("deactivated" if deactivated else "blocked", gone=True)
        case ChatMigrated():
            return DeliveryFailed("chat_moved", gone=True)
        case BadRequest() if any(sign in said for sign in _GONE):
            return DeliveryFailed("chat_not_found", gone=True)
        case BadRequest():
            return DeliveryFailed("refused", permanent=True)
        case _:
            return DeliveryFailed(type(error).__name__)
