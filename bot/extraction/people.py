"""How many, as people say it: "about 40", "sixty", "a few hundred", "40.. make that 60". Read for counts of people and things."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from bot.extraction.cues import compile_phrases
from bot.extraction.found import Span, TextFound
from bot.extraction.money.numbers import may_begin, read_quantity
from bot.extraction.money.quantity import ONE, Quantity, shared_factor
from bot.extraction.money.tokens import Tokens, cut
from bot.extraction.tables import read_table

_ABOUT_BEFORE, _ABOUT_AFTER = 24, 16


def find_count(text: str, lang: str) -> TextFound | None:
    """The number a short text gives, with a word that says whether it is a rough one; None if it gives none.

    Of several the first counts, unless the text takes it back: then the first after that.
    """
    corrected = [found.end() for found in _phrases("instead").finditer(text)]
    for start in [*reversed(corrected), 0]:
        found = _first(text, start, lang)
        if found is not None:
            return found
    return None


def _first(text: str, start: int, lang: str) -> TextFound | None:
    """The first number after `start`, one of people before others ("two lists with 45 people")."""
    tokens = cut(text[start:])
    found = list(_counts(tokens, lang))
    if not found:
        return None
    quantity, upper = next(
        ((each, upper) for each, upper in found if _of_people(tokens, upper or each)), found[0]
    )
    span = Span(0, start + tokens.starts[quantity.start], start + tokens.ends[(upper or quantity).end - 1])
    return TextFound(_written(text, quantity, upper, span), 0.85, span)


def _counts(tokens: Tokens, lang: str) -> Iterator[tuple[Quantity, Quantity | None]]:
    """Every number that may be how many, with the upper end of a range."""
    index = 0
    while index < len(tokens):
        quantity = read_quantity(tokens, index, lang) if may_begin(tokens, index) else None
        if quantity is None or not _is_count(tokens, quantity):
            index += 1
            continue
        upper = _range_end(tokens, quantity, lang)
        yield quantity, upper
        index = (upper or quantity).end


def _of_people(tokens: Tokens, quantity: Quantity) -> bool:
    return any(word in _words("people") for word in tokens.words[quantity.end : quantity.end + 2])


def _is_count(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a number may be how many; "a", "one" of "one of them" and percentages are not."""
    if quantity.low != int(quantity.low):
        return False
    following = tokens.words[quantity.end] if quantity.end < len(tokens) else ""
    if following in ("%", "percent", "prozent"):
        return False
    return tokens.is_digits[quantity.start] or quantity.low >= 2 or following in _words("people")


def _range_end(tokens: Tokens, quantity: Quantity, lang: str) -> Quantity | None:
    """The upper end of "40-60", "zwischen 40 und 60"."""
    end = quantity.end
    between = quantity.start > 0 and tokens.words[quantity.start - 1] in _words("between")
    joins = _words("range") | (_words("and") if between else frozenset())
    if end + 1 >= len(tokens) or tokens.words[end] not in joins or not may_begin(tokens, end + 1):
        return None
    upper = read_quantity(tokens, end + 1, lang)
    return upper if upper is not None and upper.low > quantity.high else None


def _written(text: str, quantity: Quantity, upper: Quantity | None, span: Span) -> str:
    """The number in digits, so that it can be compared, with the word for its roughness as it was said."""
    if upper is not None:
        return f"{int(quantity.low * _left_out(quantity, upper))}–{int(upper.high)}"
    if quantity.low != quantity.high:
        return f"{text[span.start : span.end]} ({int(quantity.low)}–{int(quantity.high)})"
    before = list(_phrases("about").finditer(text, max(0, span.start - _ABOUT_BEFORE), span.start))
    if before and not text[before[-1].end() : span.start].strip(" ~"):
        return f"{before[-1].group().strip()} {int(quantity.low)}"
    after = _phrases("about_after").match(text, span.end)
    return f"~{int(quantity.low)}" if after else str(int(quantity.low))


def _left_out(low: Quantity, high: Quantity) -> Decimal:
    """What the lower end of a range in plain digits leaves to the upper one: 100 in "5-600 Leute"."""
    plain = all(each.digits and not each.digits.grouped and each.scale == 1 for each in (low, high))
    return shared_factor(low.low, high.low) if plain else ONE


@cache
def _words(name: str) -> frozenset[str]:
    data = read_table(Path(__file__).parent / "grammar" / "people.yml")
    return frozenset(str(word).lower() for word in data[name])


@cache
def _phrases(name: str) -> re.Pattern[str]:
    if name == "about_after":
        return re.compile(rf"\W{{0,3}}(?:{compile_phrases(sorted(_words(name))).pattern})", re.IGNORECASE)
    return compile_phrases(sorted(_words(name)))
