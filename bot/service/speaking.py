"""One speaker: staff take a conversation, write in it, hand it on, give it back and close it.

The rules are `conversations/ownership.py`; here they are applied under the lock of the store, with what the insured hears of
it and what the audit trail keeps, in one transaction. Listeners are told once it is stored.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Protocol

from bot.claims.catalogue import Catalogue
from bot.claims.forbidden import statements
from bot.claims.model import Claim
from bot.conversations import ownership
from bot.conversations.message import MAX_TEXT, RATING, Author, Button, Message
from bot.conversations.model import Owner
from bot.conversations.ownership import Change, Move
from bot.service.desk.leaving import put_back
from bot.service.desk.people_store import Members
from bot.service.desk.placeholders import unfilled
from bot.service.desk.store import Changing, DeskChanges
from bot.service.desk.views import Written
from bot.service.hours import Hours
from bot.service.ids import new_id
from bot.service.lasting import lasting_reasons
from bot.service.texts import text as said
from bot.staff.errors import NotAllowed, UnknownMember
from bot.staff.model import Member, Right
from bot.staff.trail import Deed

STARS = (5, 4, 3, 2, 1)


class Bot(Protocol):
    """The part of `Talk` that a change of owner concerns."""

    def wake(self, conversation: str) -> None:
        """Something waits to be answered by the bot."""

    def hush(self, conversation: str) -> None:
        """The bot no longer speaks here."""


class Speaking:
    def __init__(
        self,
        changes: DeskChanges,
        members: Members,
        catalogue: Catalogue,
        bot: Bot,
        changed: Callable[[str, Sequence[Message]], None],
        hours: Hours,
        clock: Callable[[], datetime],
    ) -> None:
        self._changes, self._members, self._catalogue = changes, members, catalogue
        self._bot, self._changed, self._clock, self._opening = bot, changed, clock, hours

    async def take(self, member: Member, conversation: str) -> bool:
        async with self.change(member, Right.TALK, conversation) as changing:
            change = ownership.take(changing.conversation, member.id)
            await self._hand(changing, change, member)
        return change is not None

    async def transfer(self, member: Member, conversation: str, to: str, *, note: str = "") -> None:
        other = await self._colleague(to)
        async with self.change(member, Right.TALK, conversation) as changing:
            change = ownership.transfer(changing.conversation, member.id, to)
            await self._hand(changing, change, other, note)

    async def assign(
        self, member: Member, conversation: str, to: str, *, now_with: str | None, note: str = ""
    ) -> None:
        other = await self._colleague(to)
        async with self.change(member, Right.ASSIGN, conversation) as changing:
            change = ownership.assign(changing.conversation, member.id, to, now_with=now_with)
            await self._hand(changing, change, other, note)

    async def give_back(self, member: Member, conversation: str) -> None:
        async with self.change(member, Right.TALK, conversation) as changing:
            talk = changing.conversation
            claim = await changing.claim(talk.claim) if talk.claim else None
            if claim is not None:
                # What their own changes have made grave or late calls nobody again.
                talk.note_reasons(lasting_reasons(claim, self._catalogue, self._opening, self._clock()))
            await changing.own(ownership.give_back(talk, member.id))
            await self._to_the_bot(changing, member, claim)
            changing.record(Deed(Move.GIVE_BACK, conversation))
        self._bot.wake(conversation)

    async def put_back(self, by: Member | None, away: Member, at: datetime) -> None:
        """What a member has goes back to waiting, because they are gone."""
        await put_back(self._changes, by, away, at, self._changed)

    async def close(self, member: Member, conversation: str, reason: str, *, ask_rating: bool = True) -> None:
        if not reason.strip():
            raise ValueError("closing needs a reason")
        async with self.change(member, Right.TALK, conversation) as changing:
            had_person = changing.conversation.owner is Owner.STAFF
            await changing.own(ownership.close(changing.conversation, member.id), reason.strip())
            await self._line(changing, "staff_closed", name=member.name)
            if ask_rating and had_person:
                await self._line(changing, "ask_rating", buttons=_stars(changing.conversation.language))
            changing.record(Deed(Move.CLOSE, conversation))

    async def end(self, conversation: str) -> bool:
        """The insured ends the conversation; False if it was closed before."""
        async with self._changes.change(conversation, None, self._clock()) as changing:
            if changing.conversation.owner is Owner.CLOSED:
                return False
            await changing.own(ownership.close(changing.conversation, None))
        self._bot.hush(conversation)
        self._changed(conversation, changing.said)
        return True

    async def reopen(self, member: Member, conversation: str) -> None:
        async with self.change(member, Right.TALK, conversation) as changing:
            await self._hand(changing, ownership.reopen(changing.conversation, member.id), member)

    async def write(
        self, member: Member, conversation: str, text: str, *, key: str, anyway: bool = False
    ) -> Written:
        return await self._write(member, conversation, text, (), key=key, anyway=anyway)

    async def attach(
        self,
        member: Member,
        conversation: str,
        document: str,
        *,
        key: str,
        text: str = "",
        anyway: bool = False,
    ) -> Written:
        return await self._write(member, conversation, text, (document,), key=key, anyway=anyway)

    async def _write(
        self,
        member: Member,
        conversation: str,
        text: str,
        documents: Sequence[str],
        *,
        key: str,
        anyway: bool,
    ) -> Written:
        text = text.strip()
        if not (text or documents) or len(text) > MAX_TEXT:
            raise ValueError("a message needs a text, and not too long a one")
        forbidden = statements(text) + tuple(("placeholder", f"{{{name}}}") for name in unfilled(text))
        if forbidden and not anyway:
            return Written(None, forbidden)
        async with self.change(member, Right.TALK, conversation) as changing:
            before = await changing.known(key)
            if before is not None:
                return Written(before)
            change = ownership.write(changing.conversation, member.id)
            await self._hand(changing, change, member)
            message = await changing.say(Author.STAFF, text, key=key, name=member.name, documents=documents)
            await changing.forget_draft()
            insisted = {"insisted": [kind for kind, _ in forbidden]} if forbidden else {}
            changing.record(Deed("write", conversation, details={"message": message.id, **insisted}))
        return Written(message, forbidden, took=change is not None)

    @asynccontextmanager
    async def change(self, member: Member, right: Right, conversation: str) -> AsyncIterator[Changing]:
        """A change of a conversation by a member who may; who listens is told once it is stored."""
        if not member.may(right):
            raise NotAllowed(right)
        async with self._changes.change(conversation, member.id, self._clock()) as changing:
            yield changing
        if not changing.conversation.may_speak_bot():
            self._bot.hush(conversation)
        self._changed(conversation, changing.said)

    async def _colleague(self, id: str) -> Member:
        member = await self._members.member(id)
        if member is None or not member.may(Right.TALK):
            raise UnknownMember(id)
        return member

    async def _hand(self, changing: Changing, change: Change | None, to: Member, note: str = "") -> None:
        """The conversation is a member's from here on, and the insured hears of it."""
        if change is None:
            return
        await changing.own(change, note)
        before = await self._members.member(change.before) if change.before else None
        if before is None:
            await self._line(changing, "staff_joined", name=to.name)
        else:
            await self._line(changing, "staff_followed", name=to.name, before=before.name)
        details: dict[str, Any] = {"to": to.id} | ({"was": before.id} if before else {})
        changing.record(Deed(change.move, changing.conversation.id, details=details))

    async def _to_the_bot(self, changing: Changing, member: Member, claim: Claim | None) -> None:
        """The line that says so is the bot's to answer: it asks its open question again."""
        conversation = changing.conversation
        conversation.ask_afresh()
        if claim and conversation.asks and self._catalogue.has(conversation.asks):
            # What staff have filled in meanwhile is no question any more.
            conversation.asks = None if claim.knows(conversation.asks) else conversation.asks
        line = said("staff_left", conversation.language, name=member.name)
        await changing.say(Author.SYSTEM, line, then=Button(new_id(), line[:40], "repeat_question"))

    async def _line(
        self, changing: Changing, wording: str, /, *, buttons: tuple[Button, ...] = (), **values: str
    ) -> None:
        line = said(wording, changing.conversation.language, **values)
        await changing.say(Author.SYSTEM, line, buttons=buttons)


def _stars(language: str) -> tuple[Button, ...]:
    thanks = said("thanks_for_rating", language)
    return tuple(
        Button(new_id(), "★" * number, RATING, {"rating": number, "thanks": thanks}) for number in STARS
    )
