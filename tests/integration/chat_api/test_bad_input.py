"""Whatever is sent, the answer is kind: a 4xx in the one shape, or a reply; never a 5xx."""

import json
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.support.chat import Chat
from tests.support.refusals import refused
from tests.support.scripted import EchoEngine

Open = Callable[..., Chat]


STRANGE_TEXTS = {
    "emoji": "😱🔑💸",
    "one emoji of many characters": "👩🏽‍🚒",
    "right to left": "فقدت مفتاح مكتب العميل وهو يطالب بمبلغ 1400 يورو",
    "mixed directions": "I lost \u202emy yek\u202c and מפתח",
    "a Rasa command": "/restart",
    "another Rasa command": "/session_start",
    "an intent with entities": '/inform{"estimated_loss": 0}',
    "a slash": "/",
    "SQL": "'; DROP TABLE conversations; --",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a template": "{{7*7}} ${7*7} %s %(name)s {name}",
    "invisible characters": "\u200b\u200d\ufeff",
    "combining characters": "Z\u0351\u0343\u0342a\u0314l\u0321g\u0322o" * 40,
    "punctuation": "?!…",
    "one long word": "x" * 19_000,
    "many lines": "a\n" * 9_000,
    "digits": "9" * 400,
    "line separators": "one\u2028two\u2029three\x85four",
    "a null byte as escape": "key \\u0000 lost",
}


@pytest.mark.parametrize("text", STRANGE_TEXTS.values(), ids=STRANGE_TEXTS)
def test_strange_texts_are_kept_as_they_are_and_answered(chat: Open, text: str) -> None:
    person = chat()
    assert person.say(text)
    assert person.messages(author="insured")[0]["text"] == text


def test_what_looks_like_a_command_is_text_for_the_engine(chat: Open, echo: EchoEngine) -> None:
    person = chat()
    person.say("/restart")
    person.say('/inform{"estimated_loss": 0}')
    assert echo.heard == ["/restart", '/inform{"estimated_loss": 0}']


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f"])
def test_control_characters_are_dropped(chat: Open, character: str) -> None:
    person = chat()
    person.say(f"lost{character} key")
    assert person.messages(author="insured")[0]["text"] == "lost key"


@pytest.mark.parametrize("escaped", [r"key \ud800 lost", r"\udfff", r"\ud83d alone \ude31"])
def test_lone_surrogates(chat: Open, escaped: str) -> None:
    person = chat()
    answer = person.post_raw(b'{"client_id": "one", "text": "%s"}' % escaped.encode())
    if answer.status_code == 202:
        assert person.answers_to(answer.json()["id"])
    else:
        refused(answer, 422)


BAD_BODIES: dict[str, Any] = {
    "nothing": {},
    "a list": [],
    "a string": "hello",
    "null": None,
    "a number": 7,
    "no client_id": {"text": "hello"},
    "no text": {"client_id": "one"},
    "text and button": {"client_id": "one", "text": "hello", "button": "b"},
    "an empty text": {"client_id": "one", "text": ""},
    "a blank text": {"client_id": "one", "text": " \n\t\u00a0"},
    "a text of control characters": {"client_id": "one", "text": "\x00\x01"},
    "an empty client_id": {"client_id": "", "text": "hello"},
    "a client_id of control characters": {"client_id": "\x00\x01", "text": "hello"},
    "a long client_id": {"client_id": "x" * 101, "text": "hello"},
    "a button of control characters": {"client_id": "one", "button": "\x01"},
    "a number for text": {"client_id": "one", "text": 7},
    "a list for text": {"client_id": "one", "text": ["hello"]},
    "an object for text": {"client_id": "one", "text": {"text": "hello"}},
    "a number for client_id": {"client_id": 1, "text": "hello"},
    "true for client_id": {"client_id": True, "text": "hello"},
    "an unknown field": {"client_id": "one", "text": "hello", "intent": "affirm"},
    "an unknown field with a strange name": {"client_id": "one", "text": "hello", "x\ud800": 1},
    "a text that is too long": {"client_id": "one", "text": "x" * 20_001},
    "100 kB of text": {"client_id": "one", "text": "lost key " * 11_500},
    "an unknown button": {"client_id": "one", "button": "0123456789abcdef01234567"},
    "a button that tries SQL": {"client_id": "one", "button": "' OR 1=1 --"},
}


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES)
def test_bodies_that_make_no_sense_are_refused(chat: Open, body: Any) -> None:
    person = chat()
    refused(person.post_raw(json.dumps(body).encode()), 422)
    assert person.messages() == []


def test_a_refusal_does_not_repeat_what_was_said(chat: Open) -> None:
    answer = chat().post({"client_id": "one", "text": "the secret of Alderway " * 2_000})
    refused(answer, 422)
    assert "Alderway" not in answer.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"client_id": "one", "text": "hello"',
        b"client_id=one&text=hello",
        b"\x00\x01\x02\xff\xfe",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        '{"client_id": "one", "text": "Schlüssel"}'.encode("latin-1"),
        b"\xff\xfe" + '{"client_id": "one", "text": "hello"}'.encode("utf-16-le"),
        b"[" * 100_000,
        b'{"client_id": "one", "text": ' + b"9" * 5_000 + b"}",
        b'{"client_id": "one", "text": NaN}',
    ],
    ids=[
        "empty",
        "half",
        "cut",
        "form",
        "bytes",
        "picture",
        "latin-1",
        "utf-16",
        "deep",
        "huge number",
        "NaN",
    ],
)
def test_bodies_that_are_no_json_are_refused(chat: Open, body: bytes) -> None:
    person = chat()
    answer = person.post_raw(body)
    if answer.status_code != 202:
        refused(answer, 400, 422)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x", ""]
)
def test_other_content_types_are_refused_or_read(chat: Open, kind: str) -> None:
    answer = chat().post_raw(b'{"client_id": "one", "text": "hello"}', **{"Content-Type": kind})
    if answer.status_code != 202:
        refused(answer, 400, 415, 422)


def test_a_huge_body_is_refused(chat: Open) -> None:
    person = chat()
    body = json.dumps({"client_id": "one", "text": "x" * 3_000_000}).encode()
    assert refused(person.post_raw(body), 413) == "too_large"


def test_a_huge_body_of_unknown_length_is_refused(chat: Open, http: httpx.Client) -> None:
    person = chat()
    chunks = (b"x" * 65_536 for _ in range(40))
    answer = http.post(
        "/chat/v1/messages", content=chunks, headers=person.headers | {"Content-Type": "application/json"}
    )
    assert refused(answer, 413) == "too_large"


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "99999999999999999999", "٣", ""])
def test_places_to_read_from_that_make_no_sense(chat: Open, http: httpx.Client, after: str) -> None:
    person = chat()
    answer = http.get("/chat/v1/messages", params={"after": after}, headers=person.headers)
    if answer.status_code != 200:
        refused(answer, 422)


@pytest.mark.parametrize("last", ["x", "-1", "²", "99999999999", "1;2", ""])
def test_last_event_ids_that_make_no_sense_begin_anew(chat: Open, last: str) -> None:
    person = chat()
    person.say("hello")
    first = next(person.events(last))
    assert (first.name, first.id) == ("message", 1)


def test_fifty_messages_in_a_second_are_answered_in_order(chat: Open) -> None:
    person = chat()
    texts = [f"message {number}" for number in range(50)]
    for text in texts:
        person.send(text)
    shown = person.until(lambda shown: len(shown) >= 100, "fifty answers")
    assert [each["text"] for each in shown if each["author"] == "insured"] == texts
    assert [each["text"] for each in shown if each["author"] == "bot"] == [f"heard: {text}" for text in texts]
    assert [each["seq"] for each in shown] == list(range(1, 101))


def test_fifty_messages_at_once_are_neither_lost_nor_doubled(chat: Open) -> None:
    person = chat()
    texts = {f"message {number}" for number in range(50)}
    with ThreadPoolExecutor(10) as pool:
        ids = set(pool.map(person.send, texts))
    assert len(ids) == 50
    shown = person.until(lambda shown: len(shown) >= 100, "fifty answers")
    assert sorted(each["text"] for each in shown if each["author"] == "bot") == sorted(
        f"heard: {text}" for text in texts
    )


def test_the_same_client_id_again_changes_nothing(chat: Open, echo: EchoEngine) -> None:
    person = chat()
    first = person.send("hello", client_id="one")
    person.answers_to(first)
    assert person.send("hello", client_id="one") == first
    assert person.send("something else", client_id="one") == first
    person.say("and then?")
    assert echo.heard == ["hello", "and then?"]


def test_the_same_client_id_at_once_is_one_message(chat: Open, echo: EchoEngine) -> None:
    person = chat()
    with ThreadPoolExecutor(10) as pool:
        ids = set(pool.map(lambda _: person.send("hello", client_id="one"), range(20)))
    assert len(ids) == 1
    person.answers_to(ids.pop())
    assert len(person.messages()) == 2
    assert echo.heard == ["hello"]


ROUTES_WITH_BODIES = ("/chat/v1/sessions", "/chat/v1/messages", "/chat/v1/attachments", "/chat/v1/end")

BAD_FORMS: dict[str, tuple[str, bytes]] = {
    "no boundary": ("multipart/form-data", b"--x\r\n"),
    "an empty boundary": ("multipart/form-data; boundary=", b"--\r\n"),
    "another boundary": ("multipart/form-data; boundary=x", b"--y\r\nContent-Disposition: form-data\r\n\r\n"),
    "a form that is cut": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a',
    ),
    "a form without end": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="client_id"\r\n\r\none',
    ),
    "headers without end": ("multipart/form-data; boundary=x", b"--x\r\n" + b"A: b\r\n" * 20_000),
    "a thousand fields": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n' * 1_000 + b"--x--\r\n",
    ),
    "bytes as a form": ("multipart/form-data; boundary=x", bytes(range(256)) * 40),
    "a long boundary": ("multipart/form-data; boundary=" + "x" * 5_000, b"--x--"),
    "XML": ("application/xml", b"<a/>"),
    "a character set that is none": ("application/json; charset=klingon", b"{}"),
}


@pytest.mark.parametrize("path", ROUTES_WITH_BODIES)
@pytest.mark.parametrize("form", BAD_FORMS.values(), ids=BAD_FORMS)
def test_forms_that_make_no_sense_are_refused_or_read(
    chat: Open, http: httpx.Client, path: str, form: tuple[str, bytes]
) -> None:
    person = chat()
    kind, body = form
    answer = http.post(path, content=body, headers=person.headers | {"Content-Type": kind})
    if answer.status_code not in (201, 202, 204):
        refused(answer, 400, 409, 413, 415, 422)
    assert person.say("Are you there?")


def test_a_body_that_is_never_finished_harms_nobody(chat: Open, http: httpx.Client) -> None:
    person = chat()
    host, port = http.base_url.host, http.base_url.port
    for _ in range(20):
        with socket.create_connection((host, port or 80), 5) as line:
            line.sendall(
                b"POST /chat/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                b"Authorization: Bearer " + person.token.encode() + b"\r\nContent-Length: 500\r\n\r\n{"
            )
    assert person.say("hello")
    assert [each["text"] for each in person.messages(author="insured")] == ["hello"]
