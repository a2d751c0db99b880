"""Whether what is said in `data/wording` is whole and fits a catalogue; every finding names file and line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.claims.catalogue import Catalogue, Field, Kind
from bot.claims.yaml_lines import Lines, Unreadable, read_lines

_WORDINGS = ("first", "again", "short")
_FURTHER = {Kind.PERIOD: ("which", "future"), Kind.MONEY: ("which",)}
_KINDS = ("questions", "replies")
_FILLED = frozenset({"claimant_name", "example", "policy_example", "policy_hint", "summary", "value"})
"""What questions may have in braces (`service/turn.py` fills it in)."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}?")


@dataclass(slots=True)
class Wording:
    """The texts of all languages: language → "questions" or "replies" → name → text, or wording → text for questions."""

    texts: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    places: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """By language, kind and name, the file and line of a text."""
    wrong: list[str] = field(default_factory=list)
    """What is wrong with the files themselves."""
    unread: set[str] = field(default_factory=set)
    """Languages with a file that can't be read: what they lack is not known."""

    def question(self, language: str, name: str) -> Mapping[str, str]:
        found = self.texts.get(language, {}).get("questions", {}).get(name)
        return found if isinstance(found, dict) else {}


def read_wording(folder: Path) -> Wording:
    """All files of all languages; what can't be read is noted as wrong."""
    found = Wording()
    for path in sorted(folder.glob("*/*.yml")):
        name = f"{path.parent.name}/{path.name}"
        found.texts.setdefault(path.parent.name, {})
        try:
            file = read_lines(path)
        except Unreadable as error:
            found.wrong.append(f"{path.parent.name}/{error}")
            found.unread.add(path.parent.name)
            continue
        found.wrong += [f"{name} {file.located(mistake)}" for mistake in file.mistakes]
        _take(found, path.parent.name, name, file)
    return found


def _take(found: Wording, language: str, name: str, file: Lines) -> None:
    if file.data is None:
        return
    if not isinstance(file.data, dict):
        found.wrong.append(f"{name} has neither questions nor replies")
        return
    for kind, texts in file.data.items():
        if kind not in _KINDS or not isinstance(texts, dict):
            found.wrong.append(f"{name} {file.located(f'{kind} is neither questions nor replies')}")
            continue
        known = found.texts[language].setdefault(kind, {})
        for key, text in texts.items():
            place = f"{name} line {file.line(f'{kind}.{key}')}"
            if key in known:
                found.wrong.append(
                    f"{place}: {kind}.{key} was given before, in {found.places[language, kind, key]}"
                )
                continue
            if not _is_text(kind, text):
                found.wrong.append(f"{place}: {kind}.{key} is no text")
            elif kind == "questions":
                found.wrong += [f"{place}: questions.{key} {mistake}" for mistake in _of_question(text)]
            known[key], found.places[language, kind, key] = text, place


def _of_question(texts: Mapping[str, str]) -> Iterator[str]:
    for wording, text in texts.items():
        if wording not in (*_WORDINGS, *_FURTHER[Kind.PERIOD]):
            yield f"knows no {wording}"
        for name in _PLACEHOLDER.findall(text):
            if name not in _FILLED:
                yield f"has {{{name}}}, which nothing fills in"


def _is_text(kind: str, text: object) -> bool:
    if kind == "replies":
        return isinstance(text, str) and bool(text.strip())
    return isinstance(text, dict) and all(isinstance(each, str) and each.strip() for each in text.values())


def lacks(wording: Wording, *catalogues: Catalogue) -> Iterator[str]:
    """What the fields of catalogues need and no file says, and what one language says and another does not."""
    fields = [entry for catalogue in catalogues for entry in catalogue.fields]
    names = {entry.name for entry in fields}
    whole = [
        (language, texts)
        for language, texts in sorted(wording.texts.items())
        if language not in wording.unread
    ]
    for language, _ in whole:
        for entry in fields:
            if entry.shown:
                yield from _unsaid(wording, language, entry)
    for kind in _KINDS:
        everything = {name for texts in wording.texts.values() for name in texts.get(kind, {})}
        for language, texts in whole:
            for name in sorted(everything - set(texts.get(kind, {}))):
                said = next(
                    place for (_, of, key), place in wording.places.items() if (of, key) == (kind, name)
                )
                if not (kind == "questions" and name in names):
                    yield f"{language} has no {kind}.{name}, which {said} has"


def misfilled(wording: Wording) -> Iterator[str]:
    """Replies with something in braces that no other language's wording of them has: a slip, for nothing fills it in."""
    said = {language: texts.get("replies", {}) for language, texts in sorted(wording.texts.items())}
    for language, replies in said.items():
        for name, text in replies.items():
            others = [each[name] for other, each in said.items() if other != language and name in each]
            known = set(_PLACEHOLDER.findall(" ".join(map(str, others))))
            for slip in sorted(set(_PLACEHOLDER.findall(str(text))) - known) if others else ():
                place = wording.places[language, "replies", name]
                yield f"{place}: replies.{name} has {{{slip}}}, which no other language has there"


def _unsaid(wording: Wording, language: str, entry: Field) -> Iterator[str]:
    said = wording.question(language, entry.name)
    absent = [each for each in (*_WORDINGS, *_FURTHER.get(entry.kind, ())) if not said.get(each)]
    place = wording.places.get((language, "questions", entry.name))
    where = f"{place or f'{language}/questions.yml'}: questions.{entry.name}"
    if absent:
        yield f"{where} has no {', '.join(absent)}"
    if not entry.examples and any("{example}" in str(text) for text in said.values()):
        yield f"{where} has {{example}}, but the field has no examples in the catalogue"
