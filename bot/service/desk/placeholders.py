"""Places in canned replies that are filled in for a conversation: "Dear {name}"."""

import re
from collections.abc import Mapping

PLACEHOLDERS = ("name", "reference", "me", "answer_by", "claimant")
_PLACE = re.compile(r"\{(\w*)\}")


def named(text: str) -> tuple[str, ...]:
    """All that looks like a placeholder, known or not."""
    return tuple(_PLACE.findall(text))


def unfilled(text: str) -> tuple[str, ...]:
    """The placeholders that a text still has."""
    return tuple(name for name in named(text) if name in PLACEHOLDERS)


def filled(text: str, values: Mapping[str, str]) -> str:
    """What is not known stays as it is, so that whoever sends it sees it."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)
