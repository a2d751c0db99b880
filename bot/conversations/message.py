"""Messages, the same shape for every channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

MAX_TEXT = 20_000
"""Characters a message may have; more is refused with a kind word."""


class Author(StrEnum):
    INSURED = "insured"
    BOT = "bot"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Button:
    """`id` is opaque and issued by us; only the service knows that it stands for `intent` with `entities`."""

    id: str
    label: str
    intent: str
    entities: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a channel hands in: one of text from a person, the id of a pressed button, or a command."""

    conversation: str
    external_id: str
    """Unique within the channel and conversation; the same id again changes nothing."""
    text: str | None = None
    button: str | None = None
    command: Button | None = None
    """Chosen from what the channel itself always offers, such as a menu; made by the channel, never from people's words."""
    written_at: datetime | None = None
    """When it was written, if the channel knows: a message may wait for us longer than "yesterday" holds."""


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


@dataclass(frozen=True, slots=True)
class Reply:
    """A message on its way out; `asks` names the claim field that it asks for, or `confirm`."""

    text: str
    author: Author = Author.BOT
    buttons: tuple[Button, ...] = ()
    asks: str | None = None
