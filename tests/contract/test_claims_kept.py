"""What the SQL store promises about claims: all or nothing, facts only ever added to, columns equal to them."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from bot.claims.model import Claim, SetBy, Source, Status
from bot.claims.values import Value, to_json
from bot.commands.logs import DiscreetFormatter
from bot.conversations.message import Author, Reply
from bot.conversations.model import Owner
from bot.service.ports import Work
from bot.store.database import Database
from bot.store.queries import exported_claims
from bot.store.statements import claims, conversations, facts, messages
from bot.store.store import SqlStore
from tests.builders import a_claim, a_complete_claim, a_fact, day, days, euros
from tests.contract.conftest import T0, opened, said, seconds, taken

VALUES: dict[str, Value | None] = {
    "incident_type": "lost_key",
    "occurred_on": day("2026-04-03"),
    "discovered_on": days("2026-04-04", "2026-04-06"),
    "claim_made_on": None,
    "amount_claimed": euros("1400", approximate=True),
    "amount_estimated": euros("1200.50", "1500"),
    "claimant": "Zahnarztpraxis Öl & Söhne 🦷",
    "ongoing": "no",
}


async def rows(database: Database, query: Any) -> list[dict[str, Any]]:
    async with database.read() as connection:
        return [dict(row) for row in (await connection.execute(query)).mappings()]


async def kept(store: SqlStore, claim: Claim, *, text: str = "hello", at: float = 0) -> Work:
    """Store a claim as the result of answering a message; what the next turn finds."""
    await said(store, text, seconds(at))
    work = await taken(store, at=seconds(at))
    conversation = replace(work.conversation, claim=claim.id)
    await store.finish(replace(work, conversation=conversation), "a", [Reply("noted")], [claim], seconds(at))
    await said(store, f"{text}, what next?", seconds(at))
    return await taken(store, at=seconds(at))


async def test_a_claim_comes_back_as_it_was(sql_store: SqlStore) -> None:
    await opened(sql_store)
    claim = a_claim(VALUES, opened_at=T0)
    work = await kept(sql_store, claim)
    assert work.claim == claim


async def test_not_knowing_is_a_fact_of_its_own(sql_store: SqlStore, database: Database) -> None:
    await opened(sql_store)
    work = await kept(sql_store, a_claim({"amount_claimed": None}))
    assert work.claim is not None
    assert work.claim.knows("amount_claimed")
    assert work.claim.value("amount_claimed") is None
    assert not work.claim.knows("amount_estimated")
    [stored] = await rows(database, text("SELECT precision, CAST(value AS TEXT) AS value FROM facts"))
    assert stored == {"precision": "unknown", "value": "null"}


async def test_facts_are_only_ever_added_to(sql_store: SqlStore, database: Database) -> None:
    await opened(sql_store)
    work = await kept(sql_store, a_claim({"amount_claimed": euros("1400"), "claimant": "Alderway"}))
    before = await rows(database, select(facts).order_by(facts.c.seq))
    assert work.claim is not None
    work.claim.record(a_fact("amount_claimed", euros("1300"), source=Source(work.message.id, 10, 15)))
    await sql_store.finish(work, "a", [Reply("changed")], [work.claim], T0)
    after = await rows(database, select(facts).order_by(facts.c.seq))
    assert after[:2] == before
    assert len(after) == 3
    assert (after[2]["seq"], after[2]["replaces"], after[2]["value"]["high"]) == (3, 1, 1300)
    assert (after[2]["source_message"], after[2]["source_start"], after[2]["source_end"]) == (
        work.message.id,
        10,
        15,
    )


async def test_the_columns_are_the_projection_of_the_facts(sql_store: SqlStore, database: Database) -> None:
    await opened(sql_store)
    await kept(sql_store, a_claim(VALUES))
    [row] = await rows(database, select(claims))
    assert row["fact_count"] == len(VALUES)
    assert (row["occurred_from"], row["occurred_to"]) == (date(2026, 4, 3), date(2026, 4, 3))
    assert (row["discovered_from"], row["discovered_to"]) == (date(2026, 4, 4), date(2026, 4, 6))
    assert (row["claim_made_from"], row["claim_made_to"]) == (None, None)
    assert (row["amount_low"], row["amount_high"]) == (Decimal("1400.00"), Decimal("1400.00"))
    assert (row["amount_currency"], row["amount_approximate"]) == ("EUR", True)
    assert (row["incident_type"], row["claimant"]) == ("lost_key", VALUES["claimant"])
    assert row["loss_kind"]
    assert row["cover_section"]


async def test_the_columns_follow_a_correction(sql_store: SqlStore, database: Database) -> None:
    await opened(sql_store)
    work = await kept(sql_store, a_claim(VALUES))
    assert work.claim is not None
    for name, value in {"amount_claimed": None, "occurred_on": day("2026-04-02"), "claimant": None}.items():
        work.claim.record(a_fact(name, value))
    await sql_store.finish(work, "a", [Reply("changed")], [work.claim], T0)
    [row] = await rows(database, select(claims))
    assert (row["amount_low"], row["amount_high"]) == (Decimal("1200.50"), Decimal("1500.00"))
    assert (row["occurred_from"], row["claimant"]) == (date(2026, 4, 2), None)


async def test_an_absurd_sum_does_not_keep_the_claim_from_being_stored(
    sql_store: SqlStore, database: Database
) -> None:
    await opened(sql_store)
    work = await kept(sql_store, a_claim({"amount_claimed": euros("9" * 30)}))
    assert work.claim is not None
    assert work.claim.value("amount_claimed") == euros("9" * 30)
    [row] = await rows(database, select(claims))
    assert row["amount_high"] is None


@contextmanager
def refused(claim: Claim) -> Iterator[None]:
    """A claim that the database does not take, and the error for it."""
    claim.status = Status.SUBMITTED  # without a reference, which the table forbids
    with pytest.raises(DBAPIError):
        yield


async def test_an_answer_is_stored_whole_or_not_at_all(sql_store: SqlStore, database: Database) -> None:
    await opened(sql_store)
    await said(sql_store, "hello")
    work, claim = await taken(sql_store), a_claim(VALUES)
    with refused(claim):
        await sql_store.finish(work, "a", [Reply("noted")], [claim], T0)
    assert [message.text for message in await sql_store.messages("v1")] == ["hello"]
    assert await rows(database, select(facts)) == []
    assert await rows(database, select(claims)) == []
    again = await sql_store.next_work("v1", T0)
    assert again is not None
    assert again.message.id == work.message.id


async def test_an_error_of_the_database_quotes_nobody(sql_store: SqlStore) -> None:
    await opened(sql_store)
    await said(sql_store, "hello")
    claim = a_claim(VALUES)
    claim.status = Status.SUBMITTED
    with pytest.raises(DBAPIError) as failure:
        await sql_store.finish(
            await taken(sql_store), "a", [Reply("The practice wants €1,400.")], [claim], T0
        )
    error = failure.value
    logged = DiscreetFormatter().formatException((type(error), error, error.__traceback__))
    for shown in (str(error), logged):
        assert "Zahnarztpraxis" not in shown
        assert "1400" not in shown


async def test_a_reference_is_never_given_twice(sql_store: SqlStore) -> None:
    for number in (1, 2):
        await opened(sql_store, f"v{number}")
    for number in (1, 2):
        claim = a_complete_claim()
        claim.id, claim.conversation = f"c{number}", f"v{number}"
        claim.submit(at=T0, reference="FN-26-7K3QD", missing=())
        await said(sql_store, "send it", conversation=f"v{number}")
        work = await taken(sql_store, conversation=f"v{number}")
        if number == 1:
            await sql_store.finish(work, "a", [Reply("sent")], [claim], T0)
            continue
        with pytest.raises(DBAPIError):
            await sql_store.finish(work, "a", [Reply("sent")], [claim], T0)


async def test_a_sent_claim_keeps_reference_and_time(sql_store: SqlStore) -> None:
    await opened(sql_store)
    claim = a_complete_claim()
    claim.submit(at=seconds(5), reference="FN-26-7K3QD", missing=())
    work = await kept(sql_store, claim)
    assert work.claim is not None
    assert (work.claim.status, work.claim.reference) == (Status.SUBMITTED, "FN-26-7K3QD")
    assert (work.claim.submitted_at, work.claim.confirmed_seq) == (seconds(5), len(claim.facts))


@pytest.mark.parametrize("owner", [Owner.STAFF, Owner.CLOSED])
async def test_the_bot_is_silent_from_the_moment_staff_take_over(
    sql_store: SqlStore, database: Database, owner: Owner
) -> None:
    await opened(sql_store)
    await said(sql_store, "hello")
    work, claim = await taken(sql_store), a_claim(VALUES)
    async with database.write() as connection:
        await connection.execute(update(conversations).values(owner=owner.value))
    replies = [Reply("from the bot"), Reply("from us", Author.SYSTEM)]
    stored = (await sql_store.finish(work, "a", replies, [claim], T0)).replies
    assert [message.text for message in stored] == ["from us"]
    assert [(message.seq, message.text) for message in await sql_store.messages("v1")] == [
        (1, "hello"),
        (2, "from us"),
    ]
    conversation = await sql_store.conversation("v1")
    assert conversation is not None
    assert conversation.owner is owner
    assert len(await rows(database, select(facts))) == len(VALUES)


async def test_a_reply_names_the_message_it_answers(sql_store: SqlStore, database: Database) -> None:
    await opened(sql_store)
    accepted = await said(sql_store, "hello")
    await sql_store.finish(await taken(sql_store), "a", [Reply("hi"), Reply("there")], (), T0)
    found = await rows(database, select(messages.c.answers, messages.c.state).order_by(messages.c.seq))
    assert [(row["answers"], row["state"]) for row in found] == [
        (None, "answered"),
        (accepted.id, "sent"),
        (accepted.id, "sent"),
    ]


async def test_the_story_so_far_comes_with_the_next_message(sql_store: SqlStore) -> None:
    await opened(sql_store)
    first = await said(sql_store, "I lost a key.")
    work, claim = await taken(sql_store), a_claim()
    claim.record(a_fact("description", "I lost a key.", source=Source(first.id, 0, 13)))
    await sql_store.finish(
        replace(work, conversation=replace(work.conversation, claim=claim.id)),
        "a",
        [Reply("When?")],
        [claim],
        T0,
    )
    await said(sql_store, "It was the one for the server room.")
    work = await taken(sql_store)
    assert work.narrative == ((first.id, "I lost a key."),)


async def test_the_open_question_comes_with_the_next_message(sql_store: SqlStore) -> None:
    await opened(sql_store)
    await said(sql_store, "hello")
    await sql_store.finish(await taken(sql_store), "a", [Reply("When was it?", asks="occurred_on")], (), T0)
    await said(sql_store, "thanks")
    await sql_store.finish(await taken(sql_store), "a", [Reply("You're welcome.")], (), T0)
    await said(sql_store, "Friday")
    assert (await taken(sql_store)).question == "When was it?"


async def exported(database: Database, **wanted: Any) -> list[dict[str, Any]]:
    found: AsyncIterator[dict[str, Any]] = exported_claims(database, **wanted)
    return [claim async for claim in found]


async def test_an_export_shows_every_field_with_its_source(sql_store: SqlStore, database: Database) -> None:
    await opened(sql_store)
    first = await said(sql_store, "They want 1.400 euros.")
    claim = a_claim({"claimant": "Alderway", "ongoing": None}, by=SetBy.BOT)
    claim.record(a_fact("amount_claimed", euros("1400"), source=Source(first.id, 10, 21), at=seconds(2)))
    claim.record(a_fact("claimant", "Alderway Dental", at=seconds(3)))
    await sql_store.finish(await taken(sql_store), "a", [Reply("noted")], [claim], T0)
    assert await exported(database) == []
    [shown] = await exported(database, drafts=True)
    assert (shown["status"], shown["reference"], shown["conversation"]) == ("draft", None, "v1")
    assert list(shown["fields"]) == ["claimant", "ongoing", "amount_claimed"]
    assert shown["fields"]["claimant"]["value"] == "Alderway Dental"
    assert shown["fields"]["ongoing"] | {"at": ""} == {
        "value": None,
        "precision": "unknown",
        "confidence": 1.0,
        "set_by": "bot",
        "at": "",
        "source": None,
    }
    amount = shown["fields"]["amount_claimed"]
    assert amount["value"] == to_json(euros("1400"))
    assert amount["source"] == {"message": first.id, "start": 10, "end": 21}
    assert amount["set_by"] == "insured"
    json.dumps(shown)


async def test_sent_claims_are_exported_and_found_by_reference(
    sql_store: SqlStore, database: Database
) -> None:
    for number, reference in enumerate(["FN-26-7K3QD", "FN-26-0ABCD"], start=1):
        claim = a_complete_claim()
        claim.id, claim.conversation, claim.opened_at = f"c{number}", f"v{number}", seconds(number)
        claim.submit(at=seconds(9), reference=reference, missing=())
        await opened(sql_store, f"v{number}")
        await said(sql_store, "send it", conversation=f"v{number}")
        await sql_store.finish(
            await taken(sql_store, conversation=f"v{number}"), "a", [Reply("sent")], [claim], T0
        )
    assert [shown["reference"] for shown in await exported(database)] == ["FN-26-7K3QD", "FN-26-0ABCD"]
    assert [shown["conversation"] for shown in await exported(database, reference="FN-26-0ABCD")] == ["v2"]
    assert await exported(database, reference="FN-26-XXXXX") == []
