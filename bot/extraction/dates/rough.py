"""Days named more exactly inside a rough time: "it was a bad week. On the Wednesday …"."""

import re
from collections.abc import Sequence
from functools import cache

from bot.extraction.clauses import Clauses
from bot.extraction.dates.windows import grammar
from bot.extraction.found import DateFound

_ROUGH = frozenset({
    "month", "month_ago", "month_of_last_year", "month_of_this_year", "days_of_month", "week", "weekend", "weekend_that",
    "calendar_week", "quarter",
})  # fmt: skip
"""What names a time in which a day lies, other than "from the 2nd to the 5th", which tells how long it lasted."""

_STRETCHES = frozenset({"days", "day_numbers", "numeric_range", "weekdays", "weekdays_of_week"})
_LONGEST = 20
"""Days."""


_ANNOUNCES = re.compile(
    r"\b(?:bad|terrible|awful|horrible|dreadful|worst|rough|tough|unlucky|disaster\w*|nightmare|chaos|hell|trouble|problems?|mess"
    r"|something|happened|wrong|kicked off|mistakes?|slip|mishap|accident|incident|blunder|bad luck|story|began|started"
    r"|schlimm\w*|schlecht\w*|furchtbar\w*|schreckli\w*|katastroph\w*|blöd\w*|dumm\w*|wurm|pech|schief\w*|ärger|fehler|missgeschick"
    r"|passiert|geschehen|panne|malheur|mist|scheiß\w*|probleme?|stress|chaos|unglück\w*|unterlaufen|vorfall|unfall|los|was|etwas"
    r"|horror\w*|albtraum|theater)\b",
    re.IGNORECASE,
)
"""What says no more than that something happened."""


def announces(text: str, rough: DateFound, clauses: Clauses) -> bool:
    """Whether the words beside a rough time only say that something happened then: "I had a bad day last week"."""
    clause = clauses.at(rough.span.start)
    return _ANNOUNCES.search(text, clause.start, clause.end) is not None


def days_within(rough: DateFound, dates: Sequence[DateFound]) -> list[DateFound]:
    """The days named behind a rough time that lie in it; none if `rough` is no rough time."""
    if _resolver(rough.rule) not in _ROUGH or rough.period.is_day:
        return []
    return [
        each
        for each in dates
        if each.span.start > rough.span.end
        and each.period.is_day
        and rough.period.start <= each.period.start <= rough.period.end
    ]


def is_stretch(found: DateFound) -> bool:
    """Whether a date says from when to when something lasted, a few weeks at most."""
    length = (found.period.end - found.period.start).days
    return 0 < length <= _LONGEST and _resolver(found.rule) in _STRETCHES


@cache
def _resolver(name: str) -> str | None:
    return next((rule.resolve for rule in grammar().rules if rule.name == name), None)
