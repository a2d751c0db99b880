"""Which amounts of a report together are its loss: none, one, or neighbours that are added.

All choices are weighed against each other, since the figures of a report compete: £6,000 that is demanded makes £400 that was
charged no loss, and parts are only added if nothing between them speaks against it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.extraction.found import AmountFound, Span
from bot.extraction.money.arithmetic import totals
from bot.extraction.money.joins import Join

_LONGEST = 5
"""Parts of a sum that are added; longer lists come with their total."""

Value = tuple[Decimal, Decimal, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """The numbers of the amounts that are added, none for no loss, and what they come to: low, high, currency."""

    numbers: tuple[int, ...]
    value: Value | None


def choices(amounts: Sequence[AmountFound], joined: Sequence[Join | None]) -> list[Choice]:
    """No loss, every amount alone, and every run of neighbours that may be added."""
    found = [Choice((), None)]
    wholes = [set(parts) for parts in totals(amounts).values()]
    for first, amount in enumerate(amounts):
        low, high = amount.low, amount.high
        found.append(Choice((first,), (low, high, amount.currency)))
        for last in range(first + 1, min(first + _LONGEST, len(amounts))):
            if joined[last - 1] is None:
                break
            low, high = low + amounts[last].low, high + amounts[last].high
            if any(parts > set(range(first, last + 1)) for parts in wholes):
                continue
            found.append(Choice(tuple(range(first, last + 1)), (low, high, amount.currency)))
    return found


def likeliest(
    possible: Sequence[Choice], amounts: Sequence[float], joined: Sequence[float], asked: float = 0.0
) -> tuple[Choice, float]:
    """The best choice and the chance of what it comes to.

    `amounts` and `joined` are log odds of every amount being part of the loss and of it being added to the next; `asked` is
    added wherever there is a loss at all. Choices that come to the same share their chance: a total and its parts.
    """
    odds = [
        sum(amounts[number] for number in choice.numbers)
        + sum(joined[number] for number in choice.numbers[:-1])
        + (asked if choice.numbers else 0.0)
        for choice in possible
    ]
    top = max(odds)
    chances: dict[Value | None, float] = {}
    for choice, each in zip(possible, odds, strict=True):
        chances[choice.value] = chances.get(choice.value, 0.0) + math.exp(each - top)
    value = max(chances, key=lambda value: chances[value])
    same = (number for number, choice in enumerate(possible) if choice.value == value)
    best = min(same, key=lambda number: (len(possible[number].numbers), -odds[number]))
    return possible[best], chances[value] / sum(chances.values())


def added(parts: Sequence[AmountFound]) -> AmountFound:
    """The sum of `parts`, or the only one itself."""
    if len(parts) == 1:
        return parts[0]
    return AmountFound(
        low=sum((part.low for part in parts), Decimal(0)),
        high=sum((part.high for part in parts), Decimal(0)),
        currency=parts[0].currency,
        approximate=any(part.approximate for part in parts),
        currency_stated=any(part.currency_stated for part in parts),
        confidence=min(part.confidence for part in parts) * 0.9,
        span=Span(parts[0].span.message, parts[0].span.start, parts[-1].span.end),
        rule="sum",
    )
