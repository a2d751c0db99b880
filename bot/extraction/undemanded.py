"""The days of a report in which nobody demands anything: the day of a call or a letter is not that of a demand.

Who rings to say that something is wrong tells the writer of it: that day is when it was noticed, unless one was told.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.extraction.clauses import Clauses
from bot.extraction.cues import Cue
from bot.extraction.found import Span
from bot.extraction.roles import DateRoles

_TOLD_US = re.compile(
    r"\b(?:rang|called|phoned|rung|e-?mailed|texted|complained|pointed|flagged|spotted|noticed|told (?:me|us)|let (?:me|us) know"
    r"|alerted|got in touch|contacted|reported"
    r"|angerufen|angeruf'n|agrufe|aaglüte|ruft|rief|gemeldet|meldet|gmeldet|hingewiesen|aufmerksam|beschwert|reklamiert"
    r"|mitgeteilt|bescheid|aufgefallen|bemerkt|gemerkt)\b",
    re.IGNORECASE,
)
_OURSELVES = re.compile(
    r"\b(?:i|we)(?:[’']ve|[’']d)?(?: have| had| then| also| immediately){0,2}"
    r" (?:rang|called|phoned|e-?mailed|texted|told|wrote|alerted|contacted|informed|apologi[sz]ed)\b"
    r"|\b(?:ich|wir|i)(?: [^\W\d_]+){0,2} (?:hab\w*|hob|han)\b|\b(?:hab\w*|hob|han) (?:ich|wir|i|mir)\b",
    re.IGNORECASE,
)
"""Whoever calls the other side themselves has noticed it before."""
_WANTS = re.compile(
    r"[€$£\d]{3}|\b(?:letter|bill|invoice|notice|quote|claim\w*|demand\w*|asking|lawyer|solicitor|responsible|liable|pay"
    r"|brief|schreiben|rechnung|anwalt|mahnung|frist|forder\w*|verlang\w*|will|wollen|zahlen|verantwortlich|haft\w*)\b",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b\w*bescheid\w*\b|\b(?:finanzamt|fa|behörde|bauamt|bauaufsicht|landratsamt|steueramt|gemeinde|krankenkasse|kammer|patentamt"
    r"|ausgleichskasse|steuerverwaltung)\b"
    r"|\b(?:tax office|hmrc|irs|ato|revenue|council|planning|building control|companies house|patent office|land registry"
    r"|authority|authorities|regulator)\b.{0,60}\b(?:notice|letter|rejection|refusal|decision|assessment|refused|rejected"
    r"|penalty)\b"
    r"|\b(?:notice|letter|rejection|refusal|decision|assessment|penalty)\b.{0,40}\b(?:tax office|hmrc|irs|ato|revenue|council"
    r"|planning|building control|companies house|patent office|land registry|authority|authorities|regulator)\b",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"[€$£]\s?\d|\d\s?[€$£]|\b(?:euros?|pounds?|dollars?|francs?|franken|chf|eur|gbp|usd)\b"
    r"|\b(?:wants?|claim(?:s|ing|ed)?|demand\w*|sue[ds]?|suing|lawyer|solicitor|pay|against us|liable|responsible"
    r"|will|wollen|forder\w*|verlang\w*|zahlen|anwalt\w*|gegen uns|gegen mich|haft\w*|verantwortlich|schadens?ersatz\w*"
    r"|kunde|kundin|mandant\w* (?:will|fordert|verlangt))\b",
    re.IGNORECASE,
)
_OF_DEMANDS = frozenset({"demand", "lawyer", "letter", "dated", "contact", "arrive"})


def speaks_of_demands(cues: Sequence[Cue]) -> bool:
    """Whether there is any hint of a demand, a letter or a call: without one, and without a sum, nobody asks for anything."""
    return any(cue.name in _OF_DEMANDS for cue in cues)


def only_told_of(text: str, clauses: Clauses, day: Span) -> bool:
    """Whether somebody got in touch on a day and wanted nothing: "on Tuesday a customer rang, she could see other names"."""
    told = text[slice(*clauses.sentence_span(day.start))]
    return _TOLD_US.search(told) is not None and _WANTS.search(told) is None


def without_decision(text: str, clauses: Clauses, roles: DateRoles) -> DateRoles:
    """The roles of the dates, an authority's decision no demand: "am 3. kam der ablehnende Bescheid vom Finanzamt".

    On that day the loss was noticed; where money of the writers is what it is about, it stays the demand's.
    """
    day = roles.claim_made_on
    if day is None:
        return roles
    told = text[slice(*clauses.sentence_span(day.span.start))]
    if _DECIDED.search(told) is None or _CLAIMED.search(told) is not None:
        return roles
    return replace(roles, claim_made_on=None, discovered_on=roles.discovered_on or day)


def without_demand(
    text: str, denied: Span | None, clauses: Clauses, roles: DateRoles, assign: Callable[[str], DateRoles]
) -> DateRoles:
    """The roles of the dates when nothing is demanded; `denied` is where that is said, `assign` reads a text."""
    if denied is not None:
        # The words "asked for money" make any day beside them one of a demand, a "not" before them or no.
        left = text[: denied.start] + " " * (denied.end - denied.start) + text[denied.end :]
        before, roles = roles, assign(left)
        if before.discovered_on is None and roles.occurred_on is None and not _TOLD_US.search(left):
            # A day that was taken for that of a demand is more likely the event's than any other; it is asked for.
            roles = replace(roles, discovered_on=None)
    day = roles.claim_made_on
    if day is None:
        return roles
    told = text[slice(*clauses.sentence_span(day.span.start))]
    later = roles.occurred_on is None or roles.occurred_on.period.start <= day.period.start
    if roles.discovered_on is None and later and _TOLD_US.search(told) and not _OURSELVES.search(told):
        return replace(roles, claim_made_on=None, discovered_on=day)
    return replace(roles, claim_made_on=None)
