"""The words that speak of persons and firms, compiled from `grammar/parties.*.yml`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from bot.extraction.parties.classes import WordClasses
from bot.extraction.parties.context import ContextRules
from bot.extraction.parties.lower import GAP, any_of, lower_names_de, lower_names_en
from bot.extraction.tables import read_table
from bot.extraction.word_patterns import WordPattern

DETERMINERS = r"(?:one\s+of\s+(?:our|my)|an?|the|our|my|his|her|their|this|that|some|this\s+one)"

_OF_PERSONS = ("erin", "istin", "antin", "entin")
_ITEM = re.compile(r'"([^"]+)"|(\S+)')


@dataclass(frozen=True)
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
    breaks: frozenset[str]
    follows: frozenset[str]
    """Verbs and adjectives that go on behind a party in a text without capitals."""
    persons: frozenset[str]
    described: tuple[WordPattern, ...]
    context: ContextRules
    classes: WordClasses
    german: bool
    make_heads_lower: Callable[[], re.Pattern[str]]
    make_lower_names: Callable[[], re.Pattern[str]]

    @classmethod
    def of(cls, lang: str) -> "PartyWords":
        """The words for "en" or "de"; any other language is read as English."""
        return _load("de" if lang == "de" else "en")

    # These two take long to compile, and only texts without capitals need them.

    @cached_property
    def heads_lower(self) -> re.Pattern[str]:
        """As `heads`, for texts without capitals."""
        return self.make_heads_lower()

    @cached_property
    def lower_names(self) -> re.Pattern[str]:
        """What looks like a name in a text without capitals."""
        return self.make_lower_names()

    def is_person(self, noun: str) -> bool:
        """Whether a noun in lower case is a kind of person: "visitor", "touristin"."""
        return noun in self.persons or (self.german and noun.endswith(_OF_PERSONS))


@cache
def _load(language: str) -> PartyWords:
    path = Path(__file__).parents[1] / "grammar" / f"parties.{language}.yml"
    data: dict[str, Any] = read_table(path)
    heads = [*_items(data["heads"]), *data["generic"]]
    german = language == "de"
    breaks = _items(data["breaks"])
    suffixes = _items(data.get("suffixes", ""))
    return PartyWords(
        generic=frozenset(word.lower() for word in data["generic"]),
        heads=_heads_de(heads, suffixes, "") if german else _heads_en(heads, breaks),
        kinds=frozenset(word.lower() for word in _items(data["heads"])),
        staff=frozenset(word.lower() for word in _items(data["staff"])),
        stop=frozenset(_items(data["stop"])),
        never=frozenset(word.lower() for word in _items(data["never"])),
        plain=frozenset(_items(data.get("plain", ""))),
        weak=frozenset(word.lower() for word in _items(data.get("weak", ""))),
        breaks=frozenset(breaks),
        follows=frozenset(_items(data.get("follows", ""))),
        persons=frozenset(_items(data["persons"])),
        described=_described_de(data["strong"], _items(data["anybody"])) if german else _described_en(breaks),
        context=ContextRules.of(
            data["context"], data["strong"], data.get("vouch", ()), _items(data["anybody"])
        ),
        classes=WordClasses.of({name: _items(listed) for name, listed in data["classes"].items()}),
        german=german,
        make_heads_lower=lambda: _heads_de(heads, suffixes, "a-zäöü") if german else _heads_en(heads, breaks),
        make_lower_names=lambda: (
            lower_names_de(
                _items(data["heads"]),
                suffixes,
                breaks,
                follows=_items(data["follows"]),
                trades=_items(data["trades"]),
                sites=_items(data["sites"]),
                never=_items(data["never"]),
            )
            if german
            else lower_names_en(breaks)
        ),
    )


def _items(text: str) -> list[str]:
    return [found.group(1) or found.group(2) for found in _ITEM.finditer(text)]


def _heads_en(heads: Sequence[str], breaks: Sequence[str]) -> re.Pattern[str]:
    """With a determiner or "for" everything up to the head belongs to it: "a caravan park group"."""
    kinds = rf"(?:{any_of(heads)})s?(?!\w)(?!['’]s?\s+(?:own|old))"
    filler = rf"(?!(?:{any_of(breaks)})\b)[a-z][\w-]*"
    first = r"(?!\w+(?:ed|nt)\b|(?:client|customer)s?\b)"
    tail = rf"(?:{GAP}(?:group|company|chain|firm|practice|platform|department|owner|association|business|holding)\b)?"
    kinds = rf"(?:(?:chain|group|network|federation|union|couple|bunch){GAP}of{GAP}(?:[a-z]+{GAP})?)?{kinds}"
    nouns = rf"{kinds}(?:{GAP}{kinds})*{tail}"
    return re.compile(
        rf"(?<![\w'’@-])(?:(?:{DETERMINERS}|for|at|by|about|with|from|to|of){GAP}(?P<noun>(?:{filler}{GAP}){{0,3}}?{nouns})"
        rf"|(?:^|(?<=[.:,(!?|\n] )|(?<=[\n(]))(?P<listed>(?:{first}{filler}{GAP}){{0,2}}?{nouns})|(?P<bare>{nouns}))",
        re.IGNORECASE,
    )


def _heads_de(heads: Sequence[str], suffixes: Sequence[str], lower: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w@-])(?P<noun>(?i:{any_of(heads)})|(?:{any_of(heads)})(?:s|es|n|en)"
        rf"|[A-ZÄÖÜ{lower}][\wäöüß-]*(?:{any_of(suffixes)})(?:s|es|n|en)?)(?![\w-])"
    )


def _described_en(breaks: Sequence[str]) -> tuple[WordPattern, ...]:
    """Somebody one works for, whatever the trade: "for a thatcher", "of one of our hatters"."""
    word = rf"(?!(?:{any_of(breaks)})\b)[a-z][a-z-]+"
    return (
        WordPattern(
            rf"\b(?:an?|the){GAP}(?P<noun>(?:{word}{GAP})??{word}){GAP}(?:now{GAP}|also{GAP}|then{GAP})?"
            r"(?=(?:who|says?|said|fell|falls|tripped|slipped|wants|claims|demands|sues|sued|stepped|slipped|stumbled|broke|injured|is\s+(?:claiming|suing|asking)|has\s+(?:a\s+lawyer|sued|complained))\b)"
            rf"|\b(?:hit|struck|injured|hurt|onto|burned|burnt|fell{GAP}on|landed{GAP}on){GAP}(?:an?|one{GAP}of{GAP}the){GAP}(?P<hurt>{word})",
            re.IGNORECASE,
        ),
        WordPattern(
            rf"\b(?:for|at|of|from|to|by){GAP}(?:an?|one{GAP}of{GAP}(?:our|my)){GAP}(?P<noun>(?:{word}{GAP}){{0,2}}{word})"
            r"(?=['’]s?\b|\s*(?:[,.;:!?)\n(]|$)|\s+(?:in|at|on|and|that|who|which|with|is|was|has|had|but|so|when|because"
            r"|near|we|i|where|whose|during|after|before|by|from|of|this|last|today)\b)",
            re.IGNORECASE,
        ),
        WordPattern(
            rf"\b(?:an?|our|my|the|one{GAP}of{GAP}our){GAP}(?P<noun>(?:ex-{word}|(?:ex|former|previous){GAP}(?:(?:office|project|sales|team|account){GAP})?{word}))\b",
            re.IGNORECASE,
        ),
    )


def _described_de(strong: Sequence[str], anybody: Sequence[str]) -> tuple[WordPattern, ...]:
    """Somebody one works for, or who demands something, whatever the trade: "für einen Hutmacher", "die Imkerin will"."""
    noun = r"(?P<noun>[A-ZÄÖÜ][a-zäöüß-]{3,}(?<!ung)(?<!heit)(?<!keit)(?<!ion)(?<!ige))"
    person = r"(?P<noun>[A-ZÄÖÜ][a-zäöüß-]{2,}(?:er|ern|ers|erin|istin|eurin|ei|mann|frau|ist|eur|schaft|haus|hof|gesellschaft))"
    demanding = [verb for verb in strong if verb not in anybody]
    return (
        WordPattern(
            rf"\b(?i:für|bei|von|eines|einer|fürs|beim|vom|von\s+einem|von\s+einer|"
            rf"bei\s+(?:einem|einer|'?nem|'?ner)|für\s+(?:einen|eine|'?nen|'?ne)){GAP}{person}(?!\w)"
        ),
        WordPattern(rf"\b(?i:der|die|das){GAP}{noun}{GAP}(?i:{any_of(demanding)})\b"),
        WordPattern(rf"\b(?i:{any_of(demanding)}){GAP}(?i:der|die|das){GAP}{noun}(?!\w)"),
    )
