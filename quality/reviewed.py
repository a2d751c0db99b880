"""What staff's review is worth: intents and incident types before and after learning from it."""

import json
import os
import subprocess
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.commands.processes import engine_python
from bot.extraction.training import Report, read_file
from quality import intents
from quality.reports import Learnable, learn, rows

FOLDS = 3
_SCRIPT = Path(__file__).with_name("reviewed_answers.py")


@dataclass(frozen=True, slots=True)
class Gain:
    """How many of `number` were named rightly before and after."""

    name: str
    number: int
    before: int
    after: int

    def __str__(self) -> str:
        before, after = (100 * right / self.number for right in (self.before, self.after))
        return f"{self.name}: {before:.1f} % -> {after:.1f} % of {self.number}"


def measure(nlu: Path, utterances: Sequence[Path], reports: Path, reviewed: Path) -> list[Gain]:
    """The gains by what is in the folder `reviewed`, which `python -m bot train --with-reviewed` fills. Raises NotMeasured."""
    gains = []
    if (reviewed / "nlu.yml").is_file():
        gains += gains_of(_answers([nlu, reviewed / "nlu.yml", *utterances]))
    if (reviewed / "reports.jsonl").is_file():
        gains.append(types(Learnable.read(reports), reviewed / "reports.jsonl"))
    if not gains:
        raise intents.NotMeasured(
            "Nothing was reviewed yet, or not gathered: `python -m bot train --with-reviewed`."
        )
    return gains


def gains_of(answers: Iterable[dict[str, Any]]) -> list[Gain]:
    """The gains of intents, a set after the other."""
    sets: dict[str, list[dict[str, Any]]] = {}
    for answer in answers:
        sets.setdefault(answer["set"], []).append(answer)
    return [
        Gain(
            f"intents, {name}",
            len(found),
            sum(answer["before"] == answer["intent"] for answer in found),
            sum(answer["after"] == answer["intent"] for answer in found),
        )
        for name, found in sets.items()
    ]


def types(learnable: Learnable, file: Path) -> Gain:
    """The gain of incident types, each report named by models that have learnt from none of its conversation."""
    reviewed = read_file(file)
    folds = [zlib.crc32(row["conversation"].encode("utf-8")) % FOLDS for row in rows(file)]
    base, _ = learn(learnable.reports)
    before = after = 0
    for fold in sorted(set(folds)):
        others = [report for report, its in zip(reviewed, folds, strict=True) if its != fold]
        known, _ = learn([*learnable.reports, *others])
        for report, its in zip(reviewed, folds, strict=True):
            if its == fold:
                before += _right(report, base.classify([report.text]).value)
                after += _right(report, known.classify([report.text]).value)
    return Gain("incident types, reviewed", len(reviewed), before, after)


def _right(report: Report, got: str) -> bool:
    return got == report.incident_type


def _answers(arguments: Sequence[Path]) -> list[dict[str, Any]]:
    command = [str(engine_python()), str(_SCRIPT), *map(str, arguments)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    try:
        child = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    except OSError as problem:
        missing = f"there is no engine environment at {engine_python()}: `make run` lays it"
        raise intents.NotMeasured(missing) from problem
    if child.returncode != 0:
        *_, last = ["no word why", *child.stderr.splitlines()]
        raise intents.NotMeasured(f"what was reviewed could not be measured: {last}")
    return [json.loads(line) for line in child.stdout.splitlines()]
