"""Learns the weights of date roles for whole reports at once.

A report's dates compete for its roles, so what is made likely is the right combination of all three, among all
combinations that `bot.extraction.roles` compares. A classifier of single dates would learn, say, that a date beside
"noticed" is a discovery, but not that another one is a better discovery.
"""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from bot.extraction.found import DateFound
from bot.extraction.roles import AT_MOST, ROLES, order

Floats = NDArray[np.float64]
_STRENGTH = 1.0
"""Penalty of large weights of hints; 0.5 to 2 did alike in cross-validation."""
_STRENGTH_OF_WORDS = 2.0
"""The same for single words ("+…", "-…"): there are many, and each was met a few times only."""
_FREE = 0.01
"""The same for the bias."""
_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class DatedReport:
    """The dates of one report with their features, and the role of each ("other" for none)."""

    dates: Sequence[DateFound]
    features: Sequence[dict[str, float]]
    roles: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Choices:
    """Every combination of a report: by role the number of a date or -1, its cost in `order`, whether it is right."""

    numbers: NDArray[np.int64]
    costs: Floats
    right: NDArray[np.bool_]


def fit_together(reports: Sequence[DatedReport], least: int) -> dict[str, dict[str, float]]:
    """Role -> feature -> weight; features of fewer than `least` dates are left out."""
    met = Counter(name for report in reports for each in report.features for name in each)
    names = sorted(name for name, count in met.items() if count >= least)
    column = {name: number for number, name in enumerate(names)}
    compared = [
        (report, choices) for report in reports if report.dates and (choices := _choices(report)).right.any()
    ]
    matrix = _matrix([report for report, _ in compared], column)
    strength = np.array([_STRENGTH_OF_WORDS if name[0] in "+-" else _STRENGTH for name in names])
    strength[column["always"]] = _FREE

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(len(ROLES), len(names))
        scores = matrix @ weights.T
        slope = np.zeros_like(scores)
        total, begin = 0.0, 0
        for report, choices in compared:
            end = begin + min(len(report.dates), AT_MOST)
            value, slope[begin:end] = _compare(scores[begin:end], choices)
            total += value
            begin = end
        total += 0.5 * float((strength * weights**2).sum())
        return total, np.asarray((matrix.T @ slope).T + strength * weights).ravel()

    start = np.zeros(len(ROLES) * len(names))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS}).x
    learnt = found.reshape(len(ROLES), len(names))
    return {role: dict(zip(names, map(float, learnt[row]), strict=True)) for row, role in enumerate(ROLES)}


def _choices(report: DatedReport) -> _Choices:
    count = min(len(report.dates), AT_MOST)
    wanted = [{number for number in range(count) if report.roles[number] == role} for role in ROLES]
    numbers, costs, right = [], [], []
    for choice in itertools.product(range(-1, count), repeat=len(ROLES)):
        taken = [number for number in choice if number >= 0]
        if len(set(taken)) < len(taken):
            continue
        numbers.append(choice)
        costs.append(order([report.dates[number] if number >= 0 else None for number in choice]))
        right.append(
            all((number in fine) if fine else number < 0 for number, fine in zip(choice, wanted, strict=True))
        )
    return _Choices(np.array(numbers), np.array(costs), np.array(right))


def _matrix(reports: Sequence[DatedReport], column: dict[str, int]) -> sparse.csr_matrix:
    rows, columns, values = [], [], []
    row = 0
    for report in reports:
        for each in report.features[:AT_MOST]:
            for name, value in each.items():
                if name in column:
                    rows.append(row)
                    columns.append(column[name])
                    values.append(value)
            row += 1
    return sparse.csr_matrix((values, (rows, columns)), shape=(row, len(column)))


def _compare(scores: Floats, choices: _Choices) -> tuple[float, Floats]:
    """Minus the log probability of the right combinations, and its slope by date and role."""
    padded = np.vstack([scores, np.zeros(len(ROLES))])  # number -1, no date, scores nothing
    total = choices.costs + sum(padded[choices.numbers[:, place], place] for place in range(len(ROLES)))
    odds = np.exp(total - total.max())
    fine = odds * choices.right
    excess = odds / odds.sum() - fine / fine.sum()
    slope = np.zeros_like(scores)
    for place in range(len(ROLES)):
        slope[:, place] = np.bincount(choices.numbers[:, place] + 1, excess, len(scores) + 1)[1:]
    return float(np.log(odds.sum() / fine.sum())), slope
