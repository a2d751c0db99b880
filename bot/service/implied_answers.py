"""Answers that say something of another field: "only with the letter", "policy number not at hand"."""

import re

from bot.claims.model import Change, Fact, SetBy, Source
from bot.claims.values import Period
from bot.extraction.replying import says
from bot.service.answering import NOT_THEN
from bot.service.days_counted import counted_from
from bot.service.hearing import Hearing

_NOTICED, _DEMAND, _POLICY = "discovered_on", "claim_made_on", "policy_number"
_WITH_DEMAND = f"{_NOTICED} with {_DEMAND}"
"""Noted in the conversation while the day of the demand, with which the loss was noticed, is still to be told."""
_EVENT = "occurred_on"
_FEW = 9
"""Words of a piece that says when it was noticed."""
_AT_ONCE = re.compile(
    r"\b(?:gleich|sofort|direkt|umgehend|unmittelbar|at once|immediately|right away|straight ?away|instantly)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[.!?;,\n()–]+\s*|\s(?:and|und|but|aber)\s")
_PIECES = re.compile(r"[.!?;\n]+\s*")


def follow(hearing: Hearing, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """What the message implies beside its own `changes`, recorded; nothing replaces what somebody has said."""
    if hearing.message.pressed is not None:
        return _noticed_then(hearing)
    return (
        *_has_no_policy(hearing),
        *_noticed_then(hearing),
        *_noticed_after(hearing),
        *_noticed_with_event(hearing, changes),
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


def _has_no_policy(hearing: Hearing) -> tuple[Change, ...]:
    """Who says beside a story that the number isn't at hand is not asked for it."""
    claim = hearing.claim
    if not hearing.catalogue.has(_POLICY) or claim.knows(_POLICY) or not claim.knows("description"):
        return ()
    if not any(says("no_policy", piece) for piece in _PIECES.split(hearing.message.text)):
        return ()
    change = claim.record(Fact(_POLICY, None, SetBy.INSURED, hearing.at, 0.9, Source(hearing.message.id)))
    return (change,) if change else ()
