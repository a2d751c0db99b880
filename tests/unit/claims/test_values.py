"""What is stored is what comes back."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims.values import Money, Period, Value, from_json, to_json
from tests.builders import day, days, euros

sums = st.decimals(0, 10**10, places=2, allow_nan=False)
values = st.one_of(
    st.none(),
    st.text(),
    st.builds(Period, st.dates(), st.dates()),
    st.builds(Money, sums, sums, st.sampled_from(["EUR", "GBP", "USD", "CHF"]), st.booleans(), st.booleans()),
)


@given(values)
def test_values_come_back_from_storage_unchanged(value: Value | None) -> None:
    assert from_json(json.loads(json.dumps(to_json(value)))) == value


def test_values_are_written_in_whole_units_where_they_are_whole() -> None:
    assert to_json(euros("1400.00")) == {
        "low": 1400,
        "high": 1400,
        "currency": "EUR",
        "approximate": False,
        "currency_stated": True,
    }


def test_values_keep_cents_exactly() -> None:
    assert from_json(to_json(euros("0.10"))) == Money(Decimal("0.10"), Decimal("0.10"), "EUR")


def test_values_of_dates_are_iso_days() -> None:
    assert to_json(day("2026-04-03")) == {"start": "2026-04-03", "end": "2026-04-03"}


@pytest.mark.parametrize(
    ("period", "is_day"), [(day("2026-04-03"), True), (days("2026-04-03", "2026-04-04"), False)]
)
def test_values_know_a_day_from_a_period(period: Period, is_day: bool) -> None:
    assert period.is_day is is_day


def test_values_of_a_number_that_was_stored_bare_are_text() -> None:
    assert from_json(40) == "40"
    assert from_json(None) is None
    assert to_json(Period(date(2026, 1, 1), date(2026, 1, 31))) == {
        "start": "2026-01-01",
        "end": "2026-01-31",
    }
