"""Which date is the event, which its discovery, which the demand, by the conventions of the labelled reports.

Every date is scored for every role from the hints around it (`role_features`, `role_weights`); then the most likely
combination is taken in which no role has two dates and nothing is discovered or claimed before it happened.
"""

import itertools
import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.extraction.asked_days import heed_question
from bot.extraction.clauses import Clauses
from bot.extraction.cues import Cue
from bot.extraction.dates.rough import announces, days_within, is_stretch
from bot.extraction.due import owed_and_late
from bot.extraction.found import DateFound, Period
from bot.extraction.harm import tells_harm
from bot.extraction.role_features import Item, hint_features, with_rivals, words_around, words_nearer
from bot.extraction.role_weights import RoleWeights

ROLES = ("occurred_on", "discovered_on", "claim_made_on")
_OTHER = "other"
_RIVALRY = ("occur", "notice", "demand", "letter", "arrive", "work")
AT_MOST = 8
"""Dates that take part in the comparison of combinations; a longer text keeps its likeliest ones."""
_WRONG_ORDER = -3.0
_TO_COME = 5.0
"""Log odds against a date that is still to come."""
_DUE = 4.0
"""Log odds that a day on which something was due, and that was missed, is the event's, and the day it was done at last none."""
_SCENE = 3.0
"""Log odds that a day told before any harm is that of the event: a first message may only set the scene."""
_SOON = 75
"""Days within which the day of a date without a year comes again: "by 30 June" written in June is no June of last year."""
_HARDLY_A_DEMAND = -3.0
"""Log odds below which a day is that of no demand, though it is left over: a repair on the day the loss was noticed."""
_STORY = 21
"""Days between two dates of one story: an event, its discovery and the demand mostly follow close on one another."""
_UNKNOWN = "unknown_when"
"""The hint that nobody knows when it happened, wherever in the text: then no date is the event's."""
_WITHIN = 25
"""Characters between "at once" and the noticing."""
_BESIDE = 15
"""Hints on either side of "at once" among which the noticing is looked for."""
_NEGATION = 12
_DENIED = re.compile(
    r"\b(?:not|nicht|ned|net|nöd|nid|nobody|no one|niemand|kein\w*|never|nie)\b|n['’]t\b", re.IGNORECASE
)
_SHORT = 4
"""Days an event may last that was noticed at once, so that its first day is known."""
_NO_EVENT = re.compile(
    r"\b(?:(?:then|and|dann|und) (?:again|once more|wieder|nochmals?|noch ?einmal|erneut)(?: (?:on|am|the|last|letzten))*"
    r"|(?P<things>orders|bookings|entries|records|bestellungen|buchungen|einträge|aufträge) (?:since|seit)"
    r"(?: (?:dem|the|last|letztem))*"
    r"|(?P<mistaken>wrong|falsche[nrms]?"
    r"|had (?:it|that|this) (?:down|in|marked|written)(?: (?:for|as|on|the|my|our|calendar|diary))*"
    r"|(?:thought|assumed|believed|figured|reckoned)(?: that)?(?: (?:it|they|she|he|this|that|i|we))?"
    r"(?: (?:was|were|is|had|meant|said))?(?: (?:on|for|the|due|only|down))*"
    r"|(?:dacht\w*|glaubte\w*|meinte\w*|angenommen)[, ]+(?:(?:dass|es|das|sie|er|die|der) ){0,3}?"
    r"(?:wäre|sei|ist|war|wär)(?: (?:am|der|den|erst|auf))*)"
    r") ?(?=\S{0,6}\Z)",
    re.IGNORECASE,
)
"""Before a day on which it came again, since which what was lost had been gathered, or that was mixed up with the right one."""
_LEAD = 32
_LEAD_IN = 6
_GAPS = (1, 4, 14, 60)
"""Days between neighbouring dates that part the next day, the same week, a fortnight, a season and more."""
_YEAR = re.compile(r"\d{4}|['’]\d\d|last year|letzte[ns]? jahr|vorjahr|\d[./-]\d\d?[./-]\d\d", re.IGNORECASE)
_LED_IN = re.compile(
    r"(?:since|from|until|till|by|on|in|over|during|early|late|mid|seit|ab|bis|am|vom|im|in|an|zum|anfang|mitte|ende)\b",
    re.IGNORECASE,
)
"""A small word that begins a date tells its role: what is gone "since Friday" happened later."""


@dataclass(frozen=True, slots=True)
class DateRoles:
    """The date of each role, or None."""

    occurred_on: DateFound | None = None
    discovered_on: DateFound | None = None
    claim_made_on: DateFound | None = None


def assign_dates(
    text: str,
    dates: Sequence[DateFound],
    *,
    cues: Sequence[Cue],
    clauses: Clauses,
    today: date,
    asks: str | None = None,
    harm: tuple[int, int] = (0, 0),
    newest: int = 0,
) -> DateRoles:
    """Give the dates found in `text` (spans count from its start) their roles.

    `harm` is from where to where the first of several messages reaches that tells of harm, `newest` where the last begins.
    """
    roles = _likeliest(text, dates, cues, clauses, today, asks, harm, newest)
    rough = roles.occurred_on
    if rough is not None and (inside := days_within(rough, dates)):
        # "Last week was bad. On Wednesday I dropped it": what only announces a day is not weighed beside it.
        others = [each for each in dates if each.span != rough.span]
        exact = _likeliest(text, others, cues, clauses, today, asks, harm, newest)
        event, noticed = exact.occurred_on, roles.discovered_on
        told = event is not None and event.span in [each.span for each in inside]
        if told and event is not None and noticed is not None and event.span == noticed.span:
            # "In June somebody took it over. On Friday it was locked, so we noticed" tells two days.
            told = announces(text, rough, clauses)
        roles = exact if told else roles
    return roles


def _likeliest(
    text: str,
    dates: Sequence[DateFound],
    cues: Sequence[Cue],
    clauses: Clauses,
    today: date,
    asks: str | None,
    harm: tuple[int, int],
    newest: int,
) -> DateRoles:
    """The likeliest combination of roles for all of the dates."""
    features = date_features(text, dates, cues, clauses, today)
    scores = [RoleWeights.of("dates").log_probabilities(each) for each in features]
    heed_question(text, dates, features, scores, clauses=clauses, asks=asks, newest=newest)
    _favour_lasting(dates, scores)
    owed, late = owed_and_late(text, dates, clauses)
    for number, (found, score) in enumerate(zip(dates, scores, strict=True)):
        score["occurred_on"] += _DUE * (number in owed)
        for role in ROLES if number in late else ():
            score[role] -= _DUE
        if _to_come(text, found, today) or (len(dates) > 1 and _no_event(text, found, number == 0)):
            for role in ROLES:
                score[role] -= _TO_COME
    if any(
        harm[0] <= found.span.start < harm[1]
        and score["occurred_on"] == max(score.values())
        # "Monday I told the manager" tells of no harm, whatever else that message tells.
        and tells_harm(text[slice(*clauses.sentence_span(found.span.start))])
        for found, score in zip(dates, scores, strict=True)
    ):
        for number, (found, score) in enumerate(zip(dates, scores, strict=True)):
            score["occurred_on"] -= _SCENE * (found.span.start < harm[0] and number not in owed)
    considered = sorted(range(len(dates)), key=lambda number: scores[number][_OTHER])[:AT_MOST]
    # Order only ever costs, so a date that is likelier nothing than this role cannot be part of the best combination.
    candidates = [
        [
            None,
            *(
                number
                for number in considered
                if scores[number][role] > scores[number][_OTHER]
                and not (role == "claim_made_on" and scores[number][role] < _HARDLY_A_DEMAND)
            ),
        ]
        for role in ROLES
    ]
    best: tuple[float, tuple[int | None, ...]] = (-math.inf, (None, None, None))
    for choice in itertools.product(*candidates):
        taken = [number for number in choice if number is not None]
        if len(set(taken)) < len(taken):
            continue
        total = sum(
            scores[number][role] - scores[number][_OTHER]
            for role, number in zip(ROLES, choice, strict=True)
            if number is not None
        )
        if total <= best[0]:
            continue
        total += order([dates[number] if number is not None else None for number in choice])
        if total > best[0]:
            best = total, choice
    found_by_role = {
        role: _weighed(dates[number], scores[number][role])
        for role, number in zip(ROLES, best[1], strict=True)
        if number is not None
    }
    event = found_by_role.get("occurred_on")
    if event and asks is None and "discovered_on" not in found_by_role and _seen_at_once(text, cues, clauses):
        first = event.period.start
        if (event.period.end - first).days <= _SHORT:
            found_by_role["discovered_on"] = replace(event, period=Period(first, first), readings=())
    return DateRoles(**found_by_role)


def _seen_at_once(text: str, cues: Sequence[Cue], clauses: Clauses) -> bool:
    """Whether the text says that it was noticed on the spot: then its day is the day of the event."""
    for number, cue in enumerate(cues):
        if cue.name not in ("at_once", "witnessed"):
            continue
        if _DENIED.search(text, max(0, cue.start - _NEGATION), cue.start):
            continue
        sentence = clauses.at(cue.start).sentence
        if cue.name == "witnessed" or any(
            each.name == "notice"
            and max(each.start - cue.end, cue.start - each.end) <= _WITHIN
            and clauses.at(each.start).sentence == sentence
            for each in cues[max(0, number - _BESIDE) : number + _BESIDE]
        ):
            return True
    return False


def date_features(
    text: str, dates: Sequence[DateFound], cues: Sequence[Cue], clauses: Clauses, today: date
) -> list[dict[str, float]]:
    """What speaks for the roles of each date: hints around it, its age, and its place among the others."""
    items = [Item(found.span.start, found.span.end) for found in dates]
    to_come = [_to_come(text, found, today) for found in dates]
    past = [found for found, later in zip(dates, to_come, strict=True) if not later] or list(dates)
    earliest = min((found.period.start for found in past), default=today)
    latest = max((found.period.end for found in past), default=today)
    hints = hint_features(items, cues, clauses)
    days = sorted({found.period.start for found in dates})
    told = sorted({found.period.start for found in past})
    unknown = any(cue.name == _UNKNOWN for cue in cues)
    result = []
    for number, found in enumerate(dates):
        features = hints[number]
        age = (today - found.period.end).days
        length = (found.period.end - found.period.start).days
        place = days.index(found.period.start)
        flags = {
            "always": True,
            "first": number == 0,
            "last": number == len(dates) - 1,
            "only": len(dates) == 1,
            "earliest": found.period.start == earliest and len(dates) > 1,
            "latest": found.period.end == latest and len(dates) > 1,
            "today": age == 0 and length == 0,
            "week": 0 < age <= 7,
            "old": age > 120 and not to_come[number],
            "very_old": age > 400,
            "future": to_come[number] or age < 0,
            "nobody_knows": unknown,
            "period": 0 < length <= 20,
            "long_period": length > 20,
            "soon_after": place > 0 and (days[place] - days[place - 1]).days <= _STORY,
            "soon_before": place + 1 < len(days) and (days[place + 1] - days[place]).days <= _STORY,
        }
        features.update({name: 1.0 for name, value in flags.items() if value})
        if not to_come[number]:
            features.update(dict.fromkeys(_gaps(told, told.index(found.period.start)), 1.0))
        features.update(dict.fromkeys(words_around(text, items[number]), 1.0))
        features.update(dict.fromkeys(words_nearer(text, items[number], clauses), 1.0))
        if led_in := _LED_IN.match(text, found.span.start):
            features[f"={led_in.group().lower()}"] = 1.0
        result.append(features)
    return with_rivals(result, _RIVALRY)


def _gaps(days: Sequence[date], place: int) -> Iterator[str]:
    """How long after the day before it, and before the next one, the day at `place` comes."""
    if place > 0:
        yield f"after_{bisect_left(_GAPS, (days[place] - days[place - 1]).days)}"
    if place + 1 < len(days):
        yield f"before_{bisect_left(_GAPS, (days[place + 1] - days[place]).days)}"


def _favour_lasting(dates: Sequence[DateFound], scores: Sequence[dict[str, float]]) -> None:
    """Of an event that lasted from one day to another no single day of it is the event."""
    for number, lasting in enumerate(dates):
        if scores[number]["occurred_on"] <= scores[number][_OTHER] or not is_stretch(lasting):
            continue
        for found, score in zip(dates[number + 1 :], scores[number + 1 :], strict=True):
            if found.period.is_day and lasting.period.start <= found.period.start <= lasting.period.end:
                score["occurred_on"] -= _DUE


def order(chosen: Sequence[DateFound | None]) -> float:
    """What a combination of dates, one or None for each of `ROLES`, loses by its order in time; 0 or less."""
    return sum(
        _WRONG_ORDER
        for earlier, later in itertools.combinations(chosen, 2)
        if earlier and later and earlier.period.start > later.period.end
    )


def _no_event(text: str, found: DateFound, first: bool) -> bool:
    """Whether it is the day of a second time, or one since which things had been gathered; the first date is no second time."""
    start = found.span.start
    lead = _NO_EVENT.search(text, max(0, start - _LEAD), start + _LEAD_IN)
    return bool(lead and lead.start() < start and (lead["things"] or lead["mistaken"] or not first))


def _to_come(text: str, found: DateFound, today: date) -> bool:
    """Whether the day is to come, also where it was taken for the one nearly a year ago."""
    if found.future:
        return True
    if (today - found.period.end).days <= 365 - _SOON:
        return False
    start = max(0, found.span.start - 14)
    return (today - found.period.end).days < 366 and not _YEAR.search(text[start : found.span.end + 6])


def _weighed(found: DateFound, log_probability: float) -> DateFound:
    return replace(
        found, confidence=round(found.confidence * (0.5 + 0.5 * math.exp(min(0.0, log_probability))), 3)
    )
