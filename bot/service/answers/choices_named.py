"""A choice in the words of its button, or in those of a part of it: "faulty work" of "wrong advice or faulty work"."""

import re

from bot.claims.catalogue import Field

_OR = re.compile(r"\s(?:or|oder|and|und)\s|[,/(]")
_LEAST = 2
"""Words of a part of a label that stands for the whole."""


def choice_named(entry: Field, text: str, language: str) -> str | None:
    """The one choice whose label, or a part of it that stands for no other, a text names."""
    said = f" {_plain(text)} "
    parts: dict[str, set[str]] = {}
    for value, label in entry.choices.items():
        whole = label.get(language, "")
        for part in (whole, *(each for each in _OR.split(whole) if len(each.split()) >= _LEAST)):
            parts.setdefault(_plain(part), set()).add(value)
    named = [values for part, values in parts.items() if part and f" {part} " in said and len(values) == 1]
    values = set().union(*named) if named else set()
    return values.pop() if len(values) == 1 else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold().replace("-", "")))
