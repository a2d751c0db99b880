"""Who suffered the loss or demands money, and who is writing.

Candidates are names (capitalised words), kinds of firms and persons ("a wedding photographer") and mere roles ("client").
What stands around each decides: the subject of a demand beats the owner of what was damaged, a name beats a role, and
the writer's own people, hosts and places lose. Words are data in `grammar/parties.*.yml`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.extraction.party_context import ContextRules

_ITEM = re.compile(r'"([^"]+)"|(\S+)')
_NAME = {
    "en": re.compile(
        r"(?<![\w@./-])(?:(?:Mr|Mrs|Ms|Dr|St)\.?[ \t]+)?[A-Z][\w'’-]*"
        r"(?:(?:[ \t]*&[ \t]*|[ \t]+(?:and|of the|of|de|van|von|di|la)[ \t]+|[ \t]+)"
        r"(?:(?:Mr|Mrs|Ms|Dr|St)\.?[ \t]+)?[A-Z][\w'’-]*)*"
        r"(?:[ \t]+\([A-Z][\w ]+\))?"
    ),
    "de": re.compile(
        r"(?<![\w@./-])[A-ZÄÖÜ][\w'’-]*(?:\.(?=[ \t]+[A-ZÄÖÜ])(?<=Dr\.|Fa\.|St\.))?"
        r"(?:(?:[ \t]*&[ \t]*|[ \t]+(?:und|von|vom|am|im|der|zum|zur)[ \t]+(?=[A-ZÄÖÜ][\w-]+[ \t]*(?:GmbH|AG|KG|eG))|[ \t]+)"
        r"(?:Dr\.[ \t]+|Prof\.[ \t]+)?[A-ZÄÖÜ][\w'’-]*)*"
    ),
}
_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Frau|Herrn?|Familie)\b", re.IGNORECASE)
_LEGAL_FORM = re.compile(
    r"\b(?:GmbH|AG|KG|OHG|e\.?\s?K|UG|eG|mbH|Ltd|LLP|LLC|Inc|plc|Corp|Co|BV|Sàrl|SA|Pty)\b\.?"
)
_PLAIN_ADJECTIVES = {
    "en": frozenset(
        [
            "small",
            "big",
            "large",
            "local",
            "tiny",
            "new",
            "nice",
            "lovely",
            "little",
            "major",
            "long-standing",
            "longstanding",
            "regional",
            "poor",
            "whole",
            "different",
            "certain",
            "single",
            "second",
            "third",
            "another",
            "other",
            "nearby",
            "existing",
            "good",
            "best",
            "biggest",
            "mid-size",
            "midsize",
        ]
    ),
    "de": frozenset(
        ["kleine", "kleinen", "kleiner", "große", "großen", "großer", "neue", "neuen", "neuer", "lokale"]
    ),
}
_NO_FILLER = [
    "a",
    "an",
    "the",
    "our",
    "my",
    "his",
    "her",
    "their",
    "its",
    "this",
    "that",
    "these",
    "those",
    "we",
    "they",
    "i",
    "you",
    "he",
    "she",
    "it",
    "of",
    "for",
    "to",
    "in",
    "on",
    "at",
    "and",
    "or",
    "but",
    "with",
    "from",
    "by",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "had",
    "has",
    "have",
    "that",
    "which",
    "who",
    "when",
    "after",
    "before",
    "went",
    "gone",
    "hit",
    "got",
    "did",
    "not",
    "no",
    "so",
    "if",
    "as",
    "than",
    "then",
    "into",
    "onto",
    "over",
    "under",
    "off",
    "out",
    "up",
    "down",
    "wrong",
    "lent",
    "gave",
    "said",
    "says",
    "wants",
    "body",
    "end",
    "weekend",
    *"fell fall falls fallen through across against during between via around without about told made put left lost broke "
    "came took sold built ran hit stole read wrote paid dropped spilled drilled locked killed cut sent found kept brought "
    "because while since until till where what why how there here me us him them my your one two three four five some any "
    "every each all both only just also even still already again very too more most can could will would should may might "
    "must do does done being now today yesterday ago last next per like called named whose".split(),
]
_DETERMINERS = r"(?:one\s+of\s+(?:our|my)|an?|the|our|my|his|her|their|this|that|some|this\s+one)"


_VERB_OR_LINK = re.compile(
    r"\s+(?:\w+s|\w+ed|and|in|at|on|to|for|with|who|which|that|had|got|are|want|is|was|can|will|says|und|hat|will|ist|war|bei|"
    r"in|aus|von|wollen|haben|die|der|das|fordert|verlangt|schreibt|sagt|möchte|meint|stellt|macht|hält|rechnet|schätzt)\b",
    re.IGNORECASE,
)
"""What may follow a name; after an adjective like "Georgian" comes the thing."""

_DETERMINED = re.compile(rf"\b{_DETERMINERS}\s+$", re.IGNORECASE)


_MEASURED = re.compile(
    r"(?:\d|\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|paar|einige|mehrere|beide|alle|keine|viele))\s+$",
    re.IGNORECASE,
)
"""What stands before two nouns that are no name: "zwei Quadratmeter Parkett"."""
_NO_NAME_DE = re.compile(
    r"^(?:erste|zweite|dritte|letzte|nächste|welche|solche|diese|jede|alle|beide|neue|alte|ganze|falsche|eigene|tage|wochen|"
    r"stunden|monate|jahre|quadratmeter|stück|kilo|liter|meter|seite|art|trotz|statt|mangels|gemäß|laut|per|pro|ex)[nrsm]?\b",
    re.IGNORECASE,
)
_TAIL_DE = re.compile(
    r"(?:schadens?ersatz|schmerzensgeld|regress|geld|rechnung|schreiben|brief|mail|post|umsatz|kosten|honorare?|"
    r"\w+(?:ung|ungen|keit|heit|schaft|tion|tät|kosten|fehler|honorare?))$",
    re.IGNORECASE,
)
"""Nouns that follow a name in a sentence without belonging to it: "fordert die Brauerei Zoller Schadenersatz"."""
_OF_THEM = re.compile(r"^(?:\w+\s+)?(?:of|von|vom|der|des)\s+(?=[A-ZÄÖÜ])|^(?:[DS]|De|Dr|Em)\s+(?=[A-ZÄÖÜ])")
"""A thing or person of a firm is not the firm: "Database of Fenwick Dental"; nor is a Swiss article."""

_COMPARED = 40
"""Candidates, the likeliest ones, that are compared with one another."""


@dataclass(frozen=True, slots=True)
class Party:
    """A person or firm as named in the text, at characters `start` to `end`."""

    value: str
    start: int
    end: int
    confidence: float
    generic: bool
    """A mere role ("client"), which is as good as no name."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    value: str
    start: int
    end: int
    named: bool
    generic: bool
    score: float


@dataclass(frozen=True, slots=True)
class _Words:
    generic: frozenset[str]
    heads: re.Pattern[str]
    staff: frozenset[str]
    stop: frozenset[str]
    never: frozenset[str]
    weak: frozenset[str]
    described: tuple[re.Pattern[str], ...]
    context: ContextRules


def find_claimant(
    text: str, *, lang: str, blocked: Iterable[tuple[int, int]] = (), own_loss: bool = False
) -> Party | None:
    """The third party of the report, or None. With `own_loss` only a party that demands something counts."""
    words = _words(lang)
    spans = list(blocked)
    candidates: dict[tuple[int, int], _Candidate] = {}
    for start, end, named in [*_names(text, lang, words), *_kinds(text, lang, words)]:
        if (start, end) in candidates or any(start < b and a < end for a, b in spans):
            continue
        value = text[start:end]
        generic = value.lower() in words.generic
        score = words.context.score(text, start, end, named=named, generic=generic)
        if named:
            score += _name_score(text, value, start, words)
        elif (
            value.lower() in words.weak
            and score < 2.0
            and not _DETERMINED.search(text[max(0, start - 12) : start])
        ):
            score -= 0.9
        elif not words.heads.search(value):
            score -= 0.7
        score -= 0.4 * start / (len(text) + 1) + (3.5 if own_loss else 0)
        candidates[start, end] = _Candidate(value, start, end, named, generic, score)
    best = max(
        _merged(sorted(candidates.values(), key=lambda each: -each.score)[:_COMPARED]),
        key=lambda each: each[0],
        default=None,
    )
    if best is None or best[0] <= 0:
        return None
    score, party = best
    return Party(party.value, party.start, party.end, round(min(0.95, 0.4 + score / 10), 3), party.generic)


def _merged(candidates: Sequence[_Candidate]) -> Iterator[tuple[float, Party]]:
    """What is said of "the trust" later on counts for "Ridgeway Learning Trust"; a kind inside a name is no candidate."""
    names = [each for each in candidates if each.named]
    for one in candidates:
        if not one.named and any(name.start <= one.start < name.end for name in names if " " in name.value):
            continue
        score = one.score
        tokens = {token.lower().strip("'’s") for token in one.value.split()}
        head = one.value.split()[-1].lower()
        for other in candidates:
            if other is one or other.generic != one.generic or one.start <= other.start < one.end:
                continue
            same_head = other.value.split()[-1].lower() == head and len(other.value) <= len(one.value)
            part = other.value.split()[0].lower().strip("'’s") in tokens and len(other.value) < len(one.value)
            mentioned = not other.named and other.value.split()[-1].lower() in tokens
            if same_head or (one.named and (part or mentioned)):
                score += max(0.0, 0.6 * other.score)
        yield score, Party(one.value, one.start, one.end, 0.0, one.generic)


def _names(text: str, lang: str, words: _Words) -> Iterator[tuple[int, int, bool]]:
    for found in _NAME["de" if lang == "de" else "en"].finditer(text):
        tokens = [
            (m.start() + found.start(), m.end() + found.start()) for m in re.finditer(r"\S+", found.group())
        ]
        while (
            tokens and text[slice(*tokens[0])].strip(".").removesuffix("'s").removesuffix("’s") in words.stop
        ) or (len(tokens) > 1 and text[slice(*tokens[0])].lower() in words.generic):
            tokens = tokens[1:]
        while tokens and (
            text[slice(*tokens[-1])].strip(".") in words.stop or not text[tokens[-1][0]].isupper()
        ):
            if text[tokens[-1][0]] == "(":
                break
            tokens = tokens[:-1]
        if not tokens:
            continue
        while len(tokens) > 1 and lang == "de" and _TAIL_DE.search(text[slice(*tokens[-1])]):
            tokens = tokens[:-1]
        start, end = tokens[0][0], tokens[-1][1]
        owner = _OF_THEM.match(text[start:end])
        if owner:
            start += owner.end()
        value = text[start:end].rstrip(".")
        if lang == "de" and _NO_NAME_DE.search(value):
            continue
        end = start + len(value)
        if value.endswith(("'s", "’s")):
            end -= 2
        elif value.endswith(("'", "’")):
            end -= 1
        tokens_left = len(text[start:end].split())
        if lang == "de" and tokens_left == 1 and not _LEGAL_FORM.search(value):
            continue
        if lang == "de" and _MEASURED.search(text[max(0, start - 12) : start]):
            continue
        if len(text[start:end]) > 2:
            yield start, end, True


def _kinds(text: str, lang: str, words: _Words) -> Iterator[tuple[int, int, bool]]:
    for found in words.heads.finditer(text):
        start, end = found.span(found.lastgroup or 0)
        noun = text[start:end].lower()
        if lang != "de":
            tokens = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
            while len(tokens) > 1 and text[slice(*tokens[0])].lower() in _PLAIN_ADJECTIVES["en"]:
                tokens = tokens[1:]
            start = tokens[0][0]
        if noun.split()[-1] not in words.staff:
            yield start, end, False
    for pattern in words.described:
        for found in pattern.finditer(text):
            if found.group("noun").split()[-1].lower() not in words.never:
                yield *found.span("noun"), False


def _name_score(text: str, value: str, start: int, words: _Words) -> float:
    tokens = value.split()
    after = text[start + len(value) : start + len(value) + 40]
    score = 0.4 * min(3, text.count(tokens[0]) - 1)
    if _LEGAL_FORM.search(value):
        score += 1.5
    if _TITLE.match(value):
        score += 0.8
    if len(tokens) == 1:
        score -= 0.6
        if value.isupper():
            score -= 1.0
        if re.match(r"\s+[a-z]+", after) and not _VERB_OR_LINK.match(after):
            score -= 0.8
        before = text[:start].rstrip()
        if not before or before[-1] in ".!?\n|":
            score -= 2.2
    return score


@cache
def _words(lang: str) -> _Words:
    language = "de" if lang == "de" else "en"
    path = Path(__file__).parent / "grammar" / f"parties.{language}.yml"
    data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    heads = [*_items(data["heads"]), *data["generic"]]
    return _Words(
        frozenset(word.lower() for word in data["generic"]),
        _heads_en(heads) if language == "en" else _heads_de(heads, _items(data["suffixes"])),
        frozenset(word.lower() for word in _items(data["staff"])),
        frozenset(_items(data["stop"])),
        frozenset(word.lower() for word in _items(data["never"])),
        frozenset(word.lower() for word in _items(data.get("weak", ""))),
        _described_en() if language == "en" else _described_de(tuple(data["strong"])),
        ContextRules.of(data["context"], data["strong"], data.get("vouch", ())),
    )


def _items(text: str) -> list[str]:
    return [found.group(1) or found.group(2) for found in _ITEM.finditer(text)]


def _either(words: Collection[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _heads_en(heads: Sequence[str]) -> re.Pattern[str]:
    """With a determiner everything up to the head belongs to it: "a caravan park group"."""
    kinds = rf"(?:{_either(heads)})(?!\w)(?!['’]s?\s+(?:own|old))"
    filler = rf"(?!(?:{_either(_NO_FILLER)})\b)[a-z][\w-]*"
    tail = r"(?:\s+(?:group|company|chain|firm|practice|platform|department|owner|association|business|holding)\b)?"
    nouns = rf"{kinds}(?:\s+{kinds})*{tail}"
    return re.compile(
        rf"(?<![\w'’@-])(?:{_DETERMINERS}\s+(?P<noun>(?:{filler}\s+){{0,3}}?{nouns})"
        rf"|(?<=[:\n] )(?P<listed>(?:{filler}\s+){{0,2}}?{nouns})|(?P<bare>{nouns}))",
        re.IGNORECASE,
    )


def _heads_de(heads: Sequence[str], suffixes: Sequence[str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w@-])(?P<noun>(?i:{_either(heads)})|[A-ZÄÖÜ][\wäöüß-]*(?:{_either(suffixes)})(?:s|es|n|en)?)(?![\w-])"
    )


def _described_en() -> tuple[re.Pattern[str], ...]:
    """Somebody one works for, whatever the trade: "for a thatcher", "of one of our hatters"."""
    word = rf"(?!(?:{_either(_NO_FILLER)})\b)[a-z][a-z-]+"
    return (
        re.compile(
            rf"\b(?:for|at|of|from|to)\s+(?:an?|one\s+of\s+(?:our|my))\s+(?P<noun>(?:{word}\s+){{0,2}}{word})"
            r"(?=['’]s?\b|\s*(?:[,.;:!?)\n(]|$)|\s+(?:in|at|on|and|that|who|which|with|is|was|has|had|but|so|when|because"
            r"|near|we|i|where|whose|during|after|before|by|from|of|this|last|today)\b)",
            re.IGNORECASE,
        ),
    )


def _described_de(strong: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """Somebody one works for, or who demands something, whatever the trade: "für einen Hutmacher", "die Imkerin will"."""
    noun = r"(?P<noun>[A-ZÄÖÜ][a-zäöüß-]{3,}(?<!ung)(?<!heit)(?<!keit)(?<!ion)(?<!ige))"
    person = r"(?P<noun>[A-ZÄÖÜ][a-zäöüß-]{2,}(?:er|ern|ers|erin|istin|eurin|ei|mann|frau|ist|eur|schaft|haus|hof|gesellschaft))"
    demanding = [verb for verb in strong if verb not in _NOT_DEMANDING]
    return (
        re.compile(
            rf"\b(?i:für|bei|von|eines|einer|fürs|beim|vom|von\s+einem|von\s+einer|"
            rf"bei\s+(?:einem|einer|'?nem|'?ner)|für\s+(?:einen|eine|'?nen|'?ne))\s+{person}(?!\w)"
        ),
        re.compile(rf"\b(?i:der|die|das)\s+{noun}\s+(?i:{_either(demanding)})\b"),
        re.compile(rf"\b(?i:{_either(demanding)})\s+(?i:der|die|das)\s+{noun}(?!\w)"),
    )


_NOT_DEMANDING = frozenset(
    [
        "hat",
        "haben",
        "ist",
        "flippt",
        "tobt",
        "war",
        "wurde",
        "hatte",
        "kann",
        "musste",
        "bekam",
        "merkte",
        "meldete",
        "zahlt",
        "wirft",
        "zieht",
        "legt",
        "sagt",
        "meint",
        "macht",
        "stellt",
        "hält",
        "sieht",
        "rechnet",
        "besteht",
        "schickt",
    ]
)
