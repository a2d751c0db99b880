"""What channels need of the outside to take messages and files in, and to send messages."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Protocol

from bot.conversations.arrival import Arrival
from bot.conversations.delivery import Chat, Parcel
from bot.conversations.erased import Erased
from bot.conversations.message import Button, Incoming, Message
from bot.conversations.model import Conversation
from bot.documents.model import Document
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

    async def say(
        self,
        conversation: str,
        external_id: str,
        text: str,
        at: datetime,
        buttons: Sequence[Button] = (),
    ) -> bool:
        """Store a sentence of the channel's own and queue it; False if one with this id was stored before."""

    async def chat_of(self, conversation: str) -> Chat | None: ...

    async def ends_with(self, conversation: str, external_id: str) -> bool:
        """Whether the id of the newest message begins so."""

    async def begins_with(self, conversation: str, external_id: str) -> bool:
        """Whether the first message of a conversation has an external id that begins so."""

    async def note(
        self,
        conversation: str,
        external_id: str,
        text: str,
        at: datetime,
        answer: str = "",
    ) -> bool:
        """Store what the person sent and no turn answers, and queue `answer`; False if one with this id was stored before."""

    async def sent_as(self, conversation: str, id: str) -> str | None:
        """Id of the message of which a part has arrived at the channel under this id."""

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


class Arrivals(Protocol):
    """What a channel has acknowledged and that is not a message yet; every method is one transaction."""

    async def note(self, channel: str, arrival: Arrival) -> bool:
        """Store an arrival; False if one with this id was stored before."""

    async def near(self, conversation: str, number: int, since: datetime) -> list[Arrival]:
        """Versions of what has this number, and whatever was noted after `since` and is not fixed in a batch yet."""

    async def due(self, channel: str, now: datetime) -> list[str]:
        """Conversations in which something is to be done about an arrival."""

    async def open(self, conversation: str) -> list[Arrival]:
        """Arrivals that are not done with, in the order of sending."""

    async def versions(self, conversation: str, number: int) -> list[Arrival]:
        """All versions of what has this number, the oldest first, done with or not."""

    async def settle(self, arrival: Arrival, due_at: datetime) -> None:
        """Note what came of fetching an arrival's file, and when to look at it again."""

    async def seal(self, conversation: str, external_ids: Sequence[str], batch: str) -> None:
        """Fix what is heard together."""

    async def done(self, conversation: str, batch: str) -> None:
        """A batch was handed on; its arrivals are kept, so that they are known when they come again."""

    async def latest(self, conversation: str, external_id: str) -> Message | None:
        """The newest version of the message that was stored with this id."""


class Documents(Protocol):
    """Keeps files as documents; `service.documents.Documents` is one."""

    async def keep(
        self,
        conversation: str,
        external_id: str,
        stream: AsyncIterator[bytes],
        *,
        name: str | None = None,
        kind: str = "file",
    ) -> Document:
        """Receive a file; the same `external_id` again gives the same document. Raises Refused, FilesDown or UnknownDocument,
        and what the stream raises."""

    async def of_conversation(self, conversation: str) -> list[Document]: ...

    async def original(
        self, id: str, conversation: str | None = None
    ) -> tuple[Document, AsyncIterator[bytes]]:
        """A kept document and its content. Raises UnknownDocument or FilesDown."""

    def refusal(self, reason: str, language: str) -> str:
        """Why a file is not taken, in words."""


class Erasure(Protocol):
    """`service.erasing.Erasure` is one."""

    async def erase(self, conversation: str) -> Erased | None:
        """Forget a conversation with all that was said and sent in it, but for reports; again, it finishes what is left."""
