"""Whole conversations against the trained engine, through the chat API: files in `conversations/`.

A file holds conversations by name: `now`, `timezone`, `locale`, and `turns`, each what the insured says (`say`) or presses
(`press`), what the bot asks afterwards (`asks`), and pieces of text that its answer has (`bot`) or must not have (`never`).
`claim` is what the claim holds at the end, or null if there is none.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.chat import Chat
from tests.support.claims import claim_of, claims_of
from tests.support.processes import Installation

FILES = sorted((Path(__file__).parent / "conversations").glob("*.yml"))
CONVERSATIONS = {
    f"{path.stem}: {name}": conversation
    for path in FILES
    for name, conversation in yaml.safe_load(path.read_text("utf-8")).items()
}


@pytest.mark.engine
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_conversation(name: str, chat: Callable[..., Chat], installation: Installation) -> None:
    conversation = CONVERSATIONS[name]
    person = chat(
        now=conversation["now"].isoformat(), locale=conversation["locale"], timezone=conversation["timezone"]
    )
    for number, turn in enumerate(conversation["turns"], start=1):
        answer = person.press(turn["press"]) if "press" in turn else person.say(turn["say"])
        _check(f"{name}, turn {number}", turn, answer)
    if conversation["claim"] is None:
        assert claims_of(installation, person.id) == []
        return
    claim = claim_of(installation, person.id)
    for field, wanted in conversation["claim"].items():
        found = (
            claim[field] if field in ("status", "loss_kind", "cover_section") else claim["fields"].get(field)
        )
        value = found["value"] if isinstance(found, dict) else found
        assert _holds(wanted, value), f"{name}: {field} is {value!r}, not {wanted!r}"


def _check(place: str, turn: dict[str, Any], answer: list[dict[str, Any]]) -> None:
    # Sums are written with blanks that do not break.
    said = "\n".join(message["text"] for message in answer).replace("\xa0", " ")
    if "asks" in turn:
        assert answer[-1]["asks"] == turn["asks"], f"{place}: asks {answer[-1]['asks']!r}\n{said}"
    for piece in _list(turn.get("bot")):
        assert piece in said, f"{place}: {piece!r} is not in\n{said}"
    for piece in _list(turn.get("never")):
        assert piece not in said, f"{place}: {piece!r} is in\n{said}"
    if "buttons" in turn:
        assert [button["label"] for button in answer[-1]["buttons"]] == turn["buttons"], place


def _holds(wanted: Any, value: Any) -> bool:
    """A day stands for a period of that day; of a sum only the parts that are named count."""
    if isinstance(wanted, dict) and isinstance(value, dict):
        return all(value.get(key) == part for key, part in wanted.items())
    if isinstance(value, dict) and "start" in value:
        return bool(value["start"] == value["end"] == str(wanted))
    return bool(wanted == value)


def _list(pieces: Any) -> list[str]:
    return pieces if isinstance(pieces, list) else [pieces] if pieces else []
