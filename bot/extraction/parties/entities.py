"""Which mentions mean the same party: "the trust" is "Ridgeway Learning Trust", "Customer = Brightwell" is Brightwell."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.extraction.parties.mentions import Mention
from bot.extraction.parties.words import PartyWords

_APPOSED = re.compile(
    r"^(?:\s+of\s+(?:mine|ours))?(?:\s*[,(=:–-]\s*(?:called|named|it'?s|that'?s|and|namens|also)?\s*(?:the|an?|der|die|das|dem|den|eine?n?|our|my|unsere?r?)?\s*"
    r"(?:(?:frau|herrn?|mrs?|ms|miss)\b\.?\s*)?"
    r"|\s+(?:is|was|are|were|called|named|namens|ist|isch|sind|heißt|heisst|heißen)\s+(?:the|an?|der|die|das|eine?|d|s|dr|de)?\s*|\s)$",
    re.IGNORECASE,
)
"""What stands between a role or kind and the name of who it is: "our client, Brightwell", "a vet clinic (Two Creeks)"."""
_BEING = re.compile(r"\s+(?:is|was|ist|isch|war)\b", re.IGNORECASE)
_LISTED = re.compile(r"\s*,\s*and\b", re.IGNORECASE)
"""What goes on with somebody else: "for Tallgrass, and an applicant was turned down"."""
_FRAU = re.compile(r"\bfrau\b", re.IGNORECASE)
_OF_WOMEN = (
    "in",
    "frau",
    "ette",
    "dame",
    "tochter",
    "schwester",
    "mutter",
    "kraft",
    "tante",
    "oma",
    "braut",
    "witwe",
)
""" "Die Reinigungskraft unseres Kunden, Frau Berg" makes no client of her."""
_PLACED = re.compile(
    r"\b(?:im|in|beim|bei|auf|am|an|vor|bim|at|on|near)\s+(?:der|dem|den|einem|einer|the)?\s*$", re.IGNORECASE
)
"""Where something was: "Im Seniorenheim Abendsonne ist eine Pflegerin gestürzt" makes the two no single party."""
_ANY = re.compile(r"\b(?:ein|eine[mnr]?|an?)\s+$", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:he|she|they|it|who|er|sie|es|die|der)(?:['’](?:s|re)|\s+(?:is|are|was))?"
    r"\s+(?:called|named|heißt|heisst|heißen|heissen|heissed|hieß|hiess|nennt\s+sich)\s+$"
    r"|\b(?:his|her|their|its|sein|ihr|der|deren)\s+name(?:['’]s|\s+(?:is|was|ist|war|lautet))\s+$"
    r"|(?:[.!?,;\n]\s*(?:the\s+|der\s+|company\s+|firm\s+|firmen)?|['’]s\s+)name(?:['’]s|\s+(?:is|was|ist|war|lautet)|\s*[:=])\s+(?:die|der|das)?\s*$"
    r"|(?:['’]s|\b(?:is|are|was))\s+(?:called|named|cried)\s+(?:the\s+)?$"
    r"|\b(?:heißt|heisst|hoaßt|hoasst|heeßt|heeßst|heest|heissed|nennt\s+sich)\s+(?:übrigens\s+)?(?:die|der|das|d)?\s*$",
    re.IGNORECASE,
)
"""What stands before the name of somebody who was spoken of as a role or kind: "a guest fell, her name is Lena Ford"."""
_THAT_IS = re.compile(
    r"[.!?,;\n]\s*(?:and\s+|und\s+|also\s+)?(?:it|that|this|das|dit|des|dös|dat|es)(?:['’]?s|\s+(?:is|ist|isch|war|was|sind))"
    r"\s+(?:übrigens\s+|by\s+the\s+way\s+)?(?:the|die|der|das|d)?\s*$",
    re.IGNORECASE,
)
"""The same, if the sentence says nothing else: "Our client knows nothing of it! That is the Harbour Trust."."""
_SAYS_NO_MORE = re.compile(r"\s*(?:[.!?,;)\n]|$|(?:and|und|but|aber|falls|if|in|aus|from)\b)", re.IGNORECASE)
_RUNS = re.compile(
    r"^\s*,?\s*(?:(?:he|she|who|er|sie|der|die)\s+)?(?:runs|owns|has|hat|führt|betreibt|hot|het)\s+(?:an?|eine?n?|a|ne|nen)\s+$",
    re.IGNORECASE,
)
"""What stands between a role and the kind of firm that is theirs: "the client has a joinery"."""
_TOLD_BEHIND = re.compile(r"[^.!?\n]{0,60}[.!?\n]+\s+(?:an?|eine?)\s+", re.IGNORECASE)
_PERSON_CALLED = re.compile(
    r"(?:^|[.!?,;:(\n–-]\s*|\b(?:and|und)\s+)(?:(?:his|her|their|sein|ihr|der ihr|dem sein)"
    r"\s+name(?:['’]s|\s+(?:is|was|ist|isch|war))"
    r"|(?:he|she|er|sie|die|der|die frau|der mann)(?:['’]s|\s+(?:is|was))?\s+"
    r"(?:called|named|heißt|heisst|hoaßt|heissed|hieß|hiess))\s+$",
    re.IGNORECASE,
)
_IS_CALLED = re.compile(
    r"\s+(?:heißt|heisst|hoaßt|heissed|hieß|hiess)\s+(?:sie|er|s|die|der)\b"
    r"|(?:['’]s|\s+(?:is|was))\s+(?:his|her|their)\s+name\b",
    re.IGNORECASE,
)
"""Behind the name of somebody spoken of before: "Renate Zwettler heißt sie"."""
_TITLED = re.compile(
    r",\s+(?:(?:eine?|an?|die|der|the)\s+)?(?:Frau|Herrn?|Mrs?|Ms|Miss)\b\.?(?:\s+[^\W\d_][\w'’-]+){1,3}$"
)
"""Somebody's name behind what happened to them: "… broke her ankle, Mrs Ilse Notting."."""
_LEAD = 40
_NOTHING_MORE = re.compile(r"\s*(?:[.!?\n]|$)")
"""Before a kind and behind a name that are a sentence of their own: "a client's account. A sports club, Nore Valley GAA."."""
_AS_FAR = 160
"""Characters from the role or kind to that name."""
_SHORTEST_END = 4
"""Letters from which the end of a German compound is taken for the shorter word: "Zahnarztpraxis", "Praxis"."""


_PREFIXES = frozenset(["ver", "be", "ge", "mit", "un", "an", "auf", "ab"])
"""What makes another word of one: who is a "Verkäufer" is no "Käufer"."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One party with everything that is said of it, in order; `best` is how it is named most fully."""

    mentions: tuple[Mention, ...]
    best: Mention

    @property
    def named(self) -> bool:
        return self.best.named

    @property
    def role(self) -> bool:
        return self.best.form == "role"


def find_entities(text: str, mentions: Sequence[Mention], words: PartyWords) -> list[Entity]:
    """The parties in the order in which they are first spoken of."""
    german = words.german
    home: dict[int, int] = {}
    known: dict[str, int] = {}
    inside = _inside_names(mentions)
    names = [number for number, each in enumerate(mentions) if each.named]
    kinds = [number for number, each in enumerate(mentions) if not each.named]
    for number in sorted(names, key=lambda one: (-len(mentions[one].value), one)):
        tokens = [token.lower().strip("'’.,s") for token in mentions[number].value.split()]
        same = next((known[token] for token in tokens[:1] + tokens[-1:] if token in known), None)
        home[number] = number if same is None else same
        for token in tokens:
            for key in _keys(token, german=german):
                known.setdefault(key, home[number])
    for number in sorted(kinds, key=lambda one: (-len(mentions[one].value), one)):
        head = mentions[number].head
        key = "role:" if mentions[number].form == "role" else head.rstrip("s") if len(head) > 4 else head
        home[number] = known.setdefault(key, number)
        if german:
            for longer in _keys(head, german=True):
                known.setdefault(longer, home[number])
    pairs = [
        *_apposed(text, mentions, inside, german=german),
        *_told_behind(text, mentions, inside),
        *_named_later(text, mentions, words.persons),
    ]
    for role, name in pairs:
        _join(home, role, name)
    return sorted(
        (_entity([mentions[one] for one in group]) for group in _groups(home, inside)),
        key=lambda entity: entity.mentions[0].start,
    )


def _keys(token: str, *, german: bool) -> Iterator[str]:
    key = token.rstrip("s") if len(token) > 4 else token
    yield key
    if german:
        yield from (
            key[start:] for start in range(1, len(key) - _SHORTEST_END + 1) if key[:start] not in _PREFIXES
        )


def _inside_names(mentions: Sequence[Mention]) -> set[int]:
    """Kinds that are no more than a word of a longer name."""
    inside: set[int] = set()
    stop = 0
    for number, each in sorted(enumerate(mentions), key=lambda pair: (pair[1].start, -pair[1].end)):
        if each.named and " " in each.value:
            stop = max(stop, each.end)
        elif each.start < stop:
            inside.add(number)
    return inside


def _apposed(
    text: str, mentions: Sequence[Mention], inside: set[int], *, german: bool
) -> Iterator[tuple[int, int]]:
    outer = [number for number in range(len(mentions)) if number not in inside]
    for number, following in pairwise(outer):
        one, other = mentions[number], mentions[following]
        if (
            (one.named != other.named or (one.form, other.form) == ("role", "kind"))
            and 0 < other.start - one.end < 20
            and _APPOSED.match(text[one.end : other.start])
        ):
            gap = text[one.end : other.start]
            if gap.isspace() and (
                (one.form == "role" and other.form == "kind")
                # "Bei einem Kunden Netzwerkkabel verlegt" names no client.
                or (german and one.form == "role" and _ANY.search(text, max(0, one.start - 8), one.start))
            ):
                continue
            if (one.named and _LISTED.match(gap)) or (_FRAU.search(gap) and not one.head.endswith(_OF_WOMEN)):
                continue
            if one.named and _BEING.match(gap) and _PLACED.search(text[max(0, one.start - 16) : one.start]):
                continue
            yield (following, number) if one.named else (number, following)
        elif ((one.form, other.form) == ("role", "kind") and _RUNS.match(text[one.end : other.start])) or (
            other.named
            and not one.named
            and 0 < other.start - one.end < _AS_FAR
            and (
                _CALLED.search(text, one.end, other.start)
                or (_THAT_IS.search(text, one.end, other.start) and _SAYS_NO_MORE.match(text, other.end))
            )
        ):
            yield number, following


def _told_behind(text: str, mentions: Sequence[Mention], inside: set[int]) -> Iterator[tuple[int, int]]:
    """Each role with the name that a sentence of its own, without a verb, gives it."""
    outer = [number for number in range(len(mentions)) if number not in inside]
    for role, kind, name in zip(outer, outer[1:], outer[2:], strict=False):
        one, two, three = mentions[role], mentions[kind], mentions[name]
        if (
            one.form == "role"
            and two.form == "kind"
            and three.named
            and _TOLD_BEHIND.fullmatch(text, one.end, two.start)
            and _APPOSED.match(text[two.end : three.start])
            and _NOTHING_MORE.match(text, three.end)
        ):
            yield role, name


def _named_later(
    text: str, mentions: Sequence[Mention], persons: Collection[str]
) -> Iterator[tuple[int, int]]:
    """Each person with the name that is told of them further on, whatever else is spoken of between."""
    for name, other in enumerate(mentions):
        if not other.named:
            continue
        start = max(0, other.start - _LEAD)
        told = _PERSON_CALLED.search(text, start, other.start) or _IS_CALLED.match(text, other.end)
        if not told and not (_TITLED.search(text, start, other.end) and _NOTHING_MORE.match(text, other.end)):
            continue
        for person in range(name - 1, -1, -1):
            one = mentions[person]
            if other.start - one.end > _AS_FAR:
                break
            if not one.named and (one.form == "role" or one.head in persons):
                yield person, name
                break


def _join(home: dict[int, int], kind: int, name: int) -> None:
    old, new = home[kind], home[name]
    if old != new:
        for number, place in home.items():
            if place == old:
                home[number] = new


def _groups(home: dict[int, int], inside: set[int]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for number in sorted(home):
        if number not in inside:
            groups.setdefault(home[number], []).append(number)
    return list(groups.values())


def _entity(mentions: Sequence[Mention]) -> Entity:
    rank = {"name": 3, "lower": 2, "kind": 1, "role": 0}
    best = max(mentions, key=lambda each: (rank[each.form], len(each.value), -each.start))
    return Entity(tuple(mentions), best)
