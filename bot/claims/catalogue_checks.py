"""What can be wrong in a catalogue file that reads well: texts, names and values that do not fit together."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from bot.claims.countries import is_country
from bot.claims.field_checks import of_field, untranslated
from bot.claims.fields import Field, Kind

if TYPE_CHECKING:
    from bot.claims.catalogue import Catalogue
    from bot.claims.rules import Conditions


def mistakes(catalogue: "Catalogue") -> Iterator[str]:
    """One sentence for each mistake, beginning with its place in the file."""
    for number, field in enumerate(catalogue.fields):
        yield from of_field(field, {earlier.name: earlier for earlier in catalogue.fields[:number]})
        later = [each.name for each in catalogue.fields[number + 1 :]]
        if field.settled_by is not None and field.settled_by not in later:
            yield f"fields.{field.name}.settled_by names {field.settled_by}, which is not asked after it"
    for name, texts in catalogue.words.items():
        yield from untranslated(f"words.{name}", texts)
    if catalogue.has("incident_type"):
        types = set(catalogue.field("incident_type").choices)
        for name in sorted(types ^ set(catalogue.derived)):
            yield f"derived.{name} " + ("is missing" if name in types else "names no incident type")
    for name, rule in catalogue.derived.items():
        if set(rule) != {"loss_kind", "cover_section"}:
            yield f"derived.{name} needs loss_kind and cover_section"
    if catalogue.policy_hint:
        yield from untranslated("policy_hint", catalogue.policy_hint)
    if catalogue.openings:
        yield from untranslated("openings", catalogue.openings)
    if not any(
        re.fullmatch(each, str(catalogue.policy_example))
        for each in catalogue.policy_patterns
        if _compiles(each)
    ):
        yield f"policy_example fits none of policy_patterns: {catalogue.policy_example}"
    yield from _of_rules(catalogue)
    yield from _of_papers(catalogue)
    for name in catalogue.cover_dates:
        if not catalogue.has(name) or catalogue.field(name).kind != "period":
            yield f"cover_dates names no field of days: {name}"
    for pattern in catalogue.policy_patterns:
        if not _compiles(pattern):
            yield f"policy_patterns has what is no regular expression: {pattern}"


def _of_rules(catalogue: "Catalogue") -> Iterator[str]:
    fields = {field.name: field for field in catalogue.fields}
    for rule in catalogue.severity:
        place = f"severity.{rule.reason}"
        yield from untranslated(f"{place}.words", rule.words)
        yield from _of_values(f"{place}.when", rule.when, fields)
        yield from _unknown(f"{place}.count_from", rule.count_from, fields)
        for key, thresholds in [("sum_from", rule.sum_from), ("count_from", rule.count_from)]:
            for name, threshold in thresholds.items():
                if not isinstance(threshold, int) or threshold <= 0:
                    yield f"{place}.{key}.{name} is no whole number: {threshold}"
        if not any([*rule.when, rule.sum_from, rule.count_from, rule.country]):
            yield f"{place} has no condition"
    for clock in catalogue.clocks:
        place = f"clocks.{clock.name}"
        yield from untranslated(f"{place}.words", clock.words)
        yield from _of_values(f"{place}.when", clock.when, fields)
        yield from _of_values(f"{place}.settled_when", clock.settled_when, fields)
        days = [*clock.start, *filter(None, [clock.until])]
        yield from _unknown(f"{place}.{'until' if clock.until else 'from'}", days, fields)
        for name in days:
            if name in fields and fields[name].kind != "period":
                yield f"{place} counts from or to {name}, which is no period"


def _of_papers(catalogue: "Catalogue") -> Iterator[str]:
    fields = {field.name: field for field in catalogue.fields}
    for paper in catalogue.papers:
        place = f"documents.{paper.name}"
        yield from untranslated(f"{place}.label", paper.label)
        yield from untranslated(f"{place}.called", paper.called)
        yield from _of_values(f"{place}.when", paper.when, fields)


def _of_values(place: str, conditions: "Conditions", fields: Mapping[str, Field]) -> Iterator[str]:
    for condition in conditions:
        yield from _unknown(place, condition, fields)
        for name in condition.keys() & fields.keys():
            for value in condition[name]:
                country = fields[name].kind is Kind.COUNTRY and value is not None and is_country(value)
                if not country and value not in (*(fields[name].choices or ("yes", "no")), None):
                    yield f"{place}.{name} names no choice: {value}"


def _unknown(place: str, names: Iterable[str], fields: Mapping[str, Field]) -> Iterator[str]:
    for name in names:
        if name not in fields:
            yield f"{place} names no field: {name}"


def _compiles(pattern: object) -> bool:
    try:
        re.compile(str(pattern))
    except re.error:
        return False
    return True
