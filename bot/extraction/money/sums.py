"""Sums in the pieces of a text: a number with its currency, the marks and words around it, and ranges of
two.
"""

from decimal import Decimal

from bot.extraction.money.bounds import take_in_bounds
from bot.extraction.money.currency import currency_after, currency_before, is_letter, money_mark, odd_end
from bot.extraction.money.lists import ends_item
from bot.extraction.money.number_words import read_word
from bot.extraction.money.numbers import may_begin, read_quantity
from bot.extraction.money.quantity import Quantity
from bot.extraction.money.ranges import with_ranges
from bot.extraction.money.sum import Sum
from bot.extraction.money.tokens import Tokens
from bot.extraction.money.words import currency_names, currency_of, folded, is_cue

_DASHES = frozenset("-–—")
# A message with more numbers is a table or a log; reading on would only cost time.
_MOST_NUMBERS = 600
_CENT = Decimal("0.01")
_FEWEST_CENTS, _HUNDRED = 5, 100


def find_sums(tokens: Tokens, lang: str, region: str, *, bare: bool) -> list[Sum]:
    """Every number with what belongs to it; small numbers without anything around them only if `bare`."""
    sums: list[Sum] = []
    free = tried = 0
    for index in range(len(tokens)):
        if index < free or tokens.blocked[index] or not may_begin(tokens, index):
            continue
        if tokens.is_digits[index] and not bare and _is_plain(tokens, index):
            continue
        tried += 1
        if tried > _MOST_NUMBERS:
            break
        found = _sum_at(tokens, index, free, lang, region)
        if found is None:
            continue
        if found.quantity.digits is None and found.quantity.alternative is not None and not bare:
            # "Three fifty" is 350 where a loss is asked for, and may be 3.50 anywhere else.
            found.doubtful = (found.quantity.alternative, found.quantity.alternative)
        sums.append(found)
        free = found.last
    joined = list(with_ranges(tokens, sums, asked=bare))
    take_in_bounds(tokens, joined, lang)
    return joined


def _is_plain(tokens: Tokens, index: int) -> bool:
    """A number of one or two digits with neither sign nor word of money beside it: by far the most
    frequent.
    """
    if tokens.ends[index] - tokens.starts[index] > 2:
        return False
    words = tokens.words
    if money_mark(tokens, index + 1)[1] or is_letter(tokens, index - 1):
        return False
    if any(is_cue(word) for word in words[max(0, index - 2) : index]) or ends_item(tokens, index, index + 1):
        return False
    if index + 1 < len(words) and not (tokens.is_digits[index + 1] or words[index + 1] in ".,;:!?\n)"):
        return False
    if words[index + 1 : index + 3] == ["1", "/"]:
        return False
    if index == 0:
        return True
    return not (
        currency_names().before(words, index)
        or words[index - 1] in _DASHES
        or words[index - 1] in folded("scaled_currency")
    )


def _sum_at(tokens: Tokens, start: int, free: int, lang: str, region: str) -> Sum | None:
    quantity = read_quantity(tokens, start, lang)
    if quantity is None or any(tokens.blocked[start : quantity.end]):
        return None
    first, name = start, None
    scaled = (
        folded("scaled_currency").get(tokens.words[start - 1])
        if start > free and quantity.scale == 1
        else None
    )
    if scaled is not None:
        factor = Decimal(scaled[0])
        quantity.low, quantity.high, quantity.scale, quantity.currency = (
            quantity.low * factor,
            quantity.high * factor,
            factor,
            scaled[1],
        )
        quantity.alternative = quantity.alternative and quantity.alternative * factor
        first = start - 1
    before = currency_before(tokens, start, free, region, quantity)
    if before is not None:
        first, name = before
    elif scaled is None and _is_part_of_code(tokens, start):
        return None
    odd = odd_end(tokens, quantity.end)
    last, marked = money_mark(tokens, odd)
    after = currency_after(tokens, last)
    if after is not None and (
        name is None
        or currency_of(name, region) == currency_of(after[1], region)
        or name == "dollar"
        or after[2]
    ):
        if name in (None, "dollar"):
            name = after[1]
        last = after[0]
    elif quantity.currency is not None:
        name = quantity.currency
    if name is None and last < len(tokens) and _goes_on(tokens, last, quantity):
        return None
    found = Sum(
        quantity.low,
        quantity.high,
        first,
        last,
        quantity,
        name and currency_of(name, region),
        quantity.vague or quantity.slang or odd > quantity.end,
        marked,
    )
    if quantity.alternative is not None:
        found.alternative = (quantity.alternative, quantity.alternative)
    _cents(tokens, found, region, named=after is not None)
    return found


def _is_part_of_code(tokens: Tokens, start: int) -> bool:
    """B-2200, cat7, 117/25, #44821: a number joined to something before it."""
    if not tokens.glued(start):
        return False
    previous = tokens.words[start - 1]
    if previous in _DASHES or previous in "/.,:":
        return (
            start > 1
            and tokens.glued(start - 1)
            and previous not in "–—"
            and (
                previous != "-"
                or not (tokens.is_digits[start - 2] or tokens.words[start - 2] in folded("scales"))
            )
        )
    if previous == "x" and start > 1 and tokens.is_digits[start - 2]:
        return False
    return previous == "#" or previous[-1:].isalnum() or previous == "_"


def _goes_on(tokens: Tokens, last: int, quantity: Quantity) -> bool:
    """3rd, 2b, 500er, 40%, 5-stellig, 24/7: the number is part of something else."""
    word = tokens.words[last]
    if word in ("%", "‰", "°") or word in ("prozent", "percent"):
        return True
    if not tokens.glued(last) or word in folded("cents"):
        return False
    if word[0].isalpha():
        return word not in ("ish", "x", "plus") and not (quantity.scale > 1 and quantity.digits is None)
    if word in ("/", ":", "_") and last + 1 < len(tokens) and tokens.glued(last + 1):
        return tokens.is_digits[last + 1] or word == "_"
    if word == "-" and last + 1 < len(tokens) and tokens.glued(last + 1) and quantity.scale == 1:
        following = tokens.words[last + 1]
        return (
            following[0].isalpha()
            and following not in ("ish", "odd", "plus")
            and not may_begin(tokens, last + 1)
        )
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
    if not (named and whole and last < len(words) and not tokens.blocked[last]):
        return
    if not tokens.is_digits[last]:
        _spoken_cents(tokens, found)
        return
    digits = tokens.digits[last]
    if digits is None or tokens.ends[last] - tokens.starts[last] != 2:
        return
    after = last + 1
    if (
        after < len(words)
        and (words[after][0].isalnum() or words[after] in ("%", "-", "€", "$", "£", "/", ":"))
        and words[after] not in folded("cents")
    ):
        return
    found.low += digits.value * _CENT
    found.high = found.low
    found.last = after + (1 if after < len(words) and words[after] in folded("cents") else 0)


def _spoken_cents(tokens: Tokens, found: Sum) -> None:
    """ "Zwölf Euro fuffzig", "five pounds fifty": a number in words, and the amount in words or small."""
    words, last = tokens.words, found.last
    cents, ones = read_word(words[last]), read_word(words[last + 1]) if last + 1 < len(words) else None
    tens = (
        cents is not None
        and ones is not None
        and 20 <= cents < _HUNDRED
        and cents % 10 == 0
        and 0 < ones < 10
    )
    if cents is not None and ones is not None and tens:
        cents += ones
    spoken = found.quantity.digits is None or found.low < _HUNDRED
    if cents is None or not spoken or not _FEWEST_CENTS <= cents < _HUNDRED or cents != int(cents):
        return
    after = last + 1 + tens
    if after < len(words) and (words[after][0].isalnum() or words[after] in _DASHES):
        if words[after] in folded("cents"):
            after += 1
        elif words[after] not in folded("function_words"):
            return
    found.low += cents * _CENT
    found.high, found.last = found.low, after
