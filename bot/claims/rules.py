"""The rules that a catalogue states for severity and clocks, as they stand in the file: `severity:` and `clocks:`.

What they come to for one claim is worked out in `severity.py` and `clocks.py`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Condition = Mapping[str, tuple[str | None, ...]]
"""Fields, all of which need one of their values; None stands for "not known", be it unasked or answered so."""
Conditions = tuple[Condition, ...]
"""It is enough that one of them holds; without any, none does."""

_SEVERITY_KEYS = {"reason", "words", "level", "when", "sum_from", "count_from", "country"}
_CLOCK_KEYS = {
    "name",
    "words",
    "basis",
    "when",
    "from",
    "within",
    "until",
    "next_working_day",
    "settled_by_notice",
    "settled_when",
    "information",
}
_LENGTH = re.compile(r"(\d+) (hour|day|week|month)s?")


class Level(StrEnum):
    """How much haste a claim needs, the calmest first."""

    NORMAL = "normal"
    HIGH = "high"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class SeverityRule:
    """Holds if every kind of condition that it states holds; an empty one states nothing."""

    reason: str
    words: Mapping[str, str]
    """The reason in words, for staff."""
    level: Level
    when: Conditions
    sum_from: Mapping[str, int]
    """Per currency, the sum in major units from which it holds."""
    count_from: Mapping[str, int]
    """Per field, the number from which it holds."""
    country: frozenset[str]
    """Countries (ISO 3166) of the work or of the claimant, one of which makes it hold."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in hours, days, weeks or months; hours are real ones, the others end with a day."""

    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class ClockRule:
    name: str
    words: Mapping[str, str]
    """What is due, for staff."""
    basis: str
    """Where the rule is written."""
    when: Conditions
    start: tuple[str, ...]
    """The fields whose earliest possible day starts it; none means the receipt of the notice."""
    within: Length | None
    """None with an `until`, and for what is due at once."""
    until: str | None
    """The field that holds the last day itself."""
    next_working_day: bool
    """Whether a last day that nobody works on is put off (BGB § 193)."""
    settled_by_notice: bool
    """Whether sending the notice is what was due."""
    settled_when: Conditions
    information: bool
    """Whether it is for staff to know, and neither told to the insured nor counted."""


def severity_rules(entries: Any) -> tuple[SeverityRule, ...]:
    """The part `severity:`. Raises ValueError naming the place."""
    return tuple(_severity(place, entry) for place, entry in _named("severity", "reason", entries))


def clock_rules(entries: Any) -> tuple[ClockRule, ...]:
    """The part `clocks:`. Raises ValueError naming the place."""
    return tuple(_clock(place, entry) for place, entry in _named("clocks", "name", entries))


def _severity(place: str, entry: dict[str, Any]) -> SeverityRule:
    _known(place, entry, _SEVERITY_KEYS, {"reason", "words", "level"})
    if entry["level"] not in list(Level):
        raise ValueError(f"{place}.level is none of {', '.join(Level)}: {entry['level']}")
    return SeverityRule(
        reason=entry["reason"],
        words=entry["words"],
        level=Level(entry["level"]),
        when=_conditions(f"{place}.when", entry.get("when", {})),
        sum_from=_keys(f"{place}.sum_from", entry.get("sum_from", {})),
        count_from=_keys(f"{place}.count_from", entry.get("count_from", {})),
        country=frozenset(_values(f"{place}.country", entry.get("country", []))),
    )


def _clock(place: str, entry: dict[str, Any]) -> ClockRule:
    _known(place, entry, _CLOCK_KEYS, {"name", "words", "basis"})
    if ("within" in entry) == ("until" in entry):
        raise ValueError(f"{place} needs either within or until")
    return ClockRule(
        name=entry["name"],
        words=entry["words"],
        basis=entry["basis"],
        when=_conditions(f"{place}.when", entry.get("when", {})),
        start=_values(f"{place}.from", entry.get("from", [])),
        within=_length(place, entry["within"]) if "within" in entry else None,
        until=entry.get("until"),
        next_working_day=entry.get("next_working_day", False) is True,
        settled_by_notice=entry.get("settled_by_notice", False) is True,
        settled_when=_conditions(f"{place}.settled_when", entry.get("settled_when", [])),
        information=entry.get("information", False) is True,
    )


def _length(place: str, text: object) -> Length | None:
    """A length such as "72 hours"; None for "at once"."""
    found = _LENGTH.fullmatch(str(text))
    if found is not None and int(found[1]) > 0:
        return Length(int(found[1]), found[2])
    if text != "at once":
        raise ValueError(f"{place}.within is neither “at once” nor a length such as “72 hours”: {text}")
    return None


def _named(part: str, key: str, entries: Any) -> list[tuple[str, dict[str, Any]]]:
    """Each rule with its place in the file."""
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError(f"{part} is not a list of rules")
    return [(f"{part}.{entry.get(key, number)}", entry) for number, entry in enumerate(entries, start=1)]


def _known(place: str, entry: dict[str, Any], keys: set[str], needed: set[str]) -> None:
    for unknown in sorted(set(entry) - keys):
        raise ValueError(f"{place} knows no {unknown}")
    for absent in sorted(needed - set(entry)):
        raise ValueError(f"{place} has no {absent}")


def _conditions(place: str, entry: Any) -> Conditions:
    """One condition, or a list of them, of which an empty one never holds."""
    alternatives = entry if isinstance(entry, list) else [entry]
    return tuple(
        {name: _values(f"{place}.{name}", allowed) for name, allowed in _keys(place, alternative).items()}
        for alternative in alternatives
    )


def _keys(place: str, entry: Any) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise ValueError(f"{place} is not a list of keys")
    return entry


def _values(place: str, entry: Any) -> tuple[Any, ...]:
    if not isinstance(entry, list):
        raise ValueError(f"{place} is not a list")
    return tuple(entry)
