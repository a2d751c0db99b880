"""The reading side: what exports and pages show, straight from the tables."""

from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import Select, select

from bot.documents.model import State
from bot.store.database import Database
from bot.store.document_tables import documents
from bot.store.statements import claims, facts


async def exported_claims(
    database: Database, *, drafts: bool = False, reference: str | None = None, id: str | None = None
) -> AsyncIterator[dict[str, Any]]:
    """Claims in the order of their opening, each with the newest fact of every field and its source.

    All that were sent, with `drafts` the others too; or the one with this reference or id.
    """
    wanted = select(claims).order_by(claims.c.opened_at, claims.c.id)
    if id is not None:
        wanted = wanted.where(claims.c.id == id)
    elif reference is not None:
        wanted = wanted.where(claims.c.reference == reference)
    elif not drafts:
        wanted = wanted.where(claims.c.reference.is_not(None))
    async with database.read(much=True) as connection:
        for claim in (await connection.execute(wanted)).all():
            found = await connection.execute(
                select(facts).where(facts.c.claim == claim.id).order_by(facts.c.seq)
            )
            yield {
                "reference": claim.reference,
                "status": claim.status,
                "conversation": claim.conversation,
                "line": claim.line,
                "opened_at": claim.opened_at.isoformat(),
                "submitted_at": claim.submitted_at.isoformat() if claim.submitted_at else None,
                "loss_kind": claim.loss_kind,
                "cover_section": claim.cover_section,
                "fields": {fact.field: _exported(fact) for fact in found},
                "documents": [_document(row) for row in await connection.execute(_documents_of(claim.id))],
            }


def _documents_of(claim: str) -> Select[Any]:
    """A claim's documents without copies of what was sent before, oldest first."""
    return (
        select(documents)
        .where(
            documents.c.claim == claim,
            documents.c.same_as.is_(None),
            documents.c.message.is_not(None),
            documents.c.state != State.ARRIVING.value,
        )
        .order_by(documents.c.received_at, documents.c.id)
    )


def _document(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "type": row.type,
        "size": row.size,
        "sha256": row.sha256,
        "received_at": row.received_at.isoformat(),
        "state": row.state,
        "item": row.item or "other",
        "locked": row.locked,
        "message": row.message,
    }


def _exported(fact: Any) -> dict[str, Any]:
    source: dict[str, Any] | None = None
    if fact.source_message is not None:
        source = {"message": fact.source_message, "start": fact.source_start, "end": fact.source_end}
    elif fact.origin is not None:
        source = {"origin": fact.origin}
    return {
        "value": fact.value,
        "precision": fact.precision,
        "confidence": fact.confidence,
        "set_by": fact.set_by,
        "at": fact.at.isoformat(),
        "source": source,
    }
