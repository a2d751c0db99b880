"""What the desk needs of the store, and what a change of a conversation by staff is made of."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from bot.claims.model import Claim, Status
from bot.conversations.message import Author, Button, Message
from bot.conversations.model import Conversation
from bot.conversations.ownership import Change
from bot.staff.trail import Deed


class Changing(Protocol):
    """A conversation that is locked until the change is stored, all of it or nothing."""

    conversation: Conversation
    """As it is stored; what is altered here is kept."""
    said: list[Message]
    """The messages that this change has added."""

    async def own(self, change: Change | None, note: str = "") -> None:
        """Note a change of owner that was applied to `conversation`. What the bot is at here is void from now on."""

    async def known(self, key: str) -> Message | None:
        """The message that was stored with this key before."""

    async def say(
        self,
        author: Author,
        text: str,
        *,
        key: str | None = None,
        name: str | None = None,
        documents: Sequence[str] = (),
        buttons: tuple[Button, ...] = (),
        then: Button | None = None,
    ) -> Message:
        """Add a message. `name` is the member's who writes; with `then` the bot answers the message as if that was pressed.

        Raises UnknownDocument.
        """

    async def claim(self, id: str) -> Claim | None: ...

    async def save(self, claim: Claim) -> None:
        """Store what was added to the claim. A turn that the bot is at begins anew with it."""

    async def moved(self, claim: Claim, before: Status, reason: str) -> None:
        """Note who moved the claim's status, and why."""

    async def message(self, id: str) -> Message | None: ...

    async def narrative(self, claim: Claim) -> tuple[tuple[str, str], ...]:
        """(id, text) of the messages that the claim's description was taken from."""

    async def forget_draft(self) -> None:
        """What the member had begun to write here is said."""

    async def add_note(self, text: str) -> str: ...

    async def snooze(self, until: datetime | None) -> None: ...

    async def called(self) -> None: ...

    def record(self, deed: Deed) -> None:
        """For the audit trail, with the change."""


class DeskChanges(Protocol):
    def change(
        self, conversation: str, member: str | None, at: datetime
    ) -> AbstractAsyncContextManager[Changing]:
        """Lock a conversation for a change by `member`. Raises UnknownConversation."""

    async def owned_by(self, member: str) -> Sequence[str]:
        """The conversations that a member has."""

    async def conversation_of(self, claim: str) -> str | None: ...
