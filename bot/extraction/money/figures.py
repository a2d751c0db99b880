"""Sums named by their number of digits: a low five-digit sum, mid six figures, fünfstellig."""

from decimal import Decimal
from functools import cache

from bot.extraction.found import AmountFound, Span
from bot.extraction.money.number_words import read_word
from bot.extraction.money.tokens import Tokens
from bot.extraction.money.words import currency_names, currency_of, fold, folded, is_cue

_CONFIDENCE = 0.6
_FEWEST, _MOST = 2, 9
_COUNTED = 3
"""Figures that may be counted: "two figures swapped", but "six figures easily"."""
_WHOLE = (1, 10)


def find_figures(tokens: Tokens, region: str, default: str, *, asked: bool = False) -> list[AmountFound]:
    """Every such sum, as its bounds; nothing for codes and numbers (a six-digit PIN)."""
    if _nouns().isdisjoint(tokens.words) and not any("stellig" in word for word in tokens.words):
        return []
    found = []
    free = 0
    for index in range(len(tokens)):
        if index < free or tokens.blocked[index]:
            continue
        named = _named(tokens, index)
        if named is None:
            continue
        first, last, count = named
        first, (least, most) = _parts(tokens, first, free)
        if not asked and count <= _COUNTED and first == index and _counts_figures(tokens, index, last):
            continue
        currency = _currency(tokens, last, region)
        unit = Decimal(10) ** (count - 1)
        low, high = least * unit, most * unit - (1 if most == _WHOLE[1] else 0)
        span = Span(0, tokens.starts[first], tokens.ends[last - 1])
        found.append(
            AmountFound(
                low, high, currency or default, True, currency is not None, _CONFIDENCE, span, "figures"
            )
        )
        free = last
    return found


@cache
def _nouns() -> frozenset[str]:
    return frozenset({*folded("figures"), *folded("digits")})


def _named(tokens: Tokens, index: int) -> tuple[int, int, int] | None:
    """(first, last, number of digits) of "five figures", "5-digit", "fünfstelligen" at piece `index`."""
    words, word = tokens.words, tokens.words[index]
    if "stellig" in word and word not in folded("figures"):
        stem, _, ending = word.partition("stellig")
        count = read_word(stem)
        if (
            count is None
            or len(ending) > 2
            or count != int(count)
            or not _FEWEST <= count <= _MOST
            or not _is_sum(tokens, index + 1)
        ):
            return None
        return index, index + 1, int(count)
    digits = tokens.digits[index]
    count = digits.value if digits is not None else read_word(word)
    if count is None or not _FEWEST <= count <= _MOST or count != int(count):
        return None
    at = index + 1
    if at < len(words) and words[at] == "-":
        at += 1
    if at >= len(words):
        return None
    if words[at] in folded("figures") and _is_sum(tokens, at + 1):
        return index, at + 1, int(count)
    if words[at] in folded("digits") and _is_sum(tokens, at + 1) and _speaks_of_money(tokens, index, at + 1):
        return index, at + 1, int(count)
    return None


def _counts_figures(tokens: Tokens, index: int, last: int) -> bool:
    """ "Had two figures swapped": few figures in the plural, with nothing about money around."""
    if tokens.words[last - 1] != "figures" or (
        index > 0 and tokens.words[index - 1] in ("in", "into", "to", "at")
    ):
        return False
    return not _speaks_of_money(tokens, index, last)


def _is_sum(tokens: Tokens, after: int) -> bool:
    following = tokens.words[after : after + 2]
    return not any(word in folded("not_sums") for word in following)


def _speaks_of_money(tokens: Tokens, first: int, last: int) -> bool:
    around = tokens.words[max(0, first - 6) : first] + tokens.words[last : last + 2]
    return any(word in ("sum", "amount", "range", "loss", "region") or is_cue(word) for word in around)


def _parts(tokens: Tokens, first: int, free: int) -> tuple[int, tuple[int, int]]:
    """ "low", "mid to high", "im unteren bis mittleren" before the number; the whole decade without."""
    table = folded("figure_parts")
    least, most = _WHOLE
    at = first
    if at > free and tokens.words[at - 1] == "-":
        at -= 1
    if not (at > free and tokens.words[at - 1] in table):
        return first, _WHOLE
    at -= 1
    least, most = table[tokens.words[at]]
    if (
        at - 1 > free
        and tokens.words[at - 1] in ("to", "bis", "-", "or", "oder")
        and tokens.words[at - 2] in table
    ):
        at -= 2
        least = table[tokens.words[at]][0]
    return at, (least, most)


def _currency(tokens: Tokens, last: int, region: str) -> str | None:
    for at in range(last, min(last + 3, len(tokens))):
        found = currency_names().at(tokens.words, at)
        if found is not None:
            return currency_of(found[1], region)
        if fold(tokens.words[at]).startswith("eurobetr"):
            return "EUR"
    return None
