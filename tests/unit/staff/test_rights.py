"""Roles, passwords, waits after wrong tries, and the audit trail's chain."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.staff import passwords
from bot.staff.errors import WeakPassword
from bot.staff.lockout import FREE, locked_until
from bot.staff.model import RIGHTS, Member, Right, Role
from bot.staff.trail import BEGINNING, Deed, Entry, entry, first_broken

NOW = datetime(2026, 4, 8, 12, 0, tzinfo=UTC)


def test_each_role_may_what_the_one_below_may_and_more() -> None:
    assert RIGHTS[Role.SUPPORT] < RIGHTS[Role.HANDLER] < RIGHTS[Role.ADMIN] == frozenset(Right)


@pytest.mark.parametrize(
    ("role", "right", "may"),
    [
        (Role.SUPPORT, Right.TALK, True),
        (Role.SUPPORT, Right.EDIT_CLAIM, True),
        (Role.SUPPORT, Right.MOVE_CLAIM, False),
        (Role.SUPPORT, Right.EXPORT, False),
        (Role.HANDLER, Right.MOVE_CLAIM, True),
        (Role.HANDLER, Right.PEOPLE, False),
        (Role.HANDLER, Right.AUDIT, False),
        (Role.ADMIN, Right.ERASE, True),
    ],
)
def test_rights_by_role(role: Role, right: Right, may: bool) -> None:
    assert Member("1", "a@b", "A", role).may(right) is may


def test_who_is_disabled_may_nothing() -> None:
    assert not any(Member("1", "a@b", "A", Role.ADMIN, disabled=True).may(right) for right in Right)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short pass", "short"),
        ("x" * 201, "long"),
        ("aaaaaaaaaaaaaa", "common"),
        ("passwordpassword", "common"),
        ("Passwort123456", "common"),
        ("qwertzuiop1234", "common"),
        ("123456789012345", "common"),
        ("Anna.Bergmann1", "personal"),
        ("Bergmann-insurer", "personal"),
    ],
)
def test_passwords_that_would_be_guessed_are_refused(password: str, reason: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        passwords.check(password, email="anna.bergmann@insurer.example", name="Anna Bergmann")
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "password",
    ["correct horse battery staple", "lila Regenschirm am Montag", "k8#Vq2!mZp0x", "Übergrößenträger"],
)
def test_long_passwords_are_taken_whatever_they_are_made_of(password: str) -> None:
    passwords.check(password, email="anna.bergmann@insurer.example", name="Anna Bergmann")


def test_a_new_password_is_another_one() -> None:
    with pytest.raises(WeakPassword) as refused:
        passwords.check("lila Regenschirm", email="a@b.example", name="A", old="lila Regenschirm")
    assert refused.value.reason == "same"


def test_one_time_passwords_are_good_ones_and_never_the_same() -> None:
    made = {passwords.one_time() for _ in range(100)}
    assert len(made) == 100
    for each in made:
        passwords.check(each, email="a@b.example", name="A")


def test_waits_begin_after_some_wrong_tries_grow_and_end() -> None:
    waits = [locked_until(failures, NOW) for failures in range(FREE + 12)]
    assert waits[:FREE] == [None] * FREE
    grown = [until - NOW for until in waits[FREE:] if until is not None]
    assert grown[0] == timedelta(seconds=30)
    assert grown == sorted(grown)
    assert grown[-1] == timedelta(minutes=15)


def a_trail(number: int = 5) -> list[Entry]:
    entries: list[Entry] = []
    previous = BEGINNING
    for seq in range(1, number + 1):
        made = entry(previous, seq, NOW, "anna", Deed("open", f"v{seq}", None, {"n": seq, "ü": "é"}))
        entries.append(made)
        previous = made.hash
    return entries


def test_a_whole_trail_is_whole_from_any_place() -> None:
    trail = a_trail()
    assert first_broken(trail) is None
    assert first_broken(trail[2:], before=(2, trail[1].hash)) is None
    assert first_broken([]) is None


@pytest.mark.parametrize(
    "change",
    [
        {"at": NOW + timedelta(microseconds=1)},
        {"member": "ben"},
        {"member": None},
        {"deed": Deed("open", "v3", "c1", {"n": 3, "ü": "é"})},
        {"deed": Deed("open", "v3", None, {"n": 4, "ü": "é"})},
        {"deed": Deed("close", "v3", None, {"n": 3, "ü": "é"})},
        {"previous": "0" * 64},
        {"hash": "0" * 64},
        {"seq": 7},
    ],
)
def test_a_changed_entry_is_found(change: dict[str, object]) -> None:
    trail = a_trail()
    trail[2] = replace(trail[2], **change)  # type: ignore[arg-type]
    broken = first_broken(trail)
    assert broken in (3, 4, 7)


def test_an_entry_taken_out_or_put_in_is_found() -> None:
    trail = a_trail()
    assert first_broken([*trail[:2], *trail[3:]]) == 4
    forged = entry(trail[1].hash, 3, NOW, "ben", Deed("open"))
    assert first_broken([*trail[:2], forged, *trail[3:]]) == 4
    assert first_broken(trail[1:]) == 2
