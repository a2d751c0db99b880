"""How likely each party is the claimant, and that nobody is: linear scores turned into probabilities."""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[1] / "grammar" / "parties.weights.json"


def probabilities(
    parties: Sequence[Mapping[str, float]], nobody: Mapping[str, float]
) -> tuple[list[float], float]:
    """A probability for each party's features and one for nobody's; all together they make 1."""
    weights = _load()
    scores = [
        sum(weights.get(name, 0.0) * value for name, value in features.items())
        for features in (*parties, nobody)
    ]
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = sum(raised)
    *each, none = (value / total for value in raised)
    return each, none


@cache
def _load() -> dict[str, float]:
    loaded: dict[str, float] = json.loads(_FILE.read_text("utf-8"))
    return loaded
