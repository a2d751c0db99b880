"""The few sentences that the service says itself, because the engine can't: `texts.yml` beside this file."""

from pathlib import Path

import yaml

_TEXTS: dict[str, dict[str, str]] = yaml.safe_load((Path(__file__).parent / "texts.yml").read_text("utf-8"))


def text(name: str, language: str) -> str:
    return _TEXTS[name][language]
