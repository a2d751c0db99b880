"""The main path against an engine and a store that are scripted."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.conversations.message import Author, Incoming, Message
from bot.conversations.model import HandoffReason, Owner
from bot.extraction.found import Reading
from bot.service.intake import Intake
from bot.service.ports import EngineDown, EngineFailed, EngineTurn, UnknownConversation
from bot.service.talk import APOLOGY_AFTER, ATTEMPTS, BACK_OFF, Talk, now
from bot.service.texts import text as service_text
from tests.builders import DUTY, PRIVACY, a_conversation, a_reading, the_catalogue
from tests.fakes import MemoryStore, ScriptedEngine, ScriptedReader, Step

pytestmark = pytest.mark.asyncio


async def _until(true: Callable[[], bool]) -> None:
    for _ in range(2000):
        if true():
            return
        await asyncio.sleep(0.001)
    raise AssertionError("did not happen in time")


class Service:
    """A talk with all that it needs; `said` waits until everything is answered."""

    def __init__(
        self, *steps: Step, store: MemoryStore | None = None, reader: ScriptedReader | None = None
    ) -> None:
        self.engine = ScriptedEngine(*steps)
        self.store = store or MemoryStore(a_conversation())
        self.reader = reader or ScriptedReader()
        self.changed: list[str] = []
        catalogue = the_catalogue()
        self.talk = Talk(
            self.store,
            self.engine,
            self.reader,
            Intake(catalogue, PRIVACY, DUTY),
            catalogue,
            lambda name, _: self.changed.append(name),
        )

    async def say(self, text: str, *, conversation: str = "v1", external_id: str | None = None) -> None:
        await self.talk.receive(Incoming(conversation, external_id or text, text))

    async def said(self, conversation: str = "v1") -> list[Message]:
        """What was said to the insured, once nobody works on the conversation any more."""
        await _until(lambda: not self.talk.busy(conversation))
        return [
            found for found in await self.store.messages(conversation) if found.author is not Author.INSURED
        ]


def texts(messages: list[Message]) -> list[str]:
    return [message.text for message in messages]


async def test_receive_stores_answers_and_tells_listeners() -> None:
    service = Service()
    await service.say("hello")
    assert service.store.state("v1", "hello") == "pending"
    assert texts(await service.said()) == ["echo hello"]
    assert service.store.state("v1", "hello") == "answered"
    assert set(service.changed) == {"v1"}


async def test_receive_of_the_same_message_again_changes_nothing() -> None:
    service = Service()
    for _ in range(3):
        await service.say("hello", external_id="42")
    assert texts(await service.said()) == ["echo hello"]
    await service.say("hello", external_id="42")
    assert len(await service.said()) == 1


async def test_receive_refuses_an_unknown_conversation() -> None:
    with pytest.raises(UnknownConversation):
        await Service().say("hello", conversation="nobody")


async def test_messages_of_a_conversation_are_answered_in_order_and_one_at_a_time() -> None:
    at_once: list[int] = [0]
    most: list[int] = []

    async def slowly(turn: EngineTurn) -> str:
        at_once[0] += 1
        most.append(at_once[0])
        await asyncio.sleep(0.001)
        at_once[0] -= 1
        return f"echo {turn.text}"

    service = Service(*[slowly] * 8)
    for number in range(8):
        await service.say(str(number))
        if number % 3 == 0:
            await asyncio.sleep(0.002)
    assert texts(await service.said()) == [f"echo {number}" for number in range(8)]
    assert set(most) == {1}


async def test_conversations_do_not_wait_for_one_another() -> None:
    free = asyncio.Event()

    async def stuck(_: EngineTurn) -> str:
        await free.wait()
        return "at last"

    service = Service(stuck, "at once", store=MemoryStore(a_conversation(), a_conversation(id="v2")))
    await service.say("hello")
    await asyncio.sleep(0.01)
    await service.say("hello", conversation="v2")
    assert texts(await service.said("v2")) == ["at once"]
    assert service.talk.busy("v1")
    free.set()
    assert texts(await service.said()) == ["at last"]


async def test_a_turn_is_found_by_its_message_while_it_lasts_and_its_claim_is_kept() -> None:
    reading = a_reading(claimant="Alderway Dental")
    service = Service(reader=ScriptedReader({"they want money": reading}))

    async def dialogue(turn: EngineTurn) -> str:
        outcome = await service.talk.turns[str(turn.metadata["turn"])].hear("report_claim")
        return outcome.says[0].response

    service.engine.steps = [dialogue]
    await service.say("they want money")
    (reply,) = await service.said()
    assert (reply.text, reply.asks) == ("utter_understood", "incident_type")
    assert service.talk.turns == {}
    (claim,) = service.store.claims.values()
    assert claim.value("claimant") == "Alderway Dental"
    kept = await service.store.conversation("v1")
    assert kept is not None
    assert (kept.claim, kept.asks) == (claim.id, "incident_type")


@pytest.mark.parametrize(
    ("text", "known", "language", "read_as"),
    [
        ("Wir haben gestern beim Kunden die Datenbank gelöscht", False, "de", "de"),
        ("Wir haben gestern beim Kunden die Datenbank gelöscht", True, "en", "de"),
        ("We deleted the client's database yesterday", False, "en", "en"),
    ],
)
async def test_the_first_text_that_shows_a_language_decides_it(
    text: str, known: bool, language: str, read_as: str
) -> None:
    service = Service(store=MemoryStore(a_conversation(language="en", language_known=known)))
    await service.say(text)
    await service.said()
    assert service.engine.turns[0].metadata["language"] == language
    assert service.reader.asked[0][1] == read_as


@pytest.mark.parametrize(("asks", "told"), [("claimant", "claimant"), ("confirm", "confirm"), (None, None)])
async def test_reading_knows_the_open_question(asks: str | None, told: str | None) -> None:
    service = Service(store=MemoryStore(a_conversation(asks=asks)))
    await service.say("Alderway Dental")
    await service.said()
    assert service.reader.asked == [(["Alderway Dental"], "en", told)]


async def test_the_engine_hears_nothing_while_staff_have_the_conversation() -> None:
    service = Service(store=MemoryStore(a_conversation(owner=Owner.STAFF, staff="anna")))
    await service.say("hello")
    assert not service.talk.busy("v1")
    assert await service.said() == []
    assert service.engine.turns == []
    assert service.store.state("v1", "hello") == "staff"
    assert set(service.changed) == {"v1"}


async def test_who_writes_to_a_closed_conversation_is_answered_by_the_bot() -> None:
    service = Service(store=MemoryStore(a_conversation(owner=Owner.CLOSED)))
    await service.say("hello")
    assert texts(await service.said()) == ["echo hello"]
    kept = await service.store.conversation("v1")
    assert kept is not None
    assert kept.owner is Owner.BOT


async def test_nobody_sees_a_bot_typing_that_was_hushed() -> None:
    thinking = asyncio.Event()

    async def slowly(turn: EngineTurn) -> str:
        await thinking.wait()
        return "late"

    service = Service(slowly)
    await service.say("hello")
    assert service.talk.busy("v1")
    service.talk.hush("v1")
    assert not service.talk.busy("v1")
    thinking.set()
    await service.talk.stop()


async def test_a_lease_that_somebody_took_away_ends_the_typing_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.service.talk.RENEW", 0.01)
    thinking = asyncio.Event()

    async def slowly(turn: EngineTurn) -> str:
        await thinking.wait()
        return "late"

    service = Service(slowly)
    await service.say("hello")
    service.store.take_over("v1", "staff", now() + timedelta(minutes=1))
    await _until(lambda: not service.talk.busy("v1"))
    thinking.set()
    await service.talk.stop()
    assert await service.said() == []


async def test_the_bot_goes_on_while_a_person_is_awaited() -> None:
    service = Service(store=MemoryStore(a_conversation(owner=Owner.WAITING)))
    await service.say("hello")
    assert texts(await service.said()) == ["echo hello"]


# Failures


def impatient() -> MemoryStore:
    return MemoryStore(a_conversation(), impatient=True)


def seconds(store: MemoryStore) -> list[float | None]:
    return [None if wait is None else round(wait.total_seconds(), 1) for wait in store.waits]


@pytest.mark.parametrize(
    "error", [EngineDown("refused"), EngineFailed("no reply"), ValueError("a fault of ours")]
)
async def test_a_first_failure_is_tried_again_before_anybody_is_told(error: Exception) -> None:
    service = Service(error, "here I am", store=impatient())
    await service.say("hello")
    assert texts(await service.said()) == ["here I am"]
    assert seconds(service.store) == [BACK_OFF[0]]
    kept = await service.store.conversation("v1")
    assert kept is not None
    assert kept.owner is Owner.BOT


async def test_a_failed_message_waits_its_time() -> None:
    service = Service(EngineDown("refused"), "too early")
    await service.say("hello")
    assert await service.said() == []
    assert await service.store.waiting(now()) == []
    assert await service.store.waiting(now() + timedelta(seconds=BACK_OFF[0])) == ["v1"]


async def test_an_engine_that_stays_down_is_apologised_for_once_and_asked_ever_more_rarely() -> None:
    failures = len(BACK_OFF) + 3
    service = Service(*[EngineDown("refused")] * failures, "back again", store=impatient())
    await service.say("hello")
    said = await service.said()
    assert texts(said) == [service_text("engine_failure", "en"), "back again"]
    assert [message.author for message in said] == [Author.SYSTEM, Author.BOT]
    assert seconds(service.store) == [*map(float, BACK_OFF), *[float(BACK_OFF[-1])] * 3]
    assert service.store.state("v1", "hello") == "answered"


async def test_an_apology_calls_staff() -> None:
    service = Service(*[EngineDown("refused")] * APOLOGY_AFTER, "back", store=impatient())
    await service.say("hello")
    await service.said()
    kept = await service.store.conversation("v1")
    assert kept is not None
    assert (kept.owner, kept.reasons) == (Owner.WAITING, [HandoffReason.ENGINE_FAILURE])


@pytest.mark.parametrize("error", [EngineFailed("no reply"), RuntimeError("a fault of ours")])
async def test_a_message_that_makes_the_engine_fail_is_given_up_and_handed_over(error: Exception) -> None:
    service = Service(*[error] * ATTEMPTS, store=impatient())
    await service.say("poison")
    said = texts(await service.said())
    assert said == [service_text("engine_failure", "en"), service_text("engine_gave_up", "en")]
    assert service.store.state("v1", "poison") == "failed"
    assert seconds(service.store)[-1] is None
    kept = await service.store.conversation("v1")
    assert kept is not None
    assert kept.reasons == [HandoffReason.ENGINE_FAILURE]


async def test_after_a_message_that_was_given_up_the_next_one_is_answered() -> None:
    service = Service(*[EngineFailed("no reply")] * ATTEMPTS, store=impatient())
    await service.say("poison")
    await service.say("hello")
    assert texts(await service.said())[-1] == "echo hello"


async def test_the_apology_is_in_the_persons_language() -> None:
    store = MemoryStore(a_conversation(language="de"), impatient=True)
    service = Service(*[EngineDown("refused")] * APOLOGY_AFTER, "da bin ich", store=store)
    await service.say("hallo")
    assert texts(await service.said())[0] == service_text("engine_failure", "de")


async def test_a_failed_turn_has_changed_nothing() -> None:
    service = Service(
        reader=ScriptedReader({"they want money": a_reading(claimant="Alderway")}), store=impatient()
    )

    async def half_way(turn: EngineTurn) -> str:
        await service.talk.turns[str(turn.metadata["turn"])].hear("report_claim")
        raise EngineFailed("died half-way")

    service.engine.steps = [half_way, "never mind"]
    await service.say("they want money")
    assert texts(await service.said()) == ["never mind"]
    assert service.store.claims == {}


# Leases


async def test_a_lost_lease_stores_nothing() -> None:
    store = MemoryStore(a_conversation())

    async def robbed(_: EngineTurn) -> str:
        store.take_over("v1", "another process", now() + timedelta(minutes=1))
        return "too late"

    service = Service(robbed, store=store)
    await service.say("hello")
    assert await service.said() == []
    assert store.state("v1", "hello") == "pending"
    assert store.claims == {}


async def test_a_conversation_held_by_another_process_is_left_to_it() -> None:
    store = MemoryStore(a_conversation())
    store.take_over("v1", "another process", now() + timedelta(minutes=1))
    service = Service(store=store)
    await service.say("hello")
    assert await service.said() == []
    assert service.engine.turns == []


async def test_the_sweep_answers_what_a_dead_process_left_behind() -> None:
    store = MemoryStore(a_conversation())
    await store.accept(Incoming("v1", "1", "left behind"), now())
    store.take_over("v1", "a dead process", now() - timedelta(seconds=1))
    service = Service(store=store)
    sweep = asyncio.create_task(service.talk.run())
    await _until(lambda: store.state("v1", "left behind") == "answered")
    sweep.cancel()
    assert texts(await service.said()) == ["echo left behind"]


async def test_stop_lets_turns_in_progress_finish() -> None:
    async def slowly(_: EngineTurn) -> str:
        await asyncio.sleep(0.01)
        return "finished"

    service = Service(slowly)
    await service.say("hello")
    await service.talk.stop()
    assert texts(await service.said()) == ["finished"]


async def test_a_fault_of_the_reader_leaves_nobody_without_a_word() -> None:
    class Broken(ScriptedReader):
        def read(self, *_: object, **__: object) -> Reading:
            raise RuntimeError("broken")

    service = Service(reader=Broken(), store=impatient())

    async def dialogue(turn: EngineTurn) -> str:
        await service.talk.turns[str(turn.metadata["turn"])].hear("inform")
        return "unreachable"

    service.engine.steps = [dialogue] * ATTEMPTS
    await service.say("hello")
    assert texts(await service.said())[-1] == service_text("engine_gave_up", "en")
