"""`python -m bot evaluate FILE…`: scores the reading of labelled reports, or the intents of labelled utterances."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, TextIO

from bot.commands.extract import BadReport, load_reader, read_record, report_of
from bot.commands.scoring import FIELDS, Outcome, Record, Scores, compare
from bot.commands.understand import NoModel
from bot.commands.understand import understand as through_engine
from bot.extraction.reader import Reader

Understand = Callable[[Iterable[dict[str, Any]]], Iterable[dict[str, Any]]]
"""Takes `{text, context?}` objects and gives `{intent, confidence}` for each, in order."""

_BANDS = (0.0, 0.5, 0.75, 0.9, 1.01)
_NO_TIME = "2026-01-01T12:00:00+00:00"
"""Reports that are labelled with type and cause only have no reference time; any will do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "files", nargs="+", help="JSON lines with labels: reports, or utterances with `intent`"
    )
    parser.add_argument(
        "--confusion", action="store_true", help="also list which types or intents were taken for which"
    )
    parser.add_argument(
        "--misses", action="store_true", help="also list every miss: id, field, expected, got"
    )


def main(args: argparse.Namespace, understand: Understand = through_engine) -> int:
    """Exit code 0, 1 for a file that cannot be scored, 2 without a trained model."""
    lines: list[str] = []
    for name in args.files:
        try:
            with open(name, encoding="utf-8") as file:
                lines.extend(file)
        except OSError as problem:
            sys.stderr.write(f"{name}: {problem.strerror}\n")
            return 1
    return run(lines, sys.stdout, understand=understand, confusion=args.confusion, misses=args.misses)


def run(
    lines: Iterable[str],
    out: TextIO,
    *,
    reader: Reader | None = None,
    understand: Understand = through_engine,
    confusion: bool = False,
    misses: bool = False,
) -> int:
    """Score `lines` and write the table. The reader of the data folder is loaded when reports are met without one."""
    reports: list[Record] = []
    utterances: list[Record] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            (utterances if "intent" in data else reports).append(data)
        except (ValueError, TypeError):
            sys.stderr.write(f"line {number} is no JSON object\n")
            return 1
    scores = Scores()
    missed: list[str] = []
    if reports:
        reader = reader or load_reader()
        if reader is None:
            return 2
        for data in reports:
            try:
                _score_report(data, reader, scores, missed)
            except BadReport as problem:
                sys.stderr.write(f"{problem.id}: {problem}\n")
                return 1
    if utterances:
        try:
            _score_utterances(utterances, understand, scores, missed)
        except NoModel as missing:
            sys.stderr.write(f"{missing}\n")
            return 2
    _write(scores, out, confusion=confusion)
    if misses:
        out.writelines(f"{line}\n" for line in ["", *missed])
    return 0


def _score_report(data: Record, reader: Reader, scores: Scores, missed: list[str]) -> None:
    labels = data.get("gold", data)
    if "incident_type" not in labels:
        raise BadReport("no labels", data.get("id"))
    record = read_record(report_of({"reference_time": _NO_TIME, **data}), reader)
    for outcome in compare(labels, record):
        _count(data, outcome, scores, missed)


def _score_utterances(
    utterances: Sequence[Record], understand: Understand, scores: Scores, missed: list[str]
) -> None:
    questions = [{key: data[key] for key in ("text", "context") if data.get(key)} for data in utterances]
    for data, answer in zip(utterances, understand(questions), strict=True):
        intent = answer["intent"]
        outcome = Outcome(
            "intent", data["intent"], intent, intent == data["intent"], answer.get("confidence")
        )
        _count(data, outcome, scores, missed)


def _count(data: Record, outcome: Outcome, scores: Scores, missed: list[str]) -> None:
    scores.add(data.get("lang", "?"), outcome)
    if not outcome.right:
        missed.append(f"{data.get('id')}  {outcome.name}  expected {outcome.expected}  got {outcome.got}")


def _write(scores: Scores, out: TextIO, *, confusion: bool) -> None:
    out.write(f"{'field':<24}{'lang':<6}{'n':>6}{'exact':>9}{'precision':>11}{'recall':>9}\n")
    languages = sorted({lang for _, lang in scores.tallies}, key=lambda lang: (lang != "all", lang))
    for name in (*FIELDS, "intent"):
        for lang in languages:
            tally = scores.tallies.get((name, lang))
            if tally:
                out.write(
                    f"{name:<24}{lang:<6}{tally.reports:>6}{_percent(tally.exact):>9}"
                    f"{_percent(tally.precision):>11}{_percent(tally.recall):>9}\n"
                )
    for name, pairs in scores.reliability.items():
        out.write(f"\nconfidence of {name}: {_reliability(pairs)}")
    out.write("\n")
    if confusion:
        out.write("\nexpected -> got, times\n")
        for (expected, got), times in scores.confusions.most_common():
            out.write(f"{expected} -> {got}  {times}\n")


def _reliability(pairs: Sequence[tuple[float, bool]]) -> str:
    parts = []
    for low, high in pairwise(_BANDS):
        band = [right for confidence, right in pairs if low <= confidence < high]
        if band:
            parts.append(
                f"{low:.2f} to {min(high, 1):.2f} right {_percent(sum(band) / len(band))} of {len(band)}"
            )
    return " · ".join(parts)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"
