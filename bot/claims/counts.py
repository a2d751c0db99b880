"""How many, out of a few words: "about 60", "1.200", "10k", "zwei Listen, 1500 Leute", "mehrere tausend"."""

import re
from decimal import Decimal

_SCALES = {"k": 1_000, "hund": 100, "tausend": 1_000, "tsd": 1_000, "thousand": 1_000, "mi": 1_000_000}
"""Beginnings of the words that multiply the number before them, or count as one of their kind without a number."""
_NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?:[.,'’ \u00a0]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2}(?!\d))?)?"
    r"\s*(?P<scale>k\b|hundred|hundert|thousand|tausend|tsd\b|milli?on|mio\b|mill?\b|m\b)?",
    re.IGNORECASE,
)


def count_in(text: str) -> int | None:
    """The largest number that a short text names; None if it names none.

    Number words are read by their scale alone: "fünftausend" counts as a thousand.
    """
    found = [_value(match["number"], match["scale"]) for match in _NUMBER.finditer(text) if match[0].strip()]
    return max((number for number in found if number is not None), default=None)


def _value(number: str | None, scale: str | None) -> int | None:
    factor = 1
    if scale is not None:
        if number is None and len(scale) == 1:
            return None
        factor = next((size for start, size in _SCALES.items() if scale.lower().startswith(start)), 1_000_000)
    if number is None:
        return factor if scale is not None else None
    grouped = re.fullmatch(r"\d{1,3}(?:[.,'’ \u00a0]\d{3})+", number)
    plain = re.sub(r"\D", "", number) if grouped else number.replace(",", ".")
    return int(Decimal(plain) * factor)
