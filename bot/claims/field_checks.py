"""What can be wrong in the fields of a catalogue: texts, values, phrases and patterns that do not fit together."""

import re
from collections.abc import Iterator, Mapping

from bot.claims.fields import Field, Kind, Phrases, Values
from bot.claims.languages import languages

_YES_NO = ("yes", "no")
_NAMED = frozenset({Kind.TEXT, Kind.NAME, Kind.CONTACT, Kind.NUMBER, Kind.COUNT, Kind.COUNTRY})
"""Kinds whose values a pattern can take from a text."""


def of_field(field: Field, earlier: Mapping[str, Field]) -> Iterator[str]:
    """One sentence for each mistake, beginning with its place; `earlier` are the fields before this one."""
    place = f"fields.{field.name}"
    yield from untranslated(f"{place}.label", field.label)
    for key, texts in [
        ("phrase", field.phrase),
        ("why", field.why),
        ("help", field.help),
        ("examples", field.examples),
    ]:
        if texts:
            yield from untranslated(f"{place}.{key}", texts)
    for language, phrase in field.phrase.items():
        if "{value}" not in phrase:
            yield f"{place}.phrase.{language} has no {{value}}"
    if field.shown and not field.why:
        yield f"{place} has no why, though it may be asked"
    if field.asked and not field.shown:
        yield f"{place} is asked, though it is not shown"
    if field.called:
        yield from untranslated(f"{place}.called", field.called)
    for choice, texts in field.choices.items():
        yield from untranslated(f"{place}.choices.{choice}", texts)
    if field.kind is Kind.CHOICE and not field.choices:
        yield f"{place} is a choice without choices"
    if field.kind is not Kind.CHOICE and field.choices:
        yield f"{place}.choices belongs to a choice, not to a {field.kind}"
    for key, named in [
        ("affirm", field.affirm),
        ("deny", field.deny),
        *(("buttons", name) for name in field.buttons),
    ]:
        if named is not None and named not in field.choices:
            yield f"{place}.{key} names no choice: {named}"
    yield from of_condition(f"{place}.when", field.when, earlier)
    for condition in field.asked_when:
        yield from of_condition(f"{place}.asked", condition, earlier)
    yield from _same_as(place, field, earlier)
    yield from _assumed(place, field, earlier)
    yield from _read(place, field)


def untranslated(place: str, texts: object) -> Iterator[str]:
    absent = [
        language for language in languages() if not isinstance(texts, Mapping) or not texts.get(language)
    ]
    if absent:
        yield f"{place} has no text for {', '.join(absent)}"


def of_condition(place: str, condition: Values, earlier: Mapping[str, Field]) -> Iterator[str]:
    for name, allowed in condition.items():
        if name not in earlier:
            yield f"{place} names {name}, which is not asked before it"
            continue
        possible = earlier[name].choices or _YES_NO
        for value in allowed:
            if value not in possible:
                yield f"{place}.{name} names no choice: {value}"


def _same_as(place: str, field: Field, earlier: Mapping[str, Field]) -> Iterator[str]:
    if field.same_as is None:
        return
    if field.same_as not in earlier:
        yield f"{place}.same_as names {field.same_as}, which is not asked before it"
    elif earlier[field.same_as].kind is not field.kind:
        yield f"{place}.same_as names {field.same_as}, which is not a {field.kind}"
    yield from of_condition(f"{place}.same_as.when", field.same_when, earlier)


def _assumed(place: str, field: Field, earlier: Mapping[str, Field]) -> Iterator[str]:
    possible = _possible(field)
    if field.default is not None:
        if field.default == "region":
            if field.kind is not Kind.COUNTRY:
                yield f"{place}.default is a region, which only a country can be"
        elif possible is not None and field.default not in possible:
            yield f"{place}.default names no choice: {field.default}"
    for value, condition in field.implied.items():
        if possible is not None and value not in possible:
            yield f"{place}.implied.{value} names no choice"
        yield from of_condition(f"{place}.implied.{value}", condition, earlier)


def _read(place: str, field: Field) -> Iterator[str]:
    possible = _possible(field)
    for value, phrases in field.cues.items():
        if possible is None:
            yield f"{place}.cues belongs to a choice or a yes_no, not to a {field.kind}"
            break
        if possible is not None and value not in possible:
            yield f"{place}.cues.{value} names no choice"
        yield from _phrases(f"{place}.cues.{value}", phrases)
    for language, patterns in field.patterns.items():
        if field.kind not in _NAMED:
            yield f"{place}.patterns can't be read into a {field.kind}"
        for pattern in patterns:
            groups = _groups(pattern)
            if groups is None:
                yield f"{place}.patterns.{language} has what is no regular expression: {pattern}"
            elif groups != 1:
                yield f"{place}.patterns.{language} needs one group, which is the value: {pattern}"
    if field.patterns:
        yield from untranslated(f"{place}.patterns", field.patterns)
    if field.beside:
        if field.kind is not Kind.PERIOD:
            yield f"{place}.beside belongs to a period, not to a {field.kind}"
        yield from _phrases(f"{place}.beside", field.beside)
    if field.ahead and field.kind is not Kind.PERIOD:
        yield f"{place}.ahead belongs to a period, not to a {field.kind}"


def _phrases(place: str, phrases: Phrases) -> Iterator[str]:
    yield from untranslated(place, phrases)
    for language, each in phrases.items():
        for phrase in each:
            if phrase.startswith("/") and (
                len(phrase) < 3 or not phrase.endswith("/") or _groups(phrase[1:-1]) is None
            ):
                yield f"{place}.{language} has what is no regular expression: {phrase}"
            elif not phrase.strip():
                yield f"{place}.{language} has an empty phrase"


def _possible(field: Field) -> tuple[str, ...] | None:
    """The values that a field can have; None for any."""
    if field.kind is Kind.YES_NO:
        return _YES_NO
    return tuple(field.choices) if field.kind is Kind.CHOICE else None


def _groups(pattern: str) -> int | None:
    """How many groups a regular expression has; None if it is none."""
    try:
        return re.compile(pattern).groups
    except re.error:
        return None
