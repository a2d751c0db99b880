"""How well intents are understood: the engine's own training, cross-validated by a child in the engine's environment."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from bot.commands.processes import engine_python
from bot.commands.scoring import Outcome, Scores

ALL, ASKED, ALONE = "intent", "intent after a question", "the same without it"
"""The figures: every example as it is annotated; of these, those that follow a question; and these without it."""

_ANY_LANGUAGE = "any"
"""The examples do not say which language they are in."""
_SCRIPT = Path(__file__).with_name("intent_folds.py")


class NotMeasured(Exception):
    """The engine's environment is missing, or its training failed; the message says which."""


class Measuring:
    """A measurement that has been started and runs beside; `scores` waits for it."""

    def __init__(self, child: subprocess.Popen[bytes], output: IO[bytes], complaints: IO[bytes]) -> None:
        self._child = child
        self._output = output
        self._complaints = complaints

    def scores(self) -> Scores:
        """The outcomes of all examples. Raises NotMeasured."""
        if self._child.wait() != 0:
            self._complaints.seek(0)
            *_, last = [b"no word why", *self._complaints]
            raise NotMeasured(f"the intents could not be cross-validated: {last.decode().strip()}")
        self._output.seek(0)
        return scores_of(json.loads(line) for line in self._output)


@contextmanager
def measure(nlu: Path) -> Iterator[Measuring]:
    """Start measuring the examples in the folder `nlu`; leaving ends it. Raises NotMeasured without an environment."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaints:
        try:
            child = subprocess.Popen(
                [str(engine_python()), str(_SCRIPT), str(nlu)],
                stdout=output,
                stderr=complaints,
                env=environment,
            )
        except OSError as problem:
            missing = f"there is no engine environment at {engine_python()}: `make run` lays it"
            raise NotMeasured(missing) from problem
        try:
            yield Measuring(child, output, complaints)
        finally:
            child.kill()
            child.wait()


def scores_of(answers: Iterable[dict[str, Any]]) -> Scores:
    """What the child wrote, counted under the three figures."""
    scores = Scores()
    for answer in answers:
        intent, got = answer["intent"], answer["got"]
        outcome = Outcome(ALL, intent, got, got == intent, answer["confidence"])
        scores.add(_ANY_LANGUAGE, outcome)
        if "got_alone" in answer:
            alone = answer["got_alone"]
            scores.add(_ANY_LANGUAGE, Outcome(ASKED, intent, got, got == intent))
            scores.add(_ANY_LANGUAGE, Outcome(ALONE, intent, alone, alone == intent))
    return scores
