"""Buttons under a message, and what a press of one brings back."""

import re
from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.conversations.message import Button, Message

_IN_A_ROW = 3
_WIDTH = 36
"""Characters that a row shows on a small phone; its buttons are all as wide as one another."""
_DATA = re.compile(r"([0-9a-z-]{1,48})\.(\d{1,9})")
_USED = "used"
"""Stands for no button: what remains of a keyboard when one of its buttons was pressed."""


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    if not message.buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(button.label, callback_data=f"{button.id}.{message.seq}") for button in row]
            for row in rows(message.buttons)
        ]
    )


def pressed(data: str | None) -> tuple[str, int] | None:
    """Button id and `seq` of the message that offered it; None for what we never put under a message."""
    found = _DATA.fullmatch(data or "")
    return (found[1], int(found[2])) if found else None


def chosen(shown: InlineKeyboardMarkup | None, data: str) -> InlineKeyboardMarkup | None:
    """What remains of a keyboard: the button that was pressed, as a quiet mark."""
    labels = [
        button.text
        for row in (shown.inline_keyboard if shown else ())
        for button in row
        if button.callback_data == data
    ]
    if not labels:
        return None
    return InlineKeyboardMarkup([[InlineKeyboardButton(f"✓ {labels[0]}", callback_data=_USED)]])


def rows(buttons: Sequence[Button]) -> list[list[Button]]:
    """At most three in a row, and only as many as can be read there."""
    found: list[list[Button]] = []
    for button in buttons:
        row = found[-1] if found else []
        widest = max(len(one.label) for one in (*row, button))
        if row and len(row) < _IN_A_ROW and widest * (len(row) + 1) <= _WIDTH:
            row.append(button)
        else:
            found.append([button])
    return found
