"""One turn as the service sends it: who, which message, what was said or pressed, and the state to answer from."""

from dataclasses import dataclass, field
from typing import Any, Dict, Optional

from components.intent_features import clean


class InvalidTurn(Exception):
    """A request that cannot be answered; `code` is for programs, the text for people."""

    def __init__(self, code: str, message: str) -> None:
        """Keeps both."""
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class State:
    """What the service knows of the conversation; the engine itself remembers nothing."""

    slots: Dict[str, Any] = field(default_factory=dict)
    active_loop: Optional[str] = None
    requested_slot: Optional[str] = None


@dataclass(frozen=True)
class Turn:
    """Either `text`, which is never read as a command, or `intent` with `entities`."""

    sender: str
    message_id: str
    text: Optional[str]
    intent: Optional[str]
    entities: Dict[str, Any]
    metadata: Dict[str, Any]
    state: State

    @property
    def question(self) -> str:
        """The question this turn answers, "" for none."""
        return self.metadata.get("context") or ""


def read_turn(body: Any) -> Turn:
    """The turn in a request body; raises InvalidTurn."""
    if not isinstance(body, dict):
        raise InvalidTurn("bad_request", "the body must be a JSON object")
    text, intent = body.get("text"), body.get("intent")
    if (text is None) == (intent is None):
        raise InvalidTurn("bad_request", "exactly one of text and intent is needed")
    metadata = _object(body, "metadata")
    if not isinstance(metadata.get("context"), (str, type(None))):
        raise InvalidTurn("bad_request", "metadata.context must be a string or null")
    state = _object(body, "state")
    return Turn(
        sender=_string(body, "sender"),
        message_id=_string(body, "message_id"),
        text=None if text is None else read_text(text),
        intent=None if intent is None else _string(body, "intent"),
        entities=_object(body, "entities"),
        metadata=metadata,
        state=State(
            slots=_object(state, "slots"),
            active_loop=_optional_string(state, "active_loop"),
            requested_slot=_optional_string(state, "requested_slot"),
        ),
    )


def read_text(value: Any) -> str:
    """What a person wrote, cut to what the language model reads; raises InvalidTurn when nothing is left."""
    if not isinstance(value, str):
        raise InvalidTurn("bad_request", "text must be a string")
    text = clean(value.encode("utf-8", "ignore").decode("utf-8").replace("\x00", " "))
    if not text:
        raise InvalidTurn("empty_text", "text is empty")
    return text


def _string(body: Dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise InvalidTurn("bad_request", f"{name} must be a non-empty string")
    return value


def _optional_string(body: Dict[str, Any], name: str) -> Optional[str]:
    return None if body.get(name) is None else _string(body, name)


def _object(body: Dict[str, Any], name: str) -> Dict[str, Any]:
    value = body.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InvalidTurn("bad_request", f"{name} must be an object")
    return value
