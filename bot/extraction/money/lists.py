"""Bills told as lists of bare numbers: "new lock 310, locksmith 95, 12 keys 240"; "Brille 389, Zahn 1.240"."""

from bot.extraction.money.sum import Sum
from bot.extraction.money.tokens import Tokens
from bot.extraction.money.words import folded

_SEPARATORS = frozenset(",;+&\n")
_JOINTS = frozenset({"and", "und", "plus", "sowie"})
_CLOSING = frozenset(".!?)")
_FOR = frozenset({"for", "fuer", "fuers"})
_LONGEST_ITEM = 6
"""Pieces of an item before its price: "the master key for the cellar 95"."""
_LEAST = 100
"""What one price of a list without any word about money must reach."""


def ends_item(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the number at pieces `first` to `last` stands where an item of a list has its price."""
    if first == 0:
        return False
    before = tokens.words[first - 1]
    named = len(before) > 2 and before[0].isalpha() and not tokens.glued(first)
    if not named or before in folded("function_words") or before in folded("counters"):
        return False
    return last >= len(tokens) or tokens.words[last] in _SEPARATORS | _JOINTS | _CLOSING


def prices(tokens: Tokens, sums: list[Sum], weights: list[float]) -> set[int]:
    """Numbers of the sums that are prices of a list though nothing else tells of money."""
    found: set[int] = set()
    run: list[int] = []
    for number, each in enumerate(sums):
        if not (_is_price(tokens, each) or (not run and _opens(tokens, each))):
            run = []
            continue
        if run and not _next_item(tokens, sums[run[-1]], each):
            run = []
        run.append(number)
        if len(run) > 1 and any(weights[other] > 0 or sums[other].high >= _LEAST for other in run):
            found.update(run)
    return found


def _is_price(tokens: Tokens, found: Sum) -> bool:
    digits = found.quantity.digits
    if digits is None or digits.decimals == 1 or found.high < 10:
        return False
    if not digits.grouped and digits.decimals == 0 and 1900 <= found.high < 2100:
        return False
    return found.currency is not None or ends_item(tokens, found.first, found.last)


def _opens(tokens: Tokens, found: Sum) -> bool:
    """900 for the glass, …"""
    whole = found.quantity.digits is not None and found.high >= _LEAST
    return whole and tokens.words[found.last : found.last + 1] in [[word] for word in _FOR]


def _next_item(tokens: Tokens, one: Sum, other: Sum) -> bool:
    between = tokens.words[one.last : other.first]
    marks = [word for word in between if word in _SEPARATORS or word in _JOINTS]
    closed = any(tokens.ends_clause(at) and tokens.words[at] != "\n" for at in range(one.last, other.first))
    return 0 < len(marks) <= 2 and len(between) <= _LONGEST_ITEM + len(marks) and not closed
