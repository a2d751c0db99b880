"""`/chat/v1/attachments`: files over real HTTP, and what is refused with a sentence to show."""

import io
import json
import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from PIL import Image

from tests.integration.documents.conftest import LARGEST
from tests.support.chat import Chat
from tests.support.samples import a_docx, a_pdf, a_picture, a_zip

HOSTILE = {
    "folders": ("../../../etc/passwd.pdf", "passwd.pdf"),
    "other folders": ("C:\\Users\\x\\..\\letter.pdf", "letter.pdf"),
    "reversed": ("invoice\u202efdp.pdf", "invoicefdp.pdf"),
    "html": ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
    "long": ("x" * 500 + ".pdf", "x" * 115 + "….pdf"),
    "quotes": ('my "letter".pdf', 'my "letter".pdf'),
    "umlauts": ("Kündigung Straße 日本.pdf", "Kündigung Straße 日本.pdf"),
    "blank": ("  . ", "file.pdf"),
}


def upload(
    chat: Chat, data: bytes, name: str = "letter.pdf", client_id: str = "f1", token: str | None = None
) -> httpx.Response:
    headers = chat.headers if token is None else {"Authorization": f"Bearer {token}"}
    form: dict[str, Any] = {"data": {"client_id": client_id}, "files": {"file": (name, data)}}
    return chat.http.post("/chat/v1/attachments", headers=headers, **form)


def refused(answer: httpx.Response, status: int) -> tuple[str, str]:
    """Code and sentence of a refusal."""
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    return error["code"], error["message"]


def send(chat: Chat, *ids: str, text: str | None = None, client_id: str = "m1") -> httpx.Response:
    return chat.post({"client_id": client_id, "text": text, "attachment_ids": ids})


def test_a_file_is_sent_with_a_message(chat: Chat) -> None:
    answer = upload(chat, a_pdf())
    assert answer.status_code == 201
    kept = answer.json()
    assert kept == {
        "id": kept["id"],
        "name": "letter.pdf",
        "type": "application/pdf",
        "size": len(a_pdf()),
        "preview": False,
    }
    sent = send(chat, kept["id"], text="here it is, they want 1,400 euros")
    assert sent.status_code == 202
    assert chat.answers_to(sent.json()["id"])
    (message,) = chat.messages(author="insured")
    assert (message["text"], message["documents"]) == ("here it is, they want 1,400 euros", [kept])


def test_files_alone_are_a_message(chat: Chat) -> None:
    ids = [upload(chat, a_pdf(text=name), name, name).json()["id"] for name in ("a.pdf", "b.pdf")]
    sent = send(chat, *ids)
    assert chat.answers_to(sent.json()["id"])[0]["text"] == "heard: (nlu_fallback)"
    (message,) = chat.messages(author="insured")
    assert (message["text"], [each["name"] for each in message["documents"]]) == ("", ["a.pdf", "b.pdf"])


def test_the_same_upload_again_gives_the_same_answer(chat: Chat) -> None:
    first = upload(chat, a_pdf())
    assert upload(chat, a_pdf()).json() == first.json()
    again = upload(chat, a_pdf(), "copy.pdf", "f2").json()
    assert again["id"] != first.json()["id"]


def test_a_picture_has_a_preview_without_its_place(chat: Chat) -> None:
    kept = upload(chat, a_picture(size=(3000, 1500)), "IMG_1.jpg").json()
    assert (kept["type"], kept["preview"]) == ("image/jpeg", True)
    shown = chat.http.get(f"/chat/v1/attachments/{kept['id']}/preview", headers=chat.headers)
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in shown.headers["content-security-policy"]
    with Image.open(io.BytesIO(shown.content)) as small:
        assert small.size == (1600, 800)
    assert b"Spy Camera" not in shown.content


@pytest.mark.parametrize(("given", "shown"), HOSTILE.values(), ids=HOSTILE)
def test_names_are_made_safe(chat: Chat, data_folder: Path, given: str, shown: str) -> None:
    body = (
        b'--x\r\nContent-Disposition: form-data; name="client_id"\r\n\r\nf1\r\n'
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="'
        + given.replace("\\", "\\\\").replace('"', '\\"').encode()
        + b'"\r\n\r\n'
        + a_pdf()
        + b"\r\n--x--\r\n"
    )
    headers = chat.headers | {"Content-Type": "multipart/form-data; boundary=x"}
    answer = chat.http.post("/chat/v1/attachments", content=body, headers=headers)
    assert answer.status_code == 201, answer.text
    assert answer.json()["name"] == shown
    on_disk = [file.name for file in (data_folder / "documents").rglob("*") if file.is_file()]
    assert all(name.removesuffix(".jpg").isalnum() for name in on_disk)


@pytest.mark.parametrize(
    ("data", "name", "status", "code", "says"),
    [
        pytest.param(b"x" * (LARGEST + 1), "log.txt", 413, "too_large", "2 MB", id="too large"),
        pytest.param(b"", "log.txt", 422, "empty", "empty", id="empty"),
        pytest.param(a_zip({"a": b"x"}), "a.zip", 415, "refused_type", "unpack", id="archive"),
        pytest.param(b"MZ\0\0" * 99, "a.pdf", 415, "refused_type", "programs", id="program"),
        pytest.param(a_docx(word__vbaProject_bin=b"x"), "a.docx", 415, "refused_type", "macros", id="macros"),
        pytest.param(b"<html>", "a.txt", 415, "refused_type", "web pages", id="page"),
        pytest.param(b"\0\1\2\3" * 99, "a.dat", 415, "refused_type", "Photos", id="unknown"),
    ],
)
def test_what_is_not_taken_is_explained(
    chat: Chat, data: bytes, name: str, status: int, code: str, says: str
) -> None:
    told = refused(upload(chat, data, name), status)
    assert told[0] == code
    assert says in told[1]


def test_refusals_are_in_the_reader_s_language(http: httpx.Client) -> None:
    german = Chat(http, patience=15, locale="de-DE")
    assert "Archive" in refused(upload(german, a_zip({"a": b"x"})), 415)[1]


def test_far_too_much_is_refused_without_reading_it(chat: Chat, service_url: str) -> None:
    address = urlsplit(service_url)
    head = (
        "POST /chat/v1/attachments HTTP/1.1\r\nHost: x\r\nContent-Length: 90000000000\r\n"
        f"Authorization: Bearer {chat.token}\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n"
        '--x\r\nContent-Disposition: form-data; name="client_id"\r\n\r\nf1\r\n'
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    )
    with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=10) as line:
        line.sendall(head.encode() + b"x" * (LARGEST + 50_000))
        assert line.recv(100).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"--x--\r\n", id="no parts"),
        pytest.param(b"hello", id="no form"),
        pytest.param(
            b'--x\r\nContent-Disposition: form-data; name="client_id"\r\n\r\nf1\r\n--x--\r\n', id="no file"
        ),
        pytest.param(
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello\r\n--x--\r\n',
            id="no id before the file",
        ),
        pytest.param(
            b'--x\r\nContent-Disposition: form-data; name="client_id"\r\n\r\nf1\r\n'
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello',
            id="cut off",
        ),
    ],
)
def test_what_is_no_form_is_refused(chat: Chat, body: bytes) -> None:
    headers = chat.headers | {"Content-Type": "multipart/form-data; boundary=x"}
    answer = chat.http.post("/chat/v1/attachments", content=body, headers=headers)
    assert refused(answer, 422)[0] == "invalid"
    assert refused(chat.http.post("/chat/v1/attachments", json={}, headers=chat.headers), 422)[0] == "invalid"


def test_a_file_can_be_taken_back_until_it_is_sent(chat: Chat) -> None:
    kept = upload(chat, a_pdf()).json()["id"]
    assert chat.http.delete(f"/chat/v1/attachments/{kept}", headers=chat.headers).status_code == 204
    assert refused(send(chat, kept), 422)[0] == "unknown_attachment"
    other = upload(chat, a_pdf(), client_id="f2").json()["id"]
    send(chat, other, client_id="m2")
    gone = chat.http.delete(f"/chat/v1/attachments/{other}", headers=chat.headers)
    assert refused(gone, 404)[0] == "unknown_attachment"
    assert refused(send(chat, other, client_id="m3"), 422)[0] == "unknown_attachment"


def test_nobody_gets_at_another_s_files(chat: Chat, http: httpx.Client) -> None:
    kept = upload(chat, a_picture(), "photo.jpg").json()["id"]
    stranger = Chat(http, patience=15)
    place = f"/chat/v1/attachments/{kept}"
    assert refused(http.get(f"{place}/preview", headers=stranger.headers), 404)[0] == "no_preview"
    assert refused(http.delete(place, headers=stranger.headers), 404)[0] == "unknown_attachment"
    assert refused(send(stranger, kept), 422)[0] == "unknown_attachment"
    assert refused(http.get(f"{place}/preview"), 401)[0] == "unauthorized"
    assert refused(upload(chat, a_pdf(), token="x.y"), 401)[0] == "unauthorized"


@pytest.mark.parametrize(
    "body",
    [
        {"client_id": "m", "attachment_ids": []},
        {"client_id": "m", "attachment_ids": ["../x"]},
        {"client_id": "m", "attachment_ids": ["a"], "button": "b"},
        {"client_id": "m", "attachment_ids": ["a"] * 51},
        {"client_id": "m", "attachment_ids": "a"},
    ],
    ids=json.dumps,
)
def test_messages_name_their_files_properly(chat: Chat, body: dict[str, Any]) -> None:
    assert refused(chat.post(body), 422)[0] == "invalid"
