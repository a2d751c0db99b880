"""What a message of Telegram carries."""

from typing import Any

import pytest
from telegram import Message

from bot.channels.telegram.contents import attachment, in_words, is_wordless, phone_in_words, place
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
        ({"text": "a\x00b\x07c\nd"}, "abc\nd"),
        ({"text": "\x00 "}, None),
        ({"contact": {"phone_number": "+493090182", "first_name": "Mara", "user_id": 5001}}, None),
        ({"location": {"latitude": 52.5, "longitude": 13.4}}, None),
        ({"pinned_message": {"message_id": 3, "date": 0, "chat": {"id": 5001, "type": "private"}}}, None),
    ],
)
def test_words(content: dict[str, Any], words: str | None) -> None:
    assert in_words(message(**content)) == words


def test_of_a_photo_the_largest_size_is_the_file() -> None:
    sizes = [file(f"p{edge}", edge, width=edge, height=edge) for edge in (90, 320, 800)]
    found = attachment(message(photo=sizes, media_group_id="a1"))
    assert found is not None
    assert (found.id, found.unique, found.kind, found.size) == ("p800", "up800", "photo", 800)


@pytest.mark.parametrize(
    ("content", "kind", "name"),
    [
        ({"document": file("d", 9, file_name="l.pdf", mime_type="application/pdf")}, "document", "l.pdf"),
        ({"voice": file("v", 9, duration=3, mime_type="audio/ogg")}, "voice", None),
        ({"video_note": file("n", 9, duration=3, length=240)}, "video_note", None),
        ({"video": file("w", 9, duration=3, width=1, height=1, file_name="w.mp4")}, "video", "w.mp4"),
        ({"audio": file("a", 9, duration=3)}, "audio", None),
    ],
)
def test_files(content: dict[str, Any], kind: str, name: str | None) -> None:
    found = attachment(message(**content))
    assert found is not None
    assert (found.kind, found.name) == (kind, name)


ANIMATION = file("n", 9, duration=3, width=1, height=1, file_name="n.mp4")


def test_an_animation_is_one_file_though_telegram_tells_it_twice() -> None:
    found = attachment(message(animation=ANIMATION, document=file("n", 9, file_name="n.mp4")))
    assert found is not None
    assert found.kind == "animation"


@pytest.mark.parametrize(
    ("content", "answered"),
    [
        ({"dice": {"emoji": "🎲", "value": 3}}, True),
        ({"location": {"latitude": 52.5, "longitude": 13.4}}, False),
        ({"pinned_message": {"message_id": 3, "date": 0, "chat": {"id": 5001, "type": "private"}}}, False),
        ({"text": "hello"}, False),
    ],
)
def test_what_says_nothing(content: dict[str, Any], answered: bool) -> None:
    assert is_wordless(message(**content)) == answered


SPOT = {"latitude": 52.5219, "longitude": 13.41325}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"location": SPOT}, "52.52190, 13.41325"),
        (
            {"location": SPOT, "venue": {"location": SPOT, "title": "Alderway", "address": "High St 1"}},
            "Alderway, High St 1 (52.52190, 13.41325)",
        ),
        ({"text": "hello"}, None),
    ],
)
def test_places_in_words(content: dict[str, Any], words: str | None) -> None:
    assert place(message(**content)) == words


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        ({"phone_number": "4930901820", "user_id": 5001}, "My phone number is +4930901820."),
        ({"phone_number": "030 901820", "user_id": 5001}, "My phone number is 030 901820."),
        (
            {"phone_number": "+4930901820", "last_name": "Li {x}", "user_id": 7},
            "Contact: Jo Li {x}, +4930901820",
        ),
        ({"phone_number": "030901820"}, "Contact: Jo, 030901820"),
    ],
)
def test_contacts_in_words(contact: dict[str, Any], words: str) -> None:
    sent = message(contact={"first_name": "Jo"} | contact)
    assert sent.contact is not None
    assert phone_in_words(sent.contact, sent, "en") == words
