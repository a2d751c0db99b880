"""Learns the incident type and who caused the damage from the labelled reports in data/reports."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from sklearn.svm import LinearSVC

from bot.extraction import caused_by, incident_types, meanings, told
from bot.extraction.encoder import Averages, encoder, unpack
from bot.extraction.features import Floats, Vocabulary, report_text
from bot.extraction.linear import LinearModel
from bot.extraction.marked import read_marks
from bot.extraction.tables import read_table

_Row = NDArray[np.number[Any]]

# Weights of the members' scores in the sum: what did best on files held back whole, where they also give
# probabilities that are met (calibrated without a temperature).
_SVM, _BAYES, _EMBEDDING = 3.0, 0.36, 0.6
_CAUSE = 2.0
_ANSWER_WORDS, _ANSWER_MEANING = 2.0, 2.0
"""What n-grams and embeddings of answers are multiplied with before they are learnt from together."""
_TOLD = 1.5
"""The same for n-grams of told sentences."""
_UNKNOWING = ("dont_know", "skip")
_NO_ANSWERS = (
    "ask_bot_identity", "ask_coverage", "ask_privacy", "ask_process", "change_language", "claim_status", "complaint", "cancel",
    "goodbye", "greet", "out_of_scope", "repeat_question", "request_callback", "request_human", "restart", "thank",
)  # fmt: skip
"""Intents of messages that are no answer."""
_EXAMPLES = 8
"""Of each such intent, for each question."""
_LEAST_ANSWERS = 2
"""Answers that an n-gram must be found in."""
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


@dataclass(frozen=True, slots=True)
class Answer:
    """A labelled answer to the question for `asks`."""

    asks: str
    text: str
    means: str


def train(
    reports: Path,
    out: Path,
    progress: Callable[[str], None] = lambda _: None,
    *,
    answers: tuple[Path, Path] | None = None,
    sentences: Path | None = None,
    also: Path | None = None,
) -> None:
    """Learn from every report in the folder `reports`, and in the file `also` if there is one, and write the models into `out`.

    `answers` are the folders of labelled answers and of the engine's examples, `sentences` that of what stories tell. The
    same texts give the same models. Raises FileNotFoundError if there are no reports.
    """
    known = read_reports(reports)
    if also is not None and also.is_file():
        known += read_file(also)
    progress(f"{len(known)} reports read")
    out.mkdir(parents=True, exist_ok=True)
    unpack(out)
    learn_causes(known).save(out / caused_by.FILE)
    progress("causes learnt")
    learn_types(known, encoder(out)).save(out / incident_types.FILE)
    progress("incident types learnt")
    if answers is not None:
        folder = out / meanings.FOLDER
        folder.mkdir(exist_ok=True)
        known_answers = read_answers(*answers)
        for asks in sorted({answer.asks for answer in known_answers}):
            its = [answer for answer in known_answers if answer.asks == asks]
            embeddings = encoder(out).embed([answer.text for answer in its])
            learn_meanings(its, embeddings).save(folder / f"{asks}.npz")
        progress("meanings of answers learnt")
    if sentences is not None:
        learn_told(read_told(sentences)).save(out / told.FILE)
        progress("what stories tell learnt")


def read_reports(folder: Path) -> list[Report]:
    """All reports of all .jsonl files, in the order of the file names."""
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise FileNotFoundError(f"no reports in {folder}")
    return [report for path in paths for report in read_file(path)]


def read_file(path: Path) -> list[Report]:
    """All reports of a file of JSON lines; those that are `marked` have their roles marked in the text."""
    known = []
    for row in _rows(path):
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


def read_answers(folder: Path, examples: Path) -> list[Answer]:
    """All answers of all .jsonl files, in the order of the file names, and to each question some that leave it open.

    These come from the engine's `examples` of messages that know nothing, and of those that ask or wish something else.
    """
    rows = [row for path in sorted(folder.glob("*.jsonl")) for row in _rows(path)]
    known = [Answer(row["asks"], report_text([row["text"]]), row["means"]) for row in rows]
    said = _examples(examples)
    for asks in sorted({answer.asks for answer in known}):
        # At the summary "I don't know" is no answer, either.
        unknown = meanings.OTHER if asks == meanings.SUMMARY else meanings.UNKNOWN
        for means, intents in ((unknown, _UNKNOWING), (meanings.OTHER, _NO_ANSWERS)):
            known += [Answer(asks, text, means) for intent in intents for text in _some(said.get(intent, []))]
    return known


def read_told(folder: Path) -> list[dict[str, str]]:
    """The labelled sentences of all .jsonl files, in the order of the file names: each `text`, and the points it states."""
    return [row for path in sorted(folder.glob("*.jsonl")) for row in _rows(path)]


def _rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    # Not splitlines(): people paste line separators of other kinds into their texts.
    return [json.loads(line) for line in path.read_text("utf-8").rstrip("\n").split("\n")]


def _examples(folder: Path) -> dict[str, list[str]]:
    """The engine's examples by their intent."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.yml")):
        for entry in read_table(path)["nlu"]:
            texts = [report_text([example["text"].strip()]) for example in entry["examples"]]
            found.setdefault(entry["intent"], []).extend(texts)
    return found


def _some(texts: Sequence[str]) -> Sequence[str]:
    """A few of them, from everywhere in their order."""
    return texts[:: max(1, len(texts) // _EXAMPLES)]


def learn_meanings(known: Sequence[Answer], embeddings: Floats) -> LinearModel:
    """A regression over n-grams and embeddings together."""
    texts = [answer.text for answer in known]
    vocabulary, words = _words(texts, at_least=_LEAST_ANSWERS)
    rows = hstack([_ANSWER_WORDS * words, _ANSWER_MEANING * csr_matrix(embeddings)], format="csr")
    model = LogisticRegression(C=10, max_iter=500).fit(rows, [answer.means for answer in known])
    weights = model.coef_.T
    return LinearModel(
        classes=tuple(map(str, model.classes_)),
        vocabulary=vocabulary,
        word_weights=_floats(_ANSWER_WORDS * weights[: len(vocabulary)]),
        embedding_weights=_floats(_ANSWER_MEANING * weights[len(vocabulary) :]),
        hints=(),
        hint_weights=_none_of(model.classes_),
        bias=_floats(model.intercept_),
    )


def learn_told(known: Sequence[Mapping[str, str]]) -> LinearModel:
    """A regression over n-grams for each point, side by side; embeddings of sentences told nothing more."""
    vocabulary, words = _words([row["text"] for row in known], at_least=_LEAST_ANSWERS)
    weights, bias = list[_Row](), list[_Row]()
    for point in told.POINTS:
        model = LogisticRegression(C=10, max_iter=500).fit(
            _TOLD * words, [row.get(point, "none") for row in known]
        )
        if tuple(model.classes_) != told.VALUES:
            raise ValueError(f"of {point} there are only the values {', '.join(model.classes_)}")
        weights.append(_TOLD * model.coef_.T)
        bias.append(model.intercept_)
    classes = tuple(f"{point}: {value}" for point in told.POINTS for value in told.VALUES)
    return LinearModel(
        classes=classes,
        vocabulary=vocabulary,
        word_weights=_floats(np.hstack(weights)),
        embedding_weights=_none_of(classes),
        hints=(),
        hint_weights=_none_of(classes),
        bias=_floats(np.hstack(bias)),
    )


def learn_types(known: Sequence[Report], averages: Averages) -> LinearModel:
    """A sum of three: support vectors and naive Bayes over n-grams, and a regression over the average of word pieces.

    All three are linear, so that adding their weights is the same as adding their votes.
    """
    types = [report.incident_type for report in known]
    texts = [report.text for report in known]
    vocabulary, words = _words(texts, at_least=1)
    svm = LinearSVC(C=0.6, random_state=0).fit(words, types)
    bayes = MultinomialNB(alpha=0.01, fit_prior=False).fit(words, types)
    meaning = LogisticRegression(C=3, max_iter=200).fit(averages.average(texts), types)
    return LinearModel(
        classes=tuple(map(str, svm.classes_)),
        vocabulary=vocabulary,
        word_weights=_floats((_SVM * svm.coef_ + _BAYES * bayes.feature_log_prob_).T),
        embedding_weights=_floats(_EMBEDDING * meaning.coef_.T),
        hints=(),
        hint_weights=_none_of(svm.classes_),
        bias=_floats(_SVM * svm.intercept_ + _EMBEDDING * meaning.intercept_),
    )


def learn_causes(known: Sequence[Report]) -> LinearModel:
    """Support vectors over n-grams and hints; reports in which nobody caused anything teach nothing."""
    known = [replace(report, text=caused_by.told(report.text)) for report in known if report.caused_by]
    vocabulary, words = _words([report.text for report in known], at_least=2)
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
        embedding_weights=_none_of(svm.classes_),
        hints=tuple(hints),
        hint_weights=weights[len(vocabulary) :],
        bias=_floats(_CAUSE * svm.intercept_),
    )


def _words(texts: Sequence[str], at_least: int) -> tuple[Vocabulary, csr_matrix]:
    vocabulary = Vocabulary.of(texts, at_least)
    rows = [vocabulary.features(text) for text in texts]
    return vocabulary, _sparse([row[0] for row in rows], [row[1] for row in rows], len(vocabulary))


def _sparse(positions: Sequence[_Row], values: Sequence[_Row], width: int) -> csr_matrix:
    ends = np.cumsum([0, *map(len, positions)])
    return csr_matrix(
        (np.concatenate(values), np.concatenate(positions), ends), shape=(len(positions), width)
    )


def _none_of(classes: Sequence[str]) -> Floats:
    """The weights of features that a model does without."""
    return np.zeros((0, len(classes)), dtype=np.float32)


def _floats(array: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Floats:
    return np.asarray(array, dtype=np.float32)
