"""Numbers without a currency that look like money, or like something else, by what stands right beside them."""

from decimal import Decimal
from functools import cache

from bot.extraction.money.sum import Sum
from bot.extraction.money.tokens import Tokens
from bot.extraction.money.words import folded

_YEAR_DAYS = frozenset({360, 365, 366})
_BEFORE_RATE = frozenset({"pro", "per", "je"})
_REACH = 6
_DAYS, _DECEMBER = 32, Decimal("0.12")
"""18.05 may be a day and a month."""
_LEAST_ALONE = 20
_LONGER_THAN = 6
"""Letters of a road's name: "Ringstraße", not "weg"."""


@cache
def _parts_of_words(table: str) -> tuple[str, ...]:
    return tuple(folded(table))


def is_no_price(tokens: Tokens, found: Sum) -> bool:
    """Days of a year, house numbers, quotas and what a count is set against: "365", "Ringstraße 88", "statt 9.000"."""
    words, first = tokens.words, found.first
    digits = found.quantity.digits
    if digits is None:
        return (
            found.quantity.scale == 1
            and words[found.last : found.last + 1] != []
            and words[found.last] in folded("counted_papers")
        )
    if not digits.grouped and found.high in _YEAR_DAYS:
        return True
    if (
        first > 0
        and len(words[first - 1]) > _LONGER_THAN
        and words[first - 1].endswith(_parts_of_words("roads"))
    ):
        return True
    if digits.decimals and 99 <= found.high < 100:
        around = words[max(0, first - 2 * _REACH) : found.last + 2 * _REACH]
        return any(word.startswith(_parts_of_words("uptime")) for word in around)
    return _beside_a_count(tokens, found)


def _beside_a_count(tokens: Tokens, found: Sum) -> bool:
    """ "90.000 Liter statt 9.000", "10'000 statt 1'000 Säcke": what a count replaces is a count."""
    words, first, last = tokens.words, found.first, found.last
    if words[last : last + 1] and words[last] in folded("instead"):
        other = last + 2 if words[last + 1 : last + 2] == ["of"] else last + 1
        return other < len(words) and tokens.blocked[other]
    start = first - 1 if words[first - 1] != "of" else first - 2
    return start > 0 and words[start] in folded("instead") and tokens.blocked[start - 1]


def is_set_against(tokens: Tokens, found: Sum) -> bool:
    """ "Wrong square footage: 2,640 instead of 2,240": two numbers of which nothing says that they are money."""
    words, last = tokens.words, found.last
    if words[last : last + 1] and words[last] in folded("instead"):
        rest = words[last + 1 : last + 4]
        return any(word[0].isdigit() for word in rest[: 2 if rest[:1] == ["of"] else 1])
    start = found.first - 1 if words[found.first - 1] != "of" else found.first - 2
    return start > 0 and words[start] in folded("instead") and words[start - 1][0].isdigit()


def is_rate(tokens: Tokens, found: Sum) -> bool:
    """ "11.90 im Monat" with cents, "pro Auto 180"."""
    words, first, last = tokens.words, found.first, found.last
    digits = found.quantity.digits
    cents = digits is not None and digits.decimals == 2 and last + 1 < len(words)
    if cents and words[last] in folded("rates") and words[last + 1] in folded("rate_periods"):
        return True
    return first > 1 and words[first - 2] in _BEFORE_RATE and words[first - 1][:1].isalpha()


def is_small_price(tokens: Tokens, found: Sum) -> bool:
    """ "6,90" is a price where money is spoken of; "um 9.30" is a clock time, 18.05 may be a day."""
    digits = found.quantity.digits
    before = tokens.words[found.first - 1 : found.first]
    if digits is None or digits.decimals != 2 or found.quantity.scale != 1 or found.high < 1:
        return False
    day_and_month = digits.decimal_mark == "." and 0 < found.high % 1 <= _DECEMBER and found.high < _DAYS
    return not day_and_month and not (before and before[0] in folded("before_clock"))


def closes_with_cents(tokens: Tokens, found: Sum, lang: str) -> bool:
    """ "86,40" at the end of a clause, written the German way."""
    digits = found.quantity.digits
    if digits is None or digits.decimals != 2 or digits.decimal_mark != "," or lang != "de":
        return False
    after = tokens.words[found.last : found.last + 1]
    return found.high >= _LEAST_ALONE and (not after or after[0] in ".,;!?)\n")


def is_sum_of(tokens: Tokens, found: Sum) -> bool:
    """ "12 lakh of business": a sum of something that is money."""
    following = tokens.words[found.last + 1 : found.last + 2]
    return bool(following) and (following[0] in folded("sums_of") or following[0] in folded("money_nouns"))


def is_weight(tokens: Tokens, found: Sum) -> bool:
    """ "Die Kiste wog drei Kilo": no three thousand."""
    if tokens.words[found.quantity.end - 1] != "kilo":
        return False
    around = tokens.words[max(0, found.first - _REACH) : found.last + _REACH]
    return any(word.startswith(_parts_of_words("weighing")) for word in around)
