"""What speaks for the role of a date or an amount: hints near it, and its place among the others.

A hint counts fully next to the item, less with distance inside the clause, and little across clauses, least where
a neighbour of its own stands nearer. The numbers are kept in `grammar/roles.weights.yml`, learnt from labelled reports.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.extraction.clauses import Clauses
from bot.extraction.cues import Cue

_REACH = 40.0
"""Characters after which a hint of the same clause counts half."""
_SAME_SENTENCE = 0.35
_NEXT_SENTENCE = 0.12
_OWN_NEIGHBOUR = 0.25
"""What is left of a hint whose clause has an item of its own."""


@dataclass(frozen=True, slots=True)
class Item:
    """A date or an amount at characters `start` to `end` of the text."""

    start: int
    end: int


def hint_features(item: Item, items: Sequence[Item], cues: Sequence[Cue], clauses: Clauses) -> dict[str, float]:
    """Hint name -> how near it stands to `item`, from 0 to 1."""
    features: dict[str, float] = {}
    home = clauses.index_at(item.start)
    sentence = clauses[home].sentence
    occupied = {clauses.index_at(other.start) for other in items}
    for cue in cues:
        if cue.start < item.end and item.start < cue.end:
            continue
        place = clauses.index_at(cue.start)
        if place == home:
            gap = max(cue.start - item.end, item.start - cue.end, 0)
            value = 1.0 / (1.0 + gap / _REACH)
            value *= 1.0 if _nearest(cue, items, item) else 0.5
            side = "<" if cue.start < item.start else ">"
            features[cue.name + side] = max(features.get(cue.name + side, 0.0), value)
        else:
            distance = abs(clauses[place].sentence - sentence)
            if distance > 1:
                continue
            value = _SAME_SENTENCE / abs(place - home) if distance == 0 else _NEXT_SENTENCE
            if place in occupied:
                value *= _OWN_NEIGHBOUR
        features[cue.name] = max(features.get(cue.name, 0.0), value)
    return features


def rivals(number: int, all_features: Sequence[Mapping[str, float]], names: Sequence[str]) -> dict[str, float]:
    """How strongly another item has the hints `names`: with an outage on the 14th, the update on the 12th is no incident."""
    others = [features for at, features in enumerate(all_features) if at != number]
    values = {f"other_{name}": max((features.get(name, 0.0) for features in others), default=0.0) for name in names}
    return {name: value for name, value in values.items() if value > 0}


def _nearest(cue: Cue, items: Sequence[Item], item: Item) -> bool:
    gaps = {id(other): max(cue.start - other.end, other.start - cue.end, 0) for other in items}
    return gaps[id(item)] == min(gaps.values())
