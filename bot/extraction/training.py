"""Learns the incident type and who caused the damage from the labelled reports in data/reports."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.extraction import caused_by, incident_types
from bot.extraction.features import Floats, Vocabulary, encoder, report_text
from bot.extraction.linear import Mixture


@dataclass(frozen=True, slots=True)
class Report:
    """One labelled report; `caused_by` is None where nobody caused anything."""

    text: str
    incident_type: str
    also_ok: tuple[str, ...]
    caused_by: str | None
    file: str


def train(reports: Path, out: Path, progress: Callable[[str], None] = lambda _: None) -> None:
    """Learn from every report in the folder `reports` and write the models into the folder `out`.

    The same reports give the same models. Raises FileNotFoundError if there are no reports.
    """
    known = read_reports(reports)
    progress(f"{len(known)} reports")
    out.mkdir(parents=True, exist_ok=True)
    embeddings = encoder().embed([report.text for report in known])
    progress("embedded")
    types = [report.incident_type for report in known]
    fit([report.text for report in known], embeddings, types, share=0.35, temperature=0.9).save(
        out / incident_types.FILE
    )
    progress("incident types learnt")
    with_cause = [number for number, report in enumerate(known) if report.caused_by]
    fit(
        [known[number].text for number in with_cause],
        embeddings[with_cause],
        [str(known[number].caused_by) for number in with_cause],
        share=0.3,
        temperature=1.0,
    ).save(out / caused_by.FILE)
    progress("causes learnt")


def read_reports(folder: Path) -> list[Report]:
    """All reports of all .jsonl files, in the order of the file names."""
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise FileNotFoundError(f"no reports in {folder}")
    known = []
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            labels = row.get("gold", row)
            known.append(
                Report(
                    report_text(row["messages"]),
                    labels["incident_type"],
                    tuple(labels.get("also_ok") or ()),
                    labels["caused_by"],
                    path.stem,
                )
            )
    return known


def fit(texts: Sequence[str], embeddings: Floats, labels: Sequence[str], share: float, temperature: float) -> Mixture:
    """Learn both parts of a mixture; `share` is the weight of the embeddings beside the n-grams."""
    vocabulary = Vocabulary.of(texts)
    words = LogisticRegression(C=10, max_iter=200, tol=1e-3).fit(_matrix(vocabulary, texts), labels)
    meanings = LogisticRegression(C=10, max_iter=200).fit(embeddings, labels)
    return Mixture(
        classes=tuple(words.classes_),
        vocabulary=vocabulary,
        word_weights=_floats(words.coef_.T).astype(np.float16),
        word_bias=_floats(words.intercept_),
        embedding_weights=_floats(meanings.coef_.T),
        embedding_bias=_floats(meanings.intercept_),
        embedding_share=share,
        temperature=temperature,
    )


def _matrix(vocabulary: Vocabulary, texts: Sequence[str]) -> csr_matrix:
    rows = [vocabulary.features(text) for text in texts]
    ends = np.cumsum([0, *(len(positions) for positions, _ in rows)])
    return csr_matrix(
        (np.concatenate([values for _, values in rows]), np.concatenate([positions for positions, _ in rows]), ends),
        shape=(len(texts), len(vocabulary.terms)),
    )


def _floats(array: NDArray[np.float64]) -> Floats:
    return np.asarray(array, dtype=np.float32)
