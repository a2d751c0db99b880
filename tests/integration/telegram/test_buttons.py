"""Buttons: opaque, valid once, and only as long as their question is the open one."""

import asyncio

from tests.integration.telegram.conftest import AskingEngine, Office, Opening, sees, until
from tests.support.samples import a_picture
from tests.support.telegram_objects import Json
from tests.support.telegram_person import Person
from tests.support.telegram_stand_in import TelegramStandIn


async def asked(office: Office, person: Person, count: int) -> Json:
    """The newest message of the bot, once it has sent so many."""
    await asyncio.to_thread(person.until, lambda shown: len(shown) >= count, f"{count} messages")
    return person.from_bot()[-1]


async def a_question_with_buttons(office: Office, person: Person) -> Json:
    person.writes("I lost a key of my client on Friday")
    count = 1
    message = await asked(office, person, count)
    while not person.buttons(message):
        person.writes("I don't know")
        count += 1
        message = await asked(office, person, count)
    return message


async def test_a_press_is_heard_as_what_the_button_stands_for(open_office: Opening, mara: Person) -> None:
    engine = AskingEngine()
    async with open_office(engine) as office:
        message = await a_question_with_buttons(office, mara)
        shown, turns = len(mara.sees()), len(engine.turns)
        label = mara.buttons(message)[0]["text"]
        query = mara.presses(label)
        await asked(office, mara, shown + 1)
        assert engine.turns[turns].intent == "inform"
        assert (await office.transcript(mara))[-2] == ("insured", label)
        await until(lambda: mara.telegram.queries[query]["answer"] == "", "the press is acknowledged")


async def test_a_button_says_nothing_to_others(open_office: Opening, mara: Person) -> None:
    async with open_office(AskingEngine()) as office:
        for button in mara.buttons(await a_question_with_buttons(office, mara)):
            assert not {"inform", "affirm", "/"} & set(button["callback_data"].split("."))
            assert len(button["callback_data"].encode()) <= 64


async def test_the_pressed_button_stays_as_a_mark_and_the_others_go(
    open_office: Opening, mara: Person
) -> None:
    async with open_office(AskingEngine()) as office:
        message = await a_question_with_buttons(office, mara)
        label = mara.buttons(message)[1]["text"]
        mara.presses(label)
        changed = mara.place.messages[message["message_id"]]
        await until(lambda: [each["text"] for each in mara.buttons(changed)] == [f"✓ {label}"], "the mark")
        mark = mara.buttons(changed)[0]["callback_data"]
        before = await office.transcript(mara)
        query = mara.presses_data(changed, mark)
        await until(lambda: mara.telegram.queries[query]["answer"] == "", "a mark is no button")
        assert (await office.transcript(mara))[: len(before)] == before


async def test_a_button_pressed_twice_counts_once(open_office: Opening, mara: Person) -> None:
    async with open_office(AskingEngine()) as office:
        message = await a_question_with_buttons(office, mara)
        first, second = mara.buttons(message)[:2]
        shown = len(mara.sees())
        queries = [mara.presses_data(message, data["callback_data"]) for data in (first, first, second)]
        await asked(office, mara, shown + 1)
        await office.all_taken()
        said = [text for author, text in await office.transcript(mara) if author == "insured"]
        assert said.count(first["text"]) == 1
        assert second["text"] not in said
        await until(
            lambda: all(mara.telegram.queries[each]["answer"] is not None for each in queries), "answers"
        )
        assert "already" in str(mara.telegram.queries[queries[1]]["answer"])


async def test_a_press_that_is_delivered_twice_counts_once(
    open_office: Opening, mara: Person, telegram: TelegramStandIn
) -> None:
    async with open_office(AskingEngine()) as office:
        message = await a_question_with_buttons(office, mara)
        shown = len(mara.sees())
        mara.presses(mara.buttons(message)[0]["text"])
        await asked(office, mara, shown + 1)
        stored = await office.transcript(mara)
        telegram.redeliver(mara.updates[-1])
        await office.all_taken()
        assert await office.transcript(mara) == stored


async def test_a_question_that_was_answered_in_words_loses_its_buttons(
    open_office: Opening, mara: Person
) -> None:
    async with open_office(AskingEngine()) as office:
        message = await a_question_with_buttons(office, mara)
        button, shown = mara.buttons(message)[0], len(mara.sees())
        mara.writes("I don't know")
        await asked(office, mara, shown + 1)
        changed = mara.place.messages[message["message_id"]]
        await until(lambda: not mara.buttons(changed), "the old buttons are gone")
        stored = await office.transcript(mara)
        query = mara.presses_data(message, button["callback_data"])
        await until(lambda: mara.telegram.queries[query]["answer"] is not None, "an answer to the press")
        assert "moved on" in str(mara.telegram.queries[query]["answer"])
        assert await office.transcript(mara) == stored


async def test_a_made_up_button_does_nothing(open_office: Opening, mara: Person) -> None:
    async with open_office(AskingEngine()) as office:
        message = await a_question_with_buttons(office, mara)
        stored = await office.transcript(mara)
        for data in ("0123456789abcdef01234567.999", "/restart", "x" * 64, "a.b"):
            mara.presses_data(message, data)
        await office.all_taken()
        assert await office.transcript(mara) == stored


async def test_no_press_is_lost_when_acknowledging_it_fails(
    open_office: Opening, mara: Person, telegram: TelegramStandIn
) -> None:
    async with open_office(AskingEngine()) as office:
        message = await a_question_with_buttons(office, mara)
        shown = len(mara.sees())
        telegram.cut("answerCallbackQuery")
        telegram.cut("editMessageReplyMarkup")
        mara.presses(mara.buttons(message)[0]["text"])
        await asked(office, mara, shown + 1)


async def test_the_words_of_a_command_are_not_taken_for_an_answer(open_office: Opening, mara: Person) -> None:
    engine = AskingEngine()
    async with open_office(engine) as office:
        await a_question_with_buttons(office, mara)
        shown = len(mara.sees())
        mara.writes("/privacy")
        await asked(office, mara, shown + 1)
        assert engine.turns[-1].intent == "ask_privacy"
        await sees(mara, *mara.sees())


async def test_a_reply_answers_the_question_that_it_points_at(open_office: Opening, mara: Person) -> None:
    engine = AskingEngine()
    async with open_office(engine) as office:
        first = await a_question_with_buttons(office, mara)
        shown = len(mara.sees())
        mara.presses(mara.buttons(first)[0]["text"])
        assert (await asked(office, mara, shown + 1))["text"] != first["text"]
        mara.writes("the other one", reply_to_message=first)
        await asked(office, mara, shown + 2)
        assert engine.turns[-1].metadata["asks"] == first["text"].removesuffix("?")
        mara.sends_photo(a_picture(), caption="or this one", reply_to_message=first)
        await asked(office, mara, shown + 3)
        assert engine.turns[-1].metadata["asks"] == first["text"].removesuffix("?")
