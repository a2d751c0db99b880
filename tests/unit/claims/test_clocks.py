"""Which periods run and when they end: over weekends, holidays, leap years, the change of clock and vague dates."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.claims.clocks import Clock, clocks, next_for_insured, next_for_staff, running_out
from bot.claims.model import Claim
from bot.claims.rules import Length
from bot.claims.values import Period, Value
from tests.builders import NOW, a_claim, day, days, the_catalogue

BERLIN = ZoneInfo("Europe/Berlin")
CATALOGUE = the_catalogue()
Known = dict[str, Value | None]

PROCESSOR: Known = {"personal_data_role": "processor"}
CONTROLLER: Known = {"personal_data_role": "controller"}
DEMAND: Known = {"notice_kind": "demand"}


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def run(known: Known, received: datetime = NOW) -> tuple[Clock, ...]:
    return clocks(a_claim(known), CATALOGUE, received, BERLIN)


def named(name: str, known: Known, received: datetime = NOW) -> Clock:
    return next(clock for clock in run(known, received) if clock.name == name)


def due_of(name: str, known: Known, received: str = "2026-12-31 12:00") -> str:
    """When it is due, by the wall clock in Berlin with its offset."""
    return named(name, known, at(received)).due.isoformat(" ")


@pytest.mark.parametrize(
    ("claimed", "due"),
    [
        ("2026-04-13", "2026-04-20 23:59:59+02:00"),
        ("2026-04-17", "2026-04-24 23:59:59+02:00"),
        ("2026-04-18", "2026-04-27 23:59:59+02:00"),  # ends on a Saturday: Monday
        ("2026-04-19", "2026-04-27 23:59:59+02:00"),  # ends on a Sunday: Monday
        ("2026-03-25", "2026-04-01 23:59:59+02:00"),  # over the change of clock
        ("2026-10-21", "2026-10-28 23:59:59+01:00"),
        ("2028-02-22", "2028-02-29 23:59:59+01:00"),  # leap day
        ("2028-02-24", "2028-03-02 23:59:59+01:00"),
        ("2027-02-23", "2027-03-02 23:59:59+01:00"),
        ("2025-12-30", "2026-01-06 23:59:59+01:00"),  # over the year
    ],
)
def test_a_demand_is_to_be_reported_within_a_week(claimed: str, due: str) -> None:
    known = {**DEMAND, "claim_made_on": day(claimed)}
    assert due_of("report_demand", known, received="2028-12-31 12:00") == due


@pytest.mark.parametrize(
    ("discovered", "claimed", "started"),
    [
        (day("2026-04-01"), None, "2026-04-01"),
        (days("2026-03-01", "2026-03-31"), None, "2026-03-01"),
        (days("2025-01-01", "2025-12-31"), None, "2025-01-01"),
        (day("2026-04-03"), day("2026-04-01"), "2026-04-01"),  # who was asked for money knew
        (None, day("2026-04-01"), "2026-04-01"),
        (None, None, "2026-04-08"),
        (day("2026-04-09"), None, "2026-04-08"),  # nobody learns of it after reporting it
        (days("2026-04-07", "2026-04-10"), None, "2026-04-07"),
    ],
)
def test_facts_count_from_the_earliest_day_of_knowing(
    discovered: Period | None, claimed: Period | None, started: str
) -> None:
    known: Known = {"notice_kind": "circumstance", "discovered_on": discovered, "claim_made_on": claimed}
    assert named("report_facts", known).started == date.fromisoformat(started)


def test_what_was_never_asked_counts_from_the_receipt_in_the_zone_of_the_desk() -> None:
    late = datetime(2026, 4, 7, 23, 30, tzinfo=UTC)
    assert named("report_facts", {"notice_kind": "circumstance"}, late).started == date(2026, 4, 8)


def test_a_period_that_ends_on_a_holiday_ends_on_the_next_working_day() -> None:
    holidays = {date(2026, 4, 3), date(2026, 4, 6)}
    claim = a_claim({**DEMAND, "claim_made_on": day("2026-03-27")})
    found = clocks(claim, CATALOGUE, at("2026-04-08 12:00"), BERLIN, holidays.__contains__)
    due = next(clock.due for clock in found if clock.name == "report_demand")
    assert due == at("2026-04-07 23:59:59")  # Good Friday, weekend, Easter Monday


def test_a_period_is_put_off_only_where_its_rule_says_so() -> None:
    rules = tuple(replace(rule, next_working_day=False) for rule in CATALOGUE.clocks)
    claim = a_claim({**DEMAND, "claim_made_on": day("2026-04-04")})
    found = clocks(claim, replace(CATALOGUE, clocks=rules), at("2026-05-01 12:00"), BERLIN)
    assert {clock.due for clock in found} == {at("2026-04-11 23:59:59")}


@pytest.mark.parametrize(
    ("started", "length", "last"),
    [
        ("2026-01-31", Length(1, "month"), "2026-02-28"),
        ("2028-01-31", Length(1, "month"), "2028-02-29"),
        ("2026-03-31", Length(1, "month"), "2026-04-30"),
        ("2026-02-28", Length(1, "month"), "2026-03-28"),
        ("2026-12-15", Length(1, "month"), "2027-01-15"),
        ("2028-02-29", Length(12, "month"), "2029-02-28"),
        ("2026-11-30", Length(3, "month"), "2027-02-28"),
        ("2028-02-28", Length(2, "day"), "2028-03-01"),
        ("2026-12-24", Length(2, "week"), "2027-01-07"),
    ],
)
def test_lengths_end_with_a_day_of_the_calendar(started: str, length: Length, last: str) -> None:
    rule = next(rule for rule in CATALOGUE.clocks if rule.name == "report_demand")
    catalogue = replace(CATALOGUE, clocks=(replace(rule, within=length, next_working_day=False),))
    claim = a_claim({**DEMAND, "claim_made_on": day(started)})
    (clock,) = clocks(claim, catalogue, at("2029-12-31 12:00"), BERLIN)
    assert clock.due.date() == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("discovered", "due"),
    [
        ("2026-04-08", "2026-04-11 00:00:00+02:00"),  # ends on a Saturday and stays there
        ("2026-04-03", "2026-04-06 00:00:00+02:00"),  # Good Friday to Easter Monday
        ("2026-03-27", "2026-03-30 01:00:00+02:00"),  # an hour is skipped
        ("2026-03-29", "2026-04-01 01:00:00+02:00"),
        ("2026-03-30", "2026-04-02 00:00:00+02:00"),
        ("2026-10-23", "2026-10-25 23:00:00+01:00"),  # an hour comes twice
        ("2028-02-27", "2028-03-01 00:00:00+01:00"),
        ("2027-02-26", "2027-03-01 00:00:00+01:00"),
    ],
)
def test_the_authority_is_told_within_72_real_hours(discovered: str, due: str) -> None:
    known = {**CONTROLLER, "discovered_on": day(discovered)}
    assert due_of("tell_authority", known, received="2028-12-31 12:00") == due


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-04-08 14:05", "2026-04-11 14:05:00+02:00"),
        ("2026-03-28 01:30", "2026-03-31 02:30:00+02:00"),
        ("2026-10-24 12:00", "2026-10-27 11:00:00+01:00"),
    ],
)
def test_hours_count_from_the_minute_of_receipt_when_no_day_is_known(received: str, due: str) -> None:
    assert due_of("tell_authority", {**CONTROLLER, "discovered_on": None}, received) == due


def test_hours_are_counted_from_the_instant_of_receipt_in_any_zone() -> None:
    received = datetime(2026, 4, 8, 23, 0, tzinfo=ZoneInfo("America/New_York"))
    clock = named("tell_authority", CONTROLLER, received)
    assert clock.due - received == timedelta(hours=72)
    assert clock.due.tzinfo is BERLIN


@pytest.mark.parametrize(
    ("known", "runs"),
    [
        (CONTROLLER, {"tell_authority"}),
        (PROCESSOR, {"tell_client"}),
        ({"incident_type": "privacy_breach"}, {"tell_authority"}),
        ({"incident_type": "privacy_breach", **PROCESSOR}, {"tell_client"}),
        ({"incident_type": "data_loss"}, set()),
        ({"incident_type": "data_loss", "personal_data": "yes"}, {"tell_authority"}),
        ({"incident_type": "data_loss", "personal_data": "yes", **PROCESSOR}, {"tell_client"}),
        ({"notice_kind": "own_loss"}, set()),
        ({"notice_kind": "circumstance"}, {"report_facts"}),
        (DEMAND, {"report_facts", "report_demand"}),
        ({"notice_kind": "warning_letter"}, {"report_facts", "report_demand"}),
        ({"court_papers": "yes"}, {"report_court_papers"}),
        ({"court_papers": "no"}, set()),
        ({"deadline": day("2026-04-20")}, {"answer_letter"}),
        ({"notice_kind": "cyber_emergency"}, {"nis2_early_warning", "nis2_report", "nis2_final_report"}),
        ({}, set()),
    ],
)
def test_clocks_run_where_their_conditions_hold(known: Known, runs: set[str]) -> None:
    assert {clock.name for clock in run(known)} == runs


def test_a_letter_is_answered_by_its_own_earliest_date_weekend_or_not() -> None:
    known: Known = {"notice_kind": "warning_letter", "deadline": days("2026-04-18", "2026-04-22")}
    clock = named("answer_letter", known)
    assert (clock.due, clock.at_once) == (at("2026-04-18 23:59:59"), False)


def test_a_letter_whose_date_nobody_knows_is_urgent() -> None:
    clock = named("answer_letter", {"notice_kind": "warning_letter", "deadline": None})
    assert (clock.due, clock.at_once) == (NOW, True)


def test_nis2_is_for_staff_to_know() -> None:
    known: Known = {"notice_kind": "cyber_emergency", "discovered_on": day("2026-01-31")}
    found = run(known)
    assert [clock.due.isoformat(" ") for clock in found] == [
        "2026-02-01 00:00:00+01:00",
        "2026-02-03 00:00:00+01:00",
        "2026-02-28 23:59:59+01:00",
    ]
    assert (next_for_insured(found, NOW), next_for_staff(found), running_out(found, NOW)) == (None, None, ())


def test_clocks_come_first_to_end_first() -> None:
    known = {**DEMAND, **CONTROLLER, "claim_made_on": day("2026-04-07"), "discovered_on": day("2026-04-06")}
    found = run({**known, "deadline": day("2026-04-08")})
    assert [clock.name for clock in found] == [
        "answer_letter",
        "tell_authority",
        "report_facts",
        "report_demand",
    ]


def sent(known: Known) -> Claim:
    claim = a_claim(known)
    claim.submit(at=NOW, reference="FN-26-7K3QD", missing=())
    return claim


def test_sending_the_notice_settles_the_reports_and_nothing_else() -> None:
    claim = sent({**DEMAND, **CONTROLLER, "court_papers": "yes", "deadline": day("2026-04-30")})
    found = clocks(claim, CATALOGUE, NOW, BERLIN)
    assert {clock.name for clock in found if not clock.settled} == {"tell_authority", "answer_letter"}


@pytest.mark.parametrize(("informed", "settled"), [("yes", True), ("no", False), (None, False)])
def test_a_client_who_was_told_is_settled(informed: str | None, settled: bool) -> None:
    assert named("tell_client", {**PROCESSOR, "client_informed": informed}).settled is settled


def test_the_insured_is_told_the_next_date_that_can_still_be_kept() -> None:
    known = {**DEMAND, "discovered_on": day("2026-03-20"), "claim_made_on": day("2026-04-07")}
    found = run({**known, "deadline": day("2026-04-10")})
    told = [next_for_insured(found, at(now)) for now in ("2026-04-08 14:05", "2026-04-11 00:00")]
    assert [clock.name for clock in told if clock] == ["answer_letter", "report_demand"]
    assert next_for_insured(found, at("2026-05-01 00:00")) is None


def test_what_is_due_at_once_is_told_first_and_late() -> None:
    found = run({**PROCESSOR, **DEMAND, "claim_made_on": day("2026-04-07")})
    for now in (NOW, NOW + timedelta(days=2)):
        told = next_for_insured(found, now)
        assert told is not None
        assert told.name == "tell_client"


def test_the_desk_sorts_by_the_first_date_owed_even_if_it_has_passed() -> None:
    found = run({**DEMAND, "claim_made_on": day("2026-03-02"), "deadline": day("2026-04-10")})
    first = next_for_staff(found)
    assert first is not None
    assert first.due == at("2026-03-09 23:59:59")


@pytest.mark.parametrize(
    ("known", "now", "names"),
    [
        ({**DEMAND, "claim_made_on": day("2026-04-08")}, "2026-04-08 14:05", []),
        ({**DEMAND, "claim_made_on": day("2026-04-08")}, "2026-04-14 23:59:58", []),
        (
            {**DEMAND, "claim_made_on": day("2026-04-08")},
            "2026-04-14 23:59:59",
            ["report_facts", "report_demand"],
        ),
        ({**DEMAND, "claim_made_on": day("2026-04-08")}, "2026-04-16 00:00", []),
        ({**CONTROLLER, "discovered_on": day("2026-04-08")}, "2026-04-09 23:59", []),
        ({**CONTROLLER, "discovered_on": day("2026-04-08")}, "2026-04-10 00:00", ["tell_authority"]),
        ({**CONTROLLER, "discovered_on": day("2026-04-08")}, "2026-04-20 00:00", ["tell_authority"]),
        (PROCESSOR, "2026-04-08 14:05", ["tell_client"]),
        ({**PROCESSOR, "client_informed": "yes"}, "2026-04-08 14:05", []),
        ({"court_papers": "yes"}, "2026-04-08 14:05", ["report_court_papers"]),
        ({"deadline": day("2026-04-09")}, "2026-04-08 14:05", []),
        ({"deadline": day("2026-04-08")}, "2026-04-08 14:05", ["answer_letter"]),
    ],
)
def test_a_person_hears_of_what_runs_out(known: Known, now: str, names: list[str]) -> None:
    assert [clock.name for clock in running_out(run(known), at(now))] == names


def test_the_time_left_is_real_time() -> None:
    clock = named("tell_authority", {**CONTROLLER, "discovered_on": day("2026-03-27")})
    assert clock.left(at("2026-03-29 01:00")) == timedelta(hours=23)
    assert clock.left(at("2026-03-28 01:00")) == timedelta(hours=47)


def test_a_time_of_receipt_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        run({}, datetime(2026, 4, 8, 14, 5))


def test_a_draft_that_repeats_a_claim_leaves_the_clock_to_it_until_it_is_sent_all_the_same() -> None:
    told = DEMAND | {"claim_made_on": day("2026-04-01")}
    assert run(told)
    again = a_claim(told | {"duplicate_of": "FN-26-7K3QD"})
    assert clocks(again, CATALOGUE, NOW, BERLIN) == ()
    again.submitted_at = NOW
    assert clocks(again, CATALOGUE, NOW, BERLIN)


@pytest.mark.parametrize(
    ("country", "runs"), [("DE", True), ("GB", True), (None, True), ("US", False), ("CH", False)]
)
def test_the_72_hours_run_where_their_law_holds(country: str | None, runs: bool) -> None:
    clock_names = {clock.name for clock in run({**CONTROLLER, "country_of_work": country})}
    assert ("tell_authority" in clock_names) == runs
