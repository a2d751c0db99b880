"""A time of day answers "when was it" with the day of the message."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.extraction.reader import Reader
from bot.extraction.times_of_day import find_time

NOW = datetime(2026, 4, 8, 14, 5, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    "text",
    ["yes since 2", "since 2pm", "at 3 pm", "half past nine", "around 10:30", "just now", "at noon", "since eleven or so",
     "seit 8", "seit halb neun", "um 14 Uhr", "gegen 9.30 Uhr", "so gegen zehn", "viertel nach drei", "vorhin", "zu Mittag"],
)  # fmt: skip
def test_a_time_of_day_is_today(text: str) -> None:
    found = find_time(text, now=NOW)
    assert found is not None
    assert found.period.start == found.period.end == NOW.date()
    assert text[found.span.start : found.span.end]


@pytest.mark.parametrize(
    "text",
    ["since 2019", "2 weeks", "about 40 people", "at 3.50 each", "seit 3 Wochen", "vor 2 Tagen", "um 1.400 Euro",
     "version 10.2.3",
     "I have told three people about it and at 3 of them nothing came back at all"],
)  # fmt: skip
def test_other_numbers_are_no_time(text: str) -> None:
    assert find_time(text, now=NOW) is None


def test_only_the_question_for_a_day_makes_a_time_a_date() -> None:
    reader = Reader(None)
    answered = reader.read(["since 2"], now=NOW, lang="en", asks="occurred_on")
    assert answered.occurred_on is not None
    assert answered.occurred_on.period.start == NOW.date()
    assert reader.read(["since 2"], now=NOW, lang="en", asks="amount_claimed").occurred_on is None
    dated = reader.read(["on Monday at 3 pm"], now=NOW, lang="en", asks="occurred_on").occurred_on
    assert dated is not None
    assert dated.period.start.isoformat() == "2026-04-06"
