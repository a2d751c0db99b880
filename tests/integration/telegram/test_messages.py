"""Messages in and answers out: each once, in order, whatever comes twice or late."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.service.ports import EngineTurn
from tests.fakes import ScriptedEngine
from tests.integration.telegram.conftest import Office, Opening, sees, until
from tests.support.telegram_objects import Refused
from tests.support.telegram_person import Group, Person
from tests.support.telegram_stand_in import TelegramStandIn


async def test_a_message_is_answered(office: Office, mara: Person) -> None:
    mara.writes("hello")
    await sees(mara, "echo hello")


async def test_answers_come_in_the_order_of_the_messages(office: Office, mara: Person) -> None:
    for number in range(6):
        mara.writes(f"message {number}")
    await sees(mara, *(f"echo message {number}" for number in range(6)))


async def test_two_people_have_two_conversations(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    jonas = Person(telegram, "Jonas", "de")
    mara.writes("one")
    jonas.writes("eins")
    await sees(mara, "echo one")
    await sees(jonas, "echo eins")
    chats = [await office.outbox.chat("telegram", str(person.id)) for person in (mara, jonas)]
    assert chats[0] is not None
    assert chats[1] is not None
    assert chats[0].conversation != chats[1].conversation
    assert (chats[0].language, chats[1].language) == ("en", "de")
    assert str(mara.id) not in chats[0].conversation


async def test_updates_that_come_twice_and_out_of_order_change_nothing(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    for number in range(3):
        mara.writes(f"message {number}")
    await sees(mara, *(f"echo message {number}" for number in range(3)))
    telegram.redeliver(*reversed(mara.updates))
    telegram.redeliver(*mara.updates)
    await office.all_taken()
    mara.writes("message 3")
    await sees(mara, *(f"echo message {number}" for number in range(4)))
    assert len(await office.transcript(mara)) == 8


async def test_a_day_counts_from_when_it_was_written(office: Office, mara: Person) -> None:
    written = datetime(2026, 4, 8, 9, 30, tzinfo=UTC)
    mara.sends(text="it happened yesterday", date=int(written.timestamp()))
    await sees(mara, "echo it happened yesterday")
    chat = await office.outbox.chat("telegram", str(mara.id))
    assert chat is not None
    assert (await office.store.messages(chat.conversation))[0].at == written


async def test_a_command_is_an_intent_and_never_one_of_rasas(open_office: Opening, mara: Person) -> None:
    engine = ScriptedEngine()
    async with open_office(engine) as office:
        for text in ("/status", "/restart", "/human@firstnotice_bot"):
            mara.writes(text)
        await until(lambda: len(engine.turns) == 3, "three turns")
        assert [(turn.intent, turn.text) for turn in engine.turns] == [
            ("claim_status", None),
            (None, "/restart"),
            ("request_human", None),
        ]
        assert ("insured", "/status") in await office.transcript(mara)


async def test_a_link_with_a_code_brings_the_code(open_office: Opening, mara: Person) -> None:
    engine = ScriptedEngine()
    async with open_office(engine):
        mara.writes("/start K7-42-Q9")
        mara.writes("/start newsletter-may")
        await until(lambda: len(engine.turns) == 2, "two turns")
        assert [(turn.intent, turn.text) for turn in engine.turns] == [(None, "K7-42-Q9"), ("greet", None)]


async def test_the_menu_is_set_in_each_language(office: Office, telegram: TelegramStandIn) -> None:
    await until(lambda: len(telegram.commands) == 3, "menus")
    german = {each["command"]: each["description"] for each in telegram.commands["all_private_chats/de"]}
    assert german["human"] == "Mit einem Menschen sprechen"
    assert set(german) == {"start", "help", "status", "human", "cancel", "language", "privacy", "delete"}


STICKER = {"file_id": "s", "file_unique_id": "us", "width": 9, "height": 9, "type": "regular"}


@pytest.mark.parametrize(
    "content",
    [
        {"sticker": STICKER | {"is_animated": False, "is_video": False}},
        {"dice": {"emoji": "🎲", "value": 3}},
    ],
)
async def test_what_has_no_words_is_answered_kindly_and_once(
    office: Office, mara: Person, telegram: TelegramStandIn, content: dict[str, object]
) -> None:
    mara.sends(**content)
    shown = await asyncio.to_thread(mara.until, bool, "an answer")
    assert "only read words" in shown[0]
    telegram.redeliver(*mara.updates)
    await office.all_taken()
    mara.writes("sorry")
    await sees(mara, shown[0], "echo sorry")


async def test_a_place_is_noted_in_words_and_read_as_nothing(
    open_office: Opening, mara: Person, telegram: TelegramStandIn
) -> None:
    engine = ScriptedEngine()
    async with open_office(engine) as office:
        message = mara.sends(location={"latitude": 52.5219, "longitude": 13.41325})
        await sees(mara, "Thank you. I've noted the place for the claims team.")
        # Somebody who shares where they are going moves on.
        mara.edits(message, location={"latitude": 52.6, "longitude": 13.5})
        telegram.redeliver(*mara.updates)
        await office.all_taken()
        assert engine.turns == []
        assert [text for _, text in await office.transcript(mara)] == [
            "Place: 52.52190, 13.41325",
            "Thank you. I've noted the place for the claims team.",
        ]


async def test_ones_own_contact_is_a_phone_number_and_others_are_noted(
    open_office: Opening, mara: Person
) -> None:
    engine = ScriptedEngine()
    async with open_office(engine) as office:
        mara.sends(contact={"phone_number": "4930901820", "first_name": "Mara", "user_id": mara.id})
        await until(lambda: len(engine.turns) == 1, "a turn")
        assert (engine.turns[0].intent, engine.turns[0].text) == ("inform", None)
        mara.sends(contact={"phone_number": "030 5", "first_name": "Jo"})
        await until(lambda: any("noted the contact" in text for text in mara.sees()), "an answer")
        transcript = await office.transcript(mara)
        assert transcript[0] == ("insured", "My phone number is +4930901820.")
        assert ("insured", "Contact: Jo, 030 5") in transcript
        assert len(engine.turns) == 1


async def test_a_group_is_left_with_a_word(office: Office, mara: Person, telegram: TelegramStandIn) -> None:
    group = Group(telegram, mara)
    group.adds_bot()
    group.writes("hello bot")
    await until(lambda: group.place.refusal is not None, "the bot has left")
    await office.all_taken()
    assert len(group.sees()) == 1
    assert "only work in a chat with one person" in group.sees()[0]


async def test_a_group_is_stayed_in_if_that_is_wanted(
    open_office: Opening, mara: Person, telegram: TelegramStandIn
) -> None:
    group = Group(telegram, mara)
    async with open_office(stays_in_groups=True) as office:
        group.adds_bot()
        group.writes("hello bot")
        await office.all_taken()
        assert group.place.refusal is None
        assert group.sees() == []


async def test_an_update_that_nobody_understands_does_not_stop_the_others(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    telegram.raw_update({"message_reaction": {"nobody": "knows"}})
    telegram.raw_update({"message": {"text": "no id, no chat"}})
    telegram.raw_update({"of_the_future": {}})
    mara.writes("hello")
    await sees(mara, "echo hello")
    await office.all_taken()


async def test_markup_in_what_people_write_stays_the_text_it_is(office: Office, mara: Person) -> None:
    mara.writes("<b>&amp; 1 < 2 **€1,400** [x](http://e.example) _y_")
    await sees(mara, "echo <b>&amp; 1 < 2 €1,400 [x](http://e.example) _y_")
    bold = mara.from_bot()[0]["entities"]
    assert [entity["type"] for entity in bold] == ["bold"]


async def test_a_sign_of_typing_is_shown_while_an_answer_takes_its_time(
    open_office: Opening, mara: Person
) -> None:
    free = asyncio.Event()

    async def slow(turn: EngineTurn) -> str:
        await free.wait()
        return "at last"

    async with open_office(ScriptedEngine(slow)):
        mara.writes("hello")
        await until(lambda: mara.place.actions == ["typing"], "typing")
        free.set()
        await sees(mara, "at last")


async def test_a_store_that_fails_makes_telegram_keep_the_update(
    office: Office, mara: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive, failed = office.talk.receive, list[object]()

    async def failing(incoming: object) -> object:
        if len(failed) < 2:
            failed.append(incoming)
            raise OSError("disk full")
        return await receive(incoming)  # type: ignore[arg-type]

    monkeypatch.setattr(office.talk, "receive", failing)
    mara.writes("one")
    mara.writes("two")
    await sees(mara, "echo one", "echo two")
    assert len(failed) == 2


async def test_network_loss_delays_and_keeps_the_order(
    office: Office, mara: Person, telegram: TelegramStandIn
) -> None:
    mara.writes("before")
    await sees(mara, "echo before")
    telegram.outage = True
    for number in range(3):
        mara.writes(f"during {number}")
    await asyncio.sleep(0.3)
    telegram.outage = False
    await sees(mara, "echo before", *(f"echo during {number}" for number in range(3)))


async def test_a_token_that_telegram_does_not_know_is_said_and_stops_nothing(
    open_office: Opening, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_office(token="999:unknown-but-secret") as office:
        await until(lambda: "FIRSTNOTICE_TELEGRAM_TOKEN" in caplog.text, "an error that names the setting")
        assert await office.store.healthy()
    assert "unknown-but-secret" not in caplog.text


async def test_a_call_too_many_is_waited_for(
    open_office: Opening, mara: Person, telegram: TelegramStandIn
) -> None:
    telegram.refuse("getUpdates", Refused(429, "Too Many Requests: retry after 1", retry_after=1))
    async with open_office():
        mara.writes("hello")
        await asyncio.sleep(0.5)
        assert len(telegram.called("getUpdates")) == 1
        await sees(mara, "echo hello")
