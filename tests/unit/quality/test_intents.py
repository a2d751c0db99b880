import sys
from pathlib import Path

import pytest

from quality import intents


def test_without_an_engine_environment_nothing_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIRSTNOTICE_ENGINE_PYTHON", str(tmp_path / "python"))
    with pytest.raises(intents.NotMeasured, match="make run"), intents.measure(tmp_path):
        pass


def test_a_failed_training_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRSTNOTICE_ENGINE_PYTHON", sys.executable)
    with (
        intents.measure(tmp_path) as measuring,
        pytest.raises(intents.NotMeasured, match="at least two intents"),
    ):
        measuring.scores()
