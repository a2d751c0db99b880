"""Learns `bot/extraction/grammar/roles.weights.yml` anew: `python scripts/fit_roles.py REPORTS.jsonl…`.

Learns from the marked examples beside the weights and from fully labelled reports (`gold`). Keep reports that are to measure
the result out of the files given. The same input gives the same weights; run it after every change of hints or features.
"""

import itertools
import json
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bot.extraction.amount_roles import LOSS, amount_features
from bot.extraction.clauses import split_clauses
from bot.extraction.cues import Cues
from bot.extraction.found import AmountFound, DateFound
from bot.extraction.reader import Reader
from bot.extraction.roles import date_features

GRAMMAR = Path(__file__).parent.parent / "bot" / "extraction" / "grammar"
OTHER = "other"
ROLES = {
    "incident_date": "occurred_on",
    "discovered_date": "discovered_on",
    "claim_made_date": "claim_made_on",
}
MARK = re.compile(r"\{([odcxLNP]):([^}]*)\}")
MARKED = {"o": "occurred_on", "d": "discovered_on", "c": "claim_made_on", "x": OTHER, "L": LOSS, "N": OTHER}
EXAMPLE_TIME = "2026-06-17T12:00:00+02:00"
REGULARISATION = 0.5
"""Inverse strength; from 0.3 to 1 cross-validation shows no difference."""
LEAST_MET = {"dates": 1, "amounts": 3}
"""How many dates or amounts a feature must belong to; what did best in cross-validation."""
LEAST_WORD = 0.12
"""Weights of single words below this are left out: they are many and change nothing."""
HEADER = """\
# Weights of the hints (roles.en.yml, roles.de.yml) and of a date's or amount's place among the others, by role.
# Written by scripts/fit_roles.py, not by hand. "<" marks a hint that stands before the item in the same clause, ">" one
# behind it, "other_" one beside another item. Features: bot/extraction/role_features.py, roles.py, amount_roles.py.
"""

Row = tuple[dict[str, float], str]


def main(paths: Sequence[str]) -> None:
    reader = Reader(None)
    dates: list[Row] = []
    amounts: list[Row] = []
    for path in paths:
        for line in Path(path).read_text("utf-8").splitlines():
            data = json.loads(line)
            if "gold" in data:
                _learn(reader, data, dates, amounts, marks=None)
    for lang in ("en", "de"):
        for text, marks in _examples(lang):
            region = "DE" if lang == "de" else "US" if "$" in text else "GB"
            data = {"lang": lang, "region": region, "reference_time": EXAMPLE_TIME, "messages": [text]}
            _learn(reader, data, dates, amounts, marks=marks)
    with (GRAMMAR / "roles.weights.yml").open("w", encoding="utf-8") as out:
        out.write(HEADER)
        for name, rows in (("dates", dates), ("amounts", amounts)):
            out.write(f"{name}:\n")
            for role, weights in _fit(rows, LEAST_MET[name]).items():
                flow = "{" + ", ".join(f"{json.dumps(key)}: {value}" for key, value in weights.items()) + "}"
                out.write(f"  {role}:\n")
                out.writelines(
                    f"{line}\n"
                    for line in textwrap.wrap(
                        flow, 112, initial_indent="    ", subsequent_indent="      ", break_on_hyphens=False
                    )
                )


def _learn(
    reader: Reader,
    data: dict[str, Any],
    dates: list[Row],
    amounts: list[Row],
    *,
    marks: list[tuple[str, int, int]] | None,
) -> None:
    # One joined message, so that spans count from the start of the text that is cut into clauses.
    text = "\n\n".join(data["messages"])
    now = datetime.fromisoformat(data["reference_time"])
    reading = reader.read([text], now=now, lang=data["lang"], region=data["region"])
    spans = [*(found.span for found in reading.dates), *(found.span for found in reading.amounts)]
    clauses = split_clauses(text, [(span.start, span.end) for span in spans])
    cues = Cues.of(data["lang"]).find(text)
    if marks is None:
        date_roles = [_date_role(found, data["gold"]) for found in reading.dates]
        amount_roles = _amount_roles(reading.amounts, data["gold"]["estimated_loss"])
    else:
        date_roles = [_marked(found, marks, "odcx") for found in reading.dates]
        amount_roles = [_marked(found, marks, "LN") for found in reading.amounts]
    dates.extend(zip(date_features(text, reading.dates, cues, clauses, now.date()), date_roles, strict=True))
    if reading.amounts:
        features = amount_features(text, reading.amounts, cues, clauses)
        amounts.extend(zip(features, amount_roles, strict=True))


def _date_role(found: DateFound, gold: dict[str, Any]) -> str:
    days = (found.period.start.isoformat(), found.period.end.isoformat())
    for name, role in ROLES.items():
        label = gold[name]
        if label and (
            days == (label["start"], label["end"]) or (label.get("lasting") and days == (label["start"],) * 2)
        ):
            return role
    return OTHER


def _amount_roles(amounts: Sequence[AmountFound], label: dict[str, Any] | None) -> list[str]:
    """The loss itself, or else the two to four amounts that add up to it."""
    roles = [OTHER] * len(amounts)
    if label is None:
        return roles
    low, high = Decimal(str(label["low"])), Decimal(str(label["high"]))
    same = [number for number, amount in enumerate(amounts) if (amount.low, amount.high) == (low, high)]
    if not same and low == high:
        parts = (
            chosen
            for size in (2, 3, 4)
            for chosen in itertools.combinations(range(len(amounts)), size)
            if sum(amounts[number].low for number in chosen) == low
        )
        same = list(next(parts, ()))
    for number in same:
        roles[number] = LOSS
    return roles


def _marked(found: DateFound | AmountFound, marks: list[tuple[str, int, int]], kinds: str) -> str:
    for kind, start, end in marks:
        if kind in kinds and found.span.start < end and start < found.span.end:
            return MARKED[kind]
    return OTHER


def _examples(lang: str) -> Iterator[tuple[str, list[tuple[str, int, int]]]]:
    for line in (GRAMMAR / f"roles.examples.{lang}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            text, marks, place = "", [], 0
            for found in MARK.finditer(line):
                text += line[place : found.start()]
                marks.append((found.group(1), len(text), len(text) + len(found.group(2))))
                text, place = text + found.group(2), found.end()
            yield text + line[place:], marks


def _fit(rows: Sequence[Row], least: int) -> dict[str, dict[str, float]]:
    met = Counter(name for row, _ in rows for name in row)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(
        [
            {name: value for name, value in row.items() if name != "always" and met[name] >= least}
            for row, _ in rows
        ]
    )
    model = LogisticRegression(C=REGULARISATION, max_iter=3000).fit(matrix, [role for _, role in rows])
    weights, biases = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        weights = np.vstack([-weights / 2, weights / 2])
        biases = np.array([-biases[0] / 2, biases[0] / 2])
    names = vectors.get_feature_names_out()
    return {
        str(role): {
            "always": round(float(bias), 2),
            **{
                str(name): round(float(value), 2)
                for name, value in zip(names, row, strict=True)
                if abs(value) >= (LEAST_WORD if str(name)[0] in "+-" else 0.05)
            },
        }
        for role, row, bias in zip(model.classes_, weights, biases, strict=True)
    }


if __name__ == "__main__":
    main(sys.argv[1:])
