"""Which alerts a waiting conversation calls for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.staff.alerts import AlertKind, Spell, alerted_member, due, email_way
from bot.staff.model import Member, Preferences, Role

NOON = datetime(2026, 4, 8, 12, 0, tzinfo=UTC)
SPELL = Spell("v1", NOON, ("asked_for",), "normal", None, "website", "en", None)
WANTS = Preferences(email_alerts=True)
ANNA = Member("anna", "anna@x", "Anna", Role.HANDLER, preferences=WANTS)
BEN = Member("ben", "ben@x", "Ben", Role.SUPPORT)
ADA = Member("ada", "ada@x", "Ada", Role.ADMIN)
FIRST_ADMIN = Member("first", "admin@localhost", "Admin", Role.ADMIN, preferences=WANTS)
"""Made on the first start, with an address that takes no mail."""
EVERYBODY = (ANNA, BEN, ADA, FIRST_ADMIN)


def called(
    spell: Spell = SPELL, minutes: float = 0, *, is_open: bool = True, away: tuple[Member, ...] = ()
) -> set[tuple[str, str]]:
    """(kind, way) of what is due so many minutes after it began to wait; closed offices let no time pass."""
    found = due(
        spell,
        EVERYBODY,
        spell.since + timedelta(minutes=minutes),
        ways=("telegram", "webhook"),
        escalate_after=timedelta(minutes=30),
        waited=lambda since, now: now - since if is_open else timedelta(0),
        on_shift=lambda member, _: is_open and member not in away,
        is_open=is_open,
    )
    return {(alert.kind.value, alert.way) for alert in found}


FIRST = {("waiting", "telegram"), ("waiting", "webhook"), ("waiting", "email:anna")}
LOUDER = {
    ("escalation", "telegram"), ("escalation", "webhook"), ("escalation", "email:anna"), ("escalation", "email:ada"),
}  # fmt: skip


def test_the_group_the_webhook_and_who_wants_mails_are_told_at_once() -> None:
    assert called() == FIRST


def test_nobody_is_told_twice() -> None:
    assert called(replace(SPELL, told=frozenset(FIRST)), 10) == set()
    assert called(replace(SPELL, told=frozenset({("waiting", "telegram")}))) == FIRST - {
        ("waiting", "telegram")
    }


def test_if_nobody_comes_everybody_is_told_once_more_admins_too() -> None:
    told = replace(SPELL, told=frozenset(FIRST))
    assert called(told, 29.9) == set()
    assert called(told, 30) == LOUDER
    assert called(replace(SPELL, told=frozenset(FIRST | LOUDER)), 300) == set()


def test_who_is_not_on_shift_is_left_alone() -> None:
    assert ("waiting", "email:anna") not in called(away=(ANNA,))


def test_at_night_only_emergencies_call() -> None:
    assert called(is_open=False) == set()
    assert called(minutes=600, is_open=False) == set()
    for urgent in (replace(SPELL, level="emergency"), replace(SPELL, reasons=("emergency",))):
        assert called(urgent, is_open=False) == FIRST
        assert called(urgent, 30, is_open=False) == FIRST | LOUDER


def test_what_came_at_night_calls_in_the_morning() -> None:
    assert called(minutes=600) == FIRST | LOUDER
    assert called(minutes=5) == FIRST


@pytest.mark.parametrize("member", ["anna", "a:b"])
def test_a_way_names_its_member(member: str) -> None:
    assert alerted_member(email_way(member)) == member
    assert alerted_member("telegram") is None


def test_kinds_have_their_names() -> None:
    assert [kind.value for kind in AlertKind] == ["waiting", "escalation"]
