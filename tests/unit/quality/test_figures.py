import pytest

from bot.commands.scoring import FIELDS, Outcome, Scores
from quality import intents
from quality.figures import CROSS, HIGH_RIGHT, HIGH_SHARE, TARGETS, Run, below_target, figures, table, text
from quality.kept import BEGIN, END, kept_figures


def a_run() -> Run:
    reports, learnt = Scores(), Scores()
    for lang, right in (("en", True), ("en", True), ("de", False), ("de", True)):
        for name in FIELDS:
            reports.add(lang, Outcome(name, "a", "a" if right else "b", right, 0.7))
    for confidence, right in ((0.95, True), (0.85, False), (0.9, True), (0.6, False)):
        learnt.add("de", Outcome("incident_type", "other", "other", right, confidence))
        learnt.add("de", Outcome("incident_type in top 3", "other", "other", True))
        learnt.add("de", Outcome("caused_by", "self", "self", True, confidence))
    answers = [
        {
            "intent": "affirm",
            "got": "affirm",
            "confidence": 0.9,
            "got_alone": "inform",
            "confidence_alone": 0.4,
        },
        {"intent": "greet", "got": "greet", "confidence": 0.9},
        {"intent": "inform", "got": "greet", "confidence": 0.5},
    ]
    return Run({"development": reports, "held out": reports}, learnt, intents.scores_of(answers))


def test_figures_are_the_exact_matches_of_every_set() -> None:
    found = figures(a_run())
    assert found["incident_date", "development"] == found["incident_date", "held out"] == 75.0
    assert found["incident_type", CROSS] == 50.0
    assert found["caused_by", CROSS] == 100.0


def test_high_confidence_has_a_share_and_an_accuracy() -> None:
    found = figures(a_run())
    assert found[HIGH_SHARE, CROSS] == 75.0
    assert found[HIGH_RIGHT, CROSS] == pytest.approx(66.67, abs=0.01)


def test_intents_are_counted_with_their_question_and_without_it() -> None:
    found = figures(a_run())
    assert found[intents.ALL, CROSS] == pytest.approx(66.67, abs=0.01)
    assert found[intents.ASKED, CROSS] == 100.0
    assert found[intents.ALONE, CROSS] == 0.0


def test_what_misses_its_target_is_named() -> None:
    assert f"incident_date, held out: 75.0 %, target {TARGETS['incident_date']:.0f} %" in below_target(
        figures(a_run())
    )
    assert below_target({("incident_date", "held out"): 99.0, ("approximate flag", "held out"): 0.0}) == []


def test_what_is_kept_is_read_back() -> None:
    run = a_run()
    kept = kept_figures(f"{BEGIN}\n{text(run)}\n{END}")
    now = figures(run)
    assert {key: kept[key] for key in now} == {key: round(value, 1) for key, value in now.items()}


def test_what_was_not_measured_is_not_compared() -> None:
    run = Run({"development": a_run().sets["development"]})
    assert {column for _, column in figures(run)} == {"development"}
    assert CROSS not in text(run)


def test_a_table_is_aligned() -> None:
    assert table(["a", "bc"], [["long", "1"]]).splitlines() == [
        "| a    | bc |",
        "| ---- | -- |",
        "| long | 1  |",
    ]
