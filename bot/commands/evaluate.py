"""`python -m bot evaluate FILE…`: scores the reading of labelled reports, the intents of utterances, the meanings of answers."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TextIO

from bot.commands.extract import BadReport, as_record, load_reader, report_of, tell_untrained
from bot.commands.score_table import write_scores
from bot.commands.scoring import Outcome, Record, Scores, compare
from bot.commands.understand import NoModel
from bot.commands.understand import understand as through_engine
from bot.extraction.meanings import Meanings
from bot.extraction.reader import Reader
from bot.settings import Settings

Understand = Callable[[Iterable[dict[str, Any]]], Iterable[dict[str, Any]]]
"""Takes `{text, context?}` objects and gives `{intent, confidence}` for each, in order."""

_NO_TIME = "2026-01-01T12:00:00+00:00"
"""Reports that are labelled with type and cause only have no reference time; any will do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "files",
        nargs="+",
        help="JSON lines with labels: reports, utterances with `intent`, or answers with `means`",
    )
    parser.add_argument(
        "--confusion",
        action="store_true",
        help="also list which types, causes or intents were most often taken for which",
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
    answers: list[Record] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            kind = utterances if "intent" in data else answers if "means" in data else reports
            kind.append(data)
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
                score_report(data, reader, scores, missed)
            except BadReport as problem:
                sys.stderr.write(f"{problem.id}: {problem}\n")
                return 1
    if utterances:
        try:
            _score_utterances(utterances, understand, scores, missed)
        except NoModel as missing:
            sys.stderr.write(f"{missing}\n")
            return 2
    if answers and not _score_answers(answers, scores, missed):
        return 2
    write_scores(scores, out, confusion=confusion)
    if misses:
        out.writelines(f"{line}\n" for line in ["", *missed])
    return 0


def score_report(data: Record, reader: Reader, scores: Scores, missed: list[str]) -> None:
    """Read one labelled report, count its outcomes and append a line for each miss. Raises BadReport."""
    labels = data.get("gold", data)
    if "incident_type" not in labels:
        raise BadReport("no labels", data.get("id"))
    report = report_of({"reference_time": _NO_TIME, **data})
    reading = reader.read(report.messages, now=report.now, lang=report.lang, region=report.region)
    record = as_record(reading)
    for name, found in (("claimant_party", reading.claimant), ("caused_by", reading.caused_by)):
        if found and record[name]:
            # What `extract` writes has no confidence of these two.
            record[name] = {**record[name], "confidence": found.confidence}
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


def _score_answers(answers: Sequence[Record], scores: Scores, missed: list[str]) -> bool:
    """Whether there are trained models to ask; answers to questions that none of them knows are left out."""
    models = Settings.from_environment().models_dir
    try:
        known = Meanings.load(models)
    except (OSError, KeyError, ValueError):
        tell_untrained(models)
        return False
    for data in answers:
        if found := known.of(data["asks"], data["text"]):
            name = f"answer: {data['asks']}"
            _count(
                data,
                Outcome(name, data["means"], found.value, found.value == data["means"], found.confidence),
                scores,
                missed,
            )
    return True


def _count(data: Record, outcome: Outcome, scores: Scores, missed: list[str]) -> None:
    scores.add(data.get("lang", "?"), outcome)
    if not outcome.right:
        # Utterances have no id; they are short enough to be named by themselves.
        which = data.get("id") or json.dumps(data.get("text"), ensure_ascii=False)
        missed.append(f"{which}  {outcome.name}  expected {outcome.expected}  got {outcome.got}")
