"""What members of staff look at: lists, one conversation with its claim, and who else is there."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Protocol

from bot.claims.catalogue import Catalogue
from bot.claims.clocks import clocks
from bot.claims.languages import default_region
from bot.claims.model import MOVES, Claim
from bot.claims.severity import assess
from bot.conversations.model import HandoffReason, Owner
from bot.documents.model import Document
from bot.policies.model import PolicyCheck
from bot.service.desk.claims_book import Wanted
from bot.service.desk.people_store import Members
from bot.service.desk.views import (
    Callback,
    ClaimMove,
    ClaimView,
    Counts,
    FieldEntry,
    Found,
    Kept,
    Opened,
    Page,
    Present,
    Pulse,
    Shown,
    Which,
    Who,
)
from bot.service.duty import Duty
from bot.service.formats import Formats
from bot.service.ports import Records
from bot.staff.errors import NotAllowed
from bot.staff.model import Member, Right
from bot.staff.trail import Deed

_PATIENCE = 1.0
"""Seconds that the look-up of a policy may hold up a page."""
_FOUND = 50
"""Conversations in a list that the audit trail names: as many as a page shows."""


class Lists(Protocol):
    """The desk's lists in the store."""

    async def page(
        self,
        member: str,
        which: Which,
        now: datetime,
        names: Mapping[str, Who],
        *,
        start: int,
        limit: int,
        reason: HandoffReason | None = None,
        channel: str | None = None,
        language: str | None = None,
        owner: Owner | None = None,
    ) -> Page: ...

    async def counts(self, member: str, now: datetime) -> Counts: ...

    async def pulse(self) -> str: ...

    async def callbacks(self, names: Mapping[str, Who]) -> tuple[Callback, ...]: ...

    async def search(
        self, words: str, limit: int, member: str, names: Mapping[str, Who]
    ) -> tuple[Found, ...]: ...


class Conversations(Protocol):
    """One conversation with all that belongs to it, in the store."""

    async def open(self, conversation: str, member: str, now: datetime, names: Mapping[str, Who]) -> Kept: ...

    async def after(self, conversation: str, member: str, seq: int) -> tuple[Shown, ...]: ...

    async def before(self, conversation: str, seq: int) -> tuple[Shown, ...]: ...

    async def of_reference(self, reference: str) -> str | None: ...

    async def pulse(
        self, conversation: str, member: str, now: datetime, names: Mapping[str, Who]
    ) -> tuple[str, tuple[Present, ...]]: ...

    async def draft(self, conversation: str, member: str, text: str) -> None: ...

    async def looking(self, conversation: str, member: str, now: datetime, *, typing: bool) -> None: ...

    async def leaving(self, conversation: str, member: str) -> None: ...


class Trail(Protocol):
    async def append(self, at: datetime, member: str | None, *deeds: Deed) -> None: ...


class Looking:
    def __init__(
        self,
        lists: Lists,
        conversations: Conversations,
        trail: Trail,
        members: Members,
        records: Records,
        catalogue: Catalogue,
        duty: Duty,
        clock: Callable[[], datetime],
    ) -> None:
        self._lists, self._conversations, self._trail, self._people = lists, conversations, trail, members
        self._records, self._catalogue, self._duty, self._now = records, catalogue, duty, clock

    async def queue(
        self,
        member: Member,
        which: Which,
        *,
        after: str | None = None,
        limit: int = 50,
        reason: HandoffReason | None = None,
        channel: str | None = None,
        language: str | None = None,
        owner: Owner | None = None,
    ) -> Page:
        _demand(member)
        if after is not None and not (after.isascii() and after.isdecimal()):
            raise ValueError(f"no page of the queue: {after}")
        return await self._lists.page(
            member.id,
            which,
            self._now(),
            await self.people(),
            start=int(after or 0),
            limit=limit,
            reason=reason,
            channel=channel,
            language=language,
            owner=owner,
        )

    async def counts(self, member: Member) -> Counts:
        _demand(member)
        return await self._lists.counts(member.id, self._now())

    async def search(self, member: Member, words: str, *, limit: int = 50) -> tuple[Found, ...]:
        _demand(member)
        found = await self._lists.search(words, limit, member.id, await self.people())
        # Not the words: they are likely to be somebody's name.
        await self.saw_list(member, "search", [each.entry.conversation for each in found])
        return found

    async def open(self, member: Member, conversation: str) -> Opened:
        _demand(member)
        names = await self.people()
        kept = await self._conversations.open(conversation, member.id, self._now(), names)
        claim = await self._claim(kept.claim, kept.moves, member) if kept.claim else None
        return Opened(
            conversation=kept.conversation,
            staff=names.get(kept.conversation.staff or ""),
            messages=kept.shown,
            has_earlier=kept.has_earlier,
            claim=claim,
            other_claims=kept.other_claims,
            documents=kept.documents,
            notes=kept.notes,
            events=kept.events,
            present=kept.present,
            draft=kept.draft,
            read_to=kept.read_to,
            snoozed_until=kept.snoozed_until,
            rating=kept.rating,
            told_again=kept.told_again,
        )

    async def open_reference(self, member: Member, reference: str) -> str | None:
        _demand(member)
        return await self._conversations.of_reference(reference)

    async def messages(self, member: Member, conversation: str, after: int) -> tuple[Shown, ...]:
        _demand(member)
        return await self._conversations.after(conversation, member.id, after)

    async def earlier(self, member: Member, conversation: str, before: int) -> tuple[Shown, ...]:
        _demand(member)
        return await self._conversations.before(conversation, before)

    async def pulse(self, member: Member, conversation: str | None = None) -> Pulse:
        _demand(member)
        queue = await self._lists.pulse()
        if conversation is None:
            return Pulse(queue, "")
        names = await self.people()
        return Pulse(queue, *await self._conversations.pulse(conversation, member.id, self._now(), names))

    async def people(self) -> Mapping[str, Who]:
        return {id: Who(id, member.name) for id, member in (await self._people.members()).items()}

    async def colleagues(self, member: Member) -> tuple[Who, ...]:
        everybody = (await self._people.members()).values()
        return tuple(
            Who(each.id, each.name) for each in everybody if each.may(Right.TALK) and each.id != member.id
        )

    async def draft(self, member: Member, conversation: str, text: str) -> None:
        _demand(member, Right.TALK)
        await self._conversations.draft(conversation, member.id, text)

    async def looking(self, member: Member, conversation: str, *, typing: bool = False) -> None:
        _demand(member)
        await self._conversations.looking(conversation, member.id, self._now(), typing=typing)

    async def leaving(self, member: Member, conversation: str) -> None:
        await self._conversations.leaving(conversation, member.id)

    async def callbacks(self, member: Member) -> tuple[Callback, ...]:
        _demand(member)
        return await self._lists.callbacks(await self.people())

    async def saw_list(self, member: Member, which: str, conversations: Sequence[str]) -> None:
        if conversations:
            deed = Deed(which, details={"found": list(conversations[:_FOUND])})
            await self._trail.append(self._now(), member.id, deed)

    async def took_claims(self, member: Member, form: str, wanted: Wanted) -> None:
        _demand(member, Right.EXPORT)
        chosen = {name: str(value) for name, value in asdict(wanted).items() if value and name != "words"}
        deed = Deed("export_claims", details={"form": form, **chosen})
        await self._trail.append(self._now(), member.id, deed)

    async def saw_document(self, member: Member, conversation: str, document: Document) -> None:
        _demand(member)
        deed = Deed("open_document", conversation, document.claim, {"document": document.id})
        await self._trail.append(self._now(), member.id, deed)

    async def _claim(self, claim: Claim, moves: tuple[ClaimMove, ...], member: Member) -> ClaimView:
        language = member.preferences.language
        formats = Formats(self._catalogue, language, default_region(language))
        needed = {field.name for field in self._catalogue.needed(claim)}
        missing = set(self._catalogue.missing(claim))
        fields = []
        for field in self._catalogue.fields:
            fact = claim.current(field.name)
            history = tuple(each for each in claim.facts if each.field == field.name)
            text = formats.told(field, fact) if fact else ""
            fields.append(FieldEntry(field, fact, history, text, field.name in needed, field.name in missing))
        derived = self._catalogue.derived.get(str(claim.value("incident_type")), {})
        hours = self._duty.hours
        policy, similar = await self._known(claim)
        return ClaimView(
            id=claim.id,
            reference=claim.reference,
            status=claim.status,
            opened_at=claim.opened_at,
            submitted_at=claim.submitted_at,
            fields=tuple(fields),
            severity=assess(claim, self._catalogue),
            clocks=clocks(claim, self._catalogue, claim.opened_at, hours.zone, hours.is_holiday),
            loss_kind=derived.get("loss_kind"),
            cover_section=derived.get("cover_section"),
            papers=self._catalogue.wanted_papers(claim),
            policy=policy,
            similar=similar,
            moves=moves,
            possible=MOVES[claim.status] if member.may(Right.MOVE_CLAIM) else (),
        )

    async def _known(self, claim: Claim) -> tuple[PolicyCheck | None, tuple[str, ...]]:
        try:
            policy = await asyncio.wait_for(self._records.policy(claim), _PATIENCE)
        except TimeoutError:
            policy = None
        similar = await self._records.similar(claim)
        return policy, tuple(each.reference for each in similar)


def _demand(member: Member, right: Right = Right.SEE) -> None:
    if not member.may(right):
        raise NotAllowed(right)
