"""The catalogue: which incident types, fields, conditions and buttons a line of business has, read from YAML.

Names and texts live in the file; this module checks that they fit together and answers questions about them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from bot.claims.errors import BadCatalogue
from bot.claims.model import Claim

HERE = Path(__file__).parent / "catalogues"
LANGUAGES = ("en", "de")

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
    when: Mapping[str, tuple[str, ...]]
    """The field is needed when every field named here has one of these values; empty means always."""
    choices: Mapping[str, Texts]
    buttons: tuple[str, ...]
    """Choices offered as buttons; for incident types the best guesses instead."""
    must: bool
    """Whether "I don't know" is no answer: without it nobody could be helped or answered."""
    affirm: str | None
    deny: str | None
    """The choices that a plain "yes" and "no" stand for."""
    same_as: str | None
    same_when: Mapping[str, tuple[str, ...]]
    """The field whose value is assumed for this one when every field named here has one of these values."""


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
        """Read and check a catalogue file. Raises BadCatalogue naming the place that is wrong."""
        data = yaml.safe_load(path.read_text("utf-8"))
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
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadCatalogue(f"{path.name}: {error}") from error
        catalogue._check(path.name)
        return catalogue

    def field(self, name: str) -> Field:
        return next(entry for entry in self.fields if entry.name == name)

    def has(self, name: str) -> bool:
        return any(entry.name == name for entry in self.fields)

    def needed(self, claim: Claim) -> tuple[Field, ...]:
        """The fields this claim needs as it stands, in the order of asking."""
        return tuple(entry for entry in self.fields if self._applies(entry, claim))

    def missing(self, claim: Claim) -> tuple[str, ...]:
        """Needed fields that nobody has answered yet, in the order of asking."""
        return tuple(entry.name for entry in self.needed(claim) if not claim.knows(entry.name))

    def _applies(self, entry: Field, claim: Claim) -> bool:
        return holds(entry.when, claim)

    def _check(self, file: str) -> None:
        names = [entry.name for entry in self.fields]
        for entry in self.fields:
            for other in entry.when:
                if other not in names[: names.index(entry.name)]:
                    raise BadCatalogue(f"{file}: fields.{entry.name}.when names {other}, which is not asked before it")
                unknown = set(entry.when[other]) - set(self.field(other).choices or {"yes": 0, "no": 0})
                if unknown:
                    raise BadCatalogue(f"{file}: fields.{entry.name}.when.{other} names no choice: {', '.join(sorted(unknown))}")
            for choice in entry.buttons:
                if choice not in entry.choices:
                    raise BadCatalogue(f"{file}: fields.{entry.name}.buttons names no choice: {choice}")


def holds(condition: Mapping[str, tuple[str, ...]], claim: Claim) -> bool:
    """Whether every field of the condition has one of its values; an empty condition always holds."""
    return all(claim.value(name) in allowed for name, allowed in condition.items())


def _condition(entry: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(allowed) for key, allowed in entry.items()}


def _field(name: str, entry: dict[str, Any]) -> Field:
    kind = Kind(entry["kind"])
    choices = entry.get("choices") or {}
    for where, texts in [("label", entry["label"]), *((f"choices.{key}", text) for key, text in choices.items())]:
        absent = [language for language in LANGUAGES if language not in texts]
        if absent:
            raise ValueError(f"fields.{name}.{where} has no text for {', '.join(absent)}")
    return Field(
        name=name,
        kind=kind,
        label=entry["label"],
        phrase=entry.get("phrase") or {},
        when=_condition(entry.get("when") or {}),
        choices=choices,
        buttons=tuple(entry.get("buttons") or ()),
        must=bool(entry.get("must", False)),
        affirm=entry.get("affirm"),
        deny=entry.get("deny"),
        same_as=(entry.get("same_as") or {}).get("field"),
        same_when=_condition((entry.get("same_as") or {}).get("when") or {}),
    )
