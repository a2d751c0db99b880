"""Which alerts a waiting conversation calls for: whom to tell, on which way, and when. No personal data is in any of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.staff.model import Member, Right

TELEGRAM, WEBHOOK = "telegram", "webhook"
_EMAIL = "email:"
_NOWHERE = "@localhost"
"""No mail server takes mail for it: the first admin's address until they give their own."""


class AlertKind(StrEnum):
    WAITING = "waiting"
    ESCALATION = "escalation"
    """Nobody has taken it in time."""


class AlertFailed(Exception):
    """An alert could not be handed over now. The reason names no secret; it is logged."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A conversation that waits for a person; each time it begins to wait is a spell of its own."""

    conversation: str
    since: datetime
    reasons: tuple[str, ...]
    level: str
    """normal, high or emergency."""
    next_due: datetime | None
    channel: str
    language: str
    reference: str | None
    told: frozenset[tuple[str, str]] = frozenset()
    """(kind, way) of the alerts that were given for this spell."""

    @property
    def is_emergency(self) -> bool:
        return self.level == "emergency" or "emergency" in self.reasons


@dataclass(frozen=True, slots=True)
class Alert:
    spell: Spell
    kind: AlertKind
    way: str
    """telegram, webhook, or email: and the member's id."""


def email_way(member: str) -> str:
    return f"{_EMAIL}{member}"


def alerted_member(way: str) -> str | None:
    """Whom a mail goes to; None for the other ways."""
    return way.removeprefix(_EMAIL) if way.startswith(_EMAIL) else None


def due(
    spell: Spell,
    members: Sequence[Member],
    now: datetime,
    *,
    ways: Sequence[str],
    escalate_after: timedelta,
    waited: Callable[[datetime, datetime], timedelta],
    on_shift: Callable[[Member, datetime], bool],
    is_open: bool,
) -> Iterator[Alert]:
    """The alerts to give now that were not given in this spell.

    While nobody is there only emergencies call, and these always; what waits calls once the day begins. `ways` are those set
    up for everybody, `waited` counts opening time. Escalation also reaches every admin, whatever they chose.
    """
    urgent = spell.is_emergency
    late = (now - spell.since if urgent else waited(spell.since, now)) >= escalate_after
    kinds = [AlertKind.WAITING, *([AlertKind.ESCALATION] if late else [])]
    for kind in kinds:
        chosen = list(ways) if urgent or is_open else []
        for member in members:
            wants = member.preferences.email_alerts and (urgent or on_shift(member, now))
            called = kind is AlertKind.ESCALATION and member.may(Right.PEOPLE) and (urgent or is_open)
            if member.may(Right.TALK) and (wants or called) and not member.email.endswith(_NOWHERE):
                chosen.append(email_way(member.id))
        for way in chosen:
            if (kind.value, way) not in spell.told:
                yield Alert(spell, kind, way)
