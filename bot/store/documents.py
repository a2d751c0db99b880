"""Documents over SQL: each method one transaction; the promises are in `documents/ports.py`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.documents.model import Document, Refusal, Refused, State
from bot.service.ports import UnknownConversation
from bot.store import statements
from bot.store.database import Database
from bot.store.document_rows import TAKEN, document_columns, document_from
from bot.store.document_tables import documents

_ARRIVED = documents.c.state != State.ARRIVING.value


class SqlDocuments:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, document: Document, file: str, most: int) -> Document:
        async with self._database.write() as connection:
            # The row is locked, so that of two uploads with one id only one begins.
            locked = await connection.execute(statements.conversation_locked, {"this": document.conversation})
            row = locked.first()
            if row is None or row.erased_at is not None:
                raise UnknownConversation(document.conversation)
            of_conversation = documents.c.conversation == document.conversation
            known = (
                await connection.execute(
                    select(documents).where(of_conversation, documents.c.external_id == document.external_id)
                )
            ).first()
            if known is not None and known.state != State.ARRIVING.value:
                return document_from(known)
            if known is not None:
                again = {"file": file, "received_at": document.received_at}
                await connection.execute(update(documents).where(documents.c.id == known.id).values(again))
                return replace(document_from(known), received_at=document.received_at)
            number = await connection.scalar(select(func.count()).where(of_conversation))
            if number is not None and number >= most:
                raise Refused(Refusal.TOO_MANY)
            await connection.execute(insert(documents).values(document_columns(document) | {"file": file}))
            return document

    async def find(self, id: str, conversation: str | None = None) -> tuple[Document, str] | None:
        wanted = select(documents).where(documents.c.id == id, _ARRIVED)
        if conversation is not None:
            wanted = wanted.where(documents.c.conversation == conversation)
        async with self._database.read() as connection:
            row = (await connection.execute(wanted)).first()
            return (document_from(row), row.file or "") if row else None

    async def same(self, conversation: str, sha256: str) -> Document | None:
        wanted = (
            select(documents)
            .where(
                documents.c.conversation == conversation,
                documents.c.sha256 == sha256,
                documents.c.same_as.is_(None),
                _ARRIVED,
            )
            .order_by(documents.c.received_at)
            .limit(1)
        )
        async with self._database.read() as connection:
            row = (await connection.execute(wanted)).first()
            return document_from(row) if row else None

    async def finish(self, document: Document, file: str) -> Document | None:
        columns = document_columns(document)
        async with self._database.write() as connection:
            if document.same_as is not None:
                first = await connection.execute(
                    select(documents)
                    .where(documents.c.id == document.same_as, documents.c.state.in_(TAKEN))
                    .with_for_update()
                )
                row = first.first()
                if row is None:
                    return None
                columns |= {"file": row.file, "state": row.state, "preview": row.preview}
            elif document.state is State.REFUSED:
                columns["file"] = None
            arriving = (
                documents.c.id == document.id,
                documents.c.file == file,
                documents.c.state == State.ARRIVING.value,
            )
            done = await connection.execute(
                update(documents).where(*arriving).values(columns).returning(documents)
            )
            arrived = done.first()
            return document_from(arrived) if arrived else None

    async def abandon(self, id: str, file: str) -> None:
        begun = (documents.c.id == id, documents.c.file == file, documents.c.state == State.ARRIVING.value)
        async with self._database.write() as connection:
            await connection.execute(delete(documents).where(*begun))

    async def remove(self, id: str, conversation: str) -> list[str] | None:
        unsent = (
            documents.c.id == id,
            documents.c.conversation == conversation,
            documents.c.message.is_(None),
            documents.c.state.in_(TAKEN),
        )
        async with self._database.write() as connection:
            gone = (
                await connection.execute(delete(documents).where(*unsent).returning(documents.c.file))
            ).first()
            if gone is None:
                return None
            # A copy that was sent after it is the first one now.
            await connection.execute(update(documents).where(documents.c.same_as == id).values(same_as=None))
            return sorted(await _strangers(connection, [gone.file]))

    async def scanned(self, file: str, *, infected: bool) -> list[Document]:
        verdict = {"state": State.REFUSED.value, "file": None, "preview": False} if infected else {}
        waiting = (documents.c.file == file, documents.c.state == State.CHECKING.value)
        async with self._database.write() as connection:
            changed = await connection.execute(
                update(documents)
                .where(*waiting)
                .values({"state": State.KEPT.value, **verdict})
                .returning(documents)
            )
            return [document_from(row) for row in changed]

    async def waiting(self) -> list[str]:
        wanted = select(documents.c.file).where(documents.c.state == State.CHECKING.value).distinct()
        async with self._database.read() as connection:
            return [file for file in (await connection.execute(wanted)).scalars() if file]

    async def of_conversation(self, conversation: str) -> list[Document]:
        return await self._listed(documents.c.conversation == conversation)

    async def of_claim(self, claim: str) -> list[Document]:
        return await self._listed(documents.c.claim == claim)

    async def forget_unfinished(self, before: datetime) -> None:
        unfinished = (documents.c.state == State.ARRIVING.value, documents.c.received_at < before)
        async with self._database.write() as connection:
            await connection.execute(delete(documents).where(*unfinished))

    async def strangers(self, files: Sequence[str]) -> set[str]:
        if not files:
            return set()
        async with self._database.read() as connection:
            return await _strangers(connection, files)

    async def _listed(self, which: ColumnElement[bool]) -> list[Document]:
        wanted = select(documents).where(which, _ARRIVED).order_by(documents.c.received_at, documents.c.id)
        async with self._database.read() as connection:
            return [document_from(row) for row in await connection.execute(wanted)]


async def _strangers(connection: AsyncConnection, files: Sequence[str]) -> set[str]:
    known = await connection.execute(select(documents.c.file).where(documents.c.file.in_(files)))
    return set(files) - set(known.scalars())
