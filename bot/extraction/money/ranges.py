"""Ranges of two sums: 5-8k, zwischen 3.000 und 4.000 Euro, 12 bis 15.000."""

from collections.abc import Iterator
from decimal import Decimal

from bot.extraction.money.quantity import ONE, THOUSAND, shared_factor
from bot.extraction.money.sum import Sum
from bot.extraction.money.tokens import Tokens
from bot.extraction.money.words import phrases

_CLOSE = 3
"""How many times the lower end the upper one may be before it is asked whether both are in hundreds or thousands."""
_EITHER = frozenset(
    {"or", "oder", "maybe", "bzw", "vielleicht", "vllt", "perhaps", "possibly", "if", "wenn", "eher"}
)
_BETWEEN_BOUNDS = frozenset({",", ";", "and", "und", "but", "aber"})
_FROM = frozenset({"from", "von"})


def with_ranges(tokens: Tokens, sums: list[Sum], *, asked: bool) -> Iterator[Sum]:
    """Join two sums that are the ends of one range; `asked`: the text answers "how much?"."""
    index = 0
    while index < len(sums):
        low = sums[index]
        high = sums[index + 1] if index + 1 < len(sums) else None
        joined = _range(tokens, low, high, asked) if high is not None else None
        yield joined or low
        index += 2 if joined else 1


def _range(tokens: Tokens, low: Sum, high: Sum, asked: bool) -> Sum | None:
    words = tokens.words
    between = phrases("between").before(words, _before_words(tokens, low.first))
    at = low.last
    if (
        at < len(words)
        and words[at] == "-"
        and tokens.glued(at)
        and at + 1 < len(words)
        and not tokens.glued(at + 1)
    ):
        at += 1  # "zwei- bis dreitausend"
    names = ("range", "between_and") if between else ("range",)
    found = phrases(*names).at(words, at)
    most = _at_most(tokens, low.last, high) if asked and found is None else None
    if most is not None:
        end = most
    elif found is not None:
        end = found[0]
    elif _neighbours(tokens, low, high) or (asked and _steps(tokens, low, high)):
        end = high.first
    else:
        return None
    while (about := phrases("about").at(words, end)) is not None and about[0] <= high.first:
        end = about[0]
    if end != high.first or high.low != high.high or low.low != low.high:
        return None
    if low.currency and high.currency and low.currency != high.currency:
        return None
    start, stop, doubtful = low.low, high.low, None
    scale = high.quantity.scale
    shared = ONE if low.currency and low.first == low.quantity.start else _left_out(low, high)
    if low.quantity.scale == 1 and scale > 1 and start * scale < stop:
        start *= scale
        alternative = None
    elif shared > 1:
        start *= shared
        alternative = None
        if between and tokens.words[between[0]] in _FROM:
            start, doubtful = low.low, (start, stop)  # a price may have gone "from 5 to 500 Euro"
        elif stop > start * _CLOSE:
            doubtful = (low.low, stop)
    else:
        alternative = low.alternative
    if high.alternative is not None and low.alternative is None:
        alternative = None
    if not start < stop:
        return None
    either = words[at] in _EITHER
    if either and stop > start * 3:
        return None
    joined = Sum(
        start,
        stop,
        between[0] if between else low.first,
        high.last,
        high.quantity,
        low.currency or high.currency,
        True,
        low.marked or high.marked,
        True,
    )
    joined.doubtful = doubtful
    if alternative is not None and high.alternative is not None:
        joined.alternative = (alternative[0], high.alternative[0])
    return joined


def _neighbours(tokens: Tokens, low: Sum, high: Sum) -> bool:
    """ "drei, vier Tausend": two numbers in a row that share a multiplier."""
    scale = high.quantity.scale
    near = scale > 1 and low.quantity.scale == 1 and 0 < high.low / scale - low.low <= 2
    return near and "".join(tokens.words[low.last : high.first]) in ("", ",", "-")


def _steps(tokens: Tokens, low: Sum, high: Sum) -> bool:
    """ "500, 600 Euro": round numbers, one step from one another, and nothing but a comma between."""
    if tokens.words[low.last : high.first] != [","] or low.low <= 0 or low.currency:
        return False
    step = high.low - low.low
    return 0 < step <= low.low / 2 and step == Decimal(10) ** step.adjusted() and low.low % step == 0


def _at_most(tokens: Tokens, start: int, high: Sum) -> int | None:
    """Where "at most" before the second number ends: "500, höchstens 600", "at least 500, at most 800"."""
    while start < high.first and tokens.words[start] in _BETWEEN_BOUNDS:
        start += 1
    most = phrases("at_most").at(tokens.words, start)
    return most[0] if most is not None and most[0] <= high.first else None


def _left_out(low: Sum, high: Sum) -> Decimal:
    """What the lower end leaves to the upper one: 1000 in "12 bis 15.000 Euro", 100 in "6-700"; 1 if nothing."""
    first, second = low.quantity.digits, high.quantity.digits
    if first is None or second is None or first.grouped or first.decimals > 1:
        return ONE
    if low.quantity.scale > 1 or high.quantity.scale > 1:
        return ONE
    if second.grouped:
        return THOUSAND if low.low < 100 and low.low * THOUSAND < high.low else ONE
    if first.decimals or second.decimals:
        return ONE
    return shared_factor(low.low, high.low)


def _before_words(tokens: Tokens, index: int) -> int:
    """Step left over words of approximation: "between about 5 and 7k"."""
    while (found := phrases("about").before(tokens.words, index)) is not None:
        index = found[0]
    return index
