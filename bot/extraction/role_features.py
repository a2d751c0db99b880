"""What speaks for the role of a date or an amount: hints near it, and its place among the others.

A hint counts fully next to the item, less with distance inside the clause, and little across clauses, least where
a neighbour of its own stands nearer. The numbers are kept in `grammar/roles.weights.yml`, learnt from labelled reports.
"""

import re
from bisect import bisect_left, bisect_right
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
_BESIDE = 14
"""Characters within which a hint stands right beside an item, a short word between them at most."""
_AROUND = 6
"""Words on either side of an item that count themselves."""
_STEM = 8
"""Letters of them that count: inflection and the tail of compounds do not."""
_LONGEST_CLAUSE = 200
"""Characters on either side of an item in which the words of its clause count."""
_BESIDE_WORD = 30
"""Characters in which the very next word is looked for."""
_WORD = re.compile(r"[^\W\d_]{2,}|[.!?](?=\s)")


@dataclass(frozen=True, slots=True)
class Item:
    """A date or an amount at characters `start` to `end` of the text."""

    start: int
    end: int


_WINDOW = 600
"""Characters on either side of an item in which hints are looked for."""


def hint_features(
    items: Sequence[Item], cues: Sequence[Cue], clauses: Clauses, *, beside: bool = False
) -> list[dict[str, float]]:
    """For each item: hint name -> how near it stands, from 0 to 1. `cues` are ordered by position.

    With `beside` those right next to an item count once more, as "…!".
    """
    starts = [cue.start for cue in cues]
    places = [clauses.index_at(cue.start) for cue in cues]
    sentences = [clauses[place].sentence for place in places]
    homes = [clauses.index_at(item.start) for item in items]
    neighbours: dict[int, list[Item]] = {}
    for item, home in zip(items, homes, strict=True):
        neighbours.setdefault(home, []).append(item)
    closest = [_closest(cue, neighbours.get(place, ())) for cue, place in zip(cues, places, strict=True)]
    result = []
    for item, home in zip(items, homes, strict=True):
        # Hints of other sentences than the item's own and those beside it count nothing.
        sentence = clauses[home].sentence
        first = max(bisect_left(starts, item.start - _WINDOW), bisect_left(sentences, sentence - 1))
        last = min(bisect_left(starts, item.end + _WINDOW), bisect_right(sentences, sentence + 1))
        features: dict[str, float] = {}
        for cue, place, least in zip(cues[first:last], places[first:last], closest[first:last], strict=True):
            if cue.start < item.end and item.start < cue.end:
                continue
            if place == home:
                gap = _gap(cue, item)
                value = (1.0 if gap <= least else 0.5) / (1.0 + gap / _REACH)
                sided = cue.name + ("<" if cue.start < item.start else ">")
                features[sided] = max(features.get(sided, 0.0), value)
            else:
                value = _elsewhere(clauses, place, home) * (_OWN_NEIGHBOUR if place in neighbours else 1.0)
            if beside and _gap(cue, item) <= _BESIDE and _plain(clauses, place, home):
                features[f"{cue.name}!"] = 1.0
            if value > 0:
                features[cue.name] = max(features.get(cue.name, 0.0), value)
        result.append(features)
    return result


def _closest(cue: Cue, items: Sequence[Item]) -> int:
    """How near the nearest of `items`, which are ordered by position, stands; 0 for none."""
    # Only the one before the hint and the one after it can be; a clause may hold hundreds.
    at = bisect_left(items, cue.start, key=lambda item: item.start)
    return min((_gap(cue, item) for item in items[max(0, at - 1) : at + 1]), default=0)


def _elsewhere(clauses: Clauses, place: int, home: int) -> float:
    distance = abs(clauses[place].sentence - clauses[home].sentence)
    if distance > 1:
        return 0.0
    return _SAME_SENTENCE / abs(place - home) if distance == 0 else _NEXT_SENTENCE


def _plain(clauses: Clauses, place: int, home: int) -> bool:
    """No border between sentences, and one between clauses at most."""
    return abs(place - home) <= 1 and clauses[place].sentence == clauses[home].sentence


def _gap(cue: Cue, item: Item) -> int:
    return max(cue.start - item.end, item.start - cue.end, 0)


def with_rivals(all_features: Sequence[Mapping[str, float]], names: Sequence[str]) -> list[dict[str, float]]:
    """Add to each item how strongly another one has the hints `names`, as "other_…".

    With an outage on the 14th, the update on the 12th is no incident.
    """
    highest = {}
    for name in names:
        ranked = sorted((features.get(name, 0.0) for features in all_features), reverse=True)
        highest[name] = ([*ranked, 0.0, 0.0])[:2]
    result = []
    for features in all_features:
        added = dict(features)
        for name, (top, second) in highest.items():
            value = second if features.get(name, 0.0) == top else top
            if value > 0:
                added[f"other_{name}"] = value
        result.append(added)
    return result


def words_around(text: str, item: Item) -> list[str]:
    """The beginnings of the words right before the item, as "-…", and right behind it, as "+…", in its sentence."""
    before = _WORD.findall(text[max(0, item.start - 60) : item.start].lower())
    after = _WORD.findall(text[item.end : item.end + 60].lower())
    for mark in ".!?":
        while mark in before:
            before = before[before.index(mark) + 1 :]
        if mark in after:
            after = after[: after.index(mark)]
    return [
        *(f"-{word[:_STEM]}" for word in before[-_AROUND:]),
        *(f"+{word[:_STEM]}" for word in after[:_AROUND]),
    ]


def words_nearer(text: str, item: Item, clauses: Clauses) -> list[str]:
    """The beginnings of the other words of its clause, as "-~…", of the one before the item, as "--…", and behind, as "++…"."""
    clause = clauses.at(item.start)
    before = _WORD.findall(text[max(clause.start, item.start - _LONGEST_CLAUSE) : item.start].lower())
    after = _WORD.findall(text[item.end : min(clause.end, item.end + _LONGEST_CLAUSE)].lower())
    last = before or _WORD.findall(text[max(0, item.start - _BESIDE_WORD) : item.start].lower())
    first = after or _WORD.findall(text[item.end : item.end + _BESIDE_WORD].lower())
    return [
        *(f"-~{word[:_STEM]}" for word in before),
        *(f"-~{word[:_STEM]}" for word in after),
        *(f"--{word[:_STEM]}" for word in last[-1:]),
        *(f"++{word[:_STEM]}" for word in first[:1]),
    ]
