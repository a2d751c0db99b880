"""Which of the days in an answer are kept, and as what."""

from typing import Any

from bot.claims.catalogue import Kind
from bot.claims.model import SetBy
from bot.claims.values import Period
from bot.extraction.found import DateFound, Reading
from bot.extraction.harm import tells_harm
from bot.extraction.replying import says
from bot.service.answers import demand_said
from bot.service.answers.replacing import DATES, corrects
from bot.service.hearing import Hearing

_EVENT, _DEMANDED_ON = "occurred_on", "claim_made_on"
_WITH_DAYS_OF_THEIR_OWN = (Kind.YES_NO, Kind.CHOICE, Kind.TEXT, Kind.COUNT, Kind.NUMBER)
_OF_THE_LOSS = frozenset({"description", "incident_type", "notice_kind", "caused_by"})
"""Questions about the loss itself, where days are such of the loss; at any other a day is that of what was asked about."""


def days_said(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """A day in an answer to another question replaces no day that is known; the only one said is the one asked for."""
    found = [name for name in DATES if getattr(reading, name) is not None]
    if found and _tells_of_the_answer(hearing, reading):
        return dict.fromkeys(found)
    if hearing.asked == _DEMANDED_ON and demand_said.is_own_act(hearing, reading):
        # "I handed the manual in on 20 August" tells again when it happened.
        return {_DEMANDED_ON: None}
    first_told = _tells_event(hearing, reading)
    if first_told:
        found.remove(_EVENT)
    if len(found) == 1 and found[0] != _DEMANDED_ON:
        day: DateFound = getattr(reading, found[0])
        if (
            demand_said.is_told(hearing, reading)
            or demand_said.dates_demand(hearing, reading, day)
            or demand_said.comes_with_demand(hearing, reading)
        ):
            return {_DEMANDED_ON: day, found[0]: None}
    if hearing.asked in DATES and len(found) == 1 and found[0] != hearing.asked:
        said = [name for name in hearing.named_fields() if name in DATES]
        if hearing.claim.knows(found[0]) and not said and not corrects(hearing, found[0]):
            return {hearing.asked: getattr(reading, found[0]), found[0]: None}
    return _one_day(hearing, reading, found) | days_kept(hearing, reading)


def _one_day(hearing: Hearing, reading: Reading, found: list[str]) -> dict[str, Any]:
    """Days read from the one that answers the question: "it was in the post on the 4th, I saw my mistake that evening"."""
    answer: DateFound | None = getattr(reading, hearing.asked) if hearing.asked in DATES else None
    if answer is None or says("corrects", hearing.message.text):
        return {}
    others = [name for name in found if name != hearing.asked and getattr(reading, name) is not None]
    return {
        name: None
        for name in others
        if getattr(reading, name).period == answer.period and _told(hearing, name, answer.period)
    }


def days_kept(hearing: Hearing, reading: Reading) -> dict[str, Any]:
    """Nor does a story that goes on, unless it says so, or tells only now what went wrong."""
    first_told = _tells_event(hearing, reading)
    return {
        name: None
        for name in DATES
        if name != hearing.asked
        and not (first_told and name == _EVENT)
        and getattr(reading, name) is not None
        and _told(hearing, name, getattr(reading, name).period)
        and not corrects(hearing, name)
    }


def _tells_event(hearing: Hearing, reading: Reading) -> bool:
    """Whether a message tells of the harm first, on a day that does not answer another question."""
    event: DateFound | None = reading.occurred_on
    answer: DateFound | None = getattr(reading, hearing.asked) if hearing.asked in DATES else None
    # "It surfaced on the 10th, they shut all the showers" tells when it was noticed.
    answers = event is not None and answer is not None and answer.period == event.period
    return event is not None and not answers and _tells_first_harm(hearing, event.period)


def _tells_first_harm(hearing: Hearing, new: Period) -> bool:
    """Whether an answer tells of the harm and the story before did not: the day told there is that of a job, say."""
    told, known = hearing.claim.current("description"), hearing.claim.current(_EVENT)
    if told is None or known is None or not isinstance(told.value, str):
        return False
    if told.source is None or known.source is None or told.source.message != known.source.message:
        # A day that was asked for is the event's, whatever it is called.
        return False
    later = isinstance(known.value, Period) and known.value.end < new.start
    return later and not tells_harm(told.value) and tells_harm(hearing.message.text)


def _tells_of_the_answer(hearing: Hearing, reading: Reading) -> bool:
    """Whether a day is that of what was asked about: "yes, I rang her last night" to whether the client was told."""
    asked = hearing.asked
    if asked is None or not hearing.catalogue.has(asked) or any(corrects(hearing, name) for name in DATES):
        return False
    own = asked not in _OF_THE_LOSS and hearing.catalogue.field(asked).kind in _WITH_DAYS_OF_THEIR_OWN
    return own and not (reading.amounts or says("they_want", hearing.message.text))


def _told(hearing: Hearing, name: str, new: Period) -> bool:
    """Whether a person told a day of which the new one is no closer account."""
    fact = hearing.claim.current(name)
    if fact is None or not isinstance(known := fact.value, Period) or fact.set_by is SetBy.BOT:
        return False
    return known == new or not (known.start <= new.start and new.end <= known.end)
