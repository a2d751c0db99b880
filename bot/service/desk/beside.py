"""What staff keep beside a conversation: notes, snoozing, calls made, and texts to be used again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.claims.catalogue import Catalogue
from bot.claims.forbidden import statements
from bot.claims.languages import languages
from bot.conversations.model import Conversation
from bot.service.desk.claims import Changes
from bot.service.desk.placeholders import PLACEHOLDERS, filled, named
from bot.service.desk.ports import ForbiddenText
from bot.service.desk.views import CannedReply, Opened
from bot.service.duty import Duty
from bot.service.formats import Formats
from bot.staff.errors import NotAllowed
from bot.staff.model import Member, Right
from bot.staff.trail import Deed

_TITLE, _TEXT, _NOTE = 80, 4_000, 10_000


class Canned(Protocol):
    """Canned replies in the store."""

    async def of(self, member: str, language: str | None) -> Sequence[CannedReply]: ...

    async def owner(self, id: str) -> str | None:
        """Whose it is, None for everybody's. Raises KeyError."""

    async def put(self, id: str | None, member: str | None, title: str, language: str, text: str) -> str: ...

    async def delete(self, id: str) -> None: ...


class Beside:
    def __init__(
        self,
        change: Changes,
        canned: Canned,
        catalogue: Catalogue,
        duty: Duty,
        clock: Callable[[], datetime],
    ) -> None:
        self._changing, self._canned, self._words, self._hours = change, canned, catalogue, duty
        self._when = clock

    async def note(self, member: Member, conversation: str, text: str) -> str:
        if not text.strip() or len(text) > _NOTE:
            raise ValueError("a note needs a text, and not too long a one")
        async with self._changing(member, Right.TALK, conversation) as changing:
            note = await changing.add_note(text.strip())
            changing.record(Deed("note", conversation, details={"note": note}))
        return note

    async def snooze(self, member: Member, conversation: str, until: datetime | None) -> None:
        async with self._changing(member, Right.TALK, conversation) as changing:
            await changing.snooze(until)
            changing.record(Deed("snooze", conversation))

    async def called(self, member: Member, conversation: str, *, note: str = "") -> None:
        async with self._changing(member, Right.TALK, conversation) as changing:
            await changing.called()
            if note.strip():
                await changing.add_note(note.strip())
            changing.record(Deed("called", conversation))

    async def canned(
        self, member: Member, language: str | None = None, *, opened: Opened | None = None
    ) -> tuple[CannedReply, ...]:
        _demand(member, Right.SEE)
        found = tuple(await self._canned.of(member.id, language))
        if opened is None or not found:
            return found
        found = in_language(found, opened.conversation.language)
        values: dict[str, object] = {"me": member.name, "answer_by": self._answer_by(opened.conversation)}
        if opened.claim is not None:
            known_of = {each.field.name: each.fact.value for each in opened.claim.fields if each.fact}
            values |= {"name": known_of.get("insured_name"), "claimant": known_of.get("claimant")}
            values |= {"reference": opened.claim.reference}
        known = {name: value for name, value in values.items() if isinstance(value, str) and value}
        return tuple(replace(each, text=filled(each.text, known)) for each in found)

    async def save_canned(
        self, member: Member, *, id: str | None, title: str, language: str, text: str, shared: bool
    ) -> str:
        if id is not None:
            await self._demand_theirs(member, id)
        _demand(member, Right.SHARED_REPLIES if shared else Right.TALK)
        title, text = " ".join(title.split()), text.strip()
        unknown = [name for name in named(text) if name not in PLACEHOLDERS]
        if not title or not text or len(title) > _TITLE or len(text) > _TEXT or language not in languages():
            raise ValueError("a canned reply needs a title, a text and a language")
        if unknown:
            raise ValueError(f"unknown placeholder: {unknown[0]}")
        forbidden = statements(text)
        if forbidden:
            raise ForbiddenText(forbidden)
        return await self._canned.put(id, None if shared else member.id, title, language, text)

    async def delete_canned(self, member: Member, id: str) -> None:
        await self._demand_theirs(member, id)
        await self._canned.delete(id)

    async def _demand_theirs(self, member: Member, id: str) -> None:
        owner = await self._canned.owner(id)
        if owner != member.id:
            _demand(member, Right.SHARED_REPLIES)
        if owner not in (None, member.id):
            raise KeyError(id)

    def _answer_by(self, conversation: Conversation) -> str:
        now = conversation.local(self._when())
        formats = Formats(self._words, conversation.language, conversation.region)
        return formats.moment(self._hours.answer_by(now), now)


def in_language(replies: tuple[CannedReply, ...], language: str) -> tuple[CannedReply, ...]:
    """The replies in a language; if there are none, those in others, with theirs named in the title."""
    own = tuple(each for each in replies if each.language == language)
    return own or tuple(replace(each, title=f"{each.title} ({each.language.upper()})") for each in replies)


def _demand(member: Member, right: Right) -> None:
    if not member.may(right):
        raise NotAllowed(right)
