"""Statements that nobody may make to the insured before people have decided (design §8): the patterns of `forbidden.yml`."""

import re
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "forbidden.yml"


def statements(text: str, language: str | None = None) -> tuple[tuple[str, str], ...]:
    """(kind, the words) of each forbidden kind of statement that a text makes, in one language or in any."""
    plain = " ".join(text.lower().replace("’", "'").replace("**", "").split())
    found: dict[str, str] = {}
    for kind, known, pattern in _patterns():
        said = pattern.search(plain) if language in (None, known) else None
        if said is not None:
            found.setdefault(kind, said.group(0))
    return tuple(found.items())


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    data: dict[str, dict[str, list[str]]] = yaml.safe_load(_FILE.read_text("utf-8"))
    return tuple(
        (kind, language, re.compile(pattern))
        for kind, languages in data.items()
        for language, patterns in languages.items()
        for pattern in patterns
    )
