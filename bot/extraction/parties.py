"""Who suffered the loss or demands money.

Candidates are names (capitalised words), kinds of firms and persons ("a wedding photographer") and mere roles ("client").
What stands around each, its form and its place decide, and nobody at all is a candidate, too. Words are data in
`grammar/parties.*.yml`, their weights in `grammar/parties.weights.json` are learnt by `scripts/fit_parties.py`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.extraction.folded import fold
from bot.extraction.party_entities import Entity, find_entities
from bot.extraction.party_features import party_features
from bot.extraction.party_mentions import find_mentions
from bot.extraction.party_weights import probabilities
from bot.extraction.party_words import PartyWords

_LETTER_BY = re.compile(
    r"\b(?:\w*mahnung|\w*schreiben|\w*brief|mail|post|klage|\w*forderung)\s+(?:von|der|durch|seitens)\s+(?:der\s+|den\s+|einer\s+)?"
    r"(?P<lawyers>\w*kanzlei|rechtsanw[aä]lt\w*)\s+(?=[^\W\d_])"
)
"""Lawyers who write for somebody who is yet unnamed: "Abmahnung von Kanzlei Frommer"."""
_HERRN = re.compile(r"^Herrn\b")


@dataclass(frozen=True, slots=True)
class Party:
    """A person or firm as named in the text, at characters `start` to `end`; `confidence` is a probability."""

    value: str
    start: int
    end: int
    confidence: float
    generic: bool
    """A mere role or kind ("client", "clinic"): who it is, is still to be asked."""


def find_claimant(
    text: str, *, lang: str, blocked: Iterable[tuple[int, int]] = (), own_loss: bool = False
) -> Party | None:
    """The third party of the report, or None; `own_loss` says that the incident is a loss of the writer's own."""
    words = PartyWords.of(lang)
    lawyers = _writing_lawyers(text) if words.german else ()
    entities = find_entities(text, find_mentions(text, words, (*blocked, *lawyers)), german=words.german)
    if not entities:
        return None
    shares, nobody = probabilities(*party_features(text, entities, words, own_loss=own_loss))
    best = _best(entities, shares, nobody)
    if best is None:
        return None
    mention = entities[best].best
    value = _HERRN.sub("Herr", mention.value)
    return Party(value, mention.start, mention.end, round(shares[best], 3), not mention.named)


def _writing_lawyers(text: str) -> tuple[tuple[int, int], ...]:
    lower = fold(text)
    if "kanzlei" not in lower and "rechtsanw" not in lower:
        return ()
    return tuple(found.span("lawyers") for found in _LETTER_BY.finditer(lower))


def _best(entities: list[Entity], shares: list[float], nobody: float) -> int | None:
    """A mere role names nobody, so the two stand together against a party that is named."""
    roles = sum(share for entity, share in zip(entities, shares, strict=True) if entity.role)
    best = max(range(len(entities)), key=shares.__getitem__)
    if entities[best].role or shares[best] < roles + nobody:
        likeliest = max(
            (number for number, entity in enumerate(entities) if entity.role),
            key=shares.__getitem__,
            default=None,
        )
        return likeliest if likeliest is not None and shares[likeliest] >= nobody else None
    return best
