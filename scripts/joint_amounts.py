"""Learns the weights of amounts and of sums of neighbouring amounts for whole reports at once.

What is made likely is the right choice among all that `bot.extraction.money.choices` compares, so the weights of amounts
and those of adding them up are learnt together. A sum and its stated total are both right.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from bot.extraction.money.choices import Choice
from bot.extraction.money.joins import Join

Floats = NDArray[np.float64]
Table = dict[str, float]
_STRENGTH = 1.5
"""Penalty of large weights of hints; 1 to 2 did alike in cross-validation."""
_STRENGTH_OF_WORDS = 3.0
"""The same for single words ("+…", "-…"): there are many, and each was met a few times only."""
_STRENGTH_OF_JOINS = 1.0
_FREE = 0.01
"""The same for the bias."""
_ROUNDS = 300
_BIAS = "always"
_JOIN = "join "
"""Before the names of signs between two amounts, to keep them apart from those of amounts."""


@dataclass(frozen=True, slots=True)
class PricedReport:
    """The amounts of one report: their features, the signs between them, and which of the choices are right."""

    features: Sequence[Mapping[str, float]]
    joins: Sequence[Join | None]
    choices: Sequence[Choice]
    right: Sequence[bool]


def fit_sums(reports: Sequence[PricedReport], least: int) -> tuple[Table, Table]:
    """Weights of the features of amounts and of the signs between them; features met fewer than `least` times are left out."""
    reports = [report for report in reports if any(report.right)]
    met = Counter(name for report in reports for row in _rows(report) for name in row)
    names = sorted(name for name, count in met.items() if count >= least)
    column = {name: number for number, name in enumerate(names)}
    matrix = _matrix(reports, column)
    transposed = matrix.T.tocsr()
    sizes = [len(report.choices) for report in reports]
    starts = np.cumsum([0, *sizes[:-1]])
    report_of = np.repeat(np.arange(len(reports)), sizes)
    right = np.array([each for report in reports for each in report.right], dtype=float)
    strength = np.array([_strength(name) for name in names])

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = matrix @ weights
        odds = np.exp(odds - np.maximum.reduceat(odds, starts)[report_of])
        everything = np.add.reduceat(odds, starts)
        fine = np.add.reduceat(odds * right, starts)
        excess = odds / everything[report_of] - odds * right / fine[report_of]
        value = (np.log(everything) - np.log(fine)).sum() + 0.5 * (strength * weights**2).sum()
        return float(value), transposed @ excess + strength * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}).x
    learnt = dict(zip(names, map(float, found), strict=True))
    return (
        {name: weight for name, weight in learnt.items() if not name.startswith(_JOIN)},
        {name.removeprefix(_JOIN): weight for name, weight in learnt.items() if name.startswith(_JOIN)},
    )


def _strength(name: str) -> float:
    if name == _BIAS:
        return _FREE
    if name.startswith(_JOIN):
        return _STRENGTH_OF_JOINS
    return _STRENGTH_OF_WORDS if name[0] in "+-" else _STRENGTH


def _rows(report: PricedReport) -> list[Mapping[str, float]]:
    between = ({_JOIN + name: value for name, value in each.items()} for each in report.joins if each)
    return [*report.features, *between]


def _matrix(reports: Sequence[PricedReport], column: Mapping[str, int]) -> sparse.csr_matrix:
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    row = 0
    for report in reports:
        for choice in report.choices:
            total: defaultdict[int, float] = defaultdict(float)
            for number in choice.numbers:
                for name, value in report.features[number].items():
                    if name in column:
                        total[column[name]] += value
            for number in choice.numbers[:-1]:
                for name, value in (report.joins[number] or {}).items():
                    if _JOIN + name in column:
                        total[column[_JOIN + name]] += value
            rows += [row] * len(total)
            columns += total.keys()
            values += total.values()
            row += 1
    return sparse.csr_matrix((values, (rows, columns)), shape=(row, len(column)))
