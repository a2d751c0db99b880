"""The insured's own firm: kept for itself, and never who has the loss; a claimant that it had become is taken back."""

import re
from dataclasses import replace
from typing import Any

from bot.claims.model import Fact, SetBy
from bot.extraction.answers import answer_text
from bot.extraction.found import Reading, Span, TextFound
from bot.extraction.own_firms import find_firm_spoken_of, find_holder
from bot.extraction.replying import says
from bot.service.corrections.set_right import are_alike
from bot.service.hearing import TELLING, Hearing

OWN_FIRM = "insured_firm"
_CLAIMANT, _NAME = "claimant", "insured_name"
_OF_OTHERS = frozenset({None, "description", _CLAIMANT, "claimant_contact", "claimant_relation", "caused_by"})
"""Questions to which "the firm is called …" speaks of somebody else's firm."""
_SURE = 0.9
_NONE = re.compile(
    r"\b(?:no|none|nope|don[’']?t|haven[’']?t|kein\w*|nein|nee|freelanc\w*|self[- ]?employed|selbst(?:st)?ändig\w*"
    r"|freiberuf\w*|allein\w*|alone"
    r"|just me|only me|nur ich|sole trader|einzelunternehm\w*|privat\w*)\b",
    re.IGNORECASE,
)
"""Who has no firm has none to name."""
_SENTENCE = re.compile(r"[.!?]\s+|\n")


def with_own_firm(hearing: Hearing, reading: Reading) -> Reading:
    """The reading with the insured's own firm in its place and nowhere else."""
    if not hearing.catalogue.has(OWN_FIRM):
        return reading
    firm = reading.insured_firm or _spoken_of(hearing) or _answered(hearing)
    if firm is None:
        return replace(reading, claimant=None) if _is_known_firm(hearing, reading.claimant) else reading
    changed: dict[str, Any] = {OWN_FIRM: firm}
    if reading.claimant is not None and _is_same(reading.claimant, firm):
        changed[_CLAIMANT] = None
    if reading.insured_name is not None and _is_same(reading.insured_name, firm):
        changed[_NAME] = None
    if (
        reading.ongoing is not None
        and hearing.asked != "ongoing"
        and _in_one_sentence(hearing, reading.ongoing, firm)
    ):
        # "Our firm is still not in it" tells of the summary.
        changed["ongoing"] = None
    held = hearing.claim.value(_CLAIMANT)
    if isinstance(held, str) and are_one(held, firm.value):
        changed[_CLAIMANT] = _instead(hearing, firm, changed.get(_CLAIMANT, reading.claimant))
        if changed[_CLAIMANT] is None:
            # Who it is instead is asked for.
            hearing.claim.record(Fact(_CLAIMANT, None, SetBy.INSURED, hearing.at, 1.0, hearing.source))
            hearing.withdrawn = (*hearing.withdrawn, _CLAIMANT)
    return replace(reading, **changed)


def are_one(one: str, other: str) -> bool:
    """Whether two names are one firm's, be it that one is the shorter or spelt otherwise."""
    return are_alike(one, other) or are_alike(other, one)


def _instead(hearing: Hearing, firm: TextFound, read: TextFound | None) -> TextFound | None:
    """Who has the loss in the place of the firm: who is named now, as fully as before, else who it was before."""
    facts = (fact.value for fact in reversed(hearing.claim.facts) if fact.field == _CLAIMANT)
    before = [value for value in facts if isinstance(value, str) and not are_one(value, firm.value)]
    if read is not None:
        longer = (value for value in before if value.casefold().startswith(f"{read.value.casefold()} "))
        return replace(read, value=next(longer, read.value))
    return TextFound(before[0], _SURE, _whole(hearing)) if before else None


def _is_same(found: TextFound, firm: TextFound) -> bool:
    within = bool(
        found.span
        and firm.span
        and found.span.message == firm.span.message
        and found.span.start < firm.span.end
        and firm.span.start < found.span.end
    )
    return within or are_one(found.value, firm.value)


def _is_known_firm(hearing: Hearing, found: TextFound | None) -> bool:
    """Whether the name in a message is that of the own firm, and is not said to be the claimant's."""
    known = hearing.claim.value(OWN_FIRM)
    named = isinstance(known, str) and found is not None and are_one(known, found.value)
    return named and _CLAIMANT not in hearing.named_fields()


def _spoken_of(hearing: Hearing) -> TextFound | None:
    """The firm that is spoken of where only the own one can be meant: "die Firma heißt Blickfang" to the summary."""
    known = isinstance(hearing.claim.value(_CLAIMANT), str) or hearing.asked == OWN_FIRM
    if hearing.story or not known or hearing.asked in _OF_OTHERS:
        return None
    text, held = hearing.message.text, hearing.claim.value(_CLAIMANT)
    place = find_firm_spoken_of(text) or (find_holder(text) if hearing.asked == "policy_number" else None)
    found = _found(hearing, *place) if place else None
    # "The company is called Bolt Bakery Ltd" tells more exactly who has the loss.
    same = found is not None and isinstance(held, str) and are_one(held, found.value)
    return None if same else found


def _answered(hearing: Hearing) -> TextFound | None:
    """The bare answer to the question for it."""
    text = hearing.message.text
    if (
        hearing.asked != OWN_FIRM
        or hearing.intent not in (*TELLING, "nlu_fallback", "out_of_scope")
        or says("asks", text)
        or _NONE.search(text)
    ):
        return None
    found = answer_text(_CLAIMANT, text)
    return _found(hearing, found.span.start, found.span.end) if found and found.span else None


def has_none(hearing: Hearing) -> Fact | None:
    """That there is no firm to name: "don't have one, freelance"."""
    text = hearing.message.text
    typed = hearing.asked == OWN_FIRM and hearing.message.pressed is None and hearing.intent != "affirm"
    if not typed or "?" in text or not _NONE.search(text):
        return None
    return Fact(OWN_FIRM, None, SetBy.INSURED, hearing.at, 1.0, hearing.source)


def _found(hearing: Hearing, start: int, end: int) -> TextFound:
    last = max(len(hearing.understood.read) - 1, 0)
    return TextFound(hearing.message.text[start:end], _SURE, Span(last, start, end))


def _whole(hearing: Hearing) -> Span:
    return Span(max(len(hearing.understood.read) - 1, 0), 0, len(hearing.message.text))


def _in_one_sentence(hearing: Hearing, one: TextFound, other: TextFound) -> bool:
    if one.span is None or other.span is None or hearing.story:
        return False
    start, end = sorted((one.span.start, other.span.start))
    return _SENTENCE.search(hearing.message.text, start, end) is None
