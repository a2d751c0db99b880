"""Who may be the same insured, and which days lie close together."""

import pytest

from bot.claims.similar import Insured, close
from tests.builders import a_claim, day, days, euros

MARA = Insured("PI-204-1877", "Mara Lindt", "mara@example.com")


@pytest.mark.parametrize(
    ("other", "may_be", "surely_is"),
    [
        (Insured("PI 2041877", "Mara Lindt", "+49 30 901820"), True, True),
        (Insured(None, "M. L.", "MARA@example.com"), True, True),
        (Insured("pi-204-1877", "Max Huber", "max@example.com"), True, False),
        (Insured("PI-204-9999", "Dr. Mara Lindt", None), True, False),
        (Insured("PI-204-9999", "Max Huber", "max@example.com"), False, False),
        (Insured(None, None, None), False, False),
    ],
)
def test_insured_is_recognised_and_told_only_if_sure(other: Insured, may_be: bool, surely_is: bool) -> None:
    assert (MARA.may_be(other), MARA.surely_is(other)) == (may_be, surely_is)
    assert (other.may_be(MARA), other.surely_is(MARA)) == (may_be, surely_is)


def test_insured_is_read_from_the_claim() -> None:
    claim = a_claim({"policy_number": "PI-204-1877", "insured_name": "Mara Lindt", "insured_contact": None})
    assert Insured.of(claim) == Insured("PI-204-1877", "Mara Lindt", None)
    assert Insured.of(a_claim({"amount_claimed": euros("1400")})) == Insured(None, None, None)


@pytest.mark.parametrize(
    ("other", "near"),
    [
        (day("2026-04-03"), True),
        (day("2026-04-10"), True),
        (day("2026-03-27"), True),
        (day("2026-04-11"), False),
        (day("2026-03-26"), False),
        (days("2026-01-01", "2026-12-31"), True),
        (days("2026-04-11", "2026-05-01"), False),
    ],
)
def test_days_a_week_apart_are_close(other: object, near: bool) -> None:
    assert close(day("2026-04-03"), other) is near  # type: ignore[arg-type]
