"""What a message carries: words, a file, a place, a contact, or something that is none of these."""

from telegram import (
    Contact,
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)

from bot.channels.telegram.texts import phrase
from bot.conversations.arrival import Attachment
from bot.conversations.message import storable

MAX_FILE = 20_000_000
"""Bytes that Telegram hands to a bot at most."""
SPOKEN = frozenset({"voice", "video_note"})
"""Files that are somebody speaking to us."""
_KINDS = ("animation", "document", "audio", "video", "voice", "video_note")
"""A document may be told as an animation as well; then the animation is what it is."""
_OTHERS = ("sticker", "dice", "game", "poll", "story", "paid_media", "checklist")


def in_words(message: Message) -> str | None:
    """A text or the words beside a file, without what no database keeps; None if there are none."""
    words = storable(message.text or message.caption or "")
    return words if words.strip() else None


def with_origin(message: Message, words: str, language: str) -> str:
    """The words with whose they are, if somebody passes them on or answers what was said in another chat."""
    quote = message.quote.text if message.quote and message.external_reply else None
    if quote:
        words = phrase("quoted", language, quote=quote, text=words)
    origin = _origin(message)
    return phrase("forwarded", language, name=origin, text=words) if origin else words


def _origin(message: Message) -> str | None:
    match message.forward_origin:
        case MessageOriginUser(sender_user=user):
            own = message.from_user is not None and user.id == message.from_user.id
            return None if own else user.full_name
        case MessageOriginHiddenUser(sender_user_name=name):
            return name
        case MessageOriginChat(sender_chat=chat) | MessageOriginChannel(chat=chat):
            return chat.title
        case _:
            return None


def attachment(message: Message) -> Attachment | None:
    """The file in a message, the largest size of a photo; None if there is none."""
    if message.photo:
        photo = max(message.photo, key=lambda size: size.width * size.height)
        return Attachment(photo.file_id, photo.file_unique_id, "photo", None, "image/jpeg", photo.file_size)
    for kind in _KINDS:
        file = getattr(message, kind)
        if file is not None:
            name, type = getattr(file, "file_name", None), getattr(file, "mime_type", None)
            return Attachment(file.file_id, file.file_unique_id, kind, name, type, file.file_size)
    return None


def place(message: Message) -> str | None:
    """A location in words: what stands there, if that is known, and its coordinates."""
    if message.venue is not None:
        spot = message.venue.location
        return f"{message.venue.title}, {message.venue.address} ({spot.latitude:.5f}, {spot.longitude:.5f})"
    if message.location is not None:
        return f"{message.location.latitude:.5f}, {message.location.longitude:.5f}"
    return None


def is_wordless(message: Message) -> bool:
    """Whether a person sent something that says nothing to us; not so what Telegram itself notes in a chat."""
    return any(getattr(message, name) is not None for name in _OTHERS)


def number_of(contact: Contact) -> str:
    """A contact's phone number; Telegram mostly leaves out the plus of numbers that have their country's code."""
    number = contact.phone_number.strip()
    return f"+{number}" if number.isdecimal() and not number.startswith("0") else number


def name_of(contact: Contact) -> str:
    return " ".join(filter(None, [contact.first_name, contact.last_name]))


def is_own(contact: Contact, message: Message) -> bool:
    return message.from_user is not None and contact.user_id == message.from_user.id


def phone_in_words(contact: Contact, message: Message, language: str) -> str:
    """A contact as its sender would write it."""
    kind = "phone" if is_own(contact, message) else "contact"
    return phrase(kind, language, number=number_of(contact), name=name_of(contact))
