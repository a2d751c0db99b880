"""Number, name and contact are checked together; nothing is told to somebody who has not named the policy."""

from dataclasses import replace
from datetime import date

import pytest

from bot.claims.values import Period
from bot.policies.check import check, relevant_day
from bot.policies.model import Policy, PolicyStatus, Standing
from tests.builders import a_claim, day, days

MARA = Policy(
    "PI-204-1877",
    "Dr. Mara Lindt",
    date(2025, 1, 1),
    date(2026, 12, 31),
    email="mara@example.com",
    phone="030 901820",
    country="DE",
)
OLD = replace(MARA, number="PI-199-0001", valid_from=date(2019, 1, 1), valid_to=date(2021, 12, 31))
TODAY = day("2026-04-08")
ELSE = "eva@example.com"


@pytest.mark.parametrize("number", ["PI-204-1877", "pi 204 1877", "PI2041877", "PI.204.1877", "PI–204–1877"])
@pytest.mark.parametrize(
    ("name", "contact"),
    [
        ("Lindt, Mara", None),
        ("Lindt, Mara", ELSE),
        (None, "+49 30 901820"),
        ("The office", "mara@example.com"),
    ],
)
def test_policy_is_matched_by_number_with_name_or_contact(
    number: str, name: str | None, contact: str | None
) -> None:
    found = check([MARA, OLD], number, name, contact, TODAY)
    assert (found.status, found.policies, found.number) == (PolicyStatus.MATCHED, (MARA,), "PI-204-1877")
    assert found.told is PolicyStatus.MATCHED


@pytest.mark.parametrize(
    ("name", "contact"), [("Eva Huber", ELSE), ("Eva Huber", None), (None, ELSE), ("Lindt", None)]
)
def test_policy_of_somebody_else_sounds_like_none(name: str | None, contact: str | None) -> None:
    differs = check([MARA], "PI-204-1877", name, contact, TODAY)
    unknown = check([], "PI-204-1877", name, contact, TODAY)
    assert (differs.status, unknown.status) == (PolicyStatus.NAME_DIFFERS, PolicyStatus.NUMBER_UNKNOWN)
    assert (differs.told, differs.policies, differs.number) == (
        unknown.told,
        unknown.policies,
        unknown.number,
    )


@pytest.mark.parametrize("number", ["PI-204-1877", "PI-999-9999"])
def test_number_without_name_and_contact_tells_nothing(number: str) -> None:
    found = check([MARA], number, None, None, TODAY)
    assert (found.status, found.policies) == (PolicyStatus.NONE, ())


@pytest.mark.parametrize(
    ("name", "contact"),
    [
        ("Mara Lindt", None),
        ("Mara Lindt", ELSE),
        (None, "mara@example.com"),
        ("Eva Huber", "mara@example.com"),
        (None, None),
    ],
)
def test_name_and_contact_alone_tell_nothing_without_one_another(
    name: str | None, contact: str | None
) -> None:
    found = check([MARA, OLD], None, name, contact, TODAY)
    assert (found.status, found.policies, found.number) == (PolicyStatus.NONE, (), None)


def test_name_with_contact_finds_the_only_policy() -> None:
    found = check([MARA], None, "mara lindt", "(030) 901820", TODAY)
    assert (found.status, found.policies, found.number) == (PolicyStatus.MATCHED, (MARA,), "PI-204-1877")


def test_several_policies_of_one_person_are_offered_those_under_cover_first() -> None:
    newer = replace(OLD, number="PI-300-0001", valid_from=date(2027, 1, 1), valid_to=None)
    other = replace(MARA, number="PI-1-1", holder="Eva Huber")
    found = check([OLD, newer, other, MARA], None, "Mara Lindt", "mara@example.com", TODAY)
    assert (found.status, found.policies) == (PolicyStatus.SEVERAL, (MARA, newer, OLD))
    assert [policy.standing(TODAY) for policy in found.policies] == [
        Standing.CURRENT,
        Standing.NOT_YET,
        Standing.EXPIRED,
    ]


@pytest.mark.parametrize("taken", [False, True])
def test_a_wrong_number_leads_to_what_is_surely_theirs(taken: bool) -> None:
    wrong = replace(MARA, number="PI-204-1878", holder="Eva Huber", email=ELSE, phone="")
    found = check([MARA, *([wrong] if taken else [])], "PI-204-1878", "Mara Lindt", "mara@example.com", TODAY)
    assert (found.told, found.policies) == (PolicyStatus.NUMBER_UNKNOWN, (MARA,))


@pytest.mark.parametrize(
    ("needed", "status"),
    [
        (day("2026-12-31"), "matched"),
        (day("2025-01-01"), "matched"),
        (day("2027-01-01"), "expired"),
        (day("2024-12-31"), "not_yet"),
        (days("2026-12-01", "2027-02-01"), "matched"),
        (days("2024-01-01", "2024-12-31"), "not_yet"),
        (None, "matched"),
    ],
)
def test_cover_is_checked_on_the_day(needed: Period | None, status: str) -> None:
    by_number = check([MARA], "PI-204-1877", "Mara Lindt", None, needed)
    by_name = check([MARA], None, "Mara Lindt", "mara@example.com", needed)
    assert (by_number.status, by_name.status) == (status, status)
    assert by_number.policies == (MARA,)


def test_policy_without_end_never_expires() -> None:
    assert replace(MARA, valid_to=None).standing(day("2099-01-01")) is Standing.CURRENT


def test_of_several_periods_of_one_policy_the_one_of_the_day_counts() -> None:
    renewed = replace(MARA, valid_from=date(2027, 1, 1), valid_to=date(2027, 12, 31))
    earlier = check([renewed, MARA], "PI-204-1877", "Mara Lindt", None, TODAY)
    later = check([renewed, MARA], None, "Mara Lindt", "mara@example.com", day("2028-01-01"))
    assert (earlier.status, earlier.policies) == (PolicyStatus.MATCHED, (MARA,))
    assert (later.status, later.policies) == (PolicyStatus.EXPIRED, (renewed,))


def test_the_demand_decides_when_cover_is_needed_and_else_the_event() -> None:
    fields = ("claim_made_on", "occurred_on")
    claim = a_claim({"occurred_on": day("2026-04-01")})
    assert relevant_day(claim, fields) == day("2026-04-01")
    demanded = a_claim({"occurred_on": day("2026-04-01"), "claim_made_on": day("2026-04-06")})
    assert relevant_day(demanded, fields) == day("2026-04-06")
    assert relevant_day(demanded, ("occurred_on",)) == day("2026-04-01")
    unsure = a_claim({"claim_made_on": None, "occurred_on": day("2026-04-01")})
    assert relevant_day(unsure, fields) == day("2026-04-01")
    assert relevant_day(a_claim(), fields) is None
