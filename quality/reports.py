"""How well reports are read: every field on labelled sets, type and cause also on files that were left out of training."""

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.commands.evaluate import score_report
from bot.commands.scoring import Outcome, Scores
from bot.extraction import caused_by, incident_types
from bot.extraction.caused_by import CausedBy
from bot.extraction.encoder import encoder
from bot.extraction.features import report_text
from bot.extraction.incident_types import IncidentTypes
from bot.extraction.reader import Reader
from bot.extraction.training import Report, learn_causes, learn_types, read_reports

FOLDS = 5
HELD_OUT, UNSEEN = "held out", "unseen"
SETS = {
    "development": (
        "claims-dev.jsonl",
        "roles-dev.jsonl",
        "writer-en-dev.jsonl",
        "writer-de-dev.jsonl",
        "roles-en-dev.jsonl",
        "roles-de-dev.jsonl",
        "writer2-en-dev.jsonl",
        "writer2-de-dev.jsonl",
        "writer3-en-dev.jsonl",
        "writer3-de-dev.jsonl",
        "writer4-en-dev.jsonl",
        "writer4-de-dev.jsonl",
        "writer5-en-dev.jsonl",
        "writer5-de-dev.jsonl",
    ),
    HELD_OUT: (
        "roles-held-out.jsonl",
        "writer-en-held-out.jsonl",
        "writer-de-held-out.jsonl",
        "writer4-en-held-out.jsonl",
        "writer4-de-held-out.jsonl",
    ),
    UNSEEN: (
        "writer6-en-held-out.jsonl",
        "writer6-de-held-out.jsonl",
        "writer7-en-held-out.jsonl",
        "writer7-de-held-out.jsonl",
    ),
}
"""The files of data/eval by what they are good for."""
_ALWAYS_LEARNT = "own-"
"""Files of which the same writers wrote several: leaving out one of them would leave out nothing."""


@dataclass(frozen=True, slots=True)
class Learnable:
    """The reports of data/reports, each with its language."""

    reports: Sequence[Report]
    languages: Sequence[str]

    @classmethod
    def read(cls, folder: Path) -> "Learnable":
        """All reports of a folder."""
        languages = [row["lang"] for path in sorted(folder.glob("*.jsonl")) for row in rows(path)]
        return cls(read_reports(folder), languages)


def learn(known: Sequence[Report]) -> tuple[IncidentTypes, CausedBy]:
    """The two classifiers, learnt from `known`."""
    return IncidentTypes(learn_types(known, encoder()), encoder()), CausedBy(learn_causes(known))


def save(known: Sequence[Report], folder: Path) -> None:
    """Write the models, learnt from `known`, as `python -m bot train` would."""
    learn_types(known, encoder()).save(folder / incident_types.FILE)
    learn_causes(known).save(folder / caused_by.FILE)


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def labelled(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The labelled reports of data/eval, by the name of their set."""
    return {name: [row for file in files for row in rows(folder / file)] for name, files in SETS.items()}


def without(reports: Iterable[Report], sets: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Report]:
    """The reports that are in none of the sets, whatever their capitals and spaces."""
    seen = {_folded(report_text(row["messages"])) for set_rows in sets.values() for row in set_rows}
    return [report for report in reports if _folded(report.text) not in seen]


def score_sets(learnable: Learnable, sets: Mapping[str, Sequence[dict[str, Any]]]) -> dict[str, Scores]:
    """Every field on every set, read with models that have learnt from none of these reports."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        save(without(learnable.reports, sets), folder)
        reader = Reader(folder)
    measured: dict[str, Scores] = {}
    for set_name, set_rows in sets.items():
        measured[set_name] = Scores()
        for row in set_rows:
            score_report(row, reader, measured[set_name], [])
    return measured


def folds_of(files: Iterable[str]) -> list[list[str]]:
    """The files that are left out together, dealt by turns so that languages spread; those always learnt are in none."""
    dealt = sorted(file for file in set(files) if not file.startswith(_ALWAYS_LEARNT))
    return [dealt[start::FOLDS] for start in range(min(FOLDS, len(dealt)))]


def cross_validate(learnable: Learnable, progress: Callable[[str], None] = lambda _: None) -> Scores:
    """Type and cause of every report, named by classifiers that have learnt from no report of its file.

    As in the reader, the cause is named in the light of the type that was named, not of the right one.
    """
    scores = Scores()
    folds = folds_of(report.file for report in learnable.reports)
    for number, fold in enumerate(folds, 1):
        types, causes = learn([report for report in learnable.reports if report.file not in fold])
        for report, lang in zip(learnable.reports, learnable.languages, strict=True):
            if report.file in fold:
                for outcome in _outcomes(report, types, causes):
                    scores.add(lang, outcome)
        progress(f"types and causes: fold {number} of {len(folds)}")
    return scores


def high(scores: Scores) -> tuple[float, float | None]:
    """The share of types named with high confidence, and the share of these that are right."""
    pairs = scores.reliability["incident_type"]
    right = [fine for confidence, fine in pairs if confidence >= incident_types.HIGH_CONFIDENCE]
    return len(right) / len(pairs), sum(right) / len(right) if right else None


def _outcomes(report: Report, types: IncidentTypes, causes: CausedBy) -> Iterable[Outcome]:
    fine = {report.incident_type, *report.also_ok}
    found = types.classify([report.text])
    best = {found.value, *(value for value, _ in found.alternatives[:2])}
    yield Outcome("incident_type", report.incident_type, found.value, found.value in fine, found.confidence)
    yield Outcome("incident_type in top 3", report.incident_type, found.value, bool(fine & best))
    if report.caused_by:
        cause = causes.classify([report.text], found.value)
        right = cause.value == report.caused_by
        yield Outcome("caused_by", report.caused_by, cause.value, right, cause.confidence)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
