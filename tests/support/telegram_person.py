"""A person in Telegram: what they do becomes updates, and what the bot sends can be seen."""

import time
from collections.abc import Callable
from typing import Any

from tests.support.ports import wait_for
from tests.support.telegram_methods import BOT, Place
from tests.support.telegram_objects import Json, Refused, file, user
from tests.support.telegram_stand_in import TelegramStandIn

PATIENCE = 15.0


class Person:
    """Someone in a private chat with the bot; their chat has their own id."""

    _ids = iter(range(5001, 10_000))

    def __init__(self, telegram: TelegramStandIn, first_name: str = "Mara", language: str = "en") -> None:
        self.telegram, self.id = telegram, next(self._ids)
        self.user = user(self.id, first_name, language_code=language)
        self.place = Place({"id": self.id, "type": "private", "first_name": first_name})
        telegram.places[self.id] = self.place
        self.pressed: list[str] = []
        """The data of the buttons pressed so far."""
        self.updates: list[int] = []
        """Ids of the updates that this person caused, the newest last."""

    # Doing

    def writes(self, text: str, **more: Any) -> int:
        """The id of the message."""
        if text.startswith("/"):
            command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
            more = {"entities": [command], **more}
        return self.sends(text=text, **more)

    def sends(self, **content: Any) -> int:
        """A message of any content, as the Bot API describes it."""
        message = self._message(next(self.place.numbers)) | content
        self.place.messages[message["message_id"]] = message
        self._update("message", message)
        return int(message["message_id"])

    def sends_photo(self, content: bytes, **more: Any) -> int:
        """A photo in two sizes, of which `content` is the larger."""
        small, large = self._file(content[:90]), self._file(content)
        sizes = [small | {"width": 90, "height": 68}, large | {"width": 800, "height": 600}]
        return self.sends(photo=sizes, **more)

    def sends_document(self, content: bytes, name: str = "letter.pdf", **more: Any) -> int:
        given = self._file(content) | {"file_name": name, "mime_type": "application/pdf"}
        return self.sends(document=given, **more)

    def sends_voice(self, content: bytes) -> int:
        return self.sends(voice=self._file(content) | {"duration": 3, "mime_type": "audio/ogg"})

    def sends_album(self, *photos: bytes, caption: str = "") -> list[int]:
        """Photos sent at once; Telegram makes a message of each."""
        album = {"media_group_id": f"album{self.id}-{next(self.place.numbers)}"}
        words = [{"caption": caption} if caption and number == 0 else {} for number in range(len(photos))]
        return [self.sends_photo(photo, **album, **said) for photo, said in zip(photos, words, strict=True)]

    def edits(self, message: int, text: str | None = None, after: int = 60, **content: Any) -> None:
        """Change a message's words, or anything else of it."""
        changed = self.place.messages[message] | ({} if text is None else {"text": text}) | content
        changed["edit_date"] = changed["date"] + after
        self.place.messages[message] = changed
        self._update("edited_message", changed)

    def presses(self, label: str) -> str:
        """Press the newest button with this label; the id of the query."""
        for message in reversed(self.from_bot()):
            for button in self.buttons(message):
                if button["text"] == label:
                    return self.presses_data(message, button["callback_data"])
        raise AssertionError(f"no button {label!r} is shown")

    def presses_data(self, message: Json, data: str) -> str:
        query = self.telegram.new_query()
        self.pressed.append(data)
        pressed = {"id": query, "from": self.user, "message": dict(message), "data": data}
        self._update("callback_query", pressed | {"chat_instance": f"{self.id}"})
        return query

    def blocks(self) -> None:
        self.place.refusal = Refused(403, "Forbidden: bot was blocked by the user")
        self._member("member", {"status": "kicked", "until_date": 0})

    def unblocks(self) -> None:
        self.place.refusal = None
        self._member("kicked", {"status": "member"})

    # Seeing

    def from_bot(self) -> list[Json]:
        with self.telegram.lock:
            return [dict(each) for each in self.place.messages.values() if each["from"] == BOT]

    def sees(self) -> list[str]:
        """The texts that the bot has sent; of a file its name."""
        return [
            str(message["text"] if "text" in message else message["document"]["file_name"])
            for message in self.from_bot()
        ]

    @staticmethod
    def buttons(message: Json) -> list[Json]:
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    def until(self, enough: Callable[[list[str]], bool], what: str) -> list[str]:
        """What the bot has sent, once it is `enough`."""
        return wait_for(lambda: shown if enough(shown := self.sees()) else [], PATIENCE, what)

    def until_sees(self, *texts: str) -> None:
        """Wait until the bot has sent just these texts."""
        self.until(lambda shown: shown == list(texts) or len(shown) > len(texts), f"{texts}")
        assert self.sees() == list(texts)

    # The updates

    def _file(self, content: bytes) -> Json:
        id = f"file{len(self.telegram.files) + 1}"
        self.telegram.files[id] = content
        return file(id, len(content))

    def _message(self, id: int) -> Json:
        return {"message_id": id, "date": int(time.time()), "chat": self.place.data, "from": self.user}

    def _member(self, before: str, after: Json) -> None:
        old = {"status": before} | ({"until_date": 0} if before == "kicked" else {})
        change = {"chat": self.place.data, "from": self.user, "date": int(time.time())}
        change |= {"old_chat_member": old | {"user": BOT}, "new_chat_member": after | {"user": BOT}}
        self._update("my_chat_member", change)

    def _update(self, kind: str, data: Json) -> None:
        self.updates.append(self.telegram.update(kind, data))


class Group:
    """A group to which a person adds the bot."""

    def __init__(self, telegram: TelegramStandIn, person: Person) -> None:
        self.telegram, self.person, self.id = telegram, person, -1000 - person.id
        self.place = Place({"id": self.id, "type": "group", "title": "Office"})
        telegram.places[self.id] = self.place

    def adds_bot(self) -> None:
        change = {"chat": self.place.data, "from": self.person.user, "date": int(time.time())}
        change |= {"old_chat_member": {"status": "left", "user": BOT}}
        self.telegram.update(
            "my_chat_member", change | {"new_chat_member": {"status": "member", "user": BOT}}
        )

    def writes(self, text: str) -> None:
        message = {"message_id": next(self.place.numbers), "date": int(time.time()), "text": text}
        self.telegram.update("message", message | {"chat": self.place.data, "from": self.person.user})

    def sees(self) -> list[str]:
        with self.telegram.lock:
            return [str(each["text"]) for each in self.place.messages.values()]
