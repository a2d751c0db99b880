"""Whole conversations against the trained engine, through the chat API: files in `conversations/`.

A file holds conversations by name: `now`, `timezone`, `locale`, and `turns`, each what the insured says (`say`), presses
(`press`) or sends (`files`, with words or alone), what the bot asks afterwards (`asks`), and pieces of text that its answer
has (`bot`) or must not have (`never`); `after` is the time that passes before it ("3 days 2 hours"). `chat: 2` is a turn in a
second chat of the same person; `{code}` and `{reference}` in what is said stand for the last ones that were shown; `sees` are
pieces of what a chat shows without anybody having written in it. `claim` is what the claim holds at the end, a list if there
are several, or null if there is none; `documents` are pairs of a name and what of the checklist it is.
`python -m bot replay ID --as-test` writes such a file of a stored conversation.
"""

import re
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


_CODE = re.compile(r"\*\*(\w\w-\w\w-\w\w)\*\*")
_REFERENCE = re.compile(r"\*\*([A-Z]{2}-\d\d-\w{5})\*\*")


@pytest.mark.engine
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_conversation(name: str, chat: Callable[..., Chat], installation: Installation) -> None:
    converse(name, CONVERSATIONS[name], chat, installation)


def converse(
    name: str, conversation: dict[str, Any], chat: Callable[..., Chat], installation: Installation
) -> None:
    """Hold a conversation and see that everything in it comes out as it says."""
    opening = {key: conversation[key] for key in ("locale", "timezone")}
    chats: dict[int, Chat] = {}
    shown = {"code": "", "reference": ""}
    for number, turn in enumerate(conversation["turns"], start=1):
        place, which = f"{name}, turn {number}", turn.get("chat", 1)
        if which not in chats:
            chats[which] = chat(now=conversation["now"].isoformat(), **opening)
        person = chats[which]
        if "after" in turn:
            let_pass(installation, person.id, in_time(turn["after"]))
        if "sees" in turn:
            _check_shown(place, turn, person)
            continue
        text = _with(shown, turn["say"]) if "say" in turn else ""
        if "files" in turn:
            answer = person.give(turn["files"], text or None)
        else:
            answer = person.press(turn["press"]) if "press" in turn else person.say(text)
        _check(place, turn, answer)
        said = "\n".join(message["text"] for message in answer)
        for what, pattern in (("code", _CODE), ("reference", _REFERENCE)):
            shown[what] = next(iter(pattern.findall(said)), shown[what])
    wanted = conversation["claim"]
    expected = wanted if isinstance(wanted, list) else [wanted] if wanted else []
    claims = [claim for each in chats.values() for claim in claims_of(installation, each.id)]
    assert len(claims) == len(expected), f"{name}: {len(claims)} claims"
    for claim, fields in zip(claims, expected, strict=True):
        _check_claim(name, claim, fields)


def _with(shown: dict[str, str], text: str) -> str:
    for what, value in shown.items():
        assert f"{{{what}}}" not in text or value, f"no {what} was shown"
        text = text.replace(f"{{{what}}}", value)
    return text


def _check_shown(place: str, turn: dict[str, Any], person: Chat) -> None:
    last = person.messages()[-1]
    for piece in _list(turn["sees"]):
        assert piece in last["text"], f"{place}: {piece!r} is not in\n{last['text']}"
    assert last["author"] == "system", place


def _check_claim(name: str, claim: dict[str, Any], fields: dict[str, Any]) -> None:
    for field, wanted in fields.items():
        found = (
            claim[field] if field in ("status", "loss_kind", "cover_section") else claim["fields"].get(field)
        )
        if field == "documents" and isinstance(wanted, list):
            found = [[each["name"], each["item"]] for each in claim["documents"]]
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
