"""What the open question is worth to the days in a text: a day in the answer to it most likely is the one asked for."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.extraction.clauses import Clauses
from bot.extraction.found import DateFound
from bot.extraction.replying import last_before

_ASKED = 4.0
"""Log odds that a date belongs to the field that was asked for."""
_ASKED_SHORTLY = 9.0
"""The same in a mere answer ("das war am 4. März"): what its words suggest of other roles hardly counts."""
_SHORT_ANSWER = 60
_PARAGRAPH = "\n\n"
_AT_ONCE_SAID = 12
"""Characters before a day with which an answer opens: "Tuesday morning, the tills wouldn't start"."""
_HOW_LONG = re.compile(
    r"\b(?:until|till?|up to|up until|bis)\b(?: (?:the|on|zum|den|dem|late|early|spät))*\s*\Z", re.IGNORECASE
)
_OPENS_HOW_LONG = re.compile(r"(?:until|till?|up to|bis)\b", re.IGNORECASE)
_LEAD = 32
"""Characters before a day in which it is looked for what it ends."""
_LATER = 2.5
"""What a day in a later sentence of an answer than that of the first day loses."""
_SAID_OF = 40
"""Characters between what is wanted and since when: "they want money since this morning"."""
_SPEAKS_AGAINST = {
    "occurred_on": ("notice", "demand", "letter"),
    "discovered_on": ("demand", "happen"),
    "claim_made_on": ("notice", "happen"),
}
"""Hints that an answer is about another field than the one asked for: "noticed it on Sunday"."""
_CLEAR_HINT = 0.3
_OPENING = 100
"""Characters with which a message opens."""
_MOMENT = re.compile(
    r"\W{0,3}(?:(?:it was|das war|war|only|erst|just|gleich|right|halt|eben) )*"
    r"(?:when|as|once|after|because|als|wie|wo|nachdem|sobald|weil|da|durch|from|through|via|by)\b",
    re.IGNORECASE,
)
"""What tells, behind a day, at which moment it was: "on Monday, when their letter came" is no day of another role."""
_LONG_ANSWER = 160
"""Characters from which an answer is a report of its own and the question counts for less."""


def heed_question(
    text: str,
    dates: Sequence[DateFound],
    features: Sequence[Mapping[str, float]],
    scores: Sequence[dict[str, float]],
    *,
    clauses: Clauses,
    asks: str | None,
    newest: int,
) -> None:
    """Add to the scores of each date, log odds by role, what the question for `asks` says of it.

    `features` are the hints around each date; the last of several messages begins at `newest`.
    """
    if asks not in _SPEAKS_AGAINST or not dates:
        return
    answers = list(_answering(text, dates, features, clauses, asks))
    for found, score, answer in zip(dates, scores, answers, strict=True):
        # Where a story goes on after a question, the day it opens with answers that.
        opens = 0 < newest <= found.span.start < newest + _OPENING
        score[asks] += answer * _worth(_LONG_ANSWER if opens else len(text))
    if not answers[0]:
        return
    _heed_order(text, dates, scores, clauses, asks)
    for found, score, answer in zip(dates[1:], scores[1:], answers[1:], strict=True):
        if answer and asks != "claim_made_on" and found.period == dates[0].period:
            # "On the 19th a buyer rang them, and they called me the same day" names no demand.
            score["claim_made_on"] -= _ASKED


def _answering(
    text: str,
    dates: Sequence[DateFound],
    features: Sequence[Mapping[str, float]],
    clauses: Clauses,
    asks: str,
) -> Iterator[bool]:
    """Whether the question for `asks` may be the one that each of the dates answers.

    Of an only day in the first clause that clause alone tells: "on 3 August, I checked the stamp" dates the letter.
    """
    against, only = _SPEAKS_AGAINST[asks], len(dates) == 1
    for found, hints in zip(dates, features, strict=True):
        own = only and clauses.index_at(found.span.start) == 0
        names = [hint + side for hint in against for side in "<>"] if own else against
        moment = _MOMENT.match(text, found.span.end) is not None
        clear = moment or not any(hints.get(name, 0.0) > _CLEAR_HINT for name in names)
        yield clear and (only or not _says_how_long(text, found))


def _says_how_long(text: str, found: DateFound) -> bool:
    """Whether a day ends a time: "up to this morning it was dead" tells not when that was noticed."""
    start = found.span.start
    led = _HOW_LONG.search(text, max(0, start - _LEAD), start)
    return led is not None or _OPENS_HOW_LONG.match(text, start) is not None


def _worth(length: int) -> float:
    """Log odds that a date in an answer of so many characters is the one asked for."""
    return _ASKED_SHORTLY if length <= _SHORT_ANSWER else _ASKED * min(1.0, _LONG_ANSWER / length)


def _heed_order(
    text: str,
    dates: Sequence[DateFound],
    scores: Sequence[dict[str, float]],
    clauses: Clauses,
    asks: str,
) -> None:
    """What is asked for comes first: in an answer a day in a later sentence tells of something else, a demand if that is said."""
    if len(dates) < 2 or _PARAGRAPH in text:
        # A story of several messages answers nothing first.
        return
    if dates[0].span.start <= _AT_ONCE_SAID and len(text) <= _LONG_ANSWER:
        scores[0][asks] += _ASKED
    first = clauses.at(dates[0].span.start).sentence
    for found, score in zip(dates[1:], scores[1:], strict=True):
        begin = clauses.at(found.span.start)
        if asks != "claim_made_on" and last_before("they_want", text, found.span.start, _SAID_OF):
            score["claim_made_on"] += _ASKED
            score[asks] -= _ASKED
        elif begin.sentence > first:
            score[asks] -= _LATER
