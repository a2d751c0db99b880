"""The words that speak of persons and firms, compiled from `grammar/parties.*.yml`."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.extraction.party_context import ContextRules

DETERMINERS = r"(?:one\s+of\s+(?:our|my)|an?|the|our|my|his|her|their|this|that|some|this\s+one)"

_ITEM = re.compile(r'"([^"]+)"|(\S+)')


@dataclass(frozen=True, slots=True)
class PartyWords:
    """One language's words: mere roles, kinds of firms, own people, words that begin sentences, and what is never a party."""

    generic: frozenset[str]
    heads: re.Pattern[str]
    kinds: frozenset[str]
    staff: frozenset[str]
    stop: frozenset[str]
    never: frozenset[str]
    plain: frozenset[str]
    weak: frozenset[str]
    described: tuple[re.Pattern[str], ...]
    context: ContextRules
    german: bool

    @classmethod
    def of(cls, lang: str) -> "PartyWords":
        """The words for "en" or "de"; any other language is read as English."""
        return _load("de" if lang == "de" else "en")


@cache
def _load(language: str) -> PartyWords:
    path = Path(__file__).parent / "grammar" / f"parties.{language}.yml"
    data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    heads = [*_items(data["heads"]), *data["generic"]]
    german = language == "de"
    breaks = _items(data.get("breaks", ""))
    return PartyWords(
        generic=frozenset(word.lower() for word in data["generic"]),
        heads=_heads_de(heads, _items(data["suffixes"])) if german else _heads_en(heads, breaks),
        kinds=frozenset(word.lower() for word in _items(data["heads"])),
        staff=frozenset(word.lower() for word in _items(data["staff"])),
        stop=frozenset(_items(data["stop"])),
        never=frozenset(word.lower() for word in _items(data["never"])),
        plain=frozenset(_items(data.get("plain", ""))),
        weak=frozenset(word.lower() for word in _items(data.get("weak", ""))),
        described=_described_de(data["strong"], _items(data["anybody"])) if german else _described_en(breaks),
        context=ContextRules.of(data["context"], data["strong"], data.get("vouch", ())),
        german=german,
    )


def _items(text: str) -> list[str]:
    return [found.group(1) or found.group(2) for found in _ITEM.finditer(text)]


def _either(words: Collection[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _heads_en(heads: Sequence[str], breaks: Sequence[str]) -> re.Pattern[str]:
    """With a determiner everything up to the head belongs to it: "a caravan park group"."""
    kinds = rf"(?:{_either(heads)})(?!\w)(?!['’]s?\s+(?:own|old))"
    filler = rf"(?!(?:{_either(breaks)})\b)[a-z][\w-]*"
    tail = r"(?:\s+(?:group|company|chain|firm|practice|platform|department|owner|association|business|holding)\b)?"
    nouns = rf"{kinds}(?:\s+{kinds})*{tail}"
    return re.compile(
        rf"(?<![\w'’@-])(?:{DETERMINERS}\s+(?P<noun>(?:{filler}\s+){{0,3}}?{nouns})"
        rf"|(?<=[:\n] )(?P<listed>(?:{filler}\s+){{0,2}}?{nouns})|(?P<bare>{nouns}))",
        re.IGNORECASE,
    )


def _heads_de(heads: Sequence[str], suffixes: Sequence[str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w@-])(?P<noun>(?i:{_either(heads)})|[A-ZÄÖÜ][\wäöüß-]*(?:{_either(suffixes)})(?:s|es|n|en)?)(?![\w-])"
    )


def _described_en(breaks: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """Somebody one works for, whatever the trade: "for a thatcher", "of one of our hatters"."""
    word = rf"(?!(?:{_either(breaks)})\b)[a-z][a-z-]+"
    return (
        re.compile(
            rf"\b(?:for|at|of|from|to)\s+(?:an?|one\s+of\s+(?:our|my))\s+(?P<noun>(?:{word}\s+){{0,2}}{word})"
            r"(?=['’]s?\b|\s*(?:[,.;:!?)\n(]|$)|\s+(?:in|at|on|and|that|who|which|with|is|was|has|had|but|so|when|because"
            r"|near|we|i|where|whose|during|after|before|by|from|of|this|last|today)\b)",
            re.IGNORECASE,
        ),
    )


def _described_de(strong: Sequence[str], anybody: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """Somebody one works for, or who demands something, whatever the trade: "für einen Hutmacher", "die Imkerin will"."""
    noun = r"(?P<noun>[A-ZÄÖÜ][a-zäöüß-]{3,}(?<!ung)(?<!heit)(?<!keit)(?<!ion)(?<!ige))"
    person = r"(?P<noun>[A-ZÄÖÜ][a-zäöüß-]{2,}(?:er|ern|ers|erin|istin|eurin|ei|mann|frau|ist|eur|schaft|haus|hof|gesellschaft))"
    demanding = [verb for verb in strong if verb not in anybody]
    return (
        re.compile(
            rf"\b(?i:für|bei|von|eines|einer|fürs|beim|vom|von\s+einem|von\s+einer|"
            rf"bei\s+(?:einem|einer|'?nem|'?ner)|für\s+(?:einen|eine|'?nen|'?ne))\s+{person}(?!\w)"
        ),
        re.compile(rf"\b(?i:der|die|das)\s+{noun}\s+(?i:{_either(demanding)})\b"),
        re.compile(rf"\b(?i:{_either(demanding)})\s+(?i:der|die|das)\s+{noun}(?!\w)"),
    )
