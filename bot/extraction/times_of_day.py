"""A time of day in the answer to "when was it": "since 2", "half past nine", "gegen halb drei" mean the day of the message."""

import re
from datetime import datetime
from functools import cache
from pathlib import Path

from bot.extraction.found import DateFound, Period, Span
from bot.extraction.tables import read_table

_LONGEST = 8
"""Words of an answer that may be a time and nothing else; in a longer one a bare "at 3" can be anything."""


def find_time(text: str, *, now: datetime) -> DateFound | None:
    """The day of the message, if a short answer names a time of day and no date."""
    if len(text.split()) > _LONGEST:
        return None
    found = _pattern().search(text)
    if found is None:
        return None
    today = Period(now.date(), now.date())
    return DateFound(today, 0.7, Span(0, found.start(), found.end()), "time of day")


@cache
def _pattern() -> re.Pattern[str]:
    data = read_table(Path(__file__).parent / "grammar" / "times_of_day.yml")
    return re.compile("|".join(data["patterns"]), re.IGNORECASE)
