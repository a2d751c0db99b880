"""Numbers in text, in digits or words, with their multipliers: 1.400, 22k, a hundred and twenty grand."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from bot.extraction.money.number_phrases import from_words
from bot.extraction.money.number_words import read_word
from bot.extraction.money.quantity import HUNDRED, ONE, THOUSAND, Quantity, scaled
from bot.extraction.money.tokens import Tokens, cut
from bot.extraction.money.words import folded, phrases, scale_value

_SIGNS = frozenset("$€£")


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from a whole text. `readings` holds both readings where a mark leaves it open, else
    nothing.
    """

    value: Decimal
    readings: tuple[Decimal, ...] = ()


def parse_number(text: str, lang: str) -> Number | None:
    """The number that the whole of a text is ("eintausendvierhundert", "1.400", "half a million"), else
    None.
    """
    tokens = cut(text.strip())
    quantity = read_quantity(tokens, 0, lang) if len(tokens) else None
    if quantity is None or quantity.end != len(tokens) or quantity.vague:
        return None
    if quantity.alternative is None or (
        quantity.scale == 1 and quantity.digits is not None and quantity.digits.grouped
    ):
        return Number(quantity.low)
    return Number(quantity.low, (quantity.low, quantity.alternative))


def may_begin(tokens: Tokens, index: int) -> bool:
    """Cheap test before `read_quantity`: whether a number could begin with this piece."""
    if tokens.is_digits[index]:
        return True
    word = tokens.words[index]
    return word in _starters() or (len(word) >= 5 and read_word(word) is not None)


@cache
def _starters() -> frozenset[str]:
    first = {
        phrase.split()[0] for name in ("parts", "few", "vague_sums", "whole_words") for phrase in folded(name)
    }
    names = ("numbers", "articles", "hundreds", "scales", "slang_hundreds", "slang_scales", "dozens")
    return frozenset(first | {word for name in names for word in folded(name)}) - {"m", "mm", "k"}


def read_quantity(tokens: Tokens, start: int, lang: str) -> Quantity | None:
    """The number that begins with piece `start`, or None."""
    if tokens.is_digits[start]:
        return _from_digits(tokens, start, lang)
    words = tokens.words
    for name in ("vague_sums", "whole_words"):
        if found := phrases(name).at(words, start):
            end, value = found
            low, high = value if isinstance(value, list) else (value, value)
            return Quantity(Decimal(low), Decimal(high), start, end, ONE, vague=low != high)
    for name in ("few", "parts"):
        if found := phrases(name).at(words, start):
            quantity = _times_scale(tokens, start, *found, lang)
            if quantity is not None:
                return quantity
    return from_words(tokens, start, lang)


def _times_scale(tokens: Tokens, start: int, end: int, value: Any, lang: str) -> Quantity | None:
    """ "a few thousand", "half a million": a factor that means a number only before a multiplier."""
    low, high = value if isinstance(value, list) else (value, value)
    if end < len(tokens) and tokens.words[end] == "of":
        end += 1
    if end < len(tokens) and tokens.words[end] in ("a", "an", "hundred", "hundert"):
        hundred = tokens.words[end] in ("hundred", "hundert")
        if hundred:
            least, most = scale_value(low) * HUNDRED, scale_value(high) * HUNDRED
            return scaled(tokens, Quantity(least, most, start, end + 1, HUNDRED), lang, low != high)
        end += 1
    quantity = scaled(tokens, Quantity(scale_value(low), scale_value(high), start, end), lang, low != high)
    if quantity is None or quantity.scale == 1:
        return None
    quantity.vague = isinstance(value, list)
    return quantity


def _has_bare_point(tokens: Tokens, start: int) -> bool:
    """$.5M: the zero before the point is left out."""
    if start == 0 or tokens.words[start - 1] != "." or not tokens.glued(start):
        return False
    return start == 1 or tokens.words[start - 2] in _SIGNS or not tokens.glued(start - 1)


def _from_digits(tokens: Tokens, start: int, lang: str) -> Quantity | None:
    digits = tokens.digits[start]
    if digits is None:
        return None
    value, alternative, end = digits.value, digits.alternative, start + 1
    if digits.decimals == 0 and not digits.grouped and _has_bare_point(tokens, start):
        value = value.scaleb(-len(tokens.words[start]))
    if end < len(tokens) and tokens.words[end] in folded("fractions"):
        value, end = value + scale_value(folded("fractions")[tokens.words[end]]), end + 1
    elif tokens.words[end : end + 3] == ["1", "/", "2"] and not tokens.glued(end):
        value, end = value + Decimal("0.5"), end + 3
    elif found := phrases("and_a_half").at(tokens.words, end):
        value, end = value + Decimal("0.5"), found[0]
    quantity = scaled(
        tokens, Quantity(value, value, start, end, alternative=alternative, digits=digits), lang, False
    )
    return (
        _with_hundreds(tokens, quantity, lang)
        if quantity is not None and quantity.scale == THOUSAND
        else quantity
    )


def _with_hundreds(tokens: Tokens, quantity: Quantity, lang: str) -> Quantity:
    """ "3 thousand five hundred": what is said in words after the thousands."""
    end = quantity.end
    if end >= len(tokens) or read_word(tokens.words[end]) is None or tokens.words[end] in folded("articles"):
        return quantity
    rest = from_words(tokens, end, lang)
    if (
        rest is None
        or rest.low >= THOUSAND
        or rest.low < HUNDRED
        or rest.low != int(rest.low)
        or quantity.low % THOUSAND
    ):
        return quantity
    quantity.low, quantity.high, quantity.end = quantity.low + rest.low, quantity.high + rest.low, rest.end
    return quantity
