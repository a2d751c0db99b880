"""Small pictures of figures: where the parts of a chart lie; templates draw them, the style sheet colours them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

WIDTH, HEIGHT = 280.0, 72.0
"""Of a column chart, in the units of its picture."""
_TOP, _FOOT = 14.0, 12.0
"""Room for the figure over a column, and for days below."""
_WIDEST = 40.0
"""Of a column: a week that has one day so far shows no block."""
_LETTER = 6.0
"""About the width of a letter."""


@dataclass(frozen=True, slots=True)
class Column:
    x: float
    y: float
    width: float
    height: float
    label: str
    """What it stands for, with its figure."""
    figure: str
    """Written over it; empty for most."""
    middle: float
    over: float
    """Where the figure stands: above all that it would cover."""
    anchor: str
    """How the figure hangs on `middle`, so that it stays inside."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart of columns that stand on zero."""

    columns: tuple[Column, ...]
    first: str
    last: str
    base: float
    """Where zero is."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a list with bars: its length is a share of the longest."""

    label: str
    value: int
    length: float
    """0 to 100."""
    before: int | None = None
    """The same a week before."""


def columns(labels: Sequence[str], values: Sequence[float], figures: Sequence[str]) -> Columns:
    """A column each; the highest and the last one carry their figures."""
    most = max(values, default=0) or 1
    step = WIDTH / max(1, len(values))
    width = min(0.72 * step, _WIDEST)
    base, room = HEIGHT - _FOOT, HEIGHT - _FOOT - _TOP
    highest = max(range(len(values)), key=lambda number: values[number], default=-1)
    drawn = []
    for number, (label, value, figure) in enumerate(zip(labels, values, figures, strict=True)):
        height = room * value / most
        told = number == highest or (number == len(values) - 1 and number - highest > 3)
        middle = step * (number + 0.5)
        covered = max(values[max(0, number - ceil(len(figure) * _LETTER / step)) : number + 1], default=0)
        anchor = "start" if middle < 20 else "end" if middle > WIDTH - 20 else "middle"
        edge = 0.0 if anchor == "start" else WIDTH if anchor == "end" else middle
        drawn.append(
            Column(
                round(middle - width / 2, 2),
                round(base - height, 2),
                round(width, 2),
                round(height, 2),
                f"{label}: {figure}",
                figure if told and value else "",
                round(edge, 2),
                round(base - room * (covered if anchor == "end" else value) / most - 3, 2),
                anchor,
            )
        )
    return Columns(tuple(drawn), labels[0] if labels else "", labels[-1] if labels else "", base)


def bars(parts: Sequence[tuple[str, int]], before: Sequence[int] | None = None) -> tuple[Bar, ...]:
    most = max((value for _, value in parts), default=0) or 1
    return tuple(
        Bar(label, value, round(100 * value / most, 2), before[number] if before else None)
        for number, (label, value) in enumerate(parts)
    )
