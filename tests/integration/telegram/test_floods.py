"""Too much at once: in from one person, and out to everybody."""

import asyncio
import time
from datetime import timedelta

import pytest

from bot.channels import gathering
from bot.channels.telegram import floods, limits
from bot.service.ports import EngineTurn
from tests.fakes import ScriptedEngine
from tests.integration.telegram.conftest import Opening, until
from tests.support.telegram_person import Person
from tests.support.telegram_stand_in import TelegramStandIn


async def slowly(turn: EngineTurn) -> str:
    await asyncio.sleep(0.02)
    return f"echo {turn.text}"


async def test_a_flood_is_heard_whole_in_few_turns_and_delays_nobody_else(
    open_office: Opening, mara: Person, telegram: TelegramStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "LONGEST", timedelta(seconds=2))
    engine = ScriptedEngine(*[slowly] * 200)
    async with open_office(engine) as office:
        jonas = Person(telegram, "Jonas")
        for number in range(120):
            mara.writes(f"message {number}")
        jonas.writes("hello")
        await until(lambda: jonas.sees() == ["echo hello"], "an answer to somebody else")
        assert len([author for author, _ in await office.transcript(mara) if author == "bot"]) < 120
        telegram.redeliver(*mara.updates)

        async def all_heard() -> bool:
            said = [text for author, text in await office.transcript(mara) if author == "insured"]
            return "\n".join(said).split("\n") == [f"message {number}" for number in range(120)]

        await until(all_heard, "every message, once and in order")
        await office.all_taken()
        assert await all_heard()
        assert floods.MOST < len(engine.turns) <= floods.MOST + 6


async def test_commands_in_a_flood_count_once(open_office: Opening, mara: Person) -> None:
    engine = ScriptedEngine()
    async with open_office(engine):
        for _ in range(60):
            mara.writes("/status")
        await until(lambda: len(mara.sees()) > floods.MOST, "answers")
        await asyncio.sleep(0.6)
        assert len(engine.turns) <= floods.MOST + 4
        assert {turn.intent for turn in engine.turns} == {"claim_status"}


async def test_a_chat_gets_a_burst_and_then_one_message_at_a_time(
    open_office: Opening, mara: Person, telegram: TelegramStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "IN_A_CHAT", (3, 0.6))
    jonas = Person(telegram, "Jonas")
    async with open_office():
        begun = time.monotonic()
        for number in range(8):
            mara.writes(f"message {number}")
        jonas.writes("hello")
        await until(lambda: jonas.sees() == ["echo hello"], "an answer to somebody else")
        await until(lambda: len(mara.sees()) == 8, "all answers")
        assert time.monotonic() - begun > 0.9
        assert mara.sees() == [f"echo message {number}" for number in range(8)]


async def test_all_chats_together_stay_below_the_limit(
    open_office: Opening, telegram: TelegramStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OVERALL", (5, 0.5))
    people = [Person(telegram, f"P{number}") for number in range(15)]
    async with open_office():
        for person in people:
            person.writes("hello")
        times: list[float] = []
        while len(times) < 15:
            seen = sum(len(person.sees()) for person in people)
            times += [time.monotonic()] * (seen - len(times))
            await asyncio.sleep(0.01)
        assert times[-1] - times[0] > 0.8
