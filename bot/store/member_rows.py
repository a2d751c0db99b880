"""Members and sessions from rows and back."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from bot.staff.model import Member, Preferences, Role, Session, Stage


def member_from(row: Row[Any]) -> Member:
    return Member(
        id=row.id,
        email=row.email,
        name=row.name,
        role=Role(row.role),
        disabled=row.disabled_at is not None,
        has_password=row.password is not None,
        second_factor=row.factor is not None,
        added_at=row.added_at,
        seen_at=row.seen_at,
        preferences=preferences_from(row.preferences),
    )


def preferences_from(data: dict[str, Any]) -> Preferences:
    known = asdict(Preferences())
    return Preferences(**{name: value for name, value in data.items() if name in known})


def session_from(row: Row[Any], member: Member) -> Session:
    return Session(
        id=row.id,
        member=member,
        stage=Stage(row.stage),
        opened_at=row.opened_at,
        seen_at=row.seen_at,
        ends_at=row.ends_at,
        browser=row.browser,
        address=row.address,
    )
