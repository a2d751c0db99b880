"""Learns the incident type and who caused the damage from the labelled reports in data/reports."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from sklearn.svm import LinearSVC

from bot.extraction import caused_by, incident_types
from bot.extraction.encoder import encoder, unpack
from bot.extraction.features import Floats, Vocabulary, report_text
from bot.extraction.linear import LinearModel
from bot.extraction.marked import read_marks

_Row = NDArray[np.number[Any]]

# Weights of the members' scores in the sum: what did best on files held back whole, where they also give
# probabilities that are met (calibrated without a temperature).
_SVM, _BAYES, _EMBEDDING = 3.0, 0.36, 0.48
_CAUSE = 2.0
_LEAST_HINTED = 3
"""Reports that a hint must be found in; a rarer one teaches a chance and slows down every reading."""


@dataclass(frozen=True, slots=True)
class Report:
    """One labelled report; `caused_by` is None where nobody caused anything."""

    file: str
    text: str
    incident_type: str
    also_ok: tuple[str, ...]
    caused_by: str | None


def train(
    reports: Path, out: Path, progress: Callable[[str], None] = lambda _: None, also: Path | None = None
) -> None:
    """Learn from every report in the folder `reports`, and in the file `also` if there is one, and write the models into `out`.

    The same reports give the same models. Raises FileNotFoundError if there are no reports.
    """
    known = read_reports(reports)
    if also is not None and also.is_file():
        known += read_file(also)
    progress(f"{len(known)} reports read")
    out.mkdir(parents=True, exist_ok=True)
    unpack(out)
    learn_causes(known).save(out / caused_by.FILE)
    progress("causes learnt")
    learn_types(known, encoder(out).embed([report.text for report in known])).save(out / incident_types.FILE)
    progress("incident types learnt")


def read_reports(folder: Path) -> list[Report]:
    """All reports of all .jsonl files, in the order of the file names."""
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise FileNotFoundError(f"no reports in {folder}")
    return [report for path in paths for report in read_file(path)]


def read_file(path: Path) -> list[Report]:
    """All reports of a file of JSON lines; those that are `marked` have their roles marked in the text."""
    known = []
    # Not splitlines(): people paste line separators of other kinds into their texts.
    for line in path.read_text("utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        labels = row.get("gold", row)
        known.append(
            Report(
                path.stem,
                report_text(row["messages"] if "messages" in row else [read_marks(row["marked"])[0]]),
                labels["incident_type"],
                tuple(labels.get("also_ok") or ()),
                labels["caused_by"],
            )
        )
    return known


def learn_types(known: Sequence[Report], embeddings: Floats) -> LinearModel:
    """A sum of three: support vectors and naive Bayes over n-grams, and a regression over embeddings.

    All three are linear, so that adding their weights is the same as adding their votes.
    """
    types = [report.incident_type for report in known]
    vocabulary, words = _words(known, at_least=1)
    svm = LinearSVC(C=0.6, random_state=0).fit(words, types)
    bayes = MultinomialNB(alpha=0.01, fit_prior=False).fit(words, types)
    meaning = LogisticRegression(C=10, max_iter=200).fit(embeddings, types)
    return LinearModel(
        classes=tuple(map(str, svm.classes_)),
        vocabulary=vocabulary,
        word_weights=_floats((_SVM * svm.coef_ + _BAYES * bayes.feature_log_prob_).T),
        embedding_weights=_floats(_EMBEDDING * meaning.coef_.T),
        hints=(),
        hint_weights=_floats(np.zeros((0, len(svm.classes_)))),
        bias=_floats(_SVM * svm.intercept_ + _EMBEDDING * meaning.intercept_),
    )


def learn_causes(known: Sequence[Report]) -> LinearModel:
    """Support vectors over n-grams and hints; reports in which nobody caused anything teach nothing."""
    known = [replace(report, text=caused_by.told(report.text)) for report in known if report.caused_by]
    vocabulary, words = _words(known, at_least=2)
    hinted = [caused_by.hints(report.text, report.incident_type) for report in known]
    counts = Counter(hint for found in hinted for hint in found)
    hints = sorted(hint for hint, count in counts.items() if count >= _LEAST_HINTED)
    places = {hint: place for place, hint in enumerate(hints)}
    rows = [np.array([places[hint] for hint in found if hint in places], dtype=np.intp) for found in hinted]
    svm = LinearSVC(C=0.4, random_state=0).fit(
        hstack([words, _sparse(rows, [np.ones(len(row)) for row in rows], len(hints))], format="csr"),
        [report.caused_by for report in known],
    )
    weights = _floats(_CAUSE * svm.coef_.T)
    return LinearModel(
        classes=tuple(map(str, svm.classes_)),
        vocabulary=vocabulary,
        word_weights=weights[: len(vocabulary)],
        embedding_weights=_floats(np.zeros((0, len(svm.classes_)))),
        hints=tuple(hints),
        hint_weights=weights[len(vocabulary) :],
        bias=_floats(_CAUSE * svm.intercept_),
    )


def _words(known: Sequence[Report], at_least: int) -> tuple[Vocabulary, csr_matrix]:
    vocabulary = Vocabulary.of([report.text for report in known], at_least)
    rows = [vocabulary.features(report.text) for report in known]
    return vocabulary, _sparse([row[0] for row in rows], [row[1] for row in rows], len(vocabulary))


def _sparse(positions: Sequence[_Row], values: Sequence[_Row], width: int) -> csr_matrix:
    ends = np.cumsum([0, *map(len, positions)])
    return csr_matrix(
        (np.concatenate(values), np.concatenate(positions), ends), shape=(len(positions), width)
    )


def _floats(array: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Floats:
    return np.asarray(array, dtype=np.float32)
