"""Scores of roles: a linear sum of features per role, as probabilities."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.extraction.tables import read_table

_FILE = Path(__file__).parent / "grammar" / "roles.weights.yml"


@dataclass(frozen=True, slots=True)
class RoleWeights:
    """Role -> feature -> weight; the feature `always`, 1 for every item, carries the bias."""

    table: Mapping[str, Mapping[str, float]]
    by_feature: Mapping[str, tuple[float, ...]]
    """The same the other way round: feature -> its weight for each role of `table`."""

    @classmethod
    @cache
    def of(cls, kind: str) -> "RoleWeights":
        """The weights for "dates", for "amounts", or for "sums" of neighbouring amounts."""
        table = _load()[kind]
        features = {name for weights in table.values() for name in weights}
        rows = {name: tuple(weights.get(name, 0.0) for weights in table.values()) for name in features}
        return cls(table, rows)

    def score(self, role: str, features: Mapping[str, float]) -> float:
        """The weighted sum of `features` for one role."""
        weights = self.table[role]
        return sum(weights.get(name, 0.0) * value for name, value in features.items())

    def log_probabilities(self, features: Mapping[str, float]) -> dict[str, float]:
        """Role -> natural logarithm of its probability."""
        sums = [0.0] * len(self.table)
        for name, value in features.items():
            for number, weight in enumerate(self.by_feature.get(name, ())):
                sums[number] += weight * value
        top = max(sums)
        log_total = top + math.log(sum(math.exp(value - top) for value in sums))
        return {role: value - log_total for role, value in zip(self.table, sums, strict=True)}


@cache
def _load() -> dict[str, dict[str, dict[str, float]]]:
    loaded: dict[str, dict[str, dict[str, float]]] = read_table(_FILE)
    return loaded
