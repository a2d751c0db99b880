"""What must not wait: a person is told at once, and an attack that is going on gets the hotline before anything else."""

import re

from bot.claims.clocks import Clock, clocks, next_for_insured, running_out
from bot.claims.model import Fact, SetBy
from bot.claims.rules import Level
from bot.claims.severity import assess
from bot.claims.values import Period
from bot.conversations.model import HandoffReason
from bot.extraction.asked import find_asked
from bot.extraction.attack import RECENT, Attack, find_attack, says_it_goes_on
from bot.service import calls, handover
from bot.service.answers import court_said
from bot.service.deadlines_near import is_near
from bot.service.hearing import CONFIRM, Hearing

_KIND, _EMERGENCY = "notice_kind", "cyber_emergency"
_TYPE, _OWN, _AT_CLIENT, _GOES_ON = "incident_type", "own_cyber_loss", "security_incident", "ongoing"
_RIGHT = (
    r"(?:right|correct|fine|ok(?:ay)?|good|better|complete|accurate|perfect|true|stimm\w*|pass\w*|richtig"
    r"|korrekt|gut|besser|vollständig"
    r"|in ordnung|bassd)"
)
_RIGHT_NOW = re.compile(
    rf"\b{_RIGHT}\W+(?:(?:so|for|all|right|alles)\W+)?(?:now|jetzt|jetz|etz|im moment|momentan)\b"
    rf"|\b(?:now|jetzt|jetz|etz|im moment)\W+(?:(?:ist|is|it['’]?s|it|es|alles|das|all|that['’]?s|so|looks"
    rf"|everything)\W+){{0,3}}{_RIGHT}\b"
    r"|\b(?:is|it['’]?s|that['’]?s|looks) right now\b",
    re.IGNORECASE,
)
_AT_ONCE = {"tell_client": ("utter_tell_client", "client_informed")}
"""Clocks of which the insured hears as soon as they begin to run, and the question that says the same."""


def is_emergency(hearing: Hearing) -> bool:
    """Whether the message makes the notice an emergency that it was not before."""
    if HandoffReason.EMERGENCY in hearing.conversation.reasons:
        return False
    attack = _attack(hearing)
    if attack is not None:
        _call_it_emergency(hearing, attack)
        return True
    return assess(hearing.claim, hearing.catalogue).level is Level.EMERGENCY


def _attack(hearing: Hearing) -> Attack | None:
    """The attack that the message tells of, or says of one told before that it goes on, with no word of its end."""
    claim, text = hearing.claim, _without_assent(hearing)
    kind, day, today = claim.value(_TYPE), claim.value("occurred_on"), hearing.at.date()
    if (
        hearing.message.pressed is not None
        or not hearing.catalogue.has(_KIND)
        or claim.value(_GOES_ON) == "no"
    ):
        return None
    dates = hearing.reading.dates if hearing.reading is not None else ()
    at_client = kind == _AT_CLIENT
    attack = find_attack(text, today=today, dates=dates, at_client=at_client)
    if attack is None and kind in (_OWN, _AT_CLIENT) and hearing.asked is not None and says_it_goes_on(text):
        attack = Attack(at_client, stated=True)
    old = isinstance(day, Period) and day.end < today - RECENT
    return None if attack is None or (old and not attack.stated) else attack


def _without_assent(hearing: Hearing) -> str:
    """The text without a "now" at which the summary is found right: "that's right now, but the number is missing"."""
    text = hearing.message.text
    for asked in find_asked(text):
        if asked.topic in ("why_urgent", "contacted"):
            # Nor does who asks why it is urgent say that it is.
            text = text[: asked.start] + " " * (asked.end - asked.start) + text[asked.end :]
    if hearing.asked != CONFIRM:
        return text
    return _RIGHT_NOW.sub(lambda found: " " * len(found.group()), text)


def _call_it_emergency(hearing: Hearing, attack: Attack) -> None:
    """Better once too often: the words of an attack decide, whatever else was read."""
    claim, source = hearing.claim, hearing.source
    facts = {} if claim.knows("description") else {"description": hearing.message.text.strip()}
    if attack.stated and claim.value(_TYPE) is not None:
        facts[_GOES_ON] = "yes"
    if not attack.on_client and _EMERGENCY in hearing.catalogue.field(_KIND).choices:
        facts[_KIND] = _EMERGENCY
        if not claim.knows(_TYPE):
            facts[_TYPE] = _OWN
            doubts = hearing.conversation.doubts
            hearing.conversation.doubts = tuple(doubt for doubt in doubts if doubt.field != _TYPE)
    for name, value in facts.items():
        hearing.add(claim.record(Fact(name, value, SetBy.INSURED, hearing.at, 0.9, source)))


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
    papers = court_said.COURT_PAPERS
    served = papers in hearing.heard.fields and hearing.claim.value(papers) == "yes"
    if (
        served
        and any(entry.name == papers for entry in hearing.catalogue.needed(hearing.claim))
        and hearing.once("court papers")
    ):
        hearing.result.say("utter_court_papers")


def is_urgent(hearing: Hearing) -> bool:
    """Whether staff were called for an attack, for what the catalogue calls urgent, or for a deadline in a day or two."""
    called = {HandoffReason.SEVERITY, HandoffReason.EMERGENCY} & set(hearing.conversation.reasons)
    return bool(called) or is_near(hearing)


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
