"""Ranges of two sums: 5-8k, zwischen 3.000 und 4.000 Euro, 12 bis 15.000."""

from collections.abc import Iterator

from .money_sum import Sum
from .money_tokens import Tokens
from .money_words import phrases


def with_ranges(tokens: Tokens, sums: list[Sum]) -> Iterator[Sum]:
    """Join two sums that are the ends of one range."""
    index = 0
    while index < len(sums):
        low = sums[index]
        high = sums[index + 1] if index + 1 < len(sums) else None
        joined = _range(tokens, low, high) if high is not None else None
        yield joined or low
        index += 2 if joined else 1


def _range(tokens: Tokens, low: Sum, high: Sum) -> Sum | None:
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
    if found is None and not _neighbours(tokens, low, high):
        return None
    end = found[0] if found else at + 1
    while (about := phrases("about").at(words, end)) is not None and about[0] <= high.first:
        end = about[0]
    if end != high.first or high.low != high.high or low.low != low.high:
        return None
    if low.currency and high.currency and low.currency != high.currency:
        return None
    start, stop, shortened = low.low, high.low, False
    scale = high.quantity.scale
    if low.quantity.scale == 1 and scale > 1 and start * scale < stop:
        start *= scale
        alternative = None
    elif _leaves_thousands_out(low, high):
        start *= 1000
        alternative = None
        shortened = True
    else:
        alternative = low.alternative
    if high.alternative is not None and low.alternative is None:
        alternative = None
    if not start < stop:
        return None
    either = words[at] in ("or", "oder", "maybe", "bzw")
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
    if shortened:
        joined.doubtful = (low.low, stop)
    if alternative is not None and high.alternative is not None:
        joined.alternative = (alternative[0], high.alternative[0])
    return joined


def _neighbours(tokens: Tokens, low: Sum, high: Sum) -> bool:
    """ "drei, vier Tausend": two numbers in a row that share a multiplier."""
    scale = high.quantity.scale
    near = scale > 1 and low.quantity.scale == 1 and 0 < high.low / scale - low.low <= 2
    return near and tokens.words[low.last : low.last + 1] == [","]


def _leaves_thousands_out(low: Sum, high: Sum) -> bool:
    """12 bis 15.000 Euro: twelve thousand, most likely."""
    first, second = low.quantity.digits, high.quantity.digits
    if first is None or second is None or low.currency or not second.grouped or high.quantity.scale > 1:
        return False
    return (
        low.quantity.scale == 1
        and not first.grouped
        and first.decimals < 2
        and low.low < 100
        and low.low * 1000 < high.low
    )


def _before_words(tokens: Tokens, index: int) -> int:
    """Step left over words of approximation: "between about 5 and 7k"."""
    while (found := phrases("about").before(tokens.words, index)) is not None:
        index = found[0]
    return index
