"""A claim with all that belongs to it over each database."""

from bot.claims.model import Source
from bot.conversations.message import Incoming
from bot.store.claim_file import SqlClaimFiles
from bot.store.database import Database
from bot.store.store import SqlStore
from tests.builders import a_claim, a_fact
from tests.contract.conftest import opened, said, seconds


async def test_a_claim_comes_with_its_conversation_and_with_what_was_told_elsewhere(
    database: Database, sql_store: SqlStore
) -> None:
    elsewhere = await opened(sql_store, "v0")
    told = await sql_store.accept(Incoming("v0", "told", "It began elsewhere"), seconds(-9))
    here = await opened(sql_store)
    await said(sql_store, "and went on here")
    claim = a_claim(reference="FN-26-7K3QD")
    claim.record(a_fact("description", "It began elsewhere", source=Source(told.id, 0, 5)))
    here.claim = claim.id
    await sql_store.save(here, [claim])
    files = SqlClaimFiles(database)
    filed = await files.of_id(claim.id, {})
    assert filed is not None
    assert [message.text for message in filed.messages] == ["It began elsewhere", "and went on here"]
    assert filed.conversation.id == here.id != elsewhere.id
    assert await files.of_reference(" fn-26-7k3qd", {}) == filed


async def test_a_claim_that_nobody_knows_is_none(database: Database) -> None:
    files = SqlClaimFiles(database)
    assert await files.of_id("nobody", {}) is None
    assert await files.of_reference("FN-26-00000", {}) is None
