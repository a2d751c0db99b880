"""The page behind an upload link, as a browser without scripts uses it."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import httpx
import pytest

from bot.channels.upload_links import UploadLinks
from tests.support.chat import Chat
from tests.support.samples import a_pdf, a_zip


@pytest.fixture
def token(chat: Chat, links: UploadLinks) -> str:
    return links.token(chat.id, datetime.now(UTC) + timedelta(hours=24))


def upload(http: httpx.Client, token: str, data: bytes, name: str = "plan.pdf") -> httpx.Response:
    return http.post(f"/upload/{token}", files={"file": (name, data)})


def text(answer: httpx.Response) -> str:
    """What the page says."""
    body = re.sub(r"<head>.*?</head>", "", answer.text, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_a_link_leads_to_the_page(chat: Chat, links: UploadLinks, http: httpx.Client) -> None:
    link = asyncio.run(links.link(chat.id))
    assert link.startswith("https://claims.insurer.example/upload/")
    assert len(link) < 200
    page = http.get(link.removeprefix("https://claims.insurer.example"))
    assert page.status_code == 200
    assert "Choose a file" in text(page)
    assert "<script" not in page.text
    assert page.headers["cache-control"] == "private, no-store"
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert http.get("/static/upload.css").status_code == 200


def test_a_file_arrives_in_the_conversation(chat: Chat, token: str, http: httpx.Client) -> None:
    answer = upload(http, token, a_pdf())
    assert answer.status_code == 200
    assert "“plan.pdf” is with us now" in text(answer)
    (message,) = chat.messages(author="insured")
    assert [each["name"] for each in message["documents"]] == ["plan.pdf"]
    assert chat.answers_to(message["id"])


def test_a_link_works_once(chat: Chat, token: str, http: httpx.Client) -> None:
    upload(http, token, a_pdf())
    again = upload(http, token, a_pdf(text="other"), "other.pdf")
    assert "“plan.pdf” is with us now" in text(again)
    assert "“plan.pdf” is with us now" in text(http.get(f"/upload/{token}"))
    assert len(chat.messages(author="insured")) == 1
    another = re.search(r'href="(/upload/[^"]+)"', again.text)
    assert another is not None
    assert "“second.pdf”" in text(
        upload(http, another.group(1).removeprefix("/upload/"), a_pdf(), "second.pdf")
    )


def test_a_refusal_leaves_the_link_open(chat: Chat, token: str, http: httpx.Client) -> None:
    answer = upload(http, token, a_zip({"a": b"x"}), "a.zip")
    assert answer.status_code == 415
    assert "no archives" in text(answer)
    assert "Choose a file" in text(answer)
    nothing = http.post(f"/upload/{token}", files={"file": ("", b"")})
    assert nothing.status_code == 422
    assert "No file was chosen" in text(nothing)
    assert chat.messages(author="insured") == []
    assert upload(http, token, a_pdf()).status_code == 200


def test_the_page_speaks_the_conversation_s_language(http: httpx.Client, links: UploadLinks) -> None:
    german = Chat(http, patience=15, locale="de-AT")
    token = links.token(german.id, datetime.now(UTC) + timedelta(hours=1))
    page = http.get(f"/upload/{token}")
    assert "Datei auswählen" in text(page)
    assert '<html lang="de">' in page.text


def test_names_are_shown_as_text(token: str, http: httpx.Client) -> None:
    answer = upload(http, token, a_pdf(), "<b>bold</b><i>.pdf")
    assert "<i>" not in answer.text


def test_links_that_are_not_ours_or_over_lead_nowhere(
    chat: Chat, links: UploadLinks, token: str, http: httpx.Client
) -> None:
    over = links.token(chat.id, datetime.now(UTC) - timedelta(seconds=1))
    conversation, _, once, signature = token.split(".")
    longer = f"{conversation}.{9_999_999_999}.{once}.{signature}"
    foreign = UploadLinks("another secret", "").token(chat.id, datetime.now(UTC) + timedelta(hours=1))
    gone = links.token("0" * 24, datetime.now(UTC) + timedelta(hours=1))
    for wrong in (over, longer, foreign, gone, "x", "...", token[:-1]):
        for answer in (http.get(f"/upload/{wrong}"), upload(http, wrong, a_pdf())):
            assert answer.status_code == 404
            assert "doesn’t work any more" in text(answer)
    german = http.get("/upload/x", headers={"Accept-Language": "de-CH,de;q=0.9"})
    assert "gilt nicht mehr" in text(german)


async def test_without_a_public_address_there_are_no_links() -> None:
    assert await UploadLinks("secret", "").link("v1") == ""
