"""Scores as text: a line per field and language, a line per confidence, and which value was taken for which."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TextIO

from bot.commands.scoring import FIELDS, Scores

_BANDS = (0.0, 0.5, 0.75, 0.9, 1.01)
_COMMON = 20
"""How many of the most frequent confusions are listed below a matrix."""


def write_scores(scores: Scores, out: TextIO, *, confusion: bool) -> None:
    """Write the table, the reliability of every confidence, and a matrix for each closed list of values.

    With `confusion` the values that were most often taken for one another are also listed below each matrix.
    """
    out.write(f"{'field':<24}{'lang':<6}{'n':>6}{'exact':>9}{'precision':>11}{'recall':>9}\n")
    languages = sorted({lang for _, lang in scores.tallies}, key=lambda lang: (lang != "all", lang))
    names = {name for name, _ in scores.tallies}
    for name in (*FIELDS, "intent", *sorted(names.difference(FIELDS, ["intent"]))):
        for lang in languages:
            tally = scores.tallies.get((name, lang))
            if tally:
                out.write(
                    f"{name:<24}{lang:<6}{tally.reports:>6}{percent(tally.exact):>9}"
                    f"{percent(tally.precision):>11}{percent(tally.recall):>9}\n"
                )
    for name, pairs in scores.reliability.items():
        out.write(f"\nconfidence of {name}: {reliability(pairs)}")
    out.write("\n")
    for name, counts in scores.confusions.items():
        out.write(f"\n{name}: expected in rows, got in columns\n{matrix(counts)}")
        if confusion:
            out.writelines(f"{line}\n" for line in ["expected -> got, times", *common(counts)])


def reliability(pairs: Sequence[tuple[float, bool]]) -> str:
    """How often values were right in each band of confidence, and how many were in it."""
    parts = []
    for low, high in pairwise(_BANDS):
        band = [right for confidence, right in pairs if low <= confidence < high]
        if band:
            parts.append(
                f"{low:.2f} to {min(high, 1):.2f} right {percent(sum(band) / len(band))} of {len(band)}"
            )
    return " · ".join(parts)


def matrix(counts: Counter[tuple[str, str]]) -> str:
    """A line per expected value; columns carry the numbers of the lines, so that 23 of them fit on a screen."""
    values = sorted({value for pair in counts for value in pair})
    width = max(map(len, values), default=0) + 5
    lines = [" " * width + "".join(f"{number:>5}" for number in range(1, len(values) + 1))]
    for number, expected in enumerate(values, 1):
        cells = "".join(f"{counts[expected, got] or '·':>5}" for got in values)
        lines.append(f"{number:>3}  {expected:<{width - 5}}{cells}")
    return "".join(f"{line}\n" for line in lines)


def common(counts: Counter[tuple[str, str]], most: int = _COMMON) -> list[str]:
    """The most frequent confusions as `expected -> got  times`."""
    wrong = Counter({pair: times for pair, times in counts.items() if pair[0] != pair[1]})
    ranked = sorted(wrong.items(), key=lambda item: (-item[1], item[0]))
    return [f"{expected} -> {got}  {times}" for (expected, got), times in ranked[:most]]


def percent(share: float | None) -> str:
    """A share of 1 with one digit, `-` for none."""
    return "-" if share is None else f"{100 * share:.1f} %"
