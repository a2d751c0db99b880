"""The languages that the service speaks: each a folder of texts, `data/wording/<language>`, and an entry in `languages.yml`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

WORDING = Path(__file__).resolve().parents[2] / "data" / "wording"
FALLBACK = "en"
"""What is spoken with somebody of whom nothing is known."""
_FILE = Path(__file__).parent / "languages.yml"
_KEYS = {"names", "region", "timezone"}


class UnfinishedLanguage(ValueError):
    """A language has a folder of texts and no entry, or one that lacks a key; the message says which, and what to do."""


@dataclass(frozen=True, slots=True)
class Language:
    names: tuple[str, ...]
    """By which people ask for it, in whatever language; lower case."""
    region: str
    """ISO 3166: where its speakers are taken to be until something says otherwise."""
    timezone: str
    """IANA name: the zone they are then taken to be in."""


def languages() -> tuple[str, ...]:
    """Codes (ISO 639) of the languages spoken, the fallback first."""
    return tuple(_languages())


def default_region(code: str) -> str:
    """ISO 3166. Raises KeyError for a language that is not spoken."""
    return _languages()[code].region


def default_timezone(code: str) -> str:
    """IANA name. Raises KeyError for a language that is not spoken."""
    return _languages()[code].timezone


def spoken(code: str | None) -> str:
    """The language itself if it is spoken, else the fallback."""
    return code if code in _languages() else FALLBACK


def named_in(text: str) -> tuple[str, ...]:
    """The languages that a text names."""
    lowered = text.lower()
    return tuple(code for code, each in _languages().items() if any(name in lowered for name in each.names))


def read(wording: Path, file: Path) -> dict[str, Language]:
    """Raises UnfinishedLanguage if the entry in `file` of one of the languages is missing or lacks a key."""
    data = yaml.safe_load(file.read_text("utf-8"))
    codes = sorted((path.name for path in wording.iterdir() if path.is_dir()), key=_fallback_first)
    for code in codes:
        absent = sorted(_KEYS - set(data.get(code) or ()))
        if absent:
            raise UnfinishedLanguage(
                f"{file.name}: {code} lacks {', '.join(absent)} → add them, or take away the folder {wording.name}/{code}"
            )
    return {
        code: Language(tuple(data[code]["names"]), data[code]["region"], data[code]["timezone"])
        for code in codes
    }


def _fallback_first(code: str) -> tuple[bool, str]:
    return code != FALLBACK, code


@cache
def _languages() -> dict[str, Language]:
    return read(WORDING, _FILE)
