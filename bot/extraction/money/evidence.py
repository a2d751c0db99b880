"""Which numbers without a currency are money: by their writing, the words near them, and what they count."""

from bot.extraction.counts import counted_noun
from bot.extraction.money.lists import prices
from bot.extraction.money.shapes import (
    closes_with_cents,
    is_no_price,
    is_rate,
    is_set_against,
    is_small_price,
    is_sum_of,
    is_weight,
)
from bot.extraction.money.sum import Sum
from bot.extraction.money.tokens import Tokens
from bot.extraction.money.words import folded, is_cue

CLEAR = 0.95
MARKED = 0.85
ASKED = 0.8
NEAR = 0.78
JOINED = 0.75
WIDE = 0.72
LOOSE = 0.6
LISTED = 0.58
VAGUE = 0.55
UNSURE = 0.5
# A number in thousands that counts nothing: what else is it in a report of a loss? Never taken without a question.
ALONE = 0.4

_NEAR = 4
_WIDE = 12
_AFTER = 5
_SMALLEST = 20
_ALIKE = 6
_ALIKE_LEAST = 100
_PURPOSES = frozenset({"for", "in", "on", "für", "fuer", "an", "fürs", "für's"})
_WHOLE_MESSAGE = 6
_DATED = frozenset({"am", "vom", "bis", "zum", "seit", "ab", "on", "der", "dem"})
_NAMED = frozenset(
    {
        "number",
        "no",
        "nr",
        "nummer",
        "#",
        "room",
        "zimmer",
        "page",
        "seite",
        "port",
        "vlan",
        "id",
        "in",
        "since",
    }
    | {"seit", "im", "ext", "step", "level", "line", "row", "zeile"}
)


def weigh(tokens: Tokens, sums: list[Sum], lang: str, *, asked: bool) -> list[tuple[Sum, float]]:
    """The sums that are money, each with its confidence."""
    weights = [CLEAR if found.currency else _evidence(tokens, found, lang) for found in sums]
    for number in prices(tokens, sums, weights):
        if weights[number] == 0 and not counts(tokens, sums[number]):
            weights[number] = LISTED
    _spread(tokens, sums, weights)
    if asked and all(weight < UNSURE for weight in weights):
        weights = [
            ASKED if _answers(tokens, found) else weight for found, weight in zip(sums, weights, strict=True)
        ]
    return [(found, weight) for found, weight in zip(sums, weights, strict=True) if weight > 0]


def _answers(tokens: Tokens, found: Sum) -> bool:
    """Whether a bare number can be the answer to "how much?"."""
    if counts(tokens, found) or _is_named_number(tokens, found.first) or _is_day(tokens, found):
        return False
    if found.quantity.digits is not None or found.high >= _SMALLEST:
        return True
    following = tokens.words[found.last] if found.last < len(tokens) else "."
    return len(tokens) <= _WHOLE_MESSAGE and not following[0].isalpha()


def _spread(tokens: Tokens, sums: list[Sum], weights: list[float]) -> None:
    """ "9,800 and 14,300 euro": a number joined to an amount is an amount, unless it counts something."""
    for step in (1, -1):
        for at in range(len(sums) - 1) if step > 0 else range(len(sums) - 1, 0, -1):
            other = at + step
            left, right = (sums[at], sums[other]) if step > 0 else (sums[other], sums[at])
            if (
                weights[at] > 0
                and weights[other] == 0
                and tokens.words[right.first - 1] in folded("joints")
                and (right.first - left.last == 1 or _alike(tokens, left, right))
            ):
                weights[other] = JOINED if _could_be_money(tokens, sums[other]) else 0


def _alike(tokens: Tokens, left: Sum, right: Sum) -> bool:
    """ "2,940 in rooms and 310 in taxis": close to one another, each followed by the same small word."""
    return (
        min(left.high, right.high) >= _ALIKE_LEAST
        and 0 < right.first - left.last <= _ALIKE
        and right.last < len(tokens)
        and tokens.words[left.last] == tokens.words[right.last]
        and tokens.words[right.last] in _PURPOSES
    )


def _could_be_money(tokens: Tokens, found: Sum) -> bool:
    digits = found.quantity.digits
    if found.high < _SMALLEST or counts(tokens, found) or _is_day(tokens, found):
        return False
    return digits is None or digits.grouped or (digits.decimals != 1 and not 1900 <= found.high < 2100)


def counts(tokens: Tokens, found: Sum) -> bool:
    """Whether the number counts a noun that follows it (5k contacts, zweitausend Kunden)."""
    if found.last >= len(tokens):
        return False
    gap = tokens.text[tokens.ends[found.last - 1] : tokens.starts[found.last]]
    return gap in (" ", "  ") and counted_noun(tokens.text, tokens.starts[found.last]) is not None


def _is_day(tokens: Tokens, found: Sum) -> bool:
    """31.12. without a currency is a day."""
    digits = found.quantity.digits
    if digits is None or digits.decimal_mark != "." or digits.grouped or found.quantity.scale > 1:
        return False
    day, month = int(found.high), int(str(digits.value).partition(".")[2] or 0)
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return False
    closed = tokens.words[found.last : found.last + 1] == ["."] and tokens.glued(found.last)
    return closed or (found.first > 0 and tokens.words[found.first - 1] in _DATED)


def _evidence(tokens: Tokens, found: Sum, lang: str) -> float:
    """Confidence that a sum without a currency is money, 0 if there is no sign of it."""
    if found.marked:
        return MARKED
    if counts(tokens, found):
        return 0.0
    if found.quantity.slang and found.quantity.scale > 1:
        return 0.0 if is_weight(tokens, found) else ASKED
    if _is_named_number(tokens, found.first) or _is_day(tokens, found) or is_no_price(tokens, found):
        return 0.0
    if tokens.words[found.quantity.end - 1] in folded("dozens"):
        return 0.0
    if found.quantity.vague and tokens.words[found.last : found.last + 1] == ["of"]:
        return 0.0
    near, wide = _cues(tokens, found, lang)
    near = near or is_rate(tokens, found)
    digits = found.quantity.digits
    if found.quantity.scale >= 1000 and not found.quantity.vague:
        return _scaled_evidence(tokens, found, near, wide)
    if found.high < _SMALLEST:
        return NEAR if near and is_small_price(tokens, found) else 0.0
    if digits is not None and digits.decimals == 1:
        return 0.0
    if (
        digits is not None
        and not digits.grouped
        and digits.decimals == 0
        and found.quantity.scale == 1
        and not found.range
    ):
        return _plain_evidence(found, near, wide)
    if not near and is_set_against(tokens, found):
        return 0.0
    if near or wide:
        return NEAR if near else WIDE
    if digits is not None and digits.decimals == 2 and digits.grouped:
        return VAGUE
    if digits is not None and closes_with_cents(tokens, found, lang):
        return ALONE
    if digits is None or not digits.grouped or tokens.words[found.first - 1 : found.first] == ["of"]:
        return 0.0
    return VAGUE if found.approximate else ALONE


def _scaled_evidence(tokens: Tokens, found: Sum, near: bool, wide: bool) -> float:
    """22k, 5 million: money unless something says otherwise; 5m only beside a word about money (it is a
    length, too).
    """
    if tokens.words[found.quantity.end - 1] in ("m", "mm", "b"):
        return LOOSE if near else 0.0
    if tokens.words[found.last : found.last + 1] == ["of"] and not is_sum_of(tokens, found):
        return 0.0
    if near or wide:
        return ASKED if near else JOINED
    return LOOSE if found.quantity.digits is not None or found.range or found.approximate else UNSURE


def _plain_evidence(found: Sum, near: bool, wide: bool) -> float:
    """900, 18500: only close to a word about money; a year hardly ever."""
    if 1900 <= found.high < 2100 and not (near and found.high % 100 == 0):
        return 0.0
    if near and found.high >= 50:
        return NEAR
    return VAGUE if wide and found.high >= 3000 else 0.0


def _is_named_number(tokens: Tokens, first: int) -> bool:
    """number 2207, Zimmer 300: a name, not a sum."""
    at = first - 1
    if at >= 0 and tokens.words[at] == ".":
        at -= 1
    return at >= 0 and (tokens.words[at] in _NAMED or tokens.words[at] in folded("counters"))


def _cues(tokens: Tokens, found: Sum, lang: str) -> tuple[bool, bool]:
    """Whether a word about money stands close by, and whether one stands in the same sentence."""
    near = wide = False
    before = tokens.words[max(0, found.first - 2) : found.first]
    if before and (
        before[-1] in folded("adders") or (before[-1] in ("um", "about") and before[0] in folded("concerns"))
    ):
        return True, True
    if (
        before
        and before[-1] == "auf"
        and not folded("arriving").keys().isdisjoint(tokens.words[max(0, found.first - 4) : found.first])
    ):
        return True, True
    for distance in range(1, _WIDE + 1):
        at = found.first - distance
        if at < 0 or (tokens.ends_clause(at) and tokens.words[at] != "."):
            break
        if tokens.ends_clause(at) and not (distance == 1 and at and len(tokens.words[at - 1]) <= 3):
            break
        if _tells(tokens.words[at], lang):
            near, wide = distance <= _NEAR, True
            break
    for distance in range(_AFTER):
        at = found.last + distance
        if at >= len(tokens) or tokens.ends_clause(at):
            break
        if _tells(tokens.words[at], lang):
            near, wide = near or distance < 2, True
            break
    return near, wide


def _tells(word: str, lang: str) -> bool:
    return is_cue(word) and not (lang == "en" and word in folded("not_in_english"))
