"""How well intents of held-out utterances are understood: the engine's own training, asked in the engine's environment."""

import json
import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bot.commands.processes import engine_python
from bot.commands.scoring import Outcome, Scores
from quality import intents

FILES = ("utterances-held-out-en.jsonl", "utterances-held-out-de.jsonl")
"""The files of data/eval with utterances, each labelled with its intent and the question it follows."""
PLAIN = tuple(
    f"utterances-{which}-held-out-{lang}.jsonl" for which in ("plain", "plain2") for lang in ("en", "de")
)
"""The same as people mostly say it; asked with the shipped model by `python -m bot evaluate`."""
ANSWERS = "answers-dev.jsonl"
"""Answers with what they mean, likewise."""

_SCRIPT = Path(__file__).with_name("utterance_answers.py")


def measure(nlu: Path, labelled: Path, files: Sequence[str] = FILES) -> Scores:
    """The intents of all utterances in `files` of the folder `labelled`, learnt from the examples in `nlu`.

    Raises NotMeasured.
    """
    command = [str(engine_python()), str(_SCRIPT), str(nlu), *(str(labelled / file) for file in files)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    try:
        child = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    except OSError as problem:
        missing = f"there is no engine environment at {engine_python()}: `make run` lays it"
        raise intents.NotMeasured(missing) from problem
    if child.returncode != 0:
        *_, last = ["no word why", *child.stderr.splitlines()]
        raise intents.NotMeasured(f"the held-out utterances could not be asked: {last}")
    return scores_of(json.loads(line) for line in child.stdout.splitlines())


def scores_of(answers: Iterable[dict[str, Any]]) -> Scores:
    """What the child wrote, counted by language."""
    scores = Scores()
    for answer in answers:
        intent, got = answer["intent"], answer["got"]
        scores.add(answer["lang"], Outcome(intents.ALL, intent, got, got == intent, answer["confidence"]))
    return scores
