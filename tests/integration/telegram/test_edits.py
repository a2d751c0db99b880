"""Edited messages: corrections with both versions kept, and nothing where the words stay the same."""

import asyncio
from typing import Any

from bot.conversations.message import Message
from tests.integration.telegram.conftest import Office, Opening, sees, until
from tests.integration.telegram.test_files import PHOTOS, heard, hears
from tests.support.telegram_person import Person
from tests.support.telegram_stand_in import TelegramStandIn


async def stored(office: Office, person: Person) -> list[Message]:
    """The person's own messages."""
    chat = await office.outbox.chat("telegram", str(person.id))
    found = await office.store.messages(chat.conversation) if chat else []
    return [message for message in found if message.author == "insured"]


async def settled(office: Office) -> None:
    """Whatever was to be gathered is gathered."""
    await office.all_taken()
    await asyncio.sleep(0.6)


async def test_an_edited_message_is_heard_and_both_versions_are_kept(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    message = mara.writes("it was Monday")
    await sees(mara, "echo it was Monday")
    mara.edits(message, "it was Tuesday")
    await sees(mara, "echo it was Monday", "echo it was Tuesday")
    telegram.redeliver(mara.updates[-1])
    await office.all_taken()
    mara.edits(message, "it was Wednesday", after=120)
    await sees(mara, "echo it was Monday", "echo it was Tuesday", "echo it was Wednesday")
    first, *others = await stored(office, mara)
    assert first.edits is None
    assert [other.edits for other in others] == [first.id, first.id]


async def test_two_edits_within_one_second_are_two(office: Office, mara: Person) -> None:
    message = mara.writes("Monday")
    mara.edits(message, "Tuesday", after=5)
    mara.edits(message, "Wednesday", after=5)
    await sees(mara, "echo Monday", "echo Tuesday", "echo Wednesday")


async def test_new_bold_print_changes_nothing(office: Office, mara: Person) -> None:
    message = mara.writes("it was Monday")
    await sees(mara, "echo it was Monday")
    mara.edits(message, "it was Monday", entities=[{"type": "bold", "offset": 7, "length": 6}])
    await settled(office)
    assert len(await stored(office, mara)) == 1
    await sees(mara, "echo it was Monday")


async def test_an_edit_that_comes_before_its_message_stands_for_it(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    telegram.hold()
    message = mara.writes("it was Monday")
    mara.edits(message, "it was Tuesday")
    telegram.let_go(*reversed(mara.updates))
    await sees(mara, "echo it was Tuesday")
    await settled(office)
    assert [each.text for each in await stored(office, mara)] == [
        "it was Tuesday",
        "Earlier version: it was Monday",
    ]
    telegram.redeliver(*mara.updates, *reversed(mara.updates))
    await settled(office)
    assert len(await stored(office, mara)) == 2
    await sees(mara, "echo it was Tuesday")


async def test_an_outdated_edit_is_kept_and_not_heard(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    message = mara.writes("Monday")
    await sees(mara, "echo Monday")
    telegram.hold()
    mara.edits(message, "Tuesday", after=10)
    mara.edits(message, "Wednesday", after=20)
    telegram.let_go(*reversed(mara.updates[-2:]))
    await sees(mara, "echo Monday", "echo Wednesday")
    await settled(office)
    assert [each.text for each in await stored(office, mara)] == [
        "Monday",
        "Wednesday",
        "Earlier version: Tuesday",
    ]


async def test_a_caption_is_corrected_within_what_it_was_heard_with(office: Office, mara: Person) -> None:
    first = mara.sends_album(*PHOTOS[:2], caption="it was Monday")[0]
    mara.writes("in the evening")
    await hears(office, mara, ("it was Monday\nin the evening", 2))
    mara.edits(first, caption="it was Tuesday")
    whole = ("it was Tuesday\nin the evening", 0)
    await hears(office, mara, ("it was Monday\nin the evening", 2), whole)
    before, after = await stored(office, mara)
    assert after.edits == before.id
    mara.edits(first, caption="it was Tuesday", caption_entities=[{"type": "bold", "offset": 0, "length": 2}])
    await settled(office)
    assert len(await stored(office, mara)) == 2


async def test_a_caption_changed_before_it_was_heard_is_heard_once(office: Office, mara: Person) -> None:
    photo = mara.sends_photo(PHOTOS[0], caption="it was Monday")
    mara.edits(photo, caption="it was Tuesday")
    await hears(office, mara, ("it was Tuesday", 1))


async def test_a_caption_that_comes_later_is_heard(office: Office, mara: Person) -> None:
    photo = mara.sends_photo(PHOTOS[0])
    await hears(office, mara, ("", 1))
    mara.edits(photo, caption="the lock")
    await hears(office, mara, ("", 1), ("the lock", 0))


async def test_a_photo_put_in_the_place_of_another_is_kept_too(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    photo = mara.sends_photo(PHOTOS[0], caption="the lock")
    await hears(office, mara, ("the lock", 1))
    other: dict[str, Any] = mara.place.messages[mara.sends_photo(PHOTOS[1])]
    await hears(office, mara, ("the lock", 1), ("", 1))
    telegram.files["other"] = PHOTOS[2]
    larger = other["photo"][-1] | {"file_id": "other", "file_unique_id": "uother"}
    mara.edits(photo, photo=[larger], caption="the lock")
    await hears(office, mara, ("the lock", 1), ("", 1), ("", 1))
    telegram.redeliver(*mara.updates)
    await settled(office)
    assert len(await heard(office, mara)) == 3
    assert len(await office.kept(mara)) == 3


async def test_a_redelivered_edit_after_a_restart_changes_nothing(
    open_office: Opening, mara: Person, telegram: TelegramStandIn
) -> None:
    async with open_office():
        message = mara.writes("Monday")
        await sees(mara, "echo Monday")
        mara.edits(message, "Tuesday")
        await sees(mara, "echo Monday", "echo Tuesday")
    telegram.redeliver(*mara.updates)
    async with open_office() as office:
        await until(lambda: not telegram.waiting(), "all taken")
        mara.writes("next")
        await sees(mara, "echo Monday", "echo Tuesday", "echo next")
        assert len(await stored(office, mara)) == 3
