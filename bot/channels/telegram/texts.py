"""The channel's own words: `texts.yml` beside this file."""

from pathlib import Path
from typing import Any

import yaml

from bot.claims.languages import FALLBACK

_DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "texts.yml").read_text("utf-8"))


def sentence(name: str, language: str, /, **values: str) -> str:
    return _in(_DATA["sentences"][name], language).format(**values)


def phrase(name: str, language: str, /, **values: str) -> str:
    """What somebody has sent, in words."""
    return _in(_DATA["phrases"][name], language).format(**values)


def unnamed(kind: str, language: str) -> str:
    """What a file without a name is called."""
    return _in(_DATA["unnamed"][kind], language)


def label(name: str, language: str) -> str:
    """The words on a button of the channel's own."""
    return _in(_DATA["labels"][name], language)


def menu(language: str) -> dict[str, str]:
    """Command -> what it does, in the order of the menu."""
    return {command: _in(texts, language) for command, texts in _DATA["menu"].items()}


def language_name(code: str) -> str:
    """What a language calls itself; nothing if it is not spoken."""
    return str(_DATA["languages"].get(code, ""))


def _in(texts: dict[str, str], language: str) -> str:
    return texts.get(language, texts[FALLBACK])
