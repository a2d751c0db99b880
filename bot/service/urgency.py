"""What must not wait: a person is told at once, and an attack that is going on gets the hotline before anything else."""

from bot.claims.clocks import Clock, clocks, next_for_insured, running_out
from bot.claims.rules import Level
from bot.claims.severity import assess
from bot.conversations.model import HandoffReason
from bot.service import asides, handover
from bot.service.hearing import Hearing

_AT_ONCE = {"tell_client": "utter_tell_client"}
"""Clocks of which the insured hears as soon as they begin to run."""


def is_emergency(hearing: Hearing) -> bool:
    """Whether the message makes the notice an emergency that it was not before."""
    if HandoffReason.EMERGENCY in hearing.conversation.reasons:
        return False
    return assess(hearing.claim, hearing.catalogue).level is Level.EMERGENCY


def call_for_help(hearing: Hearing) -> None:
    """The hotline first, then one question: where the people on duty can call."""
    hearing.conversation.hand_over(HandoffReason.EMERGENCY)
    hearing.result.say("utter_emergency", hotline=hearing.duty.hotline)
    asides.ask_number(hearing)


def tell_a_person(hearing: Hearing) -> None:
    """What the catalogue's rules call urgent is told to a person as soon as it is known."""
    told = {HandoffReason.SEVERITY, HandoffReason.EMERGENCY} & set(hearing.conversation.reasons)
    if not told and assess(hearing.claim, hearing.catalogue).level is not Level.NORMAL:
        handover.to_person(hearing, HandoffReason.SEVERITY, say="utter_urgent")


def watch_clocks(hearing: Hearing) -> None:
    """Staff see a clock that runs out; what the insured has to do themselves is said once, when it comes up."""
    running = _clocks(hearing)
    if running_out(running, hearing.at):
        hearing.conversation.hand_over(HandoffReason.CLOCK)
    for clock in running:
        if clock.name in _AT_ONCE and not clock.settled and hearing.once(f"clock {clock.name}"):
            hearing.result.say(_AT_ONCE[clock.name])


def next_date(hearing: Hearing) -> Clock | None:
    """The next date that the insured has to keep once the notice is sent."""
    left = tuple(clock for clock in _clocks(hearing) if not clock.settled_by_notice)
    return next_for_insured(tuple(clock for clock in left if not clock.at_once), hearing.at)


def _clocks(hearing: Hearing) -> tuple[Clock, ...]:
    hours = hearing.duty.hours
    return clocks(hearing.claim, hearing.catalogue, hearing.claim.opened_at, hours.zone, hours.is_holiday)
