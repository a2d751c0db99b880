"""Amounts of money in a text, with their currency, bounds and confidence."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.extraction.found import AmountFound, Span
from bot.extraction.identifiers import find_identifiers
from bot.extraction.money.evidence import CLEAR, UNSURE, VAGUE, weigh
from bot.extraction.money.figures import find_figures
from bot.extraction.money.parts import with_parts
from bot.extraction.money.products import with_products
from bot.extraction.money.sum import Sum
from bot.extraction.money.sums import find_sums
from bot.extraction.money.tokens import Tokens, cut
from bot.extraction.money.words import default_currency

_SMALL = 100
_PER_MEASURE = frozenset({"liter", "litre", "litres", "l", "kwh", "gallon", "kg", "kilo"})


def find_amounts(
    text: str, *, lang: str, region: str, blocked: Sequence[tuple[int, int]] = (), asked: bool = False
) -> list[AmountFound]:
    """Every sum of money in one message, in order, none overlapping another.

    `lang` is "en" or "de", `region` the country of the insured, `blocked` the characters of identifiers and
    dates
    found before (without any, identifiers are looked for here). `asked`: the message answers "how much?",
    so a bare
    number is an amount.
    """
    if not blocked:
        blocked = [(found.start, found.end) for found in find_identifiers(text, region=region)]
    tokens = cut(text, blocked)
    sums = find_sums(tokens, lang, region, bare=asked)
    figures = find_figures(tokens, region, default_currency(region), asked=asked)
    sums = [found for found in sums if not _inside(tokens, found, figures)]
    kept = weigh(tokens, sums, lang, asked=asked)
    cents = {
        found.quantity.digits.decimal_mark
        for found, _ in kept
        if found.currency and found.quantity.digits and found.quantity.digits.decimals == 2
    }
    amounts = [_amount(tokens, found, confidence, region, cents) for found, confidence in kept]
    amounts = with_products(tokens, amounts, [(found.first, found.last) for found, _ in kept], asked=asked)
    if asked:
        amounts = [
            _at_most(amount) if found.upper else amount
            for amount, (found, _) in zip(amounts, kept, strict=True)
        ]
    return with_parts(text, _settled(_apart(amounts + figures)))


def _at_most(amount: AmountFound) -> AmountFound:
    """ "No more than 500" as an answer: anything up to it. In a report the sum itself counts, as the labels have it."""
    if amount.low != amount.high:
        return amount
    readings = tuple((Decimal(0), high) for _, high in amount.readings)
    return replace(amount, low=Decimal(0), rule="at most", readings=readings)


def _settled(amounts: Sequence[AmountFound]) -> list[AmountFound]:
    """Give amounts without a currency the one that the others name, of several the nearest."""
    stated = [(at, amount.currency) for at, amount in enumerate(amounts) if amount.currency_stated]
    if not stated:
        return list(amounts)
    settled = []
    before = 0
    for at, amount in enumerate(amounts):
        while before + 1 < len(stated) and stated[before + 1][0] <= at:
            before += 1
        if not amount.currency_stated:
            beside = stated[before : before + 2]
            currency = min(beside, key=lambda other: (abs(other[0] - at), other[0]))[1]
            amount = replace(amount, currency=currency, currency_stated=True)
        settled.append(amount)
    return settled


def _inside(tokens: Tokens, found: Sum, figures: list[AmountFound]) -> bool:
    start, end = tokens.starts[found.first], tokens.ends[found.last - 1]
    return any(start < figure.span.end and figure.span.start < end for figure in figures)


def _apart(amounts: list[AmountFound]) -> list[AmountFound]:
    """In order; of two that overlap (a product and its neighbour) the one that begins first."""
    apart: list[AmountFound] = []
    for amount in sorted(amounts, key=lambda amount: amount.span.start):
        if not apart or amount.span.start >= apart[-1].span.end:
            apart.append(amount)
    return apart


def _amount(tokens: Tokens, found: Sum, confidence: float, region: str, cents: set[str]) -> AmountFound:
    readings = _readings(tokens, found, cents)
    if readings:
        confidence = min(confidence, UNSURE)
    elif found.quantity.vague:
        confidence = min(confidence, VAGUE)
    elif found.currency and found.quantity.slang:
        confidence = min(confidence, CLEAR)
    return AmountFound(
        readings[0][0] if readings else _plain(found.low),
        readings[0][1] if readings else _plain(found.high),
        found.currency or default_currency(region),
        found.approximate,
        found.currency is not None,
        confidence,
        Span(0, tokens.starts[found.first], tokens.ends[found.last - 1]),
        _rule(found),
        readings,
    )


def _rule(found: Sum) -> str:
    if found.range:
        return "range"
    if found.quantity.vague:
        return "vague"
    if found.currency:
        return "currency"
    return "magnitude" if found.quantity.scale > 1 else "bare"


def _readings(tokens: Tokens, found: Sum, cents: set[str]) -> tuple[tuple[Decimal, Decimal], ...]:
    """Both readings where the writing leaves open a factor of a thousand, the likelier first."""
    low, high = _plain(found.low), _plain(found.high)
    digits = found.quantity.digits
    if found.doubtful is not None:
        return ((low, high), (_plain(found.doubtful[0]), _plain(found.doubtful[1])))
    if found.alternative is not None and digits is not None:
        other = (_plain(found.alternative[0]), _plain(found.alternative[1]))
        following = tokens.words[found.last : found.last + 3]
        if digits.grouped and found.quantity.scale == 1 and any(word in _PER_MEASURE for word in following):
            return (other, (low, high))
        if not digits.grouped or found.quantity.scale > 1 or digits.group_mark in cents:
            return ((low, high), other)
        return ()
    # "1,5" or "5" to the question how much: few losses are that small, many people leave the thousands out.
    if (
        found.currency is None
        and found.quantity.scale == 1
        and not found.marked
        and 0 < high < _SMALL
        and (digits is None or digits.decimals < 2)
    ):
        return ((low, high), (low * 1000, high * 1000))
    return ()


def _plain(value: Decimal) -> Decimal:
    """1400 for 1400.00 and 1400.5 for 1400.50, never in powers of ten."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
