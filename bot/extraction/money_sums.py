"""Sums in the pieces of a text: a number with its currency, the marks and words around it, and ranges of two."""

from collections.abc import Iterator
from decimal import Decimal

from .money_bounds import take_in_bounds
from .money_sum import Sum
from .money_tokens import Tokens
from .money_words import capitals_only, currency_names, currency_of, folded, phrases
from .numbers import Quantity, may_begin, read_quantity

_DASHES = frozenset("-–—")
_CENT = Decimal("0.01")


def find_sums(tokens: Tokens, lang: str, region: str, *, bare: bool) -> list[Sum]:
    """Every number with what belongs to it; small numbers without anything around them only if `bare`."""
    sums: list[Sum] = []
    index, free = 0, 0
    for index in range(len(tokens)):
        if index < free or tokens.blocked[index] or not may_begin(tokens, index):
            continue
        if tokens.is_digits[index] and not bare and _is_plain(tokens, index):
            continue
        found = _sum_at(tokens, index, free, lang, region)
        if found is None:
            continue
        sums.append(found)
        free = found.last
    joined = list(_ranges(tokens, sums))
    take_in_bounds(tokens, joined, lang)
    return joined


def _is_plain(tokens: Tokens, index: int) -> bool:
    """A number of one or two digits with neither sign nor word of money beside it: by far the most frequent."""
    if tokens.ends[index] - tokens.starts[index] > 2:
        return False
    words = tokens.words
    if index + 1 < len(words) and not (tokens.is_digits[index + 1] or words[index + 1] in ".,;:!?\n)"):
        return False
    if index == 0:
        return True
    return not (currency_names().before(words, index) or words[index - 1] in _DASHES or words[index - 1] in folded("scaled_currency"))


def _sum_at(tokens: Tokens, start: int, free: int, lang: str, region: str) -> Sum | None:
    quantity = read_quantity(tokens, start, lang)
    if quantity is None or any(tokens.blocked[start : quantity.end]):
        return None
    first, name = start, None
    scaled = folded("scaled_currency").get(tokens.words[start - 1]) if start > free and quantity.scale == 1 else None
    if scaled is not None:
        factor = Decimal(scaled[0])
        quantity.low, quantity.high, quantity.scale, quantity.currency = quantity.low * factor, quantity.high * factor, factor, scaled[1]
        quantity.alternative = quantity.alternative and quantity.alternative * factor
        first = start - 1
    before = _currency_before(tokens, start, free, region, quantity)
    if before is not None:
        first, name = before
    elif scaled is None and _is_part_of_code(tokens, start):
        return None
    last, marked = _money_mark(tokens, quantity.end)
    after = _currency_after(tokens, last)
    if after is not None and (name is None or currency_of(name, region) == currency_of(after[1], region) or name == "dollar" or after[2]):
        if name in (None, "dollar"):
            name = after[1]
        last = after[0]
    elif quantity.currency is not None:
        name = quantity.currency
    if name is None and last < len(tokens) and _goes_on(tokens, last, quantity):
        return None
    found = Sum(quantity.low, quantity.high, first, last, quantity, name and currency_of(name, region), quantity.vague or quantity.slang, marked)
    if quantity.alternative is not None:
        found.alternative = (quantity.alternative, quantity.alternative)
    _cents(tokens, found, region, named=after is not None)
    return found


def _currency_before(tokens: Tokens, start: int, free: int, region: str, quantity: Quantity) -> tuple[int, str] | None:
    at = start
    if at > 0 and tokens.words[at - 1] == ":" and tokens.glued(at - 1):
        at -= 1
    inner = phrases("about").before(tokens.words, at)
    for end in (at, inner[0]) if inner else (at,):
        stop = end
        if stop > 0 and tokens.words[stop - 1] == "." and tokens.glued(stop - 1):
            stop -= 1
        found = currency_names().before(tokens.words, stop)
        if found is None or found[0] < free or not _is_name(tokens, found[0], stop):
            continue
        if tokens.is_digits[found[0] - 1] and tokens.glued(found[0]) and found[0] > 0 and not tokens.glued(start):
            continue
        if found[1] == "fr" and not _is_francs(tokens, start, quantity, region):
            continue
        if stop == start or _leads(tokens, found[0], stop):
            return found[0], found[1]
    return None


def _leads(tokens: Tokens, first: int, last: int) -> bool:
    """Only a sign or a code stands before its number with something between (EUR ca. 1.400, Fr. 20)."""
    raw = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
    return raw.upper() == raw or raw.lower() in ("fr", "frs", "sfr", "eur", "euro", "chf")


def _is_francs(tokens: Tokens, start: int, quantity: Quantity, region: str) -> bool:
    """Fr. is Friday as well: francs where francs are money, or before a number written the Swiss way."""
    digits = quantity.digits
    if region.upper() in ("CH", "LI"):
        return digits is None or digits.decimals == 0 or digits.decimals == 2
    raw = tokens.raw(start)
    return "'" in raw or "’" in raw or _money_mark(tokens, quantity.end)[1] or quantity.low >= 100


def _is_name(tokens: Tokens, first: int, last: int) -> bool:
    raw = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
    if raw.lower() in capitals_only() and not raw.isupper():
        return False
    return not (first > 0 and tokens.glued(first) and tokens.words[first][:1].isalpha() and tokens.words[first - 1][-1:].isalpha())


def _currency_after(tokens: Tokens, index: int) -> tuple[int, str, bool] | None:
    """(end, name, whether it was joined on) of the currency that follows."""
    if index < len(tokens) and tokens.words[index] == "-" and tokens.glued(index) and tokens.glued(index + 1):
        index += 1
    found = currency_names().at(tokens.words, index) or _nationality(tokens, index)
    if found is None:
        return None
    end, name = found
    if any(tokens.blocked[index:end]) or not _is_name(tokens, index, end):
        return None
    if end < len(tokens) and tokens.is_digits[end] and tokens.glued(end) and not tokens.glued(index):
        return None
    if end < len(tokens) and tokens.glued(end) and tokens.words[end][:1].isalpha():
        return None
    if name == "fr" and end < len(tokens) and tokens.words[end] == "." and tokens.glued(end):
        end += 1
    return end, name, tokens.glued(index)


def _nationality(tokens: Tokens, index: int) -> tuple[int, str] | None:
    """74,600 Canadian: the adjective alone names the currency unless a noun follows."""
    name = folded("nationalities").get(tokens.words[index]) if index < len(tokens) else None
    following = tokens.words[index + 1] if index + 1 < len(tokens) else ""
    if name is None or (len(following) > 3 and following[0].isalpha()):
        return None
    return index + 1, str(name)


def _is_part_of_code(tokens: Tokens, start: int) -> bool:
    """B-2200, cat7, 117/25, #44821: a number joined to something before it."""
    if not tokens.glued(start):
        return False
    previous = tokens.words[start - 1]
    if previous in _DASHES or previous in "/.,:":
        return start > 1 and tokens.glued(start - 1) and previous not in "–—" and (previous != "-" or not tokens.is_digits[start - 2])
    if previous == "x" and start > 1 and tokens.is_digits[start - 2]:
        return False
    return previous == "#" or previous[-1:].isalnum() or previous == "_"


def _money_mark(tokens: Tokens, index: int) -> tuple[int, bool]:
    """The dash for no cents: 1400,- 1'450.– 250.-- 900/-"""
    words = tokens.words
    if index + 1 < len(words) and tokens.glued(index) and tokens.glued(index + 1):
        if (words[index] in ".," and words[index + 1] in _DASHES) or (words[index] == "/" and words[index + 1] == "-"):
            end = index + 2
            while end < len(words) and words[end] in _DASHES and tokens.glued(end):
                end += 1
            if not (end < len(words) and tokens.glued(end) and words[end][0].isdigit()):
                return end, True
    return index, False


def _goes_on(tokens: Tokens, last: int, quantity: Quantity) -> bool:
    """3rd, 2b, 500er, 40%, 5-stellig, 24/7: the number is part of something else."""
    word = tokens.words[last]
    if word in ("%", "‰", "°") or word in ("prozent", "percent"):
        return True
    if not tokens.glued(last):
        return False
    if word[0].isalpha():
        return word not in ("ish", "x", "plus") and not (quantity.scale > 1 and quantity.digits is None)
    if word in ("/", ":", "_") and last + 1 < len(tokens) and tokens.glued(last + 1):
        return tokens.is_digits[last + 1] or word == "_"
    if word == "-" and last + 1 < len(tokens) and tokens.glued(last + 1) and quantity.scale == 1:
        following = tokens.words[last + 1]
        return following[0].isalpha() and following not in ("ish", "odd", "plus") and not may_begin(tokens, last + 1)
    return False


def _cents(tokens: Tokens, found: Sum, region: str, *, named: bool) -> None:
    """ "3 Euro 50" and "99 cents"."""
    words, last = tokens.words, found.last
    if found.currency is None and last < len(words) and found.quantity.scale == 1:
        cents = folded("cents").get(words[last])
        if cents is not None and (len(words[last]) > 2 or tokens.glued(last)):
            found.low, found.high = found.low * _CENT, found.high * _CENT
            found.currency, found.last, found.alternative = currency_of(cents, region), last + 1, None
        return
    whole = found.low == int(found.low) and found.quantity.scale == 1 and words[last - 1][0].isalpha()
    if not (named and whole and last < len(words) and tokens.is_digits[last] and not tokens.blocked[last]):
        return
    digits = tokens.digits[last]
    if digits is None or tokens.ends[last] - tokens.starts[last] != 2:
        return
    after = last + 1
    if after < len(words) and (words[after][0].isalnum() or words[after] in ("%", "-", "€", "$", "£", "/", ":")) and words[after] not in folded("cents"):
        return
    found.low += digits.value * _CENT
    found.high = found.low
    found.last = after + (1 if after < len(words) and words[after] in folded("cents") else 0)


def _ranges(tokens: Tokens, sums: list[Sum]) -> Iterator[Sum]:
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
    if at < len(words) and words[at] == "-" and tokens.glued(at) and at + 1 < len(words) and not tokens.glued(at + 1):
        at += 1  # "zwei- bis dreitausend"
    names = ("range", "between_and") if between else ("range",)
    found = phrases(*names).at(words, at)
    if found is None:
        return None
    end = found[0]
    while (about := phrases("about").at(words, end)) is not None and about[0] <= high.first:
        end = about[0]
    if end != high.first or high.low != high.high or low.low != low.high:
        return None
    if low.currency and high.currency and low.currency != high.currency:
        return None
    start, stop = low.low, high.low
    scale = high.quantity.scale
    if low.quantity.scale == 1 and scale > 1 and start * scale < stop:
        start *= scale
        alternative = None
    else:
        alternative = low.alternative
    if high.alternative is not None and low.alternative is None:
        alternative = None
    if not start < stop:
        return None
    either = words[at] in ("or", "oder", "maybe", "bzw")
    if either and stop > start * 3:
        return None
    joined = Sum(start, stop, between[0] if between else low.first, high.last, high.quantity, low.currency or high.currency, True, low.marked or high.marked, True)
    if alternative is not None and high.alternative is not None:
        joined.alternative = (alternative[0], high.alternative[0])
    return joined


def _before_words(tokens: Tokens, index: int) -> int:
    """Step left over words of approximation: "between about 5 and 7k"."""
    while (found := phrases("about").before(tokens.words, index)) is not None:
        index = found[0]
    return index


