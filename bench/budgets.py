"""The budgets of the design, and whether a run met them."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass

from bench.figures import at_turn, ratio
from bench.results import Results
from bot.commands.processes import ROOT

BESIDE = 8
"""Conversations of the closed loop in which the two systems are compared."""
_STATIC = ROOT / "bot" / "channels" / "website" / "static"
_MB = 1_000_000


@dataclass(frozen=True)
class Budget:
    """`met` is None where nothing was measured."""

    what: str
    limit: str
    measured: str
    met: bool | None

    @classmethod
    def most(cls, what: str, value: float | None, limit: float, unit: str, digits: int = 0) -> "Budget":
        """A budget that the value must not exceed."""
        return cls._of(what, "≤", value, limit, unit, digits, met=value is not None and value <= limit)

    @classmethod
    def least(cls, what: str, value: float | None, limit: float, unit: str, digits: int = 0) -> "Budget":
        """A budget that the value must reach."""
        return cls._of(what, "≥", value, limit, unit, digits, met=value is not None and value >= limit)

    @classmethod
    def _of(
        cls, what: str, sign: str, value: float | None, limit: float, unit: str, digits: int, *, met: bool
    ) -> "Budget":
        wanted = f"{sign} {limit:g}{unit}"
        if value is None:
            return cls(what, wanted, "not measured", None)
        return cls(what, wanted, f"{value:.{digits}f}{unit}", met)


def budgets(results: Results) -> Iterator[Budget]:
    """Each budget with what was measured; two of the design's need more cores or data than this run has."""
    ours, rasa = results.ours, results.rasa
    mine, other = ours.levels.get(BESIDE), rasa.levels.get(BESIDE) if rasa else None
    times = ratio(mine.rate if mine else None, other.rate if other else None)
    yield Budget.least(f"turns a second, closed loop of {BESIDE}, over Rasa's default", times, 2, "×", 1)
    pace, long, latencies = results.pace, results.long_message, ours.long_conversation
    yield Budget.most("8 conversations at human pace, p50", pace.p50 if pace else None, 60, " ms")
    yield Budget.most("8 conversations at human pace, p95", pace.p95 if pace else None, 150, " ms")
    for late, early in ((200, 10), (500, 5)):
        growth = ratio(at_turn(latencies, late), at_turn(latencies, early))
        yield Budget.most(f"turn {late} of one conversation over turn {early}", growth, 1.2, "×", 2)
    yield Budget.most("extraction of a 150-word report, p95", results.extraction_p95, 15, " ms", 1)
    yield Budget.most("start of the extractor, both languages read", results.extraction_start, 2, " s", 1)
    yield Budget.most("answer to a 20,000-character message", long.slowest if long else None, 1_000, " ms")
    yield Budget.most("p95 of the others meanwhile", long.others_meanwhile if long else None, 150, " ms")
    yield Budget.most("training", results.training_seconds, 90, " s")
    yield Budget.most("start to first answer, trained", ours.first_answer, 20, " s", 1)
    for name, limit in (("engine", 700), ("service", 400)):
        size = ours.memory.get(name)
        yield Budget.most(f"resident: {name}", size / _MB if size else None, limit, " MB")
    yield Budget.most("widget, all files, compressed", widget_size() / 1_000, 20, " kB", 1)


def widget_size() -> int:
    """Bytes of the chat's files, each compressed as a server would; the demo page is no part of it."""
    files = [
        file for file in sorted(_STATIC.iterdir()) if file.is_file() and not file.name.startswith("demo.")
    ]
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)
