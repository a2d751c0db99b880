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
    """What a channel hands in: text from a person or the id of a pressed button, never both."""

    conversation: str
    external_id: str
    """Unique within the channel and conversation; the same id again changes nothing."""
    text: str | None = None
    button: str | None = None


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
