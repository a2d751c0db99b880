"""Telegram's objects as JSON, complete enough for its clients, and its rules for markup and keyboards."""

import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

Json = dict[str, Any]

MAX_TEXT = 4096
MAX_DATA = 64
_TAG = re.compile(r"<(/?)([a-zA-Z]*)([^<>]*)>?")
_TAGS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "s": "strikethrough"}
_TAGS |= {"code": "code", "pre": "pre"}


class Refused(Exception):
    """What the Bot API answers in place of a result."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def bad(description: str) -> Refused:
    return Refused(400, f"Bad Request: {description}")


def user(id: int, first_name: str, *, is_bot: bool = False, **more: Any) -> Json:
    return {"id": id, "is_bot": is_bot, "first_name": first_name, **more}


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def parsed(text: str, mode: str | None) -> tuple[str, list[Json]]:
    """The text as it is shown and its entities."""
    if not mode:
        return text, []
    if mode.lower() != "html":
        raise bad("unsupported parse_mode")
    shown, entities, opened = "", [], list[tuple[str, int]]()
    place = 0
    for tag in _TAG.finditer(text):
        shown += unescape(text[place : tag.start()])
        place = tag.end()
        offset = len(text[: tag.start()].encode())
        closing, name = tag[1], tag[2].lower()
        if not tag[0].endswith(">") or name not in _TAGS or tag[3]:
            kind = "end" if closing else "start"
            raise bad(f'can\'t parse entities: Unsupported {kind} tag "{tag[2]}" at byte offset {offset}')
        if not closing:
            opened.append((name, units(shown)))
        elif not opened or opened[-1][0] != name:
            raise bad(f"can't parse entities: Unmatched end tag at byte offset {offset}")
        else:
            _, start = opened.pop()
            entities.append({"type": _TAGS[name], "offset": start, "length": units(shown) - start})
    if opened:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1][0]}\"")
    return shown + unescape(text[place:]), entities


def checked_text(text: str | None, mode: str | None) -> tuple[str, list[Json]]:
    shown, entities = parsed(text or "", mode)
    if not shown.strip():
        raise bad("message text is empty")
    if units(shown) > MAX_TEXT:
        raise bad("message is too long")
    return shown.strip(), entities


def checked_markup(given: str | None) -> Json | None:
    """An inline keyboard; None if there is none."""
    if not given:
        return None
    try:
        markup = json.loads(given)
        rows = markup["inline_keyboard"]
    except (ValueError, TypeError, KeyError):
        raise bad("object expected as reply markup") from None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('can\'t parse inline keyboard: field "inline_keyboard" must be of type Array of Arrays')
    for button in (button for row in rows for button in row):
        if not isinstance(button, dict) or not str(button.get("text", "")).strip():
            raise bad('can\'t parse inline keyboard button: Field "text" must be non-empty')
        if set(button) - {"text", "callback_data"} or "callback_data" not in button:
            raise bad("Text buttons are unallowed in the inline keyboard")
        if not 1 <= len(str(button["callback_data"]).encode()) <= MAX_DATA:
            raise bad("BUTTON_DATA_INVALID")
    return {"inline_keyboard": rows} if any(rows) else None


def checked_commands(given: str) -> list[Json]:
    commands = json.loads(given)
    if not 1 <= len(commands) <= 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return list(commands)


def number(values: Mapping[str, str], name: str, default: int | None = None) -> int:
    given = values.get(name)
    if given is None and default is not None:
        return default
    try:
        return int(given or "")
    except ValueError:
        raise bad(f'parameter "{name}" must be a number') from None


def file(id: str, size: int, **more: Any) -> Json:
    return {"file_id": id, "file_unique_id": f"u{id}", "file_size": size, **more}
