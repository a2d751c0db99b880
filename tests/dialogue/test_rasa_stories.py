"""Rasa's own story tests of the frame that its rules hold, by Rasa's own command."""

import os
import subprocess
from pathlib import Path

import pytest

from bot.commands.processes import ROOT, engine_python


@pytest.mark.engine
def test_stories_are_predicted(models: Path, tmp_path: Path) -> None:
    rasa = engine_python().with_name("rasa")
    unset = {"FIRSTNOTICE_ACTIONS_URL": "http://127.0.0.1:1", "FIRSTNOTICE_ACTIONS_TOKEN": "none"}
    environment = {**os.environ, **unset, "OMP_NUM_THREADS": "1", "RASA_TELEMETRY_ENABLED": "false"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command: list[str | Path] = [rasa, "test", "core", "--model", models / "engine", "--out", tmp_path]
    command += ["--stories", "tests/dialogue/test_stories.yml", "--fail-on-prediction-errors", "--no-plot"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
