"""Whether work grows with the length of its text and no faster, told by ratios of processor time in one run."""

import time
from collections.abc import Callable

LONG, SHORT = 20_000, 5_000
_RUNS = 3
_MOST = 12.0
"""Four times the text may cost up to this many times as much; what is quadratic costs sixteen times."""
_NOISE = 0.02
"""Seconds below which a measurement says nothing."""


def grows_linearly(work: Callable[[str], object], piece: str) -> bool:
    """Does `work` on texts made of `piece` alone; the best of a few runs counts, since others use the machine, too."""

    def cost(length: int) -> float:
        text = (piece * length)[:length]
        taken = []
        for _ in range(_RUNS):
            begun = time.process_time()
            work(text)
            taken.append(time.process_time() - begun)
        return min(taken)

    work(piece)
    return cost(LONG) <= _MOST * max(cost(SHORT), _NOISE)
