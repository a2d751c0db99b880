"""One speaker, on each database: staff take, write, hand on, give back, close and reopen."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.conversations.message import Author, Incoming, Reply
from bot.conversations.model import HandoffReason, Owner
from bot.conversations.ownership import AlreadyTaken, IllegalChange, NotYours
from bot.service.ports import LeaseLost, UnknownConversation
from bot.staff.errors import NotAllowed, UnknownMember
from bot.staff.model import Member, Role
from bot.store.database import Database
from bot.store.outbox import SqlOutbox
from bot.store.statements import conversations
from tests.builders import a_claim, a_conversation
from tests.support.office import Office


@pytest.fixture
async def office(database: Database) -> Office:
    return await Office(database).staffed()


async def owner(office: Office, name: str = "v1") -> tuple[Owner, str | None]:
    conversation = await office.store.conversation(name)
    assert conversation is not None
    return conversation.owner, conversation.staff


async def test_taking_makes_it_theirs_and_tells_the_insured(office: Office) -> None:
    await office.waiting(language="de")
    assert await office.desk.take(office.anna, "v1")
    assert await owner(office) == (Owner.STAFF, office.anna.id)
    assert (await office.lines())[-1] == (
        "system",
        "Anna vom Schadenteam ist jetzt dabei und antwortet Ihnen von hier an.",
    )
    assert office.told[-1].text.startswith("Anna vom Schadenteam")
    assert office.bot.hushed == ["v1"]


async def test_of_ten_who_take_at_once_one_gets_it_and_the_others_hear_who(office: Office) -> None:
    await office.waiting()
    members = [office.anna, office.ben] * 5
    results = await asyncio.gather(
        *(office.desk.take(member, "v1") for member in members), return_exceptions=True
    )
    _, holder = await owner(office)
    assert [result for result in results if result is True] == [True]
    for member, result in zip(members, results, strict=True):
        if member.id != holder:
            assert isinstance(result, AlreadyTaken)
            assert result.by == holder
        else:
            assert result in (True, False)
    assert len(await office.texts(Author.SYSTEM)) == 1


async def test_an_answer_in_the_making_is_discarded_with_all_it_changed(office: Office) -> None:
    await office.opened()
    await office.said("hello")
    await office.store.lease("v1", "bot", office.clock(), office.clock() + timedelta(seconds=6))
    work = await office.store.next_work("v1", office.clock())
    assert work is not None
    await office.desk.take(office.anna, "v1")
    work.conversation.asks = "claimant"
    with pytest.raises(LeaseLost):
        await office.store.finish(work, "bot", [Reply("Who?", asks="claimant")], (), office.clock())
    with pytest.raises(LeaseLost):
        await office.store.postpone(work, "bot", None, [Reply("Sorry", Author.SYSTEM)], office.clock())
    assert await office.texts(Author.BOT) == []
    kept = await office.store.conversation("v1")
    assert kept is not None
    assert kept.asks is None


async def test_an_answer_stays_discarded_after_giving_back(office: Office) -> None:
    """The same process may have the lease again by then; what it began before staff came is void all the same."""
    await office.opened()
    await office.said("hello")
    until = office.clock() + timedelta(seconds=6)
    await office.store.lease("v1", "bot", office.clock(), until)
    work = await office.store.next_work("v1", office.clock())
    assert work is not None
    await office.desk.take(office.anna, "v1")
    await office.desk.give_back(office.anna, "v1")
    assert await office.store.lease("v1", "bot", office.clock(), until)
    with pytest.raises(LeaseLost):
        await office.store.finish(work, "bot", [Reply("late")], (), office.clock())


async def test_what_the_insured_writes_meanwhile_is_for_staff_only(office: Office) -> None:
    await office.waiting()
    await office.desk.take(office.anna, "v1")
    accepted = await office.store.accept(
        Incoming("v1", "more", "more"), office.clock(), "bot", office.clock()
    )
    assert (accepted.for_staff, accepted.leased) == (True, False)
    assert await office.store.next_work("v1", office.clock()) is None
    assert await office.store.waiting(office.clock() + timedelta(days=1)) == []
    opened = await office.desk.open(office.anna, "v1")
    assert opened.messages[-1].handling == "staff"


async def test_writing_takes_the_conversation(office: Office) -> None:
    await office.waiting()
    written = await office.desk.write(office.anna, "v1", " Good afternoon. ", key="k1")
    assert written.took
    assert await owner(office) == (Owner.STAFF, office.anna.id)
    said = (await office.store.messages("v1"))[-1]
    assert (said.author, said.text, said.staff) == (Author.STAFF, "Good afternoon.", "Anna")


async def test_nobody_writes_into_what_somebody_else_has(office: Office) -> None:
    await office.waiting()
    await office.desk.take(office.anna, "v1")
    with pytest.raises(AlreadyTaken) as refused:
        await office.desk.write(office.ben, "v1", "Hello", key="k1")
    assert refused.value.by == office.anna.id
    assert await office.texts(Author.STAFF) == []


async def test_the_same_form_sent_twice_is_one_message(office: Office) -> None:
    await office.waiting()
    done = await asyncio.gather(*(office.desk.write(office.anna, "v1", "Hello", key="k1") for _ in range(4)))
    assert await office.texts(Author.STAFF) == ["Hello"]
    assert len({written.message.id for written in done if written.message}) == 1


async def test_words_that_must_not_be_said_need_a_second_press(office: Office) -> None:
    await office.waiting()
    held = await office.desk.write(office.anna, "v1", "Don't worry, you're covered.", key="k1")
    assert held.message is None
    assert held.forbidden[0][0] == "promises_cover"
    assert await owner(office) == (Owner.WAITING, None)
    sent = await office.desk.write(office.anna, "v1", "Don't worry, you're covered.", key="k1", anyway=True)
    assert sent.message is not None


async def test_a_placeholder_that_was_not_filled_in_is_held_back(office: Office) -> None:
    await office.waiting()
    held = await office.desk.write(office.anna, "v1", "Dear {name}, thank you.", key="k1")
    assert held.forbidden == (("placeholder", "{name}"),)


async def test_an_empty_or_endless_message_is_refused(office: Office) -> None:
    await office.waiting()
    for text in ("", "  \n ", "x" * 20_001):
        with pytest.raises(ValueError, match="needs a text"):
            await office.desk.write(office.anna, "v1", text, key="k1")


async def test_giving_back_has_the_bot_ask_again(office: Office) -> None:
    await office.opened()
    await office.said("a client wants money")
    await office.answered("Who is it?", asks="claimant")
    conversation = await office.store.conversation("v1")
    assert conversation is not None
    conversation.asked, conversation.misunderstood = (
        {"claimant/first": 1, "claimant/help": 1, "clock court": 1},
        2,
    )
    await office.store.save(conversation, [])
    await office.desk.take(office.anna, "v1")
    await office.said("are you there?")
    await office.desk.give_back(office.anna, "v1")
    assert await owner(office) == (Owner.BOT, None)
    assert office.bot.woken == ["v1"]
    work = await office.store.next_work("v1", office.clock())
    assert work is not None
    assert work.message.author is Author.SYSTEM
    assert work.message.text.startswith("Anna has left")
    assert work.message.pressed is not None
    assert work.message.pressed.intent == "repeat_question"
    assert [text for _, text, _ in work.told_staff] == ["are you there?"]
    assert work.conversation.asks == "claimant"
    # What wore the insured out before is no reason to call a person again.
    assert (work.conversation.misunderstood, work.conversation.asked) == (0, {"clock court": 1})
    await office.answered("So, who is it?", asks="claimant")
    assert await office.store.next_work("v1", office.clock()) is None
    assert (await office.lines())[-1] == ("bot", "So, who is it?")


async def test_what_staff_have_made_grave_calls_nobody_again(office: Office) -> None:
    claim = a_claim({"incident_type": "lost_key"}, opened_at=office.clock())
    await office.opened()
    await office.said("a client wants money")
    await office.answered("How much?", asks="amount_claimed")
    conversation = await office.store.conversation("v1")
    assert conversation is not None
    conversation.claim = claim.id
    await office.store.save(conversation, [claim])
    await office.desk.take(office.anna, "v1")
    await office.desk.edit(office.anna, claim.id, "amount_claimed", "2000000 EUR", reason="the letter")
    await office.desk.give_back(office.anna, "v1")
    work = await office.store.next_work("v1", office.clock())
    assert work is not None
    owners = []
    for reason in (HandoffReason.SEVERITY, HandoffReason.CLOCK):
        work.conversation.hand_over(reason)
        owners.append(work.conversation.owner)
    assert owners == [Owner.BOT, Owner.WAITING]


async def test_only_who_has_it_gives_it_back(office: Office) -> None:
    await office.waiting()
    with pytest.raises(NotYours) as refused:
        await office.desk.give_back(office.ben, "v1")
    assert refused.value.by is None
    await office.desk.take(office.anna, "v1")
    with pytest.raises(NotYours) as refused:
        await office.desk.give_back(office.ben, "v1")
    assert refused.value.by == office.anna.id


async def test_handing_on_tells_the_insured_who_follows_whom(office: Office) -> None:
    await office.waiting()
    await office.desk.take(office.anna, "v1")
    await office.desk.transfer(office.anna, "v1", office.ben.id, note="speaks Dutch")
    assert await owner(office) == (Owner.STAFF, office.ben.id)
    assert (await office.lines())[-1][1] == "Ben has taken over from Anna."
    event = (await office.desk.open(office.ben, "v1")).events[-1]
    assert (event.move, event.note, event.staff and event.staff.name) == ("transfer", "speaks Dutch", "Ben")


async def test_it_is_given_to_nobody_who_is_not_there(office: Office) -> None:
    await office.waiting()
    await office.desk.take(office.anna, "v1")
    await office.people.disable(None, office.ben.id)
    for nobody in (office.ben.id, "charlie"):
        with pytest.raises(UnknownMember):
            await office.desk.transfer(office.anna, "v1", nobody)


async def test_assigning_needs_the_right_and_the_holder_that_was_shown(office: Office) -> None:
    await office.waiting()
    with pytest.raises(NotAllowed):
        await office.desk.assign(office.ben, "v1", office.ben.id, now_with=None)
    await office.desk.assign(office.anna, "v1", office.ben.id, now_with=None)
    assert await owner(office) == (Owner.STAFF, office.ben.id)
    with pytest.raises(AlreadyTaken):
        await office.desk.assign(office.anna, "v1", office.anna.id, now_with=None)
    await office.desk.assign(office.anna, "v1", office.anna.id, now_with=office.ben.id)
    assert await owner(office) == (Owner.STAFF, office.anna.id)


async def test_closing_says_so_and_asks_how_it_was(office: Office) -> None:
    await office.waiting()
    await office.desk.take(office.anna, "v1")
    await office.desk.close(office.anna, "v1", "answered")
    assert await owner(office) == (Owner.CLOSED, None)
    *_, line, question = await office.store.messages("v1")
    assert line.text.startswith("Anna has closed this conversation.")
    assert [button.label for button in question.buttons] == ["★★★★★", "★★★★", "★★★", "★★", "★"]
    with pytest.raises(ValueError, match="reason"):
        await office.desk.close(office.anna, "v1", " ")
    with pytest.raises(IllegalChange):
        await office.desk.close(office.anna, "v1", "again")


async def test_a_rating_is_noted_with_thanks_and_reopens_nothing(office: Office) -> None:
    await office.waiting()
    await office.desk.take(office.anna, "v1")
    await office.desk.close(office.anna, "v1", "answered")
    stars = (await office.store.messages("v1"))[-1].buttons
    accepted = await office.store.accept(
        Incoming("v1", "press", button=stars[1].id), office.clock(), "bot", office.clock()
    )
    assert accepted.for_staff
    assert await owner(office) == (Owner.CLOSED, None)
    assert (await office.lines())[-1] == ("system", "Thank you, that helps us.")
    assert (await office.desk.open(office.anna, "v1")).rating == 4
    assert await office.store.waiting(office.clock() + timedelta(days=1)) == []


async def test_who_writes_to_a_closed_conversation_is_answered_by_the_bot(office: Office) -> None:
    await office.waiting()
    await office.desk.take(office.anna, "v1")
    await office.desk.close(office.anna, "v1", "answered")
    accepted = await office.store.accept(Incoming("v1", "one more thing", "one more thing"), office.clock())
    assert not accepted.for_staff
    assert await owner(office) == (Owner.BOT, None)
    await office.answered("Yes?")
    moves = [event.move for event in (await office.desk.open(office.anna, "v1")).events]
    assert moves == ["handoff", "take", "close", "reopen"]


async def test_staff_take_up_what_was_closed(office: Office) -> None:
    await office.waiting()
    await office.desk.take(office.anna, "v1")
    await office.desk.close(office.anna, "v1", "answered")
    with pytest.raises(IllegalChange):
        await office.desk.take(office.ben, "v1")
    await office.desk.reopen(office.ben, "v1")
    assert await owner(office) == (Owner.STAFF, office.ben.id)


async def test_the_insured_can_end_it(office: Office) -> None:
    await office.waiting()
    assert await office.desk.end("v1")
    assert not await office.desk.end("v1")
    assert await owner(office) == (Owner.CLOSED, None)


async def test_what_a_member_has_waits_again_when_they_are_gone(office: Office) -> None:
    await office.waiting()
    await office.desk.take(office.ben, "v1")
    office.clock.on(hours=1)
    await office.people.disable(office.ada, office.ben.id)
    assert await owner(office) == (Owner.WAITING, None)
    conversation = await office.store.conversation("v1")
    assert conversation is not None
    assert conversation.waiting_since == office.clock()
    assert conversation.open_reasons == [HandoffReason.ASKED_FOR]
    assert (await office.lines())[-1][1].startswith("Ben had to leave.")


async def test_waiting_keeps_since_when_and_why_and_every_move_is_kept(office: Office) -> None:
    begun = office.clock()
    await office.waiting(reason=HandoffReason.COMPLAINT)
    conversation = await office.store.conversation("v1")
    assert conversation is not None
    assert conversation.waiting_since == begun
    office.clock.on(minutes=5)
    await office.desk.take(office.anna, "v1")
    events = (await office.desk.open(office.anna, "v1")).events
    assert [(event.move, event.at, event.reasons) for event in events] == [
        ("handoff", begun, (HandoffReason.COMPLAINT,)),
        ("take", office.clock(), (HandoffReason.COMPLAINT,)),
    ]


async def test_a_bot_reply_that_waits_to_be_sent_is_not_sent_after_a_takeover(office: Office) -> None:
    outbox = SqlOutbox(office.database)
    await outbox.open_chat("5001", a_conversation(id="v1", channel="telegram", opened_at=office.clock()))
    await office.said("hello")
    await office.answered("Hello, who are you?")
    await office.desk.write(office.anna, "v1", "Anna here.", key="k1")
    sent = []
    while parcel := await outbox.take("v1", "s", office.clock(), office.clock() + timedelta(seconds=6)):
        sent.append(parcel.message.text)
        await outbox.sent(parcel, str(len(sent)), office.clock())
    assert sent == ["Anna from the claims team has joined and answers you from here on.", "Anna here."]
    shown = (await office.desk.open(office.anna, "v1")).messages
    assert [each.delivery for each in shown] == [None, "dropped", "sent", "sent"]


async def test_a_stranger_and_an_unknown_conversation_are_refused(office: Office) -> None:
    await office.waiting()
    disabled = Member("x", "x@y", "X", Role.ADMIN, disabled=True)
    with pytest.raises(NotAllowed):
        await office.desk.take(disabled, "v1")
    with pytest.raises(UnknownConversation):
        await office.desk.take(office.anna, "nobody")


async def test_nothing_of_a_refused_change_is_stored(office: Office) -> None:
    await office.waiting()
    await office.desk.take(office.anna, "v1")
    before = await office.lines(), len(await office.trail.entries())
    for refused in (office.desk.take(office.ben, "v1"), office.desk.give_back(office.ben, "v1")):
        with pytest.raises((AlreadyTaken, NotYours)):
            await refused
    assert (await office.lines(), len(await office.trail.entries())) == before
    async with office.database.read() as connection:
        epoch = await connection.scalar(select(conversations.c.epoch).where(conversations.c.id == "v1"))
    assert epoch == 1


async def test_what_was_said_to_staff_can_still_be_read_once_the_assistant_has_it_again(
    office: Office,
) -> None:
    await office.waiting("v1")
    await office.desk.take(office.anna, "v1")
    await office.said("also it was Friday not Thursday")
    await office.desk.give_back(office.anna, "v1")
    shown = (await office.desk.open(office.anna, "v1")).messages
    assert [each.handling for each in shown if "Friday" in each.message.text] == ["staff"]
