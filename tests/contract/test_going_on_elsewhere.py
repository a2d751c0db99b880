"""Going on with a draft in another conversation: by a code that was shown there, or by one that is sent by e-mail."""

import asyncio
import random
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from bot.claims.model import Claim, Status
from bot.claims.reference import new_reference
from bot.claims.resume_code import find_code
from bot.conversations.message import Author, Reply
from bot.conversations.model import MOVED, Owner
from bot.service.ports import LeaseLost
from bot.store.database import Database
from bot.store.policies import SqlPolicies
from bot.store.records import SqlRecords
from bot.store.statements import conversations, resume_codes
from bot.store.store import SqlStore
from tests.builders import a_claim, a_conversation, the_catalogue
from tests.contract.conftest import T0, kept, minutes, opened, said, taken

FAREWELL = {"en": "It goes on elsewhere.", "de": "Es geht woanders weiter."}
REFERENCES = tuple(new_reference("FN", 2026, random.Random(number)) for number in range(3))


# Going on in another conversation


@pytest.fixture
async def draft(sql_store: SqlStore) -> Claim:
    """A draft that conversation v1 is about; v2 is another one."""
    claim = a_claim({"claimant": "Alderway Dental", "incident_type": "lost_key"}, opened_at=T0)
    await sql_store.open_conversation(
        a_conversation(id="v1", opened_at=T0, claim=claim.id, asks="claimant", asked={"claimant/first": 1})
    )
    stored = await sql_store.conversation("v1")
    assert stored is not None
    await sql_store.save(stored, [claim])
    await opened(sql_store, "v2")
    return claim


async def test_a_code_moves_the_draft_to_the_other_conversation(
    records: SqlRecords, sql_store: SqlStore, draft: Claim
) -> None:
    code = await records.new_code(draft.id, T0)
    moved = await records.redeem(code.lower().replace("-", " "), "v2", minutes(29), FAREWELL)
    assert moved == replace(draft, conversation="v2")
    old, new = await sql_store.conversation("v1"), await sql_store.conversation("v2")
    assert old is not None
    assert new is not None
    assert (old.claim, old.asks, old.asked) == (None, None, {})
    assert new.claim == draft.id
    await said(sql_store, "here I am", conversation="v2")
    assert (await taken(sql_store, conversation="v2")).claim == moved


async def test_a_code_works_once_and_again_only_where_it_worked(
    records: SqlRecords, draft: Claim, sql_store: SqlStore
) -> None:
    code = await records.new_code(draft.id, T0)
    moved = await records.redeem(code, "v2", T0, FAREWELL)
    assert moved is not None
    assert await records.redeem(code, "v2", T0, FAREWELL) == moved
    await opened(sql_store, "v3")
    assert await records.redeem(code, "v3", T0, FAREWELL) is None
    assert await records.redeem(code, "v1", T0, FAREWELL) is None


async def test_two_who_redeem_at_once_do_not_both_get_the_draft(
    records: SqlRecords, draft: Claim, sql_store: SqlStore
) -> None:
    await opened(sql_store, "v3")
    code = await records.new_code(draft.id, T0)
    got = await asyncio.gather(*(records.redeem(code, name, T0, FAREWELL) for name in ("v2", "v3")))
    assert [claim is None for claim in got].count(True) == 1


async def test_a_code_is_worth_nothing_after_30_minutes(records: SqlRecords, draft: Claim) -> None:
    code = await records.new_code(draft.id, T0)
    assert await records.redeem(code, "v2", minutes(30), FAREWELL) is None


async def test_a_newer_code_takes_the_place_of_an_older(records: SqlRecords, draft: Claim) -> None:
    older = await records.new_code(draft.id, T0)
    newer = await records.new_code(draft.id, T0)
    assert await records.redeem(older, "v2", T0, FAREWELL) is None
    assert await records.redeem(newer, "v2", T0, FAREWELL) is not None


async def test_a_code_used_where_it_was_issued_moves_nothing(records: SqlRecords, draft: Claim) -> None:
    code = await records.new_code(draft.id, T0)
    assert await records.redeem(code, "v1", T0, FAREWELL) == draft
    assert await records.redeem(code, "v2", T0, FAREWELL) is not None


async def test_a_code_opens_no_claim_that_is_no_draft(
    records: SqlRecords, sql_store: SqlStore, draft: Claim
) -> None:
    code = await records.new_code(draft.id, T0)
    for status in (Status.SUBMITTED, Status.WITHDRAWN):
        await kept(sql_store, replace(draft, status=status, reference=REFERENCES[0]))
        assert await records.redeem(code, "v2", T0, FAREWELL) is None


async def test_a_code_may_be_issued_before_its_draft_is_stored(
    records: SqlRecords, sql_store: SqlStore
) -> None:
    code = await records.new_code("c1", T0)
    await opened(sql_store, "v2")
    assert await records.redeem(code, "v2", T0, FAREWELL) is None
    await kept(sql_store, a_claim({"claimant": "Alderway"}))
    assert await records.redeem(code, "v2", T0, FAREWELL) is not None


async def test_staff_who_talk_about_a_draft_keep_it(
    records: SqlRecords, sql_store: SqlStore, database: Database, draft: Claim
) -> None:
    code = await records.new_code(draft.id, T0)
    for owner, moves in [(Owner.STAFF, False), (Owner.WAITING, True)]:
        async with database.write() as connection:
            await connection.execute(
                update(conversations).where(conversations.c.id == "v1").values(owner=owner.value)
            )
        assert (await records.redeem(code, "v2", T0, FAREWELL) is not None) is moves


async def test_a_turn_under_way_does_not_write_to_a_draft_that_went_on_elsewhere(
    records: SqlRecords, sql_store: SqlStore, draft: Claim
) -> None:
    await said(sql_store, "one more thing")
    work = await taken(sql_store)
    code = await records.new_code(draft.id, T0)
    assert await records.redeem(code, "v2", T0, FAREWELL) is not None
    with pytest.raises(LeaseLost):
        await sql_store.finish(work, "a", [Reply("noted")], [draft], T0)
    again = await taken(sql_store, holder="b")
    assert (again.message.id, again.claim) == (work.message.id, None)


async def test_guessing_at_codes_ends_after_five_tries(
    records: SqlRecords, sql_store: SqlStore, draft: Claim
) -> None:
    code = await records.new_code(draft.id, T0)
    for number in range(5):
        wrong = f"K{number + 3}-42-Q9"
        assert wrong != code
        assert await records.redeem(wrong, "v2", T0, FAREWELL) is None
    assert await records.redeem(code, "v2", minutes(1), FAREWELL) is None
    await opened(sql_store, "v3")
    assert await records.redeem(code, "v3", minutes(1), FAREWELL) is not None


async def test_what_is_no_code_is_no_try(records: SqlRecords, draft: Claim) -> None:
    code = await records.new_code(draft.id, T0)
    for _ in range(6):
        assert await records.redeem("no idea", "v2", T0, FAREWELL) is None
    assert await records.redeem(code, "nobody", T0, FAREWELL) is None
    assert await records.redeem(code, "v2", T0, FAREWELL) is not None


async def test_codes_are_kept_as_keyed_digests(records: SqlRecords, database: Database, draft: Claim) -> None:
    code = await records.new_code(draft.id, T0)
    assert find_code(code) == code
    async with database.read() as connection:
        [row] = (await connection.execute(select(resume_codes))).mappings()
    assert code not in str(dict(row))
    other = SqlRecords(database, the_catalogue(), SqlPolicies(database), "another secret")
    assert await other.redeem(code, "v2", T0, FAREWELL) is None


async def test_codes_that_are_over_are_forgotten(
    records: SqlRecords, database: Database, draft: Claim
) -> None:
    await records.new_code("other", T0)
    await records.new_code(draft.id, minutes(31))
    async with database.read() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM resume_codes")) == 1


async def test_where_a_draft_was_it_is_said_that_it_went_on(
    records: SqlRecords, sql_store: SqlStore, draft: Claim
) -> None:
    code = await records.new_code(draft.id, T0)
    assert await records.redeem(code, "v2", T0, FAREWELL) is not None
    [told] = await sql_store.messages("v1")
    assert (told.author, told.text) == (Author.SYSTEM, "It goes on elsewhere.")
    left = await sql_store.conversation("v1")
    assert left is not None
    assert (left.claim, left.aside) == (None, {MOVED: True})
    # A second look at the same code moves nothing, so nothing is said.
    await records.redeem(code, "v2", T0, FAREWELL)
    assert len(await sql_store.messages("v1")) == 1


# Codes by e-mail


@pytest.fixture
async def with_address(sql_store: SqlStore) -> Claim:
    claim = a_claim({"claimant": "Alderway", "insured_contact": "Mara@Example.com, 030 901820"})
    await kept(sql_store, claim)
    await opened(sql_store, "v2")
    return claim


async def test_a_code_by_mail_goes_to_the_address_that_the_draft_holds(
    records: SqlRecords, with_address: Claim
) -> None:
    sent_to = await records.code_for("mara@EXAMPLE.com", "v2", T0)
    assert sent_to is not None
    code, address = sent_to
    assert address == "mara@example.com"
    moved = await records.redeem(code, "v2", T0, FAREWELL)
    assert moved is not None
    assert moved.id == with_address.id


async def test_nobody_gets_a_code_for_an_address_that_no_draft_holds(
    records: SqlRecords, sql_store: SqlStore, with_address: Claim
) -> None:
    for address in ("ara@example.com", "mara@example.co", "%@example.com", "mara_example.com"):
        assert await records.code_for(address, "v2", T0) is None
    # Nor for a draft of the same conversation, or one that is none any more.
    assert await records.code_for("mara@example.com", "v1", minutes(61)) is None
    await kept(sql_store, replace(with_address, status=Status.WITHDRAWN))
    assert await records.code_for("mara@example.com", "v2", minutes(122)) is None


async def test_the_newest_of_several_drafts_is_meant(
    records: SqlRecords, sql_store: SqlStore, with_address: Claim
) -> None:
    newer = replace(a_claim({"insured_contact": "mara@example.com"}), id="c9", conversation="v3")
    await kept(sql_store, replace(newer, opened_at=newer.opened_at + timedelta(days=1)))
    sent_to = await records.code_for("mara@example.com", "v2", T0)
    assert sent_to is not None
    moved = await records.redeem(sent_to[0], "v2", T0, FAREWELL)
    assert moved is not None
    assert moved.id == "c9"


async def test_nobody_is_flooded_with_codes(
    records: SqlRecords, sql_store: SqlStore, with_address: Claim
) -> None:
    for number in range(5):
        await opened(sql_store, f"w{number}")
        assert await records.code_for("mara@example.com", f"w{number}", T0) is not None
    assert await records.code_for("mara@example.com", "v2", minutes(1)) is None
    assert await records.code_for("mara@example.com", "v2", minutes(61)) is not None
