"""The checklist of a catalogue: which papers help with a claim, read from the part `documents:` of its file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.claims.fields import Phrases, Texts, Values

KINDS = ("picture", "pdf", "office", "text", "email", "audio", "video")
"""What files are by their content (`documents/model.py`)."""
_KEYS = {"label", "called", "when", "kinds"}


@dataclass(frozen=True, slots=True)
class Paper:
    """One entry of the checklist."""

    name: str
    label: Texts
    called: Phrases
    """Words by which captions and file names tell it; a star stands for any beginning or ending."""
    when: tuple[Values, ...]
    """It is wanted when one of these conditions holds; without any it is recognised and never asked for."""
    kinds: tuple[str, ...]
    """A file of these kinds that nothing is said about counts as it, unless the claim is none of which it is wanted."""


def papers_from(entries: Any) -> tuple[Paper, ...]:
    """Raises ValueError naming the place."""
    if not isinstance(entries or {}, dict):
        raise ValueError("documents is not a list of keys")
    return tuple(_paper(str(name), entry) for name, entry in (entries or {}).items())


def _paper(name: str, entry: Any) -> Paper:
    place = f"documents.{name}"
    if not isinstance(entry, dict) or not isinstance(entry.get("label"), dict):
        raise ValueError(f"{place} has no label")
    for unknown in sorted(map(str, set(entry) - _KEYS)):
        raise ValueError(f"{place} knows no {unknown}")
    when = entry.get("when") or []
    conditions = when if isinstance(when, list) else [when]
    for kind in entry.get("kinds") or ():
        if kind not in KINDS:
            raise ValueError(f"{place}.kinds is none of {', '.join(KINDS)}: {kind}")
    return Paper(
        name=name,
        label=entry["label"],
        called=phrases(f"{place}.called", entry.get("called")),
        when=tuple(phrases(f"{place}.when", each) for each in conditions),
        kinds=tuple(entry.get("kinds") or ()),
    )


def phrases(place: str, entry: Any) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(entry or {}, dict):
        raise ValueError(f"{place} is not a list of keys")
    for key, values in (entry or {}).items():
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise ValueError(f"{place}.{key} is not a list of words")
    return {key: tuple(values) for key, values in (entry or {}).items()}
