"""A number in a text that may be money, with what belongs to it."""

from dataclasses import dataclass
from decimal import Decimal

from .numbers import Quantity


@dataclass(slots=True)
class Sum:
    """A number that may be money, at pieces `first` to `last` (exclusive).

    `marked`: it ends like money (250,-). `alternative`: the other reading by a thousand, as (low, high).
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
    alternative: tuple[Decimal, Decimal] | None = None
