"""Erasing a conversation: one transaction over every table that holds something of its person (`holdings.py`)."""

import logging
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, not_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims.contacts import same_contact
from bot.claims.reference import parse_reference
from bot.conversations.erased import Erased
from bot.conversations.model import Owner
from bot.store import search_index, sqlite
from bot.store.database import Database
from bot.store.document_tables import documents
from bot.store.holdings import HELD, Scope, cited
from bot.store.statements import claims, conversations, facts, messages

log = logging.getLogger(__name__)

_BLANK: dict[str, Any] = {
    "language_known": False,
    "owner": Owner.CLOSED.value,
    "reasons": [],
    "asked": {},
    "trail": [],
    "said": [],
    "aside": {},
    "callback": {},
    "doubts": [],
    "misunderstood": 0,
    "introduced": False,
    "clock_offset": 0.0,
    "other_language": 0,
    "vouched": {},
    "timezone": "UTC",
    "dealt_with": [],
}
_OVERWRITE = "PRAGMA secure_delete=ON"
_PATIENCE = 500
"""Milliseconds that readers are waited for, while nobody can write."""
_STAY = {"erased_at"}
"""Columns that may be empty and still are not emptied; all others that may be are."""


class SqlErasure:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def erase(self, conversation: str, at: datetime, *, reports_too: bool = False) -> Erased | None:
        """Leave nothing of a conversation but what its sent reports rest on; with `reports_too` not even that.

        A turn under way there loses its lease, so it stores nothing. Again it changes nothing more. None if nobody knows
        this conversation.
        """
        async with self._database.write() as connection:
            if self._database.is_sqlite:
                # Otherwise what was deleted stays readable in the file until something is written over it.
                await connection.exec_driver_sql(_OVERWRITE)
            row = (
                await connection.execute(
                    select(conversations).where(conversations.c.id == conversation).with_for_update()
                )
            ).first()
            if row is None:
                return None
            scope, references = await _scope(connection, conversation, reports_too=reports_too)
            files = await _files(connection, scope)
            await _let_go(connection, scope)
            for holding in HELD:
                gone = holding.held(scope) & not_(holding.kept(scope))
                await connection.execute(delete(holding.table).where(gone))
            await _bare(connection, conversation)
            await _blank(connection, conversation, row.erased_at or at)
        if self._database.is_sqlite:
            await self._leave_no_traces()
        return Erased(references, files)

    async def knows(self, conversation: str) -> bool:
        async with self._database.read() as connection:
            wanted = select(conversations.c.id).where(conversations.c.id == conversation)
            return await connection.scalar(wanted) is not None

    async def of_reference(self, reference: str) -> list[str]:
        """Conversations that the report with this reference was made in."""
        wanted = select(claims.c.id).where(claims.c.reference == (parse_reference(reference) or reference))
        async with self._database.read() as connection:
            return await _with_sources(connection, list((await connection.execute(wanted)).scalars()))

    async def of_contact(self, contact: str) -> list[str]:
        """Conversations in which somebody gave this e-mail address or phone number as their own."""
        given = (
            select(facts.c.claim, facts.c.value, conversations.c.region)
            .join(claims, claims.c.id == facts.c.claim)
            .join(conversations, conversations.c.id == claims.c.conversation)
            .where(facts.c.field == "insured_contact")
        )
        told = select(conversations.c.id, conversations.c.vouched, conversations.c.callback)
        async with self._database.read(much=True) as connection:
            theirs = [
                row.claim
                for row in await connection.execute(given)
                if isinstance(row.value, str) and same_contact(contact, row.value, row.region)
            ]
            found = await _with_sources(connection, list(dict.fromkeys(theirs)))
            for row in await connection.execute(told):
                said = (row.vouched.get("insured_contact"), row.callback.get("number"))
                if any(isinstance(each, str) and same_contact(contact, each) for each in said):
                    found.append(row.id)
        return list(dict.fromkeys(found))

    async def _leave_no_traces(self) -> None:
        """In SQLite's file, search index and write-ahead log; the next erasure does what others hold up now."""
        async with self._database.read(much=True) as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            assert driver is not None
            await driver.execute(f"PRAGMA busy_timeout={_PATIENCE}")
            try:
                for statement in (_OVERWRITE, search_index.FORGET, "PRAGMA wal_checkpoint(TRUNCATE)"):
                    await driver.execute(statement)
            except sqlite3.OperationalError as error:
                log.warning("traces left in the file reason=%s", error.sqlite_errorname)
            finally:
                await driver.execute(f"PRAGMA busy_timeout={1000 * sqlite.BUSY_SECONDS}")


async def _scope(
    connection: AsyncConnection, conversation: str, *, reports_too: bool
) -> tuple[Scope, tuple[str, ...]]:
    """The scope, and the references of the reports that stay."""
    wanted = select(claims.c.id, claims.c.reference).where(claims.c.conversation == conversation)
    rows = (await connection.execute(wanted.order_by(claims.c.submitted_at))).all()
    stays = [row for row in rows if row.reference is not None and not reports_too]
    goes = [row.id for row in rows if row not in stays]
    return Scope(conversation, [row.id for row in stays], goes), tuple(row.reference for row in stays)


async def _files(connection: AsyncConnection, scope: Scope) -> tuple[str, ...]:
    """Names in the file store that no document will have afterwards."""
    holding = next(holding for holding in HELD if holding.table is documents)
    goes = holding.held(scope) & not_(holding.kept(scope))
    going = (await connection.execute(select(documents.c.id, documents.c.file).where(goes))).all()
    names = {row.file for row in going if row.file}
    staying = select(documents.c.file).where(
        documents.c.file.in_(names), documents.c.id.not_in([row.id for row in going])
    )
    return tuple(sorted(names - set((await connection.execute(staying)).scalars())))


async def _let_go(connection: AsyncConnection, scope: Scope) -> None:
    """Undo references to what is about to be deleted from what stays."""
    leaving = select(messages.c.id).where(messages.c.conversation == scope.conversation, not_(cited(scope)))
    bare = {"source_message": None, "source_start": None, "source_end": None}
    others = facts.c.claim.not_in([*scope.stays, *scope.goes])
    await connection.execute(update(facts).where(facts.c.source_message.in_(leaving), others).values(bare))
    await connection.execute(update(documents).where(documents.c.message.in_(leaving)).values(message=None))
    await connection.execute(
        update(conversations).where(conversations.c.claim.in_(scope.goes)).values(claim=None)
    )


async def _bare(connection: AsyncConnection, conversation: str) -> None:
    """Of messages that a report rests on only the words stay, with their time."""
    left: dict[str, Any] = {"external_id": None, "buttons": [], "answers": None}
    await connection.execute(update(messages).where(messages.c.conversation == conversation).values(left))


async def _blank(connection: AsyncConnection, conversation: str, at: datetime) -> None:
    empty = {column.name: None for column in conversations.c if column.nullable and column.name not in _STAY}
    mine = update(conversations).where(conversations.c.id == conversation)
    # A turn that began before is void.
    later = {"epoch": conversations.c.epoch + 1, "erased_at": at}
    await connection.execute(mine.values({**empty, **_BLANK, **later}))


async def _with_sources(connection: AsyncConnection, wanted: Sequence[str]) -> list[str]:
    """Conversations of these claims, and those in which what they rest on was said before they moved."""
    if not wanted:
        return []
    now = select(claims.c.conversation).where(claims.c.id.in_(wanted))
    before = (
        select(messages.c.conversation)
        .join(facts, facts.c.source_message == messages.c.id)
        .where(facts.c.claim.in_(wanted))
    )
    return sorted(set((await connection.execute(now.union(before))).scalars()))
