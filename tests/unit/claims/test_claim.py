"""Facts are only added to; the status moves only along its legal ways."""

import pytest

from bot.claims.errors import IllegalMove, MissingFields
from bot.claims.model import Claim, Precision, SetBy, Status
from bot.claims.values import Value
from tests.builders import NOW, a_claim, a_fact, a_sent_claim, day, days, euros, said_of

BOT, INSURED, STAFF = SetBy.BOT, SetBy.INSURED, SetBy.STAFF


def test_record_keeps_what_was_replaced() -> None:
    claim = a_claim({"claimant": "Alderway"})
    change = claim.record(a_fact("claimant", "Alderway Dental"))
    assert change is not None
    assert change.old is not None
    assert (change.old.value, change.new.value) == ("Alderway", "Alderway Dental")
    assert [fact.value for fact in claim.facts] == ["Alderway", "Alderway Dental"]
    assert claim.facts[1].replaces == claim.facts[0].seq


def test_record_numbers_facts_from_one() -> None:
    claim = a_claim({"claimant": "Alderway", "insured_name": "Mara", "caused_by": "self"})
    assert [fact.seq for fact in claim.facts] == [1, 2, 3]
    assert [fact.replaces for fact in claim.facts] == [None, None, None]


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        (BOT, BOT, True),
        (BOT, INSURED, True),
        (BOT, STAFF, True),
        (INSURED, INSURED, True),
        (INSURED, STAFF, True),
        (STAFF, INSURED, True),
        (STAFF, STAFF, True),
        (INSURED, BOT, False),
        (STAFF, BOT, False),
    ],
)
def test_record_lets_only_people_replace_the_word_of_people(first: SetBy, second: SetBy, taken: bool) -> None:
    claim = a_claim({"caused_by": "self"}, by=first)
    change = claim.record(a_fact("caused_by", "employee", set_by=second))
    assert (change is not None) is taken
    assert claim.value("caused_by") == ("employee" if taken else "self")


def test_record_lets_no_inference_fill_what_a_person_does_not_know() -> None:
    claim = a_claim({"discovered_on": None})
    assert claim.record(a_fact("discovered_on", day("2026-04-01"), set_by=BOT)) is None
    assert claim.value("discovered_on") is None


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        (INSURED, INSURED, False),
        (BOT, BOT, False),
        (INSURED, BOT, False),
        (BOT, INSURED, True),
        (INSURED, STAFF, True),
    ],
)
def test_record_of_an_equal_value_says_nothing_unless_a_person_vouches_for_it(
    first: SetBy, second: SetBy, taken: bool
) -> None:
    claim = a_claim({"caused_by": "self"}, by=first)
    assert (claim.record(a_fact("caused_by", "self", set_by=second)) is not None) is taken
    assert len(claim.facts) == (2 if taken else 1)


def test_record_tells_not_known_from_not_answered() -> None:
    claim = a_claim({"amount_estimated": None})
    assert claim.knows("amount_estimated")
    assert not claim.knows("amount_claimed")
    assert claim.value("amount_estimated") is claim.value("amount_claimed") is None


def test_projection_holds_the_newest_fact_of_each_field_in_the_order_of_their_coming_up() -> None:
    claim = a_claim({"claimant": "Alderway", "caused_by": "self"})
    claim.record(a_fact("claimant", "Brookside"))
    assert list(said_of(claim).items()) == [("claimant", "Brookside"), ("caused_by", "self")]


@pytest.mark.parametrize(
    ("value", "precision"),
    [
        (None, Precision.UNKNOWN),
        (day("2026-04-01"), Precision.DAY),
        (days("2026-04-01", "2026-04-30"), Precision.RANGE),
        (euros("1400"), Precision.EXACT),
        (euros("1400", approximate=True), Precision.APPROXIMATE),
        (euros("5000", "8000"), Precision.APPROXIMATE),
        ("Alderway Dental", Precision.EXACT),
    ],
)
def test_precision_follows_from_the_value(value: Value | None, precision: Precision) -> None:
    assert a_fact("any", value).precision is precision


def test_submit_sets_reference_time_and_what_was_confirmed() -> None:
    claim = a_claim({"claimant": "Alderway", "caused_by": "self"})
    claim.submit(at=NOW, reference="FN-26-7K3QD", missing=())
    assert (claim.status, claim.reference, claim.submitted_at) == (Status.SUBMITTED, "FN-26-7K3QD", NOW)
    assert claim.confirmed_seq == 2


def test_submit_twice_changes_nothing() -> None:
    claim = a_claim({"claimant": "Alderway"})
    claim.submit(at=NOW, reference="FN-26-7K3QD", missing=())
    claim.record(a_fact("claimant", "Alderway Dental"))
    claim.submit(at=NOW.replace(year=2027), reference="FN-27-AAAAA", missing=("caused_by",))
    assert (claim.reference, claim.submitted_at, claim.confirmed_seq) == ("FN-26-7K3QD", NOW, 1)


def test_submit_names_the_fields_that_are_missing() -> None:
    claim = a_claim()
    with pytest.raises(MissingFields) as refused:
        claim.submit(at=NOW, reference="FN-26-7K3QD", missing=("insured_name", "insured_contact"))
    assert refused.value.fields == ("insured_name", "insured_contact")
    assert (claim.status, claim.reference) == (Status.DRAFT, None)


MAY_BE_SUBMITTED = {Status.DRAFT, Status.SUBMITTED}
MAY_BE_WITHDRAWN = {Status.DRAFT, Status.SUBMITTED, Status.IN_REVIEW}


def _in(status: Status) -> Claim:
    return a_claim() if status is Status.DRAFT else a_sent_claim(status)


@pytest.mark.parametrize("status", sorted(set(Status) - MAY_BE_SUBMITTED))
def test_submit_is_refused_once_staff_have_begun(status: Status) -> None:
    claim = _in(status)
    with pytest.raises(IllegalMove) as refused:
        claim.submit(at=NOW, reference="FN-26-AAAAA", missing=())
    assert refused.value.status == status
    assert (claim.status, claim.reference) == (status, "FN-26-7K3QD")


@pytest.mark.parametrize("status", sorted(MAY_BE_WITHDRAWN))
def test_withdraw_works_until_the_insurer_has_decided(status: Status) -> None:
    claim = _in(status)
    claim.withdraw()
    assert claim.status is Status.WITHDRAWN


@pytest.mark.parametrize("status", sorted(set(Status) - MAY_BE_WITHDRAWN))
def test_withdraw_is_refused_after_that(status: Status) -> None:
    claim = _in(status)
    with pytest.raises(IllegalMove):
        claim.withdraw()
    assert claim.status is status
