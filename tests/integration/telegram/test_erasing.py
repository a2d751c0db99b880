"""`/delete`: asked about first; then nothing is left, the chat is told once, and the next message begins anew."""

import time

import pytest
from sqlalchemy import select

from bot.store.erasure import SqlErasure
from bot.store.statements import chats, messages
from tests.integration.telegram.conftest import Office, Opening, sees, until
from tests.integration.telegram.test_files import hears
from tests.support.samples import a_pdf
from tests.support.telegram_person import Person
from tests.support.telegram_stand_in import TelegramStandIn

YES, NO = "Yes, erase it", "No, keep it"


async def asked(office: Office, person: Person) -> None:
    person.writes("/delete")
    await until(lambda: "Shall I erase" in person.sees()[-1], "the question")
    assert [button["text"] for button in person.buttons(person.from_bot()[-1])] == [YES, NO]


async def texts(office: Office) -> list[str]:
    """All that is stored of anybody."""
    async with office.database.read() as connection:
        return list((await connection.execute(select(messages.c.text).order_by(messages.c.at))).scalars())


async def test_everything_is_erased_and_the_chat_begins_anew(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    mara.writes("I lost a key")
    mara.sends_document(a_pdf(), caption="their letter")
    await hears(office, mara, ("I lost a key", 0), ("their letter", 1))
    await asked(office, mara)
    query = mara.presses(YES)
    await until(lambda: mara.sees()[-1].startswith("It is all erased."), "the confirmation")
    assert [text[:17] for text in await texts(office)] == ["It is all erased."]
    assert await office.kept(mara) == []
    await until(lambda: telegram.queries[query]["answer"] == "", "the press is acknowledged")
    telegram.redeliver(*mara.updates[-1:])
    await office.all_taken()
    mara.writes("hello")
    await until(lambda: mara.sees()[-1] == "echo hello", "an answer")
    assert len(mara.sees()) == 5
    async with office.database.read() as connection:
        assert len((await connection.execute(select(chats))).all()) == 1


async def test_who_thinks_better_of_it_keeps_everything(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    mara.writes("I lost a key")
    await sees(mara, "echo I lost a key")
    await asked(office, mara)
    mara.presses(NO)
    await until(lambda: mara.sees()[-1] == "All right, nothing is erased.", "the answer")
    telegram.redeliver(*mara.updates)
    await office.all_taken()
    assert len(mara.sees()) == 3
    assert "I lost a key" in await texts(office)


async def test_the_question_is_answered_by_typing_as_well(office: Office, mara: Person) -> None:
    mara.writes("I lost a key")
    await sees(mara, "echo I lost a key")
    await asked(office, mara)
    mara.writes("no, keep it")
    await until(lambda: mara.sees()[-1] == "All right, nothing is erased.", "the answer")
    mara.writes("yes")
    await until(lambda: mara.sees()[-1] == "echo yes", "an answer")
    mara.writes("please delete everything you have about me")
    await until(lambda: "Shall I erase" in mara.sees()[-1], "the question")
    mara.writes("Yes please!")
    await until(lambda: mara.sees()[-1].startswith("It is all erased."), "the confirmation")
    assert [text[:17] for text in await texts(office)] == ["It is all erased."]


async def test_an_old_press_erases_nothing_of_what_has_begun_since(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    mara.writes("one", date=int(time.time()) - 5)
    await sees(mara, "echo one")
    mara.writes("/delete", date=int(time.time()) - 4)
    await until(lambda: "Shall I erase" in mara.sees()[-1], "the question")
    mara.presses(YES)
    await until(lambda: mara.sees()[-1].startswith("It is all erased."), "the confirmation")
    mara.writes("two")
    await until(lambda: mara.sees()[-1] == "echo two", "an answer")
    shown = len(mara.sees())
    question = next(message for message in mara.from_bot() if "Shall I erase" in message["text"])
    telegram.redeliver(*mara.updates)
    mara.presses_data(question, mara.pressed[-1])
    await office.all_taken()
    assert "two" in await texts(office)
    assert len(mara.sees()) == shown


async def test_a_crash_after_erasing_still_tells_the_chat_once(
    open_office: Opening, mara: Person, telegram: TelegramStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    erase = SqlErasure.erase
    async with open_office() as office:
        mara.writes("one")
        await sees(mara, "echo one")
        await asked(office, mara)

        async def dies(*given: object, **more: object) -> object:
            await erase(*given, **more)  # type: ignore[arg-type]
            raise OSError("killed")

        with monkeypatch.context() as patched:
            patched.setattr(SqlErasure, "erase", dies)
            mara.presses(YES)

            async def gone() -> bool:
                return await texts(office) == []

            await until(gone, "it is erased")
            await office.channel.stop_taking()
    async with open_office() as office:
        await until(lambda: mara.sees()[-1].startswith("It is all erased."), "the confirmation")
        telegram.redeliver(*mara.updates[-1:])
        await office.all_taken()
        assert len(mara.sees()) == 3
