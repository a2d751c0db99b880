"""Messages, the same shape for every channel."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.documents.model import Document

RATING = "rate"
"""The intent of a pressed rating: it is noted and answered with thanks; the bot does not hear it, nothing is reopened."""
MAX_TEXT = 20_000
"""Characters a message may have; more is refused with a kind word."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def storable(text: str) -> str:
    """The text without the characters that no database keeps."""
    return _CONTROL.sub("", text)


class Author(StrEnum):
    INSURED = "insured"
    BOT = "bot"
    STAFF = "staff"
    SYSTEM = "system"


GUESSED = "guessed"
"""Of a button's entities: fields that nobody has stated and that are to be confirmed."""
OFFERED = "offered"
"""Of a button's entities: fields that are taken if they are asked for or not known yet."""


@dataclass(frozen=True, slots=True)
class Button:
    """`id` is opaque and issued by us; only the service knows that it stands for `intent` with `entities`."""

    id: str
    label: str
    intent: str
    entities: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a channel hands in: text from a person, the id of a pressed button, or a command; or files, with text or alone."""

    conversation: str
    external_id: str
    """Unique within the channel and conversation; the same id again changes nothing."""
    text: str | None = None
    button: str | None = None
    command: Button | None = None
    """Chosen from what the channel itself always offers, such as a menu; made by the channel, never from people's words."""
    written_at: datetime | None = None
    """When it was written, if the channel knows: a message may wait for us longer than "yesterday" holds."""
    attachments: tuple[str, ...] = ()
    """Ids of documents that were kept before and belong to this message."""
    edits: str | None = None
    """External id of an earlier message, if this is its whole new text: a correction, heard in the place of the old one."""
    points_at: str | None = None
    """Id of the earlier message of ours that it is a reply to, if its writer pointed at one; its question is answered then."""


@dataclass(frozen=True, slots=True)
class Message:
    """A stored message; `seq` counts from 1 within its conversation."""

    id: str
    seq: int
    author: Author
    text: str
    at: datetime
    external_id: str | None = None
    pressed: Button | None = None
    buttons: tuple[Button, ...] = ()
    asks: str | None = None
    attempts: int = 0
    """How often answering it was tried and failed."""
    documents: tuple[Document, ...] = ()
    """The files that came with it; if there are no words, `text` is empty."""
    staff: str | None = None
    """The name of the member of staff who wrote it, as the insured sees it."""
    edits: str | None = None
    """Id of the first version of the message that this is a new version of."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A message on its way out; `asks` names the claim field that it asks for, or `confirm`."""

    text: str
    author: Author = Author.BOT
    buttons: tuple[Button, ...] = ()
    asks: str | None = None
