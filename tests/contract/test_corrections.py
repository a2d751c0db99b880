"""A new version of an earlier message: kept beside the old one, and heard in its place."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.claims.model import Claim, Fact, SetBy, Source, Status
from bot.conversations.message import Incoming, Reply
from bot.service.ports import Work
from bot.store.store import SqlStore
from tests.builders import a_sent_claim
from tests.contract.conftest import T0, opened, seconds, taken


async def answered(
    store: SqlStore, *replies: Reply, claims: tuple[Claim, ...] = (), at: datetime = T0
) -> Work:
    """The next message, once it was answered so."""
    work = await taken(store, at=at)
    claim = claims[-1].id if claims else work.conversation.claim
    work = replace(work, conversation=replace(work.conversation, claim=claim, asks=replies[-1].asks))
    await store.finish(work, "a", replies, claims, at)
    return work


async def test_a_new_version_knows_what_it_replaces_and_which_question_was_open(sql_store: SqlStore) -> None:
    await opened(sql_store)
    await sql_store.accept(Incoming("v1", "m1", "a key is lost"), T0)
    await answered(sql_store, Reply("When?", asks="occurred_on"))
    await sql_store.accept(Incoming("v1", "m2", "Monday"), T0)
    await answered(sql_store, Reply("How much?", asks="amount_claimed"))
    await sql_store.accept(Incoming("v1", "e1", "Tuesday", edits="m2"), T0)
    await answered(sql_store, Reply("How much?", asks="amount_claimed"))
    await sql_store.accept(Incoming("v1", "e2", "Wednesday", edits="m2"), T0)
    work = await taken(sql_store)
    messages = await sql_store.messages("v1")
    assert work.message.edits == messages[2].id
    assert work.corrects is not None
    assert (work.corrects.text, work.corrects.asked) == ("Tuesday", "occurred_on")
    assert list(work.corrects.versions.values()) == ["Monday", "Tuesday"]
    assert work.conversation.asks == "amount_claimed"
    then = work.in_its_place()
    assert (then.conversation.asks, then.question) == ("occurred_on", "When?")


async def test_the_first_message_answered_no_question(sql_store: SqlStore) -> None:
    await opened(sql_store)
    await sql_store.accept(Incoming("v1", "m1", "a key is lost"), T0)
    await answered(sql_store, Reply("When?", asks="occurred_on"))
    await sql_store.accept(Incoming("v1", "e1", "two keys are lost", edits="m1"), T0)
    work = await taken(sql_store)
    assert work.corrects is not None
    assert work.corrects.asked is None
    assert work.in_its_place().tells_story


async def test_a_new_version_of_what_nobody_knows_is_a_message(sql_store: SqlStore) -> None:
    await opened(sql_store)
    await sql_store.accept(Incoming("v1", "e1", "hello", edits="m1"), T0)
    work = await taken(sql_store)
    assert (work.message.edits, work.corrects) == (None, None)
    assert work.in_its_place() is work


async def test_a_story_is_read_in_its_newest_version(sql_store: SqlStore) -> None:
    await opened(sql_store)
    ids: list[str] = []
    claim = Claim("c1", "professional_indemnity", "v1", T0)
    for id, text, edits in (("m1", "a key", None), ("m2", "of Alder", None), ("e1", "two keys", "m1")):
        accepted = await sql_store.accept(Incoming("v1", id, text, edits=edits), T0)
        ids.append(accepted.id)
        claim.record(Fact("description", text, SetBy.INSURED, T0, source=Source(accepted.id, 0, 1)))
        await answered(sql_store, Reply("Thanks."), claims=(claim,))
    await sql_store.accept(Incoming("v1", "m3", "on Monday"), T0)
    assert (await taken(sql_store)).narrative == ((ids[2], "two keys"), (ids[1], "of Alder"))
    await answered(sql_store, Reply("Thanks."), claims=(claim,))
    await sql_store.accept(Incoming("v1", "e2", "three keys", edits="m1"), T0)
    assert (await taken(sql_store)).narrative == ((ids[1], "of Alder"),)


async def test_a_reply_answers_the_question_that_it_points_at(sql_store: SqlStore) -> None:
    await opened(sql_store)
    claim = Claim("c1", "professional_indemnity", "v1", T0)
    claim.record(Fact("description", "a key is lost", SetBy.INSURED, T0))
    await sql_store.accept(Incoming("v1", "m1", "a key is lost"), T0)
    await answered(sql_store, Reply("When?", asks="occurred_on"), claims=(claim,))
    await sql_store.accept(Incoming("v1", "m2", "hm"), T0)
    await answered(sql_store, Reply("How much?", asks="amount_claimed"), Reply("Right?", asks="confirm"))
    when, summary = (
        each for each in await sql_store.messages("v1") if each.asks in ("occurred_on", "confirm")
    )
    await sql_store.accept(Incoming("v1", "m3", "on Monday", points_at=when.id), T0)
    then = (await answered(sql_store, Reply("How much?", asks="amount_claimed"))).in_its_place()
    assert (then.conversation.asks, then.question) == ("occurred_on", "When?")
    await sql_store.accept(Incoming("v1", "e3", "on Tuesday", edits="m3"), T0)
    edited = await answered(sql_store, Reply("How much?", asks="amount_claimed"))
    assert edited.in_its_place().conversation.asks == "occurred_on"
    await sql_store.accept(Incoming("v1", "m4", "yes", points_at=summary.id), T0)
    assert (await taken(sql_store)).in_its_place().conversation.asks == "amount_claimed"


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.WITHDRAWN])
async def test_a_message_of_a_report_sent_long_since_is_corrected_there(
    sql_store: SqlStore, status: Status
) -> None:
    await opened(sql_store)
    sent = replace(a_sent_claim(status), conversation="v1", opened_at=T0, facts=[])
    await sql_store.accept(Incoming("v1", "m1", "a key is lost"), T0)
    await answered(sql_store, Reply("Thanks."), claims=(sent,))
    draft = Claim("c9", "professional_indemnity", "v1", seconds(60))
    await sql_store.accept(Incoming("v1", "m2", "and a laptop", written_at=seconds(60)), seconds(60))
    await answered(sql_store, Reply("Thanks."), claims=(draft,), at=seconds(60))
    await sql_store.accept(Incoming("v1", "e1", "two keys", edits="m1"), seconds(70))
    work = await taken(sql_store, at=seconds(70))
    assert work.corrects is not None
    assert work.claim is not None
    there = status is Status.SUBMITTED
    assert (work.corrects.earlier, work.claim.id) == ((sent.id, sent.id) if there else (None, "c9"))
    assert work.conversation.claim == "c9"
