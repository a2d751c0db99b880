"""Answers that say something of another field: "only with the letter", "policy number not at hand"."""

import re
from dataclasses import replace

from bot.claims.catalogue import Kind
from bot.claims.model import PLAIN, Change, Fact, SetBy, Source
from bot.claims.values import Period
from bot.extraction.replying import says
from bot.service.answers import deadline_said
from bot.service.answers.answering import NOT_THEN
from bot.service.answers.days_counted import counted_from
from bot.service.answers.demand_said import is_denied
from bot.service.answers.sums_said import as_guessed, as_said, left_open
from bot.service.answers.unasked import cause
from bot.service.corrections.denied import put_right
from bot.service.corrections.set_right import are_alike
from bot.service.hearing import OF_THE_LOSS, Hearing

_NOTICED, _DEMAND, _POLICY = "discovered_on", "claim_made_on", "policy_number"
_WITH_DEMAND = f"{_NOTICED} with {_DEMAND}"
"""Noted in the conversation while the day of the demand, with which the loss was noticed, is still to be told."""
_EVENT, _RELATION = "occurred_on", "claimant_relation"
_OF_RIGHTS, _BY_TYPE = "rights_infringement", 0.8
"""The kind of incident that makes a warning letter of a lawyer's, and how sure that is of a letter not called so."""
_KIND, _WITHDRAWN = "notice_kind", "demand_withdrawn"
_CAUSE = "caused_by"
_FEW = 9
"""Words of a piece that says when it was noticed."""
_AT_ONCE = re.compile(
    r"\b(?:gleich|sofort|direkt|umgehend|unmittelbar|at once|immediately|right away|straight ?away|instantly)\b",
    re.IGNORECASE,
)
_YES_FIRST = re.compile(
    r"^\W*(?:yes|yeah|yep|yup|aye|ja|jo|joa|jep|jawohl|klar|genau)\b(?: [^\W\d]+){0,4}\s?[.,;!–]",
    re.IGNORECASE,
)
_NO_FIRST = re.compile(
    r"^\W*(?:no|nope|nah|naw|nein|nee|nö|na|nei)\b(?: [^\W\d]+){0,4}\s?[.;!–]", re.IGNORECASE
)
"""An answer, before something else is set right; "no, it was Monday" answers nothing."""
_PARTS = re.compile(r"[.!?;,\n()–]+\s*|\s(?:and|und|but|aber)\s")
_PIECES = re.compile(r"[.!?;\n]+\s*")


def follow(hearing: Hearing, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """What the message implies beside its own `changes`, recorded; nothing replaces what somebody has said."""
    if hearing.message.pressed is not None:
        return (
            *_noticed_then(hearing),
            *_no_warning_letter(hearing, changes),
            *deadline_said.count(hearing, changes),
        )
    return (
        *_no_warning_letter(hearing, changes),
        *_has_no_policy(hearing),
        *_noticed_then(hearing),
        *_noticed_after(hearing),
        *_noticed_with_event(hearing, changes),
        *_answered_first(hearing, changes),
        *_demanded_no_more(hearing, changes),
        *put_right(hearing, changes),
        *_of_another(hearing, changes),
        *as_said(hearing, changes),
        *as_guessed(hearing, changes),
        *left_open(hearing),
        *_told_unasked(hearing, changes),
        *deadline_said.count(hearing, changes),
    )


def waits_for_demand(hearing: Hearing) -> bool:
    """Whether the day of notice was told as that of the demand, so that only the latter is to be asked for."""
    waits = _WITH_DEMAND in hearing.conversation.asked and not hearing.claim.knows(_NOTICED)
    return waits and _DEMAND in hearing.catalogue.missing(hearing.claim)


def _noticed_then(hearing: Hearing) -> tuple[Change, ...]:
    claim, asked, text = hearing.claim, hearing.asked, hearing.message.text
    demanded = hearing.catalogue.has(_DEMAND) and any(
        field.name == _DEMAND for field in hearing.catalogue.needed(claim)
    )
    if asked == _NOTICED and demanded and not claim.knows(_NOTICED) and says("with_demand", text):
        hearing.conversation.asked[_WITH_DEMAND] = 1
        hearing.told = True
    if _WITH_DEMAND not in hearing.conversation.asked or claim.knows(_NOTICED) or not claim.knows(_DEMAND):
        return ()
    day = claim.value(_DEMAND)
    source = Source(hearing.message.id)
    fact = Fact(_NOTICED, day if isinstance(day, Period) else None, SetBy.INSURED, hearing.at, 0.9, source)
    change = claim.record(fact)
    return (change,) if change else ()


def _told_unasked(hearing: Hearing, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Who caused it, told behind the answer to another question: "Kylie Watts. It was our field tech who set it out"."""
    if "?" in hearing.message.text or hearing.topics & OF_THE_LOSS:
        return ()
    if any(change.new.field == _CAUSE for change in changes):
        return ()
    fact = cause(hearing)
    change = hearing.claim.record(fact) if fact is not None else None
    return (change,) if change else ()


def _noticed_after(hearing: Hearing) -> tuple[Change, ...]:
    """ "Noticed at once", "gemerkt hab ich es am nächsten Tag": told beside the event, the day counts from it."""
    claim = hearing.claim
    known, event = claim.current(_NOTICED), claim.value(_EVENT)
    told = known is not None and (known.set_by is not SetBy.BOT or known.value is None)
    if told or not isinstance(event, Period) or not hearing.catalogue.has(_NOTICED):
        return ()
    for piece in _PARTS.split(hearing.message.text):
        if _NOTICED not in hearing.named_fields(piece) or len(piece.split()) > _FEW or NOT_THEN.search(piece):
            continue
        day = counted_from(piece, event, hearing.at.date()) or (event if _AT_ONCE.search(piece) else None)
        if day is not None:
            fact = Fact(_NOTICED, day, SetBy.INSURED, hearing.at, 0.9, Source(hearing.message.id))
            change = claim.record(fact)
            return (change,) if change else ()
    return ()


def _noticed_with_event(hearing: Hearing, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """A loss that was noticed on the day of the event still was when that day is set right to a later one."""
    moved = next((change for change in changes if change.new.field == _EVENT and change.old), None)
    noticed = hearing.claim.value(_NOTICED)
    told = any(change.new.field == _NOTICED for change in changes)
    if moved is None or moved.old is None or told or not isinstance(noticed, Period):
        return ()
    day = moved.new.value
    if moved.old.value != noticed or not isinstance(day, Period) or day.start <= noticed.start:
        return ()
    change = hearing.claim.record(Fact(_NOTICED, day, SetBy.INSURED, hearing.at, 0.8, moved.new.source))
    return (change,) if change else ()


def _answered_first(hearing: Hearing, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """ "Yes they do. Wait, it wasn't Monday, it was Tuesday": what sets something right may begin with the answer."""
    asked, claim = hearing.asked, hearing.claim
    corrects = any(change.old is not None and change.new.set_by is SetBy.INSURED for change in changes)
    known = claim.current(asked) if asked is not None else None
    if not corrects or asked is None or not hearing.catalogue.has(asked):
        return ()
    if known is not None and known.set_by is not SetBy.BOT:
        return ()
    field = hearing.catalogue.field(asked)
    yes, no = ("yes", "no") if field.kind is Kind.YES_NO else (field.affirm, field.deny)
    said = [
        value
        for value, pattern in ((yes, _YES_FIRST), (no, _NO_FIRST))
        if pattern.search(hearing.message.text)
    ]
    if len(said) != 1 or said[0] is None:
        return ()
    fact = Fact(asked, said[0], SetBy.INSURED, hearing.at, 0.9, Source(hearing.message.id))
    change = claim.record(fact)
    return (change,) if change else ()


def _no_warning_letter(hearing: Hearing, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """A lawyer’s letter that is a warning letter for the kind of incident alone is a demand while that is guessed, or another."""
    told = any(change.new.field in ("incident_type", _KIND) for change in changes)
    known, incident = hearing.claim.current(_KIND), hearing.claim.current("incident_type")
    if not told or known is None or known.value != "warning_letter":
        return ()
    guessed = incident is None or (incident.set_by is SetBy.BOT and incident.confidence < PLAIN)
    if incident is not None and incident.value == _OF_RIGHTS and not guessed:
        return ()
    if known.source is None or known.source.start is None or known.confidence > _BY_TYPE:
        # It was called so, or chosen.
        return ()
    change = hearing.claim.record(replace(known, value="demand", at=hearing.at))
    return (change,) if change else ()


def _demanded_no_more(hearing: Hearing, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """A demand that was withdrawn, or never made, is none: neither its day nor its sum is asked for any more."""
    withdrawn = any(change.new.field == _WITHDRAWN and change.new.value == "yes" for change in changes)
    if not (withdrawn or is_denied(hearing)) or hearing.claim.value(_KIND) != "demand":
        return ()
    fact = Fact(_KIND, "circumstance", SetBy.INSURED, hearing.at, 0.9, Source(hearing.message.id))
    change = hearing.claim.record(fact)
    return (change,) if change else ()


def _of_another(hearing: Hearing, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """How somebody stands to the insured says nothing of who is named in their place."""
    named = next((change for change in changes if change.new.field == "claimant" and change.old), None)
    told = any(change.new.field == _RELATION for change in changes)
    if named is None or named.old is None or told or hearing.claim.value(_RELATION) is None:
        return ()
    if are_alike(str(named.old.value), str(named.new.value)):
        return ()
    change = hearing.claim.record(Fact(_RELATION, None, SetBy.BOT, hearing.at, 1.0, named.new.source))
    return (change,) if change else ()


def _has_no_policy(hearing: Hearing) -> tuple[Change, ...]:
    """Who says beside a story that the number isn't at hand is not asked for it."""
    claim = hearing.claim
    if not hearing.catalogue.has(_POLICY) or claim.knows(_POLICY) or not claim.knows("description"):
        return ()
    if not any(says("no_policy", piece) for piece in _PIECES.split(hearing.message.text)):
        return ()
    change = claim.record(Fact(_POLICY, None, SetBy.INSURED, hearing.at, 0.9, Source(hearing.message.id)))
    return (change,) if change else ()
