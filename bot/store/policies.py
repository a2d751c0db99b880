"""The table of policies: filled from a list, searched by number and contact."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import Row, delete, insert, or_, select

from bot.claims.contacts import emails, phone_tail, phones
from bot.claims.policy_number import number_key
from bot.policies.directory import NoPolicies
from bot.policies.model import Policy
from bot.store.database import Database
from bot.store.statements import policies

_COLUMNS = ("number", "holder", "valid_from", "valid_to", "email", "phone", "line", "country", "broker")
_AT_ONCE = 500


class SqlPolicies:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(
        self, number: str | None = None, name: str | None = None, contact: str | None = None
    ) -> tuple[Policy, ...]:
        # A name alone shows nobody to be anybody, so it is not searched by.
        fits = [policies.c.number_key == number_key(number)] if number else []
        fits += [policies.c.email_key == email for email in emails(contact)]
        fits += [policies.c.phone_tail == phone_tail(phone) for phone in phones(contact)]
        if not fits:
            return ()
        async with self._database.read() as connection:
            found = (await connection.execute(select(policies).where(or_(*fits)).limit(100))).all()
            if not found and (await connection.execute(select(policies.c.number).limit(1))).first() is None:
                raise NoPolicies("none were imported")
        return tuple(_policy(row) for row in found)

    async def put(self, given: Sequence[Policy]) -> None:
        """Add policies, each in place of the one with its number; all of them or none."""
        rows = {row["number_key"]: row for row in map(_row, given)}
        keys = list(rows)
        async with self._database.write() as connection:
            for place in range(0, len(keys), _AT_ONCE):
                some = keys[place : place + _AT_ONCE]
                await connection.execute(delete(policies).where(policies.c.number_key.in_(some)))
                await connection.execute(insert(policies), [rows[key] for key in some])

    async def all(self) -> AsyncIterator[Policy]:
        async with self._database.read(much=True) as connection:
            for row in (await connection.execute(select(policies).order_by(policies.c.number_key))).all():
                yield _policy(row)


def _policy(row: Row[Any]) -> Policy:
    return Policy(**{name: getattr(row, name) for name in _COLUMNS})


def _row(policy: Policy) -> dict[str, Any]:
    return {
        **{name: getattr(policy, name) for name in _COLUMNS},
        "number_key": number_key(policy.number),
        "email_key": policy.email.casefold() or None,
        "phone_tail": phone_tail(policy.phone) or None,
    }
