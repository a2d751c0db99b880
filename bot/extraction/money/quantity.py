"""A number in a text, and the words that multiply it: hundred, k, Tsd, Mio, TEUR."""

from dataclasses import dataclass
from decimal import Decimal

from bot.extraction.money.digits import Digits
from bot.extraction.money.tokens import Tokens
from bot.extraction.money.words import currency_names, folded

ONE = Decimal(1)
HUNDRED = Decimal(100)
THOUSAND = Decimal(1000)
_MILLION = Decimal(1000000)


@dataclass(slots=True)
class Quantity:
    """A number at pieces `start` to `end` (exclusive) of a text.

    `low` and `high` differ for "a few thousand" (then `vague`). `scale` is the multiplier named last (1000
    in 22k),
    which a range shares. `alternative` is the other reading of its digits. `currency`: TEUR names one.
    """

    low: Decimal
    high: Decimal
    start: int
    end: int
    scale: Decimal = ONE
    alternative: Decimal | None = None
    vague: bool = False
    slang: bool = False
    digits: Digits | None = None
    currency: str | None = None


def shared_factor(low: Decimal, high: Decimal) -> Decimal:
    """By what the lower end of a range is short of the zeros of the upper one: 100 in "6-700", 1000 in "10-12000", else 1.

    Both are written plainly in digits. "50-100" and "5-60" are meant as they stand.
    """
    if not 0 < low < HUNDRED:
        return ONE
    for factor, step in ((THOUSAND, 500), (HUNDRED, 50)):
        if high % step == 0 and factor * low < high:
            return factor
    return ONE


def scaled(tokens: Tokens, quantity: Quantity, lang: str, vague: bool) -> Quantity | None:
    """Multiply by the words for hundred, thousand, million and TEUR that follow."""
    quantity.vague = vague
    words, end = tokens.words, quantity.end
    if (
        end < len(words)
        and words[end] == "-"
        and tokens.glued(end)
        and tokens.glued(end + 1)
        and scale_at(tokens, end + 1, quantity, lang)
    ):
        end += 1
    for _ in range(2):
        scale = scale_at(tokens, end, quantity, lang)
        if scale is None:
            break
        end = _multiply(tokens, quantity, end, scale)
        if scale > HUNDRED:
            break
    quantity.end = max(end, quantity.end)
    return quantity


def _multiply(tokens: Tokens, quantity: Quantity, end: int, scale: Decimal) -> int:
    word = tokens.words[end]
    if quantity.alternative is not None and quantity.scale == 1 and scale >= _MILLION:
        # 1.250 Mio is one and a quarter million; what 1.250k means stays open.
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
    if (
        word in ("tsd", "tds", "mio", "mill", "mrd")
        and end < len(tokens)
        and tokens.words[end] == "."
        and tokens.glued(end)
    ):
        after = end + 1
        if after < len(tokens) and (
            currency_names().at(tokens.words, after) or not tokens.raw(after)[:1].isupper()
        ):
            end += 1
    return end


def scale_at(tokens: Tokens, index: int, quantity: Quantity, lang: str) -> Decimal | None:
    """The multiplier that piece `index` names for the number before it."""
    if index >= len(tokens):
        return None
    word = tokens.words[index]
    for name in ("hundreds", "scales", "slang_scales", "slang_hundreds", "dozens"):
        value = folded(name).get(word)
        if value is not None:
            break
    else:
        if word == "t" and currency_names().at(tokens.words, index + 1):
            return THOUSAND
        scaled = folded("scaled_currency").get(word)
        return Decimal(scaled[0]) if scaled else None
    if len(word) <= 2 and not tokens.glued(index) and not (word == "k" and quantity.digits is not None):
        return None
    if word == "billion" and lang == "de":
        return Decimal(10) ** 12
    return Decimal(value)
