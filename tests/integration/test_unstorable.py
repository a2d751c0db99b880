"""An answer that the database refuses, again and again, must not be met with silence."""

import asyncio
from pathlib import Path

import pytest

from bot.claims.model import Status
from bot.conversations.message import Author, Incoming
from bot.service import talk as talking
from bot.service.intake import Intake
from bot.service.ports import EngineAnswer, EngineTurn
from bot.service.talk import Talk
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.store import SqlStore
from tests.builders import DUTY, PRIVACY, a_claim, a_conversation, the_catalogue
from tests.fakes import ScriptedEngine, ScriptedReader


async def test_an_answer_that_cannot_be_stored_is_given_up_with_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talking, "BACK_OFF", (0.0,))
    monkeypatch.setattr(talking, "SWEEP", 0.01)
    database = Database(f"sqlite:///{tmp_path / 'store.sqlite'}")
    await migrate(database)
    store = SqlStore(database, the_catalogue())
    await store.open_conversation(a_conversation())

    class Engine(ScriptedEngine):
        async def answer(self, turn: EngineTurn) -> EngineAnswer:
            if turn.text == "one":
                # Without a reference, which the table forbids.
                talk.turns[str(turn.metadata["turn"])].claim = a_claim(
                    {"claimant": "Alderway"}, status=Status.SUBMITTED
                )
            return await super().answer(turn)

    engine, stored = Engine(), asyncio.Event()
    intake = Intake(the_catalogue(), PRIVACY, DUTY)
    talk = Talk(
        store, engine, ScriptedReader(), intake, the_catalogue(), lambda _name, _messages: stored.set()
    )
    sweep = asyncio.create_task(talk.run())
    try:
        for text in ("one", "two"):
            await talk.receive(Incoming("v1", text, text))
        async with asyncio.timeout(20):
            while len(await store.messages("v1")) < 5:
                await stored.wait()
                stored.clear()
    finally:
        sweep.cancel()
        await talk.stop()
        shown = [(message.author, message.text) for message in await store.messages("v1")]
        await database.close()
    assert [author for author, _ in shown] == [
        Author.INSURED,
        Author.INSURED,
        Author.SYSTEM,
        Author.SYSTEM,
        Author.BOT,
    ]
    assert shown[-1][1] == "echo two"
    assert len(engine.turns) == talking.ATTEMPTS + 1
