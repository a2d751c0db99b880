"""Reading and understanding are measured anew and may not be worse than the figures kept in docs/quality.md."""

import pytest

from quality.__main__ import PAGE, measure
from quality.figures import Key, figures
from quality.kept import kept_figures, worse


@pytest.fixture(scope="module")
def now() -> dict[Key, float]:
    return figures(measure())


def test_every_figure_is_kept(now: dict[Key, float]) -> None:
    assert set(now) <= set(kept_figures(PAGE.read_text("utf-8")))


def test_no_figure_fell(now: dict[Key, float]) -> None:
    assert worse(kept_figures(PAGE.read_text("utf-8")), now) == []
