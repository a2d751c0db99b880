"""Whether what is said in `data/wording` is whole and fits a catalogue; every finding names file and line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.claims.catalogue import Catalogue, Field, Kind
from bot.claims.yaml_lines import Lines, Unreadable, read_lines

_WORDINGS = ("first", "again", "short")
_FURTHER = {Kind.PERIOD: ("which", "future"), Kind.MONEY: ("which",)}
_KINDS = ("questions", "replies")


@dataclass(slots=True)
class Wording:
    """The texts of all languages: language → "questions" or "replies" → name → text, or wording → text for questions."""

    texts: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    places: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """By language, kind and name, the file and line of a text."""
    wrong: list[str] = field(default_factory=list)
    """What is wrong with the files themselves."""

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
            known[key], found.places[language, kind, key] = text, place


def _is_text(kind: str, text: object) -> bool:
    if kind == "replies":
        return isinstance(text, str) and bool(text.strip())
    return isinstance(text, dict) and all(isinstance(each, str) and each.strip() for each in text.values())


def lacks(wording: Wording, catalogue: Catalogue) -> Iterator[str]:
    """What the fields of a catalogue need and no file says, and what one language says and another does not."""
    for language in sorted(wording.texts):
        for entry in catalogue.fields:
            if entry.shown:
                yield from _unsaid(wording, language, entry)
    for kind in _KINDS:
        everything = {name for texts in wording.texts.values() for name in texts.get(kind, {})}
        for language, texts in sorted(wording.texts.items()):
            for name in sorted(everything - set(texts.get(kind, {}))):
                said = next(
                    place for (_, of, key), place in wording.places.items() if (of, key) == (kind, name)
                )
                if not (kind == "questions" and catalogue.has(name)):
                    yield f"{language} has no {kind}.{name}, which {said} has"


def _unsaid(wording: Wording, language: str, entry: Field) -> Iterator[str]:
    said = wording.question(language, entry.name)
    absent = [each for each in (*_WORDINGS, *_FURTHER.get(entry.kind, ())) if not said.get(each)]
    if not absent:
        return
    place = wording.places.get((language, "questions", entry.name))
    where = place or f"{language}/questions.yml"
    yield f"{where}: questions.{entry.name} has no {', '.join(absent)}"
