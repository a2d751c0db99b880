"""One row for each key: put in, or put in place of what is there; safe however many do so at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


async def put(
    connection: AsyncConnection,
    table: Table,
    keys: Sequence[str],
    key: Sequence[Any],
    values: Mapping[str, Any],
) -> None:
    row = {**dict(zip(keys, key, strict=True)), **values}
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    await connection.execute(
        insert(table).values(row).on_conflict_do_update(index_elements=list(keys), set_=dict(values))
    )
