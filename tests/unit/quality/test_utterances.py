import json
import sys
from pathlib import Path

import pytest

from bot.commands.processes import ROOT
from quality import intents, utterances
from quality.figures import Run, figures, text
from quality.kept import BEGIN, END, kept_figures
from quality.reports import HELD_OUT, rows

ANSWERS = [
    {"lang": "en", "intent": "affirm", "got": "affirm", "confidence": 0.9},
    {"lang": "en", "intent": "deny", "got": "affirm", "confidence": 0.6},
    {"lang": "de", "intent": "greet", "got": "greet", "confidence": 0.8},
    {"lang": "de", "intent": "greet", "got": "greet", "confidence": 0.8},
]


def test_utterances_have_a_row_that_is_kept_and_compared() -> None:
    run = Run(utterances=utterances.scores_of(ANSWERS))
    assert figures(run) == {(intents.ALL, HELD_OUT): 75.0}
    kept = kept_figures(f"{BEGIN}\n{text(run)}\n{END}")
    assert kept[intents.ALL, HELD_OUT] == 75.0
    assert (kept[intents.ALL, "English"], kept[intents.ALL, "German"]) == (50.0, 100.0)


def test_confidences_of_utterances_are_in_the_report() -> None:
    assert "intent (held out): 0.50 to 0.75 right 0.0 % of 1 · 0.75 to 0.90 right 100.0 % of 2" in text(
        Run(utterances=utterances.scores_of(ANSWERS))
    )


def test_without_an_engine_environment_nothing_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIRSTNOTICE_ENGINE_PYTHON", str(tmp_path / "python"))
    with pytest.raises(intents.NotMeasured, match="make run"):
        utterances.measure(tmp_path, tmp_path)


def test_a_failed_training_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRSTNOTICE_ENGINE_PYTHON", sys.executable)
    with pytest.raises(intents.NotMeasured, match="at least two intents"):
        utterances.measure(tmp_path, tmp_path)


def test_every_utterance_has_a_known_intent_and_a_language() -> None:
    domain = (ROOT / "domain.yml").read_text("utf-8")
    for file in utterances.FILES:
        for row in rows(ROOT / "data" / "eval" / file):
            assert f"- {row['intent']}" in domain
            assert row["lang"] in ("en", "de")
            assert json.dumps(row["text"])
