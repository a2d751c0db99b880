"""Learns `bot/extraction/grammar/parties.weights.json` anew:
`PYTHONPATH=. python scripts/fit_parties.py data/eval/{claims,roles*,writer-*}-dev.jsonl`.

Learns from fully labelled reports (`gold`), from the claimants that `parties.reports.tsv` beside the weights gives for reports
of data/reports, and from the marked examples of `parties.examples.txt`. Keep reports that are to measure the result out of the
files given; with those of `writer2-*` nothing held out was read better, so they measure. The same input gives the same
weights; run it after every change of words, patterns or features.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bot.extraction.identifiers import find_identifiers
from bot.extraction.notice import OWN_TYPES
from bot.extraction.parties.entities import find_entities
from bot.extraction.parties.features import Features, party_features
from bot.extraction.parties.mentions import find_mentions
from bot.extraction.parties.words import PartyWords
from bot.extraction.reader import Reader

ROOT = Path(__file__).parent.parent
GRAMMAR = ROOT / "bot" / "extraction" / "grammar"
MARK = re.compile(r"\{([^}]*)\}")
ARTICLE = re.compile(r"^(?:the|an?|our|my|der|die|das|den|dem|des|eine?[nmr]?|unsere?|meine?)\s+")
HERRN = re.compile(r"^Herrn\b")
EXAMPLE_TIME = "2026-06-17T12:00:00+02:00"
REGULARISATION = 4.0
"""Strength; from 1 to 4 cross-validation shows no difference in what is right, and the strongest boasts least."""
LEAST_MET = 3
"""How many reports a feature must occur in."""
LEAST_WEIGHT = 0.02

_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """The features of each party of a report, then of nobody, and which of them are right."""

    rows: Sequence[Features]
    right: Sequence[bool]


def main(paths: Sequence[str]) -> None:
    reader = Reader(None)
    rows = [json.loads(line) for path in paths for line in Path(path).read_text("utf-8").splitlines()]
    labelled = [(row, row["gold"]["claimant_party"]) for row in rows if "gold" in row]
    found = (case_of(reader, row, label) for row, label in (*labelled, *reports(), *examples()))
    weights = fit([case for case in found if case])
    text = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
    (GRAMMAR / "parties.weights.json").write_text(text + "\n", "utf-8")


def reports() -> Iterator[tuple[dict[str, Any], str | None]]:
    """The reports of data/reports whose claimant is known."""
    lines = (GRAMMAR / "parties.reports.tsv").read_text("utf-8").splitlines()
    claimants = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    for path in sorted((ROOT / "data" / "reports").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["id"] in claimants:
                yield row, claimants[row["id"]] or None


def examples() -> Iterator[tuple[dict[str, Any], str | None]]:
    """The marked examples; "{…}" is a claimant, and a line without one has none."""
    for line in (GRAMMAR / "parties.examples.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            lang, text = line.split(" ", 1)
            own = text.startswith("OWN ")
            text = text.removeprefix("OWN ")
            row = {
                "lang": lang,
                "messages": MARK.sub(r"\1", text).split(" || "),
                "incident_type": "own_cyber_loss" if own else "other",
            }
            yield row, ";".join(MARK.findall(text)) or None


def case_of(reader: Reader, row: dict[str, Any], label: str | None) -> Case | None:
    """The report as a case to learn from; None if what is right is not among the parties found."""
    text = "\n\n".join(row["messages"])
    region = row.get("region") or ("DE" if row["lang"] == "de" else "GB")
    now = datetime.fromisoformat(row.get("reference_time", EXAMPLE_TIME))
    reading = reader.read([text], now=now, lang=row["lang"], region=region)
    spans = [(found.start, found.end) for found in find_identifiers(text, region=region)]
    # The writer's own name stays, so that "this is …" is learnt even where the reader does not know it for one.
    read = [*(found.span for found in reading.dates), *(found.span for found in reading.amounts)]
    spans.extend((span.start, span.end) for span in read)
    words = PartyWords.of(row["lang"])
    entities = find_entities(text, find_mentions(text, words, spans), german=words.german)
    own_loss = row.get("gold", row)["incident_type"] in OWN_TYPES
    each, nobody = party_features(text, entities, words, own_loss=own_loss)
    accepted = {_named(HERRN.sub("Herr", name.strip())) for name in label.split(";")} if label else {None}
    right = [_named(HERRN.sub("Herr", entity.best.value)) in accepted for entity in entities]
    if any(right):
        return Case([*each, nobody], [*right, None in accepted])
    return Case([*each, nobody], [*right, True]) if None in accepted else None


def _named(name: str) -> str | None:
    """Folded for comparison as in the scoring: without article, and None for a mere role."""
    folded = ARTICLE.sub("", " ".join(name.casefold().split()).strip(" .,"))
    return None if folded in PartyWords.of("en").generic | PartyWords.of("de").generic else folded


def fit(cases: Sequence[Case], strength: float = REGULARISATION, least: int = LEAST_MET) -> dict[str, float]:
    """Weights with which what is right gets the highest probability in all cases, kept small by `strength`."""
    met = Counter(name for case in cases for name in {name for row in case.rows for name in row})
    names = sorted(name for name, count in met.items() if count >= least)
    matrix, starts, right = _arrays(cases, names)
    sizes = np.diff([*starts, matrix.shape[0]])

    def loss(weights: _Floats) -> tuple[float, _Floats]:
        scores = matrix @ weights
        everything = np.repeat(np.logaddexp.reduceat(scores, starts), sizes)
        masked = np.where(right, scores, -1e9)
        good = np.repeat(np.logaddexp.reduceat(masked, starts), sizes)
        slope = np.exp(scores - everything) - np.where(right, np.exp(masked - good), 0.0)
        missed = float(np.sum((everything - good)[starts]))
        return missed + strength * float(weights @ weights) / 2, matrix.T @ slope + strength * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {
        name: round(float(value), 2)
        for name, value in zip(names, found.x, strict=True)
        if abs(value) >= LEAST_WEIGHT
    }


def _arrays(cases: Sequence[Case], names: Iterable[str]) -> tuple[csr_matrix, list[int], NDArray[np.bool_]]:
    index = {name: number for number, name in enumerate(names)}
    rows = [row for case in cases for row in case.rows]
    known = [[(index[name], value) for name, value in row.items() if name in index] for row in rows]
    ends = np.cumsum([0, *map(len, known)])
    columns = [number for row in known for number, _ in row]
    values = [value for row in known for _, value in row]
    starts = [0]
    for case in cases[:-1]:
        starts.append(starts[-1] + len(case.rows))
    right = np.array([fine for case in cases for fine in case.right])
    return csr_matrix((values, columns, ends), shape=(len(rows), len(index))), starts, right


if __name__ == "__main__":
    main(sys.argv[1:])
