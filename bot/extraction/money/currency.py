"""Names of currencies before and after a number, and the marks between."""

from functools import cache

from bot.extraction.money.quantity import Quantity
from bot.extraction.money.tokens import Tokens
from bot.extraction.money.words import capitals_only, currency_names, folded, load, phrases

_DASHES = frozenset("-–—")
_LEAST_OF_LETTER = 100
"""R2 is a version before it is two rand."""
_RATES = frozenset({"per", "a", "an", "each", "/", "pm", "pp", "monthly"})


def currency_before(
    tokens: Tokens, start: int, free: int, region: str, quantity: Quantity
) -> tuple[int, str] | None:
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
        if (
            tokens.is_digits[found[0] - 1]
            and tokens.glued(found[0])
            and found[0] > 0
            and not tokens.glued(start)
        ):
            continue
        if found[1] == "fr" and not _is_francs(tokens, start, quantity, region):
            continue
        if stop == start or _leads(tokens, found[0], stop):
            return found[0], found[1]
    return _letter_before(tokens, start, free, region) if _is_price(tokens, quantity) else None


def _is_price(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a letter before the number can be money: R250, R2,09, R45 per slip; R2 alone is a version."""
    digits = quantity.digits
    if quantity.low >= _LEAST_OF_LETTER or (digits is not None and digits.decimals == 2):
        return True
    return any(word in _RATES for word in tokens.words[quantity.end : quantity.end + 1])


def is_letter(tokens: Tokens, index: int) -> bool:
    """Whether a piece is a capital letter that is money in some country, with its number joined on."""
    if index < 0 or index + 1 >= len(tokens) or not tokens.glued(index + 1):
        return False
    return tokens.words[index] in _letters() and tokens.raw(index)[:1].isupper()


@cache
def _letters() -> frozenset[str]:
    return frozenset(letter for table in load()["regional_letters"].values() for letter in table)


def _letter_before(tokens: Tokens, start: int, free: int, region: str) -> tuple[int, str] | None:
    """R85 000 in South Africa: a capital letter that is money in one country only."""
    code = (
        load()["regional_letters"].get(region.upper(), {}).get(tokens.words[start - 1])
        if start > free
        else None
    )
    if code is None or not tokens.raw(start - 1)[:1].isupper() or not _is_name(tokens, start - 1, start):
        return None
    return start - 1, str(code)


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
    return "'" in raw or "’" in raw or money_mark(tokens, quantity.end)[1] or quantity.low >= 100


def _is_name(tokens: Tokens, first: int, last: int) -> bool:
    raw = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
    if raw.lower() in capitals_only() and not raw.isupper():
        return False
    return not (
        first > 0
        and tokens.glued(first)
        and tokens.words[first][:1].isalpha()
        and tokens.words[first - 1][-1:].isalpha()
    )


def currency_after(tokens: Tokens, index: int) -> tuple[int, str, bool] | None:
    """(end, name, whether it was joined on) of the currency that follows."""
    joined = (
        index < len(tokens) and tokens.words[index] == "-" and tokens.glued(index) and tokens.glued(index + 1)
    )
    index += joined
    found = currency_names().at(tokens.words, index) or _nationality(tokens, index)
    if found is None:
        return None
    end, name = found
    if any(tokens.blocked[index:end]) or not _is_name(tokens, index, end):
        return None
    if (
        end < len(tokens)
        and tokens.is_digits[end]
        and tokens.glued(end)
        and (joined or not tokens.glued(index))
    ):
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


def money_mark(tokens: Tokens, index: int) -> tuple[int, bool]:
    """The dash for no cents: 1400,- 1'450.– 250.-- 900/-"""
    words = tokens.words
    if not (index + 1 < len(words) and tokens.glued(index) and tokens.glued(index + 1)):
        return index, False
    mark, dash = words[index], words[index + 1]
    if not ((mark in ".," and dash in _DASHES) or (mark == "/" and dash == "-")):
        return index, False
    end = index + 2
    while end < len(words) and words[end] in _DASHES and tokens.glued(end):
        end += 1
    goes_on = end < len(words) and tokens.glued(end) and words[end][0].isdigit()
    return (index, False) if goes_on else (end, True)


def odd_end(tokens: Tokens, index: int) -> int:
    """400-odd pounds, 5k-ish euros: where the word of approximation between number and currency ends."""
    at = index + 1 if tokens.words[index : index + 1] == ["-"] else index
    if tokens.words[at : at + 1] in (["odd"], ["ish"]) and currency_names().at(tokens.words, at + 1):
        return at + 1
    return index
