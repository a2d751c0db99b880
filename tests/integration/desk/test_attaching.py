"""Staff send a file from the desk: the insured can save it, and what is refused leaves the text where it was."""

import re

import httpx
import pytest

from tests.support.chat import Chat
from tests.support.desk import Clerk
from tests.support.samples import a_pdf

FORM = a_pdf()


def attach(clerk: Clerk, chat: Chat, content: bytes, name: str = "form.pdf", **form: str) -> httpx.Response:
    fields = {"csrf": clerk.csrf(), "key": "k1", **form}
    place = f"/desk/conversations/{chat.id}/attach"
    return clerk.http.post(place, data=fields, files={"file": (name, content)})


def test_a_file_goes_to_the_insured_who_can_save_it(support: Clerk, chat: Chat) -> None:
    chat.say("hello")
    for _ in range(2):
        assert attach(support, chat, FORM, text="Please fill this in.").status_code == 303
    [said] = chat.messages(author="staff")
    assert said["text"] == "Please fill this in."
    [document] = said["documents"]
    assert document["name"] == "form.pdf"
    saved = chat.http.get(f"/chat/v1/attachments/{document['id']}", headers=chat.headers)
    assert saved.content == FORM
    assert saved.headers["content-disposition"].startswith("attachment;")
    with httpx.Client(base_url=chat.http.base_url, trust_env=False) as http:
        other = Chat(http)
        assert http.get(f"/chat/v1/attachments/{document['id']}", headers=other.headers).status_code == 404


def test_a_file_alone_is_enough(support: Clerk, chat: Chat) -> None:
    chat.say("hello")
    assert attach(support, chat, FORM, text=" ").status_code == 303
    [said] = chat.messages(author="staff")
    assert (said["text"], len(said["documents"])) == ("", 1)


@pytest.mark.parametrize(("content", "name"), [(b"MZ" + bytes(600), "tool.exe"), (b"", "empty.pdf")])
def test_what_is_refused_is_said_and_the_text_stays(
    support: Clerk, chat: Chat, content: bytes, name: str
) -> None:
    chat.say("hello")
    answer = attach(support, chat, content, name, text="Please fill this in.")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "Please fill this in.</textarea>" in answer.text
    assert chat.messages(author="staff") == []


def test_a_promise_beside_a_file_is_looked_at_again_and_the_file_stays(support: Clerk, chat: Chat) -> None:
    chat.say("hello")
    again = attach(support, chat, FORM, text="You are covered.")
    assert again.status_code == 422
    [document] = re.findall(r'name="document" value="(\w+)"', again.text)
    [key] = re.findall(r'name="key" value="(\w+)"', again.text)
    form = {"key": key, "text": "You are covered.", "document": document, "anyway": "1"}
    assert support.submit(f"/desk/conversations/{chat.id}/write", form).status_code == 303
    assert [len(said["documents"]) for said in chat.messages(author="staff")] == [1]


def test_only_with_the_pages_own_token(support: Clerk, chat: Chat) -> None:
    assert attach(support, chat, FORM, csrf="guessed").status_code == 403
