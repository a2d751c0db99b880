"""The website chat's own words: `texts.yml` beside this file, in the reader's language."""

import re
from pathlib import Path
from typing import Any

import yaml
from fastapi import Request

from bot.claims.languages import FALLBACK, languages

_DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "texts.yml").read_text("utf-8"))


def sentence(name: str, language: str) -> str:
    return str(_DATA[name].get(language, _DATA[name][FALLBACK]))


def reader(request: Request) -> str:
    """The language of whoever sent a request, by what their browser asks for."""
    wanted = re.findall(r"\b([a-z]{2})(?:-[A-Za-z]+)?\b", request.headers.get("accept-language", ""))
    return next((code for code in wanted if code in languages()), FALLBACK)
