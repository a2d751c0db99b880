"""The few sentences that the service says itself, because the engine can't: `texts.yml` beside this file."""

from pathlib import Path

import yaml

_TEXTS: dict[str, dict[str, str]] = yaml.safe_load((Path(__file__).parent / "texts.yml").read_text("utf-8"))


def texts(name: str) -> dict[str, str]:
    """A text by language."""
    return _TEXTS[name]


def text(name: str, language: str, /, **values: str) -> str:
    said = _TEXTS[name][language]
    for place, value in values.items():
        said = said.replace(f"{{{place}}}", value)
    return said
