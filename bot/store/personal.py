"""Everything that is held of a person in a conversation, to be handed to them (GDPR Art. 15)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from bot.store.database import Database
from bot.store.holdings import HELD, Scope
from bot.store.statements import claims

_INTERNAL = {
    "lease_holder",
    "lease_until",
    "due_at",
    "attempts",
    "digest",
    "epoch",
    "last_seq",
    "batch",
    "number",
    "version",
}
"""Columns of the machinery, which say nothing about anybody."""


async def everything(database: Database, conversation: str) -> dict[str, Any]:
    """The rows of each table that belong to a conversation, as JSON can hold them; tables without any are left out."""
    found: dict[str, Any] = {}
    async with database.read(much=True) as connection:
        wanted = select(claims.c.id).where(claims.c.conversation == conversation)
        scope = Scope(conversation, (), list((await connection.execute(wanted)).scalars()))
        for holding in reversed(HELD):
            rows = (await connection.execute(select(holding.table).where(holding.held(scope)))).mappings()
            told = [
                {name: _plain(value) for name, value in row.items() if name not in _INTERNAL} for row in rows
            ]
            if told:
                found[holding.table.name] = told
    return found


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case _:
            return value
