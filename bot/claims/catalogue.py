"""The catalogue: which incident types, fields, conditions and buttons a line of business has, read from YAML.

Names and texts live in the file; this module checks that they fit together and answers questions about them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.claims.catalogue_checks import mistakes
from bot.claims.errors import BadCatalogue
from bot.claims.fields import Field as Field
from bot.claims.fields import Kind as Kind
from bot.claims.fields import Phrases, Texts, field_from, phrases
from bot.claims.model import PLAIN, Claim, SetBy
from bot.claims.papers import Paper, papers_from
from bot.claims.rules import ClockRule, Condition, SeverityRule, clock_rules, severity_rules
from bot.claims.yaml_lines import Lines, Unreadable, read_lines

HERE = Path(__file__).parent / "catalogues"
_KEYED = ("fields", "words", "derived")
_PARTS = ("line", "reference_prefix", "policy_patterns", "policy_example", *_KEYED, "severity", "clocks")
_FURTHER = ("policy_hint", "openings", "cover_dates", "documents")


def catalogue_files() -> list[Path]:
    """The files of all lines of business in order of their names; other data about them, such as cues.yml, lies beside."""
    return [file for file in sorted(HERE.glob("*.yml")) if not file.name.startswith("cues")]


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
    severity: tuple[SeverityRule, ...]
    """What makes a claim urgent (`severity.assess`)."""
    clocks: tuple[ClockRule, ...]
    """Which periods run (`clocks.clocks`)."""
    cover_dates: tuple[str, ...]
    """The fields of which the first known one says on which day cover is needed (`policies/check.py`)."""

    papers: tuple[Paper, ...]
    """The checklist of documents."""
    policy_example: str
    """A policy number as an example."""
    policy_hint: Texts
    """By what people know their policy number: "It starts with PI."; may be empty."""
    openings: Phrases
    """What a first message may be, by language; may be empty."""

    @classmethod
    def load(cls, path: Path) -> "Catalogue":
        """Read and check a catalogue file. Raises BadCatalogue naming the lines and places that are wrong."""
        try:
            file = read_lines(path)
        except Unreadable as error:
            raise BadCatalogue(str(error)) from error
        absent = [part for part in _PARTS if not isinstance(file.data, dict) or not file.data.get(part)]
        if absent:
            raise BadCatalogue(f"{path.name} lacks {', '.join(absent)}")
        wrong, fields = list(file.mistakes), []
        wrong += [
            f"{name} is no part of a catalogue" for name in file.data if name not in (*_PARTS, *_FURTHER)
        ]
        wrong += [f"{part} is not a list of keys" for part in _KEYED if not isinstance(file.data[part], dict)]
        if not wrong:
            for name, entry in file.data["fields"].items():
                try:
                    fields.append(field_from(name, entry))
                except ValueError as error:
                    wrong.append(str(error))
        if wrong:
            raise _refused(path, file, wrong)
        try:
            catalogue = cls._of(file.data, tuple(fields))
            wrong = list(mistakes(catalogue))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _refused(path, file, [str(error)]) from error
        if wrong:
            raise _refused(path, file, wrong)
        return catalogue

    @classmethod
    def _of(cls, data: dict[str, Any], fields: tuple[Field, ...]) -> "Catalogue":
        return cls(
            line=data["line"],
            reference_prefix=data["reference_prefix"],
            policy_patterns=tuple(data["policy_patterns"]),
            fields=fields,
            words=data["words"],
            derived=data["derived"],
            severity=severity_rules(data["severity"]),
            clocks=clock_rules(data["clocks"]),
            cover_dates=tuple(data.get("cover_dates") or ("occurred_on",)),
            papers=papers_from(data.get("documents")),
            policy_example=data["policy_example"],
            policy_hint=data.get("policy_hint") or {},
            openings=phrases("openings", data.get("openings")),
        )

    def field(self, name: str) -> Field:
        return next(entry for entry in self.fields if entry.name == name)

    def has(self, name: str) -> bool:
        return any(entry.name == name for entry in self.fields)

    def needed(self, claim: Claim) -> tuple[Field, ...]:
        """The fields that belong to this claim as it stands, in the order of asking; none hangs on one that doesn't."""
        met = {entry.name: entry for entry in self.fields if holds(entry.when, claim)}
        while astray := [name for name, entry in met.items() if not met.keys() >= entry.when.keys()]:
            for name in astray:
                del met[name]
        return tuple(met.values())

    def may_belong(self, entry: Field, claim: Claim) -> bool:
        """Whether nothing that is known of the claim says that the field does not belong to it."""
        return all(
            claim.value(name) in (None, *allowed) and self.may_belong(self.field(name), claim)
            for name, allowed in entry.when.items()
        )

    def relevant(self, claim: Claim) -> Claim:
        """The claim without facts that do not belong to it as it stands: what was told under another kind waits."""
        astray = {entry.name for entry in self.fields if not self.may_belong(entry, claim)}
        return replace(claim, facts=[fact for fact in claim.facts if fact.field not in astray])

    def wanted(self, claim: Claim) -> tuple[Field, ...]:
        """The needed fields that are asked for."""
        return tuple(
            entry
            for entry in self.needed(claim)
            if entry.asked and (not entry.asked_when or any(holds(each, claim) for each in entry.asked_when))
        )

    def wanted_papers(self, claim: Claim) -> tuple[Paper, ...]:
        """The documents that help with this claim as it stands."""
        return tuple(paper for paper in self.papers if any(holds(each, claim) for each in paper.when))

    def missing(self, claim: Claim) -> tuple[str, ...]:
        """Fields to be asked for that nobody has answered yet, in the order of asking."""
        wanted = self.wanted(claim)
        guessed = {entry.settled_by: entry.name for entry in wanted if _is_guessed(entry, claim)}
        names = [
            (guessed.get(entry.name), None if claim.knows(entry.name) else entry.name) for entry in wanted
        ]
        return tuple(name for pair in names for name in pair if name is not None)


def holds(condition: Condition, claim: Claim) -> bool:
    """Whether every field of the condition has one of its values; an empty condition always holds."""
    return all(claim.value(name) in allowed for name, allowed in condition.items())


def _is_guessed(entry: Field, claim: Claim) -> bool:
    """Whether a value that must be settled stands there because nothing else was said."""
    fact = claim.current(entry.name) if entry.settled_by else None
    if fact is None or fact.set_by is not SetBy.BOT or fact.confidence >= PLAIN:
        return False
    # What took the place of "not known" was asked for already.
    return fact.replaces is None


def _refused(path: Path, file: Lines, wrong: list[str]) -> BadCatalogue:
    return BadCatalogue(f"{path.name} {'; '.join(file.located(mistake) for mistake in wrong)}")
