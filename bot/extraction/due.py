"""Days on which something was due, and those on which it came too late: of a delay the due day is the event.

Whoever tells "I had to deliver until the 9th, I delivered only on the 19th" names two days that look alike to the weights.
"""

import re
from collections.abc import Sequence

from bot.extraction.clauses import Clauses
from bot.extraction.found import DateFound

_REACH = 160
"""Characters of a sentence that are looked at on either side of a day."""
_NEAR = 60
"""Characters between a day and what was done on it."""
_OWED = re.compile(
    r"\b(?:must(?: have)?|had to|have to|should(?:[’']ve| have)?|was to|were to|was supposed|were supposed|was meant|were meant"
    r"|ought to|promised|agreed|committed|contract\w*|obliged|due|deadline|delivery date"
    r"|muss(?:te[nst]*|ten)?|müssen|sollte[nst]*|hätte[nst]*|zugesagt|zugesichert|versprochen|vereinbart|verpflichtet"
    r"|fällig|frist|abgabe\w*|liefertermin|termin|vertraglich|geschuldet)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:by|until|untill|till?|before|latest|no later than|not later than|at the latest|due|deadline"
    r"|bis(?: zum| spätestens| am)?|spätestens(?: am| bis| zum)?|zum|auf den|fällig|vor dem)"
    r"(?: (?:on|at|the|am|den|dem|der|war|was|is|of))*[ ,:]*\Z",
    re.IGNORECASE,
)
"""What leads to a due day."""
_LATEST_BEHIND = re.compile(
    r"[ ,]*(?:at (?:the )?(?:very )?latest|latest|spätestens|fällig)\b", re.IGNORECASE
)
_ONLY_THEN = re.compile(
    r"\b(?:only|not (?:until|before|till)|finally|erst|late)(?: (?:on|am|by|at|the|until|ready|finished|done|zum))*[ ,]*\Z",
    re.IGNORECASE,
)
"""Before the day on which it was done at last."""
_DONE = re.compile(
    r"\b(?:deliver\w*|gave|given|hand(?:ed)?|sent|send|submit\w*|filed|finish\w*|complet\w*|ready|done|arriv\w*|went|uploaded"
    r"|came|launched"
    r"|(?:ab|an|ein|aus|nach|hoch|raus|über)?ge(?:geben|liefert|reicht|schickt|sandt|laden|stellt|bracht)|fertig|lieferte?n?"
    r"|abgab\w*|gaben?|reichten?|schickten?|kam(?:en)?|online|übergeben|versandt|fertiggestellt)\b",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"\b(?:too late|late|only on|not (?:until|ready|finished|done|in time)|missed|delay\w*|overdue|zu spät|verspätet|verpasst"
    r"|versäumt|verschwitzt|verschlafen|verzug|verzögert?|erst|nicht (?:fertig|geschafft|gehalten|rechtzeitig|geliefert)"
    r"|(?:days?|weeks?|tage?n?|wochen?) (?:late|later|after|behind|zu spät|später|verspätet|danach))\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:pay\w*|answer|respond|reply|settle|demand\w*|gave (?:us|me)|given (?:us|me)|lawyer|solicitor|letter"
    r"|(?:be)?zahl\w*|antwort\w*|überweis\w*|forder\w*|anwalt\w*|schreiben|brief)\b",
    re.IGNORECASE,
)
"""In a sentence about a deadline that the other side has set."""


def owed_and_late(text: str, dates: Sequence[DateFound], clauses: Clauses) -> tuple[set[int], set[int]]:
    """Numbers of the dates on which something was due, and of those on which it was done too late.

    Both are empty unless the text tells both of what was owed by a day and that it came later or not at all.
    """
    if not (_OWED.search(text) or _BY_LATEST.search(text)):
        return set(), set()
    owed: set[int] = set()
    late: set[int] = set()
    for number, found in enumerate(dates):
        begin, end = clauses.sentence_span(found.span.start)
        begin, end = max(begin, found.span.start - _REACH), min(end, found.span.end + _REACH)
        before, behind = text[begin : found.span.start], text[found.span.end : end]
        inside = text[found.span.start : found.span.end]
        if found.period.is_day and _is_due(before, inside, behind):
            owed.add(number)
        elif _ONLY_THEN.search(before + _led_in(inside)) and _DONE.search(before[-_NEAR:] + behind[:_NEAR]):
            late.add(number)
    earliest = min((dates[number].period.start for number in owed), default=None)
    late = {number for number in late if earliest and dates[number].period.start > earliest}
    late |= {
        number
        for number, found in enumerate(dates)
        if earliest and found.period.start > earliest and _is_done_then(text, found, clauses)
    }
    return (owed, late) if late or _came_late(text, dates, owed, clauses) else (set(), set())


_AT_LAST = re.compile(
    r"\b(?:deliver\w*|finished|completed|ready|done|went (?:out|live|online)|handed (?:it|them|over|in)|gave it|filed it"
    r"|abgegeben|geliefert|lieferte\w*|fertig\w*|eingereicht|online|übergeben|rausgegangen"
    r"|(?:es |das )?wurde (?:aber |dann |es )*)\b"
    r"(?: (?:it|them|then|in the end|finally|actually|on|am|erst|der|aber|dann|was|war|it was|war es|wurde es|es))*[ ,]*\Z"
    r"|\b(?:wurde|war|was|turned into|became)(?: (?:aber|dann|es|then|it|in the end|der|the))+ *\Z",
    re.IGNORECASE,
)
"""Right before the day on which it was done in the end."""


def _is_done_then(text: str, found: DateFound, clauses: Clauses) -> bool:
    begin, _ = clauses.sentence_span(found.span.start)
    before = text[max(begin, found.span.start - _REACH) : found.span.start]
    inside = text[found.span.start : found.span.end]
    return _AT_LAST.search(before + _led_in(inside)) is not None and not _THEIRS.search(before)


_BY_LATEST = re.compile(r"\b(?:latest|spätestens)\b", re.IGNORECASE)
_LED_IN = re.compile(
    r"\W*(?:(?:by|until|till?|before|latest|bis|spätestens|zum|am|den|dem|the|on|only|erst) ?)+",
    re.IGNORECASE,
)


def _led_in(inside: str) -> str:
    """Small words before a day that the rules for dates take in: "until Friday"."""
    found = _LED_IN.match(inside)
    return found.group() if found else ""


def _is_due(before: str, inside: str, behind: str) -> bool:
    lead = before + _led_in(inside)
    if _ONLY_THEN.search(lead) or _THEIRS.search(before + behind):
        return False
    if _LATEST_BEHIND.match(behind):
        return True
    latest = _BY_LATEST.search(lead[-40:]) is not None
    return _BY.search(lead) is not None and (latest or _OWED.search(before + behind) is not None)


def _came_late(text: str, dates: Sequence[DateFound], owed: set[int], clauses: Clauses) -> bool:
    """Whether it is told of what was due on one of these days that it came late, in the same sentence or the next."""
    for number in owed:
        begin, end = clauses.sentence_span(dates[number].span.start)
        _, after = clauses.sentence_span(min(end, len(text) - 1))
        if _LATE.search(text, begin, after):
            return True
    return False
