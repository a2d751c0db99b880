"""Buttons as Telegram shows them, and presses as it brings them back."""

import pytest

from bot.channels.telegram.keyboards import chosen, keyboard, pressed, rows
from bot.conversations.message import Author, Button, Message
from bot.service.ids import new_id
from tests.builders import NOW


def asking(*labels: str) -> Message:
    buttons = tuple(Button(new_id(), label, "inform", {"ongoing": "yes"}) for label in labels)
    return Message("m7", 7, Author.BOT, "Is it still going on?", NOW, buttons=buttons)


def test_a_message_without_buttons_has_no_keyboard() -> None:
    assert keyboard(asking()) is None


def test_buttons_say_nothing_of_what_they_stand_for() -> None:
    message = asking("Yes", "No")
    shown = keyboard(message)
    assert shown is not None
    assert [button.text for row in shown.inline_keyboard for button in row] == ["Yes", "No"]
    for button in (button for row in shown.inline_keyboard for button in row):
        data = str(button.callback_data)
        assert "inform" not in data
        assert len(data.encode()) <= 64


def test_a_press_brings_back_button_and_message() -> None:
    message = asking("Yes")
    shown = keyboard(message)
    assert shown is not None
    assert pressed(str(shown.inline_keyboard[0][0].callback_data)) == (message.buttons[0].id, 7)


@pytest.mark.parametrize(
    "data", [None, "", "used", "/restart", "x.y", "a.1.2", "a." + "9" * 10, "A B.1", "ü.1"]
)
def test_what_we_never_issued_is_no_press(data: str | None) -> None:
    assert pressed(data) is None


@pytest.mark.parametrize(
    ("labels", "widths"),
    [
        (("Yes", "No", "Not sure"), [3]),
        (("1", "2", "3", "4"), [3, 1]),
        (("A third party demands money", "We lost something ourselves"), [1, 1]),
        (("The client’s system failed", "Yes", "No"), [1, 2]),
    ],
)
def test_at_most_three_short_labels_share_a_row(labels: tuple[str, ...], widths: list[int]) -> None:
    assert [len(row) for row in rows(asking(*labels).buttons)] == widths


def test_the_pressed_button_remains_as_a_mark_that_is_no_button() -> None:
    shown = keyboard(asking("Yes", "No"))
    assert shown is not None
    mark = chosen(shown, str(shown.inline_keyboard[0][1].callback_data))
    assert mark is not None
    assert [[button.text for button in row] for row in mark.inline_keyboard] == [["✓ No"]]
    assert pressed(str(mark.inline_keyboard[0][0].callback_data)) is None
    assert chosen(shown, "something else") is None
    assert chosen(None, "something") is None
