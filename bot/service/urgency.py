"""What must not wait: a person is told at once, and an attack that is going on gets the hotline before anything else."""

from bot.claims.clocks import Clock, clocks, next_for_insured, running_out
from bot.claims.model import Fact, SetBy, Source
from bot.claims.rules import Level
from bot.claims.severity import assess
from bot.conversations.model import HandoffReason
from bot.service import calls, handover
from bot.service.hearing import Hearing

_KIND, _EMERGENCY = "notice_kind", "cyber_emergency"
_AT_ONCE = {"tell_client": ("utter_tell_client", "client_informed")}
"""Clocks of which the insured hears as soon as they begin to run, and the question that says the same."""


def is_emergency(hearing: Hearing) -> bool:
    """Whether the message makes the notice an emergency that it was not before."""
    if HandoffReason.EMERGENCY in hearing.conversation.reasons:
        return False
    if "attack_now" in hearing.topics and hearing.claim.value(_KIND) in (None, "own_loss"):
        _call_it_emergency(hearing)
    return assess(hearing.claim, hearing.catalogue).level is Level.EMERGENCY


def _call_it_emergency(hearing: Hearing) -> None:
    """Better once too often: words such as "they are encrypting it as I type" decide, whatever else was read."""
    if hearing.catalogue.has(_KIND) and _EMERGENCY in hearing.catalogue.field(_KIND).choices:
        source = Source(hearing.message.id, 0, len(hearing.message.text))
        hearing.add(hearing.claim.record(Fact(_KIND, _EMERGENCY, SetBy.INSURED, hearing.at, 0.9, source)))


def call_for_help(hearing: Hearing) -> None:
    """The hotline first, then one question: where the people on duty can call."""
    hearing.conversation.hand_over(HandoffReason.EMERGENCY)
    hearing.result.say("utter_emergency", hotline=hearing.duty.hotline)
    calls.arrange_call(hearing)


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
        if clock.name not in _AT_ONCE or clock.settled or not hearing.once(f"clock {clock.name}"):
            continue
        response, question = _AT_ONCE[clock.name]
        asked = any(put.startswith(f"{question}/") for put in hearing.conversation.asked)
        # A question that is still to come says it by itself.
        if not asked and question not in hearing.catalogue.missing(hearing.claim):
            hearing.result.say(response)


def next_date(hearing: Hearing) -> Clock | None:
    """The next date that the insured has to keep once the notice is sent."""
    left = tuple(clock for clock in _clocks(hearing) if not clock.settled_by_notice)
    return next_for_insured(tuple(clock for clock in left if not clock.at_once), hearing.at)


def _clocks(hearing: Hearing) -> tuple[Clock, ...]:
    hours = hearing.duty.hours
    return clocks(hearing.claim, hearing.catalogue, hearing.claim.opened_at, hours.zone, hours.is_holiday)
