"""Who suffered the loss or demands money.

Candidates are names (capitalised words), kinds of firms and persons ("a wedding photographer") and mere roles ("client").
What stands around each decides: the subject of a demand beats the owner of what was damaged, a name beats a role, and
the writer's own people, hosts and places lose. Words are data in `grammar/parties.*.yml`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.extraction.party_names import find_names, name_score
from bot.extraction.party_words import DETERMINERS, PartyWords

_DETERMINED = re.compile(rf"\b{DETERMINERS}\s+$", re.IGNORECASE)
_OWN = re.compile(r"\b(?:my|our)\s+own\b|\b(?:mein|unser)\w*\s+eigene\w*\b", re.IGNORECASE)
_FOR_OTHERS = re.compile(
    r"\b(?:clients?|customers?|kund\w+|mandant\w*|auftraggeber\w*|chund\w*)\b", re.IGNORECASE
)
_OWN_LOSS = 3.5
_OWN_THING = 1.6
"""What speaks against any third party where the loss, or what was lost, is the writer's own."""
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
    """A mere role or kind ("client", "clinic"): who it is, is still to be asked."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    value: str
    start: int
    end: int
    named: bool
    generic: bool
    score: float

    @property
    def head(self) -> str:
        return self.value.split()[-1].lower()


_DOING = re.compile(r"\b(?:beim|zum|am|vom|im) [A-ZÄÖÜ]\w+(?:en|ern|eln)$")
"""What somebody was doing, capitalised like a name in German: "beim Feiern", "zum Einspielen"."""


def find_claimant(
    text: str, *, lang: str, blocked: Iterable[tuple[int, int]] = (), own_loss: bool = False
) -> Party | None:
    """The third party of the report, or None. With `own_loss` only a party that demands something counts."""
    words = PartyWords.of(lang)
    spans = list(blocked)
    own_thing = _OWN.search(text) and not _FOR_OTHERS.search(text)
    malus = _OWN_LOSS if own_loss else _OWN_THING if own_thing else 0.0
    candidates: dict[tuple[int, int], _Candidate] = {}
    found = [(*span, True) for span in find_names(text, words)]
    found.extend((*span, False) for span in _kinds(text, words))
    for start, end, named in found:
        if (start, end) in candidates or any(start < b and a < end for a, b in spans):
            continue
        value = text[start:end]
        if not named and words.german and _DOING.search(text[max(0, start - 8) : end]):
            continue
        generic = value.lower() in words.generic
        score = words.context.score(text, start, end, named=named, generic=generic)
        if named:
            score += name_score(text, value, start, words)
        elif (
            value.lower() in words.weak
            and score < 2.0
            and not _DETERMINED.search(text[max(0, start - 12) : start])
        ):
            score -= 0.9
        elif not words.heads.search(value):
            score -= 0.7
        score -= 0.4 * start / (len(text) + 1) + malus
        candidates[start, end] = _Candidate(value, start, end, named, generic, score)
    likeliest = sorted(candidates.values(), key=lambda each: -each.score)[:_COMPARED]
    best = max(_merged(likeliest, german=words.german), key=lambda each: each[0], default=None)
    if best is None or best[0] <= 0:
        return None
    score, party = best
    value = re.sub(r"^Herrn\b", "Herr", party.value)
    known_by_role = party.generic or not party.named
    return Party(value, party.start, party.end, round(min(0.95, 0.4 + score / 10), 3), known_by_role)


def _merged(candidates: Sequence[_Candidate], *, german: bool) -> Iterator[tuple[float, _Candidate]]:
    """What is said of "the trust" later on counts for "Ridgeway Learning Trust"; a kind inside a name is no candidate."""
    names = [each for each in candidates if each.named]
    for one in candidates:
        if not one.named and any(name.start <= one.start < name.end for name in names if " " in name.value):
            continue
        tokens = {token.lower().strip("'’s") for token in one.value.split()}
        score = one.score + sum(
            max(0.0, 0.6 * other.score)
            for other in candidates
            if other is not one
            and other.generic == one.generic
            and not one.start <= other.start < one.end
            and _mentions(other, one, tokens, german=german)
        )
        yield score, one


def _mentions(other: _Candidate, one: _Candidate, tokens: set[str], *, german: bool) -> bool:
    """Whether `other` is a shorter name of `one`, whose words are `tokens`."""
    head = other.head
    if head == one.head and len(other.value) <= len(one.value):
        return True
    if german and len(head) > 4 and any(token != head and token.endswith(head) for token in tokens):
        return True
    if not one.named:
        return False
    part = other.value.split()[0].lower().strip("'’s") in tokens and len(other.value) < len(one.value)
    return part or (not other.named and head in tokens)


def _kinds(text: str, words: PartyWords) -> Iterator[tuple[int, int]]:
    for found in words.heads.finditer(text):
        start, end = found.span(found.lastgroup or 0)
        noun = text[start:end].lower()
        if not words.german:
            tokens = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
            while len(tokens) > 1 and text[slice(*tokens[0])].lower() in words.plain:
                tokens = tokens[1:]
            start = tokens[0][0]
        own = noun in words.staff or (noun.split()[-1] in words.staff and noun not in words.kinds)
        if not own and not (words.german and noun in words.never):
            yield start, end
    for pattern in words.described:
        for found in pattern.finditer(text):
            if found.group("noun").split()[-1].lower() not in words.never:
                yield found.span("noun")
