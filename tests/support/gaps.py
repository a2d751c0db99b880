"""What a language that has a folder of wording still lacks, by file and key."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FALLBACK = "en"
"""The language in which everything is said."""
WORDING = Path("data/wording")
ENTRIES = Path("bot/claims/languages.yml")
BESIDE = (
    "bot/extraction/grammar/*.en.*",
    "data/nlu/voices_en.yml",
    "tests/unit/extraction/test_language.en.txt",
    "bot/channels/website/static/widget/strings.en.json",
)
"""Files of the fallback language beside which every language needs its own."""
WITH_TEXTS = ("bot/claims", "bot/documents", "bot/service", "bot/extraction/grammar")
"""Folders of files in which texts stand by language."""


def languages_in(root: Path) -> list[str]:
    return sorted(path.name for path in (root / WORDING).iterdir() if path.is_dir())


def gaps(root: Path) -> list[str]:
    """A sentence for each text, file or entry that a language lacks."""
    found = []
    for language in languages_in(root):
        if language != FALLBACK:
            found += [*_files(root, language), *_wording(root, language)]
        found += [f"{place} has no {language}" for place in _places_without(root, language)]
    return found


def _files(root: Path, language: str) -> Iterator[str]:
    for pattern in BESIDE:
        for path in sorted(root.glob(pattern)):
            wanted = re.sub(rf"([._]){FALLBACK}(?=\.)", rf"\g<1>{language}", path.name)
            if not path.with_name(wanted).is_file():
                yield f"{path.with_name(wanted).relative_to(root).as_posix()} is missing"


def _wording(root: Path, language: str) -> Iterator[str]:
    said = _said(root, language)
    for place in _said(root, FALLBACK):
        if not said.get(place):
            yield f"{(WORDING / language).as_posix()} has no {place}"


def _said(root: Path, language: str) -> dict[str, str]:
    """Texts by kind, name and, of questions, wording."""
    said = {}
    for path in sorted((root / WORDING / language).glob("*.yml")):
        for kind, texts in (_content(path) or {}).items():
            for name, text in texts.items():
                for wording, its in (text if isinstance(text, dict) else {"": text}).items():
                    said[".".join(filter(None, [kind, name, wording]))] = its
    return said


def _places_without(root: Path, language: str) -> Iterator[str]:
    entry = (_content(root / ENTRIES) or {}).get(language) or {}
    for key in ("names", "region", "timezone"):
        if not entry.get(key):
            yield f"{ENTRIES.as_posix()}: {key}"
    for spoken in languages_in(root):
        if f"replies.language_{language}" not in _said(root, spoken) and spoken == FALLBACK:
            yield f"{(WORDING / spoken).as_posix()}: replies.language_"
    for folder in WITH_TEXTS:
        for path in sorted((root / folder).rglob("*.yml")):
            if path != root / ENTRIES:
                name = path.relative_to(root).as_posix()
                content = _content(path)
                yield from (f"{name}: {place}" for place in _texts_without(content, language, ()))


def _content(path: Path) -> Any:
    return _read(path.read_text("utf-8"))


@cache
def _read(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _texts_without(content: Any, language: str, place: tuple[str, ...]) -> Iterator[str]:
    """Places of mappings that have a text in the fallback language and none in this one."""
    if isinstance(content, dict):
        if FALLBACK in content:
            if not content.get(language):
                yield ".".join(place)
            return
        for key, value in content.items():
            yield from _texts_without(value, language, (*place, str(key)))
    elif isinstance(content, list):
        for number, value in enumerate(content, start=1):
            yield from _texts_without(value, language, (*place, str(number)))
