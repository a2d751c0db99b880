"""What every store promises about messages, their order, and who may answer them."""

import asyncio
from dataclasses import replace

import pytest

from bot.conversations.message import Author, Button, Incoming, Reply
from bot.conversations.model import HandoffReason
from bot.service.ports import LeaseLost, Store, UnknownButton, UnknownConversation
from tests.contract.conftest import T0, opened, said, seconds, taken


async def test_the_same_external_id_is_stored_once(store: Store) -> None:
    await opened(store)
    first, second = await said(store, "hello"), await said(store, "hello", seconds(9))
    assert first.fresh
    assert not second.fresh
    assert second.id == first.id
    assert [message.text for message in await store.messages("v1")] == ["hello"]


async def test_twenty_deliveries_at_once_make_one_message(store: Store) -> None:
    await opened(store)
    accepted = await asyncio.gather(*(said(store, "hello") for _ in range(20)))
    assert [one.fresh for one in accepted].count(True) == 1
    assert len({one.id for one in accepted}) == 1
    assert len(await store.messages("v1")) == 1


async def test_the_same_external_id_in_another_conversation_is_another_message(store: Store) -> None:
    await opened(store, "v1")
    await opened(store, "v2")
    assert (await said(store, "hello", conversation="v1")).fresh
    assert (await said(store, "hello", conversation="v2")).fresh


async def test_messages_at_once_are_numbered_without_gap_or_double(store: Store) -> None:
    await opened(store)
    await asyncio.gather(
        *(said(store, f"message {number}") for number in range(25)),
        *(said(store, "message 3") for _ in range(5)),
    )
    shown = await store.messages("v1")
    assert [message.seq for message in shown] == list(range(1, 26))
    assert len({message.text for message in shown}) == 25


async def test_a_refused_message_leaves_no_gap(store: Store) -> None:
    await opened(store)
    await said(store, "one")
    with pytest.raises(UnknownButton):
        await store.accept(Incoming("v1", "press", button="made-up"), T0)
    await said(store, "one")
    await said(store, "two")
    assert [(message.seq, message.text) for message in await store.messages("v1")] == [(1, "one"), (2, "two")]


async def test_a_conversation_must_exist(store: Store) -> None:
    with pytest.raises(UnknownConversation):
        await said(store, "hello", conversation="nobody")
    assert await store.conversation("nobody") is None


async def test_a_conversation_is_kept_as_it_is(store: Store) -> None:
    conversation = await opened(store)
    assert await store.conversation("v1") == conversation


async def test_a_press_brings_back_what_the_button_stands_for(store: Store) -> None:
    await opened(store)
    await said(store, "hello")
    button = Button("b7", "Not sure", "inform", {"ongoing": None})
    await store.finish(
        await taken(store), "a", [Reply("Is it going on?", buttons=(button,), asks="ongoing")], (), T0
    )
    await store.accept(Incoming("v1", "press", button="b7"), seconds(1))
    work = await taken(store, at=seconds(1))
    assert work.message.pressed == button
    assert work.message.text == "Not sure"


async def test_a_button_of_another_conversation_is_unknown(store: Store) -> None:
    await opened(store, "v1")
    await opened(store, "v2")
    await said(store, "hello")
    await store.finish(
        await taken(store), "a", [Reply("?", buttons=(Button("b7", "Yes", "affirm"),))], (), T0
    )
    with pytest.raises(UnknownButton):
        await store.accept(Incoming("v2", "press", button="b7"), T0)


async def test_messages_can_be_asked_for_from_any_place(store: Store) -> None:
    await opened(store)
    for number in range(1, 8):
        await said(store, f"message {number}")
    assert [message.seq for message in await store.messages("v1", after=5)] == [6, 7]
    assert [message.seq for message in await store.messages("v1", after=2, limit=3)] == [3, 4, 5]
    assert await store.messages("v1", after=7) == []


async def test_one_of_many_gets_the_lease(store: Store) -> None:
    await opened(store)
    got = await asyncio.gather(
        *(store.lease("v1", f"holder {number}", T0, seconds(6)) for number in range(10))
    )
    assert got.count(True) == 1


async def test_a_lease_is_renewed_by_its_holder_only(store: Store) -> None:
    await opened(store)
    assert await store.lease("v1", "a", T0, seconds(6))
    assert await store.lease("v1", "a", seconds(4), seconds(10))
    assert not await store.lease("v1", "b", seconds(9), seconds(15))


async def test_a_lease_runs_out(store: Store) -> None:
    await opened(store)
    assert await store.lease("v1", "a", T0, seconds(6))
    assert await store.lease("v1", "b", seconds(6.1), seconds(12))
    assert not await store.lease("v1", "a", seconds(7), seconds(13))


async def test_only_its_holder_gives_a_lease_back(store: Store) -> None:
    await opened(store)
    await store.lease("v1", "a", T0, seconds(6))
    await store.release("v1", "b")
    assert not await store.lease("v1", "b", seconds(1), seconds(7))
    await store.release("v1", "a")
    assert await store.lease("v1", "b", seconds(1), seconds(7))


async def test_messages_are_handed_out_one_by_one_in_order(store: Store) -> None:
    await opened(store)
    for text in ("one", "two", "three"):
        await said(store, text)
    for text in ("one", "two", "three"):
        work = await taken(store)
        assert work.message.text == text
        await store.finish(work, "a", [Reply(f"to {text}")], (), T0)
    assert await store.next_work("v1", T0) is None
    assert [message.seq for message in await store.messages("v1")] == [1, 2, 3, 4, 5, 6]


async def test_who_lost_the_lease_stores_nothing(store: Store) -> None:
    await opened(store)
    await said(store, "hello")
    work = await taken(store, "a")
    assert await store.lease("v1", "b", seconds(7), seconds(13))
    with pytest.raises(LeaseLost):
        await store.finish(work, "a", [Reply("late")], (), seconds(7))
    with pytest.raises(LeaseLost):
        await store.postpone(work, "a", seconds(8), [Reply("late", Author.SYSTEM)], seconds(7))
    assert len(await store.messages("v1")) == 1
    again = await store.next_work("v1", seconds(7))
    assert again is not None
    assert again.message.attempts == 0


async def test_a_message_is_answered_once(store: Store) -> None:
    await opened(store)
    await said(store, "hello")
    work = await taken(store)
    await store.finish(work, "a", [Reply("hi")], (), T0)
    with pytest.raises(LeaseLost):
        await store.finish(work, "a", [Reply("hi again")], (), T0)
    assert [message.text for message in await store.messages("v1")] == ["hello", "hi"]


async def test_what_the_turn_did_to_the_conversation_is_kept(store: Store) -> None:
    await opened(store)
    await said(store, "Guten Tag")
    work = await taken(store)
    changed = replace(work.conversation, language="de", asks="insured_name", misunderstood=1)
    changed.hand_over(HandoffReason.SEVERITY)
    changed.asked, changed.trail = {"insured_name/first": 2}, ["claimant", "insured_name"]
    changed.callback, changed.heard_at = {"number": "+49 30 901820"}, T0
    await store.finish(
        replace(work, conversation=changed), "a", [Reply("Ihr Name?", asks="insured_name")], (), T0
    )
    assert await store.conversation("v1") == replace(changed, waiting_since=T0)
    assert (await store.messages("v1"))[-1].asks == "insured_name"


async def test_a_failed_attempt_is_counted_and_waits(store: Store) -> None:
    await opened(store)
    await said(store, "hello")
    await store.postpone(await taken(store), "a", seconds(3), [], T0)
    assert await store.next_work("v1", seconds(2.9)) is None
    work = await store.next_work("v1", seconds(3))
    assert work is not None
    assert work.message.attempts == 1


async def test_a_newer_message_does_not_overtake_one_that_waits(store: Store) -> None:
    await opened(store)
    await said(store, "one")
    await store.postpone(await taken(store), "a", seconds(3), [], T0)
    await said(store, "two", seconds(1))
    assert await store.next_work("v1", seconds(1)) is None
    work = await store.next_work("v1", seconds(3))
    assert work is not None
    assert work.message.text == "one"


async def test_a_message_given_up_lets_the_next_one_through(store: Store) -> None:
    await opened(store)
    await said(store, "one")
    await said(store, "two")
    await store.postpone(await taken(store), "a", None, [Reply("sorry", Author.SYSTEM)], T0)
    work = await store.next_work("v1", T0)
    assert work is not None
    assert work.message.text == "two"


async def test_an_apology_and_what_it_changed_are_kept(store: Store) -> None:
    await opened(store)
    first = await said(store, "hello")
    work = await taken(store)
    changed = replace(work.conversation, apologised_for=first.id)
    settled = await store.postpone(
        replace(work, conversation=changed), "a", seconds(3), [Reply("sorry", Author.SYSTEM)], T0
    )
    assert [(message.seq, message.author) for message in settled.replies] == [(2, Author.SYSTEM)]
    kept = await store.conversation("v1")
    assert kept is not None
    assert kept.apologised_for == first.id


async def test_what_waits_is_found_when_it_is_due_and_free(store: Store) -> None:
    for name in ("due", "answered", "later", "held", "silent"):
        await opened(store, name)
    for name in ("due", "answered", "later", "held"):
        await said(store, f"hello {name}", conversation=name)
    await store.finish(await taken(store, conversation="answered"), "a", [Reply("hi")], (), T0)
    await store.postpone(await taken(store, conversation="later"), "a", seconds(30), [], T0)
    for name in ("answered", "later"):
        await store.release(name, "a")
    await store.lease("held", "a", T0, seconds(6))
    assert await store.waiting(seconds(1)) == ["due"]
    assert sorted(await store.waiting(seconds(7))) == ["due", "held"]
    assert sorted(await store.waiting(seconds(31))) == ["due", "held", "later"]


async def test_a_healthy_store_says_so(store: Store) -> None:
    assert await store.healthy()


async def test_accepting_takes_a_free_lease_and_leaves_a_held_one(store: Store) -> None:
    await opened(store)
    first = await store.accept(Incoming("v1", "one", "one"), T0, "a", seconds(6))
    second = await store.accept(Incoming("v1", "two", "two"), seconds(1), "b", seconds(7))
    assert (first.leased, second.leased) == (True, False)
    assert not await store.lease("v1", "b", seconds(1), seconds(7))


async def test_the_last_answer_gives_the_lease_back(store: Store) -> None:
    await opened(store)
    await said(store, "one")
    await said(store, "two")
    assert (await store.finish(await taken(store), "a", [Reply("to one")], (), T0)).held
    assert not (await store.finish(await taken(store), "a", [Reply("to two")], (), T0)).held
    assert await store.lease("v1", "b", T0, seconds(6))


async def test_a_message_put_off_gives_the_lease_back(store: Store) -> None:
    await opened(store)
    await said(store, "one")
    await store.postpone(await taken(store), "a", seconds(3), [], T0)
    assert await store.lease("v1", "b", seconds(1), seconds(7))


async def test_renewing_never_takes_what_was_given_back(store: Store) -> None:
    await opened(store)
    await store.lease("v1", "a", T0, seconds(6))
    assert await store.lease("v1", "a", seconds(1), seconds(7), renewing=True)
    await store.release("v1", "a")
    assert not await store.lease("v1", "a", seconds(2), seconds(8), renewing=True)


async def test_a_command_is_kept_as_a_press_of_what_is_always_offered(store: Store) -> None:
    await opened(store)
    command = Button("command-status", "/status", "claim_status")
    await store.accept(Incoming("v1", "message-1", command=command), T0)
    work = await taken(store)
    assert (work.message.pressed, work.message.text) == (command, "/status")


async def test_a_message_counts_from_when_it_was_written(store: Store) -> None:
    await opened(store)
    await store.accept(Incoming("v1", "one", "yesterday", written_at=seconds(-3600)), T0)
    await store.accept(Incoming("v1", "two", "tomorrow", written_at=seconds(3600)), T0)
    assert [message.at for message in await store.messages("v1")] == [seconds(-3600), T0]
    assert (await taken(store)).message.at == seconds(-3600)
