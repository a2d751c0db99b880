"""A turn as a unit of work: what the engine is asked, and what its words become."""

import asyncio
import re
from collections.abc import Awaitable

import pytest

from bot.claims.model import Status
from bot.claims.values import to_json
from bot.conversations.message import Reply
from bot.extraction.found import Reading
from bot.service.intake import Intake
from bot.service.ports import Records, Work
from bot.service.turn import ENGINE_TEXT, Turn
from tests.builders import (
    DUTY,
    NOW,
    PRIVACY,
    a_complete_claim,
    a_conversation,
    a_date,
    a_message,
    a_press,
    a_reading,
    a_sent_claim,
    a_work,
    day,
    the_catalogue,
)

pytestmark = pytest.mark.asyncio


def a_turn(work: Work | None = None, reading: Reading | None = None, records: Records | None = None) -> Turn:
    async def read() -> Reading | None:
        return reading or Reading()

    once: Awaitable[Reading | None] = asyncio.ensure_future(read())
    return Turn(work or a_work(), Intake(the_catalogue(), PRIVACY, DUTY), the_catalogue(), NOW, once, records)


def texts_of(replies: list[Reply]) -> list[str]:
    return [reply.text for reply in replies]


async def test_turn_opens_a_claim_with_the_first_message() -> None:
    turn = a_turn(reading=a_reading(claimant="Alderway Dental"))
    await turn.hear("report_claim")
    assert turn.claim is not None
    assert turn.claim.value("claimant") == "Alderway Dental"
    assert turn.settle() == [turn.claim]
    assert turn.conversation.claim == turn.claim.id
    assert (turn.claim.line, turn.claim.conversation) == ("professional_indemnity", "v1")


async def test_turn_goes_on_with_the_open_draft() -> None:
    claim = a_complete_claim()
    turn = a_turn(a_work(claim=claim))
    await turn.hear("greet")
    assert turn.claim is claim


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.IN_REVIEW, Status.WITHDRAWN])
async def test_turn_opens_another_claim_after_one_that_is_no_draft(status: Status) -> None:
    sent = a_sent_claim(status)
    turn = a_turn(a_work(claim=sent))
    await turn.hear("report_claim")
    assert turn.claim is not None
    assert turn.claim.id != sent.id
    assert turn.claim.status is Status.DRAFT


async def test_turn_changes_nothing_of_the_conversation_it_was_given() -> None:
    work = a_work(introduced=False)
    await a_turn(work).hear("request_human")
    assert (work.conversation.introduced, work.conversation.reasons, work.conversation.asks) == (
        False,
        [],
        None,
    )


async def test_turn_asked_twice_gives_one_answer_and_records_once() -> None:
    turn = a_turn(reading=a_reading(claimant="Alderway Dental"))
    first = await turn.hear("report_claim")
    facts = len(turn.claim.facts) if turn.claim else 0
    assert await turn.hear("nlu_fallback") is first
    assert turn.claim is not None
    assert len(turn.claim.facts) == facts
    assert sum(number for put, number in turn.conversation.asked.items() if put.endswith("first")) == 1


# What the engine is asked


async def test_request_has_text_and_no_command() -> None:
    turn = a_turn(a_work(a_message("I lost a key")))
    request = turn.request("What happened?")
    assert (request.text, request.intent) == ("I lost a key", None)
    assert (request.conversation, request.message, request.metadata["turn"]) == ("v1", turn.id, turn.id)
    assert request.metadata["context"] == "What happened?"


async def test_request_of_another_attempt_is_another_turn() -> None:
    work = a_work()
    assert a_turn(work).request(None).message != a_turn(work).request(None).message


@pytest.mark.parametrize("text", ["/restart", "/session_start", '/inform{"claimant": "x"}'])
async def test_request_leaves_slash_commands_text(text: str) -> None:
    request = a_turn(a_work(a_message(text))).request(None)
    assert (request.text, request.intent) == (text, None)


@pytest.mark.parametrize("text", ["👍", "🔥🔥 !", "…", "?"])
async def test_request_leaves_signs_to_the_engine(text: str) -> None:
    request = a_turn(a_work(a_message(text))).request(None)
    assert (request.text, request.intent) == (text, None)


@pytest.mark.parametrize("text", ["/", "///", "   ", "", " / / "])
async def test_request_of_a_text_without_a_word_is_not_understood(text: str) -> None:
    request = a_turn(a_work(a_message(text))).request(None)
    assert (request.text, request.intent) == (None, "nlu_fallback")


async def test_request_of_a_button_is_its_intent_alone() -> None:
    request = a_turn(a_work(a_press("Send it", "affirm"))).request(None)
    assert (request.text, request.intent) == (None, "affirm")


@pytest.mark.parametrize("length", [10, ENGINE_TEXT, ENGINE_TEXT + 1, 5_000, 20_000])
async def test_request_shortens_long_texts_to_their_ends(length: int) -> None:
    text = "A" * (length - length // 2) + "Z" * (length // 2)
    sent = a_turn(a_work(a_message(text))).request(None).text
    assert sent is not None
    assert len(sent) <= ENGINE_TEXT
    assert (sent[0], sent[-1]) == ("A", "Z")
    assert (sent == text) is (length <= ENGINE_TEXT)


async def test_request_opens_the_form_only_while_a_draft_is_open() -> None:
    fresh = a_turn(a_work()).request(None)
    draft = a_turn(a_work(claim=a_complete_claim(), asks="claimant")).request(None)
    sent = a_turn(a_work(claim=a_sent_claim(), asks="claimant")).request(None)
    assert [(turn.active_loop, turn.requested_slot) for turn in (fresh, draft, sent)] == [
        (None, None),
        ("notice_form", "claimant"),
        (None, None),
    ]
    assert [turn.slots["phase"] for turn in (fresh, draft, sent)] == ["opening", "reporting", "reported"]


async def test_request_carries_no_empty_slots() -> None:
    assert None not in a_turn().request(None).slots.values()


# Slots


async def test_slots_mirror_the_draft() -> None:
    claim = a_complete_claim(
        {"occurred_on": day("2026-04-03"), "policy_number": None, "claimant": "Alderway"}
    )
    slots = a_turn(a_work(claim=claim)).slots()
    assert slots["occurred_on"] == to_json(day("2026-04-03"))
    assert slots["policy_number"] == "unknown"
    assert slots["claimant"] == slots["claimant_name"] == "Alderway"
    assert slots["amount_estimated"] is None
    assert slots["confirm"] is None


async def test_slots_name_every_field_and_forget_a_sent_claim() -> None:
    slots = a_turn(a_work(claim=a_sent_claim())).slots()
    shown = {field.name for field in the_catalogue().fields if field.shown}
    assert shown <= set(slots)
    assert all(slots[name] is None for name in shown)
    # The engine knows slots of questions only, and what is for staff is not asked.
    assert not ({field.name for field in the_catalogue().fields} - shown) & set(slots)


@pytest.mark.parametrize(("language", "name"), [("en", "the other side"), ("de", "die Gegenseite")])
async def test_slots_have_a_word_for_a_claimant_without_a_name(language: str, name: str) -> None:
    assert a_turn(a_work(language=language)).slots()["claimant_name"] == name


async def test_slots_have_the_summary_only_where_it_is_asked_about() -> None:
    turn = a_turn(a_work(claim=a_complete_claim({"claimant": "Alderway"})))
    assert turn.slots()["summary"] == ""
    await turn.hear("greet")
    assert "Alderway" in turn.slots()["summary"]


async def test_slots_tell_how_the_question_is_put() -> None:
    turn = a_turn(a_work(asks="occurred_on"), a_reading(occurred_on=a_date("2026-05-01", future=True)))
    await turn.hear("inform")
    slots = turn.slots()
    assert (slots["wording"], slots["value"], slots["language"]) == ("future", "Friday, 1 May 2026", "en")
    assert slots["privacy_url"] == PRIVACY


# Submitting


async def test_submit_sends_a_confirmed_notice() -> None:
    turn = a_turn(a_work(a_message("yes"), claim=a_complete_claim(), asks="confirm"))
    assert (await turn.hear("affirm")).confirmed
    assert turn.slots()["confirm"] is True
    outcome = await turn.submit()
    assert turn.claim is not None
    assert (turn.claim.status, turn.claim.submitted_at) == (Status.SUBMITTED, NOW)
    assert re.fullmatch(r"FN-26-[0-9A-Z]{5}", turn.claim.reference or "")
    assert [(say.response, dict(say.values)) for say in outcome.says] == [
        ("utter_submitted", {"reference": turn.claim.reference}),
        ("utter_still_wanted", {"items": "letter of claim, log files or screenshots, contract or order"}),
    ]
    assert (turn.conversation.asks, turn.conversation.asked) == (None, {})
    assert turn.slots()["phase"] == "reported"


async def test_submit_twice_in_a_turn_gives_one_reference() -> None:
    turn = a_turn(a_work(a_message("yes"), claim=a_complete_claim(), asks="confirm"))
    await turn.hear("affirm")
    first, second = await turn.submit(), await turn.submit()
    assert first.says[0].values == second.says[0].values


@pytest.mark.parametrize("intent", ["deny", "inform", "greet", "ask_coverage", "nlu_fallback"])
async def test_submit_does_nothing_without_a_yes(intent: str) -> None:
    turn = a_turn(a_work(claim=a_complete_claim(), asks="confirm"))
    await turn.hear(intent)
    assert (await turn.submit()).says == []
    assert turn.claim is not None
    assert turn.claim.status is Status.DRAFT


async def test_submit_does_nothing_before_anything_was_heard() -> None:
    turn = a_turn(a_work(claim=a_complete_claim(), asks="confirm"))
    assert (await turn.submit()).says == []


async def test_after_answers_about_the_sent_claim() -> None:
    outcome = await a_turn(a_work(claim=a_sent_claim())).after("claim_status")
    assert outcome.says[0].values == {"reference": "FN-26-7K3QD"}


# Replies


async def test_replies_are_one_message_with_the_question_and_its_buttons() -> None:
    turn = a_turn(a_work(claim=a_complete_claim(without="statement_made")))
    await turn.hear("thank")
    replies = turn.replies(("You're welcome.", "Have you signed anything?"))
    assert texts_of(replies) == ["You're welcome. Have you signed anything?"]
    assert replies[0].asks == "statement_made"
    assert [button.label for button in replies[0].buttons] == ["Yes", "No", "Not sure"]
    assert replies[0].buttons[1].entities == {"statement_made": "no"}


async def test_replies_give_every_button_an_id_of_its_own() -> None:
    turn = a_turn(a_work(claim=a_complete_claim(without="statement_made")))
    await turn.hear("thank")
    ids = [button.id for _ in range(2) for button in turn.replies(("Signed?",))[0].buttons]
    assert len(set(ids)) == len(ids)
    assert all(len(name) >= 20 for name in ids)


async def test_replies_introduce_the_assistant_in_a_message_apart() -> None:
    turn = a_turn(a_work(introduced=False))
    await turn.hear("greet")
    replies = turn.replies(("Hello, I'm automated.", "What happened?"))
    assert texts_of(replies) == ["Hello, I'm automated.", "What happened?"]
    assert [reply.asks for reply in replies] == [None, "description"]


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        (("One.", "Two."), "One. Two."),
        (("One.", "x" * 200), "One.\n\n" + "x" * 200),
        (("Here:\n– a\n– b", "Right?"), "Here:\n– a\n– b\n\nRight?"),
    ],
)
async def test_replies_run_on_when_short_and_stand_apart_when_long(
    texts: tuple[str, ...], joined: str
) -> None:
    assert texts_of(a_turn().replies(texts)) == [joined]


async def test_replies_after_sending_ask_nothing() -> None:
    turn = a_turn(a_work(a_message("yes"), claim=a_complete_claim(), asks="confirm"))
    await turn.hear("affirm")
    await turn.submit()
    (reply,) = turn.replies(("Done.",))
    assert (reply.asks, reply.buttons) == (None, ())


# Somebody signed in


VOUCHED = {"insured_name": "Mara Lindt", "insured_contact": "mara@example.com"}


async def test_turn_of_somebody_signed_in_begins_with_what_their_site_told() -> None:
    work = Work(a_conversation(vouched=VOUCHED), a_message(), None)
    turn = a_turn(work, a_reading(claimant="Alderway Dental"))
    await turn.hear("report_claim")
    assert turn.claim is not None
    assert turn.claim.value("insured_name") == "Mara Lindt"
    assert "insured_name" not in the_catalogue().missing(turn.claim)
    assert turn.settle() == [turn.claim]


async def test_turn_without_a_word_of_theirs_opens_no_claim() -> None:
    turn = a_turn(Work(a_conversation(vouched=VOUCHED), a_message("hello"), None))
    await turn.hear("greet")
    assert turn.settle() == []
    assert turn.conversation.claim is None
