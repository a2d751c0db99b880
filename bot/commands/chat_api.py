"""Client of the website chat's API, `/chat/v1`: open a session, send, listen."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

SILENCE_SECONDS = 45.0
"""The service sends a comment at least every 20 seconds; without one the connection is taken for dead."""


@dataclass(frozen=True)
class Button:
    label: str
    value: str


@dataclass(frozen=True)
class Message:
    """A message as the service gives it; `asks` names the field it asks for, or `confirm`."""

    seq: int
    author: str
    text: str
    buttons: tuple[Button, ...] = ()
    asks: str | None = None
    client_id: str | None = None

    @classmethod
    def read(cls, data: dict[str, Any]) -> "Message":
        buttons = tuple(Button(button["label"], button["value"]) for button in data.get("buttons") or ())
        return cls(
            seq=data["seq"],
            author=data["author"],
            text=data["text"],
            buttons=buttons,
            asks=data.get("asks"),
            client_id=data.get("client_id"),
        )


class ChatRefused(Exception):
    """The service answered with an error; `passing` says that trying again may help."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status

    @property
    def passing(self) -> bool:
        return self.status >= 500 or self.status == 429


class ChatApi:
    """One session. Raises `ChatRefused` on an error status, `httpx.TransportError` without an answer."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._headers: dict[str, str] = {}

    def open(self, opening: dict[str, str]) -> None:
        response = self._client.post("/chat/v1/sessions", json=opening)
        check(response)
        try:
            self._headers = {"Authorization": f"Bearer {response.json()['token']}"}
        except (ValueError, KeyError, TypeError):
            raise ChatRefused(response.status_code, "this is not the website chat") from None

    def send(self, client_id: str, content: dict[str, str]) -> None:
        body = {"client_id": client_id, **content}
        check(self._client.post("/chat/v1/messages", json=body, headers=self._headers))

    def events(self, after: int) -> Iterator[Message]:
        """The messages after that number, as they arrive, until the connection ends."""
        headers = {**self._headers, "Accept": "text/event-stream", "Last-Event-ID": str(after)}
        timeout = httpx.Timeout(10.0, read=SILENCE_SECONDS)
        with self._client.stream("GET", "/chat/v1/events", headers=headers, timeout=timeout) as response:
            if response.is_error:
                response.read()
            check(response)
            for name, data in read_events(response.iter_lines()):
                if name == "message":
                    yield Message.read(json.loads(data))


def check(response: httpx.Response) -> None:
    if not response.is_error:
        return
    try:
        message = response.json()["error"]["message"]
    except (ValueError, KeyError, TypeError):
        message = f"{response.status_code} {response.reason_phrase}"
    raise ChatRefused(response.status_code, str(message))


def read_events(lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Names and data of server-sent events; comments and events without data are passed over."""
    name, data = "message", list[str]()
    for line in lines:
        if not line:
            if data:
                yield name, "\n".join(data)
            name, data = "message", []
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            name = value
        elif field == "data":
            data.append(value)
