"""Counts times a price: 2 x 450 €, 3 Tage à 1.200, 16 vouchers at £150 each."""

from dataclasses import replace
from decimal import Decimal

from bot.extraction.found import AmountFound, Span
from bot.extraction.money.number_words import read_word
from bot.extraction.money.tokens import Tokens
from bot.extraction.money.words import folded

_SIGNS = frozenset({"x", "×", "*", "mal", "times", "a", "à", "@", "at", "zu", "je"})
_AFTER = frozenset({"x", "×", "*", "mal", "times"})
_PER = frozenset({"pro", "per", "je", "à"})
_NOUNS = 3
_BESIDE = 90
_TIMES = 8
"""Pieces between a time and its price: "three days of work, at roughly 800 a day"."""


def with_products(
    tokens: Tokens, amounts: list[AmountFound], pieces: list[tuple[int, int]], *, asked: bool
) -> list[AmountFound]:
    """Replace a price by count times price, unless the total is stated beside it. `pieces`: first and last
    piece of each amount. `asked`: the text answers "how much?", so an hourly rate beside hours is meant as their product.
    """
    result = []
    for amount, (first, last) in zip(amounts, pieces, strict=True):
        product = None if amount.low != amount.high else _product(tokens, amount, first, last, asked)
        result.append(
            product if product is not None and not _total_stated(product, amount, amounts, tokens) else amount
        )
    return result


def _product(tokens: Tokens, amount: AmountFound, first: int, last: int, asked: bool) -> AmountFound | None:
    count = _count_before(tokens, first)
    start, end = amount.span.start, amount.span.end
    if asked and count is None and (rated := _times_rate(tokens, first, last)) is not None:
        count, end = rated[:2], tokens.ends[rated[2] - 1]
    if count is not None:
        start = tokens.starts[count[1]]
    else:
        count = _count_after(tokens, last)
        if count is None:
            return None
        end = tokens.ends[count[1]]
    value = amount.low * count[0]
    return replace(
        amount,
        low=value,
        high=value,
        span=Span(0, start, end),
        rule="product",
        readings=(),
        confidence=min(amount.confidence, 0.85),
    )


def _count_before(tokens: Tokens, first: int) -> tuple[Decimal, int] | None:
    at = first - 1
    if at < 1 or tokens.raw(at).lower() not in _SIGNS:
        return None
    sign = tokens.words[at]
    if tokens.words[at - 1] == "zu" and sign == "je":
        at -= 1
    nouns = 0 if sign in ("x", "×", "*", "times") else _NOUNS
    for step in range(1, nouns + 2):
        index = at - step
        if index < 0 or tokens.words[index] in ".,;:!?\n" or tokens.ends_clause(index):
            return None
        value = _count(tokens, index)
        if value is not None:
            bare = step == 1 or sign not in ("a",)
            return (value, index) if bare and (step > 1 or sign not in ("zu", "at")) else None
    return None


def _times_rate(tokens: Tokens, first: int, last: int) -> tuple[Decimal, int, int] | None:
    """ "Three days of work, 800 a day": (count, first piece, end), with a time close before or after its price."""
    words = tokens.words
    at, end = last + 1, last + 2
    if words[last : last + 1] and words[last] in folded("rates"):
        unit = folded("rate_times").get(words[at]) if at < len(tokens) else None
    elif first > 1 and words[first - 2] in _PER:
        unit, end, first = folded("rate_times").get(words[first - 1]), last, first - 2
    else:
        return None
    if unit is None:
        return None
    before = range(first - 1, max(0, first - _TIMES), -1)
    after = range(end, min(len(tokens), end + _TIMES))
    for places in (before, after):
        for index in places:
            if tokens.ends_clause(index):
                break
            if folded("rate_times").get(words[index]) == unit:
                count = _count(tokens, index - 1)
                if count is None:
                    break
                return (count, index - 1, end) if places is before else (count, first, index + 1)
    return None


def _count_after(tokens: Tokens, last: int) -> tuple[Decimal, int] | None:
    at = last
    if at + 1 < len(tokens) and tokens.words[at] == "/":
        at += 2
    if at + 1 >= len(tokens) or tokens.words[at] not in _AFTER:
        return None
    value = _count(tokens, at + 1)
    return (value, at + 1) if value is not None else None


def _count(tokens: Tokens, index: int) -> Decimal | None:
    digits = tokens.digits[index]
    if digits is not None:
        whole = digits.decimals == 0 and not digits.grouped and 1 < digits.value <= 10000
        alone = not (tokens.glued(index) and tokens.words[index - 1] not in "(\"'[")
        return digits.value if whole and alone else None
    if tokens.words[index] in folded("articles"):
        return None
    value = read_word(tokens.words[index])
    return value if value is not None and value == int(value) and 1 < value <= 1000 else None


def _total_stated(
    product: AmountFound, price: AmountFound, amounts: list[AmountFound], tokens: Tokens
) -> bool:
    """Whether the same sum, or one after an equals sign or a word for "total", stands beside it."""
    for other in amounts:
        if other is price:
            continue
        near = (
            -_BESIDE < other.span.start - product.span.end < _BESIDE
            or -_BESIDE < product.span.start - other.span.end < _BESIDE
        )
        if near and other.low == product.low:
            return True
        between = tokens.text[product.span.end : other.span.start]
        if 0 < len(between) < _BESIDE and (
            between.strip().startswith("=")
            or any(word in folded("totals") for word in between.lower().split())
        ):
            return True
    return False
