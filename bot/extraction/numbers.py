"""Quantities in text: digits or words, with their multipliers (1.400; 22k; a hundred and twenty grand; 2,5 Mio)."""

from dataclasses import dataclass
from decimal import Decimal

from .money_tokens import Tokens, cut
from .money_words import currency_names, folded, phrases, scale_value
from .number_digits import Digits
from .number_words import read_word, word_scale

_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_THOUSAND = Decimal(1000)
_MILLION = Decimal(1000000)


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from a whole text. `readings` holds both readings where a mark leaves it open, else nothing."""

    value: Decimal
    readings: tuple[Decimal, ...] = ()


@dataclass(slots=True)
class Quantity:
    """A number at pieces `start` to `end` (exclusive) of a text.

    `low` and `high` differ for "a few thousand" (then `vague`). `scale` is the multiplier named last (1000 in 22k),
    which a range shares. `alternative` is the other reading of its digits. `currency`: TEUR names one.
    """

    low: Decimal
    high: Decimal
    start: int
    end: int
    scale: Decimal = _ONE
    alternative: Decimal | None = None
    vague: bool = False
    slang: bool = False
    digits: Digits | None = None
    currency: str | None = None


def parse_number(text: str, lang: str) -> Number | None:
    """The number that the whole of a text is ("eintausendvierhundert", "1.400", "half a million"), else None."""
    tokens = cut(text.strip())
    quantity = read_quantity(tokens, 0, lang)
    if quantity is None or quantity.end != len(tokens) or quantity.vague:
        return None
    if quantity.alternative is None or (quantity.scale == 1 and quantity.digits is not None and quantity.digits.grouped):
        return Number(quantity.low)
    return Number(quantity.low, (quantity.low, quantity.alternative))


def may_begin(tokens: Tokens, index: int) -> bool:
    """Cheap test before `read_quantity`: whether a number could begin with this piece."""
    if tokens.is_digits[index]:
        return True
    word = tokens.words[index]
    return word in _starters() or (len(word) >= 5 and read_word(word) is not None)


def _starters() -> frozenset[str]:
    global _STARTERS
    if not _STARTERS:
        first = {phrase.split()[0] for name in ("parts", "few", "vague_sums", "whole_words") for phrase in folded(name)}
        names = ("numbers", "articles", "hundreds", "scales", "slang_hundreds", "slang_scales")
        _STARTERS = frozenset(first | {word for name in names for word in folded(name)} - {"m", "mm", "k"})
    return _STARTERS


_STARTERS: frozenset[str] = frozenset()


def read_quantity(tokens: Tokens, start: int, lang: str) -> Quantity | None:
    """The number that begins with piece `start`, or None."""
    if tokens.is_digits[start]:
        return _from_digits(tokens, start, lang)
    words = tokens.words
    for name in ("vague_sums", "whole_words"):
        if found := phrases(name).at(words, start):
            end, value = found
            low, high = value if isinstance(value, list) else (value, value)
            return Quantity(Decimal(low), Decimal(high), start, end, _ONE, vague=low != high)
    for name in ("few", "parts"):
        if found := phrases(name).at(words, start):
            quantity = _times_scale(tokens, start, *found, lang)
            if quantity is not None:
                return quantity
    return _from_words(tokens, start, lang)


def _times_scale(tokens: Tokens, start: int, end: int, value: object, lang: str) -> Quantity | None:
    """ "a few thousand", "half a million": a factor that means a number only before a multiplier."""
    low, high = value if isinstance(value, list) else (value, value)
    if end < len(tokens) and tokens.words[end] == "of":
        end += 1
    if end < len(tokens) and tokens.words[end] in ("a", "an", "hundred", "hundert"):
        hundred = tokens.words[end] in ("hundred", "hundert")
        if hundred:
            return _scaled(tokens, Quantity(low * _HUNDRED, high * _HUNDRED, start, end + 1, _HUNDRED), lang, low != high)
        end += 1
    quantity = _scaled(tokens, Quantity(scale_value(low), scale_value(high), start, end), lang, low != high)
    if quantity is None or quantity.scale == 1:
        return None
    quantity.vague = isinstance(value, list)
    return quantity


def _from_digits(tokens: Tokens, start: int, lang: str) -> Quantity | None:
    digits = tokens.digits[start]
    if digits is None:
        return None
    value, alternative, end = digits.value, digits.alternative, start + 1
    if end < len(tokens) and tokens.words[end] in folded("fractions"):
        value, end = value + scale_value(folded("fractions")[tokens.words[end]]), end + 1
    elif tokens.words[end : end + 3] == ["1", "/", "2"] and not tokens.glued(end):
        value, end = value + Decimal("0.5"), end + 3
    elif found := phrases("and_a_half").at(tokens.words, end):
        value, end = value + Decimal("0.5"), found[0]
    quantity = Quantity(value, value, start, end, alternative=alternative, digits=digits)
    return _scaled(tokens, quantity, lang, False)


def _scaled(tokens: Tokens, quantity: Quantity, lang: str, vague: bool) -> Quantity | None:
    """Multiply by the words for hundred, thousand, million and TEUR that follow."""
    quantity.vague = vague
    words, end = tokens.words, quantity.end
    if end < len(words) and words[end] == "-" and tokens.glued(end) and tokens.glued(end + 1) and _scale_at(tokens, end + 1, quantity, lang):
        end += 1
    for _ in range(2):
        scale = _scale_at(tokens, end, quantity, lang)
        if scale is None:
            break
        end = _multiply(tokens, quantity, end, scale)
        if scale > _HUNDRED:
            break
    quantity.end = max(end, quantity.end)
    return quantity


def _multiply(tokens: Tokens, quantity: Quantity, end: int, scale: Decimal) -> int:
    word = tokens.words[end]
    if quantity.alternative is not None and quantity.scale == 1 and scale >= _THOUSAND:
        # 1.250 Mio is one and a quarter million, 1,250k one thousand two hundred and fifty thousand or that over 1000.
        if scale >= _MILLION:
            quantity.low = quantity.high = quantity.alternative
            quantity.alternative = None
    quantity.low *= scale
    quantity.high *= scale
    if quantity.alternative is not None:
        quantity.alternative *= scale
    quantity.scale *= scale
    quantity.slang = quantity.slang or word in folded("slang_scales") or word in folded("slang_hundreds")
    scaled = folded("scaled_currency").get(word)
    if scaled:
        quantity.currency = scaled[1]
    end += 1
    if word in ("tsd", "tds", "mio", "mill", "mrd") and end < len(tokens) and tokens.words[end] == "." and tokens.glued(end):
        after = end + 1
        if after < len(tokens) and (currency_names().at(tokens.words, after) or not tokens.raw(after)[:1].isupper()):
            end += 1
    return end


def _scale_at(tokens: Tokens, index: int, quantity: Quantity, lang: str) -> Decimal | None:
    """The multiplier that piece `index` names for the number before it."""
    if index >= len(tokens):
        return None
    word = tokens.words[index]
    for name in ("hundreds", "scales", "slang_scales", "slang_hundreds"):
        value = folded(name).get(word)
        if value is not None:
            break
    else:
        scaled = folded("scaled_currency").get(word)
        return Decimal(scaled[0]) if scaled else None
    if len(word) <= 2 and not tokens.glued(index) and not (word == "k" and quantity.digits is not None):
        return None
    if word == "billion" and lang == "de":
        return Decimal(10) ** 12
    return Decimal(value)


def _from_words(tokens: Tokens, start: int, lang: str) -> Quantity | None:
    """Number words one after the other: two hundred and fifty thousand, eine Million zweihunderttausend."""
    words = tokens.words
    total, current, index = Decimal(0), None, start
    scale, slang, currency = _ONE, False, None
    if words[index] in folded("articles") and _multiplier(tokens, index + 1, lang) is not None:
        current, index = _ONE, index + 1
    elif words[index] in folded("articles") and words[index] not in folded("numbers"):
        return None
    while index < len(words):
        value = read_word(words[index])
        if value is not None:
            if current is not None and not _adds(current, value):
                break
            current = value if current is None else current + value
            scale = word_scale(value, words[index])
            index += 1
            continue
        multiplier = _multiplier(tokens, index, lang)
        if multiplier is not None:
            if multiplier > _HUNDRED:
                if scale > _HUNDRED and current is not None and scale >= multiplier:
                    break
                total += (_ONE if current is None else current) * multiplier
                current = None
            else:
                current = (_ONE if current is None else current) * multiplier
            word = words[index]
            slang = slang or word in folded("slang_scales") or word in folded("slang_hundreds")
            if word in folded("scaled_currency"):
                currency = folded("scaled_currency")[word][1]
            scale = multiplier
            index += 1
            if slang:
                break
            continue
        following = _joint(tokens, index, current, total)
        if following is None:
            break
        addition, index = following
        if addition is not None:
            current = (current or Decimal(0)) + addition
            scale = _ONE
    if index == start or (current is None and total == 0 and words[start] not in folded("numbers")):
        return None
    value = total + (current or Decimal(0))
    return Quantity(value, value, start, index, scale, slang=slang, currency=currency)


def _joint(
    tokens: Tokens, index: int, current: Decimal | None, total: Decimal
) -> tuple[Decimal | None, int] | None:
    """What may stand between number words: "and", a hyphen, "and a half", "point five"; (addition, next piece)."""
    words = tokens.words
    word = words[index]
    if current is not None and (found := phrases("and_a_half").at(words, index)):
        return Decimal("0.5"), found[0]
    if current is not None and word in folded("point") and index + 1 < len(words):
        digit = read_word(words[index + 1])
        if digit is not None and digit < 10 and digit == int(digit):
            return digit / 10, index + 2
    if index + 1 >= len(words):
        return None
    following = read_word(words[index + 1])
    if word == "-" and tokens.glued(index) and tokens.glued(index + 1):
        tens = current is not None and current >= 20 and current % 10 == 0 and following is not None and following < 10
        return (None, index + 1) if tens or _multiplier(tokens, index + 1, "en") is not None else None
    if word in folded("and") and following is not None and words[index + 1] not in folded("articles"):
        large = (current is not None and current >= _HUNDRED and current % _HUNDRED == 0) or (
            current is None and total > 0 and following < _HUNDRED
        )
        return (None, index + 1) if large and following < _HUNDRED else None
    return None


def _adds(current: Decimal, value: Decimal) -> bool:
    """Whether a number word continues the one before it: twenty five, hundred twenty, dreihundert fünfzig."""
    if current >= _THOUSAND and current % _THOUSAND == 0:
        return value < _THOUSAND and value >= 1
    if current >= _HUNDRED and current % _HUNDRED == 0:
        return value < _HUNDRED
    return 20 <= current < _HUNDRED and current % 10 == 0 and 1 <= value < 10


def _multiplier(tokens: Tokens, index: int, lang: str) -> Decimal | None:
    """A multiplier written as a word (not the letter k alone, which needs digits)."""
    if index >= len(tokens) or len(tokens.words[index]) <= 2:
        return None
    return _scale_at(tokens, index, Quantity(_ONE, _ONE, index, index), lang)
