"""The fields of a catalogue: what a line of business wants to know, read from the part `fields:` of its file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Texts = Mapping[str, str]
"""A text by language code."""
Phrases = Mapping[str, tuple[str, ...]]
"""Phrases by language code."""
Values = Mapping[str, tuple[str, ...]]
"""Values by the field that may have them."""


class Kind(StrEnum):
    """What sort of value a field holds."""

    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"
    PERIOD = "period"
    MONEY = "money"
    NAME = "name"
    CONTACT = "contact"
    NUMBER = "number"
    """A number that names something, such as a policy."""
    COUNT = "count"
    """How many, in words that hold the number: "about 60"."""
    COUNTRY = "country"
    """An ISO 3166 code."""


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    kind: Kind
    label: Texts
    phrase: Texts
    """How the value reads inside "What I've understood: …", with {value} for it; empty where it is not said back."""
    why: Texts
    """Why it is asked, for who wants to know; empty for fields that are never asked for."""
    help: Texts
    """What the field is and where to find its value; empty where the question says it all."""
    examples: Texts
    """What an answer could look like, for questions that have {example} in them."""
    called: Phrases
    """The words by which people name the field when they correct it ("the amount is wrong")."""
    when: Values
    """The field is needed when every field named here has one of these values; empty means always."""
    choices: Mapping[str, Texts]
    buttons: tuple[str, ...]
    """Choices offered as buttons; for incident types the best guesses instead."""
    must: bool
    """Whether "I don't know" is no answer: without it nobody could be helped or answered."""
    asked: bool
    """Whether it is asked for at all, and not only taken down when it comes up."""
    asked_when: tuple[Values, ...]
    """It is asked for only when one of these conditions holds, each as `when`; without any, always."""
    shown: bool
    """Whether the insured sees it; what is not shown is for staff."""
    default: str | None
    """What is assumed until somebody says otherwise; `region` stands for the insured's country."""
    implied: Mapping[str, Values]
    """Values that follow from others: each when every field named for it has one of these values."""
    affirm: str | None
    deny: str | None
    """The choices that a plain "yes" and "no" stand for."""
    cues: Mapping[str, Phrases]
    """By value, the phrases by which a story or an answer states it (`extraction/cues.py` has their syntax)."""
    patterns: Phrases
    """Regular expressions whose one group is the value, for what is written out: numbers, names, addresses."""
    beside: Phrases
    """Phrases before a day that make it this field's."""
    kept: bool
    """Whether it tells of the insured and not of the loss: it is taken over into another notice of theirs."""
    ahead: bool
    """Whether its day may lie in the future, and a bare weekday is the next one."""
    settled_by: str | None
    """The field before which it is asked for after all if it was only guessed from the story, nobody having said a word of it."""
    same_as: str | None
    same_when: Values
    same_days: int
    """The field whose value is assumed for this one when every field named here has one of these values, or when its day lies at
    most so many days back."""


_MAPPINGS = (
    "label", "phrase", "why", "help", "examples", "called", "when", "choices", "implied", "cues", "patterns", "beside", "same_as",
)  # fmt: skip
_LISTS = ("buttons",)
_SWITCHES = ("must", "shown", "ahead", "kept")
_WORDS = ("kind", "default", "affirm", "deny", "settled_by")
_KEYS = {*_MAPPINGS, *_LISTS, *_SWITCHES, *_WORDS, "asked"}


def field_from(name: str, entry: Any) -> Field:
    """Raises ValueError naming the place."""
    place = f"fields.{name}"
    if not re.fullmatch(r"[a-z][a-z0-9_]*", str(name)):
        raise ValueError(f"{place} needs a name of small letters a to z, digits and “_”")
    if not isinstance(entry, dict):
        raise ValueError(f"{place} is empty or not a list of keys")
    _check(place, entry)
    asked = entry.get("asked", True)
    same_as = entry.get("same_as") or {}
    return Field(
        name=name,
        kind=Kind(entry["kind"]),
        label=entry["label"],
        phrase=entry.get("phrase") or {},
        why=entry.get("why") or {},
        help=entry.get("help") or {},
        examples=entry.get("examples") or {},
        called=phrases(f"{place}.called", entry.get("called")),
        when=phrases(f"{place}.when", entry.get("when")),
        choices=entry.get("choices") or {},
        buttons=tuple(entry.get("buttons") or ()),
        must=entry.get("must", False),
        asked=asked is not False,
        asked_when=tuple(phrases(f"{place}.asked", each) for each in _alternatives(asked)),
        shown=entry.get("shown", True),
        default=entry.get("default"),
        implied=_nested(f"{place}.implied", entry.get("implied")),
        affirm=entry.get("affirm"),
        deny=entry.get("deny"),
        cues=_nested(f"{place}.cues", entry.get("cues")),
        patterns=phrases(f"{place}.patterns", entry.get("patterns")),
        beside=phrases(f"{place}.beside", entry.get("beside")),
        kept=entry.get("kept", False),
        ahead=entry.get("ahead", False),
        settled_by=entry.get("settled_by"),
        same_as=same_as.get("field"),
        same_when=phrases(f"{place}.same_as.when", same_as.get("when")),
        same_days=_whole(f"{place}.same_as.recent_days", same_as.get("recent_days", 0)),
    )


def _check(place: str, entry: dict[str, Any]) -> None:
    for absent in sorted({"kind", "label"} - set(entry)):
        raise ValueError(f"{place} has no {absent}")
    for unknown in sorted(map(str, set(entry) - _KEYS)):
        raise ValueError(f"{place} knows no {unknown}")
    if entry["kind"] not in list(Kind):
        raise ValueError(f"{place}.kind is none of {', '.join(Kind)}: {entry['kind']}")
    for key in _MAPPINGS:
        if not isinstance(entry.get(key) or {}, dict):
            raise ValueError(f"{place}.{key} is not a list of keys")
    for key in _LISTS:
        if not isinstance(entry.get(key) or [], list):
            raise ValueError(f"{place}.{key} is not a list")
    for key in _SWITCHES:
        if not isinstance(entry.get(key, False), bool):
            raise ValueError(f"{place}.{key} is neither true nor false: {entry[key]}")
    asked = entry.get("asked", True)
    if not isinstance(asked, bool) and not all(
        isinstance(each, dict) for each in _alternatives(asked) or [asked]
    ):
        raise ValueError(f"{place}.asked is neither true, false nor a condition: {asked}")


def _alternatives(asked: Any) -> list[Any]:
    """The conditions of `asked`, of which one is enough."""
    return asked if isinstance(asked, list) else [asked] if isinstance(asked, dict) else []


def phrases(place: str, entry: Any) -> dict[str, tuple[str, ...]]:
    """Each key with its list of words."""
    for key, allowed in (entry or {}).items():
        if not isinstance(allowed, list):
            raise ValueError(f"{place}.{key} is not a list")
        for word in allowed:
            if not isinstance(word, str):
                raise ValueError(f"{place}.{key} has {word!r}, which is no word: put it in quotes")
    return {key: tuple(allowed) for key, allowed in (entry or {}).items()}


def _nested(place: str, entry: Any) -> dict[str, dict[str, tuple[str, ...]]]:
    for key, inside in (entry or {}).items():
        if not isinstance(inside, dict):
            raise ValueError(f"{place}.{key} is not a list of keys")
    return {str(key): phrases(f"{place}.{key}", inside) for key, inside in (entry or {}).items()}


def _whole(place: str, number: Any) -> int:
    if not isinstance(number, int):
        raise ValueError(f"{place} is no whole number: {number}")
    return number
