"""What the engine accepts from the service."""

from typing import Any

import pytest
from components.turns import InvalidTurn, read_text, read_turn


def a_body(**changes: Any) -> dict[str, Any]:
    return {"sender": "c1", "message_id": "m1", "text": "hello", **changes}


def test_a_turn_carries_question_and_state() -> None:
    turn = read_turn(
        a_body(
            metadata={"context": "When was it?", "language": "en"},
            state={
                "slots": {"claimant": "Alderway"},
                "active_loop": "notice_form",
                "requested_slot": "occurred_on",
            },
        )
    )
    assert turn.question == "When was it?"
    assert turn.state.slots == {"claimant": "Alderway"}
    assert (turn.state.active_loop, turn.state.requested_slot) == ("notice_form", "occurred_on")


def test_state_and_metadata_may_be_absent() -> None:
    turn = read_turn(a_body(metadata=None))
    assert (turn.question, turn.state.slots, turn.state.active_loop) == ("", {}, None)


@pytest.mark.parametrize("text", ["/restart", '/inform{"a": 1}', "  /greet"])
def test_text_that_looks_like_a_command_stays_text(text: str) -> None:
    turn = read_turn(a_body(text=text))
    assert turn.text == text.strip()
    assert turn.intent is None


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "hello",
        {"sender": "c1", "message_id": "m1"},
        a_body(intent="greet"),
        a_body(sender=""),
        a_body(message_id=5),
        a_body(text=["hello"]),
        a_body(metadata=[]),
        a_body(metadata={"context": 3}),
        a_body(state="none"),
        a_body(state={"slots": []}),
        a_body(state={"active_loop": 1}),
    ],
)
def test_nonsense_is_refused(body: Any) -> None:
    with pytest.raises(InvalidTurn) as refused:
        read_turn(body)
    assert refused.value.code == "bad_request"


@pytest.mark.parametrize("text", ["", "  \n", "\x00", "\ud800"])
def test_empty_text_is_refused(text: str) -> None:
    with pytest.raises(InvalidTurn) as refused:
        read_text(text)
    assert refused.value.code == "empty_text"


def test_a_long_text_keeps_its_beginning_and_its_end() -> None:
    text = read_text("We lost the key. " + "blah " * 4000 + "Please call me.")
    assert len(text) <= 1000
    assert text.startswith("We lost the key.")
    assert text.endswith("Please call me.")
