"""Staff mend claims and move them, on each database."""

import asyncio
from datetime import date, timedelta

import pytest

from bot.claims.errors import IllegalMove, MissingFields
from bot.claims.model import SetBy, Status
from bot.claims.values import Period
from bot.conversations.message import Author, Reply
from bot.conversations.model import Doubt
from bot.service.desk.ports import BadValue
from bot.service.ports import LeaseLost
from bot.staff.errors import NotAllowed
from bot.staff.model import Right
from bot.store.database import Database
from tests.builders import a_claim, a_complete_claim, a_fact, a_reading, a_sum
from tests.support.office import Office


@pytest.fixture
async def office(database: Database) -> Office:
    return await Office(database).staffed()


async def reported(office: Office, complete: bool = False) -> str:
    """A conversation with a draft, under way; the claim's id."""
    conversation = await office.opened()
    await office.said("a client wants money")
    claim = (
        a_complete_claim()
        if complete
        else a_claim({"incident_type": "lost_key", "insured_name": "Mara Lindt"})
    )
    claim.conversation, conversation.claim, conversation.asks = "v1", claim.id, "claimant"
    await office.store.lease("v1", "bot", office.clock(), office.clock() + timedelta(seconds=6))
    work = await office.store.next_work("v1", office.clock())
    assert work is not None
    work.conversation.claim, work.conversation.asks = claim.id, "claimant"
    await office.store.finish(work, "bot", [Reply("Who is it?", asks="claimant")], [claim], office.clock())
    return claim.id


async def test_a_field_is_changed_with_who_and_why(office: Office) -> None:
    claim = await reported(office)
    edited = await office.desk.edit(office.anna, claim, "claimant", "  Muster   GmbH ", reason="on the phone")
    assert next(name for name, _ in edited.changes) == "claimant"
    assert "claimant" not in edited.missing
    view = (await office.desk.open(office.ben, "v1")).claim
    assert view is not None
    entry = next(each for each in view.fields if each.field.name == "claimant")
    assert entry.fact is not None
    assert (entry.text, entry.fact.set_by, entry.fact.member, entry.fact.reason) == (
        "Muster GmbH",
        SetBy.STAFF,
        office.anna.id,
        "on the phone",
    )


async def test_history_shows_what_was_replaced(office: Office) -> None:
    claim = await reported(office)
    await office.desk.edit(office.ben, claim, "insured_name", "Mara Lind", reason="typo")
    await office.desk.edit(office.anna, claim, "insured_name", "?", reason="not sure")
    view = (await office.desk.open(office.ben, "v1")).claim
    assert view is not None
    entry = next(each for each in view.fields if each.field.name == "insured_name")
    assert [fact.value for fact in entry.history] == ["Mara Lindt", "Mara Lind", None]
    assert [fact.replaces for fact in entry.history][1:] == [entry.history[0].seq, entry.history[1].seq]


async def test_a_change_needs_a_reason_and_a_field(office: Office) -> None:
    claim = await reported(office)
    with pytest.raises(ValueError, match="reason"):
        await office.desk.edit(office.anna, claim, "claimant", "Muster GmbH", reason=" ")
    with pytest.raises(KeyError):
        await office.desk.edit(office.anna, claim, "shoe_size", "44", reason="why not")
    with pytest.raises(KeyError):
        await office.desk.edit(office.anna, "c99", "claimant", "Muster GmbH", reason="why not")


async def test_what_can_not_be_read_changes_nothing(office: Office) -> None:
    claim = await reported(office)
    with pytest.raises(BadValue) as refused:
        await office.desk.edit(office.anna, claim, "occurred_on", "2099-01-01", reason="typo")
    assert refused.value.reason == "future"
    view = (await office.desk.open(office.anna, "v1")).claim
    assert view is not None
    assert next(each for each in view.fields if each.field.name == "occurred_on").fact is None


async def test_a_turn_under_way_begins_anew_with_what_staff_changed(office: Office) -> None:
    """Also if the same process has regained the lease meanwhile."""
    claim = await reported(office)
    await office.said("it was the locks")
    until = office.clock() + timedelta(seconds=6)
    await office.store.lease("v1", "bot", office.clock(), until)
    work = await office.store.next_work("v1", office.clock())
    assert work is not None
    assert work.claim is not None
    await office.desk.edit(office.anna, claim, "claimant", "Muster GmbH", reason="on the phone")
    await office.store.lease("v1", "bot", office.clock(), until)
    work.claim.record(a_fact("mitigation", "changed the locks"))
    with pytest.raises(LeaseLost):
        await office.store.finish(work, "bot", [Reply("Thanks")], [work.claim], office.clock())
    again = await office.store.next_work("v1", office.clock())
    assert again is not None
    assert again.claim is not None
    assert again.message.id == work.message.id
    assert again.claim.value("claimant") == "Muster GmbH"
    assert again.claim.value("mitigation") is None


async def test_two_who_edit_at_once_both_keep_their_facts(office: Office) -> None:
    claim = await reported(office)
    names = ["claimant", "insured_name", "description", "mitigation"]
    await asyncio.gather(
        *(office.desk.edit(office.anna, claim, name, f"said {name}", reason="call") for name in names)
    )
    view = (await office.desk.open(office.anna, "v1")).claim
    assert view is not None
    said = {each.field.name: each.fact.value for each in view.fields if each.fact}
    assert {name: said[name] for name in names} == {name: f"said {name}" for name in names}


async def test_a_doubt_is_cleared_up_by_staff(office: Office) -> None:
    claim = await reported(office)
    async with office.desk.change(office.anna, Right.EDIT_CLAIM, "v1") as changing:
        changing.conversation.doubts = (
            Doubt("occurred_on", ({"start": "2026-04-03", "end": "2026-04-03"},)),
        )
    await office.desk.edit(office.anna, claim, "occurred_on", "2026-04-03", reason="on the phone")
    conversation = await office.store.conversation("v1")
    assert conversation is not None
    assert conversation.doubts == ()
    view = (await office.desk.open(office.anna, "v1")).claim
    assert view is not None
    fact = next(each for each in view.fields if each.field.name == "occurred_on").fact
    assert fact is not None
    assert fact.value == Period(date(2026, 4, 3), date(2026, 4, 3))


async def test_what_staff_filled_in_is_not_asked_again(office: Office) -> None:
    claim = await reported(office)
    await office.desk.take(office.anna, "v1")
    await office.desk.edit(office.anna, claim, "claimant", "Muster GmbH", reason="on the phone")
    await office.desk.give_back(office.anna, "v1")
    conversation = await office.store.conversation("v1")
    assert conversation is not None
    assert conversation.asks is None


async def test_facts_of_a_message_to_staff_are_read_when_asked_for(office: Office) -> None:
    await reported(office)
    await office.desk.take(office.anna, "v1")
    text = "Muster GmbH want 1,400 euros now"
    await office.said(text)
    office.reader._readings = {text: a_reading(amount_claimed=a_sum("1400"), claimant="Muster GmbH")}
    message = (await office.store.messages("v1"))[-1]
    before = (await office.desk.open(office.anna, "v1")).claim
    assert before is not None
    assert not any(entry.fact and entry.field.name == "claimant" for entry in before.fields)
    edited = await office.desk.read_facts(office.anna, "v1", message.id)
    found = dict(edited.changes)
    assert found["claimant"].value == "Muster GmbH"
    assert found["claimant"].set_by is SetBy.INSURED
    assert found["claimant"].source is not None
    assert found["claimant"].source.message == message.id
    assert (await office.lines())[-1] == ("insured", text)
    assert len(await office.texts(Author.BOT)) == 1


async def test_moves_are_those_that_the_status_allows_and_are_kept(office: Office) -> None:
    claim = await reported(office, complete=True)
    with pytest.raises(IllegalMove):
        await office.desk.move(office.anna, claim, Status.ACCEPTED, reason="clear case")
    with pytest.raises(NotAllowed):
        await office.desk.move(office.ben, claim, Status.SUBMITTED, reason="for her")
    await office.desk.move(office.anna, claim, Status.SUBMITTED, reason="told on the phone")
    await office.desk.move(office.anna, claim, Status.IN_REVIEW, reason="begun")
    await office.desk.move(office.anna, claim, Status.REJECTED, reason="other insurer")
    view = (await office.desk.open(office.anna, "v1")).claim
    assert view is not None
    assert view.reference is not None
    assert [(move.before, move.after, move.member.name) for move in view.moves] == [
        (Status.DRAFT, Status.SUBMITTED, "Anna"),
        (Status.SUBMITTED, Status.IN_REVIEW, "Anna"),
        (Status.IN_REVIEW, Status.REJECTED, "Anna"),
    ]
    assert view.possible == (Status.CLOSED, Status.IN_REVIEW)
    assert await office.desk.open_reference(office.anna, view.reference.lower()) == "v1"


async def test_a_draft_that_lacks_what_every_claim_needs_is_not_submitted(office: Office) -> None:
    claim = await reported(office)
    with pytest.raises(MissingFields) as refused:
        await office.desk.move(office.anna, claim, Status.SUBMITTED, reason="urgent")
    assert refused.value.fields


async def test_a_move_needs_a_reason(office: Office) -> None:
    claim = await reported(office, complete=True)
    with pytest.raises(ValueError, match="reason"):
        await office.desk.move(office.anna, claim, Status.SUBMITTED, reason="")


async def test_the_trail_names_fields_and_never_values(office: Office) -> None:
    claim = await reported(office)
    await office.desk.edit(office.anna, claim, "claimant", "Muster GmbH", reason="Frau Muster said so")
    entry = (await office.trail.entries())[0]
    assert (entry.deed.action, entry.deed.claim, entry.member) == ("edit", claim, office.anna.id)
    assert "claimant" in (entry.deed.details or {})["facts"]
    assert "Muster" not in str(entry.deed)
