"""Learns `bot/extraction/grammar/roles.weights.yml` anew: `python -m scripts.fit_roles REPORTS.jsonl…`.

Learns from the marked examples beside the weights and from fully labelled reports (`gold`). Keep reports that are to measure
the result out of the files given. The same input gives the same weights; run it after every change of hints or features.
"""

import itertools
import json
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bot.extraction.amount_roles import LOSS, amount_features
from bot.extraction.clauses import split_clauses
from bot.extraction.cues import Cues
from bot.extraction.found import AmountFound, DateFound
from bot.extraction.marked import Mark, marked_reports
from bot.extraction.reader import Reader
from bot.extraction.roles import date_features
from scripts.joint_roles import DatedReport, fit_together

GRAMMAR = Path(__file__).parent.parent / "bot" / "extraction" / "grammar"
OTHER = "other"
ROLES = {
    "incident_date": "occurred_on",
    "discovered_date": "discovered_on",
    "claim_made_date": "claim_made_on",
}
MARKED = {"o": "occurred_on", "d": "discovered_on", "c": "claim_made_on", "x": OTHER, "L": LOSS, "N": OTHER}
EXAMPLE_TIME = "2026-06-17T12:00:00+02:00"
REGULARISATION = 0.5
"""Inverse strength; from 0.3 to 1 cross-validation shows no difference."""
LEAST_MET = {"dates": 1, "amounts": 3}
"""How many dates or amounts a feature must belong to; what did best in cross-validation."""
LEAST_WORD = 0.12
"""Weights of single words below this are left out: they are many and change nothing."""
LEAST_HINT = 0.03
COUNTED_TWICE = frozenset(["claims-dev.jsonl", "roles-dev.jsonl"])
"""Files whose reports leave out as much as people do, for amounts."""
COMPLETE = ("writer2-",)
"""Files in which nearly every report tells when it happened and what is demanded: learnt from, they teach to take a discovery
for the event where no other day is given, so dates are learnt without them."""
HEADER = """\
# Weights of the hints (roles.en.yml, roles.de.yml) and of a date's or amount's place among the others, by role.
# Written by scripts/fit_roles.py, not by hand. "<" marks a hint that stands before the item in the same clause, ">" one
# behind it, "other_" one beside another item. Features: bot/extraction/role_features.py, roles.py, amount_roles.py.
"""

Row = tuple[dict[str, float], str]


@dataclass(slots=True)
class Learnt:
    """What one report teaches: its dates together, its amounts one by one."""

    report: DatedReport
    amounts: list[Row]


def main(paths: Sequence[str]) -> None:
    files, examples = {Path(path).name: from_reports(path) for path in paths}, list(from_examples())
    dated = [each.report for name, read in files.items() if not name.startswith(COMPLETE) for each in read]
    priced = [each for name, read in files.items() for each in read * (2 if name in COUNTED_TWICE else 1)]
    tables = {
        "dates": date_weights([*dated, *(each.report for each in examples)]),
        "amounts": amount_weights([row for each in [*priced, *examples] for row in each.amounts]),
    }
    with (GRAMMAR / "roles.weights.yml").open("w", encoding="utf-8") as out:
        out.write(HEADER)
        for name, table in tables.items():
            out.write(f"{name}:\n")
            for role, weights in table.items():
                flow = "{" + ", ".join(f"{json.dumps(key)}: {value}" for key, value in weights.items()) + "}"
                out.write(f"  {role}:\n")
                out.writelines(
                    f"{line}\n"
                    for line in textwrap.wrap(
                        flow, 112, initial_indent="    ", subsequent_indent="      ", break_on_hyphens=False
                    )
                )


def from_reports(path: str) -> list[Learnt]:
    """The labelled reports of a file; lines without `gold` are left out."""
    reader = Reader(None)
    lines = map(json.loads, Path(path).read_text("utf-8").splitlines())
    return [learn(reader, data, None) for data in lines if "gold" in data]


def from_examples() -> Iterator[Learnt]:
    """The marked examples of both languages."""
    reader = Reader(None)
    for lang in ("en", "de"):
        for text, marks in marked_reports(lang):
            region = "DE" if lang == "de" else "US" if "$" in text else "GB"
            data = {"lang": lang, "region": region, "reference_time": EXAMPLE_TIME, "messages": [text]}
            yield learn(reader, data, marks)


def date_weights(reports: Sequence[DatedReport]) -> dict[str, dict[str, float]]:
    """Role -> feature -> weight for dates; "other" is what the roles are compared with, so it weighs nothing."""
    fitted = fit_together(reports, LEAST_MET["dates"])
    return {**{role: _rounded(weights) for role, weights in fitted.items()}, OTHER: {"always": 0.0}}


def learn(reader: Reader, data: dict[str, Any], marks: list[Mark] | None) -> Learnt:
    """Read one report and give what was found the roles of its labels, or of its `marks`."""
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
    features = date_features(text, reading.dates, cues, clauses, now.date())
    rows = amount_features(text, reading.amounts, cues, clauses) if reading.amounts else []
    return Learnt(
        DatedReport(reading.dates, features, date_roles), list(zip(rows, amount_roles, strict=True))
    )


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


def _marked(found: DateFound | AmountFound, marks: Sequence[Mark], kinds: str) -> str:
    for mark in marks:
        if mark.kind in kinds and found.span.start < mark.end and mark.start < found.span.end:
            return MARKED[mark.kind]
    return OTHER


def amount_weights(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Role -> feature -> weight for amounts, each judged on its own: a loss may have several parts."""
    met = Counter(name for row, _ in rows for name in row)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(
        [
            {
                name: value
                for name, value in row.items()
                if name != "always" and met[name] >= LEAST_MET["amounts"]
            }
            for row, _ in rows
        ]
    )
    model = LogisticRegression(C=REGULARISATION, max_iter=3000).fit(
        matrix, [role == LOSS for _, role in rows]
    )
    names = (str(name) for name in vectors.get_feature_names_out())
    weights = dict(zip(names, map(float, model.coef_[0]), strict=True))
    return {LOSS: _rounded({"always": float(model.intercept_[0]), **weights}), OTHER: {"always": 0.0}}


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {
        name: round(value, 2)
        for name, value in weights.items()
        if name == "always" or abs(value) >= (LEAST_WORD if name[0] in "+-" else LEAST_HINT)
    }


if __name__ == "__main__":
    main(sys.argv[1:])
