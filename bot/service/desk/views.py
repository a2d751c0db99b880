"""What the desk shows: plain values, read from the store in one go and never changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.claims.clocks import Clock
from bot.claims.fields import Field
from bot.claims.model import Claim, Fact, Status
from bot.claims.papers import Paper
from bot.claims.rules import Level
from bot.claims.severity import Severity
from bot.claims.values import Value
from bot.conversations.message import Message
from bot.conversations.model import Conversation, HandoffReason, Owner
from bot.documents.model import Document
from bot.policies.model import PolicyCheck


class Which(StrEnum):
    """The parts of the queue."""

    WAITING = "waiting"
    """Waiting for a person, without what is snoozed."""
    MINE = "mine"
    ALL = "all"
    """Everything that is not closed: with the bot, waiting, with anybody."""
    SNOOZED = "snoozed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Who:
    """A member of staff by id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A conversation in a list."""

    conversation: str
    channel: str
    language: str
    owner: Owner
    staff: Who | None
    """Who has it."""
    reasons: tuple[HandoffReason, ...]
    """Why it waits, or waited when it was taken; without what staff have dealt with before."""
    waiting_since: datetime | None
    opened_at: datetime
    last_at: datetime | None
    last_author: str | None
    last_text: str
    """The beginning of the newest message, in one line; as hostile as its author."""
    unread: int
    """Messages of the insured that the member who asks has not seen."""
    snoozed_until: datetime | None
    claim: str | None
    reference: str | None
    status: Status | None
    level: Level
    next_due: datetime | None
    """When the claim's first clock ends that is still owed."""
    insured: str | None
    claimant: str | None
    incident_type: str | None
    amount: Value | None
    policy_number: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list; `more` is what to ask for the next part with, None at its end."""

    entries: tuple[QueueEntry, ...]
    more: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """A conversation that a search has found."""

    entry: QueueEntry
    message: str | None
    """Id of the newest message with the words, if they are in one."""
    excerpt: str
    """The text around the words, in one line."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many conversations each part of the queue has, for one member."""

    waiting: int
    mine: int
    all: int
    snoozed: int
    unread: int
    """Of mine, those with something new."""
    callbacks: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as the desk shows it."""

    message: Message
    delivery: str | None
    """pending, sent, failed or dropped (staff took over before it was sent); None where the reader fetches messages."""
    delivery_reason: str | None
    handling: str
    """Of the insured's: pending, answered, failed (the bot gave up) or staff (left to people); of others: sent."""
    answers: str | None
    """Id of the insured's message that it answers."""


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """A field of the claim with where its value comes from."""

    field: Field
    fact: Fact | None
    """The newest; None if nobody has said anything about it."""
    history: tuple[Fact, ...]
    """All facts of the field, the oldest first; the newest included."""
    text: str
    """The value in words, in the reader's language; empty if there is none."""
    needed: bool
    """Whether the claim as it stands calls for it."""
    missing: bool
    """Whether it would still be asked for."""


@dataclass(frozen=True, slots=True)
class ClaimMove:
    at: datetime
    member: Who
    before: Status
    after: Status
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """All that is known of a claim."""

    id: str
    reference: str | None
    status: Status
    opened_at: datetime
    submitted_at: datetime | None
    fields: tuple[FieldEntry, ...]
    """In the order of asking; those that do not belong to this claim have `needed` False."""
    severity: Severity
    clocks: tuple[Clock, ...]
    """The first to end first."""
    loss_kind: str | None
    cover_section: str | None
    papers: tuple[Paper, ...]
    """The documents that help with it, here or not."""
    policy: PolicyCheck | None
    similar: tuple[str, ...]
    """References of claims that may be about the same loss."""
    moves: tuple[ClaimMove, ...]
    possible: tuple[Status, ...]
    """Where staff may move it from here."""


@dataclass(frozen=True, slots=True)
class Note:
    id: str
    member: Who
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnershipEvent:
    """A change of who has the conversation."""

    at: datetime
    move: str
    """handoff, take, transfer, give_back, close, reopen (bot/conversations/ownership.py)."""
    by: Who | None
    owner: Owner
    """From here on."""
    staff: Who | None
    reasons: tuple[HandoffReason, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody else who has the conversation open."""

    member: Who
    typing: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """One conversation with all that belongs to it."""

    conversation: Conversation
    staff: Who | None
    messages: tuple[Shown, ...]
    """The newest 200, oldest first; earlier ones with `Desk.earlier`."""
    has_earlier: bool
    claim: ClaimView | None
    """The claim that is talked about."""
    other_claims: tuple[tuple[str, str | None, Status], ...]
    """(id, reference, status) of this conversation's other claims."""
    documents: tuple[Document, ...]
    notes: tuple[Note, ...]
    events: tuple[OwnershipEvent, ...]
    present: tuple[Present, ...]
    draft: str
    """What the member has begun to write."""
    read_to: int
    """The newest message (`seq`) that the member had seen before."""
    snoozed_until: datetime | None
    rating: int | None
    told_again: tuple[str, ...]
    """Other conversations whose insured said that theirs is the same loss."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store has of one conversation; `Opened` has it with what follows from it."""

    conversation: Conversation
    shown: tuple[Shown, ...]
    has_earlier: bool
    claim: Claim | None
    moves: tuple[ClaimMove, ...]
    other_claims: tuple[tuple[str, str | None, Status], ...]
    documents: tuple[Document, ...]
    notes: tuple[Note, ...]
    events: tuple[OwnershipEvent, ...]
    present: tuple[Present, ...]
    draft: str
    read_to: int
    snoozed_until: datetime | None
    rating: int | None
    told_again: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filed:
    """What the store has of a claim."""

    claim: Claim
    conversation: Conversation
    messages: tuple[Message, ...]
    """Of its conversation, in order; before them those of others that its facts come from."""
    documents: tuple[Document, ...]
    events: tuple[OwnershipEvent, ...]
    moves: tuple[ClaimMove, ...]


@dataclass(frozen=True, slots=True)
class Callback:
    """A call that an insured asked for."""

    conversation: str
    number: str
    time: str
    """In the insured's words; empty if they were not asked yet, or it is an emergency."""
    days: tuple[date, ...]
    """The days that the words mean."""
    said_on: date | None
    name: str | None
    reference: str | None
    language: str
    staff: Who | None
    level: Level
    waiting_since: datetime | None


@dataclass(frozen=True, slots=True)
class CannedReply:
    """A text to be used again. Placeholders: {name} {reference} {me} {answer_by} {claimant}."""

    id: str
    own: bool
    title: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing to the insured: the stored message, or what has to be looked at first."""

    message: Message | None
    forbidden: tuple[tuple[str, str], ...] = ()
    """(kind, the words) of statements that should not be made (design §8); send again with `anyway` to insist."""
    took: bool = False
    """Whether writing was what took the conversation over."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A field after staff changed it, with what followed from that."""

    changes: tuple[tuple[str, Fact], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pulse:
    """Small values that differ whenever a page has to be fetched anew; cheap enough to be asked for every second."""

    queue: str
    conversation: str
    """Of one conversation: messages, owner, claim, notes; empty if none was asked about."""
    present: tuple[Present, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditEntry:
    seq: int
    at: datetime
    member: Who | None
    """None for the command line and the service itself."""
    action: str
    conversation: str | None
    claim: str | None
    details: Mapping[str, Any]
    """Names of fields, numbers of facts, reasons; never the insured's own words."""


@dataclass(frozen=True, slots=True)
class Verified:
    """How the audit trail stands: `broken` is the first entry that does not fit, None if all do."""

    entries: int
    head: str
    broken: int | None


Entries = Sequence[AuditEntry]
