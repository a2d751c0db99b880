"""Which amount is the loss: what a third party demands, or else the writer's estimate or cost.

Every amount is scored from the hints around it; then arithmetic and connectives decide whether several belong
together: a stated total wins over its parts, parts demanded together are added, a corrected figure replaces the earlier one.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from bot.extraction.clauses import Clauses
from bot.extraction.cues import Cue
from bot.extraction.found import AmountFound, Span
from bot.extraction.role_features import Item, hint_features, with_rivals
from bot.extraction.role_weights import RoleWeights

LOSS = "loss"
_THRESHOLD = 0.42
_PART_THRESHOLD = 0.45
_ASKED = 3.0
_NEVER = ("limit", "excess", "ransom")
_NEVER_LOSS = 2.5
"""Log odds against an amount beside such a word: too rare in the reports to be learnt in full, and never the loss."""
_RIVALRY = ("wants", "demand", "loss", "says", "total")
_ADDED = re.compile(r"\b(?:plus|and|und|sowie|another|further|also|dazu|ond|noch)\b|[,;+&\n/]", re.IGNORECASE)
_ADDED_LATER = re.compile(
    r"\b(?:on top|in addition|another|a further|further|as well|also|dazu|obendrauf|obendrein|zusätzlich|weitere[nr]?|"
    r"plus|nochmals?|"
    r"außerdem|ausserdem|both|beides|the three|zuzüglich|to be added)\b",
    re.IGNORECASE,
)
_NOT_ADDED = re.compile(
    r"\b(?:or|oder|not|nicht|instead|statt|sorry|actually|rather|sondern|now|jetzt|nun|inzwischen|later|up to|then|was|"
    r"meanwhile|erst|"
    r"mittlerweile|of which|davon|including|incl|inkl|darin|makes|macht|so|total|insgesamt|zusammen|hatte|waren|war|first|"
    r"originally|ursprünglich|but|aber|though|instead of|worth|wert|had|dann|nein|no|also|ergibt|doch|genau)\b|=",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"\b(?:sorry|no wait|wait|actually|make that|correction|i mean|rather|meanwhile|now|revised|put (?:that|it) up|exact figure|"
    r"went up|raised|instead|nein|ne|quatsch|korrektur|korrigier\w*|jetzt|nun|mittlerweile|inzwischen|ich meine?|"
    r"sondern|besser gesagt|"
    r"erhöht|genau|exakt|then|dann|the letter|im brief|im schreiben|at first|anfangs|zuerst|erst|first)\b",
    re.IGNORECASE,
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
    chances = []
    for each in features:
        scores = RoleWeights.of("amounts").log_probabilities(each)
        odds = scores[LOSS] - scores["other"] + (_ASKED if asked and len(text) < 200 else 0.0)
        odds -= _NEVER_LOSS * sum(
            max(each.get(f"{name}<", 0.0), each.get(f"{name}>", 0.0)) for name in _NEVER
        )
        chances.append(1 / (1 + math.exp(-odds)))
    best = max(range(len(amounts)), key=lambda number: (chances[number], number))
    if chances[best] < _THRESHOLD:
        return AmountRoles()
    loss = _combined(text, amounts, features, chances, clauses, best)
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
    sums = _totals(amounts)
    addends = {number for parts in sums.values() for number in parts}
    hints = hint_features(items, cues, clauses)
    result = []
    for number, amount in enumerate(amounts):
        features = hints[number]
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
            "corrected": number + 1 < len(amounts) and _corrects(text, amounts[number], amounts[number + 1]),
            "corrects": number > 0 and _corrects(text, amounts[number - 1], amount),
            "repeated": amount.low in [other.low for other in amounts[max(0, number - 8) : number]],
        }
        features.update({name: 1.0 for name, value in flags.items() if value})
        result.append(features)
    return with_rivals(result, _RIVALRY)


def _combined(
    text: str,
    amounts: Sequence[AmountFound],
    features: Sequence[dict[str, float]],
    chances: Sequence[float],
    clauses: Clauses,
    best: int,
) -> AmountFound:
    sums = _totals(amounts)
    for number, parts in sums.items():
        if best == number or (best in parts and chances[number] > 0.15):
            return amounts[number]
    if features[best].get("total<", 0.0) > 0.45 or features[best].get("total>", 0.0) > 0.6:
        return amounts[best]
    together = [best]
    for step in (-1, 1):
        at = best
        while 0 <= at + step < len(amounts):
            left, right = sorted((at, at + step))
            other = at + step
            if chances[other] < _PART_THRESHOLD or not _belongs(text, amounts[left], amounts[right], clauses):
                break
            together.append(other)
            at = other
    return _added([amounts[number] for number in sorted(together)])


def _belongs(text: str, one: AmountFound, other: AmountFound, clauses: Clauses) -> bool:
    """Whether two neighbouring amounts are parts of one sum."""
    between = text[one.span.end : other.span.start]
    if one.currency != other.currency or (one.low, one.high) == (other.low, other.high) or len(between) > 120:
        return False
    if _NOT_ADDED.search(between):
        return False
    same_sentence = clauses.at(one.span.start).sentence == clauses.at(other.span.start).sentence
    listed = between.count("\n") == 1
    if same_sentence or listed:
        return bool(_ADDED.search(between))
    return bool(_ADDED_LATER.search(text[one.span.end : clauses.sentence_span(other.span.start)[1]]))


def _corrects(text: str, one: AmountFound, other: AmountFound) -> bool:
    between = text[one.span.end : other.span.start]
    return len(between) < 80 and bool(_CORRECTION.search(between))


def _added(parts: Sequence[AmountFound]) -> AmountFound:
    if len(parts) == 1:
        return parts[0]
    return AmountFound(
        low=sum((part.low for part in parts), Decimal(0)),
        high=sum((part.high for part in parts), Decimal(0)),
        currency=parts[0].currency,
        approximate=any(part.approximate for part in parts),
        currency_stated=any(part.currency_stated for part in parts),
        confidence=min(part.confidence for part in parts) * 0.9,
        span=Span(parts[0].span.message, parts[0].span.start, parts[-1].span.end),
        rule="sum",
    )


def _totals(amounts: Sequence[AmountFound]) -> dict[int, tuple[int, ...]]:
    """Number of an amount -> the numbers of two to four others that it is the sum of."""
    result: dict[int, tuple[int, ...]] = {}
    exact = [number for number, amount in enumerate(amounts[:12]) if amount.low == amount.high]
    for total in exact:
        others = [number for number in exact if number != total and amounts[number].low < amounts[total].low]
        for size in (2, 3, 4):
            for parts in combinations(others, size):
                if sum(amounts[number].low for number in parts) == amounts[total].low:
                    result.setdefault(total, parts)
    return result
