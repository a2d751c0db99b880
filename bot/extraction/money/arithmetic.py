"""Arithmetic among the amounts of a text: a total and its parts, a price and its multiple, a sum before and after tax."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from bot.extraction.found import AmountFound
from bot.extraction.money.number_words import read_word
from bot.extraction.money.words import fold
from bot.extraction.word_patterns import WordPattern

_MOST = 12
"""Amounts that are tried as sums of one another; nobody names more in a report."""

_DIFFERENCE = WordPattern(
    r"\b(?:difference|gap|shortfall|instead|differenz\w*|unterschied\w*|fehlbetrag\w*|statt|anstatt|minus|abzüglich|less|"
    r"nur|only|verkauft|sold)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\d.,'’])\d{1,4}(?![\d'’]|[.,]\d)|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf)\b",
    re.IGNORECASE,
)
_RATES = (1.19, 1.2, 1.081, 1.077, 1.21, 1.23, 1.1, 1.07)
"""Value-added tax of the countries the reports come from, as gross over net."""
_ROUNDED = 0.0006


def products(text: str, amounts: Sequence[AmountFound]) -> dict[int, int]:
    """Number of an amount -> the number of the one that it is so many times of, as the text says ("17 hours at £210")."""
    times = {
        read_word(fold(found)) or Decimal(found)
        for found in _NUMBER.findall(text)
        if not found.isdigit() or int(found) > 1
    }
    result: dict[int, int] = {}
    for number, amount in enumerate(amounts[:_MOST]):
        for other, unit in enumerate(amounts[:_MOST]):
            if 0 < unit.low < amount.low and unit.low == unit.high and amount.low / unit.low in times:
                result.setdefault(number, other)
    return result


def differences(text: str, amounts: Sequence[AmountFound]) -> set[int]:
    """Numbers of the amounts that are the difference of two others, where the text speaks of one."""
    if not _DIFFERENCE.search(text):
        return set()
    lows = [amount.low for amount in amounts[:_MOST]]
    return {
        number
        for number, low in enumerate(lows)
        for one, other in combinations(range(len(lows)), 2)
        if number not in (one, other) and low > 0 and abs(lows[one] - lows[other]) == low
    }


def totals(amounts: Sequence[AmountFound]) -> Mapping[int, tuple[int, ...]]:
    """Number of an amount -> the numbers of two to four others that it is the sum of."""
    return _totals(tuple(amounts))


@lru_cache(maxsize=8)
def _totals(amounts: tuple[AmountFound, ...]) -> Mapping[int, tuple[int, ...]]:
    # Kept for a moment, since features, joins and choices of the same amounts ask for them one after the other.
    result: dict[int, tuple[int, ...]] = {}
    exact = [number for number, amount in enumerate(amounts[:_MOST]) if amount.low == amount.high]
    for total in exact:
        smaller = {
            amounts[number].low: number for number in exact if amounts[number].low < amounts[total].low
        }
        others = sorted(smaller.values())
        for size in (2, 3, 4):
            for parts in combinations(others, size):
                if sum(amounts[number].low for number in parts) == amounts[total].low:
                    result.setdefault(total, parts)
    return result


def taxed(one: AmountFound, other: AmountFound) -> bool:
    """Whether `other` is `one` with value-added tax."""
    if one.low <= 0 or other.low <= one.low:
        return False
    ratio = float(other.low / one.low)
    return any(abs(ratio - rate) < _ROUNDED for rate in _RATES)
