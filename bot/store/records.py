"""The insurer's records in the database: policies, claims already sent, and drafts that go on elsewhere."""

import hashlib
import hmac
import logging
import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims import resume_code
from bot.claims.catalogue import Catalogue
from bot.claims.contacts import emails, same_contact
from bot.claims.model import Claim, Status
from bot.claims.policy_number import number_key
from bot.claims.reference import parse_reference
from bot.claims.similar import WITHIN, Insured, Similar
from bot.claims.values import Period
from bot.conversations.delivery import PUSHED
from bot.conversations.message import Author
from bot.conversations.model import Owner
from bot.policies.check import check, relevant_day
from bot.policies.directory import DirectoryDown, NoPolicies, PolicyDirectory
from bot.policies.model import PolicyCheck
from bot.service.ids import new_id
from bot.store import outbox, statements, tries
from bot.store.database import Database
from bot.store.rows import claim_from, conversation_columns, conversation_from
from bot.store.statements import claims, conversations, messages, resume_codes

log = logging.getLogger(__name__)

_FACTORS = 4
"""What one try may offer at most; more would be guessing."""
_SIMILAR = 5
_DRAFTS = 20
_CANDIDATES = 200
"""Claims of one kind and week that are compared; more than any insurer of freelancers gets."""


class SqlRecords:
    def __init__(
        self, database: Database, catalogue: Catalogue, directory: PolicyDirectory, secret: str
    ) -> None:
        """`secret` keys the digests of codes: these are short enough to be found from a plain digest."""
        self._database, self._catalogue, self._directory = database, catalogue, directory
        self._key = secret.encode()

    async def policy(self, claim: Claim) -> PolicyCheck | None:
        insured = Insured.of(claim)
        day = relevant_day(claim, self._catalogue.cover_dates)
        try:
            holder = _holder(claim, insured)
            found = await self._directory.find(insured.policy_number, insured.name or holder, insured.contact)
        except NoPolicies:
            return None
        except DirectoryDown as error:
            log.warning("policies can't be looked up reason=%s", error)
            return None
        ours = [policy for policy in found if policy.line in ("", self._catalogue.line)]
        return check(ours, insured.policy_number, holder, insured.contact, day)

    async def status(self, reference: str, factors: Sequence[str], now: datetime) -> str | None:
        reference = parse_reference(reference) or reference
        given = [factor for factor in factors if factor.strip()][:_FACTORS]
        if not given:
            return None
        wanted = (
            select(claims.c.status, claims.c.policy_number, claims.c.insured_contact, conversations.c.region)
            .join(conversations, conversations.c.id == claims.c.conversation)
            .where(claims.c.reference == reference)
            .with_for_update(of=claims)
        )
        subject = f"status {reference}"
        async with self._database.write() as connection:
            claim = (await connection.execute(wanted)).first()
            if claim is None or await tries.spent(connection, subject, now):
                return None
            if any([_opens(claim, factor) for factor in given]):
                return str(claim.status)
            await tries.note(connection, subject, now)
        return None

    async def similar(self, claim: Claim) -> tuple[Similar, ...]:
        kind, occurred = claim.value("incident_type"), claim.value("occurred_on")
        if not isinstance(kind, str) or not isinstance(occurred, Period):
            return ()
        wanted = (
            select(claims)
            .where(
                claims.c.incident_type == kind,
                claims.c.occurred_from <= _moved(occurred.end, WITHIN),
                claims.c.occurred_to >= _moved(occurred.start, -WITHIN),
                claims.c.reference.is_not(None),
                claims.c.status != Status.WITHDRAWN.value,
                claims.c.id != claim.id,
            )
            .order_by(claims.c.submitted_at.desc())
            .limit(_CANDIDATES)
        )
        async with self._database.read() as connection:
            found = (await connection.execute(wanted)).all()
        insured = Insured.of(claim)
        pairs = [(row, Insured(row.policy_number, row.insured_name, row.insured_contact)) for row in found]
        return tuple(
            Similar(
                row.reference,
                row.incident_type,
                Period(row.occurred_from, row.occurred_to),
                may_be_told=insured.surely_is(other),
            )
            for row, other in pairs
            if insured.may_be(other)
        )[:_SIMILAR]

    async def new_code(self, claim: str, now: datetime) -> str:
        randomness = random.SystemRandom()
        worthless = or_(
            resume_codes.c.expires_at <= now,
            (resume_codes.c.claim == claim) & resume_codes.c.used_by.is_(None),
        )
        async with self._database.write() as connection:
            await connection.execute(delete(resume_codes).where(worthless))
            code = resume_code.new_code(randomness)
            while await self._issued(connection, code, now) is not None:
                code = resume_code.new_code(randomness)
            row = {"digest": self._digest(code), "claim": claim, "expires_at": now + resume_code.LASTS}
            await connection.execute(insert(resume_codes).values(row))
        return code

    async def code_for(self, address: str, conversation: str, now: datetime) -> tuple[str, str] | None:
        subjects = (f"mail {conversation}", f"mail {self._digest(address.casefold())[:40]}")
        wanted = (
            select(claims.c.id, claims.c.insured_contact)
            .where(
                claims.c.status == Status.DRAFT.value,
                claims.c.line == self._catalogue.line,
                claims.c.conversation != conversation,
                func.lower(claims.c.insured_contact).contains(address.lower(), autoescape=True),
            )
            .order_by(claims.c.opened_at.desc())
            .limit(_DRAFTS)
        )
        async with self._database.write() as connection:
            if any([await tries.spent(connection, subject, now) for subject in subjects]):
                return None
            for subject in subjects:
                await tries.note(connection, subject, now)
            found = [
                (row.id, held)
                for row in await connection.execute(wanted)
                for held in emails(row.insured_contact)
                if held == address.casefold()
            ]
        if not found:
            return None
        claim, held = found[0]
        return await self.new_code(claim, now), held

    async def redeem(
        self, code: str, conversation: str, now: datetime, farewell: Mapping[str, str]
    ) -> Claim | None:
        named = resume_code.find_code(code)
        if named is None:
            return None
        async with self._database.write() as connection:
            issued = await self._issued(connection, named, now)
            draft = await self._draft(connection, issued.claim) if issued else None
            # One statement takes both locks in one order, so that two moves can't wait for one another.
            rows = await _locked(connection, conversation, draft.conversation if draft else conversation)
            subject = f"code {conversation}"
            if (
                conversation not in rows
                or rows[conversation].erased_at
                or await tries.spent(connection, subject, now)
            ):
                return None
            if issued is None or issued.used_by not in (None, conversation):
                await tries.note(connection, subject, now)
                return None
            if draft is None:
                return None
            if draft.conversation != conversation:
                holder = rows[draft.conversation]
                # Where staff talk about the draft it stays, or two would speak to the insured.
                if holder.owner == Owner.STAFF.value or not await self._move(
                    connection, issued, holder, conversation
                ):
                    return None
                if holder.claim == draft.id:
                    await _say(connection, holder, farewell, now)
            found = await connection.execute(statements.claim_facts, {"this": draft.id})
            moved = claim_from(draft, found.all())
            moved.conversation = conversation
            return moved

    async def _move(
        self, connection: AsyncConnection, issued: Row[Any], holder: Row[Any], conversation: str
    ) -> bool:
        """False if the draft or the code has gone meanwhile."""
        used = await connection.execute(
            update(resume_codes)
            .where(resume_codes.c.digest == issued.digest, resume_codes.c.used_by.is_(None))
            .values(used_by=conversation)
        )
        moved = await connection.execute(
            update(claims)
            .where(
                claims.c.id == issued.claim,
                claims.c.conversation == holder.id,
                claims.c.status == Status.DRAFT.value,
            )
            .values(conversation=conversation)
        )
        if used.rowcount != 1 or moved.rowcount != 1:
            await connection.rollback()
            return False
        if holder.claim == issued.claim:
            forgetful = conversation_from(holder)
            forgetful.lose_draft()
            # A turn under way there has the draft in its hands: without its lease it stores nothing and is begun anew.
            free = {"lease_holder": None, "lease_until": None, "epoch": conversations.c.epoch + 1}
            await connection.execute(
                update(conversations)
                .where(conversations.c.id == holder.id)
                .values(conversation_columns(forgetful) | free)
            )
        await connection.execute(
            update(conversations).where(conversations.c.id == conversation).values(claim=issued.claim)
        )
        return True

    async def _issued(self, connection: AsyncConnection, code: str, now: datetime) -> Row[Any] | None:
        wanted = select(resume_codes).where(
            resume_codes.c.digest == self._digest(code), resume_codes.c.expires_at > now
        )
        return (await connection.execute(wanted)).first()

    async def _draft(self, connection: AsyncConnection, claim: str) -> Row[Any] | None:
        row = (await connection.execute(statements.claim, {"this": claim})).first()
        return row if row and row.status == Status.DRAFT.value else None

    def _digest(self, code: str) -> str:
        return hmac.new(self._key, f"resume code {code}".encode(), hashlib.sha256).hexdigest()


async def _locked(connection: AsyncConnection, *names: str) -> dict[str, Row[Any]]:
    wanted = select(conversations).where(conversations.c.id.in_(names)).order_by(conversations.c.id)
    return {row.id: row for row in await connection.execute(wanted.with_for_update())}


async def _say(connection: AsyncConnection, holder: Row[Any], texts: Mapping[str, str], at: datetime) -> None:
    """Part of a transaction that holds the row of a conversation: a word of the service's own in it."""
    seq = holder.last_seq + 1
    await connection.execute(
        update(conversations).where(conversations.c.id == holder.id).values(last_seq=seq)
    )
    row = {"id": new_id(), "conversation": holder.id, "seq": seq, "author": Author.SYSTEM.value, "at": at}
    row |= {"text": texts[holder.language], "buttons": [], "state": "sent", "attempts": 0}
    await connection.execute(insert(messages).values(row))
    if holder.channel in PUSHED:
        await outbox.queue(connection, holder.id, [row], at)


def _holder(claim: Claim, insured: Insured) -> str | None:
    """Who may hold the policy: the person or their firm, as two names of one party."""
    firm = claim.value("insured_firm")
    named = [name for name in (insured.name, firm) if isinstance(name, str)]
    return "; ".join(named) or None


def _opens(claim: Any, factor: str) -> bool:
    """Whether `factor` is something only who sent the claim should know; takes the same time however near it comes."""
    number, given = number_key(claim.policy_number or ""), number_key(factor)
    same_number = hmac.compare_digest(number.encode(), given.encode())
    reached = same_contact(factor, claim.insured_contact, claim.region)
    return reached or (same_number and bool(number))


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day
