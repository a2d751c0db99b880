"""The claim's fields as the desk groups them: what, when, who, money, cover."""

from dataclasses import dataclass

from bot.claims.fields import Field, Kind
from bot.service.desk.views import ClaimView, FieldEntry

NAMES = ("what", "when", "who", "money", "cover")
_BY_KIND = {
    Kind.PERIOD: "when",
    Kind.MONEY: "money",
    Kind.NAME: "who",
    Kind.CONTACT: "who",
    Kind.COUNTRY: "cover",
}
_OF_PEOPLE = ("insured_", "claimant", "caused_by", "preferred_")
_OF_COVER = ("policy", "similar")


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    known: tuple[FieldEntry, ...]
    missing: tuple[FieldEntry, ...]
    """Fields that would still be asked for, to be filled in."""
    more: tuple[FieldEntry, ...]
    """Fields that nobody has to fill."""


def sections(claim: ClaimView) -> tuple[Section, ...]:
    """All sections, in their order; a field is in exactly one."""
    grouped: dict[str, list[FieldEntry]] = {name: [] for name in NAMES}
    for entry in claim.fields:
        grouped[section_of(entry.field)].append(entry)
    return tuple(
        Section(
            name,
            tuple(entry for entry in entries if entry.fact is not None),
            tuple(entry for entry in entries if entry.fact is None and entry.missing),
            tuple(entry for entry in entries if entry.fact is None and not entry.missing),
        )
        for name, entries in grouped.items()
    )


def section_of(field: Field) -> str:
    if field.name.startswith(_OF_PEOPLE):
        return "who"
    if field.name.startswith(_OF_COVER):
        return "cover"
    return _BY_KIND.get(field.kind, "what")
