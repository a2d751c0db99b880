from pathlib import Path

import pytest

from quality.figures import Key
from quality.kept import BEGIN, END, TOLERANCE, keep, kept_figures, worse

PAGE = f"""# Quality

| field | development |
|---|---|
| outside | 1.0 % |

{BEGIN}

Measured on 2026-01-01.

| field    | target | development | held out |
| -------- | ------ | ----------- | -------- |
| reports  |        | 255         | 195      |
| caused_by | 82 %  | 88.2 %      | -        |

words

| figure | cross-validation |
| ------ | ---------------- |
| intent | 81.4 %           |

{END}

after
"""


def test_the_tables_between_the_markers_are_read() -> None:
    assert kept_figures(PAGE) == {
        ("caused_by", "target"): 82.0,
        ("caused_by", "development"): 88.2,
        ("intent", "cross-validation"): 81.4,
    }


@pytest.mark.parametrize("page", ["", BEGIN, END, f"{END} {BEGIN}"])
def test_a_page_without_its_markers_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="markers"):
        kept_figures(page)


KEY: Key = ("caused_by", "development")


@pytest.mark.parametrize(
    ("now", "fell"), [(88.2, False), (95.0, False), (88.2 - TOLERANCE, False), (87.14, True), (0.0, True)]
)
def test_a_figure_may_fall_by_the_tolerance(now: float, fell: bool) -> None:
    lines = worse(kept_figures(PAGE), {KEY: now})
    assert lines == ([f"caused_by, development: {now:.1f} % after 88.2 % kept"] if fell else [])


def test_a_new_figure_has_nothing_to_fall_from() -> None:
    assert worse(kept_figures(PAGE), {("caused_by", "held out"): 0.0}) == []


def test_keeping_changes_what_is_between_the_markers_only(tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    page.write_text(PAGE, "utf-8")
    keep(page, "| figure | held out |\n| --- | --- |\n| intent | 90.0 % |")
    text = page.read_text("utf-8")
    assert text.startswith("# Quality\n\n| field | development |")
    assert text.endswith(f"{END}\n\nafter\n")
    assert kept_figures(text) == {("intent", "held out"): 90.0}
