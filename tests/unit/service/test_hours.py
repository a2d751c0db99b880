"""Opening hours: who is there when, and by when an answer can be promised."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.service.hours import Hours
from bot.service.hours_text import ALWAYS, read_week

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = Hours.from_text("Mo-Fr 08:00-18:00", BERLIN, "DE-BE")


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def week(**days: str) -> tuple[str, ...]:
    """The spans of each day in hours, Monday first."""
    return tuple(days.get(name, "") for name in ("mo", "tu", "we", "th", "fr", "sa", "su"))


def in_hours(text: str) -> tuple[str, ...]:
    return tuple(
        " ".join(f"{opens / 60:g}-{closes / 60:g}" for opens, closes in spans) for spans in read_week(text)
    )


WORKDAYS = ("mo", "tu", "we", "th", "fr")
EIGHT_TO_SIX = week(**dict.fromkeys(WORKDAYS, "8-18"))
EVERY_DAY = (*WORKDAYS, "sa", "su")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mo-Fr 08:00-18:00", EIGHT_TO_SIX),
        ("mo - fr 8 - 18", EIGHT_TO_SIX),
        ("Mo–Fr: 8–18 Uhr", EIGHT_TO_SIX),
        ("Mo.-Fr. 8.00-18.00", EIGHT_TO_SIX),
        ("Mon-Fri 8am-6pm", EIGHT_TO_SIX),
        ("Monday to Friday, 8:00 am to 6:00 pm", EIGHT_TO_SIX),
        ("Montag bis Freitag von 8 bis 18 Uhr", EIGHT_TO_SIX),
        ("weekdays 8-18", EIGHT_TO_SIX),
        ("Mo, Di, Mi, Do, Fr 8h-18h", EIGHT_TO_SIX),
        ("Mo-Fr 8-18, Sa-So geschlossen", EIGHT_TO_SIX),
        ("daily 8-18; weekend closed", EIGHT_TO_SIX),
        ("Mo-Th 8-17, Fr 8-15", week(**dict.fromkeys(WORKDAYS[:4], "8-17"), fr="8-15")),
        ("Mo-Fr 8-17; Fr 8-15", week(**dict.fromkeys(WORKDAYS[:4], "8-17"), fr="8-15")),
        ("Mo-Fr 9-12, 13-17:30", week(**dict.fromkeys(WORKDAYS, "9-12 13-17.5"))),
        ("Mo-Fr 13-17:30; Mo-Fr 9-12", week(**dict.fromkeys(WORKDAYS, "9-12 13-17.5"))),
        ("Sa + So 10-14", week(sa="10-14", su="10-14")),
        ("Fr-Mo 10-14", week(fr="10-14", sa="10-14", su="10-14", mo="10-14")),
        ("täglich 0-24", week(**dict.fromkeys(EVERY_DAY, "0-24"))),
        ("Sa 22-06", week(sa="22-30")),
        ("Mo 12am-12pm", week(mo="0-12")),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, expected: tuple[str, ...]) -> None:
    assert in_hours(text) == expected


@pytest.mark.parametrize("text", ["24/7", " 24 / 7 "])
def test_hours_without_end(text: str) -> None:
    assert read_week(text) == ALWAYS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "office hours",
        "Mo-Fr",
        "8-18",
        "Mo-Fr 8",
        "Mo-Fr 8-18 Sa",
        "Mo-Fr 8-25",
        "Mo-Fr 8:70-18",
        "Mo-Fr 24:30-25",
        "Mo-Fr 13pm-15pm",
        "Mo-Fr 8-8",
        "Mo-Fr 9-5",
        "Mx-Fr 8-18",
        "Mo-Xy 8-18",
        "Mo-Fr 8-18 CET",
        "Mo-Fr 0800-1800",
        "Mo-Fr closed",
    ],
)
def test_hours_that_make_no_sense_are_refused_with_the_setting_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"^FIRSTNOTICE_HOURS .*Write for example .*\.$") as refused:
        Hours.from_text(text, BERLIN)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("region", ["XX", "DE-XX", "Bavaria", "DE-BY-M"])
def test_holidays_of_nowhere_are_refused_with_the_setting_named(region: str) -> None:
    with pytest.raises(ValueError, match=r"^FIRSTNOTICE_HOLIDAYS ") as refused:
        Hours.from_text("Mo-Fr 8-18", BERLIN, region)
    assert region in str(refused.value)


@pytest.mark.parametrize(
    ("region", "day", "holiday"),
    [
        ("DE", "2026-04-03", True),
        ("DE", "2026-06-04", False),
        ("DE-BY", "2026-06-04", True),
        ("de_by", "2026-06-04", True),
        ("DE-BE", "2026-03-08", True),
        ("AT", "2026-10-26", True),
        ("DE", "2026-10-26", False),
        ("", "2026-12-25", False),
    ],
)
def test_holidays_are_those_of_the_region(region: str, day: str, holiday: bool) -> None:
    assert Hours.from_text("24/7", BERLIN, region).is_holiday(date.fromisoformat(day)) is holiday


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-04-08 08:00", "2026-04-08 08:00"),
        ("2026-04-08 14:05", "2026-04-08 14:05"),
        ("2026-04-08 17:59:59", "2026-04-08 17:59:59"),
        ("2026-04-08 18:00", "2026-04-09 08:00"),
        ("2026-04-08 07:59:59", "2026-04-08 08:00"),
        ("2026-04-11 19:30", "2026-04-13 08:00"),  # Saturday evening
        ("2026-04-02 18:00", "2026-04-07 08:00"),  # before Easter
        ("2026-12-24 18:00", "2026-12-28 08:00"),
        ("2026-12-31 20:00", "2027-01-04 08:00"),
    ],
)
def test_the_desk_opens(now: str, opens: str) -> None:
    assert OFFICE.next_open(at(now)) == at(opens)
    assert OFFICE.is_open(at(now)) is (now == opens)


@pytest.mark.parametrize(
    ("now", "hours", "by"),
    [
        ("2026-04-08 08:00", 4, "2026-04-08 12:00"),
        ("2026-04-08 06:00", 4, "2026-04-08 12:00"),
        ("2026-04-08 14:00", 4, "2026-04-08 18:00"),
        ("2026-04-08 14:30", 4, "2026-04-09 08:30"),
        ("2026-04-08 23:00", 4, "2026-04-09 12:00"),
        ("2026-04-10 17:00", 4, "2026-04-13 11:00"),
        ("2026-04-02 17:00", 4, "2026-04-07 11:00"),
        ("2026-04-08 08:00", 25, "2026-04-10 13:00"),
        ("2026-04-08 20:00", 0, "2026-04-09 08:00"),
        ("2026-04-08 12:00", 0.5, "2026-04-08 12:30"),
    ],
)
def test_an_answer_is_promised_in_opening_time(now: str, hours: float, by: str) -> None:
    assert OFFICE.answer_by(at(now), timedelta(hours=hours)) == at(by)


def test_a_break_is_not_opening_time() -> None:
    hours = Hours.from_text("Mo-Fr 9-12, 13-17", BERLIN)
    assert hours.answer_by(at("2026-04-08 11:00"), timedelta(hours=4)) == at("2026-04-08 16:00")
    assert hours.next_open(at("2026-04-08 12:30")) == at("2026-04-08 13:00")


def test_a_night_shift_runs_into_the_next_day() -> None:
    hours = Hours.from_text("Fr 22-6", BERLIN)
    assert hours.is_open(at("2026-04-11 05:59"))
    assert not hours.is_open(at("2026-04-11 06:00"))
    assert hours.answer_by(at("2026-04-10 20:00"), timedelta(hours=5)) == at("2026-04-11 03:00")


def test_spans_that_overlap_over_midnight_count_once() -> None:
    hours = Hours.from_text("Mo 20-4, Tu 2-8", BERLIN)
    assert hours.answer_by(at("2026-04-06 20:00"), timedelta(hours=11)) == at("2026-04-07 07:00")


@pytest.mark.parametrize(
    ("now", "by"),
    [
        ("2026-03-28 22:00", "2026-03-29 03:00"),  # 02:00 to 03:00 does not exist
        ("2026-10-24 22:00", "2026-10-25 02:00"),
    ],
)
def test_opening_time_is_real_time_when_the_clock_changes(now: str, by: str) -> None:
    hours = Hours.from_text("24/7", BERLIN)
    promised = hours.answer_by(at(now), timedelta(hours=4))
    assert promised.replace(fold=0) == at(by)
    assert promised.astimezone(UTC) - at(now).astimezone(UTC) == timedelta(hours=4)


def test_who_is_there_at_all_times_is_there_on_holidays() -> None:
    always = Hours.from_text("24/7", BERLIN, "DE")
    assert always.is_open(at("2026-12-25 03:00"))
    assert always.answer_by(at("2026-12-24 23:00"), timedelta(hours=4)) == at("2026-12-25 03:00")


def test_times_come_from_any_zone_and_go_out_in_the_zone_of_the_desk() -> None:
    asked = datetime(2026, 4, 8, 18, 0, tzinfo=ZoneInfo("America/New_York"))
    opens = OFFICE.next_open(asked)
    assert opens.isoformat() == "2026-04-09T08:00:00+02:00"
    assert opens.tzinfo is BERLIN
