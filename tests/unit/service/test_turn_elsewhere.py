"""A turn beside the one report: drafts begun elsewhere, claims sent before, and changed versions of a message."""

from dataclasses import replace
from typing import Any

import pytest

from bot.claims.model import Fact, SetBy
from bot.service.outcome import Outcome
from bot.service.ports import Correction, Work
from bot.service.turn import Turn
from tests.builders import NOW, a_complete_claim, a_conversation, a_message, a_sent_claim, a_work
from tests.fakes import MemoryRecords, MemoryStore
from tests.unit.service.test_turn import a_turn

pytestmark = pytest.mark.asyncio


async def looked_up(records: MemoryRecords, intent: str, text: str, **work: Any) -> tuple[Turn, Outcome]:
    turn = a_turn(a_work(a_message(text), **work), records=records)
    return turn, await turn.hear(intent)


async def test_a_draft_goes_on_in_another_conversation_with_a_code() -> None:
    store = MemoryStore()
    draft = a_complete_claim(without="claimant")
    store.claims[draft.id] = draft
    await store.open_conversation(a_conversation())
    records = MemoryRecords(store)
    _, offered = await looked_up(
        records, "ask_process", "can I go on at my computer, on the pc?", claim=draft
    )
    code = next(say.values["code"] for say in offered.says if say.response == "utter_code")
    turn, outcome = await looked_up(records, "nlu_fallback", code.lower())
    assert turn.claim is not None
    assert turn.claim.id == draft.id
    assert "utter_welcome_back" in [say.response for say in outcome.says]
    assert outcome.asks == "claimant"
    assert turn.settle() == [turn.claim]


async def test_a_code_that_counts_for_nothing_is_said_to() -> None:
    turn, outcome = await looked_up(MemoryRecords(MemoryStore()), "nlu_fallback", "K7-42-Q9")
    assert "utter_code_invalid" in [say.response for say in outcome.says]
    assert outcome.asks == "description"
    assert turn.settle() == []


async def test_a_status_needs_reference_and_a_second_factor() -> None:
    records = MemoryRecords(statuses={("FN-26-7K3QD", "PI-204-1877"): "in_review"})
    conversation = {"asks": "second_factor", "aside": {"reference": "FN-26-7K3QD"}}
    _, told = await looked_up(records, "inform", "PI-204-1877", **conversation)
    assert [say.response for say in told.says] == ["utter_status_in_review"]
    _, untold = await looked_up(records, "inform", "PI-111-1111", **conversation)
    assert [say.response for say in untold.says] == ["utter_status_no_match"]


def a_correction(earlier: str | None = None) -> Correction:
    return Correction(text="on Monday", asked="occurred_on", question="When?", earlier=earlier)


async def test_a_new_version_is_heard_with_the_question_of_the_old_one() -> None:
    work = a_work(a_message("on Tuesday"), a_complete_claim(), asks="insured_name")
    turn = a_turn(replace(work, corrects=a_correction()))
    asked = turn.request("Your name?")
    assert (asked.requested_slot, asked.metadata["asks"]) == ("occurred_on", "occurred_on")


async def test_a_new_version_takes_the_place_of_the_old_one_in_the_story() -> None:
    claim = a_complete_claim()
    claim.record(Fact("description", "A key is lost.\non Monday", SetBy.INSURED, NOW))
    corrects = replace(a_correction(), asked=None)
    turn = a_turn(replace(a_work(a_message("on Tuesday"), claim), corrects=corrects))
    await turn.hear("inform")
    assert claim.value("description") == "A key is lost.\non Tuesday"


async def test_a_new_version_of_what_was_sent_opens_no_second_notice() -> None:
    turn = a_turn(replace(a_work(a_message("on Tuesday"), a_sent_claim()), corrects=a_correction()))
    assert turn.request(None).intent == "inform"


async def test_a_word_on_an_earlier_report_leaves_the_draft_as_it_stands() -> None:
    conversation = a_conversation(asks="insured_name", claim="c9")
    work = Work(conversation, a_message("on Tuesday"), a_sent_claim())
    turn = a_turn(replace(work, corrects=a_correction(earlier="c1")))
    await turn.after("inform")
    turn.settle()
    assert (turn.conversation.claim, turn.conversation.asks) == ("c9", "insured_name")
