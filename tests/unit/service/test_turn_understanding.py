"""What a turn tells of how sure the bot was: intent, what it read, what was corrected, and whether it gave up."""

import pytest

from bot.service.ports import EngineAnswer, Work
from bot.service.turn import Turn
from tests.builders import a_claim, a_date, a_message, a_reading, a_type, a_work, day
from tests.unit.service.test_turn import a_turn

pytestmark = pytest.mark.asyncio


def answer(intent: str | None, confidence: float = 0.8) -> EngineAnswer:
    return EngineAnswer(("fine",), intent, confidence)


async def heard(intent: str, work: Work, **found: object) -> Turn:
    turn = a_turn(work, a_reading(**found))
    await turn.hear(intent)
    return turn


async def test_a_story_tells_its_type_with_its_confidence() -> None:
    story = a_work(a_message("Last Friday we lost the data of a client"), asks="description")
    turn = await heard("report_claim", story, incident_type=a_type("data_loss", 0.4))
    found = turn.understanding(answer("report_claim", 0.9))
    assert (found.intent, found.confidence, found.asks) == ("report_claim", 0.9, "description")
    assert (found.incident_type, found.type_confidence, found.sureness) == ("data_loss", 0.4, 0.4)


async def test_an_answer_tells_no_type() -> None:
    work = a_work(a_message("on Friday"), a_claim({"incident_type": "data_loss"}), asks="occurred_on")
    turn = await heard("inform", work, occurred_on=a_date("2026-04-03"), incident_type=a_type("other", 0.1))
    assert turn.understanding(answer("inform")).incident_type is None


async def test_a_value_that_the_insured_replaces_is_corrected() -> None:
    claim = a_claim({"incident_type": "data_loss", "occurred_on": day("2026-04-03")})
    work = a_work(a_message("no, it happened on Saturday"), claim, said=["occurred_on"])
    turn = await heard("correct", work, occurred_on=a_date("2026-04-04"))
    assert turn.understanding(answer("correct", 0.97)).corrected == ("occurred_on",)
    first = a_work(a_message("on Saturday"), a_claim({"incident_type": "data_loss"}), asks="occurred_on")
    turn = await heard("inform", first, occurred_on=a_date("2026-04-04"))
    assert turn.understanding(answer("inform")).corrected == ()


async def test_to_say_that_it_was_not_understood_is_a_miss() -> None:
    claim = a_claim({"incident_type": "data_loss"})
    turn = await heard("nlu_fallback", a_work(a_message("grmpf"), claim, asks="occurred_on"))
    found = turn.understanding(answer("nlu_fallback", 0.3))
    assert (found.missed, found.sureness) == (True, 0.0)


async def test_an_engine_that_names_nothing_has_not_understood() -> None:
    found = a_turn().understanding(answer(None, 0.0))
    assert (found.intent, found.sureness) == ("nlu_fallback", 0.0)
