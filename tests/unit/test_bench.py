"""The benchmark's arithmetic and its tables."""

import pytest

from bench import rasa
from bench.budgets import Budget
from bench.figures import Level, Round, at_turn, percentile, ratio
from bench.processes import NotStarted
from bench.report import BEGIN, END, replace_between, table
from bench.scripts import GERMAN, NOTICES, long_message
from bench.website import Answer


@pytest.mark.parametrize(
    ("share", "expected"), [(0, 10), (0.5, 30), (0.95, 48), (1, 50), (0.25, 20), (0.1, 14)]
)
def test_percentiles_are_interpolated_whatever_the_order(share: float, expected: float) -> None:
    assert percentile([50, 10, 40, 20, 30], share) == pytest.approx(expected)


def test_a_percentile_needs_values() -> None:
    with pytest.raises(ValueError, match="values"):
        percentile([], 0.5)
    with pytest.raises(ValueError, match="share"):
        percentile([1], 95)


def test_a_round_counts_only_turns_completed_in_time() -> None:
    assert a_round(within=30, seconds=10).rate == 3


def test_a_level_is_the_median_of_its_rounds() -> None:
    rounds = [
        a_round(within=80, latencies=[0.1, 0.1], cpu={"engine": 0.02}),
        a_round(within=20, latencies=[0.9, 0.9], cpu={"engine": 0.2}, failed=1),
        a_round(within=60, latencies=[0.2, 0.2], cpu={"engine": 0.03}, failed=2),
    ]
    level = Level.of(rounds)
    assert [level.rate, level.p50, level.p95] == pytest.approx([6, 200, 200])
    assert (level.turns, level.failed) == (6, 3)
    assert level.cpu == {"engine": pytest.approx(15)}


def test_a_turn_of_a_long_conversation_is_the_median_around_it() -> None:
    latencies = [number / 1000 for number in range(1, 31)]
    assert at_turn(latencies, 20) == pytest.approx(20.5)


def test_the_opening_is_in_no_window() -> None:
    latencies = [99.0] + [0.01] * 10
    assert at_turn(latencies, 1) == at_turn(latencies, 5) == pytest.approx(10)


def test_a_turn_that_was_not_reached_has_no_figure() -> None:
    assert at_turn([0.01] * 24, 20) is None
    assert at_turn([0.01] * 25, 20) == pytest.approx(10)


@pytest.mark.parametrize(
    ("above", "below", "expected"), [(6, 3, 2), (None, 3, None), (6, None, None), (6, 0, None)]
)
def test_ratio(above: float | None, below: float | None, expected: float | None) -> None:
    assert ratio(above, below) == expected


def test_budgets_are_met_at_their_limit_and_open_without_a_figure() -> None:
    assert Budget.most("p50", 60, 60, " ms") == Budget("p50", "≤ 60 ms", "60 ms", True)
    assert Budget.most("p50", 60.2, 60, " ms").met is False
    assert Budget.least("rate", 1.94, 2, "×", 1) == Budget("rate", "≥ 2×", "1.9×", False)
    assert Budget.least("rate", None, 2, "×") == Budget("rate", "≥ 2×", "not measured", None)


def test_a_table_has_a_cell_for_every_head() -> None:
    assert table(["a", "b"], [["1", "2"]]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"
    with pytest.raises(ValueError, match="cells"):
        table(["a", "b"], [["1"]])


def test_figures_replace_what_stood_between_the_markers_and_nothing_else() -> None:
    page = f"# Title\n\n{BEGIN}\nold\n{END}\n\nAfter.\n"
    once = replace_between(page, "new\n")
    assert once == f"# Title\n\n{BEGIN}\n\nnew\n\n{END}\n\nAfter.\n"
    assert replace_between(once, "new") == once


@pytest.mark.parametrize("page", ["", BEGIN, END, f"{END} {BEGIN}"])
def test_a_page_without_the_markers_is_left_alone(page: str) -> None:
    with pytest.raises(ValueError, match="markers"):
        replace_between(page, "new")


def test_a_training_is_extrapolated_from_its_later_epochs_in_any_order() -> None:
    training = rasa.extrapolate(DRAWN, 100.0)
    assert training.epoch == {"TEDPolicy": pytest.approx(0.5), "DIETClassifier": pytest.approx(17)}
    assert training.extrapolated == pytest.approx(100 + 97 * 17 + 97 * 0.5)


def test_a_log_without_epochs_is_no_training() -> None:
    with pytest.raises(NotStarted):
        rasa.extrapolate(DRAWN.partition("\n")[0], 1.0)


def test_a_reference_counts_only_when_nothing_is_asked_any_more() -> None:
    assert Answer("Reference **FN-26-7K3QD**.", None, (), 0.1).reference == "FN-26-7K3QD"
    assert Answer("Here is FN-26-7K3QD again. Right?", "confirm", (), 0.1).reference is None


def test_every_question_of_the_baseline_has_an_answer_in_both_languages() -> None:
    assert all(script.answers.keys() == set(rasa.SLOTS) for script in NOTICES)
    assert {script.locale[:2] for script in NOTICES} == {"en", "de"}
    assert GERMAN.unknown


def test_the_long_message_has_exactly_its_length_and_does_not_repeat_itself() -> None:
    text = long_message(20_000)
    lines = text.splitlines()
    assert len(text) == 20_000
    assert len(set(lines)) == len(lines)


DRAWN = (
    "Epochs:   0%|          | 0/3 [00:00<?, ?it/s]\r"
    "Epochs:  33%|###       | 1/3 [00:10<00:20, 10.4s/it, t_loss=4.8, loss=4.6, acc=0.1]\r"
    "Epochs:  67%|######    | 2/3 [00:10<00:05,  5.2s/it, t_loss=4.3, loss=4.1, acc=0.1]\r"
    "Epochs: 100%|##########| 3/3 [00:11<00:00,  3.7s/it, t_loss=4.2, loss=4.0, acc=0.1]\n"
    "Epochs:   0%|          | 0/3 [00:00<?, ?it/s]\r"
    "Epochs:  33%|###       | 1/3 [00:40<01:27, 40.0s/it, t_loss=5.4, i_acc=0.262]\r"
    "Epochs: 100%|##########| 3/3 [01:14<00:00, 22.5s/it, t_loss=4.1, i_acc=0.799]\r"
    "Epochs: 100%|##########| 3/3 [01:14<00:00, 24.7s/it, t_loss=4.1, i_acc=0.799]\n"
)


def a_round(
    *,
    within: int = 1,
    seconds: float = 10,
    latencies: list[float] | None = None,
    failed: int = 0,
    cpu: dict[str, float] | None = None,
) -> Round:
    return Round(8, seconds, within, latencies or [0.1], failed, cpu or {})
