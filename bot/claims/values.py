"""The values a claim's fields hold, and how each is written down in storage.

Amounts are decimals in major units (euros, not cents); periods are calendar days in the insured's zone.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included; a single day has both the same."""

    start: date
    end: date

    @property
    def is_day(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Money:
    """A sum, `low` to `high` in `currency` (ISO 4217)."""

    low: Decimal
    high: Decimal
    currency: str
    approximate: bool = False
    currency_stated: bool = True
    bound: str = ""
    """What somebody said of it: `at_least` or `at_most`; empty for neither."""
    per: str = ""
    """What it is asked for again and again: `hour`, `day`, `week`, `month`, `year`; empty for a sum that is all."""


Value = Period | Money | str
"""Texts, names, codes of a choice, and "yes" or "no" are plain strings."""


def to_json(value: Value | None) -> Any:
    """The form in which a value is stored and exported; None means "the insured does not know"."""
    if isinstance(value, Period):
        return {"start": value.start.isoformat(), "end": value.end.isoformat()}
    if isinstance(value, Money):
        said = {"bound": value.bound, "per": value.per}
        return {
            "low": _number(value.low),
            "high": _number(value.high),
            "currency": value.currency,
            "approximate": value.approximate,
            "currency_stated": value.currency_stated,
            **{name: word for name, word in said.items() if word},
        }
    return value


def from_json(data: Any) -> Value | None:
    """The reverse of `to_json`."""
    if isinstance(data, dict) and "start" in data:
        return Period(date.fromisoformat(data["start"]), date.fromisoformat(data["end"]))
    if isinstance(data, dict):
        return Money(
            Decimal(str(data["low"])),
            Decimal(str(data["high"])),
            data["currency"],
            data["approximate"],
            data["currency_stated"],
            data.get("bound", ""),
            data.get("per", ""),
        )
    return None if data is None else str(data)


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
