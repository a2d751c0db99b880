"""The catalogue: which incident types, fields, conditions and buttons a line of business has, read from YAML.

Names and texts live in the file; this module checks that they fit together and answers questions about them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from bot.claims.catalogue_checks import mistakes
from bot.claims.errors import BadCatalogue
from bot.claims.model import Claim

HERE = Path(__file__).parent / "catalogues"
_PARTS = ("line", "reference_prefix", "policy_patterns", "fields", "words", "derived", "severe_from")
_KEYS = {
    "kind",
    "label",
    "phrase",
    "why",
    "help",
    "called",
    "when",
    "choices",
    "buttons",
    "must",
    "asked",
    "default",
    "affirm",
    "deny",
    "same_as",
}

Texts = Mapping[str, str]
"""A text by language code."""


class Kind(StrEnum):
    """What sort of value a field holds."""

    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"
    PERIOD = "period"
    MONEY = "money"
    NAME = "name"
    CONTACT = "contact"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    kind: Kind
    label: Texts
    phrase: Texts
    """How the value reads inside "What I've understood: …", with {value} for it; empty where it is not said back."""
    why: Texts
    """Why it is asked, for who wants to know; empty for fields that are never asked for."""
    help: Texts
    """What the field is and where to find its value; empty where the question says it all."""
    called: Mapping[str, tuple[str, ...]]
    """By language, the words by which people name the field when they correct it ("the amount is wrong")."""
    when: Mapping[str, tuple[str, ...]]
    """The field is needed when every field named here has one of these values; empty means always."""
    choices: Mapping[str, Texts]
    buttons: tuple[str, ...]
    """Choices offered as buttons; for incident types the best guesses instead."""
    must: bool
    """Whether "I don't know" is no answer: without it nobody could be helped or answered."""
    asked: bool
    """Whether it is asked for at all, and not only taken down when it comes up."""
    default: str | None
    """What is assumed until somebody says otherwise; `region` stands for the insured's country."""
    affirm: str | None
    deny: str | None
    """The choices that a plain "yes" and "no" stand for."""
    same_as: str | None
    same_when: Mapping[str, tuple[str, ...]]
    same_days: int
    """The field whose value is assumed for this one when every field named here has one of these values, or when its day lies at
    most so many days back."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One line of business."""

    line: str
    reference_prefix: str
    policy_patterns: tuple[str, ...]
    fields: tuple[Field, ...]
    """In the order in which they are asked for."""
    words: Mapping[str, Texts]
    """Small words for buttons and sentences."""
    derived: Mapping[str, Mapping[str, str]]
    """Per incident type, what follows for staff: loss_kind and cover_section."""
    severe_from: Mapping[str, int]
    """Per currency, the sum in major units from which a claim is of high severity."""

    @classmethod
    def load(cls, path: Path) -> "Catalogue":
        """Read and check a catalogue file. Raises BadCatalogue naming the places that are wrong."""
        try:
            data = yaml.safe_load(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise BadCatalogue(f"{path.name} can't be read: {' '.join(str(error).split())}") from error
        absent = [part for part in _PARTS if not isinstance(data, dict) or not data.get(part)]
        if absent:
            raise BadCatalogue(f"{path.name} lacks {', '.join(absent)}")
        try:
            fields = tuple(_field(name, entry) for name, entry in data["fields"].items())
            catalogue = cls(
                line=data["line"],
                reference_prefix=data["reference_prefix"],
                policy_patterns=tuple(data["policy_patterns"]),
                fields=fields,
                words=data["words"],
                derived=data["derived"],
                severe_from=data["severe_from"],
            )
            wrong = list(mistakes(catalogue))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadCatalogue(f"{path.name}: {error}") from error
        if wrong:
            raise BadCatalogue(f"{path.name}: {'; '.join(wrong)}")
        return catalogue

    def field(self, name: str) -> Field:
        return next(entry for entry in self.fields if entry.name == name)

    def has(self, name: str) -> bool:
        return any(entry.name == name for entry in self.fields)

    def needed(self, claim: Claim) -> tuple[Field, ...]:
        """The fields that belong to this claim as it stands, in the order of asking."""
        return tuple(entry for entry in self.fields if holds(entry.when, claim))

    def missing(self, claim: Claim) -> tuple[str, ...]:
        """Needed fields to be asked for that nobody has answered yet, in the order of asking."""
        return tuple(e.name for e in self.needed(claim) if e.asked and not claim.knows(e.name))


def holds(condition: Mapping[str, tuple[str, ...]], claim: Claim) -> bool:
    """Whether every field of the condition has one of its values; an empty condition always holds."""
    return all(claim.value(name) in allowed for name, allowed in condition.items())


def _condition(entry: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(allowed) for key, allowed in entry.items()}


def _field(name: str, entry: dict[str, Any]) -> Field:
    """Raises ValueError naming the place."""
    if not isinstance(entry, dict):
        raise ValueError(f"fields.{name} is empty or not a list of keys")
    unknown, absent = set(entry) - _KEYS, {"kind", "label"} - set(entry)
    if unknown or absent:
        raise ValueError(
            f"fields.{name} "
            + (f"has no {', '.join(sorted(absent))}" if absent else f"knows no {', '.join(sorted(unknown))}")
        )
    for key in ("label", "phrase", "why", "help", "called", "when", "choices", "same_as"):
        if not isinstance(entry.get(key) or {}, dict):
            raise ValueError(f"fields.{name}.{key} is not a list of keys")
    if entry["kind"] not in list(Kind):
        raise ValueError(f"fields.{name}.kind is none of {', '.join(Kind)}: {entry['kind']}")
    same_as = entry.get("same_as") or {}
    return Field(
        name=name,
        kind=Kind(entry["kind"]),
        label=entry["label"],
        phrase=entry.get("phrase") or {},
        why=entry.get("why") or {},
        help=entry.get("help") or {},
        called=_condition(entry.get("called") or {}),
        when=_condition(entry.get("when") or {}),
        choices=entry.get("choices") or {},
        buttons=tuple(entry.get("buttons") or ()),
        must=bool(entry.get("must", False)),
        asked=bool(entry.get("asked", True)),
        default=entry.get("default"),
        affirm=entry.get("affirm"),
        deny=entry.get("deny"),
        same_as=same_as.get("field"),
        same_when=_condition(same_as.get("when") or {}),
        same_days=int(same_as.get("recent_days", 0)),
    )
