"""One claim with all that belongs to it, over SQL."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, select

from bot.claims.reference import parse_reference
from bot.service.desk.views import Filed, Who
from bot.store import statements
from bot.store.claim_rows import read_claim
from bot.store.database import Database
from bot.store.desk_reading import events_of, moves_of
from bot.store.document_rows import document_from, with_documents
from bot.store.document_tables import documents
from bot.store.rows import conversation_from, message_from
from bot.store.statements import claims, messages


class SqlClaimFiles:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_id(self, claim: str, names: Mapping[str, Who]) -> Filed | None:
        return await self._read(claims.c.id == claim, names)

    async def of_reference(self, reference: str, names: Mapping[str, Who]) -> Filed | None:
        wanted = parse_reference(reference) or reference.strip().upper()
        return await self._read(claims.c.reference == wanted, names)

    async def _read(self, wanted: ColumnElement[bool], names: Mapping[str, Who]) -> Filed | None:
        async with self._database.read(much=True) as connection:
            claim = await read_claim(connection, await connection.scalar(select(claims.c.id).where(wanted)))
            if claim is None:
                return None
            here = claim.conversation
            sources = {fact.source.message for fact in claim.facts if fact.source}
            said = select(messages).where((messages.c.conversation == here) | messages.c.id.in_(sources))
            rows = (await connection.execute(said.order_by(messages.c.at, messages.c.seq))).all()
            # What was told before the draft moved here comes first.
            told = [message_from(row) for row in rows if row.conversation != here]
            own = sorted(
                (message_from(row) for row in rows if row.conversation == here), key=lambda each: each.seq
            )
            files = select(documents).where(documents.c.claim == claim.id, documents.c.message.is_not(None))
            kept = await connection.execute(files.order_by(documents.c.received_at, documents.c.id))
            return Filed(
                claim,
                conversation_from((await connection.execute(statements.conversation, {"this": here})).one()),
                (*told, *await with_documents(connection, here, own)),
                tuple(document_from(row) for row in kept),
                await events_of(connection, here, names),
                await moves_of(connection, claim, names),
            )
