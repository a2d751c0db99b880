"""What a bot can do in chats, by the methods of the Bot API: each refuses what Telegram refuses."""

import itertools
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.support.telegram_objects import (
    Json,
    Refused,
    bad,
    checked_commands,
    checked_markup,
    checked_text,
    number,
    units,
    user,
)

BOT = user(123456, "Firstnotice", is_bot=True, username="firstnotice_bot")
_ABILITIES = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
MAX_FILE = 20_000_000
"""Bytes of a file that a bot may fetch."""
MAX_SENT_FILE = 50_000_000
"""Bytes of a file that a bot may send."""
MAX_CAPTION = 1024
QUERY_LIVES = 15.0
Values = dict[str, str]


@dataclass
class Place:
    """A chat as the server knows it; `refusal` is what sending there brings."""

    data: Json
    refusal: Refused | None = None
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    messages: dict[int, Json] = field(default_factory=dict)
    limited_until: float = 0
    actions: list[str] = field(default_factory=list)


class Chats:
    """All chats as the server knows them."""

    def reset(self) -> None:
        """As if nothing had ever happened."""
        self.places: dict[int, Place] = {}
        self.files: dict[str, bytes] = {}
        self.commands: dict[str, list[Json]] = {}
        self.queries: dict[str, Json] = {}
        """Callback queries: when they were made, and what they were answered with."""
        self.editable_for = 48 * 3600.0
        """Seconds that a message of the bot may be changed."""

    def _getMe(self, values: Values) -> Json:
        return BOT | _ABILITIES

    def _sendMessage(self, values: Values) -> Json:
        place = self._reachable(values)
        text, entities = checked_text(values.get("text"), values.get("parse_mode"))
        message: Json = {"message_id": next(place.numbers), "date": int(time.time()), "chat": place.data}
        message |= {"from": BOT, "text": text} | ({"entities": entities} if entities else {})
        markup = checked_markup(values.get("reply_markup"))
        message |= {"reply_markup": markup} if markup else {}
        place.messages[message["message_id"]] = message
        return message

    def _sendDocument(self, values: Values) -> Json:
        place = self._reachable(values)
        id = values.get("document", "")
        if id not in self.files:
            raise bad("there is no document in the request")
        if not 0 < len(self.files[id]) <= MAX_SENT_FILE:
            raise bad("file must be non-empty" if not self.files[id] else "file is too big")
        if units(values.get("caption", "")) > MAX_CAPTION:
            raise bad("message caption is too long")
        sent = {"file_id": id, "file_unique_id": f"u{id}", "file_size": len(self.files[id])}
        message: Json = {"message_id": next(place.numbers), "date": int(time.time()), "chat": place.data}
        message |= {"from": BOT, "document": sent | {"file_name": values["file_name"]}}
        message |= {"caption": values["caption"]} if "caption" in values else {}
        place.messages[message["message_id"]] = message
        return message

    def _editMessageReplyMarkup(self, values: Values) -> Json:
        return self._edited(values, {})

    def _editMessageText(self, values: Values) -> Json:
        text, entities = checked_text(values.get("text"), values.get("parse_mode"))
        return self._edited(values, {"text": text} | ({"entities": entities} if entities else {}))

    def _edited(self, values: Values, changes: Json) -> Json:
        message = self._reachable(values).messages.get(number(values, "message_id"))
        if message is None:
            raise bad("message to edit not found")
        if message["from"] != BOT or time.time() - message["date"] > self.editable_for:
            raise bad("message can't be edited")
        markup = checked_markup(values.get("reply_markup"))
        kept = {name: value for name, value in message.items() if name not in ("reply_markup", "edit_date")}
        changed = kept | changes | ({"reply_markup": markup} if markup else {})
        if changed == {name: value for name, value in message.items() if name != "edit_date"}:
            raise bad(
                "message is not modified: specified new message content and reply markup are exactly "
                "the same as a current content and reply markup of the message"
            )
        message.clear()
        message |= changed | {"edit_date": int(time.time())}
        return message

    def _sendChatAction(self, values: Values) -> bool:
        self._reachable(values).actions.append(values.get("action", ""))
        return True

    def _answerCallbackQuery(self, values: Values) -> bool:
        query = self.queries.get(values.get("callback_query_id", ""))
        if query is None or query["answer"] is not None or time.monotonic() - query["at"] > QUERY_LIVES:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if len(values.get("text", "")) > 200:
            raise bad("MESSAGE_TOO_LONG")
        query["answer"] = values.get("text", "")
        return True

    def _leaveChat(self, values: Values) -> bool:
        place = self._reachable(values)
        if place.data["type"] == "private":
            raise bad("chat member status can't be changed in private chats")
        place.refusal = Refused(403, "Forbidden: bot is not a member of the group chat")
        return True

    def _setMyCommands(self, values: Values) -> bool:
        language = values.get("language_code", "")
        if language and (len(language) != 2 or not language.isalpha()):
            raise bad("invalid language code specified")
        scope = json.loads(values.get("scope", '{"type": "default"}'))
        self.commands[f"{scope['type']}/{language}"] = checked_commands(values["commands"])
        return True

    def _getFile(self, values: Values) -> Json:
        id = values.get("file_id", "")
        if id not in self.files:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if len(self.files[id]) > MAX_FILE:
            raise bad("file is too big")
        return {"file_id": id, "file_unique_id": f"u{id}", "file_size": len(self.files[id]), "file_path": id}

    def _reachable(self, values: Values) -> Place:
        place = self.places.get(number(values, "chat_id"))
        if place is None:
            raise bad("chat not found")
        if place.refusal is not None:
            raise place.refusal
        left = place.limited_until - time.monotonic()
        if left > 0:
            seconds = int(left) + 1
            raise Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        return place
