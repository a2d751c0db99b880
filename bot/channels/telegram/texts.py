"""The channel's own words: `texts.yml` beside this file."""

from pathlib import Path
from typing import Any

import yaml

from bot.claims.languages import FALLBACK

_DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "texts.yml").read_text("utf-8"))


def sentence(name: str, language: str) -> str:
    return _in(_DATA["sentences"][name], language)


def phone_number(number: str, name: str | None, language: str) -> str:
    """A shared contact as its sender would write it; `name` if it is somebody else's."""
    kind = "phone" if name is None else "contact"
    return _in(_DATA[kind], language).format(number=number, name=name)


def menu(language: str) -> dict[str, str]:
    """Command -> what it does, in the order of the menu."""
    return {command: _in(texts, language) for command, texts in _DATA["menu"].items()}


def language_name(code: str) -> str:
    """What a language calls itself; nothing if it is not spoken."""
    return str(_DATA["languages"].get(code, ""))


def _in(texts: dict[str, str], language: str) -> str:
    return texts.get(language, texts[FALLBACK])
