"""Numbers written as German one-word compounds (zweitausendfünfhundert) and as single words of either
language.
"""

import re
from decimal import Decimal
from functools import cache

from bot.extraction.money.words import folded, scale_value

_LONGEST = 80


@cache
def _pieces() -> re.Pattern[str]:
    names = ("compound_scales", "compound_hundreds")
    words = (
        {word for name in names for word in folded(name)}
        | set(folded("numbers"))
        | set(folded("compound_and"))
    )
    return re.compile("(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + "){2,}")


@cache
def _separators(name: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, folded(name)), key=len, reverse=True)))


def read_word(word: str) -> Decimal | None:
    """The value of one folded word (vierzehn, twelve, dreieinhalbtausend), or None."""
    simple = folded("numbers").get(word)
    if simple is not None:
        return scale_value(simple)
    if len(word) > _LONGEST or len(word) < 5 or not _pieces().fullmatch(word):
        return None
    return _compound(word)


def _compound(word: str) -> Decimal | None:
    found = _separators("compound_scales").search(word)
    if found is None:
        return _below_thousand(word)
    before, after = word[: found.start()], word[found.end() :]
    left = Decimal(1) if not before else _below_thousand(before)
    right = Decimal(0) if not after else _below_thousand(after.removeprefix("und"))
    if left is None or right is None:
        return None
    return left * 1000 + right


def _below_thousand(word: str) -> Decimal | None:
    found = _separators("compound_hundreds").search(word)
    if found is None:
        return _below_hundred(word)
    before, after = word[: found.start()], word[found.end() :]
    left = Decimal(1) if not before else _below_hundred(before)
    right = Decimal(0) if not after else _below_hundred(after.removeprefix("und"))
    if left is None or right is None:
        return None
    return left * 100 + right


def _below_hundred(word: str) -> Decimal | None:
    numbers = folded("numbers")
    if word in numbers:
        return scale_value(numbers[word])
    for joint in folded("compound_and"):
        at = word.find(joint, 1)
        while at > 0:
            unit, tens = numbers.get(word[:at]), numbers.get(word[at + len(joint) :])
            if unit is not None and tens is not None and 1 <= unit <= 9 and tens >= 20 and tens % 10 == 0:
                return scale_value(unit + tens)
            at = word.find(joint, at + 1)
    return None


def word_scale(value: Decimal, word: str) -> Decimal:
    """The scale that a one-word number names at its end (dreitausend: 1000, fünfhundert: 100), else 1."""
    if word.endswith(tuple(folded("compound_scales"))) and value >= 1000:
        return Decimal(1000)
    if word.endswith(tuple(folded("compound_hundreds"))) and value >= 100:
        return Decimal(100)
    return Decimal(1)
