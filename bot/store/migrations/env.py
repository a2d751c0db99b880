"""Alembic's entry: runs on the connection that `bot/store/migrate.py` hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from bot.store import arrival_tables, desk_tables, staff_tables  # noqa: F401 (their tables are part of what is compared)
from bot.store.tables import Base, Instant


def _rendered(kind: str, item: Any, autogenerate: AutogenContext) -> str | Literal[False]:
    # Migrations stand by themselves: a type of ours may change or go.
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Instant) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite can't alter a column in place
    render_item=_rendered,
)
with context.begin_transaction():
    context.run_migrations()
