"""What the insurer's records in the database promise: looking up policies, claims and drafts, and ending guesses early."""

import asyncio
import random
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.claims.model import Claim, Status
from bot.claims.reference import new_reference
from bot.claims.values import Value
from bot.policies.directory import DirectoryDown, NoPolicies
from bot.policies.model import Policy, PolicyStatus
from bot.store.database import Database
from bot.store.policies import SqlPolicies
from bot.store.records import SqlRecords
from bot.store.statements import tries
from bot.store.store import SqlStore
from tests.builders import a_claim, a_complete_claim, day, days, the_catalogue
from tests.contract.conftest import T0, kept, minutes

MARA = Policy(
    "PI-204-1877",
    "Dr. Mara Lindt",
    date(2026, 1, 1),
    date(2026, 12, 31),
    email="Mara@example.com",
    phone="030 901820",
    country="DE",
)
LINDT: dict[str, Value | None] = {"insured_name": "Mara Lindt", "insured_contact": "mara@example.com"}
REFERENCES = tuple(new_reference("FN", 2026, random.Random(number)) for number in range(3))


def sent(reference: str, values: dict[str, Value | None] | None = None, **changes: object) -> Claim:
    claim = a_complete_claim(values)
    claim.submit(at=T0, reference=reference, missing=())
    return replace(claim, id=f"claim {reference}", **changes)  # type: ignore[arg-type]


# Policies


async def test_policies_are_found_by_number_and_contact(policies: SqlPolicies) -> None:
    other = Policy("PI-300-0001", "Eva Huber", date(2020, 1, 1), email="eva@example.com")
    await policies.put([MARA, other])
    for number, contact in [
        ("pi 204 1877", None),
        (None, "MARA@EXAMPLE.COM"),
        (None, "+49 30 901820"),
        ("PI-999-9999", "x@example.com, 030/901820"),
    ]:
        assert await policies.find(number, None, contact) == (MARA,)
    assert await policies.find("PI-999-9999", "Mara Lindt", "x@example.com") == ()
    assert await policies.find(None, "Mara Lindt", None) == ()


async def test_policies_are_replaced_by_number_and_others_stay(policies: SqlPolicies) -> None:
    other = Policy("PI-300-0001", "Eva Huber", date(2020, 1, 1))
    await policies.put([MARA, other])
    renewed = replace(MARA, number="PI 204 1877", holder="Mara Lindt-Huber", valid_to=None)
    await policies.put([renewed])
    assert [policy async for policy in policies.all()] == [renewed, other]


async def test_many_policies_are_put_at_once(policies: SqlPolicies) -> None:
    many = [replace(MARA, number=f"PI-{number:07d}") for number in range(1203)]
    await policies.put(many)
    await policies.put(many)
    assert [policy async for policy in policies.all()] == many


async def test_without_any_policies_none_is_called_unknown(
    policies: SqlPolicies, records: SqlRecords
) -> None:
    with pytest.raises(NoPolicies):
        await policies.find("PI-204-1877")
    assert await records.policy(a_claim({**LINDT, "policy_number": "PI-204-1877"})) is None


LOOK_UPS: list[tuple[dict[str, Value | None], str]] = [
    ({"policy_number": "PI-204-1877", "insured_name": "Lindt, Mara"}, "matched"),
    (LINDT, "matched"),
    ({**LINDT, "occurred_on": day("2027-02-01")}, "expired"),
    ({**LINDT, "occurred_on": day("2025-02-01")}, "not_yet"),
    ({**LINDT, "occurred_on": day("2025-02-01"), "claim_made_on": day("2026-02-01")}, "matched"),
    ({"policy_number": "PI-204-1877", "insured_name": "Eva Huber"}, "name_differs"),
    ({"policy_number": "PI-204-1878", "insured_name": "Mara Lindt"}, "number_unknown"),
    ({"policy_number": "PI-204-1877"}, "none"),
    ({"insured_name": "Mara Lindt", "policy_number": None}, "none"),
    ({}, "none"),
]


async def test_a_claims_policy_is_looked_up(policies: SqlPolicies, records: SqlRecords) -> None:
    await policies.put([MARA])
    for values, status in LOOK_UPS:
        found = await records.policy(a_claim(values))
        assert found is not None
        assert (values, found.status) == (values, status)


async def test_policies_of_other_lines_are_none_of_ours(policies: SqlPolicies, records: SqlRecords) -> None:
    await policies.put(
        [replace(MARA, line="motor"), replace(MARA, number="PI-1-22", line=the_catalogue().line)]
    )
    found = await records.policy(a_claim(LINDT))
    assert found is not None
    assert (found.status, found.number) == (PolicyStatus.MATCHED, "PI-1-22")


async def test_a_directory_that_is_down_stops_nobody(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    class Down:
        async def find(self, *_: str | None) -> tuple[Policy, ...]:
            raise DirectoryDown("ConnectError")

    records = SqlRecords(database, the_catalogue(), Down(), "secret")
    assert await records.policy(a_claim({**LINDT, "policy_number": "PI-204-1877"})) is None
    assert "ConnectError" in caplog.text
    assert "Mara" not in caplog.text
    assert "1877" not in caplog.text


# The status of a claim


@pytest.fixture
async def earlier(sql_store: SqlStore) -> str:
    """Reference of a claim that was sent."""
    values: dict[str, Value | None] = {
        "policy_number": "PI-204-1877",
        "insured_contact": "mara@example.com, +49 30 901820",
    }
    await kept(sql_store, sent(REFERENCES[0], values, status=Status.IN_REVIEW))
    return REFERENCES[0]


async def test_status_is_told_to_who_knows_a_second_factor(records: SqlRecords, earlier: str) -> None:
    for factors in [
        ["pi 204 1877"],
        ["Mara@Example.com"],
        ["+4930901820"],
        ["030 901820"],
        ["no", "PI-204-1877"],
    ]:
        assert await records.status(earlier, factors, T0) == "in_review"
        assert await records.status(f" {earlier.lower()} ", factors, T0) == "in_review"


async def test_status_is_told_to_nobody_else(records: SqlRecords, earlier: str) -> None:
    wrong: list[list[str]] = [[], ["", " "], ["-"], ["PI-204-1878"], ["mara"], ["Mara Lindt"], ["901820"]]
    for hour, factors in enumerate(wrong):
        assert await records.status(earlier, factors, minutes(60 * hour)) is None


async def test_status_of_what_was_never_sent_is_not_told(records: SqlRecords, sql_store: SqlStore) -> None:
    await kept(sql_store, a_claim({"policy_number": "PI-204-1877"}))
    assert await records.status("c1", ["PI-204-1877"], T0) is None
    assert await records.status(REFERENCES[0], ["PI-204-1877"], T0) is None


async def test_a_claim_without_number_is_not_opened_by_an_empty_one(
    records: SqlRecords, sql_store: SqlStore
) -> None:
    await kept(sql_store, sent(REFERENCES[0], {"policy_number": None}))
    assert await records.status(REFERENCES[0], ["--", "...."], T0) is None


async def test_guessing_at_a_status_ends_after_five_tries(records: SqlRecords, earlier: str) -> None:
    for number in range(5):
        assert await records.status(earlier, [f"PI-000-000{number}"], minutes(number)) is None
    assert await records.status(earlier, ["PI-204-1877"], minutes(59)) is None
    assert await records.status(earlier, ["PI-204-1877"], minutes(60)) == "in_review"


async def test_many_guesses_at_once_are_no_way_around(records: SqlRecords, earlier: str) -> None:
    await asyncio.gather(*(records.status(earlier, [f"PI-000-00{number}"], T0) for number in range(12)))
    assert await records.status(earlier, ["PI-204-1877"], T0) is None
    assert (
        await records.status(earlier, [*(f"PI-000-00{n}" for n in range(40)), "PI-204-1877"], minutes(61))
        is None
    )


async def test_right_answers_are_no_tries_and_old_tries_go(
    records: SqlRecords, earlier: str, database: Database
) -> None:
    for _ in range(7):
        assert await records.status(earlier, ["PI-204-1877"], T0) == "in_review"
    await records.status(earlier, ["no"], T0)
    await records.status(earlier, ["no"], minutes(61))
    async with database.read() as connection:
        assert len((await connection.execute(select(tries))).all()) == 1


# Similar claims


SAME: dict[str, Value | None] = {
    **LINDT,
    "policy_number": "PI-204-1877",
    "incident_type": "lost_key",
    "occurred_on": day("2026-04-03"),
}


SIMILAR: list[tuple[dict[str, Value | None], bool | None]] = [
    ({}, True),
    ({"policy_number": None, "insured_name": "M. L."}, True),
    ({"insured_contact": "+49 30 901820"}, True),
    ({"insured_contact": "+49 30 901820", "insured_name": "Eva Huber"}, False),
    ({"insured_contact": None, "policy_number": "PI-999-9999"}, False),
    ({"occurred_on": day("2026-04-10")}, True),
    ({"occurred_on": days("2026-03-01", "2026-03-27")}, True),
    ({"occurred_on": days("2026-01-01", "2026-12-31")}, True),
    ({"occurred_on": day("2026-04-11")}, None),
    ({"occurred_on": day("2026-03-26")}, None),
    ({"occurred_on": None}, None),
    ({"incident_type": "property_damage"}, None),
    ({"policy_number": "PI-9-9", "insured_name": "Eva Huber", "insured_contact": "eva@example.com"}, None),
]
"""How an earlier claim differs from the new one, and whether it may be told of; None if it is not similar."""


async def test_similar_claims_are_found_and_others_not(records: SqlRecords, sql_store: SqlStore) -> None:
    new = a_claim(SAME, id="new")
    for number, (changes, told) in enumerate(SIMILAR):
        earlier = replace(sent(REFERENCES[0], SAME | changes), id=f"c{number}")
        await kept(sql_store, earlier)
        found = await records.similar(new)
        expected = [(REFERENCES[0], "lost_key", {**SAME, **changes}["occurred_on"], told)]
        got = [(one.reference, one.incident_type, one.occurred, one.may_be_told) for one in found]
        assert (changes, got) == (changes, expected if told is not None else [])
        earlier.withdraw()
        earlier.reference = None
        await kept(sql_store, earlier)


async def test_only_sent_claims_other_than_itself_are_similar(
    records: SqlRecords, sql_store: SqlStore
) -> None:
    await kept(sql_store, sent(REFERENCES[0], SAME, status=Status.WITHDRAWN))
    await kept(sql_store, a_claim(SAME, id="draft"))
    itself = sent(REFERENCES[1], SAME)
    await kept(sql_store, itself)
    assert await records.similar(itself) == ()


async def test_similar_claims_come_newest_first(records: SqlRecords, sql_store: SqlStore) -> None:
    for number, reference in enumerate(REFERENCES):
        await kept(sql_store, sent(reference, SAME, submitted_at=minutes(number)))
    found = await records.similar(a_claim(SAME, id="new"))
    assert [claim.reference for claim in found] == list(reversed(REFERENCES))


async def test_a_claim_without_kind_or_day_resembles_none(records: SqlRecords, sql_store: SqlStore) -> None:
    await kept(sql_store, sent(REFERENCES[0], SAME))
    assert await records.similar(a_claim({**SAME, "occurred_on": None}, id="new")) == ()
    assert await records.similar(a_claim({**SAME, "incident_type": None}, id="new")) == ()
    assert await records.similar(a_claim({**SAME, "occurred_on": days("0001-01-01", "9999-12-31")}, id="new"))
