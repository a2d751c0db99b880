"""Answers that say something of another field: "only with the letter", "policy number not at hand"."""

import re

from bot.claims.model import Change, Fact, SetBy, Source
from bot.claims.values import Period
from bot.extraction.replying import says
from bot.service.hearing import Hearing

_NOTICED, _DEMAND, _POLICY = "discovered_on", "claim_made_on", "policy_number"
_WITH_DEMAND = f"{_NOTICED} with {_DEMAND}"
"""Noted in the conversation while the day of the demand, with which the loss was noticed, is still to be told."""
_PIECES = re.compile(r"[.!?;\n]+\s*")


def follow(hearing: Hearing) -> tuple[Change, ...]:
    """What the message implies, recorded; nothing replaces what somebody has said."""
    if hearing.message.pressed is not None:
        return _noticed_then(hearing)
    return (*_has_no_policy(hearing), *_noticed_then(hearing))


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


def _has_no_policy(hearing: Hearing) -> tuple[Change, ...]:
    """Who says beside a story that the number isn't at hand is not asked for it."""
    claim = hearing.claim
    if not hearing.catalogue.has(_POLICY) or claim.knows(_POLICY) or not claim.knows("description"):
        return ()
    if not any(says("no_policy", piece) for piece in _PIECES.split(hearing.message.text)):
        return ()
    change = claim.record(Fact(_POLICY, None, SetBy.INSURED, hearing.at, 0.9, Source(hearing.message.id)))
    return (change,) if change else ()
