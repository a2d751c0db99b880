"""What the service needs of the outside, and the failures that each may raise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from bot.claims.model import Claim, Status
from bot.claims.similar import Similar
from bot.conversations.message import Button, Incoming, Message, Reply
from bot.conversations.model import Conversation
from bot.conversations.understanding import Understanding
from bot.documents.model import Document
from bot.extraction.found import Reading
from bot.mail.model import Mail
from bot.policies.model import PolicyCheck

LONG = 25
"""Words from which an answer tells a story of its own."""


class EngineDown(Exception):
    """The engine can't be reached or is not ready; the same turn may succeed later."""


class EngineFailed(Exception):
    """The engine was reached and this turn failed in it."""


class LeaseLost(Exception):
    """Somebody else has taken over this conversation's messages; nothing was stored."""


class UnknownConversation(Exception):
    """No conversation has this id."""


class UnknownButton(Exception):
    """The pressed button was not issued in this conversation."""


@dataclass(frozen=True, slots=True)
class EngineTurn:
    """One message as the engine gets it: text or command in separate fields, and all the state it works on."""

    conversation: str
    message: str
    """Unique to this attempt at the message."""
    text: str | None
    intent: str | None
    metadata: Mapping[str, Any]
    slots: Mapping[str, Any]
    active_loop: str | None
    requested_slot: str | None


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    texts: tuple[str, ...]
    intent: str | None
    confidence: float


class Engine(Protocol):
    async def answer(self, turn: EngineTurn) -> EngineAnswer:
        """Raises EngineDown or EngineFailed."""

    async def ready(self) -> bool: ...


class Reader(Protocol):
    """Reads facts from text; never raises."""

    def read(
        self,
        messages: Sequence[str],
        *,
        now: datetime,
        lang: str | None = None,
        region: str | None = None,
        asks: str | None = None,
    ) -> Reading: ...


@dataclass(frozen=True, slots=True)
class Accepted:
    """A stored message's id; `fresh` is false if it had been stored before."""

    id: str
    fresh: bool
    message: Message | None = None
    """The message, if it is fresh."""
    leased: bool = False
    """Whether the right to handle the conversation's messages was free and is now the caller's."""
    for_staff: bool = False
    """Whether staff have the conversation, so that nobody else answers."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A message that was dealt with; `held` is whether others wait now, so that the lease was kept and not given back."""

    replies: list[Message]
    held: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """What the new version of an earlier message replaces, and where it belongs."""

    text: str
    """The version before."""
    asked: str | None
    """The question that the first version answered; None if none was open."""
    question: str | None
    """The words of that question."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """The texts of all versions before, by their ids."""
    earlier: str | None = None
    """The claim that the first version was about, if that was sent long since and another one is talked about."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the bot's: the field that it asks for, and its words."""

    asks: str
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A part of a message that tells what a field of the summary should be."""

    field: str
    text: str
    """What it should be, behind as many blanks as there are characters before it in the message."""
    begins: int
    """Where the part begins, its name included."""
    lead: str = ""
    """The words before what it should be."""


@dataclass(frozen=True, slots=True)
class Work:
    """One message that waits to be handled, with all that is needed to handle it."""

    conversation: Conversation
    message: Message
    claim: Claim | None
    narrative: tuple[tuple[str, str], ...] = field(default=())
    """(message id, text) of the texts that tell this claim's story so far, oldest first."""
    question: str | None = None
    """The text of the bot's last question."""
    offered: tuple[Button, ...] = ()
    """The buttons of that question, if it is still the open one."""
    documents: tuple[Document, ...] = ()
    """All that was sent in this conversation or with this claim so far, oldest first, the message's own included."""
    epoch: int = 0
    """What staff do to the conversation or its claim begins a new one; a turn of an earlier one stores nothing."""
    corrects: Correction | None = None
    """What is corrected, if the message is the new version of an earlier one."""
    points_at: Question | None = None
    """The earlier question that the message is a reply to, if its writer pointed at one."""
    points: tuple[Point, ...] = ()
    """Parts of the message that name a point of the summary and what it should be; its text is what is left."""
    told_staff: tuple[tuple[str, str, datetime], ...] = ()
    """(message id, text, time) of what the insured told staff, oldest first, when they have just given the conversation back."""
    understanding: Understanding | None = None
    """How sure the bot was, once it has answered a text."""

    def in_its_place(self) -> "Work":
        """The same work with the question open that the message answers.

        A new version answers the question of the old one, and a reply the question that it points at.
        """
        if self.corrects is not None:
            asked, question = self.corrects.asked, self.corrects.question
        elif self.points_at is not None:
            asked, question = self.points_at.asks, self.points_at.text
        else:
            return self
        return replace(self, conversation=replace(self.conversation, asks=asked), question=question)

    @property
    def tells_story(self) -> bool:
        """Whether the message tells what happened rather than answers a question."""
        return self.conversation.asks in (None, "description") or len(self.message.text.split()) > LONG

    def read_together(self) -> tuple[tuple[str, str], ...]:
        """(message id, text) of what is read as one: a story with what was told before, an answer alone."""
        newest = (self.message.id, self.message.text)
        # What was told of a notice that is sent belongs to that one.
        open_ = self.claim is not None and self.claim.status is Status.DRAFT
        return (*self.narrative, newest) if self.tells_story and open_ else (newest,)


class Store(Protocol):
    """Conversations, messages and claims; every method is one transaction."""

    async def open_conversation(self, conversation: Conversation) -> None: ...

    async def accept(
        self, incoming: Incoming, at: datetime, holder: str | None = None, until: datetime | None = None
    ) -> Accepted:
        """Store a message, once, and take the lease for `holder` if it is free; its documents are bound to it.

        Raises UnknownConversation, UnknownButton or UnknownDocument.
        """

    async def lease(
        self, conversation: str, holder: str, now: datetime, until: datetime, *, renewing: bool = False
    ) -> bool:
        """Take the sole right to handle a conversation's messages, or only renew what is held."""

    async def release(self, conversation: str, holder: str) -> None: ...

    async def next_work(self, conversation: str, now: datetime) -> Work | None:
        """The oldest message not handled yet, unless its next attempt lies in the future."""

    async def waiting(self, now: datetime) -> list[str]:
        """Conversations with messages due that nobody holds."""

    async def finish(
        self,
        work: Work,
        holder: str,
        replies: Sequence[Reply],
        claims: Sequence[Claim],
        at: datetime,
        mails: Sequence[Mail] = (),
    ) -> Settled:
        """Store replies, claims, mails to send and conversation and mark the message answered, all or nothing.

        What was sent so far and has no claim yet belongs to the conversation's claim from here on; of the work's documents
        those of the conversation are stored as what they were found to be.

        Raises LeaseLost. Replies of the bot are dropped if staff have taken over meanwhile.
        """

    async def postpone(
        self, work: Work, holder: str, until: datetime | None, replies: Sequence[Reply], at: datetime
    ) -> Settled:
        """Count a failed attempt; try again at `until`, or never if None. Raises LeaseLost."""

    async def messages(self, conversation: str, after: int = 0, limit: int = 500) -> list[Message]: ...

    async def conversation(self, conversation: str) -> Conversation | None: ...

    async def healthy(self) -> bool: ...


class Records(Protocol):
    """What the insurer knows beside the conversation; times are by the real clock, which limits guessing."""

    async def policy(self, claim: Claim) -> PolicyCheck | None:
        """The policy that the claim's number, name and contact point to; None if nothing can be looked up now."""

    async def status(self, reference: str, factors: Sequence[str], now: datetime) -> str | None:
        """A sent claim's status, if one of `factors` is its policy number, e-mail address or phone number.

        After five wrong tries within an hour nothing is told for this reference, whatever the factors.
        """

    async def similar(self, claim: Claim) -> tuple[Similar, ...]:
        """Sent claims that may be about the same loss, the newest first."""

    async def new_code(self, claim: str, now: datetime) -> str:
        """A code that moves this draft to another conversation, once, within 30 minutes; earlier ones lose their worth."""

    async def code_for(self, address: str, conversation: str, now: datetime) -> tuple[str, str] | None:
        """A new code for the newest draft of another conversation that holds this e-mail address, and the address as it holds it.

        None if there is none, or after five times within an hour for this address or this conversation.
        """

    async def redeem(
        self, code: str, conversation: str, now: datetime, farewell: Mapping[str, str]
    ) -> Claim | None:
        """Move the draft that `code` stands for to `conversation`; None if it stands for none.

        Redeemed again by the same conversation it gives the draft again, so a turn may be repeated. After five wrong tries
        of a conversation within an hour no code counts there. The conversation that had the draft forgets it
        and shows `farewell`, which is a text by language.
        """
