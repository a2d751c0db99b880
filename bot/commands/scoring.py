"""Compares what was read with the labels of a report and counts, by field and language."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Record = dict[str, Any]

FIELDS = (
    "incident_type",
    "incident_type in top 3",
    "incident_date",
    "discovered_date",
    "claim_made_date",
    "estimated_loss",
    "approximate flag",
    "claimant_party",
    "caused_by",
)
_CHOICES = ("incident_type", "caused_by", "intent")
"""The fields with a closed list of values, of which one can be taken for another."""
_DATES = ("incident_date", "discovered_date", "claim_made_date")
_GENERIC = frozenset(
    [
        "client",
        "clients",
        "customer",
        "customers",
        "kunde",
        "kunden",
        "kundin",
        "kundinnen",
        "auftraggeber",
        "auftraggeberin",
        "auftraggebers",
        "mandant",
        "mandantin",
        "mandanten",
        "klient",
        "klientin",
        "chund",
        "chunde",
        "end-customer",
        "endkunde",
        "kundschaft",
    ]
)
_ARTICLE = re.compile(
    r"^(?:the|an?|our|my|his|her|their|der|die|das|den|dem|des|ein|eine|einen|einem|einer|unser|unsere|mein|meine)\s+"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One field of one report: what was expected and what was read, either possibly None, and whether it is right."""

    name: str
    expected: object
    got: object
    right: bool
    confidence: float | None = None


@dataclass(slots=True)
class Tally:
    """Counts of one field in one language."""

    reports: int = 0
    right: int = 0
    expected: int = 0
    got: int = 0
    right_values: int = 0

    def add(self, outcome: Outcome) -> None:
        self.reports += 1
        self.right += outcome.right
        self.expected += outcome.expected is not None
        self.got += outcome.got is not None
        self.right_values += outcome.right and outcome.got is not None and outcome.expected is not None

    @property
    def exact(self) -> float:
        return self.right / self.reports if self.reports else 0.0

    @property
    def precision(self) -> float | None:
        return self.right_values / self.got if self.got else None

    @property
    def recall(self) -> float | None:
        return self.right_values / self.expected if self.expected else None


@dataclass(slots=True)
class Scores:
    """All counts of a run.

    `tallies` by (field, language), `confusions` by field with the times that one value was given for another (what is
    right counts for the expected one, also where another is acceptable), `reliability` by field as (confidence, right).
    """

    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    confusions: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    reliability: dict[str, list[tuple[float, bool]]] = field(default_factory=dict)

    def add(self, lang: str, outcome: Outcome) -> None:
        for language in (lang, "all"):
            self.tallies.setdefault((outcome.name, language), Tally()).add(outcome)
        if outcome.confidence is not None:
            self.reliability.setdefault(outcome.name, []).append((outcome.confidence, outcome.right))
        if outcome.name in _CHOICES:
            got = outcome.expected if outcome.right else outcome.got
            counts = self.confusions.setdefault(outcome.name, Counter())
            counts[str(outcome.expected), str(got)] += 1


def compare(labels: Record, record: Record) -> Iterator[Outcome]:
    """The outcome of every field that `labels` hold; flat labels hold only the type and the cause.

    `record` is what `extract` writes; its cause and its claimant may carry a `confidence` besides.
    """
    yield from _types(labels, record)
    for name in _DATES:
        if name in labels:
            yield _date(name, labels[name], record[name])
    if "estimated_loss" in labels:
        yield from _loss(labels["estimated_loss"], record["estimated_loss"])
    if "claimant_party" in labels:
        yield _claimant(labels["claimant_party"], record["claimant_party"])
    if labels.get("caused_by"):
        cause = record["caused_by"]
        right = cause["value"] == labels["caused_by"]
        yield Outcome("caused_by", labels["caused_by"], cause["value"], right, cause.get("confidence"))


def _types(labels: Record, record: Record) -> Iterator[Outcome]:
    fine = {labels["incident_type"], *labels.get("also_ok", ())}
    read = record["incident_type"]
    first = read["value"] if read else None
    best = [first, *(other["value"] for other in read["alternatives"])][:3] if read else []
    yield Outcome(
        "incident_type", labels["incident_type"], first, first in fine, read["confidence"] if read else None
    )
    yield Outcome("incident_type in top 3", labels["incident_type"], first, bool(fine & set(best)))


def _date(name: str, expected: Record | None, got: Record | None) -> Outcome:
    confidence = got["confidence"] if got else None
    if expected is None or got is None:
        return Outcome(name, _days(expected), _days(got), expected is None and got is None, confidence)
    right = _days(expected) == _days(got)
    if expected.get("lasting"):
        right = right or got["start"] == got["end"] == expected["start"]
    return Outcome(name, _days(expected), _days(got), right, confidence)


def _days(period: Record | None) -> str | None:
    if period is None:
        return None
    return period["start"] if period["start"] == period["end"] else f"{period['start']}..{period['end']}"


def _loss(expected: Record | None, got: Record | None) -> Iterator[Outcome]:
    right = _sum(expected) == _sum(got)
    yield Outcome("estimated_loss", _sum(expected), _sum(got), right, got["confidence"] if got else None)
    if right and expected and got:
        yield Outcome(
            "approximate flag",
            expected["approximate"],
            got["approximate"],
            bool(expected["approximate"]) == bool(got["approximate"]),
        )


def _sum(loss: Record | None) -> str | None:
    if loss is None:
        return None
    low, high = float(loss["low"]), float(loss["high"])
    return f"{low:.2f} {loss['currency']}" if low == high else f"{low:.2f}-{high:.2f} {loss['currency']}"


def _claimant(expected: str | None, got: Record | None) -> Outcome:
    value = got["value"] if got else None
    named = _named(value)
    accepted = {_named(name) for name in expected.split(";")} if expected else {None}
    return Outcome(
        "claimant_party", expected, value, named in accepted, got.get("confidence") if got else None
    )


def _named(name: str | None) -> str | None:
    """Folded for comparison; None for nobody and for a mere role, which are worth the same."""
    if name is None:
        return None
    folded = _ARTICLE.sub("", " ".join(name.casefold().split()).strip(" .,"))
    return None if folded in _GENERIC else folded
