"""Whole conversations against the trained engine, through the chat API: files in `conversations/`.

A file holds conversations by name: `now`, `timezone`, `locale`, and `turns`, each what the insured says (`say`) or presses
(`press`), what the bot asks afterwards (`asks`), and pieces of text that its answer has (`bot`) or must not have (`never`);
`after` is the time that passes before it ("3 days 2 hours"). `claim` is what the claim holds at the end, a list if there are
several, or null if there is none. `python -m bot replay ID --as-test` writes such a file of a stored conversation.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.chat import Chat
from tests.support.claims import claims_of
from tests.support.passing import in_time, let_pass
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
    converse(name, CONVERSATIONS[name], chat, installation)


def converse(
    name: str, conversation: dict[str, Any], chat: Callable[..., Chat], installation: Installation
) -> None:
    """Hold a conversation and see that everything in it comes out as it says."""
    person = chat(
        now=conversation["now"].isoformat(), locale=conversation["locale"], timezone=conversation["timezone"]
    )
    for number, turn in enumerate(conversation["turns"], start=1):
        if "after" in turn:
            let_pass(installation, person.id, in_time(turn["after"]))
        answer = person.press(turn["press"]) if "press" in turn else person.say(turn["say"])
        _check(f"{name}, turn {number}", turn, answer)
    wanted = conversation["claim"]
    expected = wanted if isinstance(wanted, list) else [wanted] if wanted else []
    claims = claims_of(installation, person.id)
    assert len(claims) == len(expected), f"{name}: {len(claims)} claims"
    for claim, fields in zip(claims, expected, strict=True):
        _check_claim(name, claim, fields)


def _check_claim(name: str, claim: dict[str, Any], fields: dict[str, Any]) -> None:
    for field, wanted in fields.items():
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
