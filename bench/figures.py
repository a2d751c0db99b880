"""The benchmark's arithmetic: percentiles, rounds put together, and windows of one long conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

WINDOW = 10
"""Turns whose median stands for one turn of a long conversation: two rounds of its five kinds of message."""


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie, interpolated. Raises ValueError without values."""
    if not values or not 0 <= share <= 1:
        raise ValueError("a percentile needs values and a share between 0 and 1")
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


@dataclass(frozen=True)
class Round:
    """One load for some seconds. Latencies in seconds; `cpu` is seconds of processor time by process."""

    conversations: int
    seconds: float
    within: int
    """Turns completed within these seconds."""
    latencies: Sequence[float]
    failed: int = 0
    cpu: Mapping[str, float] = field(default_factory=dict)
    lengths: Sequence[int] = ()
    """Turns of each conversation that came to its end."""

    @property
    def rate(self) -> float:
        """Turns a second."""
        return self.within / self.seconds


@dataclass(frozen=True)
class Level:
    """Rounds of the same load put together: medians over the rounds, milliseconds."""

    conversations: int
    rate: float
    p50: float
    p95: float
    turns: int
    failed: int
    cpu: Mapping[str, float]
    """Processor time a turn, by process."""

    @classmethod
    def of(cls, rounds: Sequence[Round]) -> "Level":
        """Raises ValueError if a round has no answered turn."""
        names = list(dict.fromkeys(name for one in rounds for name in one.cpu))
        return cls(
            conversations=rounds[0].conversations,
            rate=median(one.rate for one in rounds),
            p50=1000 * median(percentile(one.latencies, 0.5) for one in rounds),
            p95=1000 * median(percentile(one.latencies, 0.95) for one in rounds),
            turns=sum(len(one.latencies) for one in rounds),
            failed=sum(one.failed for one in rounds),
            cpu={
                name: 1000 * median(one.cpu.get(name, 0.0) / len(one.latencies) for one in rounds)
                for name in names
            },
        )


def at_turn(latencies: Sequence[float], turn: int) -> float | None:
    """Milliseconds of a turn (counted from 1): the median of the window around it, None if it was not reached.

    The first turn opens the conversation and is never part of a window.
    """
    first = max(2, turn - WINDOW // 2 + 1)
    window = latencies[first - 1 : first - 1 + WINDOW]
    return 1000 * median(window) if len(window) == WINDOW else None


def ratio(above: float | None, below: float | None) -> float | None:
    """None where one of them is missing or nothing can be divided by."""
    return above / below if above is not None and below else None
