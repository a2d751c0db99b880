"""The figures kept in docs/quality.md: read back, compared, and written anew."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from quality.figures import Key

BEGIN, END = "<!-- figures: written by make evaluate KEEP=1 -->", "<!-- end of figures -->"

TOLERANCE = 1.0
"""Points that a figure may fall. One report of 195 is half a point, so two may change hands when a rule that helps many
others costs them; a figure that falls further was made worse."""


def between(page: str) -> str:
    """What stands between the two markers. Raises ValueError if they are not there, in this order."""
    _, begin, rest = page.partition(BEGIN)
    figures, end, _ = rest.partition(END)
    if not begin or not end:
        raise ValueError("the two markers are missing")
    return figures


def kept_figures(page: str) -> dict[Key, float]:
    """All percentages of all tables, by the first cell of their row and the head of their column."""
    found: dict[Key, float] = {}
    for head, row in _rows(between(page)):
        for column, cell in list(zip(head, row, strict=True))[1:]:
            if cell.endswith(" %"):
                found[row[0], column] = float(cell.removesuffix(" %"))
    return found


def worse(kept: Mapping[Key, float], now: Mapping[Key, float]) -> list[str]:
    """A line for each of today's figures that fell by more than the tolerance; new ones have nothing to fall from."""
    return [
        f"{name}, {column}: {value:.1f} % after {kept[name, column]:.1f} % kept"
        for (name, column), value in now.items()
        if (name, column) in kept and kept[name, column] - round(value, 1) > TOLERANCE + 1e-9
    ]


def keep(page: Path, figures: str) -> None:
    """Put `figures` between the markers of the page. Raises ValueError if these are missing."""
    text = page.read_text("utf-8")
    before, after = text.split(between(text))
    page.write_text(f"{before}\n\n{figures.strip()}\n\n{after}", "utf-8")


def _rows(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Every row of every Markdown table, with the head of its table."""
    head: list[str] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells or not head:
            head = cells
        elif cells[0].strip("-"):
            yield head, cells
