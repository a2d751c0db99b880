"""Whose address it is: that of the own boss is not the claimant's, and one that is said not to be theirs is taken off."""

import re
from dataclasses import replace

from bot.claims.contacts import emails, phones
from bot.claims.model import Change, Fact, SetBy
from bot.extraction.answers import is_given_name
from bot.extraction.found import Reading, Span, TextFound
from bot.service.hearing import Hearing

_OWN, _THEIRS = "insured_contact", "claimant_contact"
_PEOPLE = (
    r"(?:boss|manager(?:in)?|chef(?:in)?|colleague|kolleg(?:e|in|en)|partner(?:in)?|assistant|assistent(?:in)?"
    r"|secretary|sekretärin"
    r"|director|geschäftsführer(?:in)?|inhaber(?:in)?|vorgesetzte[rn]?|buchhalter(?:in)?|bookkeeper|husband|wife|mann"
    r"|frau|office|büro)"
)
_OURS = re.compile(
    rf"\b(?:my|our|meine?[mnrs]?|unsere?[mnrs]?|mei|mi(?:n|ni)?|üs\w*)\s+(?:[\w-]+\s+)?{_PEOPLE}\b"
    r"|\b(?:the|der|die) (?:boss|chef(?:in)?)\b",
    re.IGNORECASE,
)
_OTHER_SIDE = re.compile(
    r"\b(?:clients?|customers?|claimants?|lawyers?|solicitors?|attorneys?|other side|kund(?:e|in|en)|mandant\w*"
    r"|gegenseite|geschädigt\w*"
    r"|anw[aä]lt\w*|auftraggeber\w*)\b",
    re.IGNORECASE,
)
_REACH = 80
"""Characters before "his e-mail is" in which it is told whose."""
_NAME = re.compile(r"[^\W\d_]{3,}")
_NOT_THEIRS = re.compile(
    r"\b(?:not|n[’']t|nicht|ned|kein\w*|never)\b[^.!?\n]{0,40}\b(?:contact|kontakt|e-?mail|mail|address|adresse"
    r"|number|nummer|phone|telefon)\b"
    r"|\b(?:remove|delete|drop|take|streich\w*|lösch\w*|entfern\w*|nimm|nehmen)\b[^.!?\n]{0,60}\b(?:from|off|out|vom"
    r"|von|beim|bei|aus|raus|weg)\b",
    re.IGNORECASE,
)
_ADD_TO_OURS = re.compile(
    r"\b(?:add|put|take|move|schreib\w*|trag\w*|nimm|nehmen|gehört)\b[^.!?\n]{0,40}\b(?:ours?|mine|us|me|uns|unser\w*"
    r"|mir|meine?[mnrs]?)\b",
    re.IGNORECASE,
)


def with_owners(hearing: Hearing, reading: Reading) -> Reading:
    """The reading with addresses at those whose they are."""
    if not hearing.catalogue.has(_THEIRS):
        return reading
    held, own, words = hearing.claim.value(_THEIRS), reading.insured_contact, hearing.message.text
    if own is not None and own.value == held and _NOT_THEIRS.search(words) and not _is_for_us(words):
        return replace(reading, insured_contact=None)
    told = next((said for said in reading.stated if said.field == _THEIRS), None)
    if told is None or not isinstance(told.value, str):
        return reading
    text = hearing.message.text
    before = text[max(0, told.span.start - _REACH) : told.span.start]
    ours = _OURS.search(before) is not None
    if _OTHER_SIDE.search(before) or not (ours or _is_somebody_else(hearing, before)):
        return reading
    left = replace(reading, stated=tuple(said for said in reading.stated if said is not told))
    return _beside_ours(hearing, left, told.value, told.span) if ours else left


def _is_somebody_else(hearing: Hearing, before: str) -> bool:
    """Whether a person is named there by a first name that the claimant has not: "Duncan wants a letter, his e-mail is"."""
    claimant = str(hearing.claim.value("claimant") or "").casefold()
    given = [word for word in _NAME.findall(before.casefold()) if is_given_name(word)]
    return bool(given) and bool(claimant) and not any(word in claimant for word in given)


def taken_off(hearing: Hearing) -> tuple[Change, ...]:
    """An address that is said not to be the claimant's is none; with "that's my boss, add it to ours" it is one of ours."""
    held, text = (
        hearing.claim.value(_THEIRS) if hearing.catalogue.has(_THEIRS) else None,
        hearing.message.text,
    )
    if not isinstance(held, str) or hearing.story or not _NOT_THEIRS.search(text):
        return ()
    person = next((mail.split("@")[0].split(".")[0] for mail in emails(held)), "")
    named = bool(person) and re.search(rf"\b{re.escape(person)}\b", text, re.IGNORECASE) is not None
    if not (named or _THEIRS in hearing.named_fields() or held.casefold() in text.casefold()):
        return ()
    facts = [Fact(_THEIRS, None, SetBy.INSURED, hearing.at, 1.0, hearing.source)]
    if _is_for_us(text):
        known = hearing.claim.value(_OWN)
        both = [*emails(known), *phones(known)] if isinstance(known, str) else []
        if held not in both:
            facts.append(Fact(_OWN, ", ".join([*both, held]), SetBy.INSURED, hearing.at, 0.9, hearing.source))
    return tuple(change for fact in facts if (change := hearing.claim.record(fact)))


def _is_for_us(text: str) -> bool:
    return _OURS.search(text) is not None or _ADD_TO_OURS.search(text) is not None


def _beside_ours(hearing: Hearing, reading: Reading, value: str, span: Span) -> Reading:
    known = hearing.claim.value(_OWN)
    both = [*emails(known), *phones(known)] if isinstance(known, str) else []
    both = both if value in both else [*both, value]
    return replace(reading, insured_contact=TextFound(", ".join(both), 0.9, span))
