"""A person at the website chat, over its HTTP interface."""

import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from tests.support.ports import wait_for
from tests.support.samples import a_pdf

Message = dict[str, Any]
"""A message as the API shows it."""


@dataclass(frozen=True)
class Event:
    """A server-sent event."""

    name: str
    id: int | None
    data: Any


class Chat:
    """One open session; everything goes through `/chat/v1`."""

    def __init__(self, http: httpx.Client, patience: float = 30, **session: Any) -> None:
        """`session` is what the browser tells at the opening: now, locale, timezone."""
        self.http, self.patience = http, patience
        opened = http.post("/chat/v1/sessions", json=session)
        assert opened.status_code == 201, opened.text
        self.id, self.token = opened.json()["session"], opened.json()["token"]
        self._numbers = itertools.count(1)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def post(self, body: Any) -> httpx.Response:
        """Any JSON, as it is."""
        return self.http.post("/chat/v1/messages", json=body, headers=self.headers)

    def post_raw(self, body: bytes, **headers: str) -> httpx.Response:
        sent = {"Content-Type": "application/json"} | self.headers | headers
        return self.http.post("/chat/v1/messages", content=body, headers=sent)

    def send(self, text: str | None = None, button: str | None = None, client_id: str | None = None) -> str:
        """Hand in a message and do not wait for an answer; its id."""
        body: dict[str, str | None] = {"client_id": client_id or f"said-{next(self._numbers)}"}
        body |= {"text": text} if button is None else {"button": button}
        answer = self.post(body)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    def say(self, text: str) -> list[Message]:
        """Hand in a text and wait for what is said to it."""
        return self.answers_to(self.send(text))

    def give(self, names: Sequence[str], text: str | None = None) -> list[Message]:
        """Send files, each a PDF with its name on it, with a text or alone, and wait for what is said to them."""
        ids = [self.upload(a_pdf(text=name), name) for name in names]
        body = {"client_id": f"said-{next(self._numbers)}", "text": text, "attachment_ids": ids}
        answer = self.post(body)
        assert answer.status_code == 202, answer.text
        return self.answers_to(str(answer.json()["id"]))

    def upload(self, data: bytes, name: str) -> str:
        """Hand in a file and send it with no message yet; its id."""
        form: dict[str, Any] = {"data": {"client_id": f"file-{next(self._numbers)}"}}
        form["files"] = {"file": (name, data)}
        answer = self.http.post("/chat/v1/attachments", headers=self.headers, **form)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def press(self, label: str) -> list[Message]:
        """Press the newest button with this label and wait for what is said to it."""
        return self.answers_to(self.send(button=self.button(label)))

    def button(self, label: str) -> str:
        """The value of the newest button with this label."""
        for message in reversed(self.messages()):
            for button in message["buttons"]:
                if button["label"] == label:
                    return str(button["value"])
        raise AssertionError(f"no button {label!r} was offered")

    def answers_to(self, message: str) -> list[Message]:
        """The messages after the one with this id, once an answer by bot or staff is among them."""

        def answered() -> list[Message]:
            shown = self.messages()
            place = next(number for number, each in enumerate(shown) if each["id"] == message)
            after = [each for each in shown[place + 1 :] if each["author"] != "insured"]
            return after if any(each["author"] in ("bot", "staff") for each in after) else []

        return wait_for(answered, self.patience, "an answer")

    def messages(self, after: int = 0, author: str | None = None) -> list[Message]:
        """All messages after a seq, however many calls that takes."""
        found: list[Message] = []
        while True:
            answer = self.http.get("/chat/v1/messages", params={"after": after}, headers=self.headers)
            assert answer.status_code == 200, answer.text
            page = answer.json()["messages"]
            if not page:
                return [each for each in found if author in (None, each["author"])]
            found += page
            after = page[-1]["seq"]

    def until(self, enough: Callable[[list[Message]], bool], what: str) -> list[Message]:
        """All messages, once they are `enough`."""

        def look() -> list[Message]:
            shown = self.messages()
            return shown if enough(shown) else []

        return wait_for(look, self.patience, what)

    def question(self) -> Message | None:
        """The newest message of the bot."""
        return next((each for each in reversed(self.messages()) if each["author"] == "bot"), None)

    def report(self, told: str, answers: Mapping[str, str], turns: int = 40) -> Message:
        """Tell a story and answer what is asked by field until the summary is shown; the summary."""
        said = self.say(told)[-1]
        for _ in range(turns):
            if said["asks"] == "confirm":
                return said
            said = self.say(answers.get(said["asks"], "I don't know"))[-1]
        raise AssertionError(f"no summary within {turns} turns; the last question was {said['asks']!r}")

    def events(self, last_event_id: int | str | None = None) -> Iterator[Event]:
        """Server-sent events; the caller stops when it has seen enough."""
        headers = self.headers | ({} if last_event_id is None else {"Last-Event-ID": str(last_event_id)})
        raw = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
        with self.http.stream("GET", "/chat/v1/events", headers=raw, timeout=self.patience) as answer:
            assert answer.status_code == 200
            fields: dict[str, str] = {}
            for line in answer.iter_lines():
                if line.startswith(":"):
                    continue
                if line:
                    name, _, value = line.partition(": ")
                    fields[name] = value
                elif fields:
                    number = int(fields["id"]) if "id" in fields else None
                    yield Event(fields.get("event", "message"), number, json.loads(fields["data"]))
                    fields = {}
