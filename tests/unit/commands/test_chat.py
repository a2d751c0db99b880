"""The terminal client against a scripted service behind httpx's own transport: no network."""

import argparse
import io
import json
import queue
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.commands import chat
from bot.commands.chat import Chat
from bot.commands.chat_api import Button, ChatApi, ChatRefused, Message, read_events
from bot.commands.chat_screen import Screen

Answer = list[dict[str, Any]]


def bot(text: str, *labels: str, author: str = "bot") -> dict[str, Any]:
    buttons = [{"label": label, "value": f"opaque-{label}"} for label in labels]
    return {"author": author, "text": text, "buttons": buttons, "asks": None}


class Service:
    """Answers each message with the next scripted answer; notes what happens in `heard`, in order."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.heard: list[str] = []
        self.posts: list[dict[str, str]] = []
        self.resumed_from: list[int] = []
        self.messages: list[dict[str, Any]] = []
        self.refusing: list[httpx.Response | Exception] = []
        self.break_after: int | None = None
        self.closed = False
        self._news: queue.SimpleQueue[None] = queue.SimpleQueue()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/sessions"):
            return httpx.Response(201, json={"session": "s", "token": "secret"})
        if request.headers["Authorization"] != "Bearer secret":
            return refusal(401, "unknown session")
        if request.url.path.endswith("/events"):
            self.resumed_from.append(int(request.headers["Last-Event-ID"]))
            return httpx.Response(200, stream=Stream(self._stream(self.resumed_from[-1])))
        self.posts.append(json.loads(request.content))
        if self.refusing:
            refused = self.refusing.pop(0)
            if isinstance(refused, Exception):
                raise refused
            return refused
        self._hear(self.posts[-1])
        return httpx.Response(202, json={"id": "m"})

    def _hear(self, post: dict[str, str]) -> None:
        said = post.get("text") or post["button"]
        self.heard.append(said)
        self._store({"author": "insured", "text": said, "client_id": post["client_id"]})
        for message in self.answers.pop(0) if self.answers else []:
            self._store(message)

    def _store(self, message: dict[str, Any]) -> None:
        self.messages.append({**message, "seq": len(self.messages) + 1})
        self._news.put(None)

    def _stream(self, after: int) -> Iterator[bytes]:
        yield b": hello\n\n"
        while True:
            for message in self.messages[after:]:
                after = message["seq"]
                yield f"event: message\r\nid: {after}\r\ndata: {json.dumps(message)}\r\n\r\n".encode()
                if after == self.break_after:
                    raise httpx.ReadError("cable cut")
            self._news.get(timeout=5)
            if self.closed:
                return

    def close(self) -> None:
        """Ends the streams, and with them the threads that listen."""
        self.closed = True
        self._news.put(None)


class Stream(httpx.SyncByteStream):
    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        return self._chunks


def refusal(status: int, message: str) -> httpx.Response:
    return httpx.Response(status, json={"error": {"code": "no", "message": message}})


def replay(service: Service, *lines: str, answer_seconds: float = 2.0) -> tuple[int, str]:
    client = httpx.Client(transport=httpx.MockTransport(service), base_url="http://service")
    api = ChatApi(client)
    api.open({"locale": "en"})
    out = io.StringIO()
    screen = Screen(out, bold=False, echo=True)
    talk = Chat(api, screen, answer_seconds=answer_seconds, quiet_seconds=0.03, pauses=(0.005, 0.01))
    try:
        code = talk.replay(io.StringIO("".join(f"{line}\n" for line in lines)))
    finally:
        service.close()
    return code, out.getvalue()


def test_reads_as_a_conversation() -> None:
    service = Service([bot("Hello."), bot("On **4 April**?\nOr later?", "Yes", "No")], [bot("Thanks.")])
    code, text = replay(service, "lost a key", "", "  yes it was ")
    assert code == 0
    assert text == (
        "I: lost a key\n"
        "B: Hello.\n"
        "B: On 4 April?\n"
        "   Or later?\n"
        "   [1] Yes\n"
        "   [2] No\n"
        "I: yes it was\n"
        "B: Thanks.\n"
    )


def test_staff_and_notices_are_told_apart() -> None:
    service = Service([bot("Jo has joined.", author="system"), bot("I'm Jo.", author="staff")])
    assert replay(service, "a person please")[1].endswith("(Jo has joined.)\nS: I'm Jo.\n")


def test_number_presses_the_button() -> None:
    service = Service([bot("Marked?", "Yes", "No")], [bot("Thanks.")])
    _, text = replay(service, "lost a key", "2")
    assert service.posts[1]["button"] == "opaque-No"
    assert "text" not in service.posts[1]
    assert "I: No\n" in text


@pytest.mark.parametrize("entered", ["3", "0", "60", "1.400", "²"])
def test_number_without_a_button_is_text(entered: str) -> None:
    service = Service([bot("How many?", "One", "Two")], [bot("Thanks.")])
    replay(service, "lost a key", entered)
    assert service.heard[1] == entered


def test_buttons_of_an_older_message_are_gone() -> None:
    service = Service([bot("Marked?", "Yes", "No")], [bot("How many people?")], [bot("Thanks.")])
    replay(service, "lost a key", "no", "2")
    assert service.heard == ["lost a key", "no", "2"]


def test_broken_connection_loses_and_repeats_nothing() -> None:
    service = Service([bot("Hello."), bot("Which client?")], [bot("Thanks.")])
    service.break_after = 2
    code, text = replay(service, "lost a key", "Alderway Dental")
    assert code == 0
    assert service.resumed_from == [0, 2]
    assert [line for line in text.splitlines() if line.startswith("B")] == [
        "B: Hello.",
        "B: Which client?",
        "B: Thanks.",
    ]


@pytest.mark.parametrize(
    "failure", [httpx.ConnectError("down"), refusal(503, "resting"), refusal(429, "slowly")]
)
def test_sending_is_tried_again_under_the_same_identifier(failure: httpx.Response | Exception) -> None:
    service = Service([bot("Hello.")])
    service.refusing = [failure]
    code, _ = replay(service, "lost a key")
    assert code == 0
    assert len(service.posts) == 2
    assert service.posts[0] == service.posts[1]


def test_final_refusal_ends_it() -> None:
    service = Service()
    service.refusing = [refusal(422, "too long")]
    with pytest.raises(ChatRefused, match="too long"):
        replay(service, "lost a key")
    assert len(service.posts) == 1


def test_line_without_an_answer_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    service = Service([], [bot("Sorry, here I am.")])
    code, text = replay(service, "hello", "anyone?", answer_seconds=0.05)
    assert code == 1
    assert text.endswith("I: anyone?\nB: Sorry, here I am.\n")
    assert "No answer within 0.05 seconds" in capsys.readouterr().err


def test_bold_in_a_terminal() -> None:
    out = io.StringIO()
    Screen(out, bold=True, echo=False).show(Message(1, "bot", "about **€1,400**", (Button("Yes", "x"),)))
    assert out.getvalue() == "B: about \x1b[1m€1,400\x1b[0m\n   [1] Yes\n"


def test_terminal_shows_no_line_twice() -> None:
    out = io.StringIO()
    Screen(out, bold=True, echo=False).said("typed by hand")
    assert out.getvalue() == ""


def test_events_may_have_comments_and_several_lines() -> None:
    lines = [
        ": keep",
        "",
        "event: typing",
        'data: {"typing":',
        "data:true}",
        "",
        "id: 4",
        "data: x",
        "",
        "data: cut",
    ]
    assert list(read_events(iter(lines))) == [("typing", '{"typing":\ntrue}'), ("message", "x")]


def test_nobody_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    chat.add_arguments(parser)
    assert chat.main(parser.parse_args(["--url", "nowhere"])) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "Nothing answers at nowhere" in error
    assert "python -m bot run" in error


def test_other_service_is_one_line() -> None:
    page = httpx.MockTransport(lambda request: httpx.Response(200, text="<html>"))
    with pytest.raises(ChatRefused, match="not the website chat"):
        ChatApi(httpx.Client(transport=page, base_url="http://service")).open({})
