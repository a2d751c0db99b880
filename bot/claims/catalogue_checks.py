"""What can be wrong in a catalogue file that reads well: texts, names and values that do not fit together."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.claims.catalogue import Catalogue, Field

LANGUAGES = ("en", "de")


def mistakes(catalogue: "Catalogue") -> Iterator[str]:
    """One sentence for each mistake, beginning with its place in the file."""
    for number, field in enumerate(catalogue.fields):
        yield from _of_field(
            catalogue, field, {earlier.name: earlier for earlier in catalogue.fields[:number]}
        )
    for name, texts in catalogue.words.items():
        yield from _untranslated(f"words.{name}", texts)
    if catalogue.has("incident_type"):
        types = set(catalogue.field("incident_type").choices)
        for name in sorted(types ^ set(catalogue.derived)):
            yield f"derived.{name} " + ("is missing" if name in types else "names no incident type")
    for name, rule in catalogue.derived.items():
        if set(rule) != {"loss_kind", "cover_section"}:
            yield f"derived.{name} needs loss_kind and cover_section"
    for currency, threshold in catalogue.severe_from.items():
        if not isinstance(threshold, int) or threshold <= 0:
            yield f"severe_from.{currency} is no whole sum: {threshold}"
    for pattern in catalogue.policy_patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            yield f"policy_patterns: {pattern} is no regular expression ({error})"


def _of_field(catalogue: "Catalogue", field: "Field", earlier: Mapping[str, "Field"]) -> Iterator[str]:
    place = f"fields.{field.name}"
    yield from _untranslated(f"{place}.label", field.label)
    if field.phrase:
        yield from _untranslated(f"{place}.phrase", field.phrase)
    for language, phrase in field.phrase.items():
        if "{value}" not in phrase:
            yield f"{place}.phrase.{language} has no {{value}}"
    for choice, texts in field.choices.items():
        yield from _untranslated(f"{place}.choices.{choice}", texts)
    if field.kind == "choice" and not field.choices:
        yield f"{place} is a choice without choices"
    for key, named in [
        ("affirm", field.affirm),
        ("deny", field.deny),
        *(("buttons", name) for name in field.buttons),
    ]:
        if named is not None and named not in field.choices:
            yield f"{place}.{key} names no choice: {named}"
    yield from _of_condition(f"{place}.when", field.when, earlier)
    if field.same_as is not None:
        if field.same_as not in earlier:
            yield f"{place}.same_as names {field.same_as}, which is not asked before it"
        elif earlier[field.same_as].kind is not field.kind:
            yield f"{place}.same_as names {field.same_as}, which is not a {field.kind}"
        yield from _of_condition(f"{place}.same_as.when", field.same_when, earlier)


def _of_condition(
    place: str, condition: Mapping[str, tuple[str, ...]], earlier: Mapping[str, "Field"]
) -> Iterator[str]:
    for name, allowed in condition.items():
        if name not in earlier:
            yield f"{place} names {name}, which is not asked before it"
            continue
        possible = earlier[name].choices or ("yes", "no")
        for value in allowed:
            if value not in possible:
                yield f"{place}.{name} names no choice: {value}"


def _untranslated(place: str, texts: Mapping[str, str]) -> Iterator[str]:
    absent = [language for language in LANGUAGES if not isinstance(texts, Mapping) or not texts.get(language)]
    if absent:
        yield f"{place} has no text for {', '.join(absent)}"
