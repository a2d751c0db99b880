"""Bare figures that are money by arithmetic: "CHF 16'700, namely 12'200 tax and 4'500 interest"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.extraction.found import AmountFound, Span
from bot.extraction.money.digits import DIGITS, read_digits

_FIGURE = re.compile(rf"(?<![\w.,:/#$€£%-])(?:{DIGITS})(?![\w%:/]|[.,-]\d)")
_LEAST = 100
"""Smaller figures come to one another by chance."""
_YEARS = range(1900, 2100)
_MOST = 12
"""Figures and amounts of a text that are tried with one another."""
_CONFIDENCE = 0.7


def with_parts(text: str, amounts: Sequence[AmountFound]) -> list[AmountFound]:
    """`amounts` and the bare figures that with them make a total: its parts, or the total itself. In order."""
    exact = [amount for amount in amounts[:_MOST] if amount.low == amount.high and amount.low >= _LEAST]
    if not exact:
        return list(amounts)
    bare = list(_figures(text, amounts))[:_MOST]
    if not bare:
        return list(amounts)
    known = {amount.low: amount for amount in exact}
    found = {
        value: known[total]
        for total, parts in _totals(known, [value for value, _ in bare])
        for value in parts
    }
    added = [
        replace(
            found[value],
            low=value,
            high=value,
            approximate=False,
            confidence=_CONFIDENCE,
            span=span,
            rule="part",
            readings=(),
        )
        for value, span in bare
        if value in found
    ]
    return sorted([*amounts, *added], key=lambda amount: amount.span.start)


def _totals(
    known: dict[Decimal, AmountFound], bare: Sequence[Decimal]
) -> Iterator[tuple[Decimal, list[Decimal]]]:
    """(a known sum, the bare figures that together with known ones come to it or are what known ones come to)."""
    every = {*known, *bare}
    for total in known:
        for one in bare:
            rest = total - one
            if rest in every and rest != one:
                yield total, [one, rest]
            for other in every:
                if other not in (one, rest - other) and one != rest - other and rest - other in every:
                    yield total, [one, other, rest - other]
    for whole in bare:
        for one in known:
            if whole - one in known and whole - one != one:
                yield one, [whole]
            for other in known:
                rest = whole - one - other
                if rest in known and len({one, other, rest}) == 3:
                    yield one, [whole]


def _figures(text: str, amounts: Sequence[AmountFound]) -> Iterator[tuple[Decimal, Span]]:
    """Value and place of each figure that was not read as money and is no year."""
    for found in _FIGURE.finditer(text):
        if any(amount.span.start < found.end() and found.start() < amount.span.end for amount in amounts):
            continue
        digits = read_digits(found.group())
        if digits is None or digits.value < _LEAST or (not digits.grouped and int(digits.value) in _YEARS):
            continue
        yield digits.value, Span(0, found.start(), found.end())
