"""Rules keep what their examples promise; what must hold for any text is checked on generated ones."""

import calendar as calendar_names
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.extraction.dates import calendar, find_dates
from bot.extraction.dates.finder import RESOLVERS
from bot.extraction.dates.windows import grammar
from bot.extraction.found import DateFound, Period
from tests.support.growth import grows_linearly

NOON = datetime(2026, 7, 8, 12, tzinfo=UTC)
EXAMPLES = [(rule.name, example) for rule in grammar().rules for example in rule.examples]
MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTHS_DE = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def read(
    text: str, *, lang: str = "en", now: datetime = NOON, region: str = "GB", **more: Any
) -> list[DateFound]:
    return find_dates(text, lang=lang, now=now, region=region, **more)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_rule_keeps_its_example(name: str, example: dict[str, Any]) -> None:
    lang = example.get("lang", "en")
    region = example.get("region", "GB" if lang == "en" else "DE")
    found = read(example["text"], lang=lang, now=at_noon(example["now"]), region=region)
    if example.get("none"):
        assert found == []
    elif "all" in example:
        assert [item.period.start for item in found] == example["all"]
    else:
        (item,) = found
        assert item.period == Period(example["start"], example.get("end", example["start"]))
        assert item.future == example.get("future", False)
        assert item.ambiguous == example.get("ambiguous", False)


def test_every_rule_has_a_resolver_and_an_example() -> None:
    rules = grammar().rules
    assert {rule.resolve for rule in rules} == set(RESOLVERS)
    assert [rule.name for rule in rules if not rule.examples] == []


def test_ambiguous_slashes_give_both_readings_in_the_order_of_the_region() -> None:
    march, april = Period(date(2026, 3, 4), date(2026, 3, 4)), Period(date(2026, 4, 3), date(2026, 4, 3))
    assert read("sent on 03/04/2026")[0].readings == (april, march)
    assert read("sent on 03/04/2026", region="US")[0].readings == (march, april)
    assert read("sent on 3.4.2026")[0].readings == ()
    assert read("sent on 04/04/2026")[0].readings == ()


def test_slashes_are_not_doubted_where_the_other_reading_is_far_off() -> None:
    (found,) = read("found on 7/1", region="US")
    assert (found.period.start, found.ambiguous) == (date(2026, 7, 1), False)


def test_another_date_of_the_text_can_settle_the_order() -> None:
    found = read("sent on 03/04/2026, noticed on 03/27/2026")
    assert [item.period.start for item in found] == [date(2026, 3, 4), date(2026, 3, 27)]
    assert not any(item.ambiguous for item in found)


def test_a_reading_in_the_past_is_preferred_to_one_ahead() -> None:
    (found,) = read("sent on 05/09/2026")
    assert found.period.start == date(2026, 5, 9)
    assert found.ambiguous


def test_a_corrected_misspelling_lowers_the_confidence() -> None:
    (right,), (wrong,) = read("on wednesday"), read("on wendesday")
    assert right.period == wrong.period
    assert wrong.confidence <= 0.75 < right.confidence


def test_the_local_day_counts_and_not_the_one_in_greenwich() -> None:
    late = datetime(2026, 7, 8, 23, 30, tzinfo=datetime.fromisoformat("2026-07-08T00:00-07:00").tzinfo)
    assert read("today", now=late)[0].period.start == date(2026, 7, 8)


def test_hours_ago_reach_back_over_midnight() -> None:
    early = datetime(2026, 7, 8, 1, 0, tzinfo=UTC)
    assert read("5 hours ago", now=early)[0].period.start == date(2026, 7, 7)
    assert read("an hour ago", now=early)[0].period.start == date(2026, 7, 8)


def test_no_date_lies_in_a_blocked_range() -> None:
    text = "order 12.05.2026 came on 14.05.2026"
    (found,) = read(text, blocked=[(8, 10), (6, 16), (0, 1)])
    assert found.period.start == date(2026, 5, 14)


def test_spans_are_those_of_the_original_text() -> None:
    text = "Hi\u00a0–  it broke   on\tthe  3rd of  Septmber   2025 !"
    (found,) = read(text)
    assert text[found.span.start : found.span.end].split() == ["the", "3rd", "of", "Septmber", "2025"]


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "1",
        " ",
        "1.1.",
        "last ",
        "1.1. ",
        "1/1 ",
        "3. ",
        "\n",
        "am 3. und ",
        "yesteday ",
        "monday - ",
        "the ",
    ],
)
def test_time_is_linear_in_the_length_of_the_text(unit: str) -> None:
    assert grows_linearly(lambda text: find_dates(text, lang="de", now=NOON, region="DE"), unit)


DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
FORMS = [
    ("en", "GB", lambda day: f"on {day.isoformat()}"),
    ("en", "GB", lambda day: f"on {day.day} {MONTHS_EN[day.month - 1]} {day.year}"),
    ("en", "US", lambda day: f"on {MONTHS_EN[day.month - 1]} {day.day}, {day.year}"),
    ("en", "US", lambda day: f"on {day.month}/{day.day}/{day.year}"),
    ("en", "GB", lambda day: f"on {day.day:02}/{day.month:02}/{day.year}"),
    ("en", "GB", lambda day: f"on {day.day}-{MONTHS_EN[day.month - 1][:3]}-{day.year}"),
    ("de", "DE", lambda day: f"am {day.day}.{day.month}.{day.year}"),
    ("de", "DE", lambda day: f"am {day.day:02}.{day.month:02}.{day.year}"),
    ("de", "AT", lambda day: f"am {day.day}. {MONTHS_DE[day.month - 1]} {day.year}"),
]


@settings(max_examples=60, deadline=None)
@given(day=DAYS, form=st.sampled_from(FORMS))
def test_a_full_date_is_read_back(day: date, form: Any) -> None:
    lang, region, write = form
    (found,) = read(f"Es war {write(day)}, gut.", lang=lang, region=region, now=at_noon(date(2041, 1, 1)))
    assert day in {found.period.start, *(reading.start for reading in found.readings)}
    assert found.ambiguous or found.period == Period(day, day)


SHORT_FORMS = [
    ("en", "US", lambda day: f"on {day.month}/{day.day}."),
    ("en", "GB", lambda day: f"on the {day.day}th of {MONTHS_EN[day.month - 1]}"),
    ("en", "US", lambda day: f"on {MONTHS_EN[day.month - 1][:3]} {day.day}"),
    ("de", "DE", lambda day: f"am {day.day}.{day.month}. "),
    ("de", "CH", lambda day: f"am {day.day}. {MONTHS_DE[day.month - 1]}"),
]


@settings(max_examples=60, deadline=None)
@given(now=DAYS, back=st.integers(0, 364), form=st.sampled_from(SHORT_FORMS))
def test_a_date_without_its_year_is_the_last_such_day(now: date, back: int, form: Any) -> None:
    lang, region, write = form
    day = now - timedelta(days=back)
    (found,) = read(write(day), lang=lang, region=region, now=at_noon(now))
    assert Period(day, day) in (found.period, *found.readings)


@settings(max_examples=60, deadline=None)
@given(now=DAYS, back=st.integers(1, 120))
def test_days_ago_are_counted_back(now: date, back: int) -> None:
    expected = Period(now - timedelta(days=back), now - timedelta(days=back))
    assert read(f"{back} days ago", now=at_noon(now))[0].period == expected
    assert read(f"vor {back} Tagen", lang="de", now=at_noon(now))[0].period == expected


@settings(max_examples=40, deadline=None)
@given(now=DAYS, number=st.integers(0, 6))
def test_a_weekday_is_the_last_one_before_today(now: date, number: int) -> None:
    word = calendar_names.day_name[number]
    (found,) = read(f"on {word}", now=at_noon(now))
    assert found.period.start.weekday() == number
    assert timedelta(1) <= now - found.period.start <= timedelta(7)


SNIPPETS = """
on am the den 3rd 3. 12. 1.1. 3/4 May märz mid Ende last letzten next week Woche Friday Freitag bis to and - after nach
between ago vor drei three days Tagen yesterday gestern later darauf weekend KW 12 2024 '22 Easter , . 31 until 5-3-24
of night Nacht auf 5. Monday first today the same day due by since 30.02. February 29 so do mo we 99 0 ( day before
"""
PIECES = st.sampled_from([*SNIPPETS.split(), "\n"])


@settings(max_examples=200, deadline=None)
@given(
    text=st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join)),
    now=DAYS,
    lang=st.sampled_from(["en", "de"]),
    region=st.sampled_from(["GB", "US", "DE", "AT", "CH", "CA", "XX"]),
)
def test_whatever_is_written_the_answer_is_in_order(text: str, now: date, lang: str, region: str) -> None:
    found = read(text, lang=lang, region=region, now=at_noon(now))
    end = 0
    for item in found:
        assert end <= item.span.start < item.span.end <= len(text)
        written = text[item.span.start : item.span.end]
        assert written == written.strip() != ""
        end = item.span.end
        assert item.period.start <= item.period.end
        assert 0 < item.confidence <= 1
        assert item.future == (item.period.start > now)
        assert not item.readings or (len(item.readings) > 1 and item.readings[0] == item.period)


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1999, (4, 4)),
        (2008, (3, 23)),
        (2011, (4, 24)),
        (2019, (4, 21)),
        (2024, (3, 31)),
        (2025, (4, 20)),
        (2038, (4, 25)),
    ],
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert calendar.easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("text", "region", "day"),
    [
        ("Mother's Day", "GB", date(2026, 3, 15)),
        ("Mother's Day", "US", date(2026, 5, 10)),
        ("am Nationalfeiertag", "AT", date(2025, 10, 26)),
        ("am Nationalfeiertag", "CH", date(2025, 8, 1)),
        ("Thanksgiving", "CA", date(2025, 10, 13)),
        ("Thanksgiving", "US", date(2025, 11, 27)),
        ("Labour Day", "US", date(2025, 9, 1)),
        ("am Vatertag", "DE", date(2026, 5, 14)),
        ("am Buß- und Bettag", "DE", date(2025, 11, 19)),
        ("on Victoria Day", "CA", date(2026, 5, 18)),
    ],
)
def test_named_days_differ_by_region(text: str, region: str, day: date) -> None:
    (found,) = read(text, lang="de" if text.startswith("am") else "en", region=region)
    assert found.period == Period(day, day)
