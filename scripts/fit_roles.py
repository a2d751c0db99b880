"""Learns `bot/extraction/grammar/roles.weights.yml` anew: `python -m scripts.fit_roles REPORTS.jsonl…`.

Learns from the marked examples beside the weights and from reports that are fully labelled (`gold`) or `marked`:
`data/eval/*-dev.jsonl data/reports/marked-*.jsonl`. Keep reports that are to measure
the result out of the files given. The same input gives the same weights; run it after every change of hints or features.
"""

import json
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.extraction.amount_roles import ADDED, LOSS, amount_features
from bot.extraction.clauses import split_clauses
from bot.extraction.cues import Cues
from bot.extraction.found import AmountFound, DateFound
from bot.extraction.marked import Mark, marked_reports, read_marks
from bot.extraction.money.choices import Choice, choices
from bot.extraction.money.joins import joins
from bot.extraction.reader import Reader
from bot.extraction.roles import date_features
from scripts.joint_amounts import PricedReport, fit_sums
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
LEAST_MET = {"dates": 1, "amounts": 2}
"""How many dates or amounts a feature must belong to; what did best in cross-validation."""
LEAST_WORD = 0.12
"""Weights of single words below this are left out: they are many and change nothing."""
LEAST_HINT = 0.03
COMPLETE = ("writer2-",)
"""Files in which nearly every report tells when it happened and what is demanded: learnt from, they teach to take a discovery
for the event where no other day is given, so dates are learnt without them."""
MARKED_APART = ("marked-",)
"""Files whose sums teach nothing: with these reports, written to be hard, sums were read better in cross-validation by half a
point and worse in what is held out by one and a half. Their dates help in both."""
HEADER = """\
# Weights of the hints (roles.en.yml, roles.de.yml) and of a date's or amount's place among the others, by role.
# Written by scripts/fit_roles.py, not by hand. "<" marks a hint that stands before the item in the same clause, ">" one
# behind it, "other_" one beside another item. Features: bot/extraction/role_features.py, roles.py, amount_roles.py.
"""


@dataclass(slots=True)
class Learnt:
    """What one report teaches: its dates together and its amounts together."""

    report: DatedReport
    amounts: PricedReport | None


def main(paths: Sequence[str]) -> None:
    files, examples = {Path(path).name: from_reports(path) for path in paths}, list(from_examples())
    dated = [each.report for name, read in files.items() if not name.startswith(COMPLETE) for each in read]
    priced = [each for name, read in files.items() if not name.startswith(MARKED_APART) for each in read]
    tables = {
        "dates": date_weights([*dated, *(each.report for each in examples)]),
        **amount_weights([each.amounts for each in [*priced, *examples] if each.amounts]),
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
    """The reports of a file that have labels (`gold`) or are `marked`; others are left out."""
    reader = Reader(None)
    lines = map(json.loads, Path(path).read_text("utf-8").rstrip("\n").split("\n"))
    return [
        learn(reader, data, None)
        if "gold" in data
        else from_marked(reader, data["lang"], data["region"], *read_marks(data["marked"]))
        for data in lines
        if "gold" in data or "marked" in data
    ]


def from_examples() -> Iterator[Learnt]:
    """The marked examples of both languages."""
    reader = Reader(None)
    for lang in ("en", "de"):
        for text, marks in marked_reports(lang):
            region = "DE" if lang == "de" else "US" if "$" in text else "GB"
            yield from_marked(reader, lang, region, text, marks)


def from_marked(reader: Reader, lang: str, region: str, text: str, marks: list[Mark]) -> Learnt:
    """One report with the roles marked in it."""
    data = {"lang": lang, "region": region, "reference_time": EXAMPLE_TIME, "messages": [text]}
    return learn(reader, data, marks)


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
    else:
        date_roles = [_marked(found, marks, "odcx") for found in reading.dates]
    features = date_features(text, reading.dates, cues, clauses, now.date())
    report = DatedReport(reading.dates, features, date_roles)
    if not reading.amounts:
        return Learnt(report, None)
    rows = amount_features(text, reading.amounts, cues, clauses)
    between = joins(text, reading.amounts, rows, clauses)
    possible = choices(reading.amounts, between)
    right = (
        _gold_choices(possible, data["gold"])
        if marks is None
        else _marked_choices(possible, reading.amounts, marks)
    )
    return Learnt(report, PricedReport(rows, between, possible, right))


def _date_role(found: DateFound, gold: dict[str, Any]) -> str:
    days = (found.period.start.isoformat(), found.period.end.isoformat())
    for name, role in ROLES.items():
        label = gold[name]
        if label and (
            days == (label["start"], label["end"]) or (label.get("lasting") and days == (label["start"],) * 2)
        ):
            return role
    return OTHER


def _gold_choices(possible: Sequence[Choice], gold: dict[str, Any]) -> list[bool]:
    label = gold["estimated_loss"]
    value = label and (Decimal(str(label["low"])), Decimal(str(label["high"])), label["currency"])
    return [choice.value == value for choice in possible]


def _marked_choices(
    possible: Sequence[Choice], amounts: Sequence[AmountFound], marks: Sequence[Mark]
) -> list[bool]:
    """All marked amounts together are right, and each alone if they are the same figure said again."""
    parts = {number for number, found in enumerate(amounts) if _marked(found, marks, "LN") == LOSS}
    same = len({(amounts[number].low, amounts[number].high) for number in parts}) == 1
    return [
        set(choice.numbers) == parts
        or (same and len(choice.numbers) == 1 and parts.issuperset(choice.numbers))
        for choice in possible
    ]


def _marked(found: DateFound | AmountFound, marks: Sequence[Mark], kinds: str) -> str:
    for mark in marks:
        if mark.kind in kinds and found.span.start < mark.end and mark.start < found.span.end:
            return MARKED[mark.kind]
    return OTHER


def amount_weights(reports: Sequence[PricedReport]) -> dict[str, dict[str, dict[str, float]]]:
    """The tables for amounts and for sums of them: role -> feature -> weight."""
    amounts, sums = fit_sums(reports, LEAST_MET["amounts"])
    return {"amounts": {LOSS: _rounded(amounts)}, "sums": {ADDED: _rounded(sums)}}


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {
        name: round(value, 2)
        for name, value in weights.items()
        if name == "always" or abs(value) >= (LEAST_WORD if name[0] in "+-" else LEAST_HINT)
    }


if __name__ == "__main__":
    main(sys.argv[1:])
