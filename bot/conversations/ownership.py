"""Who has a conversation, and how that changes: bot → waiting → staff → bot | closed.

Each function is one change, applied to the conversation as it is stored; the store runs it on the locked row, so of two who
want the same exactly one gets it. It returns the change for the history, or None if nothing had to change.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.conversations.model import Conversation, HandoffReason, Owner


class Move(StrEnum):
    HANDOFF = "handoff"
    """The bot calls a person."""
    TAKE = "take"
    TRANSFER = "transfer"
    """From one member of staff to another."""
    GIVE_BACK = "give_back"
    """To the bot."""
    PUT_BACK = "put_back"
    """To whoever takes it next."""
    CLOSE = "close"
    REOPEN = "reopen"


class OwnershipError(Exception):
    """The base of all errors of this module."""


class AlreadyTaken(OwnershipError):
    """Another member of staff, `by`, has the conversation."""

    def __init__(self, by: str) -> None:
        super().__init__(f"taken by {by}")
        self.by = by


class NotYours(OwnershipError):
    """Only who has the conversation may do this; `by` has it, None if no member of staff does."""

    def __init__(self, by: str | None) -> None:
        super().__init__(f"with {by or 'nobody'}")
        self.by = by


class IllegalChange(OwnershipError):
    """A conversation with this owner can't be changed that way."""

    def __init__(self, owner: Owner, move: Move) -> None:
        super().__init__(f"a conversation with owner {owner} can't {move}")
        self.owner, self.move = owner, move


@dataclass(frozen=True, slots=True)
class Change:
    move: Move
    by: str | None
    """The member who did it; None for insured and bot."""
    owner: Owner
    """From here on."""
    staff: str | None
    """From here on."""
    before: str | None
    """Who of staff had it until now."""
    reasons: tuple[HandoffReason, ...]
    """Why it waits, or waited until now."""


def take(conversation: Conversation, member: str) -> Change | None:
    """Bot or waiting → staff. None if it was theirs already.

    Raises AlreadyTaken, or IllegalChange for a closed one, which has to be reopened.
    """
    if conversation.owner is Owner.CLOSED:
        raise IllegalChange(Owner.CLOSED, Move.TAKE)
    if conversation.owner is Owner.STAFF:
        if conversation.staff == member:
            return None
        raise AlreadyTaken(_holder(conversation))
    return _to_staff(conversation, Move.TAKE, member, member)


def write(conversation: Conversation, member: str) -> Change | None:
    """What writing to the insured does first: whoever writes has the conversation, be it with the bot or closed.

    Raises AlreadyTaken.
    """
    if conversation.owner is Owner.CLOSED:
        return reopen(conversation, member)
    return take(conversation, member)


def transfer(conversation: Conversation, member: str, to: str) -> Change | None:
    """From `member`, who has it, to `to`. Raises NotYours."""
    _demand(conversation, member)
    return _to_staff(conversation, Move.TRANSFER, member, to) if to != member else None


def assign(conversation: Conversation, by: str, to: str, *, now_with: str | None) -> Change | None:
    """Anybody's or nobody's to `to`, if it still is with `now_with`. None if `to` has it already.

    Raises AlreadyTaken if somebody else has it by now, IllegalChange for a closed one.
    """
    if conversation.owner is Owner.CLOSED:
        raise IllegalChange(Owner.CLOSED, Move.TRANSFER)
    if conversation.owner is Owner.STAFF:
        holder = _holder(conversation)
        if holder == to:
            return None
        if holder != now_with:
            raise AlreadyTaken(holder)
        return _to_staff(conversation, Move.TRANSFER, by, to)
    return _to_staff(conversation, Move.TAKE, by, to)


def give_back(conversation: Conversation, member: str) -> Change:
    """Staff → bot; what people were needed for is dealt with. Raises NotYours."""
    _demand(conversation, member)
    return _from_staff(conversation, Move.GIVE_BACK, member, Owner.BOT)


def put_back(conversation: Conversation, member: str | None) -> Change:
    """Staff → waiting, for the same reasons as before. Raises IllegalChange if no member of staff has it."""
    if conversation.owner is not Owner.STAFF:
        raise IllegalChange(conversation.owner, Move.PUT_BACK)
    before, conversation.owner, conversation.staff = conversation.staff, Owner.WAITING, None
    return _change(conversation, Move.PUT_BACK, member, before)


def close(conversation: Conversation, member: str | None) -> Change:
    """Staff, waiting or bot → closed; by a member of staff, or by the insured (None).

    Raises AlreadyTaken if another member has it, IllegalChange if it is closed already.
    """
    if conversation.owner is Owner.CLOSED:
        raise IllegalChange(Owner.CLOSED, Move.CLOSE)
    if member is not None and conversation.owner is Owner.STAFF and conversation.staff != member:
        raise AlreadyTaken(_holder(conversation))
    return _from_staff(conversation, Move.CLOSE, member, Owner.CLOSED)


def reopen(conversation: Conversation, member: str | None) -> Change:
    """Closed → staff, if a member of staff does it; → bot, if the insured does by writing again (None).

    Raises IllegalChange if it is not closed.
    """
    if conversation.owner is not Owner.CLOSED:
        raise IllegalChange(conversation.owner, Move.REOPEN)
    if member is not None:
        return _to_staff(conversation, Move.REOPEN, member, member)
    return _from_staff(conversation, Move.REOPEN, None, Owner.BOT)


def _demand(conversation: Conversation, member: str) -> None:
    if conversation.owner is not Owner.STAFF or conversation.staff != member:
        raise NotYours(conversation.staff if conversation.owner is Owner.STAFF else None)


def _holder(conversation: Conversation) -> str:
    assert conversation.staff is not None
    return conversation.staff


def _to_staff(conversation: Conversation, move: Move, by: str, to: str) -> Change:
    before = conversation.staff
    conversation.owner, conversation.staff, conversation.waiting_since = Owner.STAFF, to, None
    return _change(conversation, move, by, before)


def _from_staff(conversation: Conversation, move: Move, by: str | None, owner: Owner) -> Change:
    before, reasons = conversation.staff, tuple(conversation.open_reasons)
    conversation.owner, conversation.staff, conversation.waiting_since = owner, None, None
    conversation.dealt_with = list(conversation.reasons)
    return Change(move, by, owner, None, before, reasons)


def _change(conversation: Conversation, move: Move, by: str | None, before: str | None) -> Change:
    reasons = tuple(conversation.open_reasons)
    return Change(move, by, conversation.owner, conversation.staff, before, reasons)
