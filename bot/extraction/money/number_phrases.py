"""Numbers of several words: two hundred and fifty thousand, eine Million zweihunderttausend."""

from decimal import Decimal

from bot.extraction.money.number_words import read_word, word_scale
from bot.extraction.money.quantity import HUNDRED, ONE, THOUSAND, Quantity, scale_at
from bot.extraction.money.tokens import Tokens
from bot.extraction.money.words import folded, phrases

_ENGLISH_TENS = frozenset(
    {"twenty", "thirty", "forty", "fourty", "fifty", "sixty", "seventy", "eighty", "ninety"}
)
_NOT_AFTER_TENS = frozenset({"-", "hundred", "thousand", "am", "pm", "k", "grand", "million", "or", "to"})


def from_words(tokens: Tokens, start: int, lang: str) -> Quantity | None:
    """Number words one after the other: two hundred and fifty thousand, eine Million zweihunderttausend."""
    words = tokens.words
    total, current, index = Decimal(0), None, start
    scale, slang, currency = ONE, False, None
    cents: Decimal | None = None
    if words[index] in folded("articles") and _multiplier(tokens, index + 1, lang) is not None:
        current, index = ONE, index + 1
    elif words[index] in folded("articles") and words[index] not in folded("numbers"):
        return None
    while index < len(words):
        value = read_word(words[index])
        if value is not None:
            if current is not None and not _adds(current, value):
                if (
                    cents is not None
                    or total
                    or not _leaves_hundred_out(tokens, start, index, current, value)
                ):
                    break
                cents, current = current + value / HUNDRED, current * HUNDRED
            current = value if current is None else current + value
            scale = word_scale(value, words[index])
            index += 1
            continue
        multiplier = _multiplier(tokens, index, lang)
        if multiplier is not None:
            if index == start and (multiplier > THOUSAND or words[index] in folded("slang_scales")):
                return None
            if multiplier > HUNDRED:
                if scale > HUNDRED and current is not None and scale >= multiplier:
                    break
                total += (ONE if current is None else current) * multiplier
                current = None
            else:
                current = (ONE if current is None else current) * multiplier
            word = words[index]
            slang = slang or word in folded("slang_scales") or word in folded("slang_hundreds")
            if word in folded("scaled_currency"):
                currency = folded("scaled_currency")[word][1]
            scale = multiplier
            index += 1
            if slang:
                if (half := phrases("and_a_half").at(words, index)) and scale >= THOUSAND:
                    total, index = total + scale / 2, half[0]
                break
            continue
        if word_k(tokens, index) and current is not None:
            total, current, scale, index = total + current * THOUSAND, None, THOUSAND, index + 1
            break
        if current is None and scale > THOUSAND and (half := phrases("and_a_half").at(words, index)):
            total, index = total + scale / 2, half[0]
            break
        following = _joint(tokens, index, current, total)
        if following is None:
            break
        addition, index = following
        if addition is not None:
            current = (current or Decimal(0)) + addition
            scale = ONE
    if index == start or (current is None and total == 0 and words[start] not in folded("numbers")):
        return None
    value = total + (current or Decimal(0))
    return Quantity(value, value, start, index, scale, alternative=cents, slang=slang, currency=currency)


def word_k(tokens: Tokens, index: int) -> bool:
    """The letter after a number in words: "one point five k"."""
    return tokens.words[index] == "k" and not (
        index + 1 < len(tokens) and tokens.glued(index + 1) and tokens.words[index + 1] not in ",;!?)"
    )


def _joint(
    tokens: Tokens, index: int, current: Decimal | None, total: Decimal
) -> tuple[Decimal | None, int] | None:
    """What may stand between number words: "and", a hyphen, "and a half", "point five"; (addition, next
    piece).
    """
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
        tens = (
            current is not None
            and current % HUNDRED >= 20
            and current % 10 == 0
            and following is not None
            and following < 10
        )
        return (None, index + 1) if tens or _multiplier(tokens, index + 1, "en") is not None else None
    if word in folded("and") and following is not None and words[index + 1] not in folded("articles"):
        large = (current is not None and current >= HUNDRED and current % HUNDRED == 0) or (
            current is None and total > 0 and following < HUNDRED
        )
        return (None, index + 1) if large and following < HUNDRED else None
    return None


def _adds(current: Decimal, value: Decimal) -> bool:
    """Whether a number word continues the one before it: twenty five, hundred twenty, dreihundert fünfzig."""
    if current >= THOUSAND and current % THOUSAND == 0:
        return value < THOUSAND and value >= 1
    if current >= HUNDRED and current % HUNDRED == 0:
        return value < HUNDRED
    return current % HUNDRED >= 20 and current % 10 == 0 and 1 <= value < 10


def _leaves_hundred_out(tokens: Tokens, start: int, index: int, current: Decimal, value: Decimal) -> bool:
    """ "Three fifty", "twelve fifty": hundreds without the word; "at nine thirty" is a clock time."""
    words = tokens.words
    english = words[index] in _ENGLISH_TENS and index == start + 1 and 1 <= current < 20
    clock = start > 0 and words[start - 1] in folded("before_clock")
    joined = index + 1 < len(words) and words[index + 1] in _NOT_AFTER_TENS
    return english and value < HUNDRED and not clock and not joined


def _multiplier(tokens: Tokens, index: int, lang: str) -> Decimal | None:
    """A multiplier written as a word (not the letter k alone, which needs digits)."""
    if index >= len(tokens) or len(tokens.words[index]) <= 2:
        return None
    return scale_at(tokens, index, Quantity(ONE, ONE, index, index), lang)
