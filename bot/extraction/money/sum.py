"""A number in a text that may be money, with what belongs to it."""

from dataclasses import dataclass
from decimal import Decimal

from bot.extraction.money.quantity import Quantity


@dataclass(slots=True)
class Sum:
    """A number that may be money, at pieces `first` to `last` (exclusive).

    `marked`: it ends like money (250,-). `upper`: it is the most that it can be ("max 2k").
    `alternative`: the reading of its marks as decimal ones, `doubtful`: another reading that
    must be asked about, both as (low, high).
    """

    low: Decimal
    high: Decimal
    first: int
    last: int
    quantity: Quantity
    currency: str | None = None
    approximate: bool = False
    marked: bool = False
    range: bool = False
    upper: bool = False
    alternative: tuple[Decimal, Decimal] | None = None
    doubtful: tuple[Decimal, Decimal] | None = None
