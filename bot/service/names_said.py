"""Names that only the conversation gives a place: one that sets another right, and one that was not understood before."""

import re
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from bot.claims.catalogue import Kind
from bot.claims.model import Fact, SetBy, Source
from bot.extraction.found import Reading, TextFound
from bot.service.hearing import CONFIRM, TELLING, Hearing
from bot.service.side_questions import POINT

_NAMES = ("claimant", "insured_name")
_ALIKE = 0.7
"""Share of letters from which one name is another spelling of the other."""
_BESIDE = 2
"""Words beside a name that leave it a bare one: "no, Bolt Ltd"."""
_PIECES = re.compile(r"[.,;:!…]+\s+|[,;:!…]+")
_PARTICLES = frozenset(
    {"von", "van", "de", "der", "den", "da", "di", "du", "la", "le", "zu", "zum", "el", "al", "bin", "&"}
)
_MOST_WORDS = 5


def placed(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """At the summary a bare name is for the field that holds one like it, or that was just said; else it is asked about."""
    own = [name for name in _NAMES if getattr(reading, name) is not None]
    if hearing.asked != CONFIRM or hearing.story or len(own) != 1 or hearing.named_fields():
        return {}
    found: TextFound = getattr(reading, own[0])
    if len(hearing.message.text.split()) > len(found.value.split()) + _BESIDE:
        return {}
    known = {name: value for name in _NAMES if isinstance(value := hearing.claim.value(name), str)}
    alike = [name for name, value in known.items() if _is_like(value, found.value)]
    said = [name for name in known if name in hearing.conversation.said]
    meant = next((names for names in (alike, said) if len(names) == 1), list(known))
    if len(meant) == 1:
        return {own[0]: None, meant[0]: replace(found, generic=False)}
    if len(meant) > 1:
        hearing.conversation.aside = {"value": found.value, "fields": meant}
        hearing.conversation.asks = POINT
        return {own[0]: None}
    return {}


def is_own(hearing: Hearing, reading: Reading) -> bool:
    """Whether the name in an answer to "what is your name?" is that, however it reads."""
    known = isinstance(hearing.claim.value("claimant"), str) and "claimant" not in hearing.named_fields()
    found = reading.claimant is not None and reading.insured_name is None
    return hearing.asked == "insured_name" and found and known


def at_their_word(hearing: Hearing) -> Fact | None:
    """The answer to a question for a name that is put once more: whoever writes like a name then has written one."""
    asked, text = hearing.asked, hearing.message.text
    if (
        asked is None
        or not hearing.catalogue.has(asked)
        or hearing.catalogue.field(asked).kind is not Kind.NAME
    ):
        return None
    if hearing.message.pressed is not None or not hearing.conversation.misunderstood or "?" in text:
        return None
    if hearing.intent not in (*TELLING, "nlu_fallback", "out_of_scope", "greet"):
        return None
    names = [name for piece in _PIECES.split(text) if (name := _name_in(piece))]
    if not names:
        return None
    name = max(names, key=lambda each: len(each.split()))
    return Fact(asked, name, SetBy.INSURED, hearing.at, 0.5, Source(hearing.message.id, 0, len(text)))


def _is_like(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= _ALIKE


def _name_in(piece: str) -> str:
    """The words of a piece from its first capital on, if all of them look like parts of a name."""
    words = piece.strip(" .!?\"“”„'").split()
    while words and not words[0][:1].isupper():
        words.pop(0)
    fits = all(word[:1].isupper() or word.lower() in _PARTICLES for word in words)
    plain = not any(letter.isdigit() or letter == "@" for letter in piece)
    return " ".join(words) if words and fits and plain and len(words) <= _MOST_WORDS else ""
