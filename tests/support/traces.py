"""A person in every table there is, and looking for what is left of them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    Integer,
    Numeric,
    String,
    Table,
    insert,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.tables import Base, Instant

MARK = "Quetzal"
"""Stands in every column that can hold a text."""
_AT = datetime(2026, 4, 8, 12, 0, tzinfo=UTC)


async def fill(database: Database, rows: dict[str, dict[str, Any]], leave: set[str]) -> None:
    """A row in every table but `leave`: of the values of `rows`, the rest made up and marked where it is text."""
    async with database.write() as connection:
        for table in Base.metadata.sorted_tables:
            if table.name not in leave:
                await connection.execute(insert(table).values(_row(table, rows.get(table.name, {}), rows)))


def _row(table: Table, given: dict[str, Any], rows: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        column.name: given[column.name] if column.name in given else _value(column, rows)
        for column in table.c
        if column.name in given or column.autoincrement is not True
    }


def _value(column: Column[Any], rows: dict[str, dict[str, Any]]) -> Any:
    for key in column.foreign_keys:
        return rows[key.column.table.name][key.column.name]
    permitted = _permitted(column)
    if permitted:
        return permitted[0]
    match column.type:
        case JSON():
            return {"text": f"{MARK} Ltd", "list": [MARK]}
        case String():
            return f"{MARK}-{column.table.name}-{column.name}"[: column.type.length or 200]
        case Boolean():
            return True
        case Float():
            return 0.5
        case Integer():
            return 1
        case Numeric():
            return Decimal(1)
        case Instant():
            return _AT
        case Date():
            return date(2026, 4, 8)
        case other:
            raise AssertionError(f"no value for a column of type {other!r}")


def _permitted(column: Column[Any]) -> list[str]:
    """The values that a check names for this column."""
    for constraint in column.table.constraints:
        text = str(constraint.sqltext) if isinstance(constraint, CheckConstraint) else ""
        if text.startswith(f"{column.name} IN ("):
            return [part.strip(" '") for part in text.partition("(")[2].rstrip(")").split(",")]
    return []


async def traces(database: Database) -> dict[str, list[str]]:
    """The columns of each table of the database, known to the code or not, in which the mark still stands."""
    found: dict[str, list[str]] = {}
    async with database.read() as connection:
        for table in await _tables(connection):
            for row in (await connection.exec_driver_sql(f'SELECT * FROM "{table}"')).mappings():
                marked = [name for name, value in row.items() if MARK.lower() in str(value).lower()]
                found[table] = sorted({*found.get(table, []), *marked})
    return {table: names for table, names in found.items() if names}


async def _tables(connection: AsyncConnection) -> list[str]:
    sqlite = connection.dialect.name == "sqlite"
    listing = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if sqlite
        else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    )
    return list((await connection.exec_driver_sql(listing)).scalars())
