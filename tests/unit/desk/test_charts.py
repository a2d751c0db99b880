"""Charts stand on zero and stay inside their frame."""

import pytest

from bot.desk.charts import HEIGHT, WIDTH, bars, columns


@pytest.mark.parametrize("values", [[0, 0, 0], [5], [1, 2, 400, 3], [7] * 28, []])
def test_columns_stand_on_zero_inside_the_frame(values: list[float]) -> None:
    chart = columns([f"day {value}" for value in values], values, [str(value) for value in values])
    for column in chart.columns:
        assert column.y + column.height == pytest.approx(chart.base, abs=0.02)
        assert column.x >= 0
        assert column.x + column.width <= WIDTH
        assert 0 <= column.y <= HEIGHT
        assert 0 < column.over <= HEIGHT


def test_heights_are_to_each_other_as_the_values() -> None:
    low, high = columns(["a", "b"], [10, 40], ["10", "40"]).columns
    assert high.height == pytest.approx(4 * low.height, abs=0.05)


def test_the_highest_and_the_last_carry_their_figures() -> None:
    values = [1, 9, 2, 3, 4, 5, 6]
    figures = [
        column.figure for column in columns([""] * 7, values, [str(value) for value in values]).columns
    ]
    assert figures == ["", "9", "", "", "", "", "6"]


def test_a_figure_at_the_edge_stands_over_what_it_would_cover() -> None:
    values = [1, 1, 1, 1, 1, 30, 1, 1, 1, 1, 1, 1, 20, 2]
    chart = columns([""] * 14, values, [f"{value} min" for value in values])
    assert chart.columns[-1].over < chart.columns[-2].y


def test_the_longest_bar_fills_its_line() -> None:
    listed = bars([("a", 10), ("b", 5), ("c", 0)], [1, 2, 3])
    assert [(bar.length, bar.before) for bar in listed] == [(100, 1), (50, 2), (0, 3)]
    assert [bar.length for bar in bars([("a", 0)])] == [0]
