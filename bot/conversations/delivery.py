"""Messages on their way to people whose channel has to be sent them; the website fetches its own."""

from dataclasses import dataclass
from datetime import datetime

from bot.conversations.message import Message

PUSHED = frozenset({"telegram"})
"""Channels to which messages are sent."""


@dataclass(frozen=True, slots=True)
class Chat:
    """Where a channel reaches the person of a conversation."""

    conversation: str
    channel: str
    address: str
    """The channel's own name of the place, such as a chat id."""
    language: str
    closed_seq: int = 0
    """Buttons of messages up to this `seq` have been pressed or overtaken."""
    opened_at: datetime | None = None
    """When its conversation began."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """The oldest message of a chat that has not been sent, or not all of it."""

    chat: Chat
    message: Message
    attempts: int
    sent: tuple[str, ...]
    """The channel's ids of the parts that have arrived."""


class DeliveryFailed(Exception):
    """A message could not be sent. `permanent`: it never will be. `gone`: nothing ever will be to this chat.

    `wait` is how many seconds the channel wants to be left alone; None if it did not say.
    """

    def __init__(
        self, reason: str, *, permanent: bool = False, gone: bool = False, wait: float | None = None
    ) -> None:
        super().__init__(reason)
        self.reason, self.permanent, self.gone, self.wait = reason, permanent or gone, gone, wait
