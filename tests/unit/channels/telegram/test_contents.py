"""What a message of Telegram carries."""

from typing import Any

import pytest
from telegram import Message

from bot.channels.telegram.contents import attachment, in_words, wordless
from tests.support.telegram_objects import file, user

MARA = user(5001, "Mara", language_code="en")


def message(**content: Any) -> Message:
    chat = {"id": 5001, "type": "private", "first_name": "Mara"}
    return Message.de_json(
        {"message_id": 1, "date": 1_775_000_000, "chat": chat, "from": MARA, **content}, None
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"text": "hello"}, "hello"),
        ({"photo": [file("p", 9, width=1, height=1)], "caption": "the lock"}, "the lock"),
        ({"photo": [file("p", 9, width=1, height=1)]}, None),
        (
            {"contact": {"phone_number": "+493090182", "first_name": "Mara", "user_id": 5001}},
            "My phone number is +493090182.",
        ),
        (
            {"contact": {"phone_number": "+493090182", "first_name": "Jo", "last_name": "Li", "user_id": 7}},
            "Phone number of Jo Li: +493090182",
        ),
        ({"location": {"latitude": 52.5, "longitude": 13.4}}, None),
        ({"pinned_message": {"message_id": 3, "date": 0, "chat": {"id": 5001, "type": "private"}}}, None),
    ],
)
def test_words(content: dict[str, Any], words: str | None) -> None:
    assert in_words(message(**content), "en") == words


def test_of_a_photo_the_largest_size_is_the_file() -> None:
    sizes = [file(f"p{edge}", edge, width=edge, height=edge) for edge in (90, 320, 800)]
    found = attachment(message(photo=sizes, media_group_id="a1"))
    assert found is not None
    assert (found.id, found.kind, found.size, found.album) == ("p800", "photo", 800, "a1")


@pytest.mark.parametrize(
    ("content", "kind", "name"),
    [
        ({"document": file("d", 9, file_name="l.pdf", mime_type="application/pdf")}, "document", "l.pdf"),
        ({"voice": file("v", 9, duration=3, mime_type="audio/ogg")}, "voice", None),
        ({"video_note": file("n", 9, duration=3, length=240)}, "voice", None),
        ({"video": file("w", 9, duration=3, width=1, height=1, file_name="w.mp4")}, "video", "w.mp4"),
        ({"audio": file("a", 9, duration=3)}, "audio", None),
    ],
)
def test_files(content: dict[str, Any], kind: str, name: str | None) -> None:
    found = attachment(message(**content))
    assert found is not None
    assert (found.kind, found.name) == (kind, name)


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ({"location": {"latitude": 52.5, "longitude": 13.4}}, "location"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "wordless"),
        ({"pinned_message": {"message_id": 3, "date": 0, "chat": {"id": 5001, "type": "private"}}}, None),
        ({"text": "hello"}, None),
    ],
)
def test_what_has_neither_words_nor_a_file(content: dict[str, Any], answer: str | None) -> None:
    assert wordless(message(**content)) == answer
