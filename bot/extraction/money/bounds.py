"""Words that make a sum approximate or bound it: about, knapp, up to, or so."""

from bot.extraction.money.sum import Sum
from bot.extraction.money.tokens import Tokens
from bot.extraction.money.words import folded, phrases

_MOST = 3
_BETWEEN_OVER = 5
# Words that lead the next number as often as they follow the last.
_LEADING = frozenset(
    {
        "plus",
        "+",
        "ca",
        "circa",
        "etwa",
        "ungefaehr",
        "roughly",
        "mindestens",
        "maximal",
        "minimum",
        "maximum",
        "max",
        "at",
        "approx",
        "approximately",
        "ueber",
    }
)
_RAISED = frozenset({"put", "putting", "raised", "upped", "moved", "went", "gone"})
"""Before "up to" these name a new sum: "she put that up to 3,500"."""
_JUST = frozenset({"just", "knapp", "kurz", "fast", "almost", "slightly", "around", "about", "etwa"})
"""Before "under" these say how near the sum is, not that it may be anything less."""
_SAYING = frozenset({"say", "like"})


def take_in_bounds(tokens: Tokens, sums: list[Sum], lang: str) -> None:
    """Widen each sum by the words of approximation before and after it."""
    free = 0
    for position, found in enumerate(sums):
        following = sums[position + 1].first if position + 1 < len(sums) else len(tokens)
        _before(tokens, found, free, lang)
        _after(tokens, found, following, lang)
        free = found.last


def _before(tokens: Tokens, found: Sum, free: int, lang: str) -> None:
    for _ in range(_MOST):
        before = phrases("about").before(tokens.words, found.first)
        if before is None or before[0] < free or tokens.blocked[before[0]]:
            return
        words = tokens.words[before[0] : found.first]
        if lang == "en" and len(words) == 1 and words[0] in folded("not_in_english"):
            return
        if not _bounds(tokens, found, before[0], words):
            return
        found.first, found.approximate = before[0], True
        found.upper = (found.upper or _is_most(words)) and words[0] not in _JUST


def _is_most(words: list[str]) -> bool:
    found = phrases("at_most").at(words, 0)
    return found is not None and found[0] == len(words)


def _bounds(tokens: Tokens, found: Sum, start: int, words: list[str]) -> bool:
    """Whether the words really say that the sum is not exact."""
    if words[0] in _SAYING and len(words) == 1:
        return (
            start == 0
            or not tokens.words[start - 1][0].isalpha()
            or tokens.words[start - 1]
            in ("lets", "s", "so", "maybe", "was", "be", "is", "its", "for", "costs", "pay")
        )
    if words in (["over"], ["ueber"]):
        papers = folded("papers")
        before = tokens.words[max(0, start - _BETWEEN_OVER) : start]
        return found.low == int(found.low) and not any(word in papers for word in before)
    if words == ["up", "to"]:
        before = tokens.words[max(0, start - _MOST) : start]
        return not (before and (before[-1] in folded("adding") or any(word in _RAISED for word in before)))
    if words in (["um"], ["by"]):
        after = tokens.words[found.last : found.last + _MOST]
        named = start > 0 and tokens.words[start - 1] in folded("concerns")
        return (
            found.low == int(found.low)
            and not named
            and not any(word in folded("deprived") for word in after)
        )
    return True


def _after(tokens: Tokens, found: Sum, following: int, lang: str) -> None:
    at = found.last
    if at < following and tokens.words[at] == "-" and tokens.glued(at):
        at += 1
    after = phrases("about_after").at(tokens.words, at)
    if after is None or after[0] > following:
        return
    words = tokens.words[at : after[0]]
    if lang == "en" and len(words) == 1 and words[0] in folded("not_in_english"):
        return
    if words[0] in _LEADING and _leads_on(tokens, at, after[0], following):
        return
    found.last, found.approximate = after[0], True
    found.upper = found.upper or _is_most(words)


def _leads_on(tokens: Tokens, start: int, end: int, following: int) -> bool:
    """1.200 plus 640; 5k etwa 300: the word belongs to the next number."""
    if end < len(tokens) and tokens.words[end] == ".":
        end += 1
    if end >= len(tokens):
        return False
    adds = tokens.words[start] in ("plus", "+") and not tokens.glued(start)
    return end >= following or (adds and tokens.words[end] not in ".,;!?)")
