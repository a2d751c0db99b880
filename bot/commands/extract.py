"""`python -m bot extract`: reads reports as JSON lines and writes what was read, a line for each, in order.

In: `{id, messages[], reference_time, lang?, region?}`. Out: `{id, incident_type, incident_date, discovered_date,
claim_made_date, estimated_loss, claimant_party, caused_by}`; `{id, error}` for a line that is no report.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from bot.claims.catalogue import HERE, Catalogue
from bot.claims.languages import default_region, spoken
from bot.extraction.found import AmountFound, DateFound, Reading, Span, TextFound
from bot.extraction.language import detect_language
from bot.extraction.reader import Reader
from bot.settings import Settings

_ZONES = {
    "DE": "Europe/Berlin", "AT": "Europe/Vienna", "CH": "Europe/Zurich", "LI": "Europe/Vaduz", "GB": "Europe/London",
    "IE": "Europe/Dublin", "US": "America/New_York", "CA": "America/Toronto", "AU": "Australia/Sydney",
    "NZ": "Pacific/Auckland", "NL": "Europe/Amsterdam", "BE": "Europe/Brussels", "LU": "Europe/Luxembourg",
    "FR": "Europe/Paris", "IT": "Europe/Rome", "ES": "Europe/Madrid", "PT": "Europe/Lisbon", "EE": "Europe/Tallinn",
    "PL": "Europe/Warsaw", "CZ": "Europe/Prague", "DK": "Europe/Copenhagen", "SE": "Europe/Stockholm",
    "NO": "Europe/Oslo", "FI": "Europe/Helsinki",
}  # fmt: skip
_DATE_FIELDS = (
    ("incident_date", "occurred_on"),
    ("discovered_date", "discovered_on"),
    ("claim_made_date", "claim_made_on"),
)


@dataclass(frozen=True, slots=True)
class Report:
    """One line to read."""

    id: str | None
    messages: tuple[str, ...]
    now: datetime
    lang: str | None
    region: str | None


class BadReport(ValueError):
    """A line that is no report; the message says what is missing, `id` names the line if it had one."""

    def __init__(self, problem: str, report_id: str | None = None) -> None:
        super().__init__(problem)
        self.id = report_id


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", nargs="?", help="JSON lines to read; standard input if missing")
    parser.add_argument(
        "--all", action="store_true", help="also write every date and amount found, whatever its role"
    )


def main(args: argparse.Namespace) -> int:
    """Exit code 0, 1 if a line was no report, 2 without a trained model."""
    reader = load_reader()
    if reader is None:
        return 2
    if args.file:
        with open(args.file, encoding="utf-8") as lines:
            return run(lines, sys.stdout, reader=reader, everything=args.all)
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    return run(iter(sys.stdin.readline, ""), sys.stdout, reader=reader, everything=args.all)


def run(lines: Iterable[str], out: TextIO, *, reader: Reader, everything: bool = False) -> int:
    """Write a line for each line that is not blank, flushing it at once; 1 if any was no report, else 0."""
    code = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            answer = read_record(parse_report(line), reader, everything=everything)
        except BadReport as problem:
            answer, code = {"id": problem.id, "error": str(problem)}, 1
        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        out.flush()
    return code


def load_reader() -> Reader | None:
    """The reader with the trained model of the data folder; None, and a sentence on standard error, without one."""
    settings = Settings.from_environment()
    models = settings.models_dir
    try:
        return Reader(models, Catalogue.load(HERE / f"{settings.line}.yml").policy_patterns)
    except (FileNotFoundError, KeyError, ValueError):
        # A model that an older version wrote lacks parts and is as good as none.
        tell_untrained(models)
        return None


def tell_untrained(models: Path) -> None:
    """Say on standard error that there is no model to ask, and what to do."""
    sys.stderr.write(f"There is no usable trained model in {models}; run `python -m bot train` first.\n")


def parse_report(line: str) -> Report:
    """Raises BadReport if `line` is no JSON object with messages and a reference time."""
    try:
        data = json.loads(line)
    except ValueError as problem:
        raise BadReport(f"not JSON: {problem}") from None
    if not isinstance(data, dict):
        raise BadReport("not a JSON object")
    return report_of(data)


def report_of(data: dict[str, Any]) -> Report:
    """The report in a decoded line. Raises BadReport."""
    report_id = data.get("id")
    messages = data.get("messages")
    if isinstance(messages, str):
        messages = [messages]
    if not isinstance(messages, list) or not all(isinstance(message, str) for message in messages):
        raise BadReport("messages must be a list of texts", report_id)
    lang, region = data.get("lang"), data.get("region")
    if not isinstance(lang, str | None) or not isinstance(region, str | None):
        raise BadReport("lang and region must be texts", report_id)
    lang = lang.split("-")[0].lower() if lang else None
    region = region.upper() if region else None
    try:
        now = datetime.fromisoformat(data["reference_time"])
    except (KeyError, TypeError, ValueError):
        raise BadReport("reference_time must be an ISO time", report_id) from None
    if now.tzinfo is None:
        written = lang or (detect_language(" ".join(messages)) or (None, 0.0))[0]
        now = now.replace(tzinfo=ZoneInfo(_ZONES.get(region or default_region(spoken(written)), "UTC")))
    return Report(report_id, tuple(messages), now, lang, region)


def read_record(report: Report, reader: Reader, *, everything: bool = False) -> dict[str, Any]:
    """What the reader finds in `report`, as the object that is written."""
    reading = reader.read(report.messages, now=report.now, lang=report.lang, region=report.region)
    return {"id": report.id, **as_record(reading, everything=everything)}


def as_record(reading: Reading, *, everything: bool = False) -> dict[str, Any]:
    """A reading with the field names of the labels."""
    kind = reading.incident_type
    record: dict[str, Any] = {
        "incident_type": kind
        and {
            "value": kind.value,
            "confidence": round(kind.confidence, 3),
            "alternatives": [
                {"value": value, "confidence": round(confidence, 3)}
                for value, confidence in kind.alternatives
            ],
        }
    }
    for name, field in _DATE_FIELDS:
        record[name] = _date(getattr(reading, field))
    record["estimated_loss"] = _amount(reading.amount_claimed or reading.amount_estimated)
    record["claimant_party"] = _party(reading.claimant)
    record["caused_by"] = {"value": reading.caused_by.value if reading.caused_by else "unknown"}
    if everything:
        record["dates"] = [_date(found) for found in reading.dates]
        record["amounts"] = [_amount(found) for found in reading.amounts]
    return record


def _date(found: DateFound | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "start": found.period.start.isoformat(),
        "end": found.period.end.isoformat(),
        "confidence": round(found.confidence, 3),
        "source": _source(found.span),
    }


def _amount(found: AmountFound | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "low": _number(found.low),
        "high": _number(found.high),
        "currency": found.currency,
        "approximate": found.approximate,
        "currency_stated": found.currency_stated,
        "confidence": round(found.confidence, 3),
        "source": _source(found.span),
    }


def _party(found: TextFound | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"value": found.value, "source": found.span and _source(found.span)}


def _source(span: Span) -> dict[str, int]:
    return {"message": span.message, "start": span.start, "end": span.end}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
