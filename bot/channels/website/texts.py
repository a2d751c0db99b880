"""The website chat's own words: `texts.yml` beside this file, in the reader's language."""

from pathlib import Path
from typing import Any

import yaml

from bot.claims.languages import FALLBACK

_DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "texts.yml").read_text("utf-8"))


def sentence(name: str, language: str) -> str:
    return str(_DATA[name].get(language, _DATA[name][FALLBACK]))
