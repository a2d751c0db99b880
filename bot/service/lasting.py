"""Why a person is needed for as long as a claim is what it is, whatever they do about it."""

from datetime import datetime

from bot.claims.catalogue import Catalogue
from bot.claims.clocks import clocks, running_out
from bot.claims.model import Claim
from bot.claims.rules import Level
from bot.claims.severity import assess
from bot.conversations.model import HandoffReason
from bot.service.hours import Hours

_OF_LEVEL = {
    Level.NORMAL: (),
    Level.HIGH: (HandoffReason.SEVERITY,),
    Level.EMERGENCY: (HandoffReason.SEVERITY, HandoffReason.EMERGENCY),
}


def lasting_reasons(
    claim: Claim, catalogue: Catalogue, hours: Hours, at: datetime
) -> tuple[HandoffReason, ...]:
    """Those that hold at the time `at`."""
    running = clocks(claim, catalogue, claim.opened_at, hours.zone, hours.is_holiday)
    late = (HandoffReason.CLOCK,) if running_out(running, at) else ()
    return (*_OF_LEVEL[assess(claim, catalogue).level], *late)
