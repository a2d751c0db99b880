"""What channels need of the outside to send messages and to take files."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.conversations.delivery import Chat, Parcel
from bot.conversations.message import Incoming, Message
from bot.conversations.model import Conversation
from bot.service.ports import Accepted


class Receiver(Protocol):
    """Takes messages in; `Talk` is one."""

    async def receive(self, incoming: Incoming) -> Accepted:
        """Once this returns the message is stored. Raises UnknownConversation or UnknownButton."""

    def busy(self, conversation: str) -> bool:
        """Whether an answer is being made."""


class Outbox(Protocol):
    """Chats, and the messages that wait to be sent to them; every method is one transaction."""

    async def chat(self, channel: str, address: str) -> Chat | None: ...

    async def open_chat(self, address: str, conversation: Conversation) -> Chat:
        """The chat at this address; if there is none yet, `conversation` is stored and becomes the one it belongs to.

        A chat that was gone is back: whoever asks for it has just heard from it.
        """

    async def say(self, conversation: str, external_id: str, text: str, at: datetime) -> bool:
        """Store a sentence of the channel's own and queue it; False if one with this id was stored before."""

    async def due(self, channel: str, now: datetime) -> list[str]:
        """Conversations with something to send that nobody is sending."""

    async def take(self, conversation: str, holder: str, now: datetime, until: datetime) -> Parcel | None:
        """The next message to send, under a lease until `until`; None if there is none, or somebody else has the lease.

        Messages of the bot are dropped if staff have taken over meanwhile; those for a chat that is gone have failed.
        """

    async def renew(self, conversation: str, holder: str, until: datetime) -> None: ...

    async def release(self, conversation: str, holder: str) -> None: ...

    async def part_sent(self, parcel: Parcel, id: str) -> Parcel:
        """Note that a part has arrived and more are to come; the parcel as it stands now."""

    async def sent(self, parcel: Parcel, id: str, at: datetime) -> str | None:
        """Note that the last part has arrived; the channel's id of an earlier message whose buttons it has overtaken."""

    async def put_off(self, parcel: Parcel, holder: str, until: datetime, reason: str) -> None:
        """Count a failed attempt, try again at `until`, and give the lease back."""

    async def failed(self, parcel: Parcel, reason: str, at: datetime) -> None: ...

    async def gone(self, conversation: str, reason: str) -> None:
        """Nothing can be sent to this chat until it is heard from again."""

    async def close_buttons(self, conversation: str, seq: int) -> None:
        """The buttons of messages up to `seq` count no more."""


class Leases(Protocol):
    async def take(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """Whether `holder` alone may do what `name` stands for until `until`; also renews what it holds."""

    async def release(self, name: str, holder: str) -> None: ...


class Sender(Protocol):
    """Puts one chat's messages out; a channel has one."""

    def parts(self, message: Message) -> Sequence[str]:
        """The message in pieces that can be sent, at least one."""

    async def send(self, chat: Chat, message: Message, part: str, *, last: bool) -> str:
        """Send a part, the last one with the buttons; its id. Raises DeliveryFailed."""

    async def close(self, chat: Chat, id: str) -> None:
        """Take the buttons away from an earlier message, if that can be done."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a person has sent and that was not fetched yet; all but `id` and `kind` is only what the sender says."""

    id: str
    kind: str
    """photo, document, audio, video or voice."""
    name: str | None
    type: str | None
    size: int | None
    """Bytes."""
    album: str | None
    """What files sent together have in common."""


class Documents(Protocol):
    """Keeps files; a channel that is given none says kindly that it can't take them."""

    async def take(
        self, conversation: str, external_id: str, file: Attachment, fetch: Callable[[], Awaitable[bytes]]
    ) -> None:
        """Note the file before returning, once for each `external_id`; fetching it may follow later."""
