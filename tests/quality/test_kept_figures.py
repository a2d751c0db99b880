"""What docs/quality.md keeps is still reached. The last of all tests, since it takes the longest."""

import os
import subprocess
import sys

import pytest

from bot.commands.processes import ROOT

_RESULT = "Fallen:"
"""What a measurement that came to its end prints last, with a line for each figure below."""


def test_nothing_is_read_or_understood_worse_than_what_is_kept() -> None:
    # A process of its own, because the number of threads has to be set before numpy is loaded.
    run = subprocess.run(
        [sys.executable, "-m", "quality", "--quick"],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if _RESULT not in run.stdout:
        pytest.fail(f"The quality could not be measured:\n{run.stderr}", pytrace=False)
    if run.returncode:
        fallen = run.stdout[run.stdout.index(_RESULT) :]
        pytest.fail(
            "Reading or understanding got worse by more than one point than docs/quality.md keeps. Mend it, or, if the "
            f"loss is wanted, keep the new figures with `make evaluate KEEP=1` and tell why.\n{fallen}",
            pytrace=False,
        )
