"""What a message carries: words, a file, or something that neither is."""

from telegram import Contact, Message

from bot.channels.ports import Attachment
from bot.channels.telegram.texts import phone_number

MAX_FILE = 20_000_000
"""Bytes that Telegram hands to a bot at most."""
_PLACES = ("location", "venue")
_OTHERS = ("sticker", "dice", "game", "poll", "story", "paid_media", "checklist")


def in_words(message: Message, language: str) -> str | None:
    """A text, the words beside a file, or a contact as its sender would write it; None if there are no words."""
    if message.contact is not None:
        return _in_words(message.contact, message, language)
    return message.text or message.caption or None


def attachment(message: Message) -> Attachment | None:
    """The file in a message, the largest size of a photo; None if there is none."""
    album = message.media_group_id
    if message.photo:
        photo = message.photo[-1]
        return Attachment(photo.file_id, "photo", None, "image/jpeg", photo.file_size, album)
    for kind in ("document", "audio", "video", "voice"):
        file = getattr(message, kind)
        if file is not None:
            name = getattr(file, "file_name", None)
            return Attachment(file.file_id, kind, name, file.mime_type, file.file_size, album)
    if message.video_note is not None:
        note = message.video_note
        return Attachment(note.file_id, "voice", None, "video/mp4", note.file_size, album)
    return None


def wordless(message: Message) -> str | None:
    """The sentence that answers what has neither words nor a file; None for what Telegram itself notes in a chat."""
    if any(getattr(message, name) is not None for name in _PLACES):
        return "location"
    return "wordless" if any(getattr(message, name) is not None for name in _OTHERS) else None


def _in_words(contact: Contact, message: Message, language: str) -> str:
    own = message.from_user is not None and contact.user_id == message.from_user.id
    name = " ".join(filter(None, [contact.first_name, contact.last_name]))
    return phone_number(contact.phone_number, None if own else name or None, language)
