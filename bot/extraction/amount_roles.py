"""Which amount is the loss: what a third party demands, or else the writer's estimate or cost.

Every amount is scored from the hints around it; then arithmetic and connectives decide whether several belong
together: a stated total wins over its parts, parts demanded together are added, a corrected figure replaces the earlier one.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.extraction.amount_sums import (
    combined,
    corrects,
    differences,
    lists,
    products,
    switched,
    taxed,
    totals,
)
from bot.extraction.clauses import Clauses
from bot.extraction.cues import Cue
from bot.extraction.found import AmountFound
from bot.extraction.ransom import ransoms
from bot.extraction.role_features import Item, hint_features, with_rivals, words_around
from bot.extraction.role_weights import RoleWeights

LOSS = "loss"
_THRESHOLD = 0.22
"""Chance from which the likeliest amount is the loss; 0.2 to 0.25 did best in cross-validation."""
_ASKED = 3.0
_NEVER = ("limit", "excess", "ransom")
_NEAR = 6
"""Amounts on either side that may be the same sum before or after tax."""
_NEVER_LOSS = 2.5
"""Log odds against an amount beside such a word: too rare in the reports to be learnt in full, and never the loss."""
_NOTHING_ASKED = re.compile(
    r"\b(?:no (?:claim|demand|figure|amount|number|sum)\b|nothing (?:claimed|demanded|has come|has been)|"
    r"nobody(?:'s| has| knows)|"
    r"hasn't asked|haven't asked|hasn't claimed|sum unknown|cost unknown|no idea what|can't put a number|claim to follow|"
    r"keine? (?:forderung|zahl|summe|betrag|anspruch)\w*|(?:noch|bisher|bislang) (?:nichts|nix|keine?)|nichts gefordert|"
    r"(?:gefordert|beziffert)\b.{0,25}\b(?:nichts|nix|nicht|keiner|noch nichts)|unbekannt|weiß (?:noch )?keiner|"
    r"forderung (?:bisher |noch )?(?:keine|offen)|keine ahnung|schadenshöhe unklar|höhe offen)",
    re.IGNORECASE,
)
_RIVALRY = ("wants", "demand", "loss", "says", "total")
_SHARED = (
    "wants",
    "demand",
    "loss",
    "says",
    "total",
    "fee",
    "contract",
    "limit",
    "excess",
    "refunded",
    "turnover",
    "other_party",
)


@dataclass(frozen=True, slots=True)
class AmountRoles:
    """What is demanded and what the writer or anybody estimates, each or None."""

    amount_claimed: AmountFound | None = None
    amount_estimated: AmountFound | None = None


def assign_amounts(
    text: str,
    amounts: Sequence[AmountFound],
    *,
    cues: Sequence[Cue],
    clauses: Clauses,
    own_loss: bool = False,
    asks: str | None = None,
) -> AmountRoles:
    """Find the loss among the amounts of `text` (spans count from its start)."""
    if not amounts:
        return AmountRoles()
    features = amount_features(text, amounts, cues, clauses)
    asked = asks in ("amount_claimed", "amount_estimated")
    demanded_by_attackers = ransoms(text, amounts, clauses)
    chances: list[float] = []
    for each in features:
        scores = RoleWeights.of("amounts").log_probabilities(each)
        odds = scores[LOSS] - scores["other"] + (_ASKED if asked and len(text) < 200 else 0.0)
        odds -= _NEVER_LOSS * sum(
            max(each.get(f"{name}<", 0.0), each.get(f"{name}>", 0.0)) for name in _NEVER
        )
        chances.append(0.0 if len(chances) in demanded_by_attackers else 1 / (1 + math.exp(-odds)))
    best = max(range(len(amounts)), key=lambda number: (chances[number], number))
    while best + 1 < len(amounts) and switched(text, amounts[best], amounts[best + 1]):
        best += 1
    if max(chances) < _THRESHOLD:
        return AmountRoles()
    loss = combined(text, amounts, features, chances, clauses, best)
    loss = replace(loss, confidence=round(loss.confidence * (0.5 + 0.5 * chances[best]), 3))
    if asks in ("amount_claimed", "amount_estimated"):
        return AmountRoles(**{asks: loss})
    demanded = features[best].get("wants", 0.0) + features[best].get("demand", 0.0)
    return (
        AmountRoles(amount_claimed=loss)
        if demanded > 0.2 and not own_loss
        else AmountRoles(amount_estimated=loss)
    )


def amount_features(
    text: str, amounts: Sequence[AmountFound], cues: Sequence[Cue], clauses: Clauses
) -> list[dict[str, float]]:
    """What speaks for each amount being the loss."""
    items = [Item(amount.span.start, amount.span.end) for amount in amounts]
    top = max(amount.high for amount in amounts)
    sums = totals(amounts)
    groups = lists(text, amounts, clauses)
    multiples = products(text, amounts)
    gaps = differences(text, amounts)
    addends = {number for parts in sums.values() for number in parts}
    hints = hint_features(items, cues, clauses, beside=True)
    nothing_asked = bool(_NOTHING_ASKED.search(text))
    result = []
    for number, amount in enumerate(amounts):
        features = hints[number]
        near = amounts[max(0, number - _NEAR) : number + _NEAR + 1]
        flags = {
            "always": True,
            "first": number == 0 and len(amounts) > 1,
            "last": number == len(amounts) - 1 and len(amounts) > 1,
            "only": len(amounts) == 1,
            "largest": amount.high == top and len(amounts) > 1,
            "approximate": amount.approximate,
            "range": amount.low != amount.high,
            "sum": number in sums,
            "addend": number in addends,
            "small": amount.high < top / 20,
            "corrected": number + 1 < len(amounts) and corrects(text, amounts[number], amounts[number + 1]),
            "corrects": number > 0 and corrects(text, amounts[number - 1], amount),
            "product": number in multiples,
            "factor": number in multiples.values(),
            "difference": number in gaps,
            "nothing_asked": nothing_asked,
            "listed": groups.count(groups[number]) > 1,
            "net": any(taxed(amount, other) for other in near),
            "gross": any(taxed(other, amount) for other in near),
            "repeated": amount.low in [other.low for other in amounts[max(0, number - 8) : number]],
        }
        features.update({name: 1.0 for name, value in flags.items() if value})
        features.update(dict.fromkeys(words_around(text, items[number]), 1.0))
        result.append(features)
    _share_in_lists(result, groups)
    return with_rivals(result, _RIVALRY)


def _share_in_lists(features: Sequence[dict[str, float]], groups: Sequence[int]) -> None:
    """What is said of one amount of a list holds for all of it, as "list_…"."""
    for group in set(groups):
        members = [each for each, number in zip(features, groups, strict=True) if number == group]
        if len(members) > 1:
            shared: dict[str, float] = {}
            for each in members:
                for name in _SHARED:
                    value = each.get(name, 0.0)
                    if value > shared.get(name, 0.0):
                        shared[name] = value
            for each in members:
                each.update({f"list_{name}": value for name, value in shared.items()})
