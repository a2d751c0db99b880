"""Staff mend claims and move them: a fact of theirs is one like any other, with who set it and why."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.claims.catalogue import Catalogue
from bot.claims.languages import default_region
from bot.claims.model import Change, Claim, Fact, SetBy, Status
from bot.claims.reference import new_reference
from bot.claims.values import Value
from bot.conversations.model import SURE_OF_LANGUAGE
from bot.extraction.language import detect_language
from bot.extraction.topics import find_topics
from bot.service.answers.facts import infer
from bot.service.desk import values as desk_values
from bot.service.desk.store import Changing, DeskChanges
from bot.service.desk.views import Edited
from bot.service.hearing import Understood
from bot.service.ids import new_id
from bot.service.intake import Intake
from bot.service.ports import LONG, Reader
from bot.staff.model import Member, Right
from bot.staff.trail import Deed


class Changes(Protocol):
    def __call__(
        self, member: Member, right: Right, conversation: str
    ) -> AbstractAsyncContextManager[Changing]: ...


class ClaimWork:
    def __init__(
        self,
        changes: DeskChanges,
        change: Changes,
        catalogue: Catalogue,
        intake: Intake,
        reader: Reader,
        clock: "Clock",
    ) -> None:
        self._store, self._begin, self._fields = changes, change, catalogue
        self._intake, self._reader, self._time = intake, reader, clock

    async def edit(self, member: Member, claim: str, field: str, text: str, *, reason: str) -> Edited:
        if not reason.strip():
            raise ValueError("a change needs a reason")
        value = await self._value(member, field, text)
        async with self._change_claim(member, Right.EDIT_CLAIM, claim) as (changing, found):
            conversation, at = changing.conversation, changing.conversation.local(self._time())
            fact = Fact(field, value, SetBy.STAFF, at, member=member.id, reason=reason.strip())
            change = found.record(fact)
            changes = [change, *infer(found, self._fields, at)] if change else []
            conversation.doubts = tuple(doubt for doubt in conversation.doubts if doubt.field != field)
            await self._keep(changing, found, "edit", changes)
        return self._edited(found, changes)

    async def read_facts(self, member: Member, conversation: str, message: str) -> Edited:
        async with self._begin(member, Right.EDIT_CLAIM, conversation) as changing:
            said, talk = await changing.message(message), replace(changing.conversation)
            claim = await changing.claim(talk.claim) if talk.claim else None
            told = await changing.narrative(claim) if claim else ()
        if said is None:
            raise KeyError(message)
        story = (claim is None or claim.status is Status.DRAFT) and (
            talk.asks in (None, "description") or len(said.text.split()) > LONG
        )
        parts = (*told, (said.id, said.text)) if story else ((said.id, said.text),)
        at, detected = talk.local(said.at), detect_language(said.text)
        sure = detected is not None and detected[1] >= SURE_OF_LANGUAGE
        reading = await asyncio.to_thread(
            self._reader.read,
            [text for _, text in parts],
            now=at,
            lang=detected[0] if detected and sure else talk.language,
            region=talk.region,
            asks=talk.asks if talk.asks and self._fields.has(talk.asks) else None,
        )
        understood = Understood(
            "inform", reading, tuple(id for id, _ in parts), story, find_topics(said.text)
        )
        async with self._begin(member, Right.EDIT_CLAIM, conversation) as changing:
            talk = changing.conversation
            claim = await changing.claim(talk.claim) if talk.claim else None
            if claim is None:
                claim = Claim(new_id(), self._fields.line, conversation, opened_at=at)
            # What the dialogue would make of its own state is not wanted here: nothing is asked and nothing answered.
            hearing = self._intake.hear(replace(talk), claim, said, understood, at)
            talk.doubts = hearing.conversation.doubts
            if claim.facts:
                talk.claim = claim.id
                await self._keep(changing, claim, "read_facts", list(hearing.heard.changes))
        return self._edited(claim, list(hearing.heard.changes))

    async def move(self, member: Member, claim: str, to: Status, *, reason: str) -> None:
        if not reason.strip():
            raise ValueError("a move needs a reason")
        async with self._change_claim(member, Right.MOVE_CLAIM, claim) as (changing, found):
            before, at = found.status, changing.conversation.local(self._time())
            if to is Status.SUBMITTED and before is Status.DRAFT:
                lacking = [
                    each
                    for each in self._fields.wanted(found)
                    if each.must and found.value(each.name) is None
                ]
                reference = new_reference(self._fields.reference_prefix, at.year, random.SystemRandom())
                found.submit(at=at, reference=reference, missing=tuple(each.name for each in lacking))
                changing.conversation.forget_notice()
            else:
                found.move(to)
            await changing.moved(found, before, reason.strip())
            await self._keep(changing, found, "move_claim", [], before=before.value, after=to.value)

    async def _value(self, member: Member, name: str, text: str) -> Value | None:
        """Raises BadValue, or KeyError for no such field."""
        if not self._fields.has(name):
            raise KeyError(name)
        field, now = self._fields.field(name), self._time().astimezone(self._intake.duty.hours.zone)
        if text.strip() == desk_values.UNKNOWN:
            return None
        value = desk_values.exact(field, text)
        if value is None:
            language = member.preferences.language
            reading = await asyncio.to_thread(
                self._reader.read,
                [text.strip()],
                now=now,
                lang=language,
                region=default_region(language),
                asks=name,
            )
            value = desk_values.read(field, reading, now)
        desk_values.in_time(field, value, now)
        return value

    @asynccontextmanager
    async def _change_claim(
        self, member: Member, right: Right, claim: str
    ) -> AsyncIterator[tuple[Changing, Claim]]:
        conversation = await self._store.conversation_of(claim)
        if conversation is None:
            raise KeyError(claim)
        async with self._begin(member, right, conversation) as changing:
            found = await changing.claim(claim)
            if found is None:
                raise KeyError(claim)
            yield changing, found

    async def _keep(
        self, changing: Changing, claim: Claim, action: str, changes: list[Change], **details: str
    ) -> None:
        await changing.save(claim)
        facts = {change.new.field: change.new.seq for change in changes}
        changing.record(
            Deed(
                action, changing.conversation.id, claim.id, {**details, **({"facts": facts} if facts else {})}
            )
        )

    def _edited(self, claim: Claim, changes: list[Change]) -> Edited:
        changed = tuple((change.new.field, change.new) for change in changes)
        return Edited(changed, self._fields.missing(claim))


class Clock(Protocol):
    def __call__(self) -> datetime: ...
